import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
        ("meetings", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Matter",
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
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("standing", "Standing item"),
                            ("theme", "Theme"),
                            ("discussion", "For discussion"),
                            ("decision", "For decision"),
                            ("information", "For information"),
                        ],
                        default="discussion",
                    ),
                ),
                ("heading", models.TextField(default="")),
                ("title", models.TextField()),
                ("text", models.TextField(default="")),
                ("minutes_planned", models.IntegerField(null=True)),
                ("proposed_by_id", models.BigIntegerField(null=True)),
                ("proposed_by_unit_id", models.BigIntegerField(null=True)),
                ("collected_from", models.TextField(default="")),
                ("presenter", models.TextField(default="")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waiting", "On the agenda"),
                            ("taken", "Dealt with"),
                            ("moved", "Moved to a later meeting"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                    ),
                ),
                ("minutes_text", models.TextField(default="")),
                ("from_matter", models.BigIntegerField(null=True)),
                ("from_passage_id", models.BigIntegerField(null=True)),
                ("key", models.UUIDField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="matters", to="meetings.meeting"
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
            name="Invitation",
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
                (
                    "kind",
                    models.TextField(
                        choices=[("colleague", "A colleague"), ("unit", "A unit"), ("citizen", "A citizen")]
                    ),
                ),
                ("staff_id", models.BigIntegerField(null=True)),
                ("unit_id", models.BigIntegerField(null=True)),
                ("name", models.TextField(default="")),
                ("email", models.TextField(default="")),
                ("guest_principal_id", models.BigIntegerField(null=True)),
                ("guest_audience_id", models.BigIntegerField(null=True)),
                ("secret_hash", models.TextField(default="")),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="matters.matter"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Resolution",
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
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("decision", "Decision"),
                            ("recommendation", "Recommendation"),
                            ("comment", "Comment"),
                            ("agreement", "Agreement"),
                        ],
                        default="agreement",
                    ),
                ),
                ("text", models.TextField()),
                ("decided_on", models.DateField()),
                ("responsible_id", models.BigIntegerField(null=True)),
                ("unit_id", models.BigIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[("standing", "In force"), ("done", "Done"), ("undone", "Taken back")],
                        default="standing",
                    ),
                ),
                ("outcome", models.TextField(default="")),
                ("done_on", models.DateField(null=True)),
                ("key", models.UUIDField(null=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="matters.matter"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="meetings.meeting"
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
            name="Sheet",
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
                ("theme", models.TextField(default="")),
                ("organiser_id", models.BigIntegerField(null=True)),
                ("chair_id", models.BigIntegerField(null=True)),
                ("minute_taker_id", models.BigIntegerField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="meetings.meeting"
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
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["meeting", "position"], name="matter_meeting_position"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.UniqueConstraint(fields=("owner_audience", "key"), name="matter_key"),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["secret_hash"], name="invitation_secret"),
        ),
        migrations.AddIndex(
            model_name="resolution",
            index=models.Index(fields=["meeting"], name="resolution_of_meeting"),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.UniqueConstraint(fields=("owner_audience", "key"), name="resolution_key"),
        ),
        migrations.AddIndex(
            model_name="sheet",
            index=models.Index(fields=["meeting"], name="sheet_of_meeting"),
        ),
    ]
