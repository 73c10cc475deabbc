from django.db import migrations, models

STATES = ["asked", "answered", "closed", "withdrawn"]


class Migration(migrations.Migration):
    dependencies = [("concerns", "0007_location_type")]

    operations = [
        migrations.AlterField(
            model_name="sparring",
            name="state",
            field=models.TextField(
                choices=[
                    ("asked", "waits for advice"),
                    ("answered", "answered"),
                    ("closed", "closed"),
                    ("withdrawn", "taken back"),
                ],
                default="asked",
            ),
        ),
        migrations.RemoveConstraint(model_name="sparring", name="concerns_sparring_state_known"),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", STATES)), name="concerns_sparring_state_known"
            ),
        ),
    ]
