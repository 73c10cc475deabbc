"""Before the last day: what lies with who leaves is shown, counted and shared out by who leaves and who leads, and by nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from samspil.access import cabinet
from samspil.cases import queries
from samspil.cases.leaving.actions import share_out
from samspil.cases.leaving.queries import left_in
from samspil.cases.models import Handover, Responsibility, Task
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered
from samspil.concerns.chosen.models import TakeOver
from samspil.concerns.models import Concern, Holding
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_handing import ready
from samspil.lib.refusals import Refused
from samspil.organisations import actions as organisations
from samspil.organisations.models import Post
from samspil.sharing.notices.queries import mine
from tests.cast import Cast, Member

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def told(member: Member) -> list[str]:
    member.sign()
    return [line.sentence for line in mine()]


def stops(cast: Cast, member: str = "consultant", days: int = 14) -> Post:
    """The colleague has a last day."""
    post = Post.objects.select_related("staff__body", "unit").get(staff=cast.members[member].staff)
    day = timezone.localdate() + timedelta(days=days)
    return organisations.end_post(cast.administrator.sign(), post=post, last_day=day)


def test_what_lies_with_who_stops_is_shown_and_shared_out_by_the_leader(cast: Cast) -> None:
    leader(cast)
    case, task, talk = stage.case(cast), stage.task(cast), stage.talk(cast)
    post = stops(cast)
    client = cast.client("leader")
    shown = text(client.get(PAGE))
    for words in (f"stopper {post.valid_to:%d.%m.%Y}", "Jonas Holm", "Ring til skolen", "Fordel det"):
        assert words in shown
    keys = [f"case-{case.pk}", f"task-{task.pk}", f"conversation-{talk.pk}"]
    sent = client.post(PAGE, {"what": keys, "to": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303, text(sent)
    cast.outreach_worker.sign()
    assert Task.objects.get(pk=task.pk).responsible_id == cast.outreach_worker.staff.pk
    assert {queries.get_duty(case, duty).staff_name for duty in ("holder", "coordinator")} == {"Omar Said"}
    assert (
        Responsibility.objects.get(case=case, duty="holder", period__upper_inf=True).reason == ""
    )  # none was asked for
    stage.settle()


def test_who_stops_shares_out_too_and_a_colleague_does_not(cast: Cast) -> None:
    leader(cast)
    task = stage.task(cast)
    stops(cast)
    unit, keys, to = cast.units["ssp"], [f"task-{task.pk}"], cast.outreach_worker.staff
    with pytest.raises(Refused, match="Før den sidste dag"):
        share_out(cast.colleague.sign(), unit=unit, what=keys, to=to)
    assert "Ring til skolen" in text(cast.client("colleague").get(PAGE))  # who works there sees whose it is
    assert len(share_out(cast.consultant.sign(), unit=unit, what=keys, to=to)) == 1


def test_who_acts_from_then_on_shares_out_where_nobody_leads(cast: Cast) -> None:
    task = stage.task(cast)
    stops(cast)
    shared = share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=[f"task-{task.pk}"], to=cast.colleague.staff)
    assert [line.key for line in shared] == [f"task-{task.pk}"]


def test_the_database_passes_no_case_of_somebody_who_stays(cast: Cast) -> None:
    boss, case = leader(cast), stage.case(cast)
    for days in (0, 14):
        if days:
            stops(cast, days=days)
            cast.outreach_worker.sign()  # neither leads nor acts from then on
        else:
            boss.sign()
        with pytest.raises(Refused, match="her stadig"):
            cabinet.call("SELECT leaving.pass_case(%s, %s, 'x')", [case.pk, cast.colleague.staff.pk])
    boss.sign()
    assert cabinet.call("SELECT leaving.pass_case(%s, %s, 'x')", [case.pk, cast.colleague.staff.pk])


def test_a_last_day_far_ahead_is_no_leaving_yet(cast: Cast) -> None:
    stage.task(cast)
    stops(cast, days=200)
    assert left_in(cast.units["ssp"], cast.consultant.sign().at) == []


def test_an_open_question_is_named_before_it_is_taken_back_and_both_sides_are_told(cast: Cast) -> None:
    leader(cast)
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    stops(cast)
    client = cast.client("leader")
    shown = text(client.get(PAGE))
    assert "Familieafdelingen er spurgt og har ikke svaret." in shown
    assert "tages spørgsmålet til Familieafdelingen tilbage" in shown
    client.post(PAGE, {"what": [f"case-{case.pk}"], "to": cast.outreach_worker.staff.pk})
    cast.consultant.sign()
    assert Handover.objects.get(pk=offer.pk).state == "withdrawn"
    assert "Et af jeres spørgsmål er lukket, fordi sagen er gået videre." in told(cast.consultant)
    assert "Det, du blev bedt om at overtage, er taget tilbage." in told(cast.social_worker)
    page = cast.client("social_worker").get(f"/sager/overdragelser/{offer.pk}/")
    assert page.status_code == 410
    assert "Spørgsmålet er taget tilbage." in text(page)
    assert "Jonas Holm" not in text(page)
    assert cast.client("outsider").get(f"/sager/overdragelser/{offer.pk}/").status_code == 404


def test_questions_of_who_has_left_are_marked_and_the_acting_one_hears_the_answer(cast: Cast) -> None:
    case = stage.case(cast)
    offer = stage.handover(cast, case)
    organisations.end_colleague(cast.administrator.sign(), staff=Post.objects.get(staff=cast.consultant.staff).staff)
    actor = cast.colleague.sign()
    assert {line.kind for line in left_in(cast.units["ssp"], actor.at)} == {"case", "offer"}
    shown = text(cast.client("colleague").get(f"/sager/overdragelser/{offer.pk}/"))
    assert "er stoppet" in shown
    assert "Line Østergaard handler nu." in shown
    cast.client("social_worker").post(f"/sager/overdragelser/{offer.pk}/nej/", {"answer": "Vi kan ikke"})
    assert "En overdragelse, du er med i, har fået svar." in told(cast.colleague)


def test_a_concern_is_shared_out_at_its_door_with_its_reason(cast: Cast) -> None:
    concern = ready(cast, found(cast))  # the consultant has it
    leader(cast)
    stops(cast)
    client = cast.client("leader")
    shown = text(client.get(PAGE))
    assert concern.who in shown
    sent = client.post(PAGE, {"what": [f"concern-{concern.pk}"], "to": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303, text(sent)
    actor = cast.outreach_worker.sign()
    assert who_has([Concern.objects.get(pk=concern.pk)], actor.at)[concern.pk].staff == cast.outreach_worker.staff
    assert TakeOver.objects.get(concern=concern).words == ""
    assert "Du har fået arbejde fra en kollega, der stopper på en aftalt dag." in told(cast.outreach_worker)
    assert concern.who in text(cast.client("outreach_worker").get(PAGE)).split("Det har du fået efter Mette Kjær")[1]
    assert Holding.objects.filter(concern=concern).count() >= 2
    stage.settle()


def test_a_concern_goes_to_nobody_who_does_not_answer_its_door_and_stays_with_who_stays(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    boss = leader(cast)
    call = "SELECT leaving.pass_concern(%s, %s, %s)"
    boss.sign()
    with pytest.raises(Refused, match="her stadig"):
        cabinet.call(call, [concern.pk, cast.outreach_worker.staff.pk, "x"])
    stops(cast)
    boss.sign()
    with pytest.raises(Refused, match="svarer ved den dør"):
        cabinet.call(call, [concern.pk, cast.social_worker.staff.pk, "x"])
    with pytest.raises(Refused):
        cabinet.call(call, [concern.pk, cast.outreach_worker.staff.pk, " "])


def test_somebody_asked_by_name_is_told_of_nothing_when_somebody_else_leaves(cast: Cast) -> None:
    case = stage.case(cast)
    offered(cast, case, cast.outreach_worker)
    before = told(cast.outreach_worker)
    organisations.end_colleague(cast.administrator.sign(), staff=Post.objects.get(staff=cast.colleague.staff).staff)
    assert told(cast.outreach_worker) == before


def test_who_stops_takes_nothing_and_what_somebody_else_has_just_shared_out_is_told_so(cast: Cast) -> None:
    leader(cast)
    task = stage.task(cast)
    stops(cast)
    client = cast.client("leader")
    shown = text(client.get(PAGE))
    chooser = shown[shown.index('name="to"') : shown.index("</select>", shown.index('name="to"'))]
    assert "Omar Said" in chooser
    assert cast.consultant.staff.name not in chooser
    share_out(cast.consultant.sign(), unit=cast.units["ssp"], what=[f"task-{task.pk}"], to=cast.outreach_worker.staff)
    other = stage.task(cast)  # something is left, so that the form stands there
    late = client.post(PAGE, {"what": [f"task-{task.pk}"], "to": cast.colleague.staff.pk})
    assert late.status_code == 422
    assert "har allerede fået det" in text(late)
    assert f"task-{task.pk}" not in text(late)
    assert f"task-{other.pk}" in text(late)
