"""Who has read what about a child."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    # the schema and the keys are laid by the lock, which lies above the record
    dependencies = [("audit", "0001_initial"), ("access", "0002_lock")]

    operations = [functions("audit", "audit/sql/subjects.sql", samspil_app=("of_subject",))]
