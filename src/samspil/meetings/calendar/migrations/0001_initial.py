"""Changes of meetings, and who has seen them."""

import django.db.models.deletion
from django.db import migrations, models

from samspil.access.operations import open_table

# Those who answer for the forum write what happened; each colleague puts aside for themselves.
ANSWERS = (
    "SELECT ARRAY[f.door_id, b.administration_id] FROM meetings_meeting m JOIN organisations_forum f ON f.id = m.forum_id "
    "JOIN organisations_body b ON b.id = f.body_id WHERE m.id = calendar_change.meeting_id"
)
SEEN_BY = "SELECT ARRAY[s.person_audience_id] FROM organisations_staff s WHERE s.id = calendar_seen.staff_id"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("meetings", "0002_lock"), ("organisations", "0003_taking_part")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("moved", "Moved"),
                            ("cancelled", "Cancelled"),
                            ("extra", "Extra meeting"),
                            ("block_added", "Block comes in"),
                            ("block_dropped", "Block falls out"),
                        ]
                    ),
                ),
                ("block", models.TextField(default="")),
                ("was_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(default="")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staff",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="meetings.meeting"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["meeting", "made_at"], name="change_meeting_made")]},
        ),
        migrations.CreateModel(
            name="Seen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seen", to="calendar.change"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.staff"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["change", "staff"], name="change_seen_once")],
            },
        ),
        open_table("calendar_change", answers=ANSWERS, fixed=("meeting_id",)),
        open_table("calendar_seen", answers=SEEN_BY, fixed=("change_id", "staff_id")),
    ]
