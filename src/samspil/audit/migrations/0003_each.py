"""One act on many rows."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_subjects")]

    operations = [functions("audit", "audit/sql/each.sql", samspil_app=("record_each",))]
