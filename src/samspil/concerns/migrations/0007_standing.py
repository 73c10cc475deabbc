"""An answer that was told to the other side still counts: telling raises its version, but changes nothing in it."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("concerns", "0006_files")]

    operations = [functions("concerns", "concerns/sql/holding.sql", samspil_app=("standing",))]
