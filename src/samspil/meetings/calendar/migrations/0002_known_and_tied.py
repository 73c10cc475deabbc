from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calendar", "0001_initial"),
        ("meetings", "0009_known_and_tied"),
        ("organisations", "0007_known_and_tied"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["moved", "cancelled", "extra", "block_added", "block_dropped"])),
                name="calendar_change_kind_known",
            ),
        ),
    ]
