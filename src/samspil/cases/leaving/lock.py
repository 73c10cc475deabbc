"""The lock of leaving: counted for those who may end a colleague; what lies with somebody who has left is passed on inside its unit."""

from samspil.access.declaring import functions, schema

LOCK = [
    *schema("leaving"),
    *functions(
        "leaving",
        "cases/leaving/sql/leaving.sql",
        "cases/leaving/sql/telling.sql",
        samspil_app=(
            "held",
            "came",
            "left_behind",
            "last_day_set",
            "post_ended",
            "post_given",
            "pass_case",
            "pass_concern",
            "tell_given",
            "tell_taken_back",
            "acting_for",
            "acting_inside",
            "stopping_soon",
            "led_beside",
            "unstaffed",
            "urgent_without",
            "would_act",
            "stopped_on",
            "without",
            "shares_ahead",
            "give_back_case",
            "give_back_concern",
            "hear_choice",
        ),
        samspil_keeper=("remind",),
    ),
]
