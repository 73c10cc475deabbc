"""Somebody is away and stops: both are said, the counts agree, and only who can act is offered as a deputy."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from samspil.cases.leaving.tests.places import other_team
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered
from samspil.concerns.actions.handing import register_absence
from samspil.concerns.tests.doors import leader
from samspil.organisations.actions import give_post
from samspil.organisations.models import Role, Staff
from samspil.responsibility.models import Absence
from samspil.responsibility.notes import notes_of
from samspil.web import dates
from tests import clock
from tests.cast import Cast

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def away(cast: Cast, *, days: int, deputy: Staff | None = None) -> None:
    actor = cast.consultant.sign()
    until = actor.at + timedelta(days=days)
    register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=until, deputy=deputy)


def test_who_is_away_and_stops_reads_as_both_on_the_page(cast: Cast) -> None:
    stage.task(cast)
    stops(cast)
    away(cast, days=20, deputy=cast.colleague.staff)
    pile = text(cast.client("colleague").get(PAGE)).split(f'id="pile-{cast.consultant.staff.pk}"')[1]
    standing = pile.split("<fieldset")[0]
    assert "stopper" in standing
    assert "væk" in standing
    assert "Line Østergaard handler nu." in standing


def test_who_asked_somebody_who_is_away_and_stops_reads_both(cast: Cast) -> None:
    post, day = stops(cast), clock.today()
    last = dates.short(post.valid_to)
    away(cast, days=20)
    cast.colleague.sign()
    who = cast.consultant.staff.pk
    assert notes_of([who], day) == {who: f"væk og stopper {last} uden at komme tilbage"}


def test_who_comes_back_before_the_last_day_is_away_until_then_and_stops(cast: Cast) -> None:
    post, day = stops(cast), clock.today()
    away(cast, days=5)
    cast.colleague.sign()
    who = cast.consultant.staff.pk
    (note,) = notes_of([who], day).values()
    assert note.startswith("væk til og med")
    assert note.endswith(f", stopper {dates.short(post.valid_to)}")


def test_an_absence_beyond_the_last_day_is_written_down_with_a_word_about_it(cast: Cast) -> None:
    post = stops(cast)
    client, page = cast.client("consultant"), reverse("concerns:absences")
    until = clock.today() + timedelta(days=20)
    sent = {"staff": cast.consultant.staff.pk, "since": "", "until": f"{until:%d.%m.%Y}", "deputy": ""}
    answer = client.post(page, sent)
    assert f"Mette Kjær stopper {dates.short(post.valid_to)} og kommer ikke tilbage inden." in text(
        client.get(answer["Location"])
    )


def test_a_deputy_who_stops_before_the_absence_ends_is_not_promised_for_longer(cast: Cast) -> None:
    post = stops(cast, "colleague", days=5)
    client, page = cast.client("consultant"), reverse("concerns:absences")
    said = (
        f"Line Østergaard stopper {dates.short(post.valid_to)}. Derefter handler den næste i enheden eller ved døren."
    )
    deputies = text(client.get(page)).split('name="deputy"')[1]
    assert f"Line Østergaard (stopper {dates.short(post.valid_to)})" in deputies
    until = clock.today() + timedelta(days=20)
    sent = {"staff": cast.consultant.staff.pk, "since": "", "until": f"{until:%d.%m.%Y}", "deputy": ""}
    shown = text(client.get(client.post(page, sent)["Location"]))
    assert "Det er skrevet ned. Line Østergaard handler imens." in shown
    assert shown.count(said) == 2  # the receipt, and the line of the absence
    assert said in text(client.get("/"))


def test_a_deputy_who_is_there_to_the_end_or_away_before_it_is_said_as_it_is(cast: Cast) -> None:
    stops(cast, "colleague", days=30)
    actor = cast.outreach_worker.sign()
    since = actor.at + timedelta(days=3)
    register_absence(actor, staff=cast.outreach_worker.staff, since=since, until=None)
    client, page = cast.client("consultant"), reverse("concerns:absences")
    until = clock.today() + timedelta(days=20)
    sent = {"staff": cast.consultant.staff.pk, "since": "", "until": f"{until:%d.%m.%Y}"}
    shown = text(client.get(client.post(page, sent | {"deputy": cast.colleague.staff.pk})["Location"]))
    assert "Derefter handler" not in shown
    client.post(reverse("concerns:end_absence", args=[Absence.objects.get(staff=cast.consultant.staff).pk]))
    shown = text(client.get(client.post(page, sent | {"deputy": cast.outreach_worker.staff.pk})["Location"]))
    assert f"Omar Said er væk fra {dates.short(timezone.localdate(since))}. Så længe handler den næste" in shown


def test_who_gives_something_to_somebody_who_is_away_reads_who_acts(cast: Cast) -> None:
    task = stage.task(cast, cast.outreach_worker)
    stops(cast, "outreach_worker")
    away(cast, days=5, deputy=cast.colleague.staff)
    client, to = cast.client("outreach_worker"), cast.consultant.staff.pk
    sent = client.post(PAGE, {"what": [f"task-{task.pk}"], "to": to})
    assert "Mette Kjær er væk. Line Østergaard handler imens." in text(client.get(sent["Location"]))
    case = stage.case(cast, cast.outreach_worker)
    form = {"text": "Ring til skolen", "responsible": f"{to}-{cast.units['ssp'].pk}", "idempotency_key": str(uuid4())}
    sent = client.post(reverse("cases:give_task", args=[case.pk]), form)
    assert sent.status_code == 303, text(sent)
    assert "Mette Kjær er væk. Line Østergaard handler imens." in text(client.get(sent["Location"]))


def test_my_day_and_the_page_count_the_same_where_a_question_waits_for_who_is_away(cast: Cast) -> None:
    stage.task(cast)
    offered(cast, stage.case(cast, cast.outreach_worker), cast.consultant, by=cast.outreach_worker)
    away(cast, days=5, deputy=cast.colleague.staff)
    client = cast.client("colleague")
    (day,) = re.findall(r"(\d+) ting ligger hos en kollega|1 ting ligger", text(client.get("/"))) or ["1"]
    shown = text(client.get(PAGE))
    assert "Du handler for 1 af dem." in shown, day
    assert "Kun Mette Kjær kan svare på det." in shown


def test_a_deputy_is_offered_under_the_units_for_which_they_act_and_never_where_they_are_always_refused(
    cast: Cast,
) -> None:
    """Met by a stranger: the list named a colleague of another unit of the leader, who was refused for everybody else."""
    boss = leader(cast)
    elsewhere = other_team(cast)
    role = Role.objects.get(body=cast.body, key="social_worker")
    give_post(
        cast.administrator.sign(),
        staff=Staff.objects.select_related("body").get(pk=boss.staff.pk),
        role=role,
        unit=elsewhere.unit,
    )
    shown = text(cast.client("leader").get(reverse("concerns:absences")))
    deputies = shown.split('name="deputy"')[1].split("</select>")[0]
    groups = dict(re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', deputies))
    assert {"For dem i SSP-enheden", "For dem i Ungeteamet"} <= set(groups)
    assert f'value="{elsewhere.staff.pk}"' in groups["For dem i Ungeteamet"]
    assert f'value="{elsewhere.staff.pk}"' not in groups["For dem i SSP-enheden"]


def test_nobody_is_offered_as_their_own_deputy(cast: Cast) -> None:
    assert 'name="deputy"' not in text(cast.client("social_worker").get(reverse("concerns:absences")))
