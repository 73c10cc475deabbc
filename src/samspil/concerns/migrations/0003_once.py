"""What arrives once stays once: keys of requests, the fingerprint of a line, the meeting a list is for, an age told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("concerns", "0002_lock")]

    operations = [
        migrations.AddField("policelist", "meets_on", models.DateField(null=True)),
        migrations.AddField("policelist", "key", models.UUIDField(null=True)),
        migrations.AddField("listentry", "age_told", models.SmallIntegerField(null=True)),
        migrations.AddField("listentry", "fingerprint", models.BinaryField(null=True)),
        migrations.AddField("listentry", "key", models.UUIDField(null=True)),
        migrations.AddField("concern", "key", models.UUIDField(null=True)),
        migrations.AddConstraint(
            "policelist", models.UniqueConstraint(fields=("written_by", "key"), name="policelist_key")
        ),
        migrations.AddConstraint(
            "listentry", models.UniqueConstraint(fields=("written_by", "key"), name="listentry_key")
        ),
        migrations.AddConstraint("concern", models.UniqueConstraint(fields=("written_by", "key"), name="concern_key")),
        migrations.AddIndex(
            "policelist", models.Index(fields=["forum_id", "received_on"], name="policelist_forum_day")
        ),
        migrations.AddIndex(
            "listentry", models.Index(fields=["owner_audience", "police_list"], name="listentry_owner_list")
        ),
        migrations.AddIndex(
            "concern", models.Index(fields=["owner_audience", "state", "written_at"], name="concern_owner_state")
        ),
    ]
