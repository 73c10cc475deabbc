"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions, hidden_table, schema


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_lock")]

    operations = [
        schema("people"),
        confide("people_person"),
        hidden_table("people_identity"),
        functions("people", "people/sql/identity.sql", samspil_app=("same_human", "another_human")),
        constraint(
            """
            CREATE TRIGGER samspil_own_subject BEFORE INSERT ON people_person
              FOR EACH ROW EXECUTE FUNCTION people.own_subject();
            CREATE TRIGGER samspil_tie AFTER INSERT OR DELETE OR UPDATE OF cpr_hash ON people_person
              FOR EACH ROW EXECUTE FUNCTION people.tie();
            CREATE INDEX person_cpr ON people_person (cpr_hash) WHERE cpr_hash IS NOT NULL;
            """
        ),
    ]
