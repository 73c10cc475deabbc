"""The lock of citizens' enquiries."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0001_initial"), ("public", "0002_lock"), ("sharing", "0002_lock")]

    operations = [
        confide("enquiries_enquiry"),
        confide("enquiries_caller"),
        confide("enquiries_enquirystep"),
        confide("enquiries_onthespot"),
        functions("front", "concerns/enquiries/sql/enquire.sql", samspil_app=("enquire",)),
        constraint(
            """
            GRANT INSERT ON enquiries_enquiry, enquiries_caller TO samspil_lock;
            -- What was asked, and what was done about it, is written once.
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON enquiries_enquiry FOR EACH ROW
              EXECUTE FUNCTION access.fixed('door_id', 'channel', 'matter', 'received_at', 'closed_at');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON enquiries_enquirystep FOR EACH ROW
              EXECUTE FUNCTION access.fixed('enquiry_id', 'kind', 'text', 'staff_id');
            """
        ),
    ]
