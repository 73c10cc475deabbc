"""Ties made by colleagues, and the folded name by which a child is found again."""

from django.db import migrations, models

import samspil.people.models
from samspil.access.operations import hidden_table


class Migration(migrations.Migration):
    dependencies = [("access", "0002_lock"), ("people", "0002_lock")]

    operations = [
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("one", models.BigIntegerField()),
                ("other", models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.AddConstraint("tie", models.UniqueConstraint(fields=("one", "other"), name="tie_once")),
        migrations.AddConstraint(
            "tie", models.CheckConstraint(condition=models.Q(("one__lt", models.F("other"))), name="tie_in_order")
        ),
        hidden_table("people_tie"),
        migrations.AddField("person", "name_folded", samspil.people.models.FoldedName(default="", editable=False)),
        migrations.AddIndex("person", models.Index(fields=["birth_date", "name_folded"], name="person_birth_name")),
    ]
