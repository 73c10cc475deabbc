"""The lock: an effort belongs to the unit that started it; what it rests on is written once."""

from samspil.access.declaring import confidential, fixed, goes_along

LOCK = [
    *confidential("efforts_effort"),
    *fixed(
        "efforts_effort",
        "case_id",
        "group",
        "what",
        "intervention_id",
        "situation",
        "resources",
        "assessed_on",
        "assessed_by",
        "started_on",
    ),
    *goes_along("efforts_effort", "case_id"),
]
