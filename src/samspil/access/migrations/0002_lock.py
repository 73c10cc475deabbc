"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions, hidden_table, record_table, schema


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        schema("access"),
        schema("audit"),
        hidden_table("access_signingkey", lock="SELECT"),
        hidden_table("access_clock", lock="SELECT"),
        hidden_table("access_membership"),
        hidden_table("access_grant"),
        hidden_table("access_principal", lock="SELECT, INSERT, UPDATE (ended_at)"),
        hidden_table("access_audience", lock="SELECT, INSERT, UPDATE (steward_id)"),
        functions(
            "access",
            "access/sql/keys.sql",
            "access/sql/cabinet.sql",
            samspil_app=(
                "actor",
                "test_clock",
                "at",
                "keys",
                "own_keys",
                "body_of",
                "is_steward",
                "found",
                "admit",
                "dismiss",
                "open",
                "close",
                "shut",
                "enrol",
                "retire",
            ),
            samspil_owner=("found_body",),
        ),
        functions("audit", "audit/sql/record.sql", samspil_app=("record",), samspil_door=("record",)),
        constraint(
            # Those whom the app may name: principals, and audiences that are no secret (units, forums, doors) or held.
            """
            ALTER TABLE access_audience ENABLE ROW LEVEL SECURITY; ALTER TABLE access_audience FORCE ROW LEVEL SECURITY;
            CREATE POLICY samspil_read ON access_audience FOR SELECT TO samspil_app USING (kind IN ('unit', 'leadership', 'door',
              'forum', 'body', 'administration', 'protection') OR id = ANY ((SELECT access.keys())::bigint[]));
            CREATE POLICY samspil_lock ON access_audience TO samspil_lock USING (true) WITH CHECK (true);
            GRANT SELECT ON access_audience, access_principal TO samspil_app;
            ALTER TABLE access_membership ADD CONSTRAINT membership_once EXCLUDE USING gist (
              int8range(principal_id, principal_id, '[]') WITH &&, int8range(audience_id, audience_id, '[]') WITH &&, period WITH &&);
            """
        ),
        confide("access_history"),
        constraint(
            # History has one writer; it keeps no history of itself.
            """
            DROP TRIGGER samspil_history ON access_history; DROP POLICY samspil_write ON access_history;
            DROP POLICY samspil_change ON access_history; REVOKE INSERT, UPDATE ON access_history FROM samspil_app;
            GRANT INSERT ON access_history TO samspil_lock;
            """
        ),
        record_table("audit_event"),
        hidden_table("audit_subjectkey"),
        hidden_table("audit_seal", lock="SELECT"),
        constraint(
            """
            GRANT SELECT, INSERT ON audit_seal TO samspil_keeper;
            ALTER TABLE audit_event ADD CONSTRAINT event_tells_codes_only CHECK (audit.holds_codes_only(detail));
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
            CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit.refuse_change();
            """
        ),
    ]
