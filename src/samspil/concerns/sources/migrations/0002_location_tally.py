from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LocationTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.BigIntegerField()),
                ("place", models.BigIntegerField()),
                ("year", models.IntegerField()),
                (
                    "location_type",
                    models.TextField(
                        blank=True,
                        choices=[("place", "At a place"), ("online", "Online"), ("both", "Both at a place and online")],
                    ),
                ),
                ("count", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("location_type__in", ["", "place", "online", "both"])),
                        name="sources_locationtally_location_type_known",
                    ),
                    models.UniqueConstraint(fields=("place", "year", "location_type"), name="sources_location_cell"),
                    models.CheckConstraint(condition=models.Q(("count__gte", 0)), name="sources_location_count"),
                ],
            },
        ),
    ]
