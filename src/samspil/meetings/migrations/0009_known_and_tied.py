import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("concerns", "0012_known_and_tied"),
        ("meetings", "0008_decided"),
        ("organisations", "0007_known_and_tied"),
        ("sharing", "0006_known_and_tied"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="attendance",
            name="attendance_once",
        ),
        migrations.RemoveConstraint(
            model_name="presence",
            name="presence_once",
        ),
        migrations.RenameField(
            model_name="attendance",
            old_name="seat_id",
            new_name="seat",
        ),
        migrations.AlterField(
            model_name="attendance",
            name="seat",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.seat",
            ),
        ),
        migrations.RenameField(
            model_name="attendance",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="attendance",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="decision",
            old_name="responsible_id",
            new_name="responsible",
        ),
        migrations.AlterField(
            model_name="decision",
            name="responsible",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="decision",
            old_name="unit_id",
            new_name="unit",
        ),
        migrations.AlterField(
            model_name="decision",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="meeting",
            old_name="opened_by_id",
            new_name="opened_by",
        ),
        migrations.AlterField(
            model_name="meeting",
            name="opened_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="meeting",
            old_name="reported_to_id",
            new_name="reported_to",
        ),
        migrations.AlterField(
            model_name="meeting",
            name="reported_to",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.meeting",
            ),
        ),
        migrations.RenameField(
            model_name="presence",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="presence",
            name="staff",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="statement",
            old_name="basis_version_id",
            new_name="basis_version",
        ),
        migrations.AlterField(
            model_name="statement",
            name="basis_version",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sharing.basisversion",
            ),
        ),
        migrations.RenameField(
            model_name="statement",
            old_name="giver_unit_id",
            new_name="giver_unit",
        ),
        migrations.AlterField(
            model_name="statement",
            name="giver_unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="statement",
            old_name="said_by_id",
            new_name="said_by",
        ),
        migrations.AlterField(
            model_name="statement",
            name="said_by",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="state",
            field=models.TextField(
                choices=[
                    ("present", "Present"),
                    ("absent", "Sends regrets"),
                    ("substitute", "Substitute"),
                    ("guest", "Guest"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="state",
            field=models.TextField(choices=[("standing", "In force"), ("undone", "Undone")], default="standing"),
        ),
        migrations.AlterField(
            model_name="item",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="item",
            name="role",
            field=models.TextField(
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
        migrations.AlterField(
            model_name="item",
            name="source",
            field=models.TextField(
                choices=[
                    ("list", "The police's list"),
                    ("concern", "Concerns"),
                    ("follow_up", "Follow-up"),
                    ("again", "Taken up again"),
                    ("urgent", "Called now"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="item",
            name="state",
            field=models.TextField(
                choices=[
                    ("waiting", "Waiting"),
                    ("decided", "Decided"),
                    ("moved", "Moved to another meeting"),
                    ("withdrawn", "Taken off"),
                ],
                default="waiting",
            ),
        ),
        migrations.AlterField(
            model_name="presence",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="slot",
            name="heading",
            field=models.TextField(
                blank=True,
                choices=[
                    ("list", "The police's list"),
                    ("concern", "Concerns"),
                    ("follow_up", "Follow-up"),
                    ("again", "Taken up again"),
                    ("urgent", "Called now"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="slot",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="slot",
            name="state",
            field=models.TextField(
                choices=[
                    ("waiting", "Waiting"),
                    ("decided", "Decided"),
                    ("moved", "Moved to another meeting"),
                    ("withdrawn", "Taken off"),
                ],
                default="waiting",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["present", "absent", "substitute", "guest"])),
                name="meetings_attendance_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("owner_audience", "meeting", "staff"), name="attendance_once"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["standing", "undone"])), name="meetings_decision_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["charged", "suspected", "convicted", "witness", "victim", "other"])),
                name="meetings_item_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["list", "concern", "follow_up", "again", "urgent"])),
                name="meetings_item_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "decided", "moved", "withdrawn"])),
                name="meetings_item_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["ordinary", "extra", "urgent"])), name="meetings_meeting_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "sent", "open", "held", "approved", "cancelled"])),
                name="meetings_meeting_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("item", "staff"), name="presence_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("heading__in", ["", "list", "concern", "follow_up", "again", "urgent"])),
                name="meetings_slot_heading_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "decided", "moved", "withdrawn"])),
                name="meetings_slot_state_known",
            ),
        ),
    ]
