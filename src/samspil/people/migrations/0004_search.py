"""Search of children."""

from django.db import migrations

from samspil.access.operations import functions


class Migration(migrations.Migration):
    dependencies = [("people", "0003_ties")]

    operations = [functions("people", "people/sql/search.sql", samspil_app=("search_vector", "search"))]
