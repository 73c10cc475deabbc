"""What stands on the stage when functions are called: a small piece of the real work, made by the functions themselves."""

from __future__ import annotations

import hashlib
from typing import Any

from psycopg.types.json import Jsonb

from samspil.access.actor import Actor, now, token
from tests.lock import expected
from tests.lock.stage import Stage

UNTIL = "2126-01-01"
TAKEN = ["concern", "question", "enquiry", "sparring"]


def arrange(stage: Stage) -> dict[str, Any]:
    """Rows and audiences by the names that `functions.CALLS` uses. Acts are the consultant's unless told otherwise."""
    cast, row = stage.cast, stage.row
    ssp, police = stage.unit_of(expected.OWNERS[0]), stage.unit_of(expected.RECEIVERS[0])
    family, private = stage.unit_of("social_worker"), stage.unit_of("outsider")
    it: dict[str, Any] = {
        "ssp": ssp, "police": police, "family": family, "private": private, "until": UNTIL,
        "foreign": stage.unit_of("other_consultant"),
        "forum": cast.forum.audience_id, "door": cast.forum.door_id,
        "administration": cast.body.administration_id, "protection": cast.body.protection_id,
        "other_administration": cast.other.administration_id,
        "body": cast.body.audience_id, "installer": cast.body.installer_id,
        "colleague": cast.colleague.principal_id, "colleague_person": cast.colleague.staff.person_audience_id,
        "teacher": cast.ssp_teacher.principal_id, "outsider": cast.outsider.principal_id,
        "outsider_person": cast.outsider.staff.person_audience_id,
        "foreigner": cast.other_police.principal_id,
        "consultant_staff": cast.consultant.staff.pk,
        "ssp_unit": cast.units["ssp"].pk, "family_unit": cast.units["family"].pk, "police_unit": cast.units["local_police"].pk,
    }  # fmt: skip

    def act(statement: str, member: str = "consultant") -> Any:
        stage.become(member)
        (answer,) = stage.cursor.execute(statement, it).fetchone() or (None,)
        stage.cursor.execute("SET LOCAL ROLE NONE")
        return answer

    stage.cursor.execute(
        "SELECT id FROM sharing_basisversion WHERE status = 'confirmed' AND valid_to IS NULL ORDER BY id"
    )
    it["basis"] = stage.cursor.fetchone()[0]  # type: ignore[index]
    stage.cursor.execute("SELECT id FROM sharing_basisversion WHERE status = 'expired'")
    it["expired"] = stage.cursor.fetchone()[0]  # type: ignore[index]
    stage.cursor.execute("SELECT id FROM access_audience WHERE kind = 'sealed' AND body_id = %s", [it["body"]])
    it["sealed"] = stage.cursor.fetchone()[0]  # type: ignore[index]

    # One row shared until further notice, one until a set time, one kept, one of another unit of the consultant's body.
    it["row"], it["timed"], it["kept"] = (
        row("concerns_incident", ssp, retention_kind="no_follow_up") for _ in range(3)
    )
    # One that another rule deletes, one of a kind for which there is no rule.
    it["of_another_kind"] = row("concerns_incident", ssp, retention_kind="list")
    it["of_no_kind"] = row("concerns_incident", ssp, retention_kind="none")
    row("sharing_retentionrule", 0, body=it["body"], kind="list", may_confirmed_by="x")
    it["foreign_row"] = row("concerns_incident", family)
    disclose = "SELECT sharing.disclose('concerns_incident', ARRAY[{row}], ARRAY[%(police)s], %(basis)s, 'x', {until})"
    it["disclosure"] = act(disclose.format(row="%(row)s", until="NULL"))
    it["timed_disclosure"] = act(disclose.format(row="%(timed)s", until="%(until)s"))
    it["whole"] = row("concerns_incident", ssp)
    act("SELECT sharing.mark_extract('concerns_incident', %(row)s, 'concerns_incident', %(whole)s)")
    it["held"] = row("concerns_incident", ssp, retention_kind="no_follow_up")
    stage.cursor.execute(
        "SET LOCAL ROLE samspil_lock; UPDATE concerns_incident SET hold = true WHERE id = %(held)s", it
    )
    stage.cursor.execute("SET LOCAL ROLE NONE")
    it["old"] = row("concerns_incident", ssp, delete_after="2020-01-01")
    it["not_old"] = row("concerns_incident", ssp, delete_after="2126-01-01")

    # Two records of one child, read by the police; a third that the family department keeps.
    it["child"], it["same_child"] = row("people_person", ssp, [police]), row("people_person", ssp, [police])
    it["family_child"] = row("people_person", family)

    # A meeting of the forum with an item; what the police told at it; a team around a case.
    it["minutes"] = act("SELECT access.found('minutes', %(door)s, ARRAY['m'])")
    act("SELECT access.open(ARRAY[%(minutes)s], ARRAY[%(door)s], NULL, %(until)s, true)")
    it["item_audience"] = act("SELECT access.found('item', %(minutes)s, ARRAY['i'])")
    it["second_item"] = act("SELECT access.found('item', %(minutes)s, ARRAY['j'])")
    act("SELECT access.open(ARRAY[%(item_audience)s], ARRAY[%(forum)s], NULL, %(until)s, false)")
    it["team"] = act("SELECT access.found('team', %(ssp)s, ARRAY['t'])")
    it["meeting"] = row(
        "meetings_meeting", 0, forum_id=cast.forum.pk, minutes_audience_id=it["minutes"],
        seated_audience_id=it["minutes"], state="open",
    )  # fmt: skip
    it["sits"] = cast.police_officer.staff.pk
    row("meetings_attendance", it["minutes"], meeting_id=it["meeting"], staff_id=it["sits"], state="present")
    it["item"] = row(
        "meetings_item", it["minutes"], [it["item_audience"]], meeting_id=it["meeting"], retention_kind="no_follow_up"
    )
    it["planted"] = row("meetings_item", private, meeting_id=it["meeting"], from_item_id=it["item"])
    it["statement"] = row(
        "meetings_statement",
        police,
        [it["item_audience"]],
        item_id=it["item"],
        basis_version_id=it["basis"],
        necessity="x",
    )
    it["decision"] = row(
        "meetings_decision",
        it["minutes"],
        item_id=it["item"],
        meeting_id=it["meeting"],
        unit_id=it["family_unit"],
        state="standing",
    )
    it["coming"] = row("meetings_meeting", 0, forum_id=cast.forum.pk, state="planned", starts_at=f"{UNTIL} 12:00+01")
    # What somebody who sits there is responsible for.
    it["own_item"] = row("meetings_item", it["minutes"], [it["item_audience"]], meeting_id=it["meeting"])
    row("meetings_decision", it["minutes"], item_id=it["own_item"], meeting_id=it["meeting"], state="standing",
        responsible_id=it["sits"])  # fmt: skip

    # An item out of which somebody went who keeps the minutes.
    it["out_slot"] = row("meetings_slot", it["minutes"], meeting_id=it["meeting"], state="waiting")
    it["out_item"] = row(
        "meetings_item", it["minutes"], meeting_id=it["meeting"], slot_id=it["out_slot"], state="waiting"
    )
    row("meetings_attendance", it["minutes"], meeting_id=it["meeting"], staff_id=it["consultant_staff"], state="present",
        stepped_out=[it["out_slot"]])  # fmt: skip

    # What was decided about somebody whose name was not said, and who was there.
    unsaid = row(
        "meetings_item", it["minutes"], meeting_id=it["meeting"], named=False, nameless_because="", state="decided"
    )
    row("meetings_decision", it["minutes"], item_id=unsaid, meeting_id=it["meeting"], state="standing")
    row("meetings_presence", it["minutes"], item_id=unsaid, staff_id=it["sits"])

    # A case of the unit, and its offer to the police.
    it["case"] = row("cases_case", ssp, subject=it["child"], state="open", decision_id=it["decision"])
    # A case about a child whose record the unit reads, and was not given by those who keep it.
    it["read_case"] = row("cases_case", ssp, subject=row("people_person", family, [ssp]), state="open")
    it["task"] = row("cases_task", ssp, decision_id=it["decision"], state="open", kind="task")
    it["handover"] = row(
        "cases_handover",
        ssp,
        [police],
        subject=it["child"],
        to_unit_id=it["police_unit"],
        from_unit_id=it["family_unit"],
        state="proposed",
        basis_version_id=it["basis"],
        necessity="x",
    )
    it["case_handover"] = row(
        "cases_handover", ssp, [police], case_id=it["case"], from_staff_id=cast.consultant.staff.pk,
        to_staff_id=None, needs=[], to_unit_id=it["police_unit"], from_unit_id=it["ssp_unit"], state="proposed",
        basis_version_id=it["basis"], necessity="x",
    )  # fmt: skip
    row("cases_responsibility", ssp, case_id=it["case"], duty="holder", staff_id=cast.consultant.staff.pk,
        unit_id=it["ssp_unit"], period="[2026-01-01,)", chosen_by="")  # fmt: skip
    it["ended_case"] = row("cases_case", ssp, state="closed")
    # What a colleague who has left leaves behind: no post any more.
    it["left_staff"] = row(
        "organisations_staff", 0, body_id=cast.body.pk, ended_at="2026-01-01", person_audience_id=row(
            "access_audience", 0, kind="person", body_id=it["body"], steward_id=it["administration"]
        ),
    )  # fmt: skip
    it["orphaned"] = row(
        "meetings_meeting", 0, forum_id=cast.forum.pk, kind="urgent", state="open", minutes_audience_id=it["minutes"],
        seated_audience_id=it["minutes"], opened_by_id=it["left_staff"], closes_at=f"{UNTIL} 12:00+01",
    )  # fmt: skip
    row("meetings_attendance", it["minutes"], meeting_id=it["orphaned"], staff_id=it["sits"], state="present",
        stepped_out="{}", left_out="{}")  # fmt: skip
    about = row("matters_matter", it["minutes"], meeting_id=it["orphaned"], position=1, kind="discussion", heading="", title="x",
        text="", collected_from="", presenter="", state="waiting", minutes_text="")  # fmt: skip
    it["agreement"] = row("matters_resolution", it["minutes"], matter_id=about, meeting_id=it["orphaned"], kind="agreement", text="x",
        decided_on="2026-01-01", responsible_id=cast.colleague.staff.pk, state="standing", outcome="")  # fmt: skip
    for name, state in (("left_case", "open"), ("left_ended_case", "closed")):
        it[name] = row("cases_case", ssp, state=state)
        row("cases_responsibility", ssp, case_id=it[name], duty="holder", staff_id=it["left_staff"], unit_id=it["ssp_unit"],
            period="[2026-01-01,)", chosen_by="")  # fmt: skip
    it["fresh_case"] = row("cases_case", ssp, state="closed", closed_at="now")
    it["consultant_post"] = _post_of(stage, it["consultant_staff"])
    it["administrator_post"] = _post_of(stage, cast.administrator.staff.pk)
    it |= _empty_unit(stage, it)
    it["lent_case"] = row("cases_case", police, [ssp], state="open")
    it["asked_handover"] = row(
        "cases_handover", ssp, [police], case_id=it["case"], from_staff_id=cast.consultant.staff.pk,
        to_staff_id=cast.colleague.staff.pk, needs=[], to_unit_id=it["police_unit"], from_unit_id=it["ssp_unit"],
        state="proposed", basis_version_id=it["basis"], necessity="x",
    )  # fmt: skip
    stage.become("consultant")
    stage.cursor.execute(
        "INSERT INTO cases_agreement (owner_audience, audiences, origin, retention_kind, hold, version, handover_id, party, "
        "answer, because, tries, note, staff_id) VALUES (%(ssp)s, ARRAY[%(ssp)s::bigint], 'own', '', false, 1, "
        "%(case_handover)s, 'giver', 'agrees', '', '{}', '', %(consultant_staff)s)",
        it,
    )
    stage.cursor.execute("SET LOCAL ROLE NONE")
    it["note"] = row("cases_note", ssp, [police], text="alpha beta gamma")
    act("SELECT audit.record('person.opened', 'people_person', %(child)s, %(child)s, %(ssp)s, '{}')")

    # A door of the unit; concerns at it, new, taken and closed; one that is offered to a colleague.
    door = stage.row("access_audience", 0, kind="door", body_id=it["body"], steward_id=it["administration"])
    it["front_door"] = stage.row(
        "organisations_concerndoor", 0, body_id=stage.cast.body.pk, unit_id=it["ssp_unit"], audience_id=door,
        takes=TAKEN, valid_from=None, valid_to=None, answered_by="[]",
    )  # fmt: skip
    for name, footing, closed in (
        ("concern", "received", None),
        ("taken_concern", "taken", None),
        ("confided_concern", "chosen", None),
        ("closed_concern", "taken", "now()"),
    ):
        it[name] = row(
            "concerns_concern",
            ssp,
            [police],
            door_id=it["front_door"],
            received_at="2026-01-01",
            closed_at=closed,
            state="new",
        )
        row("concerns_holding", ssp, [police], concern_id=it[name], footing=footing, staff_id=cast.consultant.staff.pk,
            unit_id=it["ssp_unit"], period="[2026-01-01,)" if closed is None else "[2026-01-01,2026-01-02)")  # fmt: skip
    it["left_concern"] = row(
        "concerns_concern", ssp, door_id=it["front_door"], received_at="2026-01-01", closed_at=None, state="taken"
    )
    row("concerns_holding", ssp, concern_id=it["left_concern"], footing="taken", staff_id=it["left_staff"],
        unit_id=it["ssp_unit"], period="[2026-01-01,)")  # fmt: skip
    it |= _given_after(stage, it)
    _one_matter(stage, it, cast.consultant.staff.pk)
    row("sources_tally", 0, body=it["body"], place=ssp, year=2026, source="school", count=7)
    row("sources_locationtally", 0, body=it["body"], place=ssp, year=2026, location_type="online", count=7)
    row("arrivals_arrival", 0, about_table="concerns_concern", about_id=it["concern"], in_danger=True)
    # A clock that runs at the door, and one of a notification that the police are to send.
    it["unsent_concern"] = row(
        "concerns_concern",
        ssp,
        [police],
        door_id=it["front_door"],
        received_at="2026-01-01",
        closed_at=None,
        state="taken",
        sender_id=cast.police_officer.staff.pk,  # who wrote it can send it; who neither wrote it nor has it cannot
    )
    for name, answer in (("concern", ""), ("unsent_concern", "yes")):
        row("concerns_assessment", ssp, concern_id=it[name], asks_notification=True, first_answer=answer,
            received_at="2026-01-01", closed_at=None)  # fmt: skip
    row("notifying_notifier", ssp, [police], concern_id=it["unsent_concern"], staff_id=cast.police_officer.staff.pk)
    # One that is sent: the police read who was to send it, and not what was sent.
    row("notifying_notifier", ssp, [police], concern_id=it["taken_concern"], since="2026-01-01")
    row("notifying_sentnotification", ssp, concern_id=it["taken_concern"], staff_id=cast.consultant.staff.pk)
    it["told_step"] = row("concerns_step", ssp, concern_id=it["concern"], kind="added")  # of the consultant
    # A door that the unit answers.
    row("organisations_concerndoor", 0, body_id=cast.body.pk, unit_id=it["ssp_unit"], audience_id=ssp, valid_to=None,
        answered_by="[]")  # fmt: skip
    it["origin_concern"] = row(
        "concerns_concern", ssp, door_id=it["front_door"], received_at="2026-01-01", closed_at=None, state="taken"
    )
    row("origins_origin", ssp, case_id=it["case"], concern_id=it["origin_concern"])
    it["sparring"] = row("concerns_sparring", ssp, about="nobody", asker_id=cast.consultant.staff.pk, door_id=it["front_door"],
        asked_at="2026-01-01", answered_at=None, closed_at=None, state="asked")  # fmt: skip
    it["concern_handover"] = row(
        "concerns_handover", ssp, [police], concern_id=it["taken_concern"], from_staff_id=cast.consultant.staff.pk,
        from_unit_id=it["ssp_unit"], to_staff_id=cast.colleague.staff.pk, to_unit_id=it["ssp_unit"], to_door_id=None, needs=[],
        state="proposed", basis_version_id=it["basis"], necessity="x",
    )  # fmt: skip
    stage.become("consultant")
    stage.cursor.execute(
        "INSERT INTO concerns_agreement (owner_audience, audiences, origin, retention_kind, hold, version, handover_id, party, "
        "answer, because, tries, note, staff_id) VALUES (%(ssp)s, ARRAY[%(ssp)s::bigint], 'own', '', false, 1, "
        "%(concern_handover)s, 'giver', 'agrees', '', '{}', '', %(consultant_staff)s)",
        it,
    )
    stage.cursor.execute("SET LOCAL ROLE NONE")
    it["adult_handover"] = _to_an_adult(stage, it)

    it |= _without_names(stage, cast.body, it)
    it["led_forum"] = _led(stage, it)

    # A file on the concern, read by whoever reads the concern.
    it["file"] = row("sharing_file", ssp, [police], parent_table="concerns_concern", parent_id=it["concern"], data=b"x",
                     size=1, sha256=hashlib.sha256(b"x").digest(), scanned="clean")  # fmt: skip

    # What hangs on a row and must stay; an earlier wording.
    it["held_case"] = row("cases_case", ssp, retention_kind="no_follow_up")
    held_note = row("cases_note", ssp, case_id=it["held_case"])
    stage.cursor.execute("SET LOCAL ROLE samspil_lock")
    stage.cursor.execute("UPDATE cases_note SET hold = true WHERE id = %s", [held_note])
    stage.cursor.execute("SET LOCAL ROLE NONE")
    it["note_case"] = row("cases_case", ssp)
    stage.cursor.execute("UPDATE cases_note SET case_id = %(note_case)s WHERE id = %(note)s", it)
    it["history"] = row("access_history", ssp)

    # Receivers of whom something must be settled first, or never can be.
    def audience(kind: str, body: int, steward: int | None = None) -> int:
        return row("access_audience", 0, kind=kind, body_id=body, steward_id=steward)

    for name, type_, sector, may in (
        ("institution", "self_governing", "club", None), ("control", "authority", "benefit_control", None),
        ("barred", "authority", "social", False),
    ):  # fmt: skip
        it[name] = audience("unit", it["body"], it["administration"])
        row(
            "organisations_unit",
            0,
            body_id=cast.body.pk,
            audience_id=it[name],
            type=type_,
            sector=sector,
            may_take_part=may,
        )
    it["jobless_person"] = audience("person", it["body"])
    row(
        "organisations_staff",
        0,
        body_id=cast.body.pk,
        person_audience_id=it["jobless_person"],
        principal_id=row("access_principal", 0, kind="staff"),
    )
    it["feed"] = row("access_principal", 0, kind="feed", body_id=it["body"])
    it["left"] = row("access_principal", 0, kind="staff", body_id=it["body"], ended_at="2026-01-01")

    # The consultant also works across the border.
    it["abroad"] = audience("unit", cast.other.audience_id)
    stage.cursor.execute(
        "INSERT INTO access_membership (principal_id, audience_id, period) VALUES (%s, %s, tstzrange(NULL, NULL))",
        [cast.consultant.principal_id, it["abroad"]],
    )
    it["abroad_row"] = row("concerns_incident", it["abroad"], retention_kind="no_follow_up")

    # What was, and what is to come: keys are those of the instant.
    it["past_item"], it["next_item"], it["past_unit"] = (
        row("access_audience", 0, kind=kind, body_id=it["body"], steward_id=steward)
        for kind, steward in (("item", it["minutes"]), ("item", it["minutes"]), ("unit", it["administration"]))
    )
    stage.become("consultant", "none")
    for audience, low, high in (("past_item", "NULL", "now()"), ("next_item", "now() + interval '1 day'", "NULL")):
        stage.cursor.execute(
            "INSERT INTO access_grant (audience_id, to_audience_id, period, pen) "
            f"VALUES (%s, %s, tstzrange({low}, {high}), true)",
            [it[audience], it["forum"]],
        )
    stage.cursor.execute(
        "INSERT INTO access_membership (principal_id, audience_id, period) VALUES (%s, %s, tstzrange(NULL, now()))",
        [cast.consultant.principal_id, it["past_unit"]],
    )
    stage.cursor.execute("SET LOCAL ROLE NONE")
    _arrange_front(stage, it)
    stage.things = it
    return it


def _post_of(stage: Stage, staff: int) -> int:
    stage.cursor.execute("SELECT id FROM organisations_post WHERE staff_id = %s ORDER BY id", [staff])
    (post,) = stage.cursor.fetchone() or (0,)
    return int(post)


def _given_after(stage: Stage, it: dict[str, int]) -> dict[str, int]:
    """Two cases, one of them closed since, and a concern that the outreach worker has shared out after a colleague who has left; and a
    case whose child had chosen that colleague.
    """
    row, ssp, cast = stage.row, it["ssp"], stage.cast
    gave, consultant, colleague = cast.outreach_worker.principal_id, cast.consultant.staff.pk, cast.colleague.staff.pk
    case, ended = row("cases_case", ssp, state="open"), row("cases_case", ssp, state="closed")
    for each in (case, ended):
        row("cases_responsibility", ssp, case_id=each, duty="holder", staff_id=consultant, unit_id=it["ssp_unit"],
            period="[2026-01-01,)", chosen_by="")  # fmt: skip
    concern = row(
        "concerns_concern", ssp, door_id=it["front_door"], received_at="2026-01-01", closed_at=None, state="taken"
    )
    row("concerns_holding", ssp, concern_id=concern, footing="taken", staff_id=colleague, unit_id=it["ssp_unit"],
        period="[2026-01-01,)")  # fmt: skip
    for table, about, act, to in (
        ("cases_case", case, "holder.changed", consultant),
        ("cases_case", ended, "holder.changed", consultant),
        ("concerns_concern", concern, "concern.taken_over", colleague),
    ):
        detail = {"to": to, "had": it["left_staff"], "footing": "taken", "unit": it["ssp_unit"]}
        stage.cursor.execute(
            "INSERT INTO audit_event (at, principal, act, object_table, object_id, owner_audience, audiences, detail, transaction) "
            "VALUES ('2026-01-01', %s, %s, %s, %s, %s, %s, %s, 0)",
            [gave, act, table, about, ssp, [ssp], Jsonb(detail)],
        )
    chosen = row("cases_case", ssp, state="open")
    for staff, period in ((it["left_staff"], "[2025-01-01,2026-01-01)"), (consultant, "[2026-01-01,)")):
        row("cases_responsibility", ssp, case_id=chosen, duty="holder", staff_id=staff, unit_id=it["ssp_unit"],
            period=period, chosen_by="child")  # fmt: skip
    return {"given_case": case, "given_ended_case": ended, "given_concern": concern, "chosen_case": chosen}


def _empty_unit(stage: Stage, it: dict[str, Any]) -> dict[str, int]:
    """A unit in which nobody works and something lies, below one that the social worker leads."""
    stage.cursor.execute("SELECT role_id FROM organisations_post WHERE unit_id = %(family_unit)s ORDER BY id", it)
    (role,) = stage.cursor.fetchone() or (0,)
    stage.row(
        "organisations_post", 0, role_id=role, unit_id=it["family_unit"], staff_id=stage.cast.social_worker.staff.pk, leads=True,
    )  # fmt: skip
    audience = stage.row("access_audience", 0, kind="unit", body_id=it["body"], steward_id=it["administration"])
    unit = stage.row(
        "organisations_unit",
        0,
        body_id=stage.cast.body.pk,
        audience_id=audience,
        type="authority",
        sector="social",
        parent_id=it["family_unit"],
    )
    stage.row("cases_case", audience, state="open")
    return {"empty_unit": unit, "worker_staff": stage.cast.social_worker.staff.pk}


def _arrange_front(stage: Stage, it: dict[str, Any]) -> None:
    """The principal of the public forms at the door, and links, one of which has run out."""
    it["public"] = stage.row("access_principal", 0, kind="public", body_id=it["body"])
    stage.row("public_sendlink", 0, token_hash="fresh", until="2126-01-01")
    stage.row("public_sendlink", 0, token_hash="old", until="2020-01-01")


def _led(stage: Stage, it: dict[str, Any]) -> int:
    """A forum that the administrator chairs, and another with a seat for whoever that is."""
    made = {}
    for name, follows in (("led", ""), ("board", "chair_of:led")):
        ids = [
            stage.row("access_audience", 0, kind=kind, body_id=it["body"], steward_id=it["administration"])
            for kind in ("forum", "door")
        ]
        made[name] = stage.row(
            "organisations_forum", 0, body_id=stage.cast.body.pk, key=name, audience_id=ids[0], door_id=ids[1],
            named_persons=False,
        )  # fmt: skip
        seat = stage.row(
            "organisations_seat", 0, forum_id=made[name], unit_id=it["ssp_unit"], kind="standing", follows=follows,
            chairs=not follows, deputises=False, keeps_minutes=False,
        )  # fmt: skip
        if not follows:
            stage.row("organisations_seatholder", 0, seat_id=seat, staff_id=stage.cast.administrator.staff.pk)
    return made["led"]


def _to_an_adult(stage: Stage, it: dict[str, Any]) -> int:
    """A question to somebody who answers no door, about a concern that no child has asked an adult to have. Both have said yes."""
    cast, ssp = stage.cast, stage.cast.units["ssp"].audience_id
    school = cast.ssp_teacher.unit.audience_id
    concern = stage.row(
        "concerns_concern", ssp, door_id=it["front_door"], received_at="2026-01-01", closed_at=None, state="taken"
    )
    stage.row("concerns_holding", ssp, concern_id=concern, footing="taken", staff_id=it["consultant_staff"],
        unit_id=it["ssp_unit"], period="[2026-01-01,)")  # fmt: skip
    handover = stage.row(
        "concerns_handover", ssp, [school], concern_id=concern, from_staff_id=it["consultant_staff"],
        from_unit_id=it["ssp_unit"], to_staff_id=cast.ssp_teacher.staff.pk, to_unit_id=cast.ssp_teacher.unit.pk,
        to_door_id=None, needs=[], state="proposed", basis_version_id=it["basis"], necessity="x",
    )  # fmt: skip
    for key, party, audience in (("consultant", "giver", ssp), ("ssp_teacher", "receiver", school)):
        stage.become(key)
        stage.cursor.execute(
            "INSERT INTO concerns_agreement (owner_audience, audiences, origin, retention_kind, hold, version, "
            "handover_id, party, answer, because, tries, note, staff_id) VALUES "
            "(%s, ARRAY[%s::bigint], 'own', '', false, 1, %s, %s, 'agrees', '', '{}', '', %s)",
            [audience, audience, handover, party, cast.members[key].staff.pk],
        )
        stage.cursor.execute("SET LOCAL ROLE NONE")
    return handover


def _without_names(stage: Stage, body: Any, it: dict[str, Any]) -> dict[str, Any]:
    """A forum that names nobody: the consultant answers for it. A matter with a guest, and one that is over."""
    row, consultant = stage.row, stage.cast.consultant.principal_id

    def held(kind: str) -> int:
        made = row("access_audience", 0, kind=kind, body_id=it["body"], steward_id=it["administration"])
        stage.cursor.execute(
            "INSERT INTO access_membership (principal_id, audience_id, period) VALUES (%s, %s, tstzrange(NULL, NULL))",
            [consultant, made],
        )
        return made

    door, seats = held("door"), held("forum")
    forum = row("organisations_forum", 0, body_id=body.pk, audience_id=seats, door_id=door, named_persons=False)
    meeting = row("meetings_meeting", 0, forum_id=forum, starts_at=UNTIL, ends_at=UNTIL, state="planned")
    guest = row("access_principal", 0, kind="guest", body_id=it["body"])
    person = row("access_audience", 0, kind="person", body_id=it["body"], steward_id=door)
    stage.cursor.execute(
        "INSERT INTO access_membership (principal_id, audience_id, period) VALUES (%s, %s, tstzrange(NULL, NULL))",
        [guest, person],
    )
    matter = row("matters_matter", seats, meeting_id=meeting, state="waiting")
    row("matters_invitation", seats, matter_id=matter, guest_principal_id=guest, guest_audience_id=person,
        secret_hash="open", ended_at=None)  # fmt: skip
    # Somebody else's line that names this forum's guest opens nothing.
    row("matters_invitation", it["private"], matter_id=matter, guest_principal_id=guest, guest_audience_id=person,
        secret_hash="planted", ended_at=None)  # fmt: skip
    return {
        "colleague_staff": stage.cast.colleague.staff.pk, "plain_door": door, "plain_forum": seats, "matter": matter, "guest": guest,
        "taken_matter": row("matters_matter", seats, meeting_id=meeting, state="taken"),
    }  # fmt: skip


def of(stage: Stage, member: str) -> dict[str, Any]:
    """The names, with those of the member who calls."""
    if "public" in stage.things:  # the server signs for the public form, whoever fills it in
        pid = stage.cursor.connection.info.backend_pid
        stage.things["as_public"] = token(Actor(stage.things["public"], now()), pid)
    if member == expected.NOBODY:
        return stage.things | {"me": stage.cast.outsider.principal_id, "mine": stage.things["private"], "my_person": 0}
    staff = stage.cast.members[member].staff
    return stage.things | {
        "me": staff.principal_id,
        "mine": stage.unit_of(member),
        "my_person": staff.person_audience_id,
    }


def _one_matter(stage: Stage, it: dict[str, Any], staff: int) -> None:
    """Two concerns that are said to be one, in each state that `together.follow` has an answer to."""

    def another(owner: int) -> int:
        concern = stage.row(
            "concerns_concern", owner, door_id=it["front_door"], received_at="2026-01-01", closed_at=None, state="new"
        )
        stage.row("concerns_holding", owner, concern_id=concern, footing="received", staff_id=staff,
            unit_id=it["ssp_unit"], period="[2026-01-01,)")  # fmt: skip
        return concern

    for name, kept, follows, parted in (
        ("tie", "concern", another(it["ssp"]), None),
        ("taken_tie", "taken_concern", another(it["ssp"]), None),
        ("confided_tie", "confided_concern", another(it["ssp"]), None),
        ("held_tie", "taken_concern", it["left_concern"], None),
        ("far_tie", "concern", another(it["door"]), None),
        ("parted_tie", "concern", another(it["ssp"]), "now()"),
    ):
        it[name] = stage.row(
            "together_tie", it["ssp"], kept_id=it[kept], follows_id=follows, said_by_id=staff, parted_at=parted
        )
