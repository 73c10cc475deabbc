"""What lies with somebody who stops is said with all of it: the notification to send, what came back and why, deadlines, ages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from samspil.cases.leaving import actions
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.leaving.tests.test_giving_back import told
from samspil.cases.models import Task
from samspil.cases.tests import stage
from samspil.concerns.actions.handing import register_absence
from samspil.concerns.models import Concern
from samspil.concerns.notifying.tests.scenes import said_yes
from samspil.concerns.tests.doors import found
from samspil.concerns.tests.test_handing import ready
from samspil.people.models import Person
from samspil.web import dates
from tests import clock
from tests.cast import Cast

PAGE = "/sager/efterladt/"
FELL = "En underretning, som en anden skulle sende, er nu din at sende."


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def to_send(cast: Cast) -> Concern:
    """A notification that Mette is to send within 24 hours."""
    return said_yes(cast)


def test_the_notification_stands_on_all_that_says_what_a_colleague_has(cast: Cast) -> None:
    """Met by a stranger: it was left out on four pages, and it is the one thing that cannot wait."""
    concern = to_send(cast)
    post = stops(cast)
    counted = "Underretninger, der skal sendes inden 24 timer: 1"
    assert counted in text(cast.client("consultant").get(reverse("organisations:own_last_day", args=[post.pk])))
    end = reverse("administration:end_colleague", args=[cast.consultant.staff.pk])
    assert counted in text(cast.client("administrator").get(end))
    shown = text(cast.client("colleague").get(PAGE))
    assert "som skal sendes" in shown.split(f'id="pile-{cast.consultant.staff.pk}"')[1]
    assert reverse("concerns:at_door", args=[concern.pk]) in shown


def test_to_whom_it_falls_is_told_when_the_access_ends_and_counts_it(cast: Cast) -> None:
    concern = to_send(cast)
    ended(cast)
    assert FELL in told(cast.colleague)
    day = text(cast.client("colleague").get("/"))
    acts = day.split('id="acts"')[1].split("</section>")[0]
    assert f'href="{reverse("concerns:at_door", args=[concern.pk])}"' in acts
    assert "som skal sendes" in acts
    shown = text(cast.client("colleague").get(PAGE))
    assert "Line Østergaard handler nu." in shown
    assert "Du handler for 2 af dem." in shown


def test_to_whom_it_falls_is_told_when_the_one_who_was_to_send_it_goes_away(cast: Cast) -> None:
    to_send(cast)
    actor = cast.consultant.sign()
    register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None)
    assert FELL in told(cast.colleague)


def test_what_was_given_back_says_by_whom_and_why_where_it_stands_again(cast: Cast) -> None:
    case, concern = stage.case(cast), ready(cast, found(cast))
    ended(cast)
    unit, keys = cast.units["ssp"], [f"case-{case.pk}", f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=unit, what=keys, to=cast.outreach_worker.staff)
    actions.give_back_case(cast.outreach_worker.sign(), case=case, reason="Jeg har ikke plads")
    actions.give_back_concern(cast.outreach_worker.sign(), concern=concern, reason="Jeg kender dem")
    shown = text(cast.client("colleague").get(PAGE))
    for why in ("Jeg har ikke plads", "Jeg kender dem"):
        assert f"»{why}«" in shown
    assert shown.count("Omar Said gav det tilbage") == 2
    actions.share_out(cast.colleague.sign(), unit=unit, what=keys, to=cast.colleague.staff)
    assert "gav det tilbage" not in text(cast.client("colleague").get(PAGE))


def test_a_deadline_that_has_passed_is_marked_and_counted_and_the_age_stands_beside_the_name(cast: Cast) -> None:
    """Met by a stranger: two children of nearly the same name, and passed days that stood like any other."""
    child = stage.child(cast.consultant)
    born = date(clock.today().year - 15, 1, 1)
    task = stage.task(cast)
    cast.consultant.sign()
    Person.objects.filter(pk=child.pk).update(birth_date=born)
    late = clock.today() - timedelta(days=3)
    Task.objects.filter(pk=task.pk).update(due_on=late, subject=child.pk)
    ended(cast)
    client, overdue = cast.client("colleague"), f"Overskredet {dates.short(late)}"
    shown = text(client.get(PAGE))
    assert overdue in shown
    assert f"{child.name}, 15 år</h3>" in shown
    day = text(client.get("/"))
    acts = day.split('id="acts"')[1].split("</section>")[0]
    assert overdue in acts
    assert f"{child.name}, 15 år" in acts
    assert "1 frist er overskredet" in day
