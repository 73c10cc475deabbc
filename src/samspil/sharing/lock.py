"""The lock of sharing: disclosures, extracts and reports are written by functions alone; files go with their row."""

from samspil.access.declaring import (
    Lock,
    confidential,
    constraint,
    functions,
    further,
    open_table,
    record_table,
    rows,
    schema,
)
from samspil.sharing import register


def carries_files(table: str) -> Lock:
    """Files may be attached to rows of this confidential table; they go where the row goes (`sql/files.sql`)."""
    return further(
        f"CREATE TRIGGER samspil_files AFTER UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION sharing.carry_files();"
    )


LOCK = [
    *schema("sharing"),
    *schema("retention"),
    *open_table("sharing_legalbasis", writes=False),
    *open_table("sharing_basisversion", writes=False),
    *rows(register.lay, register.FILE),
    # Administrators lay the rules, the data protection officer confirms their grounds.
    *open_table(
        "sharing_retentionrule",
        answers="SELECT array_agg(a.id) FROM access_audience a WHERE a.body_id = sharing_retentionrule.body "
        "AND a.kind IN ('administration', 'protection')",
        once=("body", "kind"),
    ),
    *record_table("sharing_disclosure"),
    *record_table("sharing_disclosedrow"),
    *record_table("sharing_deletionreport"),
    *record_table("sharing_extract"),
    *confidential("sharing_draft", deletable=True),
    # Its words never change, so there is no earlier text to keep; and no copy of the bytes.
    *confidential("sharing_file", history="DELETE"),
    *constraint("sharing_file", "file_whole", "CHECK (octet_length(data) = size AND sha256 = sha256(data))"),
    *functions(
        "sharing",
        "sharing/sql/disclosures.sql",
        samspil_app=("disclose", "withdraw", "hand_over", "is_lockable", "mark_extract"),
    ),
    *functions("sharing", "sharing/sql/files.sql", samspil_app=("shut_away",)),
    *functions(
        "retention",
        "sharing/sql/retention.sql",
        samspil_app=("delete", "forget_idle"),
        samspil_keeper=("delete", "sweep"),
    ),
    *further("""
        GRANT UPDATE (period) ON sharing_disclosure TO samspil_lock;
        GRANT DELETE ON sharing_disclosedrow, sharing_disclosure, sharing_extract TO samspil_lock;
        CREATE TRIGGER samspil_receiver BEFORE INSERT ON access_grant FOR EACH ROW EXECUTE FUNCTION sharing.check_grant();
        CREATE TRIGGER samspil_receiver BEFORE INSERT ON access_membership FOR EACH ROW
          EXECUTE FUNCTION sharing.check_membership();
        GRANT UPDATE (shut_away) ON sharing_file TO samspil_lock;
        -- Pictures and documents are compressed already.
        ALTER TABLE sharing_file ALTER COLUMN data SET STORAGE EXTERNAL;
        CREATE TRIGGER samspil_attach BEFORE INSERT ON sharing_file FOR EACH ROW EXECUTE FUNCTION sharing.check_file();
        CREATE TRIGGER samspil_stays BEFORE UPDATE OF parent_table, parent_id, name, content_type, size, sha256, data, shut_away
          ON sharing_file FOR EACH ROW EXECUTE FUNCTION sharing.check_file();
    """),
]
