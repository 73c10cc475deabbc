"""The lock: a reference belongs to the case's unit."""

from django.db import migrations

from samspil.access.operations import confide


class Migration(migrations.Migration):
    dependencies = [("references", "0001_initial"), ("sharing", "0001_initial")]

    operations = [confide("references_reference")]
