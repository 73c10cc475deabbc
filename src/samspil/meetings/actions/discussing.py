"""A matter that is talked of without its name: why, who must be there for the name, then the name; or it ends there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.models import Concern, ConcernState
from samspil.concerns.states import NO_FOLLOW_UP
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.actions.preparing import Placement, may_receive, name_item, place
from samspil.meetings.models import Attendance, Item, Meeting, Slot
from samspil.meetings.nameless import check_nameless, check_names_none_of
from samspil.meetings.queries.naming import names_on
from samspil.meetings.states import AttendanceState, ItemState, Source
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from samspil.sharing.queries import delete_after


@verb("item.discussed_without_name")
def begin(
    actor: Actor, *, meeting: Meeting, because: str, needed: Collection[int], necessity: str, sure: bool = False
) -> Item:
    """Somebody at the table brings up a child without the name: a new item, of which only the reason is written.

    Raises Refused where the reason names somebody, or nobody is chosen who must be there.
    """
    policies.check_may_discuss(actor, meeting)
    placement = Placement(label=_("Without name"), source=Source.CONCERN, named=False)
    (item,) = place(actor, meeting=meeting, placements=[placement], necessity=necessity)
    return ask(actor, item=item, because=because, needed=needed, sure=sure)


@verb("item.discussed_without_name")
def ask(actor: Actor, *, item: Item, because: str, needed: Collection[int], sure: bool = False) -> Item:
    """Why it is talked of without the name, and who of those present must be there when it is said. For the others the item
    is closed from here on. Chosen anew, it counts anew. Raises Refused.
    """
    meeting = item.meeting
    policies.check_may_discuss(actor, meeting)
    policies.check_is_nameless(item)
    check_names_none_of(names_on(meeting), because=because)
    check_nameless(meeting.forum.body, sure=sure, because=because)
    lines = Attendance.objects.filter(meeting=meeting).select_related("staff").order_by("pk")
    others = [line for line in lines if line.staff.principal_id != actor.principal_id]
    here = {
        line.staff_id
        for line in others
        if line.left_at is None and line.state != AttendanceState.ABSENT and line.block in {"", item.slot.block}
    }
    if not here & set(needed):
        raise Refused(_("Choose who must be there when the name is said."), field="needed")
    Item.objects.filter(pk=item.pk).update(nameless_because=because)
    for line in others:  # whoever has left or is not there yet too: the door's keys do not ask who sits there
        _let(line, item, is_needed=line.staff_id in here & set(needed))
    record("item.discussed_without_name", item, needed=len(needed))
    item.refresh_from_db()
    return item


def _let(line: Attendance, item: Item, *, is_needed: bool) -> None:
    """Close the item to whoever does not need the name, and open it again to whoever does after all."""
    was_out = item.slot_id in line.left_out
    if is_needed == (not was_out):
        return
    slots = [slot for slot in line.left_out if slot != item.slot_id] + ([] if is_needed else [item.slot_id])
    Attendance.objects.filter(pk=line.pk).update(left_out=slots)
    if not is_needed:
        cabinet.close_to([item.audience_id], [line.staff.person_audience_id])
    elif item.slot_id not in line.stepped_out and may_receive(line.staff_id):
        until = item.meeting.closes_at or item.meeting.ends_at
        cabinet.open_to([item.audience_id], [line.staff.person_audience_id], until=until)


@verb("item.named")
def say_name(actor: Actor, *, item: Item, name: str, birth_date: date | None, age_told: int | None = None) -> Item:
    """Say the name, to those who must be there: this is the disclosure. Where nobody has written down the child, it gets its
    record with those who keep the minutes. Raises Refused before the reason and the readers are chosen. `age_told` is an age
    where no birth date is known.
    """
    policies.check_may_discuss(actor, item.meeting)
    if not item.nameless_because and not item.named:
        raise Refused(_("Say first why it is talked of without the name, and who must be there."))
    if item.subject is None and not item.named:
        child = Child(name=name, birth_date=birth_date, age_told=age_told)
        person = find_or_create(actor, owner_audience=item.owner_audience_id, child=child)
        Item.objects.filter(pk=item.pk).update(subject=person.pk)
        item.refresh_from_db()
    if not item.named:
        _keep_age(item, birth_date, age_told)
    return name_item(actor, item=item, label=name)


def _keep_age(item: Item, birth_date: date | None, age_told: int | None) -> None:
    """The age that was said with the name; what was known before stays where nothing is said."""
    born = birth_date or item.birth_date
    told = None if born else item.age_told if age_told is None else age_told
    if (born, told) != (item.birth_date, item.age_told):
        Item.objects.filter(pk=item.pk).update(birth_date=born, age_told=told)
        item.refresh_from_db()


@verb("item.ended_without_name")
def end(actor: Actor, *, item: Item) -> None:
    """It ends without the name: the matter goes with all that hangs on it, and only the count without names stays (BRO-56)."""
    meeting = item.meeting
    policies.check_may_discuss(actor, meeting)
    policies.check_is_nameless(item)
    day = timezone.localdate(meeting.starts_at)
    last = delete_after(meeting.forum.body.audience_id, NO_FOLLOW_UP, day)
    Item.objects.filter(pk=item.pk).update(retention_kind=NO_FOLLOW_UP, delete_after=last)
    Slot.objects.filter(pk=item.slot_id).update(state=ItemState.DECIDED)
    if item.concern_id:
        Concern.objects.filter(pk=item.concern_id).update(state=ConcernState.CLOSED)
    record("item.ended_without_name", item)
    cabinet.shut([item.audience_id])
    cabinet.call("SELECT meetings.forget(%s::bigint[], %s)", [[item.pk], NO_FOLLOW_UP])


__all__ = ["ask", "begin", "end", "say_name"]
