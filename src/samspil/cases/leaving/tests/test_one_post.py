"""One post of several ends, and citizens' enquiries of who leaves: counted beforehand, told and acted for, shared out like the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import now
from samspil.cases import actions, queries
from samspil.cases.leaving.acting import acting_where
from samspil.cases.leaving.queries import left_in
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_leaving import PAGE, text, told
from samspil.cases.models import Case, Handover, Task
from samspil.cases.queries.holders import who_has
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered, say
from samspil.concerns.actions import assessing
from samspil.concerns.arrivals.tests.steps import remind
from samspil.concerns.arrivals.tests.steps import told as told_of
from samspil.concerns.chosen.actions import take_over
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.enquiries.tests.callers import registered
from samspil.concerns.models import Concern
from samspil.concerns.queries.holders import who_has as who_has_concerns
from samspil.concerns.tests.doors import found
from samspil.concerns.tests.test_handing import ready
from samspil.lib.refusals import Refused
from samspil.organisations.actions import end_post, give_post
from samspil.organisations.models import Post, Role
from tests import clock
from tests.cast import Cast


def both(cast: Cast) -> Post:
    """The consultant works in the youth job centre too; answers the post in SSP, which can end."""
    actor = cast.administrator.sign()
    role = Role.objects.filter(body=cast.body, key="job_adviser").get()
    give_post(actor, staff=cast.consultant.staff, role=role, unit=cast.units["youth_job_centre"])
    return Post.objects.select_related("staff__body", "unit", "role").get(
        staff=cast.consultant.staff, unit=cast.units["ssp"]
    )


def ends(cast: Cast, post: Post, **more: Any) -> None:
    end_post(cast.administrator.sign(), post=post, **more)


def left_post(cast: Cast) -> tuple[Case, Task]:
    """A case and a task in SSP of a consultant whose post there has ended, and who works elsewhere."""
    post, case, task = both(cast), stage.case(cast), stage.task(cast)
    ends(cast, post)
    return case, task


def test_before_the_post_ends_what_is_held_in_its_unit_is_counted(cast: Cast) -> None:
    post = both(cast)
    stage.case(cast)
    stage.task(cast)
    registered(cast, found(cast))
    shown = text(cast.client("administrator").get(reverse("administration:end_post", args=[post.pk])))
    for words in ("Sager som tovholder eller ansvarlig: 1", "Åbne opgaver: 1", "Henvendelser fra borgere: 1"):
        assert words in shown
    cast.administrator.sign()
    other = Post.objects.get(staff=cast.consultant.staff, unit=cast.units["youth_job_centre"])
    elsewhere = text(cast.client("administrator").get(reverse("administration:end_post", args=[other.pk])))
    assert "Åbne opgaver" not in elsewhere


@pytest.mark.covers("HAL-14", verb="post.ended")
def test_afterwards_somebody_acts_is_told_and_shares_it_out(cast: Cast) -> None:
    case, task = left_post(cast)
    assert told(cast, "colleague") == [PAGE]
    assert told(cast, "outreach_worker") == told(cast, "consultant") == told(cast, "youth_job_centre") == []
    client = cast.client("colleague")
    assert "Du handler for kolleger" in text(client.get("/"))
    shown = text(client.get(PAGE))
    for words in ("Jonas Holm", "Ring til skolen", "er stoppet", "Line Østergaard handler nu."):
        assert words in shown
    actor = cast.colleague.sign()
    assert sum(one.things for one in acting_where()) == len(left_in(cast.units["ssp"], actor.at)) == 2
    holder = who_has([Case.objects.get(pk=case.pk)], actor.at)[case.pk]
    assert (holder.now.name, holder.has_left) == ("Line Østergaard", True)
    for address in ("/sager/", "/sager/opgaver/?vis=enheden"):
        assert "er stoppet" in text(client.get(address)).split("Mette Kjær")[1][:200], address
    sent = client.post(PAGE, {"what": [f"task-{task.pk}", f"case-{case.pk}"], "to": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303, text(sent)
    cast.outreach_worker.sign()
    assert Task.objects.get(pk=task.pk).responsible_id == cast.outreach_worker.staff.pk
    assert queries.get_duty(case, "holder").staff_name == "Omar Said"


def test_while_another_post_is_held_in_the_unit_nothing_is_left(cast: Cast) -> None:
    post, _case = both(cast), stage.case(cast)
    role = Role.objects.filter(body=cast.body, key="outreach_worker").get()
    give_post(cast.administrator.sign(), staff=cast.consultant.staff, role=role, unit=cast.units["ssp"])
    ends(cast, post)
    assert told(cast, "colleague") == []
    actor = cast.colleague.sign()
    assert left_in(cast.units["ssp"], actor.at) == []
    assert acting_where() == []


def test_a_last_day_that_was_told_beforehand_is_told_of_when_it_has_passed(cast: Cast) -> None:
    post, _case = both(cast), stage.case(cast)
    ends(cast, post, last_day=timezone.localdate(now()) + timedelta(days=2))
    assert told(cast, "colleague") == []
    remind(now() + timedelta(days=1))
    assert told_of("left_behind") == {}
    for days in (3, 3.1, 4):
        remind(now() + timedelta(days=days))
    assert {staff: len(times) for staff, times in told_of("left_behind").items()} == {cast.colleague.staff.pk: 1}


def test_a_handover_of_who_lost_the_post_goes_on_without_them(cast: Cast) -> None:
    """The giver is at work elsewhere and reads it no more: who acts there answers for the giver."""
    post, case = both(cast), stage.case(cast)
    offer = offered(cast, case, cast.outreach_worker, by=cast.colleague)  # the giver has not said yes
    ends(cast, post)
    actions.accept_handover(cast.outreach_worker.sign(), handover=offer, responsible=cast.outreach_worker.staff)
    for party in ("child", "parents", "giver"):
        say(cast, cast.colleague, offer, party)
    cast.colleague.sign()
    assert Handover.objects.get(pk=offer.pk).state == "accepted"
    assert queries.get_duty(case, "holder").staff_name == "Omar Said"


def test_a_handover_that_waited_for_this_post_ends(cast: Cast) -> None:
    post, case = both(cast), stage.case(cast, cast.colleague)
    offer = offered(cast, case, cast.consultant, by=cast.colleague)
    ends(cast, post)
    cast.colleague.sign()
    assert Handover.objects.get(pk=offer.pk).state == "withdrawn"


def test_a_concern_at_a_door_that_is_answered_no_more_is_acted_for_and_taken_over(cast: Cast) -> None:
    post, concern = both(cast), ready(cast, found(cast))
    assessing.take(cast.consultant.sign(), concern=concern)
    ends(cast, post)
    actor = cast.colleague.sign()
    concern = Concern.objects.get(pk=concern.pk)
    holder = who_has_concerns([concern], actor.at)[concern.pk]
    assert (holder.is_left, holder.now.name) == (True, "Line Østergaard")
    assert "Tag over" in text(cast.client("colleague").get(reverse("concerns:at_door", args=[concern.pk])))
    take_over(cast.colleague.sign(), concern=concern, ground="absence")
    assert who_has_concerns([Concern.objects.get(pk=concern.pk)], now())[concern.pk].staff.name == "Line Østergaard"


def test_what_lies_with_who_is_here_is_not_taken_over(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    assessing.take(cast.consultant.sign(), concern=concern)
    with pytest.raises(Refused):
        take_over(cast.colleague.sign(), concern=Concern.objects.get(pk=concern.pk), ground="absence")


def test_who_did_it_for_somebody_else_stands_with_it(cast: Cast) -> None:
    case = stage.case(cast)
    task, own = stage.task(cast, case=case), stage.task(cast, case=case)
    for member, one in ((cast.colleague, task), (cast.consultant, own)):
        one.refresh_from_db()
        actions.complete_task(member.sign(), task=one, version=one.version, outcome="Talt med skolen")
    client = cast.client("outreach_worker")
    assert "Gjort af Line Østergaard." in text(client.get(reverse("cases:task", args=[task.pk])))
    assert "Gjort af" not in text(client.get(reverse("cases:task", args=[own.pk])))
    assert text(client.get(reverse("cases:case", args=[case.pk]))).count("Gjort af Line Østergaard.") == 1


# --- enquiries --------------------------------------------------------------------------------------------------------
def test_enquiries_of_who_leaves_are_counted_told_and_shared_out(cast: Cast) -> None:
    enquiry = registered(cast, found(cast))
    page = reverse("administration:end_colleague", args=[cast.consultant.staff.pk])
    assert "Henvendelser fra borgere: 1" in text(cast.client("administrator").get(page))
    ended(cast)
    assert told(cast, "colleague") == [PAGE]  # who acts now; others find it at the door
    for member in ("outreach_worker", "social_worker"):
        assert told(cast, member) == [], member
    client = cast.client("colleague")
    assert "Der er uro ved legepladsen" in text(client.get(PAGE))
    assert "Der er uro ved legepladsen" not in text(cast.client("social_worker").get(PAGE))
    sent = client.post(PAGE, {"what": [f"enquiry-{enquiry.pk}"], "to": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303, text(sent)
    cast.outreach_worker.sign()
    assert Enquiry.objects.get(pk=enquiry.pk).assigned_to_id == cast.outreach_worker.staff.pk
    assert list(told_of("work_given")) == [cast.outreach_worker.staff.pk]
    with clock.later(seconds=1):
        assert f'value="enquiry-{enquiry.pk}"' not in client.get(PAGE).content.decode()  # shared out


def test_an_enquiry_is_left_too_when_the_post_at_its_door_ends(cast: Cast) -> None:
    post, enquiry = both(cast), registered(cast, found(cast))
    ends(cast, post)
    (line,) = left_in(cast.units["ssp"], cast.colleague.sign().at)
    assert (line.key, line.has_left) == (f"enquiry-{enquiry.pk}", True)
    assert told(cast, "colleague") == [PAGE]


def test_enquiries_stand_there_before_the_last_day_and_are_shared_out(cast: Cast) -> None:
    enquiry = registered(cast, found(cast))
    post = Post.objects.select_related("staff__body", "unit").get(staff=cast.consultant.staff)
    ends(cast, post, last_day=timezone.localdate(now()) + timedelta(days=7))
    shown = text(cast.client("outreach_worker").get(PAGE))  # neither stops, leads nor acts from then on
    assert "Der er uro ved legepladsen" in shown
    assert f'value="enquiry-{enquiry.pk}"' not in shown
    client = cast.client("consultant")
    assert f'value="enquiry-{enquiry.pk}"' in text(client.get(PAGE))
    sent = client.post(PAGE, {"what": [f"enquiry-{enquiry.pk}"], "to": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303, text(sent)
    cast.outreach_worker.sign()
    assert Enquiry.objects.get(pk=enquiry.pk).assigned_to_id == cast.outreach_worker.staff.pk


def test_who_acts_for_an_enquiry_of_who_changed_unit_is_said_has_it_on_the_day_and_takes_it(cast: Cast) -> None:
    post, enquiry = both(cast), registered(cast, found(cast))
    ends(cast, post)
    client, page = cast.client("colleague"), reverse("enquiries:enquiry", args=[enquiry.pk])
    assert cast.client("consultant").get(page).status_code == 404  # reads it no more
    said = "Mette Kjær er stoppet her. Line Østergaard handler, til den er givet videre."
    assert said in " ".join(text(client.get(page)).split())
    queue = " ".join(text(client.get(reverse("enquiries:queue"))).split())
    assert "Mette Kjær er stoppet her. Line Østergaard handler" in queue
    assert "ingen har den" not in queue
    day = text(client.get("/"))
    assert "Du handler for kolleger" in day
    assert page in day
    assert "Der er uro ved legepladsen" not in text(cast.client("outreach_worker").get("/"))
    actor = cast.colleague.sign()
    assert [one.things for one in acting_where()] == [1]
    assert [line.acting and line.acting.name for line in left_in(cast.units["ssp"], actor.at)] == ["Line Østergaard"]
    assert f'value="{enquiry.pk}"' in queue
    client.post(reverse("enquiries:take_several"), {"tag": [str(enquiry.pk)]})
    cast.colleague.sign()
    assert Enquiry.objects.get(pk=enquiry.pk).assigned_to_id == cast.colleague.staff.pk
    assert acting_where() == []
