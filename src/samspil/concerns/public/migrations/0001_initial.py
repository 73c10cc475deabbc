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
            name="SendLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.TextField(unique=True)),
                ("until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Counted",
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
                ("month", models.DateField()),
                (
                    "theme",
                    models.TextField(
                        choices=[
                            ("home", "At home"),
                            ("school", "School"),
                            ("friends", "Friends"),
                            ("online", "Online"),
                            ("violence", "Being hit or threatened"),
                            ("drugs", "Alcohol, drugs or tobacco"),
                            ("crime", "Something that is against the law"),
                            ("other", "Something else"),
                        ]
                    ),
                ),
                (
                    "age_band",
                    models.TextField(
                        choices=[
                            ("untold", "I would rather not say"),
                            ("up_to_12", "12 or younger"),
                            ("up_to_15", "13 to 15"),
                            ("up_to_17", "16 or 17"),
                            ("adult", "18 or older"),
                        ]
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
                "indexes": [models.Index(fields=["owner_audience", "month"], name="counted_month")],
            },
        ),
        migrations.CreateModel(
            name="Question",
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
                ("door_id", models.BigIntegerField()),
                (
                    "theme",
                    models.TextField(
                        choices=[
                            ("home", "At home"),
                            ("school", "School"),
                            ("friends", "Friends"),
                            ("online", "Online"),
                            ("violence", "Being hit or threatened"),
                            ("drugs", "Alcohol, drugs or tobacco"),
                            ("crime", "Something that is against the law"),
                            ("other", "Something else"),
                        ]
                    ),
                ),
                (
                    "age_band",
                    models.TextField(
                        choices=[
                            ("untold", "I would rather not say"),
                            ("up_to_12", "12 or younger"),
                            ("up_to_15", "13 to 15"),
                            ("up_to_17", "16 or 17"),
                            ("adult", "18 or older"),
                        ],
                        default="untold",
                    ),
                ),
                ("question", models.TextField()),
                ("answer", models.TextField(default="")),
                (
                    "state",
                    models.TextField(
                        choices=[("asked", "Waits for an answer"), ("answered", "Answered")], default="asked"
                    ),
                ),
                ("answered_by_id", models.BigIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("code_hash", models.TextField()),
                ("key", models.UUIDField(null=True)),
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
                "indexes": [models.Index(fields=["owner_audience", "state", "written_at"], name="question_queue")],
                "constraints": [
                    models.UniqueConstraint(fields=("owner_audience", "key"), name="question_key"),
                    models.UniqueConstraint(fields=("owner_audience", "code_hash"), name="question_code"),
                ],
            },
        ),
    ]
