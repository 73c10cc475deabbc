"""The lock of how a municipality is organised. Everybody reads these tables, administrators write them."""

from samspil.access.declaring import Lock, functions, further, hidden_table, open_table, schema

BODY = "SELECT ARRAY[b.administration_id] FROM organisations_body b WHERE b.id = {table}.body_id"
UNIT = (
    "SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN organisations_unit u ON u.body_id = b.id "
    "WHERE u.id = {table}.unit_id"
)
FORUM = (
    "SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN organisations_forum f ON f.body_id = b.id "
    "WHERE f.id = {table}.forum_id"
)
VERSION = (
    "SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN {entry} e ON e.body_id = b.id "
    "WHERE e.id = {table}.entry_id"
)


def administered(table: str, by: str, once: tuple[str, ...] = ()) -> Lock:
    """An open table whose rows the administrators of their body write."""
    return open_table(table, answers=by.format(table=table), once=once)


def register(entry: str) -> Lock:
    """The two tables of a register of a municipality: its entries, and what each has said in turn."""
    version = f"{entry}version"
    return [
        *administered(entry, BODY, ("body_id", "key")),
        *open_table(
            version,
            answers=VERSION.format(table=version, entry=entry),
            once=("entry_id", "content", "written_at"),  # a version says for ever what it said
        ),
    ]


LOCK = [
    *schema("organisations"),
    *open_table(
        "organisations_body",
        answers="ARRAY[administration_id]",
        once=("audience_id", "administration_id", "protection_id", "installer_id"),
    ),
    *administered("organisations_district", BODY, ("body_id",)),
    # The data protection officer settles who may take part.
    *administered(
        "organisations_unit",
        BODY.replace("administration_id]", "administration_id, b.protection_id]"),
        ("body_id", "audience_id", "leadership_id"),
    ),
    *open_table(
        "organisations_takingpart",
        answers="SELECT ARRAY[b.protection_id] FROM organisations_body b JOIN organisations_unit u ON u.body_id = b.id "
        "WHERE u.id = organisations_takingpart.unit_id",
        once=("unit_id", "may", "decided_by_id", "decided_at"),
    ),
    *administered("organisations_site", UNIT),
    *administered("organisations_role", BODY, ("body_id",)),
    # A colleague keeps their own wishes.
    *administered(
        "organisations_staff",
        BODY.replace("administration_id]", "administration_id, {table}.person_audience_id]"),
        ("body_id", "principal_id", "person_audience_id"),
    ),
    *administered("organisations_post", UNIT, ("staff_id",)),
    *administered("organisations_forum", BODY, ("body_id", "audience_id", "door_id")),
    *administered("organisations_forumterms", FORUM, ("forum_id",)),
    *administered("organisations_seat", FORUM, ("forum_id",)),
    *open_table(
        "organisations_seatholder",
        answers="SELECT ARRAY[b.administration_id] FROM organisations_body b JOIN organisations_forum f "
        "ON f.body_id = b.id JOIN organisations_seat s ON s.forum_id = f.id WHERE s.id = organisations_seatholder.seat_id",
        once=("seat_id", "staff_id"),
    ),
    *administered("organisations_concerndoor", BODY, ("body_id", "audience_id")),
    *administered("organisations_profileversion", BODY, ("body_id",)),
    *open_table(
        "organisations_feedaddress",
        answers="SELECT ARRAY[s.person_audience_id, b.administration_id] FROM organisations_staff s "
        "JOIN organisations_body b ON b.id = s.body_id WHERE s.id = organisations_feedaddress.staff_id",
        once=("staff_id",),
    ),
    *functions("organisations", "organisations/sql/taking_part.sql", samspil_app=("follow_settlement",)),
    *functions("organisations", "organisations/sql/leaders.sql", samspil_app=("follow_leaders",)),
    *functions("organisations", "organisations/sql/who_leaves.sql", samspil_app=("leaders_of",)),
    *hidden_table("organisations_ownlastday"),
    *hidden_table("organisations_givenupkey", lock="SELECT, INSERT, DELETE"),
    *functions(
        "organisations",
        "organisations/sql/own_last_day.sql",
        samspil_app=(
            "own_last_days",
            "say_last_day",
            "take_last_day_back",
            "give_keys_up",
            "take_keys_back",
            "settled",
        ),
    ),
    # The functions end a post for who holds it, and a seat with it; nothing else of the post. They hold the row of a body, and
    # change nothing of it.
    *further("""
        CREATE POLICY samspil_lock ON organisations_post FOR UPDATE TO samspil_lock USING (true) WITH CHECK (true);
        GRANT UPDATE (valid_to) ON organisations_post TO samspil_lock;
        CREATE POLICY samspil_lock ON organisations_seatholder TO samspil_lock USING (true) WITH CHECK (true);
        GRANT INSERT, UPDATE (valid_to) ON organisations_seatholder TO samspil_lock;
        CREATE POLICY samspil_lock_holds ON organisations_body FOR UPDATE TO samspil_lock USING (true) WITH CHECK (false);
        GRANT UPDATE (id) ON organisations_body TO samspil_lock;
    """),
]
