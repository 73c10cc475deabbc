"""A line typed while the list is read aloud becomes an item on the agenda, here or at the meeting for adults."""

from __future__ import annotations

import re
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.concerns.actions import capture
from samspil.concerns.models import ListEntry
from samspil.meetings import policies
from samspil.meetings.actions.preparing import Placement, place, prepare
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.states import Source
from samspil.organisations.models import Staff
from samspil.organisations.queries import terms_of

DOER = re.compile(r"\b(?:med)?gernings(?:mand|mænd|person)\w*", re.IGNORECASE)


@verb("listentry.captured", "agenda.placed")
def write_line(
    actor: Actor, *, meeting: Meeting, line: str, key: UUID, giver_id: int | None = None, said_by: Staff | None = None
) -> tuple[Item, list[str]]:
    """Write down one child of a list that is read aloud, and put it on the agenda (BRO-55, BRO-56).

    `giver_id` is the unit that gives the list (`concerns.actions.capture`). Returns the item and the sentences about what the
    line leaves open (unknown age, not identified). The same `key` twice is one item, and the sentence says what has become of
    it since. Raises Refused at field `line` where the line cannot be understood.
    """
    policies.check_may_place(actor, meeting)
    meeting = prepare(actor, meeting)
    day = timezone.localdate(meeting.starts_at)
    captured = capture(
        actor,
        forum=meeting.forum,
        owner_audience=meeting.minutes_audience_id or 0,
        line=line,
        giver_id=giver_id,
        said_by=said_by,
        key=key,
        day=day,
    )
    entry = captured.entry
    known = Item.objects.filter(entry=entry).select_related("joined_to").order_by("pk").last()
    if known:
        return known, _became(known)
    placement = Placement(
        label=entry.name, source=Source.LIST, subject=entry.subject, birth_date=entry.birth_date,
        age_told=entry.age_told, role=entry.role, entry_id=entry.pk,
        origin=entry.origin,
    )  # fmt: skip
    (item,) = place(
        actor, meeting=meeting, placements=[placement], necessity=terms_of(meeting.forum, day).necessity_phrases[0]
    )
    return item, [*(note.sentence for note in captured.notes), *_of_role(entry)]


def _became(item: Item) -> list[str]:
    """Whom the line has turned out to be about since it was written: the child of another item, or one known from earlier. Three statements
    at most.
    """
    if item.joined_to:
        name = item.joined_to.label
        return [_("It is one item with %(name)s now. If they are two, part them there.") % {"name": name}]
    if item.subject is None or item.also:
        return []
    items = Item.objects.filter(subject=item.subject).exclude(Q(pk=item.pk) | Q(joined_to=item))
    if not (items.exists() or Decision.objects.filter(subject=item.subject).exclude(item=item).exists()):
        return []
    return [_("%(name)s: known from earlier. If it is another child, say so at the item.") % {"name": item.label}]


def _of_role(entry: ListEntry) -> list[str]:
    """Who is said to have done it is neither charged nor suspected by that word: the line stands without a role, and is told so."""
    said = DOER.search(entry.text) if not entry.role else None
    if said is None:
        return []
    return [
        _("“%(word)s” is no role here. Write charged or suspected, if that is what was read aloud.")
        % {"word": said.group().lower()}
    ]
