"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions, schema


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("sharing", "0002_lock"), ("people", "0002_lock")]

    operations = [
        schema("cases"),
        confide("cases_case"),
        confide("cases_responsibility"),
        confide("cases_task", unties=("case_id",)),
        confide("cases_conversation", unties=("case_id",)),
        confide("cases_handover"),
        confide("cases_note"),
        functions("cases", "cases/sql/responsibility.sql"),
        constraint(
            """
            ALTER TABLE cases_responsibility ADD CONSTRAINT responsibility_exactly_one EXCLUDE USING gist (
              int8range(case_id, case_id, '[]') WITH &&, int4range(ascii(duty), ascii(duty), '[]') WITH &&, period WITH &&)
              DEFERRABLE INITIALLY IMMEDIATE;
            CREATE CONSTRAINT TRIGGER responsibility_cover AFTER INSERT OR UPDATE OR DELETE ON cases_responsibility
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases.check_cover();
            CREATE CONSTRAINT TRIGGER case_cover AFTER INSERT OR UPDATE ON cases_case
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cases.check_cover();
            """
        ),
    ]
