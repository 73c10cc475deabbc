from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("organisations", "0006_follows_nobody"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["standing", "conditional", "block"])),
                name="organisations_seat_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("type__in", ["authority", "self_governing", "private"])),
                name="organisations_unit_type_known",
            ),
        ),
    ]
