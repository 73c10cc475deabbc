"""A handover of a case needs the same yeses as that of a concern."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="handover",
            name="from_staff_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="handover",
            name="needs",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="handover",
            name="to_staff_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="responsibility",
            name="chosen",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("body", models.BigIntegerField(editable=False, null=True)),
                ("subject", models.BigIntegerField(null=True)),
                ("origin", models.TextField(default="own")),
                ("written_by", models.BigIntegerField(editable=False, null=True)),
                ("event_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(editable=False, null=True)),
                ("retention_kind", models.TextField(default="")),
                ("delete_after", models.DateField(null=True)),
                ("hold", models.BooleanField(default=False)),
                ("version", models.IntegerField(default=1)),
                ("party", models.TextField()),
                (
                    "answer",
                    models.TextField(
                        choices=[
                            ("agrees", "Agrees"),
                            ("disagrees", "Does not agree"),
                            ("not_asked", "Not asked"),
                            ("confirmed", "A leader has confirmed that they are not asked"),
                        ]
                    ),
                ),
                (
                    "because",
                    models.TextField(
                        choices=[
                            ("danger", "It would put the child in danger"),
                            ("not_reached", "Not reached after two tries"),
                            ("law", "The law places it elsewhere"),
                        ],
                        default="",
                    ),
                ),
                (
                    "tries",
                    django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None),
                ),
                ("note", models.TextField(default="")),
                ("staff_id", models.BigIntegerField()),
                ("coordinator_id", models.BigIntegerField(null=True)),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="cases.handover"
                    ),
                ),
                (
                    "owner_audience",
                    models.ForeignKey(
                        db_column="owner_audience",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["handover", "party"], name="caseagreement_party")],
            },
        ),
    ]
