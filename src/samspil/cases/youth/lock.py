"""The lock: a youth effort belongs to the case's unit; what was written of need, degree and communities stays. How many came into a
community is counted as it is written, and the count is read by none but as figures.
"""

from samspil.access.declaring import confidential, fixed, functions, further, hidden_table, schema

LOCK = [
    *schema("youth"),
    *confidential("youth_youtheffort"),
    *confidential("youth_degreechange"),
    *confidential("youth_communitystate"),
    *fixed(
        "youth_youtheffort",
        "case_id",
        "need_for",
        "need",
        "degree",
        "assessed_on",
        "assessed_by",
        "started_on",
        "outside_age",
    ),
    *fixed("youth_degreechange", "case_id", "effort_id", "degree", "since", "reason", "said_by"),
    *fixed(
        "youth_communitystate", "case_id", "effort_id", "community", "inside", "entered", "since", "which", "said_by"
    ),
    *hidden_table("youth_entrytally", lock="SELECT, INSERT, UPDATE"),
    *functions("youth", "cases/youth/sql/entering.sql", samspil_app=("figures",)),
    *further("""
        CREATE TRIGGER youth_enters AFTER INSERT OR UPDATE OF taken_back ON youth_communitystate
          FOR EACH ROW EXECUTE FUNCTION youth.count_entry();
    """),
]
