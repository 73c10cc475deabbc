from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("concerns", "0006_where_it_comes_from"),
        ("organisations", "0002_one_register_of_doors"),
    ]

    operations = [
        migrations.AddField(
            model_name="concern",
            name="location_type",
            field=models.TextField(
                blank=True,
                choices=[("place", "At a place"), ("online", "Online"), ("both", "Both at a place and online")],
                db_default="",
                default="",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(("location_type__in", ["", "place", "online", "both"])),
                name="concerns_concern_location_type_known",
            ),
        ),
    ]
