"""Files: rows under the same lock, that go where the row goes on which they hang."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from samspil.access.operations import confide, constraint, functions


class Migration(migrations.Migration):
    dependencies = [("access", "0003_grants_over"), ("sharing", "0004_extracts")]

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("body", models.BigIntegerField(editable=False, null=True)),
                ("subject", models.BigIntegerField(null=True)),
                ("origin", models.TextField(default="own")),
                ("written_by", models.BigIntegerField(editable=False, null=True)),
                ("event_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(editable=False, null=True)),
                ("retention_kind", models.TextField(default="")),
                ("delete_after", models.DateField(null=True)),
                ("hold", models.BooleanField(default=False)),
                ("version", models.IntegerField(default=1)),
                ("parent_table", models.TextField()),
                ("parent_id", models.BigIntegerField()),
                ("name", models.TextField()),
                ("content_type", models.TextField()),
                ("size", models.IntegerField()),
                ("sha256", models.BinaryField()),
                ("data", models.BinaryField()),
                (
                    "scanned",
                    models.TextField(
                        choices=[
                            ("unscanned", "Not scanned for viruses"),
                            ("clean", "Scanned for viruses: nothing found"),
                            ("refused", "Refused by the virus scanner"),
                        ],
                        default="unscanned",
                    ),
                ),
                ("shut_away", models.BooleanField(default=False)),
                (
                    "owner_audience",
                    models.ForeignKey(
                        db_column="owner_audience",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["parent_table", "parent_id"], name="file_parent")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("size__lte", 26214400)), name="file_size"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scanned__in", ["unscanned", "clean", "refused"])), name="file_scanned"
                    ),
                ],
            },
        ),
        confide("sharing_file"),
        functions("sharing", "sharing/sql/files.sql", samspil_app=("shut_away",)),
        constraint(
            "GRANT UPDATE (shut_away) ON sharing_file TO samspil_lock; "
            # Pictures and documents are compressed already.
            "ALTER TABLE sharing_file ALTER COLUMN data SET STORAGE EXTERNAL, "
            "ADD CONSTRAINT file_whole CHECK (octet_length(data) = size AND sha256 = sha256(data)); "
            "CREATE TRIGGER samspil_attach BEFORE INSERT ON sharing_file FOR EACH ROW EXECUTE FUNCTION sharing.check_file(); "
            "CREATE TRIGGER samspil_stays BEFORE UPDATE OF parent_table, parent_id, name, content_type, size, sha256, data, "
            "shut_away ON sharing_file FOR EACH ROW EXECUTE FUNCTION sharing.check_file(); "
            # Its words never change, so there is no earlier text to keep; and no copy of the bytes.
            "DROP TRIGGER samspil_history ON sharing_file; "
            "CREATE TRIGGER samspil_history AFTER DELETE ON sharing_file FOR EACH ROW EXECUTE FUNCTION access.keep_history()"
        ),
    ]
