"""What was shared out is undone, sent on from its own page, and given back with a reason: never with nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access import cabinet
from samspil.audit.models import Event
from samspil.cases import actions as cases
from samspil.cases import queries
from samspil.cases.leaving import actions
from samspil.cases.leaving.queries import left_in
from samspil.cases.leaving.tests.scenes import ended, given
from samspil.cases.leaving.tests.test_one_post import registered
from samspil.cases.models import Case, Conversation, Responsibility, Task
from samspil.cases.tests import stage
from samspil.concerns.chosen.models import TakeOver
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.enquiries.actions import return_to
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.models import Concern
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import ready
from samspil.lib.refusals import Refused
from samspil.sharing.notices.queries import mine
from tests import clock
from tests.cast import Cast, Member
from tests.verbs.scene import fresh

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def told(member: Member) -> list[str]:
    member.sign()
    return [line.sentence for line in mine()]


def holders(case: Case) -> set[str | None]:
    return {queries.get_duty(case, duty).staff_name for duty in ("holder", "coordinator")}


def undo(client: Any) -> str:
    """The address of the undo on the page of what is left."""
    shown = text(client.get(PAGE))
    assert "Fortryd" in shown
    return f"{PAGE}delt/{shown.split('efterladt/delt/')[1].split('/')[0]}/fortryd/"


def test_a_sharing_out_is_undone_while_nothing_has_been_done(cast: Cast) -> None:
    case, task = given(cast)
    client = cast.client("colleague")
    cast.outreach_worker.sign()
    cast.client("outreach_worker").get(reverse("cases:case", args=[case.pk]))  # reading it is no doing
    answer = client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    assert "Taget tilbage: sagen om Jonas Holm, opgaven »Ring til skolen«" in text(client.get(answer["Location"]))
    actor = cast.colleague.sign()
    assert {line.key for line in left_in(cast.units["ssp"], actor.at)} == {f"case-{case.pk}", f"task-{task.pk}"}
    assert holders(case) == {cast.consultant.staff.name}
    assert "En af dine opgaver er givet videre til en kollega." not in told(cast.outreach_worker)
    assert not {line.whence for line in mine() if "taget tilbage" in line.sentence} & {cast.consultant.staff.name}
    assert "Noget, du havde fået, er taget tilbage." in told(cast.outreach_worker)
    assert "Fortryd" not in text(client.get(PAGE))
    stage.settle()


def test_what_is_given_anew_after_an_undo_is_given_and_not_taken_back(cast: Cast) -> None:
    """Met by a stranger: »Taget tilbage af« about somebody who had just been given the case."""
    case, _task = given(cast)
    client = cast.client("colleague")
    client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    assert "Taget tilbage af Line Østergaard." in held_by(cast, case, "Mette Kjær")
    actions.share_out(
        cast.colleague.sign(), unit=cast.units["ssp"], what=[f"case-{case.pk}"], to=cast.outreach_worker.staff
    )
    assert "Givet videre af Line Østergaard." in held_by(cast, case, "Omar Said")
    client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    assert "Taget tilbage af Line Østergaard." in held_by(cast, case, "Mette Kjær")


def held_by(cast: Cast, case: Case, name: str) -> str:
    """How the colleague of this name has got the case that they have now, as its page says it."""
    shown = text(cast.client("colleague").get(reverse("cases:case", args=[case.pk])))
    return shown.split(f"<strong>{name}</strong>, SSP-enheden, har sagen siden")[1].split("</p>")[0]


def test_what_has_been_begun_stays_and_the_page_says_so(cast: Cast) -> None:
    case, task = given(cast)
    actor = cast.outreach_worker.sign()
    cases.postpone_task(
        actor,
        task=fresh(task),
        version=fresh(task).version,
        due_on=clock.today() + timedelta(days=40),
        reason="Skolen holder fri",
    )
    client = cast.client("colleague")
    address = undo(client)
    answer = client.post(address, {"enhed": cast.units["ssp"].pk})
    shown = text(client.get(answer["Location"]))
    assert "Taget tilbage: sagen om Jonas Holm. Resten" in shown
    assert "Resten bliver, hvor det er (opgaven »Ring til skolen«" in shown
    cast.colleague.sign()
    assert Task.objects.get(pk=task.pk).responsible_id == cast.outreach_worker.staff.pk
    assert holders(case) == {cast.consultant.staff.name}
    assert client.post(address).status_code == 404  # once


def test_nobody_undoes_what_somebody_else_shared_out(cast: Cast) -> None:
    given(cast)
    address = undo(cast.client("colleague"))
    for member in ("outreach_worker", "social_worker", "outsider"):
        assert cast.client(member).post(address).status_code == 404


def test_a_concern_is_taken_back_too(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    ended(cast)
    keys = [f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    client = cast.client("colleague")
    client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    actor = cast.colleague.sign()
    assert who_has([Concern.objects.get(pk=concern.pk)], actor.at)[concern.pk].staff == cast.consultant.staff
    assert [line.key for line in left_in(cast.units["ssp"], actor.at)] == keys
    stage.settle()


def test_who_was_given_a_case_says_no_with_a_reason_and_it_is_left_again(cast: Cast) -> None:
    case, _task = given(cast)
    client = cast.client("outreach_worker")
    page = reverse("leaving:give_back_case", args=[case.pk])
    assert page in text(client.get(reverse("cases:case", args=[case.pk])))
    assert page not in text(cast.client("colleague").get(reverse("cases:case", args=[case.pk])))
    assert client.post(page, {"reason": " "}).status_code == 422
    assert client.post(page, {"reason": "Jeg kender familien privat"}).status_code == 303
    actor = cast.colleague.sign()
    assert holders(case) == {cast.consultant.staff.name}
    assert Responsibility.objects.get(case=case, duty="holder", period__upper_inf=True).reason == (
        "Jeg kender familien privat"
    )
    (line,) = [line for line in left_in(cast.units["ssp"], actor.at) if line.kind == "case"]
    assert line.acting is not None
    assert line.has_left
    assert "Noget fra en kollega, der er stoppet, er givet tilbage." in told(cast.colleague)
    shown = text(cast.client("colleague").get(reverse("cases:case", args=[case.pk])))
    assert f"{cast.outreach_worker.staff.name} skrev hvorfor: »Jeg kender familien privat«" in shown
    with pytest.raises(Refused, match="gives tilbage af den, der fik det"):  # once
        actions.give_back_case(cast.outreach_worker.sign(), case=fresh(case), reason="Igen")
    stage.settle()


def test_a_case_that_one_said_yes_to_is_not_given_back(cast: Cast) -> None:
    case = stage.case(cast)
    with pytest.raises(Refused, match="gives tilbage af den, der fik det"):
        actions.give_back_case(cast.consultant.sign(), case=case, reason="Jeg har ikke tid")
    assert reverse("leaving:give_back_case", args=[case.pk]) not in text(
        cast.client("consultant").get(reverse("cases:case", args=[case.pk]))
    )


def test_who_gave_it_gives_a_case_back_only_while_nothing_is_done(cast: Cast) -> None:
    case, _task = given(cast)
    cases.write_note(cast.outreach_worker.sign(), case=fresh(case), text="Talt med skolen", key=uuid4())
    cast.colleague.sign()
    with pytest.raises(Refused):
        cabinet.call("SELECT leaving.give_back_case(%s, 'x')", [case.pk])
    assert holders(case) == {cast.outreach_worker.staff.name}


def test_a_task_and_a_conversation_are_passed_on_from_their_own_page(cast: Cast) -> None:
    leader(cast)
    task, talk = stage.task(cast), stage.talk(cast)
    for kind, row in (("task", task), ("conversation", talk)):
        page = reverse(f"cases:{kind}", args=[row.pk])
        form = reverse(f"cases:pass_{kind}", args=[row.pk])
        assert form not in text(cast.client("outreach_worker").get(page))  # neither has it, gave it nor leads
        for who in ("consultant", "leader"):
            assert form in text(cast.client(who).get(page))
        cast.consultant.sign()
        version = fresh(row).version
        pair = f"{cast.colleague.staff.pk}-{cast.units['ssp'].pk}"
        client = cast.client("consultant")
        assert client.post(form, {"to": "", "version": version}).status_code == 422
        assert client.post(form, {"to": pair, "version": version}).status_code == 303
        cast.colleague.sign()
        assert fresh(row).responsible_id == cast.colleague.staff.pk
        assert "Givet videre af Mette Kjær." in text(cast.client("colleague").get(page))
        assert client.post(form, {"to": pair, "version": version}).status_code == 422  # has it already
    words = told(cast.colleague)
    assert "En kollega har givet en opgave videre til dig." in words
    assert "En kollega har givet en samtale videre til dig." in words
    # Who gave it moves it back, or on, though they have it no more.
    moved = cases.pass_task(
        cast.consultant.sign(), task=fresh(task), version=fresh(task).version, to=cast.outreach_worker.staff
    )
    assert moved.responsible_id == cast.outreach_worker.staff.pk
    assert "En af dine opgaver er givet videre til en kollega." in told(cast.colleague)


def test_a_task_goes_to_nobody_outside_the_unit_and_from_nobody_who_has_no_say(cast: Cast) -> None:
    task, talk = stage.task(cast), stage.talk(cast)
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="arbejder ikke i enheden"):
        cases.pass_task(actor, task=fresh(task), version=fresh(task).version, to=cast.social_worker.staff)
    with pytest.raises(Refused, match="kan give det videre"):
        cases.pass_conversation(
            cast.outreach_worker.sign(), conversation=fresh(talk), version=fresh(talk).version, to=cast.colleague.staff
        )
    assert {Task.objects.get(pk=task.pk).responsible_id, Conversation.objects.get(pk=talk.pk).responsible_id} == {
        cast.consultant.staff.pk
    }


def test_an_enquiry_is_taken_back_to_who_had_it(cast: Cast) -> None:
    enquiry = registered(cast, found(cast))
    ended(cast)
    keys = [f"enquiry-{enquiry.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    client = cast.client("colleague")
    client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    actor = cast.colleague.sign()
    assert Enquiry.objects.get(pk=enquiry.pk).assigned_to_id == cast.consultant.staff.pk
    assert [line.key for line in left_in(cast.units["ssp"], actor.at)] == keys
    with pytest.raises(Refused, match="kom ikke fra"):
        return_to(actor, enquiry=Enquiry.objects.get(pk=enquiry.pk), staff=cast.outreach_worker.staff)


def test_one_list_stands_colleague_by_colleague_and_all_about_one_child_goes_in_one_press(cast: Cast) -> None:
    case = stage.case(cast)
    task = stage.task(cast, case=case)
    other = stage.child(cast.consultant, name="Freja Nord")
    talk = stage.talk(cast)
    stage.Task.objects.filter(pk=task.pk).update(subject=case.subject)
    Conversation.objects.filter(pk=talk.pk).update(subject=other.pk)
    ended(cast)
    client = cast.client("colleague")
    shown = text(client.get(PAGE))
    assert shown.count("Ring til skolen") == 1
    assert shown.count(f'value="task-{task.pk}"') == 1
    assert "Alt om Jonas Holm" in shown
    assert "Alt om Freja Nord" in shown
    group = f"{cast.consultant.staff.pk}-{case.subject}"
    nobody = client.post(PAGE, {"group": group, f"to-{group}": ""})
    assert nobody.status_code == 422
    sent = client.post(PAGE, {"group": group, f"to-{group}": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303
    receipt = text(client.get(sent["Location"]))
    assert "Nu hos Omar Said: sagen om Jonas Holm, opgaven »Ring til skolen« om Jonas Holm." in receipt
    assert receipt.count("Nu hos Omar Said: sagen om Jonas Holm") == 2  # the receipt, and beside the undo
    cast.outreach_worker.sign()
    assert holders(case) == {"Omar Said"}
    assert Task.objects.get(pk=task.pk).responsible_id == cast.outreach_worker.staff.pk
    assert Conversation.objects.get(pk=talk.pk).responsible_id == cast.consultant.staff.pk
    assert {line.whence for line in mine() if "efter en kollega" in line.sentence} == {"Mette Kjær"}
    assert "Det kommer fra Mette Kjær." in text(cast.client("outreach_worker").get(reverse("notices:notices")))


def test_what_was_ticked_stands_when_nobody_was_chosen(cast: Cast) -> None:
    case, task = stage.case(cast), stage.task(cast)
    ended(cast)
    answer = text(cast.client("colleague").post(PAGE, {"what": [f"task-{task.pk}"], "to": ""}))
    assert f'value="task-{task.pk}" checked' in answer
    assert f'value="case-{case.pk}" checked' not in answer


def test_who_was_given_a_concern_gives_it_back_from_its_page(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    page, form = reverse("concerns:at_door", args=[concern.pk]), reverse("leaving:give_back_concern", args=[concern.pk])
    ended(cast)
    keys = [f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    client = cast.client("outreach_worker")
    assert form in text(client.get(page))
    assert form not in text(cast.client("colleague").get(page))
    assert client.post(form, {"reason": ""}).status_code == 422
    assert client.post(form, {"reason": "Jeg er i familie med dem"}).status_code == 303
    actor = cast.colleague.sign()
    assert who_has([Concern.objects.get(pk=concern.pk)], actor.at)[concern.pk].staff == cast.consultant.staff
    line = TakeOver.objects.get(concern=concern, words="Jeg er i familie med dem")
    assert (line.act, line.staff) == ("given_back", cast.outreach_worker.staff)
    shown = text(cast.client("colleague").get(page))
    assert f"{cast.outreach_worker.staff.name} har givet den tilbage, fordi: »Jeg er i familie med dem«" in shown
    assert f"{cast.colleague.staff.name} gav den til {cast.outreach_worker.staff.name}." in shown
    stage.settle()


def test_what_was_shared_out_after_an_undo_is_undone_too(cast: Cast) -> None:
    _case, task = given(cast)
    client = cast.client("colleague")
    first = undo(client)
    assert client.post(first, {"enhed": cast.units["ssp"].pk}).status_code == 303
    keys = [f"task-{task.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    second = undo(client)
    assert second != first
    answer = client.post(second, {"enhed": cast.units["ssp"].pk})
    assert "Taget tilbage: opgaven »Ring til skolen«" in text(client.get(answer["Location"]))
    cast.colleague.sign()
    assert Task.objects.get(pk=task.pk).responsible_id == cast.consultant.staff.pk
    assert client.post(first).status_code == client.post(second).status_code == 404  # each once


def test_what_came_with_the_case_goes_back_with_it(cast: Cast) -> None:
    case = stage.case(cast)
    task = stage.task(cast, case=case)
    ended(cast)
    keys = [f"case-{case.pk}", f"task-{task.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    cast.outreach_worker.sign()
    own = stage.task(cast, cast.outreach_worker, case=fresh(case))
    page = reverse("leaving:give_back_case", args=[case.pk])
    assert "1 opgave, samtale eller bekymring, som du fik sammen med den, går også tilbage." in text(
        cast.client("outreach_worker").get(page)
    )
    actions.give_back_case(cast.outreach_worker.sign(), case=fresh(case), reason="Jeg kender familien privat")
    cast.colleague.sign()
    assert Task.objects.get(pk=task.pk).responsible_id == cast.consultant.staff.pk
    assert Task.objects.get(pk=own.pk).responsible_id == cast.outreach_worker.staff.pk


def test_the_notice_of_what_one_has_still_stays_unread_when_something_else_is_taken_back(cast: Cast) -> None:
    """Met by a stranger: one of two things was taken back, and nothing unread told of the other any more."""
    case, task = stage.case(cast), stage.task(cast)
    ended(cast)
    for key in (f"case-{case.pk}", f"task-{task.pk}"):
        actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=[key], to=cast.outreach_worker.staff)

    def unread() -> bool:
        cast.outreach_worker.sign()
        return any("efter en kollega" in line.sentence and line.seen_at is None for line in mine())

    for left in (True, False):
        cast.colleague.sign()
        shared = Event.objects.filter(act="work.shared_out").order_by("-pk")[0 if left else 1]
        actions.take_back(cast.colleague.sign(), shared=shared)
        assert unread() is left
    stage.settle()


def test_why_colleagues_gave_it_to_each_other_is_not_read_by_the_adult_who_was_chosen(cast: Cast) -> None:
    """The sender, whom the child chose to talk with, reads who has it, and none of the words among those at the door."""
    concern = confided(cast, rule="contact")
    first(cast.consultant.sign(), concern)
    ended(cast)
    keys = [f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    form = reverse("leaving:give_back_concern", args=[concern.pk])
    assert cast.client("outreach_worker").post(form, {"reason": "For meget lige nu"}).status_code == 303
    page = reverse("concerns:at_door", args=[concern.pk])
    assert "For meget lige nu" in text(cast.client("colleague").get(page))
    read = text(cast.client("ssp_teacher").get(page))
    assert "Anders Friis er stadig den, barnet taler med." in read
    assert "For meget lige nu" not in read
    assert "gav den til" not in read
