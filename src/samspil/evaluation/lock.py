"""The lock of these registers: everybody signed in reads them, the municipality's administrators write them."""

from samspil.access.declaring import functions, open_table, schema
from samspil.organisations.lock import register

RESPONSIBLE = "evaluation.who_renews(evaluation_documentrenewal.entry_id)"
ONCE = ("entry_id", "written_on", "adopted_on", "adopted_by", "published_on", "link", "staff_id", "told_at")

LOCK = [
    *schema("evaluation"),
    *register("evaluation_document"),
    *open_table("evaluation_documentrenewal", answers=RESPONSIBLE, once=ONCE),
    *register("evaluation_goaltree"),
    *register("evaluation_nationalframe"),
    *register("evaluation_annualduty"),
    *functions(
        "evaluation",
        "evaluation/sql/reminding.sql",
        samspil_app=("my_overdue", "is_mine", "who_renews"),
        samspil_keeper=("remind",),
    ),
]
