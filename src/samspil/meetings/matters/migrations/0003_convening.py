"""Meetings without a standing forum; a citizen's name leaves with the invitation."""

from django.db import migrations

from samspil.access.operations import DELETABLE, constraint, functions

INTO = ("organisations_forum", "organisations_forumterms", "organisations_seat", "organisations_seatholder")


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_lock"), ("organisations", "0003_taking_part")]

    operations = [
        constraint(DELETABLE.format(table="matters_invitation")),
        *(
            constraint(
                f"CREATE POLICY samspil_convene ON {table} FOR INSERT TO samspil_lock WITH CHECK (true);"
                f"GRANT INSERT ON {table} TO samspil_lock;"
            )
            for table in INTO
        ),
        functions(
            "matters",
            "meetings/matters/sql/over.sql",
            "meetings/matters/sql/convene.sql",
            samspil_app=("convene",),
        ),
    ]
