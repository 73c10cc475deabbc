"""What the decision form is filled with: fixed numbers, a proposed responsible, a proposed deadline."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.meetings.models import Attendance, Item
from samspil.meetings.queries import Word, staff_around, words_for
from samspil.meetings.tests.steps import Table, opened, placed
from samspil.organisations.models import Post, Role
from samspil.organisations.profile import Terms
from samspil.organisations.queries import terms_of
from samspil.web.dates import short
from tests.cast import Cast


def words(cast: Cast, table: Table, role: str | None = None, *, of: dict[str, str] | None = None) -> dict[str, Word]:
    """The words of the table's first item by code, in their order; `of`: responsible role by word."""
    actor = cast.consultant.sign()
    item = Item.objects.get(pk=table.items[0].pk)
    item.role = role
    day = timezone.localdate(table.meeting.starts_at)
    told: Terms = terms_of(cast.forum, day)
    changed = [word.model_copy(update={"responsible_role": (of or {}).get(word.code)}) for word in told.decisions]
    here = list(Attendance.objects.filter(meeting=table.meeting).values_list("staff_id", flat=True))
    people = staff_around(table.meeting, day, here)
    return {w.word.code: w for w in words_for(told.model_copy(update={"decisions": changed}), item, people, actor, day)}


def test_a_number_belongs_to_its_word_whatever_stands_first(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    usual, victim = words(cast, table), words(cast, table, "victim")
    assert next(iter(usual)) == "preventive"
    assert next(iter(victim)) == "support"
    assert {code: word.key for code, word in victim.items()} == {code: word.key for code, word in usual.items()}
    assert victim["support"].key == 5


def test_who_holds_the_role_is_proposed_the_writer_before_others(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    of = {"support": "social_worker", "preventive": "ssp_consultant", "case": "outreach_worker"}
    proposed = words(cast, table, of=of)
    assert proposed["support"].responsible_id == cast.social_worker.staff.pk
    assert proposed["preventive"].responsible_id == cast.consultant.staff.pk
    assert proposed["case"].responsible_id == cast.consultant.staff.pk, "nobody around holds it: the writer"
    assert proposed["continue"].responsible_id is None


def test_of_those_who_hold_the_role_who_is_there_is_proposed(cast: Cast) -> None:
    """Another officer of the forum stays away; the one who is there is proposed, whoever writes."""
    day = timezone.localdate(cast.administrator.sign().at)
    role, unit = Role.objects.get(body=cast.body, key="police_officer"), cast.units["local_police"]
    Post.objects.create(role=role, unit=unit, staff=cast.colleague.staff, valid_from=day)
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.police_officer)
    proposed = words(cast, table, of={"preventive": "police_officer"})
    assert proposed["preventive"].responsible_id == cast.police_officer.staff.pk


def test_work_is_not_proposed_to_who_is_not_here(cast: Cast) -> None:
    """The only one who holds the role stays away: who writes is proposed, and can choose the absent colleague."""
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.police_officer)
    assert words(cast, table, of={"support": "social_worker"})["support"].responsible_id == cast.consultant.staff.pk


@pytest.mark.parametrize("is_here", [True, False])
def test_a_conversation_with_the_police_proposes_an_officer_where_the_profile_names_no_role(
    cast: Cast, *, is_here: bool
) -> None:
    there = [cast.consultant, cast.police_officer] if is_here else [cast.consultant]
    table = opened(placed(cast, "Jonas Holm"), *there)
    assert words(cast, table)["concern"].responsible_id == cast.police_officer.staff.pk


def test_a_post_that_has_ended_proposes_nobody(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    day = timezone.localdate(table.meeting.starts_at)
    cast.administrator.sign()
    Post.objects.create(
        role=Role.objects.get(body=cast.body, key="outreach_worker"),
        unit=cast.units["family"],
        staff=cast.social_worker.staff,
        valid_from=day - timedelta(days=30),
        valid_to=day - timedelta(days=1),
    )
    proposed = words(cast, table, of={"support": "outreach_worker"})
    assert proposed["support"].responsible_id == cast.consultant.staff.pk


def test_the_page_comes_filled_without_a_script(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", role="victim"))
    page = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    day = timezone.localdate(table.meeting.starts_at) + timedelta(days=7)
    assert (
        f'value="{day.day:02}.{day.month:02}.{day.year}"' in page or f'value="{day.day}.{day.month}.{day.year}"' in page
    )
    assert f'<option value="{cast.consultant.staff.pk}" selected>' in page


def test_who_stops_before_the_deadline_is_said_and_not_proposed(cast: Cast) -> None:
    """Whoever stops is offered with the last day beside the name; what is due later is proposed to somebody who stays."""
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker)
    day = timezone.localdate(table.meeting.starts_at)
    last = day + timedelta(days=3)
    cast.administrator.sign()
    Post.objects.filter(staff=cast.social_worker.staff).update(valid_to=last)
    proposed = words(cast, table, of={"support": "social_worker"})
    assert proposed["support"].due_on is not None
    assert proposed["support"].due_on > last
    assert proposed["support"].responsible_id == cast.consultant.staff.pk
    page = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    assert f"{cast.social_worker.staff.name} (stopper {short(last)})" in page
    assert f"{cast.consultant.staff.name} (stopper" not in page
