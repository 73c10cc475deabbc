"""The lock: a line belongs to the case's unit; answers are counted by a function and read by none."""

from samspil.access.declaring import confidential, functions, hidden_table, schema

LOCK = [
    *schema("voices"),
    *confidential("voices_voice"),
    *hidden_table("voices_experience", lock="SELECT, INSERT, UPDATE"),
    *functions("voices", "cases/voices/sql/experience.sql", samspil_app=("tell", "experience")),
]
