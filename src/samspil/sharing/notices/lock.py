"""Nobody reads notices but through functions: one's own by oneself, what is to be mailed by the keeper."""

from samspil.access.declaring import functions, hidden_table, schema

LOCK = [
    *schema("notices"),
    *hidden_table("notices_notice"),
    *hidden_table("notices_outgoingmail"),
    *hidden_table("notices_choice"),
    *functions(
        "notices",
        "sharing/notices/sql/notices.sql",
        "sharing/notices/sql/mailing.sql",
        samspil_app=("tell", "unseen", "mine", "see", "choice", "choose", "undelivered"),
        samspil_keeper=("gather", "next_mail", "mailed", "failed", "forget"),
    ),
]
