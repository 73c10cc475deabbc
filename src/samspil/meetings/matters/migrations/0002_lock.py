"""The lock of matters: the rows are the forum's, guests hold one matter each, approved minutes are closed."""

from django.db import migrations

from samspil.access.operations import confide, functions, schema


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial"), ("meetings", "0008_decided")]

    operations = [
        confide("matters_sheet"),
        confide("matters_matter"),
        confide("matters_resolution"),
        confide("matters_invitation"),
        schema("matters"),
        functions(
            "matters",
            "meetings/matters/sql/closed.sql",
            "meetings/matters/sql/guests.sql",
            samspil_app=("invite", "call_off", "enrol_guest", "guest_of"),
        ),
    ]
