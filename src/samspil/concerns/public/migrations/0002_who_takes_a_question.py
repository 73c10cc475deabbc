"""A counsellor can say that they answer a question."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("organisations", "0001_initial"), ("public", "0001_initial"))
    operations = (
        migrations.AddField(
            "question",
            "taken_by",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
    )
