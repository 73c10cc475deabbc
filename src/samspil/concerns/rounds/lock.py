"""The lock of rounds: each belongs to its school or club; others get numbers."""

from samspil.access.declaring import confidential, functions, schema

LOCK = [
    *schema("rounds"),
    *confidential("rounds_round"),
    *functions("rounds", "concerns/rounds/sql/rounds.sql", samspil_app=("counts",)),
]
