"""The word of an answer says that its reason follows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0007_standing"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assessment",
            name="first_answer",
            field=models.TextField(
                choices=[
                    ("yes", "Yes, it is sent on now"),
                    ("no", "No, because …"),
                    ("unsure", "We do not know; we ring and ask"),
                ],
                default="",
            ),
        ),
    ]
