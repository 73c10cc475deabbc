"""The lock of concerns at a door: who has one changes by acts alone, and there is exactly one at every instant."""

from django.db import migrations

from samspil.access.operations import beneath, confide, constraint, functions, open_table, schema

# A colleague says themselves that they are away; their leaders and the administrators may say it for them.
STAFF = (
    "SELECT array_remove(array_agg(DISTINCT u.leadership_id) || min(s.person_audience_id) || min(b.administration_id), NULL) "
    "FROM organisations_staff s JOIN organisations_body b ON b.id = s.body_id "
    "LEFT JOIN organisations_post p ON p.staff_id = s.id LEFT JOIN organisations_unit u ON u.id = p.unit_id "
    "WHERE s.id = concerns_absence.staff_id"
)


class Migration(migrations.Migration):
    dependencies = [("concerns", "0004_doors"), ("sharing", "0002_lock"), ("organisations", "0004_concerndoor")]

    operations = [
        schema("concerns"),
        confide("concerns_holding"),
        confide("concerns_assessment"),
        confide("concerns_step"),
        confide("concerns_handover"),
        confide("concerns_agreement"),
        confide("concerns_sparring"),
        beneath("concerns_concern"),
        open_table("concerns_absence", answers=STAFF, fixed=("staff_id",)),
        open_table(
            "concerns_reception",
            answers="SELECT ARRAY[b.administration_id] FROM organisations_body b WHERE b.id = concerns_reception.body_id",
            fixed=("body_id",),
        ),
        functions("concerns", "concerns/sql/holding.sql", samspil_app=("take", "finish", "settle", "standing")),
        constraint(
            """
            GRANT INSERT, UPDATE (period) ON concerns_holding TO samspil_lock;
            GRANT UPDATE (state, closed_at, door_id) ON concerns_concern TO samspil_lock;
            GRANT UPDATE (state, settled_at) ON concerns_handover TO samspil_lock;
            ALTER TABLE concerns_holding ADD CONSTRAINT holding_exactly_one EXCLUDE USING gist (
              int8range(concern_id, concern_id, '[]') WITH &&, period WITH &&) DEFERRABLE INITIALLY IMMEDIATE;
            CREATE CONSTRAINT TRIGGER holding_cover AFTER INSERT OR UPDATE OR DELETE ON concerns_holding
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION concerns.check_cover();
            CREATE CONSTRAINT TRIGGER concern_cover AFTER INSERT OR UPDATE ON concerns_concern
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION concerns.check_cover();
            -- Who has it, and what somebody answered, is written once; so is what the sender said.
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON concerns_holding FOR EACH ROW
              EXECUTE FUNCTION access.fixed('concern_id', 'staff_id', 'unit_id', 'footing', 'period');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON concerns_agreement FOR EACH ROW
              EXECUTE FUNCTION access.fixed('handover_id', 'party', 'answer', 'because', 'tries', 'note', 'staff_id');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON concerns_handover FOR EACH ROW
              EXECUTE FUNCTION access.fixed('concern_id', 'from_staff_id', 'from_unit_id', 'to_staff_id', 'to_unit_id', 'to_door_id',
                'needs', 'reason', 'basis_version_id', 'necessity');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON concerns_concern FOR EACH ROW
              EXECUTE FUNCTION access.fixed('door_id', 'received_at', 'closed_at', 'sender_id', 'sender_unit_id', 'who', 'text');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON concerns_assessment FOR EACH ROW
              EXECUTE FUNCTION access.fixed('concern_id', 'received_at', 'first_at', 'first_by_id', 'reacted_at');
            """
        ),
    ]
