from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("cases", "0010_known_and_tied"),
        ("references", "0002_lock"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reference",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["running", "applied", "ended", "unknown"])),
                name="references_reference_status_known",
            ),
        ),
    ]
