import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("concerns", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[("ordinary", "Ordinary"), ("extra", "Extra"), ("urgent", "Called now")],
                        default="ordinary",
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("planned", "Planned"),
                            ("sent", "Agenda sent"),
                            ("open", "In progress"),
                            ("held", "Waits for approval"),
                            ("approved", "Approved"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("planned_for", models.DateField(null=True)),
                (
                    "blocks",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("place", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("agenda_opens_at", models.DateTimeField(null=True)),
                ("closes_at", models.DateTimeField(null=True)),
                ("current_slot_id", models.BigIntegerField(null=True)),
                ("opened_by_id", models.BigIntegerField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("reported_to_id", models.BigIntegerField(null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="organisations.forum"
                    ),
                ),
                (
                    "minutes_audience",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.audience"
                    ),
                ),
                (
                    "seated_audience",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.audience"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Item",
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
                ("label", models.TextField()),
                ("named", models.BooleanField(default=True)),
                ("birth_date", models.DateField(null=True)),
                ("age_told", models.IntegerField(null=True)),
                ("role", models.TextField(null=True)),
                ("source", models.TextField()),
                ("from_item_id", models.BigIntegerField(null=True)),
                ("necessity", models.TextField(default="")),
                ("shared_from", models.DateTimeField(null=True)),
                ("state", models.TextField(default="waiting")),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.audience"
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="concerns.concern",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="concerns.listentry",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="concerns.incident",
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
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("word", models.TextField()),
                ("label", models.TextField()),
                ("responsible_id", models.BigIntegerField(null=True)),
                ("unit_id", models.BigIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("reason", models.TextField(default="")),
                ("text", models.TextField(default="")),
                ("decided_on", models.DateField()),
                ("state", models.TextField(default="standing")),
                ("followed_up_on", models.DateField(null=True)),
                ("key", models.UUIDField()),
                (
                    "owner_audience",
                    models.ForeignKey(
                        db_column="owner_audience",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="meetings.item"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="meetings.meeting"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
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
                ("seat_id", models.BigIntegerField(null=True)),
                ("staff_id", models.BigIntegerField()),
                ("state", models.TextField()),
                ("came_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "owner_audience",
                    models.ForeignKey(
                        db_column="owner_audience",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="meetings.meeting"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
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
                ("staff_id", models.BigIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="meetings.item"
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
        ),
        migrations.CreateModel(
            name="Slot",
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
                ("position", models.IntegerField()),
                ("block", models.TextField(default="")),
                ("heading", models.TextField(default="")),
                ("state", models.TextField(default="waiting")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="meetings.meeting"
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
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="item",
            name="slot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="meetings.slot"
            ),
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("giver_unit_id", models.BigIntegerField()),
                ("said_by_id", models.BigIntegerField()),
                ("spoken", models.BooleanField(default=False)),
                ("text", models.TextField()),
                ("basis_version_id", models.BigIntegerField()),
                ("necessity", models.TextField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="meetings.item"
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUpCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quarter", models.DateField()),
                ("role", models.TextField(default="")),
                ("theme", models.TextField(default="")),
                ("count", models.IntegerField(default=0)),
                ("forum", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.forum")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("forum", "quarter", "role", "theme"), name="follow_up_count_cell")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["forum", "starts_at"], name="meeting_forum_start"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("owner_audience", "key"), name="decision_key"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                fields=("owner_audience", "meeting", "staff_id"), name="attendance_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("item", "staff_id"), name="presence_once"),
        ),
    ]
