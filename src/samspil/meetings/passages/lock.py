"""The lock of this package's tables, and the one way in which something leaves a forum."""

from samspil.access.declaring import confidential, functions

LOCK = [
    *confidential("passages_passage"),
    *confidential("passages_reply"),
    *confidential("passages_tie"),
    *functions("meetings", "meetings/passages/sql/send_on.sql", samspil_app=("send_on",)),
]
