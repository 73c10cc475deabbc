from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="age_told",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="age_told_on",
            field=models.DateField(null=True),
        ),
    ]
