"""Sessions of our own, and the table in which attempts to sign in are counted."""

from django.db import migrations, models

from samspil.access.operations import constraint, door_table


class Migration(migrations.Migration):
    dependencies = [("signin", "0002_lock")]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("user_id", models.BigIntegerField(db_index=True, null=True)),
            ],
            options={"verbose_name": "session", "verbose_name_plural": "sessions", "abstract": False},
        ),
        door_table("signin_session"),
        constraint(
            # The shape that Django's database cache expects.
            "CREATE TABLE signin_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, "
            "expires timestamptz NOT NULL); CREATE INDEX signin_cache_expires ON signin_cache (expires);",
            "DROP TABLE signin_cache",
        ),
        door_table("signin_cache"),
    ]
