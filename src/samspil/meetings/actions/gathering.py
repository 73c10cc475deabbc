"""Names read aloud one by one that belong to one event: what happened is told once, and they stand together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.actions import tell_event
from samspil.concerns.models import Incident
from samspil.lib.refusals import Refused
from samspil.meetings import policies
from samspil.meetings.actions.preparing import number_slots
from samspil.meetings.models import Item, Meeting
from samspil.meetings.nameless import check_nameless, check_names_none_of
from samspil.meetings.queries.naming import names_on
from samspil.meetings.states import ItemState
from samspil.organisations.queries import unit_of
from samspil.sharing.actions import disclose, withdraw
from samspil.sharing.queries import basis_for, disclosures_of


@verb("agenda.gathered")
def gather(
    actor: Actor,
    *,
    meeting: Meeting,
    items: Sequence[Item],
    text: str,
    place: str = "",
    happened_on: date | None = None,
    incident: Incident | None = None,
    version: int = 0,
    sure: bool = False,
) -> Incident | None:
    """Put items whose names were read aloud into one event (BRO-55), or with `incident` correct it: items left out leave it.

    The event's words go to those at each of its items, and stay with each child: nobody of the agenda is named in them, and
    what looks like another name is asked about (`sure`). Returns the event; None where its last item has left it. Raises
    Refused, and Conflict where the event is no longer as it stood at `version`.
    """
    if incident is None:
        policies.check_may_order(actor, meeting)
    else:
        policies.check_may_correct_event(actor, meeting)
    if happened_on and happened_on > timezone.localdate(actor.at):
        raise Refused(_("That day lies ahead. Write the day on which it happened."), field="happened_on")
    check_names_none_of(names_on(meeting), text=text, place=place)
    check_nameless(meeting.forum.body, sure=sure, text=text)
    if incident is None and len(items) < 2:
        raise Refused(_("Choose at least two who were part of it."), field="items")
    for item in items:
        policies.check_waits(item)
    before = list(Item.objects.filter(meeting=meeting, incident=incident).select_related("entry")) if incident else []
    stand = {item.pk for item in items}
    left = [item for item in before if item.pk not in stand and item.state == ItemState.WAITING]
    stays = [item for item in before if item.state != ItemState.WAITING]  # decided: it was part of the event then
    told = tell_event(
        actor, owner_audience=incident.owner_audience_id if incident else meeting.minutes_audience_id or 0,
        entries=[item.entry for item in (*items, *stays) if item.entry], text=text, place=place,
        happened_on=happened_on, incident=incident, version=version,
    )  # fmt: skip
    joined = [item for item in items if item.pk not in {one.pk for one in before}]
    for item in left:
        for disclosure in disclosures_of("concerns_incident", told.pk, item.audience_id):
            withdraw(actor, disclosure)
    Item.objects.filter(pk__in=[item.pk for item in left]).update(incident=None)
    Item.objects.filter(pk__in=[item.pk for item in joined]).update(incident=told)
    named = [item for item in joined if item.named]
    if named:
        day = timezone.localdate(meeting.starts_at)
        basis = basis_for(unit_of(actor, day), meeting.forum, day).pk
        disclose(
            actor, "concerns_incident", [told.pk] * len(named), [item.audience_id for item in named], basis,
            named[0].necessity,
        )  # fmt: skip
    number_slots(meeting)
    record("agenda.gathered", owner=meeting.forum.door_id, meeting=meeting.pk, count=len(items))
    return told if items or stays else None


__all__ = ["gather"]
