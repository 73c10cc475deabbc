"""The lock of leaving: counted for those who may end a colleague; what lies with somebody who has left is passed on inside its unit."""

from samspil.access.declaring import functions, schema

LOCK = [
    *schema("leaving"),
    *functions(
        "leaving",
        "cases/leaving/sql/leaving.sql",
        samspil_app=("held", "left_behind", "post_ended", "pass_case", "acting_for"),
        samspil_keeper=("remind",),
    ),
]
