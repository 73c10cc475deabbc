import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("enquiries", "0002_lock"),
        ("organisations", "0007_known_and_tied"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="enquiry",
            name="enquiry_assigned",
        ),
        migrations.RenameField(
            model_name="enquiry",
            old_name="assigned_to_id",
            new_name="assigned_to",
        ),
        migrations.AlterField(
            model_name="enquiry",
            name="assigned_to",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.RenameField(
            model_name="enquiry",
            old_name="door_id",
            new_name="door",
        ),
        migrations.AlterField(
            model_name="enquiry",
            name="door",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.concerndoor",
            ),
        ),
        migrations.RenameField(
            model_name="enquirystep",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="enquirystep",
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
            model_name="onthespot",
            old_name="door_id",
            new_name="door",
        ),
        migrations.AlterField(
            model_name="onthespot",
            name="door",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.concerndoor",
            ),
        ),
        migrations.AlterField(
            model_name="caller",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="enquiry",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="enquiry",
            name="outcome",
            field=models.TextField(
                blank=True,
                choices=[
                    ("answered", "Answered"),
                    ("concern", "Became a concern"),
                    ("place", "Passed on to those who keep the register of places"),
                    ("technical", "Passed on to the technical department"),
                    ("nothing", "Nothing further is needed"),
                ],
                default="",
            ),
        ),
        migrations.AlterField(
            model_name="enquirystep",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="onthespot",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(condition=models.Q(("state", "open")), fields=["assigned_to"], name="enquiry_assigned"),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["phone", "mail", "met", "page"])),
                name="enquiries_enquiry_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "closed"])), name="enquiries_enquiry_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "answered", "concern", "place", "technical", "nothing"])),
                name="enquiries_enquiry_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="enquirystep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["assigned", "answered", "followed_up", "passed_on", "concern", "closed"])
                ),
                name="enquiries_enquirystep_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="onthespot",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["conflict", "noise", "drugs", "damage", "unsafe", "other"])),
                name="enquiries_onthespot_what_known",
            ),
        ),
    ]
