"""There is always somebody who acts and is told: from above where nobody in a unit is here, and last the administrators."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from samspil.access import cabinet
from samspil.cases import actions
from samspil.cases.leaving.acting import acting_where
from samspil.cases.leaving.actions import step_in
from samspil.cases.leaving.queries import left_in
from samspil.cases.leaving.tests.places import cooperation_leader, higher, other_team
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.models import Task
from samspil.cases.queries import get_case, get_task
from samspil.cases.tests import stage
from samspil.concerns.actions import handing
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations import actions as organisations
from samspil.organisations.models import Post, Role, Staff
from samspil.sharing.notices.queries import mine
from tests import clock
from tests.cast import Cast, Member

ABOVE, NOBODY = "Du handler for en enhed, hvor ingen er her.", "Der skal sættes nogen ind, hvor ingen kan handle."
PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def told(member: Member) -> dict[str, str]:
    member.sign()
    return {line.sentence: line.address for line in mine()}


def alone(cast: Cast) -> Task:
    """The only one in the family's unit has a case and a task."""
    stage.case(cast, cast.social_worker)
    return stage.task(cast, cast.social_worker)


def put_in(cast: Cast, member: str = "outreach_worker") -> None:
    role = Role.objects.get(body=cast.body, key="social_worker")
    staff = cast.members[member].staff
    organisations.give_post(cast.administrator.sign(), staff=staff, role=role, unit=cast.units["family"])


def test_the_page_says_beforehand_who_acts_when_the_only_one_leaves(cast: Cast) -> None:
    alone(cast)
    address = f"/administration/medarbejdere/{cast.social_worker.staff.pk}/slut/"
    client = cast.client("administrator")
    nobody = text(client.get(address))
    assert (
        "Pia Møller er den eneste i Familieafdelingen, og ingen kan handle der bagefter. Sæt nogen ind først." in nobody
    )
    assert "derefter og får besked" not in nobody  # nothing is promised that does not happen
    higher(cast)
    somebody = text(client.get(address))
    assert "Pia Møller er den eneste i Familieafdelingen. Bruno Thygesen handler der, til nogen er sat ind." in somebody


def test_the_last_who_acts_is_ended_when_somebody_follows_or_it_is_said_that_nobody_does(cast: Cast) -> None:
    alone(cast)
    follower = other_team(cast)
    worker = cast.social_worker.staff
    address = f"/administration/medarbejdere/{worker.pk}/slut/"
    client = cast.client("administrator")
    shown = text(client.get(address))
    assert "Pia Møller er den sidste, der handler for Familieafdelingen. Der ligger noget." in shown
    assert "Hvem tager over?" in shown
    assert f'value="{cast.administrator.staff.pk}"' not in shown  # nobody gives themselves a key
    refused = client.post(address, {"sure": "1", "follower": ""})
    assert refused.status_code == 422
    with pytest.raises(Refused, match="Ingen handler så for Familieafdelingen"):
        organisations.end_colleague(cast.administrator.sign(), staff=fresh_staff(worker.pk))
    assert client.post(address, {"sure": "1", "follower": follower.staff.pk}).status_code == 303
    follower.sign()
    assert responsibility_of(cast, follower.staff.pk)
    assert "Ring til skolen" in text(cast.client(follower.key).get(f"{PAGE}?enhed={cast.units['family'].pk}"))
    assert NOBODY not in told(cast.administrator)


def test_who_does_other_work_is_offered_for_no_post_and_refused(cast: Cast) -> None:
    """A police officer, a consultant or an adviser does not follow a social worker; who works with families does."""
    alone(cast)
    follower, boss = other_team(cast), higher(cast)
    actor = cast.administrator.sign()
    handing.register_absence(actor, staff=boss.staff, since=actor.at, until=None, deputy=None)
    worker = cast.social_worker.staff
    client = cast.client("administrator")
    shown = text(client.get(f"/administration/medarbejdere/{worker.pk}/slut/"))
    offered = {int(one) for one in re.findall(r'<option value="(\d+)"', shown)}
    assert offered == {follower.staff.pk, boss.staff.pk}
    for other in ("police_officer", "colleague", "youth_job_centre", "ssp_teacher"):
        with pytest.raises(Refused, match="har andet arbejde"):
            organisations.end_colleague(
                cast.administrator.sign(), staff=fresh_staff(worker.pk), follower=cast.members[other].staff
            )


def test_who_follows_is_asked_too_where_only_a_seat_that_leads_a_forum_is_left(cast: Cast) -> None:
    worker = cast.social_worker.staff  # the only one of the unit, deputises in the forum, and has no matters
    address = f"/administration/medarbejdere/{worker.pk}/slut/"
    client = cast.client("administrator")
    shown = text(client.get(address))
    assert "Pia Møller er den eneste i Familieafdelingen, og ingen kan handle der bagefter. Sæt" in " ".join(
        shown.split()
    )
    assert "Hvem tager over?" in shown
    assert client.post(address, {"sure": "1", "follower": ""}).status_code == 422
    assert client.post(address, {"sure": "1", "follower": "nobody"}).status_code == 303


def test_that_nobody_follows_is_said_and_stands_on_the_administrators_list(cast: Cast) -> None:
    alone(cast)
    client = cast.client("administrator")
    address = f"/administration/medarbejdere/{cast.social_worker.staff.pk}/slut/"
    assert client.post(address, {"sure": "1", "follower": "nobody"}).status_code == 303
    assert NOBODY in told(cast.administrator)
    assert "Familieafdelingen" in text(client.get("/administration/"))


def test_who_acts_from_above_alone_is_followed_in_the_post_by_which_they_act(cast: Cast) -> None:
    """The family's unit has nobody; the leader above is the only one who acts for it, and is ended."""
    boss = higher(cast)
    alone(cast)
    ended(cast, "social_worker")
    address = f"/administration/medarbejdere/{boss.staff.pk}/slut/"
    client = cast.client("administrator")
    assert "Bruno Thygesen er den sidste, der handler for Familieafdelingen." in text(client.get(address))
    assert client.post(address, {"sure": "1", "follower": cast.colleague.staff.pk}).status_code == 422
    follower = other_team(cast)
    assert client.post(address, {"sure": "1", "follower": follower.staff.pk}).status_code == 303
    follower.sign()
    assert [(one.unit.name, one.is_inside) for one in acting_where()] == [("Familieafdelingen", False)]


def test_nobody_is_asked_who_follows_where_somebody_acts(cast: Cast) -> None:
    higher(cast)
    alone(cast)
    address = f"/administration/medarbejdere/{cast.social_worker.staff.pk}/slut/"
    client = cast.client("administrator")
    assert "Hvem tager over?" not in text(client.get(address))
    assert client.post(address, {"sure": "1"}).status_code == 303


def fresh_staff(pk: int) -> Staff:
    return Staff.objects.select_related("body").get(pk=pk)


def responsibility_of(cast: Cast, pk: int) -> bool:
    """Whether the colleague has a post in the family's unit."""
    return Post.objects.filter(staff_id=pk, unit=cast.units["family"]).on(clock.today()).exists()


def test_the_leader_above_is_told_steps_in_and_acts_until_somebody_is_put_in(cast: Cast) -> None:
    boss, task = higher(cast), alone(cast)
    ended(cast, "social_worker")
    assert told(boss) == {ABOVE: PAGE}
    assert NOBODY not in told(cast.administrator)
    actor = boss.sign()
    with pytest.raises(NotVisible):  # a number is told, and nothing of what it is
        get_task(task.pk)
    assert [(one.unit.name, one.things, one.is_inside) for one in acting_where()] == [("Familieafdelingen", 2, False)]
    client = cast.client("boss")
    assert "Familieafdelingen" in text(client.get("/"))
    shown = text(client.get(PAGE))
    assert "2 ting ligger her, og ingen, der arbejder her, er her. Du handler." in shown
    assert "Ingen sager, opgaver" not in shown, "it lies in the unit above, and is read after stepping in"
    assert "Ring til skolen" not in shown
    entered = client.post(f"/sager/efterladt/{cast.units['family'].pk}/traed-ind/")
    assert entered.status_code == 303
    shown = text(client.get(entered["Location"]))
    for words in (
        "Du er trådt ind for Familieafdelingen",
        "Ring til skolen",
        "Jonas Holm",
        "Bruno Thygesen handler nu.",
    ):
        assert words in shown
    assert client.get(f"/sager/opgaver/{task.pk}/").status_code == 200
    actor = boss.sign()
    found = get_task(task.pk)
    actions.complete_task(actor, task=found, version=found.version, outcome="Ringet")
    put_in(cast)
    boss.sign()
    with pytest.raises(NotVisible):  # somebody works there: the key is gone in that instant
        get_task(task.pk)
    assert acting_where() == []
    assert {"unit.stepped_in", "unit.stepped_out"} <= set(stage.acts())


def test_who_steps_in_hands_the_case_over_to_their_own_unit(cast: Cast) -> None:
    boss, case = higher(cast), stage.case(cast, cast.social_worker)
    ended(cast, "social_worker")
    step_in(boss.sign(), unit=cast.units["family"])
    found = get_case(case.pk)
    offer = actions.propose_handover(
        boss.sign(), person_id=found.subject, text="Enheden er tom", to_unit=cast.units["above-family"],
        owner_audience_id=found.owner_audience_id, basis_version_id=stage.basis(cast, "family", "ssp"),
        necessity="ingen er der", case=found, from_unit=cast.units["family"], suspicion="none", with_notes=True,
    )  # fmt: skip
    for party in ("child", "parents"):
        actions.reply_handover(boss.sign(), handover=offer, party=party, answer="agrees")
    taken = actions.accept_handover(boss.sign(), handover=offer, responsible=boss.staff)
    assert taken.state == "accepted"
    stage.settle()


def test_who_leads_the_cooperation_acts_where_nobody_leads_above(cast: Cast) -> None:
    leader = cooperation_leader(cast)
    alone(cast)
    ended(cast, "social_worker")
    assert told(leader) == {ABOVE: PAGE}
    assert step_in(leader.sign(), unit=cast.units["family"]) > leader.actor.at + timedelta(days=13)
    assert {line.kind for line in left_in(cast.units["family"], leader.actor.at)} == {"case", "task"}


def test_last_the_administrators_are_told_that_somebody_must_be_put_in(cast: Cast) -> None:
    alone(cast)
    ended(cast, "social_worker")
    assert told(cast.administrator) == {NOBODY: "/administration/"}
    page = text(cast.client("administrator").get("/administration/"))
    assert "Sæt nogen ind her" in page
    assert "ingen kan handle der. Giv en kollega en stilling i enheden." in page
    for secret in ("Jonas Holm", "Ring til skolen"):
        assert secret not in page
    assert "Sæt nogen ind her" not in text(cast.client("administrator").get("/administration/?afsluttede=1"))
    put_in(cast)
    assert "Sæt nogen ind her" not in text(cast.client("administrator").get("/administration/"))
    cast.outreach_worker.sign()
    assert [(one.things, one.is_inside) for one in acting_where()] == [(2, True)]


def test_a_case_says_that_nobody_can_act(cast: Cast) -> None:
    case = stage.case(cast, cast.social_worker)
    stage.settle()
    actions.involve_unit(
        cast.social_worker.sign(), case=case, unit=cast.units["ssp"], necessity="kender barnet",
        basis_version_id=stage.basis(cast, "family", "ssp"),
    )  # fmt: skip
    ended(cast, "social_worker")
    shown = text(cast.client("consultant").get(f"/sager/{case.pk}/"))
    assert "Pia Møller er stoppet, og ingen kan handle. Administratorerne sætter nogen ind." in shown


def test_nobody_else_steps_in_and_nobody_while_somebody_is_here(cast: Cast) -> None:
    boss = higher(cast)
    alone(cast)
    with pytest.raises(Refused, match="handler for en enhed"):
        step_in(boss.sign(), unit=cast.units["family"])
    ended(cast, "social_worker")
    for member in (cast.consultant, cast.administrator, cast.other_consultant):
        with pytest.raises(Refused, match="handler for en enhed"):
            step_in(member.sign(), unit=cast.units["family"])
    with pytest.raises(Refused, match="handler for en enhed"):  # never in a unit that is no authority
        step_in(boss.sign(), unit=cast.units["sports"])


def test_a_unit_whose_only_one_is_away_is_acted_for_and_given_back(cast: Cast) -> None:
    boss, task = higher(cast), alone(cast)
    actor = cast.social_worker.sign()
    absence = handing.register_absence(actor, staff=cast.social_worker.staff, since=actor.at, until=None)
    with connection.cursor() as cursor:  # as every night
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        cursor.execute("SELECT leaving.remind(%s)", [boss.sign().at])
        cursor.execute("SET LOCAL ROLE samspil_app")
    assert told(boss) == {ABOVE: PAGE}
    step_in(boss.sign(), unit=cast.units["family"])
    assert get_task(task.pk).text == "Ring til skolen"
    handing.end_absence(cast.social_worker.sign(), absence=absence)
    boss.sign()
    with pytest.raises(NotVisible):
        get_task(task.pk)
    readable = cabinet.keys()
    assert cast.units["family"].audience_id not in readable


def test_whoever_acts_is_told_when_a_last_day_has_passed_and_when_who_acted_leaves(cast: Cast) -> None:
    """The page of leaving promises it: also where nobody presses anything, and for what an earlier leaver left."""
    stage.task(cast)
    stage.task(cast, cast.outreach_worker)
    ended(cast)  # Line acts for Mette; Omar is told of nothing
    assert "Du handler for en kollega, der er stoppet." in told(cast.colleague)
    assert told(cast.outreach_worker) == {}
    ended(cast, "colleague")
    assert told(cast.outreach_worker) == {
        "Du handler for en kollega, der er stoppet.": PAGE,
        "En kollega er stoppet i enheden.": f"{PAGE}hos/{cast.colleague.staff.pk}/",
    }
