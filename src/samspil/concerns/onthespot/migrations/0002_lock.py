"""The lock: what is told is counted by a function and read by none but as figures."""

from django.db import migrations

from samspil.access.operations import functions, hidden_table, schema


class Migration(migrations.Migration):
    dependencies = [
        ("onthespot", "0001_initial"),
        ("organisations", "0001_initial"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        hidden_table("onthespot_tally", lock="SELECT, INSERT, UPDATE"),
        hidden_table("onthespot_sent", lock="SELECT, INSERT, DELETE"),
        schema("onthespot"),
        functions("onthespot", "concerns/onthespot/sql/tally.sql", samspil_app=("tell", "figures")),
    ]
