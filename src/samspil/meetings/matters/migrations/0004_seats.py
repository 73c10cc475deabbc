"""A seat says whom it follows; the seats of a meeting without a forum follow nobody."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("matters", "0003_convening"), ("organisations", "0005_seat_follows")]

    operations = [functions("matters", "meetings/matters/sql/convene.sql", samspil_app=("convene",))]
