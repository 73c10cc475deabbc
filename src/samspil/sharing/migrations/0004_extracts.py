"""Extracts: which row tells a part of which."""

import django.contrib.postgres.fields
from django.db import migrations, models

from samspil.access.operations import constraint, record_table


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_register")]

    operations = [
        migrations.CreateModel(
            name="Extract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_table", models.TextField()),
                ("row_id", models.BigIntegerField()),
                ("from_table", models.TextField()),
                ("from_id", models.BigIntegerField()),
                ("made_by", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["row_table", "row_id"], name="extract_row"),
                    models.Index(fields=["from_table", "from_id"], name="extract_source"),
                ],
            },
        ),
        record_table("sharing_extract"),
        constraint(
            "GRANT DELETE ON sharing_extract TO samspil_lock; "
            "GRANT EXECUTE ON FUNCTION sharing.mark_extract TO samspil_app;"
        ),
    ]
