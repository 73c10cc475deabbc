"""The lock: answers are counted by a function and read by none but as figures."""

from samspil.access.declaring import functions, hidden_table, schema

LOCK = [
    *schema("doorsurvey"),
    *hidden_table("doorsurvey_tally", lock="SELECT, INSERT, UPDATE"),
    *hidden_table("doorsurvey_asked", lock="SELECT, INSERT, DELETE"),
    *functions(
        "doorsurvey",
        "concerns/doorsurvey/sql/survey.sql",
        samspil_app=("waits", "answer", "decline", "figures"),
    ),
]
