"""Who waits for the answer to a handover is told when the case is locked."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_reminding"), ("notices", "0002_lock")]

    operations = [
        functions(
            "cases", "cases/sql/handing.sql", samspil_app=("made_for", "withdraw", "take_back", "introduce", "answer")
        ),
    ]
