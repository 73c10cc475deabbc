"""The lock of this package's tables."""

from django.db import migrations

from samspil.access.operations import confide


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("matters", "0002_lock")]

    operations = [confide("papers_preparation"), confide("papers_paper")]
