"""A door says what it takes, for whom, and within how many open hours it answers."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import samspil.organisations.models


class Migration(migrations.Migration):
    dependencies = (("organisations", "0001_initial"),)
    operations = (
        migrations.RenameField("concerndoor", "answers_within_hours", "answers_within_open_hours"),
        migrations.AlterField("concerndoor", "answers_within_open_hours", models.IntegerField(default=8)),
        migrations.AddField(
            "concerndoor",
            "takes",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=samspil.organisations.models.taken_by_default, size=None
            ),
        ),
        migrations.AddField(
            "concerndoor",
            "workplace",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.AddField(
            "concerndoor",
            "matter",
            models.TextField(blank=True, choices=[("exit", "exit cases")], default=""),
        ),
        migrations.AddConstraint(
            "concerndoor",
            models.CheckConstraint(
                condition=models.Q(("matter__in", ["", "exit"])), name="organisations_concerndoor_matter_known"
            ),
        ),
    )
