"""The adult who asked the door to take over can take the question back."""

from django.db import migrations, models

ACTS = [
    ("asked", "Has asked the door to take over"),
    ("taken_back", "Has taken the question back"),
    ("taken", "Has taken over"),
]


class Migration(migrations.Migration):
    dependencies = (("chosen", "0002_react_by"),)
    operations = (
        migrations.RemoveConstraint(model_name="takeover", name="chosen_takeover_act_known"),
        migrations.AlterField("takeover", "act", models.TextField(choices=ACTS)),
        migrations.AddConstraint(
            model_name="takeover",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", [act for act, _label in ACTS])), name="chosen_takeover_act_known"
            ),
        ),
    )
