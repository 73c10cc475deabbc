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
            name="Case",
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
                ("opening_reason", models.TextField()),
                ("background", models.TextField(default="")),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closing_reason", models.TextField(default="")),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "Open"), ("closed", "Closed"), ("withdrawn", "Withdrawn")], default="open"
                    ),
                ),
                ("decision_id", models.BigIntegerField(null=True)),
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
            name="Conversation",
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
                        choices=[("preventive", "Preventive conversation"), ("concern", "Concern conversation")]
                    ),
                ),
                ("with_police", models.BooleanField(default=False)),
                ("responsible_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("not_held", "Not held"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="planned",
                    ),
                ),
                ("held_on", models.DateField(null=True)),
                ("place", models.TextField(default="")),
                ("participants", models.TextField(default="")),
                ("summary", models.TextField(default="")),
                ("offer", models.TextField(default="")),
                ("answer_child", models.TextField(default="")),
                ("answer_parents", models.TextField(default="")),
                ("reason_not", models.TextField(default="")),
                ("answered_on", models.DateField(null=True)),
                ("follow_up_on", models.DateField(null=True)),
                ("basis_version_id", models.BigIntegerField(null=True)),
                ("decision_id", models.BigIntegerField(null=True)),
                ("key", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="conversations",
                        to="cases.case",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follow_ups",
                        to="cases.conversation",
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
                ("to_unit_id", models.BigIntegerField()),
                ("from_unit_id", models.BigIntegerField()),
                ("from_staff_id", models.BigIntegerField(null=True)),
                ("to_staff_id", models.BigIntegerField(null=True)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("text", models.TextField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("proposed", "Waits for a yes"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(default="")),
                ("with_notes", models.BooleanField(default=False)),
                ("basis_version_id", models.BigIntegerField()),
                ("necessity", models.TextField()),
                (
                    "disclosures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("decision_id", models.BigIntegerField(null=True)),
                ("key", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="handovers",
                        to="cases.case",
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
                ("coordinator_id", models.BigIntegerField(null=True)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="cases.handover"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Involvement",
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
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("considered", "Being considered"),
                            ("involved", "Involved"),
                            ("not_involved", "Not involved"),
                            ("ended", "No longer involved"),
                        ],
                        default="considered",
                    ),
                ),
                ("reason", models.TextField(default="")),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField(null=True)),
                ("basis_version_id", models.BigIntegerField(null=True)),
                (
                    "disclosures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="involvements", to="cases.case"
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
            name="Note",
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
                ("key", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="cases.case"
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
            name="Responsibility",
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
                ("duty", models.TextField(choices=[("holder", "Holder"), ("coordinator", "Coordinator")])),
                ("staff_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("reason", models.TextField(default="")),
                ("chosen", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="responsibilities", to="cases.case"
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
            name="Task",
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
                            ("task", "Task"),
                            ("notification", "Statutory notification"),
                            ("handover", "Taken over"),
                        ],
                        default="task",
                    ),
                ),
                ("text", models.TextField()),
                ("responsible_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
                ("due_on", models.DateField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "Open"), ("done", "Done"), ("withdrawn", "Withdrawn")], default="open"
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(default="")),
                ("postponed_because", models.TextField(default="")),
                ("decision_id", models.BigIntegerField(null=True)),
                ("key", models.UUIDField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="tasks", to="cases.case"
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
            model_name="case",
            index=models.Index(fields=["owner_audience", "state", "-opened_at"], name="case_owner_state"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("decision_id__isnull", False)), fields=["decision_id"], name="case_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision_id__isnull", False)),
                fields=("owner_audience", "decision_id"),
                name="case_once_per_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)), fields=("owner_audience", "key"), name="case_once"
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["owner_audience", "state", "due_on"], name="conversation_owner_due"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["responsible_id", "state", "due_on"], name="conversation_responsible_due"),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("decision_id__isnull", False)), fields=["decision_id"], name="conversation_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision_id__isnull", False)),
                fields=("owner_audience", "decision_id"),
                name="conversation_once_per_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)), fields=("owner_audience", "key"), name="conversation_once"
            ),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["to_unit_id", "state"], name="handover_to_state"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["from_unit_id", "state"], name="handover_from_state"),
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(
                condition=models.Q(("decision_id__isnull", False)), fields=["decision_id"], name="handover_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision_id__isnull", False)),
                fields=("owner_audience", "decision_id"),
                name="handover_once_per_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)), fields=("owner_audience", "key"), name="handover_once"
            ),
        ),
        migrations.AddIndex(
            model_name="agreement",
            index=models.Index(fields=["handover", "party"], name="caseagreement_party"),
        ),
        migrations.AddIndex(
            model_name="involvement",
            index=models.Index(fields=["unit_id", "state"], name="involvement_unit_state"),
        ),
        migrations.AddConstraint(
            model_name="involvement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("case__isnull", False)),
                fields=("owner_audience", "case", "unit_id"),
                name="involvement_once_per_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["case", "-written_at"], name="note_case"),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["owner_audience", "-written_at"], name="note_owner"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)), fields=("owner_audience", "key"), name="note_once"
            ),
        ),
        migrations.AddIndex(
            model_name="responsibility",
            index=models.Index(fields=["staff_id", "duty"], name="responsibility_staff"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["owner_audience", "state", "due_on"], name="task_owner_due"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["responsible_id", "state", "due_on"], name="task_responsible_due"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("decision_id__isnull", False)), fields=["decision_id"], name="task_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision_id__isnull", False)),
                fields=("owner_audience", "decision_id", "kind"),
                name="task_once_per_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key__isnull", False)), fields=("owner_audience", "key"), name="task_once"
            ),
        ),
    ]
