"""Two items of one agenda turn out to be about one child: they become one, with both lines of the list; and are parted again."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import History
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import actions as concerns
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.actions.identifying import point_to
from samspil.meetings.actions.preparing import (
    disclose_items,
    fit_block,
    meeting_for,
    number_slots,
    open_to_present,
    place,
    reblock,
)
from samspil.meetings.actions.preparing.correcting import PERSON, call_by_record
from samspil.meetings.models import Item, MeetingState, Slot, Statement
from samspil.meetings.queries.parting import Apart, apart
from samspil.meetings.queries.waiting import placements_of
from samspil.meetings.states import ItemState, Source
from samspil.organisations.queries import unit_of
from samspil.people import actions as people
from samspil.people.models import Person
from samspil.sharing.actions import disclose, withdraw
from samspil.sharing.queries import basis_for, disclosures_of

LINE, EVENT = "concerns_listentry", "concerns_incident"


@verb("item.joined")
def join(actor: Actor, *, item: Item, other: Item) -> Item:
    """The two are about one child. The one with something told, with a concern, taken up again, or that comes first stays; the
    other's line of the list is read there from now on, by those at it, and it stands in the other's event if it has none. It is
    headed by the name of the known child; who turns out to be an adult waits for their meeting.
    Returns the item that stays; where a colleague has just joined the two, that one. Raises Refused.
    """
    if joined := _joined_already(item, other):
        return joined
    kept, other = _order(item, other)
    for one in (kept, other):
        policies.check_may_identify(actor, one)
    policies.check_may_join(kept, other)
    # First of all: what either says after this in the history is of the joining, and parting takes it back (`queries/parting.py`).
    Item.objects.filter(pk=other.pk).update(state=ItemState.MOVED, joined_to=kept)
    _agree_on_child(actor, kept, other)
    kept.refresh_from_db()
    other = Item.objects.select_related("meeting__forum", "slot", "entry").get(pk=other.pk)
    day = timezone.localdate(kept.meeting.starts_at)
    basis = basis_for(unit_of(actor, day), kept.meeting.forum, day).pk
    lines = [*([other.entry_id] if other.entry_id else []), *other.also]
    for table, rows in ((LINE, lines), (EVENT, [other.incident_id] if other.incident_id else [])):
        if rows and kept.named:
            disclose(actor, table, rows, [kept.audience_id], basis, kept.necessity)
    also = [*kept.also, *lines]
    known = {
        "birth_date": kept.birth_date or other.birth_date, "age_told": kept.age_told or other.age_told,
        "incident_id": kept.incident_id or other.incident_id, "from_item_id": kept.from_item_id or other.from_item_id,
    }  # fmt: skip
    Item.objects.filter(pk=kept.pk).update(also=also, role=kept.role or other.role, **known)
    Slot.objects.filter(pk=other.slot_id).update(state=ItemState.MOVED)
    number_slots(kept.meeting)
    cabinet.shut([other.audience_id])
    kept.refresh_from_db()
    call_by_record(kept, typed=(kept.label, kept.birth_date, kept.age_told))
    record("item.joined", kept, other=other.pk)
    if not reblock(actor, kept.meeting):
        fit_block(kept)
    return Item.objects.select_related("meeting__forum").get(pk=kept.pk)


@verb("item.joined", "agenda.placed")
def join_line(actor: Actor, *, item: Item, entry_id: int) -> Item:
    """The child of a name that was read aloud is one whose line waits on a list: the line comes on the agenda as this item's, with all that
    wait about the child. Who is an adult by the list waits for their meeting with it. Returns the item that stays; where a colleague has
    just done the same, that one. Raises Refused, also where the line waits no longer.
    """
    if entry_id in item.also:
        return item
    placements = placements_of(item.meeting, [f"entry-{entry_id}"])
    if not placements:
        raise Refused(_("The line of the list waits no longer. Load the page again."))
    if meeting_for(item.meeting, placements[0]).pk != item.meeting_id:
        point_to(actor, item=item, version=item.version, person_id=placements[0].subject)
        reblock(actor, item.meeting)
        moved = Item.objects.filter(entry_id=item.entry_id, state=ItemState.WAITING)
        item = moved.select_related("meeting__forum", "slot", "entry").get()
    placed = place(actor, meeting=item.meeting, placements=placements, necessity=item.necessity)
    other = next(one for one in placed if one.joined_to_id is None)
    items = Item.objects.select_related("meeting__forum", "slot", "entry").in_bulk([item.pk, other.pk])
    return join(actor, item=items[item.pk], other=items[other.pk])


@verb("item.told_apart")
def tell_apart(actor: Actor, *, item: Item, other: Item) -> Item:
    """The two are about two children: it is not asked again whether they are one. They can be joined all the same. Said twice is said
    once. Raises Refused.
    """
    for one in (item, other):
        policies.check_may_identify(actor, one)
    policies.check_stand_together(item, other)
    said = Item.objects.select_related("meeting__forum").get(pk=item.pk)
    if other.pk in said.apart_from:
        return said
    Item.objects.filter(pk=item.pk).update(apart_from=[*said.apart_from, other.pk])
    record("item.told_apart", item, other=other.pk)
    said.refresh_from_db()
    return said


def _joined_already(one: Item, other: Item) -> Item | None:
    now = Item.objects.in_bulk([one.pk, other.pk])
    for joined, stays in ((one.pk, other.pk), (other.pk, one.pk)):
        if joined in now and now[joined].joined_to_id == stays:
            return Item.objects.select_related("meeting__forum").get(pk=stays)
    return None


def _order(one: Item, other: Item) -> tuple[Item, Item]:
    """Which stays, and which is joined to it: nothing that hangs on an item may be lost to its readers."""
    told = set(Statement.objects.filter(item__in=[one.pk, other.pk]).values_list("item_id", flat=True))
    if {one.pk, other.pk} <= told:
        raise Refused(_("Something has been told at both items. Decide about one of them, and take the other off."))
    weighty = sorted(
        (one, other),
        key=lambda item: (
            item.pk not in told, not item.concern_id, item.source not in {Source.FOLLOW_UP, Source.AGAIN}, item.slot.position,
        ),
    )  # fmt: skip
    return weighty[0], weighty[1]


def _agree_on_child(actor: Actor, kept: Item, other: Item) -> None:
    """One record stands for the child of both: the better known one. What each of them pointed to before is history, and can be
    redone.
    """
    if kept.entry and other.subject and (kept.subject is None or _is_better_known(other.subject, kept.subject)):
        point_to(actor, item=kept, version=kept.version, person_id=other.subject)
    elif kept.subject:
        if other.entry and other.subject and other.subject != kept.subject:
            _hide_child(actor, other)
            Item.objects.filter(pk=other.pk).update(subject=None)
        for line in ListEntry.objects.filter(pk__in=[other.entry_id or 0, *other.also]).exclude(subject=kept.subject):
            concerns.rematch(actor, entry=line, version=line.version, person_id=kept.subject)
        if other.entry:
            Item.objects.filter(pk=other.pk).update(subject=kept.subject)
    elif other.subject:
        _show_child(actor, kept, other.subject)


def _hide_child(actor: Actor, item: Item) -> None:
    """Those at the item read the record of its child no longer."""
    for disclosure in list(disclosures_of(PERSON, item.subject, item.audience_id)) if item.subject else ():
        withdraw(actor, disclosure)


def _show_child(actor: Actor, item: Item, person_id: int) -> None:
    """An item that came from no line is about this child, and those at it read the record."""
    Item.objects.filter(pk=item.pk).update(subject=person_id)
    day = timezone.localdate(item.meeting.starts_at)
    basis = basis_for(unit_of(actor, day), item.meeting.forum, day).pk
    disclose(actor, PERSON, [person_id], [item.audience_id], basis, item.necessity)


def _is_better_known(one: int, than: int) -> bool:
    """Whether the first record tells whose it is and the second does not, by birth date or CPR number; of two alike, whether it has
    been there longer.
    """
    known = Person.objects.in_bulk([one, than])
    if one == than or one not in known:
        return False
    return than not in known or _known_by(known[one]) < _known_by(known[than])


def _known_by(person: Person) -> tuple[bool, bool, int]:
    return person.birth_date is None, person.cpr_hash is None, person.pk


@verb("item.parted")
def part(actor: Actor, *, item: Item) -> Item:
    """They were two after all: `item`, which had been joined to another, stands on the agenda again with its own line. Each says what
    it said before, and is about the child that it was about; what has been told by hand since stays with the one at which it stands.
    """
    kept = item.joined_to
    if kept is None:
        raise Refused(_("This item stands alone."))
    kept = Item.objects.select_related("meeting__forum", "slot", "entry").get(pk=kept.pk)
    policies.check_may_identify(actor, kept)
    policies.check_line_is_here(item)
    policies.check_may_place(actor, kept.meeting)
    was = apart(kept, item)
    lines = {*([item.entry_id] if item.entry_id else []), *item.also}
    own_event = kept.entry.incident_id if kept.entry else None
    came = item.incident_id if item.incident_id not in {own_event, was.said["incident_id"]} else None
    for table, rows in ((LINE, sorted(lines)), (EVENT, [came])):
        for disclosure in [one for row in rows if row for one in disclosures_of(table, row, kept.audience_id)]:
            withdraw(actor, disclosure)
    said = {name: value for name, value in was.said.items() if name != "label"}
    Item.objects.filter(pk=kept.pk).update(also=[entry for entry in kept.also if entry not in lines], **said)
    Item.objects.filter(pk=item.pk).update(state=ItemState.WAITING, joined_to=None)
    Slot.objects.filter(pk=item.slot_id).update(state=ItemState.WAITING)
    number_slots(kept.meeting)
    _tell_children_apart(actor, kept, item, was)
    if was.is_alone and not (was.were_one and Item.objects.get(pk=kept.pk).subject != kept.subject):
        Item.objects.filter(pk=kept.pk).update(**was.said)
    fit_block(kept)
    item = Item.objects.select_related("meeting__forum", "slot").get(pk=item.pk)
    if item.named and item.subject:
        disclose_items(actor, item.meeting, [item], item.necessity)
    if item.meeting.state == MeetingState.OPEN:
        open_to_present(item.meeting, {item.audience_id: item.slot.block})
    record("item.parted", item, other=kept.pk)
    return item


def _tell_children_apart(actor: Actor, kept: Item, item: Item, was: Apart) -> None:
    """Each item is about the child that it was about before. Where both were about one, its record stays with the better fitting line.
    A CPR number that went to the other child with the joining comes back.
    """
    found = Item.objects.select_related("meeting__forum", "slot", "entry").in_bulk([kept.pk, item.pk])
    kept, item = found[kept.pk], found[item.pk]
    if was.were_one:
        _keep_with_better_line(actor, kept, item)
    elif was.child != kept.subject:
        _be_about(actor, kept, was.child, was, holder=kept.subject)
    else:
        _be_about(actor, item, was.other_child, was, holder=kept.subject)


def _be_about(actor: Actor, item: Item, child: int | None, was: Apart, *, holder: int | None) -> None:
    """The item and its lines are about this child again; about somebody nobody has met where the record is gone. `holder` is the record
    that stood for both.
    """
    known = Person.objects.filter(pk=child or 0).values_list("pk", flat=True).first()
    if item.entry:
        if item.subject != child or item.entry.subject != child:
            point_to(actor, item=item, version=item.version, person_id=known)
            item.refresh_from_db()
            if known is None and holder and was.joined_at and item.subject:
                people.return_number(actor, from_id=holder, to_id=item.subject, came_at=was.joined_at)
        return
    if item.subject != known:
        _hide_child(actor, item)
        Item.objects.filter(pk=item.pk).update(subject=None)
        if known:
            _show_child(actor, item, known)
    for line in ListEntry.objects.filter(pk__in=item.also).exclude(subject=known).order_by("pk"):
        concerns.rematch(actor, entry=line, version=line.version, person_id=known)


def _keep_with_better_line(actor: Actor, kept: Item, item: Item) -> None:
    """The record of the child stays with the item whose line was about it before they were joined; else with the one that was read
    for it, with the day of birth, or the same name. The other is about somebody nobody has met, until somebody says who it is.
    """
    known = Person.objects.filter(pk=item.subject or 0).first() if item.subject == kept.subject else None
    lines = [(one, one.entry) for one in (item, kept) if one.entry]
    if known is None or not lines:
        return
    other, _line = min(lines, key=lambda pair: _fits(pair[1], known))
    point_to(actor, item=other, version=other.version, person_id=None)


def _fits(line: ListEntry, person: Person) -> tuple[bool, bool, bool]:
    """How sure a line is about that child: it has never been about another, it has the day of birth, it has the name as written."""
    changes = History.objects.filter(parent_table=LINE, parent_id=line.pk)
    about = {one.was.get("subject") for one in changes} - {None, person.pk}
    born = line.birth_date is not None and line.birth_date == person.birth_date
    return not about, born, line.name == person.name


__all__ = ["join", "part", "tell_apart"]
