import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0005_cannot_send"),
    ]

    operations = [
        migrations.AddField(
            model_name="listentry",
            name="told_apart",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, size=None
            ),
        ),
    ]
