import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_known_and_tied"),
        ("papers", "0002_lock"),
    ]

    operations = [
        migrations.RenameField(
            model_name="paper",
            old_name="made_by_id",
            new_name="made_by",
        ),
        migrations.AlterField(
            model_name="paper",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.staff",
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="preparation",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
    ]
