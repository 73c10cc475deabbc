from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_guests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="history",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddConstraint(
            model_name="audience",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "person",
                            "unit",
                            "leadership",
                            "door",
                            "forum",
                            "meeting",
                            "minutes",
                            "item",
                            "team",
                            "disclosure",
                            "body",
                            "administration",
                            "protection",
                            "sealed",
                        ],
                    )
                ),
                name="access_audience_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="principal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["staff", "feed", "service", "young", "guest", "public", "client"])),
                name="access_principal_kind_known",
            ),
        ),
    ]
