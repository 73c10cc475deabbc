"""The lock: a line belongs to the case's unit; it goes with a case as the notes do, and a case with one is worked on."""

from django.db import migrations

from samspil.access.operations import confide, functions


class Migration(migrations.Migration):
    dependencies = [("arenas", "0001_initial"), ("cases", "0009_told"), ("sharing", "0001_initial")]

    operations = [
        confide("arenas_line"),
        functions(
            "cases",
            "cases/sql/handing.sql",
            "cases/sql/holding.sql",
            samspil_app=("made_for", "withdraw", "take_back", "introduce", "answer", "standing", "settle", "finish"),
        ),
    ]
