from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="together",
            field=models.UUIDField(null=True),
        ),
    ]
