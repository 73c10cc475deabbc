import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("organisations", "0007_known_and_tied"),
        ("rounds", "0002_lock"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="round",
            name="round_once",
        ),
        migrations.RemoveIndex(
            model_name="round",
            name="round_unit",
        ),
        migrations.RenameField(
            model_name="round",
            old_name="staff_id",
            new_name="staff",
        ),
        migrations.AlterField(
            model_name="round",
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
            model_name="round",
            old_name="unit_id",
            new_name="unit",
        ),
        migrations.AlterField(
            model_name="round",
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
            model_name="round",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["unit", "year", "half"], name="round_unit"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["nothing", "sparring", "concern"])),
                name="rounds_round_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                fields=("owner_audience", "unit", "group", "year", "half"), name="round_once"
            ),
        ),
    ]
