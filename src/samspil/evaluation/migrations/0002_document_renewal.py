import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_initial"),
        ("organisations", "0002_one_register_of_doors"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentRenewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("written_on", models.DateField()),
                ("adopted_on", models.DateField(null=True)),
                ("adopted_by", models.TextField(blank=True, default="")),
                ("published_on", models.DateField(null=True)),
                ("link", models.TextField(blank=True, default="")),
                ("told_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluation.document"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("adopted_on__isnull", True), ("adopted_on__gte", models.F("written_on")), _connector="OR"
                        ),
                        name="renewal_adopted_after",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__isnull", True),
                            ("published_on__gte", models.F("written_on")),
                            _connector="OR",
                        ),
                        name="renewal_published_after",
                    ),
                ],
            },
        ),
    ]
