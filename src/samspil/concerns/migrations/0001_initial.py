import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
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
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("staff_id", models.BigIntegerField()),
                ("away", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("deputy_id", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["staff_id"], name="absence_staff")],
            },
        ),
        migrations.CreateModel(
            name="Concern",
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
                ("forum_id", models.BigIntegerField(null=True)),
                ("door_id", models.BigIntegerField(null=True)),
                ("about", models.TextField()),
                ("who", models.TextField()),
                ("text", models.TextField()),
                ("source", models.TextField()),
                ("arena", models.TextField(default="")),
                ("sender_id", models.BigIntegerField()),
                ("sender_unit_id", models.BigIntegerField()),
                ("crime_focus", models.TextField(default="")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("new", "New"),
                            ("taken", "Taken"),
                            ("on_agenda", "On the agenda"),
                            ("closed", "Closed"),
                        ],
                        default="new",
                    ),
                ),
                ("received_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
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
                            ("no", "No, because …"),
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
                ("answers", models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict)),
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
                    "concern",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessment", to="concerns.concern"
                    ),
                ),
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
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="concerns.concern"
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
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="concerns.handover"
                    ),
                ),
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
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="holdings", to="concerns.concern"
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
            name="Incident",
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
                ("text", models.TextField()),
                ("place", models.TextField(default="")),
                ("happened_on", models.DateField(null=True)),
                ("reference", models.TextField(default="")),
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
            name="PoliceList",
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
                ("forum_id", models.BigIntegerField()),
                ("received_on", models.DateField()),
                ("way", models.TextField(choices=[("file", "File"), ("aloud", "Read aloud")])),
                ("giver_unit_id", models.BigIntegerField()),
                ("meets_on", models.DateField(null=True)),
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
        ),
        migrations.CreateModel(
            name="ListEntry",
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
                ("row", models.IntegerField(null=True)),
                ("name", models.TextField()),
                ("birth_date", models.DateField(null=True)),
                (
                    "role",
                    models.TextField(
                        choices=[
                            ("charged", "Charged"),
                            ("suspected", "Suspected"),
                            ("convicted", "Convicted"),
                            ("witness", "Witness"),
                            ("victim", "Victim"),
                            ("other", "Met by the police"),
                        ],
                        null=True,
                    ),
                ),
                ("text", models.TextField(default="")),
                ("place", models.TextField(default="")),
                ("happened_on", models.DateField(null=True)),
                ("reference", models.TextField(default="")),
                ("giver_unit_id", models.BigIntegerField()),
                ("said_by_id", models.BigIntegerField(null=True)),
                ("age_told", models.SmallIntegerField(null=True)),
                ("fingerprint", models.BinaryField(null=True)),
                ("key", models.UUIDField(null=True)),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
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
                    "police_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="concerns.policelist"
                    ),
                ),
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
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="concerns.concern"
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
            model_name="concern",
            index=models.Index(fields=["owner_audience", "state", "written_at"], name="concern_owner_state"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(fields=("written_by", "key"), name="concern_key"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("door_id__isnull", True), ("received_at__isnull", False), _connector="OR"),
                name="concern_at_door_is_received",
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
            model_name="policelist",
            index=models.Index(fields=["forum_id", "received_on"], name="policelist_forum_day"),
        ),
        migrations.AddConstraint(
            model_name="policelist",
            constraint=models.UniqueConstraint(fields=("written_by", "key"), name="policelist_key"),
        ),
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["owner_audience", "police_list"], name="listentry_owner_list"),
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.UniqueConstraint(fields=("written_by", "key"), name="listentry_key"),
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
