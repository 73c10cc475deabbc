"""Who holds a case changes by its functions alone: with every yes, or a recorded exception."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_agreements"), ("concerns", "0009_weighing")]

    operations = [
        confide("cases_agreement"),
        constraint(
            """
            DROP FUNCTION IF EXISTS cases.answer(bigint, boolean, text);
            GRANT INSERT ON cases_responsibility, cases_agreement TO samspil_lock;
            -- What somebody answered, and what was asked, is written once.
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON cases_agreement FOR EACH ROW
              EXECUTE FUNCTION access.fixed('handover_id', 'party', 'answer', 'because', 'tries', 'note', 'staff_id', 'coordinator_id');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON cases_handover FOR EACH ROW
              EXECUTE FUNCTION access.fixed('case_id', 'from_staff_id', 'from_unit_id', 'to_staff_id', 'to_unit_id', 'needs', 'text',
                'basis_version_id', 'necessity', 'with_notes');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON cases_responsibility FOR EACH ROW WHEN (OLD.duty = 'holder')
              EXECUTE FUNCTION access.fixed('case_id', 'duty', 'staff_id', 'unit_id', 'period', 'chosen');
            """
        ),
        functions(
            "cases",
            "cases/sql/handing.sql",
            "cases/sql/holding.sql",
            samspil_app=("made_for", "withdraw", "take_back", "introduce", "answer", "standing", "settle", "finish"),
        ),
    ]
