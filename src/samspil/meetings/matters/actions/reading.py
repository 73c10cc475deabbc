"""Reading an item or an agenda, which is recorded: by those with a seat, by a guest with a secret link, on paper."""

from __future__ import annotations

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign, sign_off
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import NotVisible
from samspil.meetings.calendar.queries import hash_of
from samspil.meetings.matters.models import Matter
from samspil.meetings.models import Meeting


@verb("matter.read")
def read_matter(actor: Actor, *, matter: Matter) -> None:
    """Somebody opens one item."""
    record("matter.read", matter)


@verb("agenda.printed")
def print_agenda(actor: Actor, *, meeting: Meeting) -> None:
    """Somebody takes the agenda home on paper."""
    record("agenda.printed", owner=meeting.forum.door_id, meeting=meeting.pk)


@verb("matter.read_by_guest")
def matter_behind(secret: str) -> Matter:
    """The one item that a citizen's secret link opens, read as its guest. Raises NotVisible for what is no link, or no longer."""
    principal = cabinet.read("SELECT matters.guest_of(%s)", [hash_of(secret)])[0][0]
    if principal is None:
        raise NotVisible
    sign(Actor(principal, now()))
    matter = Matter.objects.select_related("meeting__forum").order_by("-pk").first()
    if matter is None:
        raise NotVisible
    record("matter.read_by_guest", matter)
    sign_off()  # after a refusal the rolled-back transaction has done so
    return matter
