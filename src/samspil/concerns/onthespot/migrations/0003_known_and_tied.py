from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("onthespot", "0002_lock"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(("seen__in", ["conflict", "teasing", "drugs", "damage", "online", "other"])),
                name="onthespot_tally_seen_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(("did__in", ["spoke", "stopped", "help", "nothing"])),
                name="onthespot_tally_did_known",
            ),
        ),
    ]
