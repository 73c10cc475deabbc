"""Search in notes."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_handing")]

    operations = [
        functions("cases", "cases/sql/search.sql", samspil_app=("note_vector", "search_notes")),
    ]
