"""The lock: a line belongs to the case's unit; answers are counted by a function and read by none."""

from django.db import migrations

from samspil.access.operations import confide, functions, hidden_table, schema


class Migration(migrations.Migration):
    dependencies = [("voices", "0001_initial"), ("sharing", "0001_initial")]

    operations = [
        confide("voices_voice"),
        hidden_table("voices_experience", lock="SELECT, INSERT, UPDATE"),
        schema("voices"),
        functions("voices", "cases/voices/sql/experience.sql", samspil_app=("tell", "experience")),
    ]
