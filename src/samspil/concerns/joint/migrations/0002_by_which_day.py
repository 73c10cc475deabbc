"""A joint assessment has a day by which the three answer, and may end without one of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("joint", "0001_initial"),)
    operations = (
        migrations.AddField("jointassessment", "answer_by", models.DateField(null=True)),
        migrations.AddField("jointassessment", "missing_because", models.TextField(blank=True, default="")),
    )
