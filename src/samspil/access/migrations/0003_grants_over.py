"""One index leads to the grants of an audience: the one that knows which are over."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_lock")]

    operations = [
        migrations.AlterField(
            "grant",
            "to_audience",
            models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.audience"
            ),
        ),
    ]
