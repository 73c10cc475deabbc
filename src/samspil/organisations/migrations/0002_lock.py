"""The lock of this domain's tables (design: the access model). Everybody reads them, administrators write them."""

from django.db import migrations

from samspil.access.operations import open_table

BODY = "SELECT ARRAY[b.administration_id] FROM organisations_body b WHERE b.id = {table}.body_id"
UNIT = (
    "SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN organisations_unit u ON u.body_id = b.id "
    "WHERE u.id = {table}.unit_id"
)
FORUM = (
    "SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN organisations_forum f ON f.body_id = b.id "
    "WHERE f.id = {table}.forum_id"
)


def administered(table: str, by: str, fixed: tuple[str, ...] = ()) -> migrations.RunSQL:
    return open_table(table, answers=by.format(table=table), fixed=fixed)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("access", "0002_lock")]

    operations = [
        open_table(
            "organisations_body",
            answers="ARRAY[administration_id]",
            fixed=("audience_id", "administration_id", "protection_id", "installer_id"),
        ),
        administered("organisations_district", BODY, ("body_id",)),
        # The data protection officer settles who may take part.
        administered(
            "organisations_unit",
            BODY.replace("administration_id]", "administration_id, b.protection_id]"),
            ("body_id", "audience_id", "leadership_id"),
        ),
        administered("organisations_site", UNIT),
        administered("organisations_role", BODY, ("body_id",)),
        # A colleague keeps their own wishes.
        administered(
            "organisations_staff",
            BODY.replace("administration_id]", "administration_id, {table}.person_audience_id]"),
            ("body_id", "principal_id", "person_audience_id"),
        ),
        administered("organisations_post", UNIT, ("staff_id",)),
        administered("organisations_forum", BODY, ("body_id", "audience_id", "door_id")),
        administered("organisations_forumterms", FORUM, ("forum_id",)),
        administered("organisations_seat", FORUM, ("forum_id",)),
        open_table(
            "organisations_seatholder",
            answers="SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN organisations_forum f "
            "ON f.body_id = b.id JOIN organisations_seat s ON s.forum_id = f.id WHERE s.id = organisations_seatholder.seat_id",
            fixed=("seat_id", "staff_id"),
        ),
        administered("organisations_profileversion", BODY, ("body_id",)),
        open_table(
            "organisations_feedaddress",
            answers="SELECT ARRAY[s.person_audience_id, b.administration_id] FROM organisations_staff s "
            "JOIN organisations_body b ON b.id = s.body_id WHERE s.id = organisations_feedaddress.staff_id",
            fixed=("staff_id",),
        ),
    ]
