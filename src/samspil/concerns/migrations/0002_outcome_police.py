from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("concerns", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="assessment",
            name="concerns_assessment_outcome_known",
        ),
        migrations.AlterField(
            model_name="assessment",
            name="outcome",
            field=models.TextField(
                blank=True,
                choices=[
                    ("notification", "Sent on as a statutory notification"),
                    ("meeting", "Taken to a meeting"),
                    ("case", "Became a case"),
                    ("sparring", "Became sparring"),
                    ("help", "Help in everyday life"),
                    ("elsewhere", "Sent to the municipality where the child lives"),
                    ("police", "Left to the police"),
                    ("nothing", "Nothing further is needed"),
                ],
                default="",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        ["", "notification", "meeting", "case", "sparring", "help", "elsewhere", "police", "nothing"],
                    )
                ),
                name="concerns_assessment_outcome_known",
            ),
        ),
    ]
