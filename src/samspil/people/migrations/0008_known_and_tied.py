import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_known_and_tied"),
        ("people", "0007_joined_there"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="district",
            field=models.ForeignKey(
                db_column="district",
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.district",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
    ]
