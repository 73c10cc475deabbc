from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_known_and_tied"),
        ("profiles", "0002_version"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject__in", ["seats", "terms", "calendar", "words", "section"])),
                name="profiles_change_subject_known",
            ),
        ),
    ]
