"""The lock of this domain's tables (design: the access model)."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions, open_table, record_table, schema


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("access", "0002_lock"), ("organisations", "0002_lock")]

    operations = [
        schema("sharing"),
        schema("retention"),
        open_table("sharing_legalbasis", writes=False),
        open_table("sharing_basisversion", writes=False),
        # Administrators lay the rules, the data protection officer confirms their grounds.
        open_table(
            "sharing_retentionrule",
            answers="SELECT array_agg(a.id) FROM access_audience a WHERE a.body_id = sharing_retentionrule.body "
            "AND a.kind IN ('administration', 'protection')",
            fixed=("body", "kind"),
        ),
        record_table("sharing_disclosure"),
        record_table("sharing_disclosedrow"),
        record_table("sharing_deletionreport"),
        constraint(
            "GRANT UPDATE (period) ON sharing_disclosure TO samspil_lock; GRANT DELETE ON sharing_disclosedrow, sharing_disclosure TO samspil_lock;"
        ),
        confide("sharing_draft", deletable=True),
        functions(
            "sharing", "sharing/sql/disclosures.sql", samspil_app=("disclose", "withdraw", "hand_over", "is_lockable")
        ),
        constraint(
            "CREATE TRIGGER samspil_receiver BEFORE INSERT ON access_grant FOR EACH ROW EXECUTE FUNCTION sharing.check_grant();"
            "CREATE TRIGGER samspil_receiver BEFORE INSERT ON access_membership FOR EACH ROW "
            "EXECUTE FUNCTION sharing.check_membership();"
        ),
        functions(
            "retention",
            "sharing/sql/retention.sql",
            samspil_app=("delete", "forget_idle"),
            samspil_keeper=("delete", "sweep"),
        ),
    ]
