"""What each of the cast gets from the database. One readable table; docs/reference/access-matrix.md is printed from it.

Every attempt is raw SQL as the role `samspil_app`, signed as the member who tries. Answers: `row` or `nothing` where rows
are asked for; `done` or `nothing` (no row was changed) where something is changed; `refused`.

A new confidential table joins by itself. A new definer function must be given its line in `FUNCTIONS`, or the matrix
fails and names it. `make check` prints the document anew: `python -m pytest tests/lock/test_document.py --write-documents`.
"""

from __future__ import annotations

from dataclasses import dataclass

# The row that everybody tries belongs to the unit of the first three and was disclosed to the unit of the fourth.
OWNERS = ("consultant", "colleague", "outreach_worker")
RECEIVERS = ("police_officer",)
SOMEBODY = "somebody else"
NOBODY = "nobody"
STANDINGS = ("owner", "receiver", SOMEBODY, NOBODY)


def standing(member: str) -> str:
    """How a member of the cast stands to the row."""
    if member in OWNERS:
        return "owner"
    if member in RECEIVERS:
        return "receiver"
    return NOBODY if member == NOBODY else SOMEBODY


@dataclass(frozen=True)
class Try:
    """One attempt on a row and what comes of it for owner, receiver, somebody else and nobody."""

    told: str
    sql: str
    answers: tuple[str, str, str, str]

    def answer(self, member: str) -> str:
        return self.answers[STANDINGS.index(standing(member))]


# `{table}` is the table; %(row)s the row, %(mine)s the audience of one's own unit, %(theirs)s that of another unit.
# `insert:` attempts name owner, audiences, and whose the rows are on which the new one hangs.
CONFIDENTIAL = (
    Try("reads the row", "SELECT id FROM {table} WHERE id = %(row)s", ("row", "row", "nothing", "nothing")),
    Try("asks how many there are", "SELECT FROM {table} HAVING count(*) > 0", ("row", "row", "nothing", "nothing")),
    Try("locks the row for a change", "SELECT id FROM {table} WHERE id = %(row)s FOR UPDATE",
        ("row", "nothing", "nothing", "nothing")),
    Try("changes the row", "UPDATE {table} SET delete_after = '2030-01-01' WHERE id = %(row)s",
        ("done", "nothing", "nothing", "nothing")),
    Try("changes every row there is", "UPDATE {table} SET delete_after = '2030-01-01'",
        ("done", "nothing", "nothing", "nothing")),
    Try("takes the row over", "UPDATE {table} SET owner_audience = %(mine)s, audiences = ARRAY[%(mine)s::bigint] WHERE id = %(row)s",
        ("refused", "nothing", "nothing", "nothing")),
    Try("gives the row away", "UPDATE {table} SET owner_audience = %(theirs)s WHERE id = %(row)s",
        ("refused", "nothing", "nothing", "nothing")),
    Try("adds a reader", "UPDATE {table} SET audiences = audiences || %(theirs)s::bigint WHERE id = %(row)s",
        ("refused", "nothing", "nothing", "nothing")),
    Try("takes a reader away", "UPDATE {table} SET audiences = ARRAY[owner_audience] WHERE id = %(row)s",
        ("refused", "nothing", "nothing", "nothing")),
    Try("denies the origin", "UPDATE {table} SET origin = 'elsewhere' WHERE id = %(row)s",
        ("refused", "nothing", "nothing", "nothing")),
    Try("puts a hold on the row", "UPDATE {table} SET hold = true WHERE id = %(row)s",
        ("refused", "nothing", "nothing", "nothing")),
    Try("deletes the row", "DELETE FROM {table} WHERE id = %(row)s", ("refused", "refused", "refused", "refused")),
    Try("empties the table", "TRUNCATE {table}", ("refused", "refused", "refused", "refused")),
    Try("opens the table", "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", ("refused", "refused", "refused", "refused")),
    Try("writes a row of one's own unit", "insert: own", ("done", "done", "done", "refused")),
    Try("writes a row that another unit reads at once", "insert: own, read by others", ("refused", "refused", "refused", "refused")),
    Try("writes a row for another unit", "insert: others", ("refused", "refused", "refused", "refused")),
    Try("writes a row for another unit and reads it", "insert: others, read by own", ("refused", "refused", "refused", "refused")),
    Try("hangs a row of one's own on the row", "insert: own, hanging on the row", ("done", "done", "refused", "refused")),
    Try("hangs one's own row on the row afterwards", "update: hang one's own on the row", ("done", "done", "refused", "nothing")),
)  # fmt: skip

# Where a table differs, and why.
_DELETABLE = {"deletes the row": ("done", "nothing", "nothing", "nothing")}
_REFUSED = ("refused", "refused", "refused", "refused")
DIFFERENT: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "meetings_presence": _DELETABLE,  # who came in or went out, corrected at the table
    "sharing_draft": _DELETABLE,  # gone when the form is sent
    # History has one writer, the trigger.
    "access_history": {
        each.told: _REFUSED
        for each in CONFIDENTIAL
        if each.told not in {"reads the row", "asks how many there are", "empties the table"}
    },
}

# The other classes of tables: what the app role can do at all, whoever is signed in.
# table class: (reads, inserts, updates, deletes)
CLASSES = {
    "record": ("own", "refused", "refused", "refused"),
    "hidden": ("refused", "refused", "refused", "refused"),
    "door": ("refused", "refused", "refused", "refused"),
    "cabinet": ("refused", "refused", "refused", "refused"),
}
# Of the key cabinet, the app may read who there is, and the audiences that are no secret or its own.
READABLE_CABINET = ("access_principal", "access_audience")
