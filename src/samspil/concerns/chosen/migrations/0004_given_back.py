from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("chosen", "0003_taken_back"),
        ("concerns", "0007_location_type"),
        ("organisations", "0003_own_last_day"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="takeover",
            name="chosen_takeover_act_known",
        ),
        migrations.AlterField(
            model_name="takeover",
            name="act",
            field=models.TextField(
                choices=[
                    ("asked", "Has asked the door to take over"),
                    ("taken_back", "Has taken the question back"),
                    ("taken", "Has taken over"),
                    ("given_back", "Has given it back"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="takeover",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["asked", "taken_back", "taken", "given_back"])),
                name="chosen_takeover_act_known",
            ),
        ),
    ]
