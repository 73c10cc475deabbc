"""Whoever is invited to one matter follows the meeting's day: moved with it, gone with it, and untouched by other meetings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samspil.audit.models import Event
from samspil.meetings.matters.actions import inviting
from samspil.meetings.matters.models import Invitation, Matter
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum
from tests import clock
from tests.cast import Cast, as_role

pytestmark = pytest.mark.django_db


def with_guest(cast: Cast, forum: Forum, title: str, guest: str) -> tuple[Meeting, Matter]:
    """A meeting tomorrow with one item, and a colleague who is invited to it."""
    at = network.meeting(cast, forum)
    made = network.proposed(cast, at, title)
    matter = Matter.objects.select_related("meeting__forum__body").get(pk=made.pk)
    inviting.invite_colleague(cast.consultant.sign(), matter=matter, staff=cast.members[guest].staff)
    return at, matter


def reads(cast: Cast, member: str) -> set[str]:
    cast.members[member].sign()
    return set(Matter.objects.values_list("title", flat=True))


def told(matter: Matter) -> list[tuple[str, object]]:
    """What was recorded of the matter's guests since they were invited."""
    with as_role("samspil_lock"):
        events = Event.objects.filter(object_table="matters_matter", object_id=matter.pk, detail__has_key="moved")
        return list(events.order_by("pk").values_list("act", "detail"))


def test_a_meeting_that_is_moved_takes_its_own_guests_along_and_nobody_elses(cast: Cast) -> None:
    forum = network.forum(cast)
    moved, lamps = with_guest(cast, forum, "Lys på stien", "social_worker")
    _stays, bench = with_guest(cast, forum, "Bænk ved søen", "youth_job_centre")
    cast.consultant.sign()
    Meeting.objects.filter(pk=moved.pk).update(starts_at=moved.starts_at + timedelta(days=10))
    assert (told(lamps), told(bench)) == ([("matter.opened", {"moved": True})], [])
    assert reads(cast, "social_worker") == {"Lys på stien"}
    assert reads(cast, "youth_job_centre") == {"Bænk ved søen"}
    with clock.later(days=5):
        assert reads(cast, "social_worker") == {"Lys på stien"}
        assert reads(cast, "youth_job_centre") == set()
        assert "Bænk ved søen" in reads(cast, "police_officer")
    with clock.later(days=13):
        assert reads(cast, "social_worker") == set()


def test_a_meeting_that_is_cancelled_ends_what_its_guests_read(cast: Cast) -> None:
    forum = network.forum(cast)
    gone, lamps = with_guest(cast, forum, "Lys på stien", "social_worker")
    with_guest(cast, forum, "Bænk ved søen", "youth_job_centre")
    cast.consultant.sign()
    Meeting.objects.filter(pk=gone.pk).update(state="cancelled")
    assert reads(cast, "social_worker") == set()
    assert reads(cast, "youth_job_centre") == {"Bænk ved søen"}
    assert told(lamps) == [("matter.closed", {"moved": True})]


def test_whoever_was_called_off_does_not_come_back_with_another_day(cast: Cast) -> None:
    at, lamps = with_guest(cast, network.forum(cast), "Lys på stien", "social_worker")
    invitation = Invitation.objects.select_related("matter__meeting__forum").get(matter=lamps)
    inviting.call_off(cast.consultant.sign(), invitation=invitation)
    cast.consultant.sign()
    Meeting.objects.filter(pk=at.pk).update(starts_at=at.starts_at + timedelta(days=10))
    assert (reads(cast, "social_worker"), told(lamps)) == (set(), [])


def test_what_else_is_changed_of_a_meeting_changes_nothing_for_its_guests(cast: Cast) -> None:
    at, lamps = with_guest(cast, network.forum(cast), "Lys på stien", "social_worker")
    cast.consultant.sign()
    Meeting.objects.filter(pk=at.pk).update(place="Biblioteket", state="sent")
    assert (reads(cast, "social_worker"), told(lamps)) == ({"Lys på stien"}, [])
