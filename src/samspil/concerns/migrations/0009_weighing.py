"""One rule says what a party's answers amount to, for concerns and for cases."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("concerns", "0008_words")]

    operations = [
        functions("concerns", "concerns/sql/holding.sql", samspil_app=("take", "finish", "settle", "standing")),
    ]
