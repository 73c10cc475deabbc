"""The lock of the chosen adult: who was chosen is written once, and the door takes over by the function alone."""

from samspil.access.declaring import confidential, fixed, functions, further, schema

LOCK = [
    *schema("chosen"),
    *confidential("chosen_chosenadult"),
    *confidential("chosen_takeover"),
    *functions(
        "chosen",
        "concerns/chosen/sql/chosen.sql",
        samspil_app=("take_over", "hear_choice", "held", "left_behind", "last_day_set"),
        samspil_keeper=("remind",),
    ),
    *further(
        "GRANT INSERT ON chosen_takeover TO samspil_lock;"
        "GRANT UPDATE (staff_id, unit_id, since, react_by) ON chosen_chosenadult TO samspil_lock;"
    ),
    *fixed("chosen_chosenadult", "concern_id", "staff_id", "unit_id", "chosen_by", "since", "react_by"),
    *fixed("chosen_takeover", "concern_id", "act", "ground", "words", "staff_id", "at"),
]
