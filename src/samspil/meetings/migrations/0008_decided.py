"""A decision notes its place on the agenda and who was there in one round trip."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_called_now")]

    operations = [functions("meetings", "meetings/sql/decided.sql", samspil_app=("decided",))]
