"""Who changed the profile in the product."""

import django.db.models.deletion
from django.db import migrations, models

from samspil.access.operations import open_table

PROTECT = django.db.models.deletion.PROTECT
ADMINISTERED = (
    "SELECT ARRAY[b.administration_id] FROM organisations_profileversion v "
    "JOIN organisations_body b ON b.id = v.body_id WHERE v.id = profiles_change.version_id"
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("organisations", "0004_concerndoor")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.TextField(
                        choices=[
                            ("seats", "Seats"),
                            ("terms", "How a forum works"),
                            ("calendar", "Calendar"),
                            ("words", "Words and texts"),
                            ("section", "A section of the profile"),
                        ]
                    ),
                ),
                ("reason", models.TextField()),
                ("made_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to="organisations.staff")),
                (
                    "version",
                    models.OneToOneField(on_delete=PROTECT, related_name="change", to="organisations.profileversion"),
                ),
            ],
        ),
        open_table("profiles_change", answers=ADMINISTERED, fixed=("version_id", "made_by_id")),
    ]
