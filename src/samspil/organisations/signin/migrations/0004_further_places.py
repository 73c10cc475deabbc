"""A person may have several places, and works in one at a time."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from samspil.access.operations import door_table


class Migration(migrations.Migration):
    dependencies = [("signin", "0003_sessions")]

    operations = [
        migrations.CreateModel(
            name="FurtherPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("principal_id", models.BigIntegerField(unique=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="further_places",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        door_table("signin_furtherplace"),
    ]
