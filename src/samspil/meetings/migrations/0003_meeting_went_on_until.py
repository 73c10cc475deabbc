from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_decision_responsible"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="went_on_until",
            field=models.DateTimeField(null=True),
        ),
    ]
