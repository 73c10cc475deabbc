"""A new colleague before their first day, one's own words, who may share out, and what lies at a door of another unit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from samspil.cases.leaving.acting import acting_where
from samspil.cases.leaving.tests.places import answered_by_another, sent
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered
from samspil.concerns.tests.doors import leader
from samspil.organisations.actions import give_post
from samspil.organisations.models import Post, Role, Staff
from samspil.organisations.queries.colleagues import told_without_post
from samspil.web import dates
from tests import clock
from tests.cast import Cast

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_before_the_first_day_the_day_is_said(cast: Cast) -> None:
    first = clock.today() + timedelta(days=7)
    cast.administrator.sign()
    Post.objects.filter(staff=cast.outreach_worker.staff).update(valid_from=first)
    shown = text(cast.client("outreach_worker").get("/"))
    assert f"i SSP-enheden begynder {dates.short(first)}." in shown
    assert "Bed jeres administrator om at give dig en" not in shown
    assert dates.short(first) in told_without_post(cast.outreach_worker.sign())


def test_who_begins_later_is_named_with_the_day(cast: Cast) -> None:
    stage.task(cast)
    ended(cast)
    first = clock.today() + timedelta(days=7)
    cast.administrator.sign()
    Post.objects.filter(staff=cast.outreach_worker.staff).update(valid_from=first)
    said = f"begynder {dates.short(first)} og kan få noget fra den dag."
    shown = text(cast.client("colleague").get(PAGE))
    assert f"Omar Said (outreach_worker) {said}" in shown
    assert f'<option value="{cast.outreach_worker.staff.pk}"' not in shown
    with clock.later(days=7):
        shown = text(cast.client("colleague").get(PAGE))
        assert said not in shown
        assert f'<option value="{cast.outreach_worker.staff.pk}"' in shown


def test_who_has_one_post_comes_from_the_settings_to_its_last_day_at_one_press(cast: Cast) -> None:
    client = cast.client("consultant")
    link = f"{PAGE}?stopper=1"
    assert f'href="{link}#own-title"' in text(client.get(reverse("web:settings")))
    post = Post.objects.get(staff=cast.consultant.staff)
    page = reverse("organisations:own_last_day", args=[post.pk])
    assert client.get(link)["Location"] == page
    role = Role.objects.get(body=cast.body, key="outreach_worker")
    staff = Staff.objects.select_related("body").get(pk=cast.consultant.staff.pk)
    give_post(cast.administrator.sign(), staff=staff, role=role, unit=cast.units["family"])
    assert page in text(client.get(link))  # of several the reader chooses


def test_the_own_last_day_says_you(cast: Cast) -> None:
    offered(cast, stage.case(cast, cast.colleague), cast.consultant, by=cast.colleague)
    post = Post.objects.get(staff=cast.consultant.staff)
    shown = text(cast.client("consultant").get(f"/mine-stillinger/{post.pk}/sidste-dag/"))
    assert "Overdragelser, der venter på dig: 1" in shown
    assert "medarbejderen" not in shown
    assert "Overdragelser, der venter på medarbejderen: 1" in text(
        cast.client("administrator").get(f"/administration/stillinger/{post.pk}/slut/")
    )


def test_the_page_says_who_may_share_out(cast: Cast) -> None:
    leader(cast)
    stage.task(cast)
    stops(cast)
    shown = text(cast.client("outreach_worker").get(PAGE))
    assert "Giv alt videre" not in shown
    assert (
        "Før en sidste dag kan kun den, der stopper, den, der leder SSP-enheden, og den, der handler bagefter." in shown
    )
    ended(cast)
    shown = text(cast.client("outreach_worker").get(PAGE))
    assert "Giv alt videre" in shown
    assert "kan alle, der arbejder i SSP-enheden, fordele det" in shown


def test_who_answers_the_door_of_another_unit_reads_there_what_they_act_for(cast: Cast) -> None:
    """Met by a stranger: four concerns were inherited, the message led to a page that said that nothing lies there."""
    door = answered_by_another(cast)
    concern = sent(cast, door)
    stage.task(cast, cast.social_worker)
    ended(cast, "social_worker")
    cast.outreach_worker.sign()
    assert [(one.unit.name, one.things, one.is_inside) for one in acting_where()] == [("Familieafdelingen", 1, True)]
    client = cast.client("outreach_worker")
    assert "Vera Ottosen" in text(client.get("/"))
    shown = text(client.get(PAGE))
    assert reverse("concerns:at_door", args=[concern.pk]) in shown
    assert "Du handler for 1 af dem." in shown
    assert "Ring til skolen" not in shown
    assert "Giv alt videre" not in shown
