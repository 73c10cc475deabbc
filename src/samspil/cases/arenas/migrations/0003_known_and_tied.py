import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("arenas", "0002_lock"),
        ("cases", "0010_known_and_tied"),
        ("organisations", "0007_known_and_tied"),
    ]

    operations = [
        migrations.AddField(
            model_name="line",
            name="begun_under",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="line",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="line",
            name="said_by",
            field=models.ForeignKey(
                db_column="said_by",
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("arena__in", ["family", "school", "club", "leisure", "friends", "work"])),
                name="arenas_line_arena_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["well", "attention", "unknown"])), name="arenas_line_status_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("owner_audience", "case", "arena", "begun_under"), name="arena_begun_once"
            ),
        ),
    ]
