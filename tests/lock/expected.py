"""What each of the cast gets from the database. docs/reference/access-matrix.md is printed from it (`make documents`).

Every attempt is raw SQL as the role `samspil_app`, signed as the member who tries. Answers: `row` or `nothing` where
rows are asked for; `done` or `nothing` (no row was changed) where something is changed; `refused`.

A new confidential table joins by itself. A new open table or record table gets a line here, a new function one in
`functions`, a new page one in `pages`: what is missing fails the matrix and is named.
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
_STAYS = {"hangs one's own row on the row afterwards": ("refused", "refused", "refused", "nothing")}
_REFUSED = ("refused", "refused", "refused", "refused")
DIFFERENT: dict[str, dict[str, tuple[str, str, str, str]]] = {
    "matters_invitation": _DELETABLE,  # a citizen's name goes when the minutes are approved
    "meetings_presence": _DELETABLE,  # who came in or went out, corrected at the table
    "sharing_draft": _DELETABLE,  # gone when the form is sent
    # What concern or handover a row belongs to is settled when it is written.
    "cases_agreement": _STAYS,
    "chosen_chosenadult": _STAYS,
    "chosen_takeover": _STAYS,
    "joint_jointassessment": _STAYS,
    "joint_jointanswer": _STAYS,
    "together_tie": _STAYS,
    "notifying_notifier": _STAYS,
    "origins_origin": _STAYS,
    "origins_parentsrule": _STAYS,
    "notifying_sentnotification": _STAYS,
    "youth_youtheffort": _STAYS,
    "youth_degreechange": _STAYS,
    "youth_communitystate": _STAYS,
    "concerns_agreement": _STAYS,
    "concerns_assessment": _STAYS,
    "concerns_handover": _STAYS,
    "concerns_holding": _STAYS,
    "enquiries_enquirystep": _STAYS,
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
READABLE_CABINET = ("access_principal", "access_audience", "access_lockpart")

# Who reads a row of a record table in which the unit of `OWNERS` told the unit of `RECEIVERS` something.
RECORDS = {
    "audit_event": (*OWNERS, "protection_officer"),
    "sharing_disclosure": (*OWNERS, *RECEIVERS, "protection_officer"),
    "sharing_disclosedrow": (*OWNERS, *RECEIVERS, "protection_officer"),
    "sharing_deletionreport": ("protection_officer",),
    "sharing_extract": OWNERS,
}

# Open tables are read by everybody. Who of the cast writes the rows of the first municipality:
_ADMINISTRATOR = ("administrator",)
_NOBODY: tuple[str, ...] = ()
OPEN = {
    "responsibility_absence": (
        "administrator",
        "consultant",
        "colleague",
        "outreach_worker",
    ),  # it is the consultant's; nobody leads there
    "concerns_reception": _ADMINISTRATOR,
    "catalogue_intervention": _ADMINISTRATOR,
    "catalogue_interventionversion": _ADMINISTRATOR,
    "catalogue_preventionmodel": _ADMINISTRATOR,
    "catalogue_preventionmodelversion": _ADMINISTRATOR,
    "curriculum_curriculum": _ADMINISTRATOR,
    "curriculum_curriculumversion": _ADMINISTRATOR,
    "evaluation_annualduty": _ADMINISTRATOR,
    "evaluation_annualdutyversion": _ADMINISTRATOR,
    "evaluation_document": _ADMINISTRATOR,
    "evaluation_documentrenewal": _ADMINISTRATOR,  # and who leads the unit that looks after it
    "evaluation_documentversion": _ADMINISTRATOR,
    "evaluation_goaltree": _ADMINISTRATOR,
    "evaluation_goaltreeversion": _ADMINISTRATOR,
    "evaluation_nationalframe": _ADMINISTRATOR,
    "evaluation_nationalframeversion": _ADMINISTRATOR,
    "organisations_concerndoor": _ADMINISTRATOR,
    "organisations_body": _ADMINISTRATOR,
    "organisations_district": _ADMINISTRATOR,
    "organisations_feedaddress": ("administrator", "consultant"),  # it is the consultant's
    "organisations_forum": _ADMINISTRATOR,
    "organisations_forumterms": _ADMINISTRATOR,
    "organisations_post": _ADMINISTRATOR,
    "organisations_profileversion": _ADMINISTRATOR,
    "organisations_role": _ADMINISTRATOR,
    "organisations_seat": _ADMINISTRATOR,
    "organisations_seatholder": _ADMINISTRATOR,
    "organisations_site": _ADMINISTRATOR,
    "profiles_change": _ADMINISTRATOR,
    "organisations_staff": ("administrator", "consultant"),  # it is the consultant
    "organisations_takingpart": ("protection_officer",),
    "organisations_unit": ("administrator", "protection_officer"),
    "sharing_legalbasis": _NOBODY,
    "sharing_basisversion": _NOBODY,
    "sharing_retentionrule": ("administrator", "protection_officer"),
    "meetings_meeting": ("administrator", "consultant", "colleague", "social_worker"),  # the forum's door
    "calendar_change": ("administrator", "consultant", "colleague", "social_worker"),  # as the meeting itself
    "calendar_seen": ("consultant",),  # it is the consultant's
    "meetings_followupcount": ("consultant", "colleague", "social_worker", "police_officer"),  # the forum's seats
}
# Columns of open tables that say who answers for something: filled once, changed by nobody.
FIXED = {
    "organisations_body": ("administration_id", "audience_id", "installer_id", "protection_id"),
    "organisations_unit": ("audience_id", "body_id"),
    "organisations_staff": ("body_id", "person_audience_id", "principal_id"),
    "organisations_forum": ("audience_id", "body_id", "door_id"),
    "meetings_meeting": ("forum_id", "minutes_audience_id"),
}
