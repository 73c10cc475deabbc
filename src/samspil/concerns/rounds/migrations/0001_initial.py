import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
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
                ("unit_id", models.BigIntegerField()),
                ("group", models.TextField()),
                ("year", models.IntegerField()),
                ("half", models.IntegerField()),
                (
                    "signs",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("nothing", "Nothing more is needed now"),
                            ("sparring", "We want sparring"),
                            ("concern", "We send a concern"),
                        ]
                    ),
                ),
                ("held_at", models.DateTimeField()),
                ("staff_id", models.BigIntegerField()),
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
                "indexes": [models.Index(fields=["unit_id", "year", "half"], name="round_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner_audience", "unit_id", "group", "year", "half"), name="round_once"
                    )
                ],
            },
        ),
    ]
