"""The lock: what is told is counted by a function and read by none but as figures."""

from samspil.access.declaring import functions, hidden_table, schema

LOCK = [
    *schema("onthespot"),
    *hidden_table("onthespot_tally", lock="SELECT, INSERT, UPDATE"),
    *hidden_table("onthespot_sent", lock="SELECT, INSERT, DELETE"),
    *functions("onthespot", "concerns/onthespot/sql/tally.sql", samspil_app=("tell", "figures")),
]
