from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_known_and_tied"),
        ("organisations", "0007_known_and_tied"),
        ("passages", "0002_lock"),
    ]

    operations = [
        migrations.AlterField(
            model_name="passage",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="reply",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AlterField(
            model_name="tie",
            name="origin",
            field=models.TextField(choices=[("own", "The unit's own"), ("police", "The police")], default="own"),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["up", "down", "across"])), name="passages_passage_direction_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["decision", "recommendation", "comment", "question", "information"])),
                name="passages_passage_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["sent", "withdrawn", "received", "placed", "under_way", "answered", "carried_out"])
                ),
                name="passages_passage_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["sent", "withdrawn", "received", "placed", "under_way", "answered", "carried_out"])
                ),
                name="passages_reply_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["resolution", "passage", "matter", "task"])),
                name="passages_tie_what_known",
            ),
        ),
    ]
