"""What a forum agreed about a child is followed up when the forum has talked about the child again."""

from django.db import migrations, models

from samspil.access.operations import constraint, functions


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_attendance_within_its_owner")]

    operations = [
        migrations.AddField("decision", "followed_up_on", models.DateField(null=True)),
        constraint("GRANT UPDATE (followed_up_on) ON meetings_decision TO samspil_lock;"),
        functions("meetings", "meetings/sql/follow_up.sql", samspil_app=("follow_up",)),
    ]
