from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("cases", "0010_known_and_tied"),
        ("voices", "0002_lock"),
    ]

    operations = [
        migrations.AlterField(
            model_name="voice",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddConstraint(
            model_name="experience",
            constraint=models.CheckConstraint(
                condition=models.Q(("whose__in", ["child", "network"])), name="voices_experience_whose_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="experience",
            constraint=models.CheckConstraint(
                condition=models.Q(("statement__in", ["together", "whom", "heard"])),
                name="voices_experience_statement_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="experience",
            constraint=models.CheckConstraint(
                condition=models.Q(("reply__in", ["yes", "partly", "no", "unknown"])),
                name="voices_experience_reply_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(("whose__in", ["child", "network"])), name="voices_voice_whose_known"
            ),
        ),
    ]
