"""The lock of these registers: everybody signed in reads them, the municipality's administrators write them."""

from django.db import migrations

from samspil.access.operations import open_table

ENTRY = "SELECT ARRAY[b.administration_id] FROM organisations_body b WHERE b.id = {table}.body_id"
VERSION = (
    "SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN {entry} e ON e.body_id = b.id "
    "WHERE e.id = {table}.entry_id"
)


def register(entry: str) -> list[migrations.RunSQL]:
    version = f"{entry}version"
    return [
        open_table(entry, answers=ENTRY.format(table=entry), fixed=("body_id", "key")),
        open_table(
            version,
            answers=VERSION.format(table=version, entry=entry),
            fixed=("entry_id", "content", "written_at"),  # a version says for ever what it said
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("access", "0002_lock"), ("organisations", "0002_lock")]

    operations = [
        *register("catalogue_preventionmodel"),
        *register("catalogue_intervention"),
    ]
