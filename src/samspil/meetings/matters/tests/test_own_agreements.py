"""An agreement by name from a meeting that no forum holds: on whose day it stands, who is told, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from samspil.meetings.matters.actions import agenda, sitting
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.actions.sitting import Agreed
from samspil.meetings.matters.models import Resolution
from samspil.meetings.matters.tests.test_left import in_progress, leaves, text
from samspil.meetings.models import Meeting
from samspil.organisations.actions import end_post
from samspil.organisations.models import Post
from samspil.sharing.notices.queries import mine
from tests.cast import Cast

WORDS = "Ringer til klubben om lyset"


def agreed(cast: Cast) -> tuple[Meeting, Resolution]:
    """The three at the meeting agree that the outreach worker does something by a day."""
    meeting = in_progress(cast)
    actor = cast.consultant.sign()
    matter = agenda.propose(actor, meeting=meeting, proposal=Proposal(title="Lyset"), key=uuid4())
    due = timezone.localdate() + timedelta(days=10)
    said = Agreed(kind="agreement", text=WORDS, responsible_id=cast.outreach_worker.staff.pk, due_on=due)
    return meeting, sitting.resolve(cast.consultant.sign(), matter=matter, agreed=said, key=uuid4())


def test_it_stands_on_the_day_of_who_does_it_and_they_are_told(cast: Cast) -> None:
    """Met by a stranger: nobody was told, and the day said that there was nothing."""
    _meeting, made = agreed(cast)
    cast.outreach_worker.sign()
    address = reverse("matters:follow_up", args=[made.pk])
    assert address in {line.address for line in mine() if line.sentence == "Et møde har aftalt noget, som du gør."}
    day = text(cast.client("outreach_worker").get("/"))
    assert WORDS in day
    assert address in day
    assert WORDS not in text(cast.client("ssp_teacher").get("/"))
    sitting.follow_up(
        cast.consultant.sign(), resolution=Resolution.objects.get(pk=made.pk), version=1, outcome="Gjort", done=True
    )
    assert WORDS not in text(cast.client("outreach_worker").get("/"))


def test_who_does_it_reads_it_without_a_seat_too_and_nobody_else_does(cast: Cast) -> None:
    meeting, made = agreed(cast)
    leaves(cast, "outreach_worker", meeting)
    address = reverse("matters:follow_up", args=[made.pk])
    answer = cast.client("outreach_worker").get(address)
    assert answer.status_code == 200
    assert WORDS in text(answer)
    for outsider in ("social_worker", "police_officer", "outsider"):
        assert cast.client(outsider).get(address).status_code == 404, outsider


def test_it_is_counted_before_the_last_day_and_left_to_who_acts(cast: Cast) -> None:
    agreed(cast)
    post = Post.objects.get(staff=cast.outreach_worker.staff)
    for member, address in (
        ("administrator", f"/administration/stillinger/{post.pk}/slut/"),
        ("outreach_worker", f"/mine-stillinger/{post.pk}/sidste-dag/"),
    ):
        assert "Aftaler fra møder: 1" in text(cast.client(member).get(address)), member
    end_post(cast.administrator.sign(), post=post)
    acting = [
        member
        for member in ("consultant", "colleague", "social_worker", "ssp_teacher")
        if WORDS in text(cast.client(member).get("/sager/efterladt/"))
    ]
    assert len(acting) == 1
    assert WORDS in text(cast.client(acting[0]).get("/"))
    assert WORDS not in text(cast.client("outreach_worker").get("/"))
