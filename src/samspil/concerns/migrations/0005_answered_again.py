from django.db import migrations, models

KINDS = [
    ("added", "The sender has added"),
    ("asked", "Question to the sender"),
    ("answered", "The sender has answered"),
    ("told", "Told the sender"),
    ("noted", "Note"),
    ("meeting", "Sent to a meeting"),
    ("case", "Led to a case"),
    ("sparring", "Sparring asked for"),
    ("first_yes", "It can be a notification"),
    ("first_no", "It is no notification"),
    ("first_unsure", "Not known yet, somebody rings"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0004_lines_of_a_list"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField("assessment", "answered_at", models.DateTimeField(null=True)),
        migrations.AddField("assessment", "runs_since", models.DateTimeField(null=True)),
        migrations.RemoveConstraint(model_name="step", name="concerns_step_kind_known"),
        migrations.AlterField("step", "kind", models.TextField(choices=KINDS)),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [kind for kind, _label in KINDS])), name="concerns_step_kind_known"
            ),
        ),
    ]
