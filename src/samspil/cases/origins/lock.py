"""The lock of origins: what a case came of goes with the case; what was said of the parents is written once."""

from samspil.access.declaring import confidential, fixed, functions, schema

LOCK = [
    *schema("origins"),
    *confidential("origins_origin"),
    *confidential("origins_parentsrule"),
    *functions(
        "origins",
        "cases/origins/sql/following.sql",
        samspil_app=("holders", "goes_along", "adult_left"),
        samspil_keeper=("remind",),
    ),
    *fixed("origins_origin", "case_id", "concern_id", "parents_last"),
    *fixed("origins_parentsrule", "case_id", "may_be_told", "because", "staff_id"),
]
