"""A line of the attendance is unique among the lines of its owner."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_age_told")]

    operations = [
        migrations.RemoveConstraint(model_name="attendance", name="attendance_once"),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("owner_audience", "meeting", "staff_id"), name="attendance_once"
            ),
        ),
    ]
