"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions, open_table, schema


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("concerns", "0002_lock"), ("cases", "0002_lock")]

    operations = [
        # Those who answer for the forum; all its seats where one of them called the meeting now.
        open_table(
            "meetings_meeting",
            answers="SELECT ARRAY[f.door_id, b.administration_id] || CASE meetings_meeting.kind WHEN 'urgent' THEN "
            "ARRAY[f.audience_id] ELSE '{}' END FROM organisations_forum f JOIN organisations_body b ON b.id = f.body_id "
            "WHERE f.id = meetings_meeting.forum_id",
            fixed=("forum_id", "minutes_audience_id", "seated_audience_id"),
        ),
        open_table(
            "meetings_followupcount",
            answers="SELECT ARRAY[f.door_id, f.audience_id] FROM organisations_forum f "
            "WHERE f.id = meetings_followupcount.forum_id",
            fixed=("forum_id",),
        ),
        confide("meetings_slot"),
        confide("meetings_item", unties=("entry_id", "concern_id", "incident_id")),
        confide("meetings_statement"),
        confide("meetings_attendance"),
        confide("meetings_presence", deletable=True),
        confide("meetings_decision"),
        schema("meetings"),
        constraint(
            # The count goes up in the act that deletes, also where nobody but the keeper acts.
            "CREATE POLICY samspil_lock ON meetings_followupcount TO samspil_lock USING (true) WITH CHECK (true);"
            "GRANT INSERT, UPDATE ON meetings_followupcount TO samspil_lock;"
        ),
        functions(
            "meetings",
            "meetings/sql/carry.sql",
            "meetings/sql/forget.sql",
            samspil_app=("carry", "forget"),
            samspil_keeper=("forget_due",),
        ),
    ]
