"""Who settled whether a unit may take part, and why."""

import django.db.models.deletion
from django.db import migrations, models

from samspil.access.operations import functions, open_table, schema


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_lock")]

    operations = [
        migrations.CreateModel(
            name="TakingPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("may", models.BooleanField()),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.staff"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="organisations.unit"
                    ),
                ),
            ],
        ),
        open_table(
            "organisations_takingpart",
            answers="SELECT ARRAY[b.protection_id] FROM organisations_body b JOIN organisations_unit u ON u.body_id = b.id "
            "WHERE u.id = organisations_takingpart.unit_id",
            fixed=("unit_id", "may", "decided_by_id", "decided_at"),
        ),
        schema("organisations"),
        functions("organisations", "organisations/sql/taking_part.sql", samspil_app=("follow_settlement",)),
    ]
