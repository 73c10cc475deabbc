"""The actors' lock, and the functions by which a row leaves its maker's sight."""

from django.db import migrations

from samspil.access.operations import beneath, confide, constraint, functions


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_actors"), ("sharing", "0002_lock"), ("people", "0002_lock")]

    operations = [
        confide("cases_involvement"),
        beneath("cases_handover"),
        beneath("cases_conversation"),
        beneath("cases_conversation"),
        beneath("cases_handover"),
        constraint(
            """
            GRANT UPDATE (case_id) ON cases_handover TO samspil_lock;
            GRANT UPDATE (follows_id) ON cases_conversation TO samspil_lock;
            GRANT UPDATE (state) ON cases_task, cases_conversation TO samspil_lock;
            GRANT UPDATE (state, closed_at) ON cases_case TO samspil_lock;
            GRANT UPDATE (period) ON cases_responsibility TO samspil_lock;
            GRANT UPDATE (state, answered_at, answer) ON cases_handover TO samspil_lock;
            """
        ),
        functions(
            "cases", "cases/sql/handing.sql", samspil_app=("made_for", "withdraw", "take_back", "introduce", "answer")
        ),
    ]
