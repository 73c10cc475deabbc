import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("activities", "0002_lock"),
        ("catalogue", "0002_lock"),
        ("organisations", "0007_known_and_tied"),
    ]

    operations = [
        migrations.RenameField(
            model_name="activity",
            old_name="intervention_id",
            new_name="intervention",
        ),
        migrations.AlterField(
            model_name="activity",
            name="intervention",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.intervention",
            ),
        ),
        migrations.RenameField(
            model_name="activity",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="activity",
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
            model_name="activity",
            old_name="unit_id",
            new_name="unit",
        ),
        migrations.AlterField(
            model_name="activity",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.RenameField(
            model_name="intoclub",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="intoclub",
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
            model_name="intoclub",
            old_name="unit_id",
            new_name="unit",
        ),
        migrations.AlterField(
            model_name="intoclub",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="intoclub",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "held", "not_held"])),
                name="activities_activity_state_known",
            ),
        ),
    ]
