"""A meeting called now is its caller's alone; a meeting is opened and closed by those who hold its pen."""

from django.db import migrations

from samspil.access.operations import constraint, functions, open_table


class Migration(migrations.Migration):
    dependencies = [("meetings", "0006_extract_number")]

    operations = [
        # Those who answer for the forum. Called now, any of its seats begins it; then it is the caller's, who has the pen.
        open_table(
            "meetings_meeting",
            answers="SELECT CASE WHEN meetings_meeting.kind <> 'urgent' THEN ARRAY[f.door_id, b.administration_id] "
            "ELSE ARRAY[coalesce(meetings_meeting.minutes_audience_id, f.audience_id)] END "
            "FROM organisations_forum f JOIN organisations_body b ON b.id = f.body_id "
            "WHERE f.id = meetings_meeting.forum_id",
            fixed=("forum_id", "minutes_audience_id", "seated_audience_id"),
        ),
        functions("meetings", "meetings/sql/pen.sql"),
        constraint(
            "GRANT EXECUTE ON FUNCTION meetings.check_pen TO samspil_app;"
            "CREATE TRIGGER samspil_pen BEFORE UPDATE OF state ON meetings_meeting FOR EACH ROW "
            "WHEN (NEW.state IS DISTINCT FROM OLD.state) EXECUTE FUNCTION meetings.check_pen();"
        ),
    ]
