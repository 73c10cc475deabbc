"""The lock of arrivals: hidden, and read through functions that ask who reads the row that they are about."""

from samspil.access.declaring import functions, hidden_table, index, schema

LOCK = [
    *schema("arrivals"),
    *hidden_table("arrivals_arrival"),
    *index("arrival_danger", "arrivals_arrival", "(about_table, about_id) WHERE in_danger"),
    *functions(
        "arrivals",
        "concerns/arrivals/sql/arrivals.sql",
        "concerns/arrivals/sql/leading.sql",
        samspil_app=(
            "promise",
            "promised",
            "promised_by_words",
            "waiting",
            "take",
            "go_on",
            "late_below",
            "dangers_above",
        ),
        samspil_keeper=("remind",),
    ),
]
