from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0004_file_shut"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="step",
            name="concerns_step_kind_known",
        ),
        migrations.AlterField(
            model_name="step",
            name="kind",
            field=models.TextField(
                choices=[
                    ("added", "The sender has added"),
                    ("asked", "Question to the sender"),
                    ("answered", "The sender has answered"),
                    ("told", "Told the sender"),
                    ("noted", "Note"),
                    ("meeting", "Sent to a meeting"),
                    ("case", "Led to a case"),
                    ("sparring", "Sparring asked for"),
                    ("file_shut", "A file was shut away"),
                    ("cannot_send", "Cannot send the notification"),
                    ("first_yes", "It can be a notification"),
                    ("first_no", "It is no notification"),
                    ("first_unsure", "Not known yet, somebody rings"),
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "added",
                            "asked",
                            "answered",
                            "told",
                            "noted",
                            "meeting",
                            "case",
                            "sparring",
                            "file_shut",
                            "cannot_send",
                            "first_yes",
                            "first_no",
                            "first_unsure",
                        ],
                    )
                ),
                name="concerns_step_kind_known",
            ),
        ),
    ]
