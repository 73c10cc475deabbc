"""Before the meeting: its front, its standing items, what the seats propose, the order, and sending it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Refused
from samspil.meetings.matters import policies
from samspil.meetings.matters.conflicts import save
from samspil.meetings.matters.front import front_of
from samspil.meetings.matters.models import Matter, MatterKind, MatterState, Sheet
from samspil.meetings.models import Meeting, MeetingState
from samspil.meetings.nameless import check_nameless
from samspil.meetings.policies import check_day_is_not_over
from samspil.organisations.models import SeatHolder
from samspil.organisations.profile import AgendaSource
from samspil.organisations.queries import profile_of, staff_of, unit_of
from samspil.sharing.notices.actions import tell


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes for the agenda."""

    title: str
    kind: str = MatterKind.DISCUSSION
    text: str = ""
    minutes_planned: int | None = None
    collected_from: str = ""
    presenter: str = ""

    @property
    def fields(self) -> dict[str, str | int | None]:
        return {
            "title": self.title.strip(), "kind": self.kind, "text": self.text.strip(), "presenter": self.presenter.strip(),
            "minutes_planned": self.minutes_planned, "collected_from": self.collected_from.strip(),
        }  # fmt: skip


def lay_out(actor: Actor, meeting: Meeting) -> Sheet:
    """The front of the agenda with the forum's standing items, once: whoever is first to write something makes it."""
    policies.check_may_propose(actor, meeting)
    Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting.pk).order_by("pk").first()
    owner = meeting.forum.audience_id
    there = Sheet.objects.filter(meeting=meeting, owner_audience_id=owner).order_by("pk").first()
    if there is not None:
        return there
    profile = profile_of(meeting.forum, timezone.localdate(meeting.starts_at))
    front = front_of(meeting, profile)
    sheet = Sheet.objects.create(
        owner_audience_id=owner,
        meeting=meeting,
        organiser_id=front.organiser_id,
        chair_id=front.chair_id,
        minute_taker_id=front.minute_taker_id,
    )
    headings = [heading for heading in profile.terms[0].agenda if heading.holds == AgendaSource.STANDING]
    first = Matter.objects.filter(meeting=meeting, owner_audience_id=owner).count()
    Matter.objects.bulk_create(
        Matter(
            owner_audience_id=owner,
            meeting=meeting,
            position=first + number,
            kind=MatterKind.STANDING,
            heading=heading.code,
            title=heading.title,
            minutes_planned=heading.minutes,
        )
        for number, heading in enumerate(headings, 1)
    )
    record("agenda.laid_out", sheet, count=len(headings))
    return sheet


@verb("agenda.settled", "agenda.laid_out")
def settle(
    actor: Actor,
    *,
    meeting: Meeting,
    theme: str,
    chair_id: int | None,
    minute_taker_id: int | None,
    version: int,
    sure: bool = False,
) -> Sheet:
    """The meeting's theme, who leads it and who writes. Raises Refused, Conflict."""
    policies.check_leads(actor, meeting)
    sheet = lay_out(actor, meeting)
    check_nameless(meeting.forum.body, sure=sure, theme=theme)
    fields = {"theme": theme.strip(), "chair_id": chair_id, "minute_taker_id": minute_taker_id}
    save(sheet, version or sheet.version, fields, texts=("theme",))
    record("agenda.settled", sheet)
    return sheet


@verb("matter.proposed", "agenda.laid_out")
def propose(
    actor: Actor,
    *,
    meeting: Meeting,
    proposal: Proposal,
    key: UUID | None = None,
    sure: bool = False,
    from_passage_id: int | None = None,
) -> Matter:
    """Put an item on the agenda; the same key twice is one item. Raises Refused."""
    policies.check_may_propose(actor, meeting)
    owner = meeting.forum.audience_id
    if key is not None and (again := Matter.objects.filter(owner_audience_id=owner, key=key).first()):
        return again
    _check(meeting, proposal, sure=sure)
    lay_out(actor, meeting)
    staff = staff_of(actor)
    matter = Matter.objects.create(
        owner_audience_id=owner,
        meeting=meeting,
        position=last_position(meeting) + 1,
        proposed_by_id=staff.pk,
        proposed_by_unit_id=unit_of(actor, timezone.localdate(actor.at)).pk,
        from_passage_id=from_passage_id,
        key=key,
        **proposal.fields,
    )
    record("matter.proposed", matter, meeting=meeting.pk)
    return matter


@verb("matter.changed")
def change(actor: Actor, *, matter: Matter, proposal: Proposal, version: int, sure: bool = False) -> Matter:
    """Mend an item that waits. Raises Refused, Conflict."""
    policies.check_may_change(actor, matter, staff_of(actor))
    _check(matter.meeting, proposal, sure=sure)
    save(matter, version, proposal.fields, texts=("title", "text", "collected_from", "presenter"))
    record("matter.changed", matter)
    return matter


@verb("matter.withdrawn", "matter.closed")
def withdraw(actor: Actor, *, matter: Matter) -> None:
    """Take an item off the agenda. It stays to be seen as withdrawn; whoever was invited to it reads it no longer."""
    policies.check_may_change(actor, matter, staff_of(actor))
    Matter.objects.filter(pk=matter.pk).update(state=MatterState.WITHDRAWN)
    record("matter.withdrawn", matter)


@verb("agenda.ordered")
def order(actor: Actor, *, meeting: Meeting, matter_ids: Sequence[int]) -> None:
    """Put the items in this order. Raises Refused when the agenda has changed meanwhile."""
    policies.check_leads(actor, meeting)
    policies.check_may_propose(actor, meeting)
    matters = {matter.pk: matter for matter in Matter.objects.filter(meeting=meeting).order_by("position", "pk")}
    if not set(matter_ids) <= set(matters):
        raise Refused(_("The agenda has changed meanwhile. Look at it again, then put it in order."))
    for position, matter_id in enumerate(matter_ids, 1):
        if matters[matter_id].position != position:
            Matter.objects.filter(pk=matter_id).update(position=position)
    record("agenda.ordered", owner=meeting.forum.audience_id, meeting=meeting.pk, count=len(matter_ids))


@verb("agenda.sent", "agenda.laid_out")
def send(actor: Actor, *, meeting: Meeting) -> Meeting:
    """The agenda is settled: everybody with a seat sees it as sent, on their day and on the meeting's page."""
    policies.check_leads(actor, meeting)
    check_day_is_not_over(actor, meeting)
    sheet = lay_out(actor, meeting)
    if meeting.state not in policies.BEFORE:
        raise Refused(_("The meeting has begun or is over, so its agenda is not sent any more."))
    if not Matter.objects.filter(meeting=meeting, state=MatterState.WAITING).exists():
        raise Refused(_("Nothing is on the agenda. Propose an item first."))
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.SENT, version=F("version") + 1)
    Sheet.objects.filter(pk=sheet.pk).update(sent_at=actor.at)
    record("agenda.sent", owner=meeting.forum.audience_id, meeting=meeting.pk)
    seats = SeatHolder.objects.on(timezone.localdate(meeting.starts_at)).filter(seat__forum=meeting.forum)
    tell(actor, seats.values_list("staff_id", flat=True), "agenda_sent", meeting)
    meeting.refresh_from_db()
    return meeting


def last_position(meeting: Meeting) -> int:
    return int(Matter.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0)


def _check(meeting: Meeting, proposal: Proposal, *, sure: bool) -> None:
    if not proposal.title.strip():
        raise Refused(_("Write what the item is about."), field="title")
    check_nameless(
        meeting.forum.body, sure=sure, title=proposal.title, text=proposal.text, collected_from=proposal.collected_from
    )


__all__ = ["Proposal", "change", "last_position", "lay_out", "order", "propose", "send", "settle", "withdraw"]
