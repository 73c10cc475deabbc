"""The adult who was chosen has a clock: before when they react."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("chosen", "0001_initial"),)
    operations = (migrations.AddField("chosenadult", "react_by", models.DateTimeField(null=True)),)
