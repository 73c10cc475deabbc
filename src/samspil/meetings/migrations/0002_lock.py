"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import confide, functions, open_table, schema


class Migration(migrations.Migration):
    dependencies = [('meetings', '0001_initial'), ('concerns', '0002_lock'), ('cases', '0002_lock')]

    operations = [
        open_table("meetings_meeting"),
        open_table("meetings_followupcount"),
        confide("meetings_slot"),
        confide("meetings_item", unties=("entry_id", "concern_id", "incident_id")),
        confide("meetings_statement"),
        confide("meetings_attendance"),
        confide("meetings_presence", deletable=True),
        confide("meetings_decision"),
        schema("meetings"),
        functions("meetings", "meetings/sql/carry.sql", samspil_app=("carry",)),
    ]
