"""The lock of the key cabinet, of the record, and of the tables that come from libraries.

The record lies below and knows nothing of the lock, so what locks it is declared here.
"""

from samspil.access.declaring import (
    confidential,
    constraint,
    functions,
    further,
    hidden_table,
    index,
    record_table,
    schema,
)

RECORD = [
    *schema("audit"),
    *functions("audit", "audit/sql/record.sql", samspil_app=("record",), samspil_door=("record",)),
    *functions("audit", "audit/sql/subjects.sql", samspil_app=("of_subject",)),
    *functions("audit", "audit/sql/each.sql", samspil_app=("record_each",)),
    *record_table("audit_event"),
    *hidden_table("audit_subjectkey"),
    *hidden_table("audit_seal", lock="SELECT"),
    *constraint(
        "audit_event",
        "event_tells_codes_only",
        "CHECK (audit.holds_codes_only(detail))",
        rests_on="audit.holds_codes_only",
    ),
    *further("""
        GRANT SELECT, INSERT ON audit_seal TO samspil_keeper;
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
        CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit.refuse_change();
    """),
]

LOCK = [
    *RECORD,
    *schema("access"),
    *functions(
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
    *hidden_table("django_migrations", lock=""),
    *hidden_table("access_signingkey", lock="SELECT"),
    *hidden_table("access_clock", lock="SELECT"),
    *hidden_table("access_membership"),
    *hidden_table("access_grant"),
    *hidden_table("access_principal", lock="SELECT, INSERT, UPDATE (ended_at)"),
    *hidden_table("access_audience", lock="SELECT, INSERT, UPDATE (steward_id)"),
    *hidden_table("access_lockpart", lock=""),  # every role compares, the owner alone writes
    # History has one writer; it keeps no history of itself.
    *confidential("access_history", writes=False, history=""),
    *constraint(
        "access_membership",
        "membership_once",
        "EXCLUDE USING gist (int8range(principal_id, principal_id, '[]') WITH &&, "
        # Not `period` itself, or PostgreSQL looks here for every membership of a moment, and there are as many as colleagues.
        "int8range(audience_id, audience_id, '[]') WITH &&, tstzrange(lower(period), upper(period)) WITH &&)",
    ),
    # One index leads to the grants of an audience: the one that knows which are over.
    *index("grant_until", "access_grant", "(to_audience_id, coalesce(upper(period), 'infinity'))"),
    # Those whom the app may name: principals, and audiences that are no secret (units, forums, doors) or held.
    *further("""
        ALTER TABLE access_audience ENABLE ROW LEVEL SECURITY; ALTER TABLE access_audience FORCE ROW LEVEL SECURITY;
        CREATE POLICY samspil_read ON access_audience FOR SELECT TO samspil_app USING (kind IN ('unit', 'leadership', 'door',
          'forum', 'body', 'administration', 'protection') OR id = ANY ((SELECT access.keys())::bigint[]));
        CREATE POLICY samspil_lock ON access_audience TO samspil_lock USING (true) WITH CHECK (true);
        GRANT SELECT ON access_audience, access_principal TO samspil_app;
        GRANT INSERT ON access_history TO samspil_lock;
        GRANT SELECT ON access_lockpart TO samspil_app, samspil_door, samspil_keeper;
    """),
]
