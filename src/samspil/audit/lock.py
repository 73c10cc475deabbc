"""The lock of the record: written by its functions, never changed, read by the audiences of its rows."""

from samspil.access.declaring import constraint, functions, further, hidden_table, record_table, schema

LOCK = [
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
