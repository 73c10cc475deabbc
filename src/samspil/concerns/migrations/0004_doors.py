"""Concerns at a door: who has them, what the door assesses, handovers, sparring."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_grants_over"),
        ("concerns", "0003_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("staff_id", models.BigIntegerField()),
                ("away", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("deputy_id", models.BigIntegerField(null=True)),
            ],
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
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
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
                ("asks_notification", models.BooleanField(default=False)),
                (
                    "first_answer",
                    models.TextField(
                        choices=[
                            ("yes", "Yes, it is sent on now"),
                            ("no", "No"),
                            ("unsure", "We do not know; we ring and ask"),
                        ],
                        default="",
                    ),
                ),
                ("first_because", models.TextField(default="")),
                ("first_at", models.DateTimeField(null=True)),
                ("first_by_id", models.BigIntegerField(null=True)),
                ("reference", models.TextField(default="")),
                ("level", models.TextField(default="")),
                ("opening_reason", models.TextField(default="")),
                ("proportionality", models.TextField(default="")),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("notification", "Sent on as a statutory notification"),
                            ("meeting", "Taken to a meeting"),
                            ("case", "Became a case"),
                            ("sparring", "Became sparring"),
                            ("help", "Help in everyday life"),
                            ("nothing", "Nothing further is needed"),
                        ],
                        default="",
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("reacted_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Handover",
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
                ("from_staff_id", models.BigIntegerField()),
                ("from_unit_id", models.BigIntegerField()),
                ("to_staff_id", models.BigIntegerField(null=True)),
                ("to_unit_id", models.BigIntegerField()),
                ("to_door_id", models.BigIntegerField(null=True)),
                ("needs", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("reason", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "Waits for a yes"),
                            ("in_effect", "In effect"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("basis_version_id", models.BigIntegerField()),
                ("necessity", models.TextField()),
                ("key", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Holding",
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
                ("unit_id", models.BigIntegerField()),
                (
                    "footing",
                    models.TextField(
                        choices=[
                            ("received", "First at the door"),
                            ("chosen", "Chosen by the child"),
                            ("taken", "Has taken it"),
                            ("handed", "Was handed it"),
                        ]
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="Reception",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body_id", models.BigIntegerField(db_index=True)),
                ("stated_at", models.DateTimeField()),
                ("content", models.JSONField(default=dict)),
                ("guide", models.JSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Sparring",
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
                ("about", models.TextField()),
                ("who", models.TextField(default="")),
                ("question", models.TextField()),
                ("answer", models.TextField(default="")),
                ("decided", models.TextField(default="")),
                ("state", models.TextField(default="asked")),
                ("door_id", models.BigIntegerField()),
                ("asker_id", models.BigIntegerField()),
                ("asker_unit_id", models.BigIntegerField()),
                ("answered_by_id", models.BigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("key", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Step",
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
                            ("added", "The sender has added"),
                            ("asked", "Question to the sender"),
                            ("answered", "The sender has answered"),
                            ("told", "Told the sender"),
                            ("noted", "Note"),
                            ("meeting", "Sent to a meeting"),
                            ("case", "Led to a case"),
                            ("sparring", "Sparring asked for"),
                        ]
                    ),
                ),
                ("text", models.TextField(default="")),
                ("staff_id", models.BigIntegerField()),
                ("key", models.UUIDField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="concern",
            name="arena",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="concern",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="concern",
            name="door_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="concern",
            name="received_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="concern",
            name="forum_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="concern",
            name="state",
            field=models.TextField(
                choices=[("new", "New"), ("taken", "Taken"), ("on_agenda", "On the agenda"), ("closed", "Closed")],
                default="new",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("door_id__isnull", True), ("received_at__isnull", False), _connector="OR"),
                name="concern_at_door_is_received",
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["staff_id"], name="absence_staff"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="owner_audience",
            field=models.ForeignKey(
                db_column="owner_audience",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.audience",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="concern",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="assessment", to="concerns.concern"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="owner_audience",
            field=models.ForeignKey(
                db_column="owner_audience",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.audience",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="concerns.concern"
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="owner_audience",
            field=models.ForeignKey(
                db_column="owner_audience",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.audience",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="handover",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="concerns.handover"
            ),
        ),
        migrations.AddField(
            model_name="holding",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="holdings", to="concerns.concern"
            ),
        ),
        migrations.AddField(
            model_name="holding",
            name="owner_audience",
            field=models.ForeignKey(
                db_column="owner_audience",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.audience",
            ),
        ),
        migrations.AddField(
            model_name="sparring",
            name="owner_audience",
            field=models.ForeignKey(
                db_column="owner_audience",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.audience",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="concerns.concern"
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="owner_audience",
            field=models.ForeignKey(
                db_column="owner_audience",
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="access.audience",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["owner_audience", "first_at", "received_at"],
                name="assessment_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["owner_audience", "received_at"], name="assessment_received"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["concern", "state"], name="concernhandover_state"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("written_by", "key"), name="concernhandover_key"),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["handover", "party"], name="agreement_handover_party"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["staff_id"], name="holding_staff"),
        ),
        migrations.AddIndex(
            model_name="sparring",
            index=models.Index(fields=["owner_audience", "state", "asked_at"], name="sparring_queue"),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.UniqueConstraint(fields=("written_by", "key"), name="sparring_key"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["concern", "written_at"], name="concernstep_concern"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("written_by", "key"), name="concernstep_key"),
        ),
    ]
