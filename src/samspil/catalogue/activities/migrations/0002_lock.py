"""The lock of activities: each belongs to the team that started it."""

from django.db import migrations

from samspil.access.operations import confide


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial"), ("sharing", "0002_lock"), ("organisations", "0002_lock")]

    operations = [
        confide("activities_activity"),
        confide("activities_intoclub", unties=("activity_id",)),  # a number outlives the activity it came from
    ]
