"""A joint assessment goes on without one of the three where nobody is it here, with the reason."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def _colleague() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        to="organisations.staff",
        null=True,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
    )


class Migration(migrations.Migration):
    dependencies = (("joint", "0002_by_which_day"),)
    operations = (
        *(
            migrations.AlterField("jointassessment", party, _colleague())
            for party in ("teacher", "consultant", "school")
        ),
        migrations.AddField("jointassessment", "without_because", models.TextField(blank=True, default="")),
    )
