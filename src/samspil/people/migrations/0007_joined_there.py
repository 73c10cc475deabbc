"""The record that was there joins the one that comes, so that the sender never learns that there was one."""

from django.db import migrations, models

from samspil.access.operations import constraint


class Migration(migrations.Migration):
    dependencies = [("people", "0006_merged")]

    operations = [
        migrations.RemoveConstraint("person", "person_cpr_once_per_owner"),
        migrations.AddConstraint(
            "person",
            models.UniqueConstraint(
                condition=models.Q(("cpr_hash__isnull", False), ("merged_into__isnull", True)),
                fields=("owner_audience", "cpr_hash"),
                name="person_cpr_once_per_owner",
            ),
        ),
        constraint("GRANT UPDATE (merged_into) ON people_person TO samspil_lock"),
    ]
