"""Records that were joined with another are found from it, on every page of a child."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_moving")]

    operations = [
        migrations.AddIndex(
            "person",
            models.Index(
                condition=models.Q(("merged_into__isnull", False)), fields=["merged_into"], name="person_merged"
            ),
        ),
    ]
