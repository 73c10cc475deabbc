from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("concerns", "0010_reminding")]

    operations = [
        migrations.AddField(
            "assessment", "answers", models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
        )
    ]
