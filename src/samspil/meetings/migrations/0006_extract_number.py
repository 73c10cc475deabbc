"""Each paper about a child has a number of its own, which stands on its pages and in the record."""

from django.db import migrations

from samspil.access.operations import constraint


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_followed_up")]

    operations = [
        constraint(
            "CREATE SEQUENCE meetings.extract_number; GRANT USAGE ON SEQUENCE meetings.extract_number TO samspil_app;",
            "DROP SEQUENCE meetings.extract_number",
        ),
    ]
