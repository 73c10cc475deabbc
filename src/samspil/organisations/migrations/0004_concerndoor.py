"""Doors: where a concern is answered, by whom."""

import django.db.models.deletion
from django.db import migrations, models

from samspil.access.operations import open_table

ADMINISTERED = (
    "SELECT ARRAY[b.administration_id] FROM organisations_body b WHERE b.id = organisations_concerndoor.body_id"
)
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("access", "0002_lock"), ("organisations", "0003_taking_part")]

    operations = [
        migrations.CreateModel(
            name="ConcernDoor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("key", models.TextField()),
                ("name", models.TextField()),
                ("phone", models.TextField()),
                ("answered_by", models.JSONField(default=list)),
                ("hours", models.JSONField(default=list)),
                ("answers_within_hours", models.IntegerField(default=24)),
                ("position", models.IntegerField(default=0)),
                ("audience", models.OneToOneField(on_delete=PROTECT, related_name="+", to="access.audience")),
                ("body", models.ForeignKey(on_delete=PROTECT, to="organisations.body")),
                ("district", models.ForeignKey(null=True, on_delete=PROTECT, to="organisations.district")),
                ("unit", models.ForeignKey(on_delete=PROTECT, to="organisations.unit")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("body", "key"), name="concerndoor_key")]},
        ),
        open_table("organisations_concerndoor", answers=ADMINISTERED, fixed=("body_id", "audience_id")),
    ]
