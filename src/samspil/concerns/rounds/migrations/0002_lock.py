"""The lock of rounds: each belongs to its school or club; others get numbers."""

from django.db import migrations

from samspil.access.operations import confide, functions, schema


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_initial"), ("sharing", "0002_lock"), ("organisations", "0004_concerndoor")]

    operations = [
        confide("rounds_round"),
        schema("rounds"),
        functions("rounds", "concerns/rounds/sql/rounds.sql", samspil_app=("counts",)),
    ]
