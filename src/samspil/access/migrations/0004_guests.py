"""A guest of one matter is a principal of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_grants_over"),
    ]

    operations = [
        migrations.AlterField(
            model_name="principal",
            name="kind",
            field=models.TextField(
                choices=[
                    ("staff", "Staff"),
                    ("feed", "Calendar feed"),
                    ("service", "Service"),
                    ("young", "Young person or parent"),
                    ("guest", "Guest of one matter"),
                    ("public", "Public form"),
                    ("client", "API client"),
                ]
            ),
        ),
    ]
