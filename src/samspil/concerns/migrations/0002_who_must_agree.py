from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("concerns", "0001_initial"),
        ("organisations", "0001_initial"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="agreement",
            name="concerns_agreement_answer_known",
        ),
        migrations.AddField(
            model_name="handover",
            name="suspicion",
            field=models.TextField(
                blank=True,
                choices=[
                    ("none", "No"),
                    ("home", "Yes, somebody in the home or the family"),
                    ("others", "Yes, but somebody outside the family"),
                    ("unsure", "We do not know yet"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="answer",
            field=models.TextField(
                choices=[
                    ("agrees", "Agrees"),
                    ("disagrees", "Does not agree"),
                    ("not_asked", "Not asked"),
                    ("confirmed", "A leader has confirmed that they are not asked"),
                    ("told", "Has been told"),
                    ("not_told", "Is not told"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer__in", ["agrees", "disagrees", "not_asked", "confirmed", "told", "not_told"])
                ),
                name="concerns_agreement_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("suspicion__in", ["", "none", "home", "others", "unsure"])),
                name="concerns_handover_suspicion_known",
            ),
        ),
        migrations.DeleteModel(name="Absence"),  # responsibility's by now; nothing is released
    ]
