from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("concerns", "0005_answered_again"),
        ("organisations", "0002_one_register_of_doors"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="concern",
            name="concerns_concern_source_known",
        ),
        migrations.AlterField(
            model_name="concern",
            name="source",
            field=models.TextField(
                choices=[
                    ("police", "The police's list"),
                    ("officer", "The police, outside the list"),
                    ("youth_unit", "SSP or the youth unit"),
                    ("outreach", "Outreach and street work"),
                    ("school", "School"),
                    ("leisure", "Leisure offers and clubs"),
                    ("family", "The child or the family"),
                    ("citizen", "A citizen"),
                    ("parent", "A parent"),
                    ("child", "The child itself"),
                    ("other", "Others"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "source__in",
                        [
                            "police",
                            "officer",
                            "youth_unit",
                            "outreach",
                            "school",
                            "leisure",
                            "family",
                            "citizen",
                            "parent",
                            "child",
                            "other",
                        ],
                    )
                ),
                name="concerns_concern_source_known",
            ),
        ),
    ]
