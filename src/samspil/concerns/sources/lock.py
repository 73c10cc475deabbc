"""The lock: matters are counted as they are written, and the counts are read by none but as figures."""

from samspil.access.declaring import functions, further, hidden_table, schema

LOCK = [
    *schema("sources"),
    *hidden_table("sources_tally", lock="SELECT, INSERT, UPDATE"),
    *hidden_table("sources_locationtally", lock="SELECT, INSERT, UPDATE"),
    *functions("sources", "concerns/sources/sql/tally.sql", samspil_app=("figures", "locations")),
    *further("""
        CREATE TRIGGER sources_arrives AFTER INSERT ON concerns_concern FOR EACH ROW EXECUTE FUNCTION sources.count_concern();
        CREATE TRIGGER sources_arrives AFTER INSERT OR UPDATE OF removed_at ON concerns_listentry
          FOR EACH ROW EXECUTE FUNCTION sources.count_line();
    """),
]
