from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("cases", "0001_initial"),
        ("organisations", "0001_initial"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="agreement",
            name="cases_agreement_answer_known",
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
                name="cases_agreement_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("suspicion__in", ["", "none", "home", "others", "unsure"])),
                name="cases_handover_suspicion_known",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="task",
            name="cases_task_kind_known",
        ),
        migrations.AlterField(
            model_name="task",
            name="kind",
            field=models.TextField(
                choices=[
                    ("task", "Task"),
                    ("notification", "Statutory notification"),
                    ("handover", "Taken over"),
                    ("talk", "Conversation with the police"),
                ],
                default="task",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["task", "notification", "handover", "talk"])),
                name="cases_task_kind_known",
            ),
        ),
    ]
