"""The lock of notifications: who sends and what was sent is written once."""

from samspil.access.declaring import confidential, fixed, functions, schema

LOCK = [
    *schema("notifying"),
    *confidential("notifying_notifier"),
    *confidential("notifying_sentnotification"),
    *functions("notifying", "concerns/notifying/sql/reminding.sql", samspil_keeper=("remind",)),
    *functions("notifying", "concerns/notifying/sql/told.sql", samspil_app=("told_sent",)),
    *fixed("notifying_notifier", "concern_id", "staff_id", "since"),
    *fixed("notifying_sentnotification", "concern_id", "staff_id", "sent_at", "sent_to", "reference", "text", "key"),
]
