"""A seat that a database function makes follows nobody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_seat_follows")]

    operations = [
        migrations.AlterField(model_name="seat", name="follows", field=models.TextField(db_default="", default="")),
    ]
