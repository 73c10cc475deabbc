"""Whoever gets something by another's hand is told: a task, a conversation, a case; that their unit takes part, or that a question
is taken back. And an old link says what became of it.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from samspil.cases import actions, queries
from samspil.cases.models import Responsibility, Task
from samspil.cases.queries import get_case, get_handover
from samspil.cases.tests import stage
from samspil.concerns.actions import handing
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_handing import ready
from samspil.organisations.actions import end_colleague, end_post
from samspil.organisations.models import ConcernDoor, Post, Staff
from samspil.sharing.notices.queries import mine
from tests import clock
from tests.cast import Cast, Member

TAKEN_BACK = "Det, du blev bedt om at overtage, er taget tilbage."


def text(answer: Any) -> str:
    return str(answer.content.decode())


def told(member: Member) -> dict[str, str]:
    member.sign()
    return {line.sentence: line.address for line in mine()}


def given(cast: Cast, member: str, **more: Any) -> Task:
    staff = cast.members[member].staff
    return actions.give_task(
        cast.consultant.sign(), person_id=None, text="Ring til klubben", responsible=staff, unit=cast.units["ssp"],
        owner_audience_id=cast.units["ssp"].audience_id, **more,
    )  # fmt: skip


def test_who_gets_a_task_is_told_and_nobody_tells_themselves(cast: Cast) -> None:
    task = given(cast, "colleague")
    given(cast, "consultant")
    assert told(cast.colleague) == {"Du har fået en opgave.": f"/sager/opgaver/{task.pk}/"}
    assert told(cast.consultant) == {}


def test_who_is_to_hold_a_conversation_is_told_also_across_units(cast: Cast) -> None:
    person = stage.child(cast.consultant)
    talk = actions.plan_conversation(
        cast.consultant.sign(), person_id=person.pk, kind="preventive", responsible=cast.social_worker.staff,
        unit=cast.units["family"], owner_audience_id=cast.units["ssp"].audience_id, basis_version_id=stage.basis(cast),
        necessity="kender barnet",
    )  # fmt: skip
    assert told(cast.social_worker) == {"Du har fået en samtale, du skal holde.": f"/sager/samtaler/{talk.pk}/"}


def test_what_a_decision_gave_is_not_told_any_more_when_it_is_undone(cast: Cast) -> None:
    given(cast, "colleague", decision_id=4711)
    assert actions.withdraw_consequences(cast.consultant.sign(), decision_id=4711) == 1
    cast.colleague.sign()
    assert [line.sentence for line in mine() if line.seen_at is None] == []


def changed(cast: Cast, case: Any, by: Member, to: Member, **more: Any) -> None:
    actor = by.sign()
    seen = Responsibility.objects.get(case=case, duty="coordinator", period__upper_inf=True)
    actions.change_coordinator(actor, case=get_case(case.pk), seen=seen, to=to.staff, reason="Ferie", **more)


def test_the_new_coordinator_is_told_and_has_the_case_on_their_day(cast: Cast) -> None:
    case = stage.case(cast)
    stage.task(cast, case=case)
    changed(cast, case, cast.consultant, cast.colleague)
    assert told(cast.colleague)["Du er tovholder for en sag fra nu af."] == f"/sager/{case.pk}/"
    day = text(cast.client("colleague").get("/"))
    assert "Dine sager" in day
    assert "Jonas Holm" in day
    shown = text(cast.client("colleague").get(f"/sager/{case.pk}/"))
    who = shown[shown.index('id="who-title"') :]
    assert who.index("Line Østergaard") < who.index("Mette Kjær")
    assert "er tovholder" in who


def test_the_form_says_what_happens_with_the_case_and_the_tasks(cast: Cast) -> None:
    case = stage.case(cast)
    client, address = cast.client("consultant"), f"/sager/{case.pk}/skift-tovholder/"
    form = text(client.get(address))
    assert "Mette Kjær har stadig sagen, til den er overdraget" in form
    assert "with_work" not in form
    task, talk = stage.task(cast, case=case), stage.talk(cast, case=case)
    form = text(client.get(address))
    assert "De 2 åbne opgaver og samtaler, som Mette Kjær har i sagen, følger med" in form
    seen = Responsibility.objects.get(case=case, duty="coordinator", period__upper_inf=True)
    said = {
        "to": f"{cast.colleague.staff.pk}-{cast.units['ssp'].pk}",
        "reason": "Ferie",
        "version": seen.pk,
        "with_work": "on",
    }
    assert client.post(address, said).status_code == 303
    cast.colleague.sign()
    assert queries.get_task(task.pk).responsible_id == cast.colleague.staff.pk
    assert queries.get_conversation(talk.pk).responsible_id == cast.colleague.staff.pk
    assert {"task.passed", "conversation.passed"} <= set(stage.acts())
    assert queries.get_duty(case, "holder").staff_name == "Mette Kjær"


def test_the_tasks_stay_where_nobody_says_otherwise(cast: Cast) -> None:
    case = stage.case(cast)
    task = stage.task(cast, case=case)
    changed(cast, case, cast.consultant, cast.colleague)
    assert queries.get_task(task.pk).responsible_id == cast.consultant.staff.pk


def test_the_case_passes_with_its_coordinator_where_who_has_it_has_left_or_stops(cast: Cast) -> None:
    boss = leader(cast)
    left, stops = stage.case(cast, cast.outreach_worker), stage.case(cast)
    end_colleague(cast.administrator.sign(), staff=Staff.objects.get(pk=cast.outreach_worker.staff.pk))
    post = Post.objects.select_related("staff__body", "unit").get(staff=cast.consultant.staff)
    end_post(cast.administrator.sign(), post=post, last_day=clock.today())
    for case in (left, stops):
        boss.sign()
        assert "Sagen følger med" in text(cast.client("leader").get(f"/sager/{case.pk}/skift-tovholder/"))
        changed(cast, case, boss, cast.colleague)
        assert queries.get_duty(case, "holder").staff_name == "Line Østergaard"
        shown = text(cast.client("colleague").get(f"/sager/{case.pk}/"))
        assert "<strong>Line Østergaard</strong>, SSP-enheden." in shown
    stage.settle()


def test_a_unit_that_takes_part_is_told_and_sees_it_on_its_day(cast: Cast) -> None:
    case = stage.case(cast)
    page = text(cast.client("consultant").get(f"/sager/{case.pk}/aktoerer/{cast.units['family'].pk}/inddrag/"))
    assert "forside med baggrund og hvorfor den blev åbnet" in page  # what is read is named before it is given
    stage.involved(cast, case)
    assert told(cast.social_worker) == {"Din enhed er inddraget i en sag.": f"/sager/{case.pk}/"}
    day = text(cast.client("social_worker").get("/"))
    assert "Din enhed er inddraget i disse" in day
    assert "Jonas Holm" in day
    assert "Din enhed er inddraget i disse" not in text(cast.client("colleague").get("/"))


def test_who_was_asked_hears_that_the_question_is_taken_back_and_the_link_says_so(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    address = f"/sager/overdragelser/{offer.pk}/"
    assert cast.client("social_worker").get(address).status_code == 200
    cast.consultant.sign()
    actions.withdraw_handover(
        cast.consultant.sign(), handover=get_handover(offer.pk), version=get_handover(offer.pk).version
    )
    assert told(cast.social_worker)[TAKEN_BACK] == address
    answer = cast.client("social_worker").get(address)
    assert (answer.status_code, "Spørgsmålet er taget tilbage." in text(answer)) == (410, True)
    for secret in ("Jonas Holm", "Forløbet i skolen", "Mette Kjær"):
        assert secret not in text(answer)
    for stranger in ("outsider", "other_consultant", "police_officer"):
        assert cast.client(stranger).get(address).status_code == 404
    assert cast.client("social_worker").get(f"/sager/overdragelser/{offer.pk + 999}/").status_code == 404


def test_who_said_no_reads_what_became_of_it_on_the_old_link(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    cast.social_worker.sign()
    actions.decline_handover(cast.social_worker.sign(), handover=get_handover(offer.pk), answer="Nej")
    answer = cast.client("social_worker").get(f"/sager/overdragelser/{offer.pk}/")
    assert (answer.status_code, "har svaret nej for jeres enhed" in text(answer)) == (410, True)
    assert "<h1>Din enhed har sagt nej</h1>" in text(answer)
    assert "Den bliver hos den, der havde den." in text(answer)


def test_the_notice_of_a_no_leads_to_what_happened_to_whom_it_is_with_and_on(cast: Cast) -> None:
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    actions.decline_handover(cast.social_worker.sign(), handover=get_handover(offer.pk), answer="Vi har ikke plads")
    shown = text(cast.client("consultant").get(told(cast.consultant)["En overdragelse, du er med i, har fået svar."]))
    assert "<h1>Der er sagt nej til overdragelsen til Familieafdelingen</h1>" in shown
    assert f"{cast.social_worker.staff.name} har sagt nej. Den ligger hos {cast.consultant.staff.name}." in shown
    for way_on in (f"/sager/{case.pk}/", f"/sager/{case.pk}/overdrag/"):
        assert f'href="{way_on}"' in shown
    assert cast.client("consultant").get(f"/sager/{case.pk}/overdrag/").status_code == 200


def test_the_page_of_a_question_taken_back_says_so_and_of_one_in_effect_who_has_it(cast: Cast) -> None:
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    page = f"/sager/overdragelser/{offer.pk}/"
    assert "<h1>Overdragelse til Familieafdelingen</h1>" in text(cast.client("consultant").get(page))
    actions.withdraw_handover(
        cast.consultant.sign(), handover=get_handover(offer.pk), version=get_handover(offer.pk).version
    )
    shown = text(cast.client("consultant").get(page))
    assert "<h1>Spørgsmålet til Familieafdelingen er trukket tilbage</h1>" in shown
    assert f"Ingen er spurgt længere. Den ligger hos {cast.consultant.staff.name}." in shown
    offer = stage.handover(cast, case)
    cast.social_worker.sign()
    actions.accept_handover(
        cast.social_worker.sign(), handover=get_handover(offer.pk), responsible=cast.social_worker.staff
    )
    shown = text(cast.client("social_worker").get(f"/sager/overdragelser/{offer.pk}/"))
    assert "<h1>Overdraget til Familieafdelingen</h1>" in shown
    assert f"Den ligger hos {cast.social_worker.staff.name}." in shown
    assert "Spørg en anden" not in shown
    # Why it passed stands with who wrote it, not with who said yes.
    assert f"{cast.consultant.staff.name} skrev hvorfor: »Forløbet i skolen skal følges«" in text(
        cast.client("social_worker").get(f"/sager/{case.pk}/")
    )


def test_the_notice_of_a_no_to_a_concern_leads_to_the_same(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), reason="Kender hende",
        key=uuid4(), suspicion="home",
    )  # fmt: skip
    page = f"/bekymringer/overdragelse/{offer.pk}/"
    actor = cast.social_worker.sign()
    handing.reply(actor, handover=offer, party="receiver", answer="disagrees", note="Vi har ikke plads")
    shown = text(cast.client("consultant").get(told(cast.consultant)["En overdragelse, du er med i, har fået svar."]))
    assert "<h1>Der er sagt nej til overdragelsen til " in shown
    assert f"{cast.social_worker.staff.name} har sagt nej. Den ligger hos {cast.consultant.staff.name}." in shown
    for way_on in (f"/bekymringer/doer/{concern.pk}/", f"/bekymringer/doer/{concern.pk}/overdrag/"):
        assert f'href="{way_on}"' in shown
    assert cast.client("consultant").get(f"/bekymringer/doer/{concern.pk}/overdrag/").status_code == 200
    answer = cast.client("social_worker").get(page)
    assert (answer.status_code, "<h1>Din enhed har sagt nej</h1>" in text(answer)) == (410, True)
    assert f"{cast.social_worker.staff.name} har svaret nej for jeres enhed" in text(answer)
    assert "Kender hende" not in text(answer)
    assert cast.client("outsider").get(page).status_code == 404


@pytest.mark.parametrize("way", ["withdrawn", "closed"])
def test_a_concerns_question_that_ends_is_told_in_the_same_way(cast: Cast, way: str) -> None:
    concern = ready(cast, found(cast))
    other = ConcernDoor.objects.get(key="alle")
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_door=other, reason="Kender hende", key=uuid4(), suspicion="home"
    )
    address = f"/bekymringer/overdragelse/{offer.pk}/"
    assert cast.client("social_worker").get(address).status_code == 200
    if way == "withdrawn":
        handing.withdraw(cast.consultant.sign(), handover=offer)
    else:
        end_colleague(cast.administrator.sign(), staff=Staff.objects.get(pk=cast.consultant.staff.pk))
        cast.client("colleague").post(f"/bekymringer/doer/{concern.pk}/tag-over/", {"ground": "absence", "words": ""})
    assert told(cast.social_worker)[TAKEN_BACK] == address
    answer = cast.client("social_worker").get(address)
    assert (answer.status_code, "Spørgsmålet er taget tilbage." in text(answer)) == (410, True)
    assert "Kender hende" not in text(answer)


def test_a_task_that_went_to_somebody_else_says_so_to_who_was_told_of_it(cast: Cast) -> None:
    case = stage.case(cast)
    task = given(cast, "colleague", case=case)
    offer = stage.handover(cast, case, with_notes=True)
    cast.social_worker.sign()
    actions.accept_handover(
        cast.social_worker.sign(), handover=get_handover(offer.pk), responsible=cast.social_worker.staff
    )
    answer = cast.client("colleague").get(f"/sager/opgaver/{task.pk}/")
    assert (answer.status_code, "givet til andre" in text(answer)) == (410, True)
    assert "Ring til klubben" not in text(answer)
    assert cast.client("outreach_worker").get(f"/sager/opgaver/{task.pk}/").status_code == 404
