"""At the table somebody says how old the child is, how the name is spelled, or who it is: asked, never guessed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import actions as concerns
from samspil.lib.refusals import Conflict
from samspil.meetings import policies
from samspil.meetings.actions.preparing import fit_block, reblock
from samspil.meetings.models import Item
from samspil.organisations.queries import unit_of
from samspil.organisations.queries.faster import faster
from samspil.people import actions as people
from samspil.people.models import Person
from samspil.sharing.actions import disclose, withdraw
from samspil.sharing.queries import basis_for, disclosures_of

PERSON = "people_person"


@verb("item.told_who")
def tell(
    actor: Actor,
    *,
    item: Item,
    version: int,
    name: str,
    birth_date: date | None,
    age_told: int | None,
    role: str | None = None,
) -> list[Item]:
    """Name, birth date or age as told at the table, on the item, the line it came from and the child's record alike; of a line
    of the list the role too (None: as it stands).

    Who turns out to be an adult waits for the meeting with the block for adults (BRO-60): returns the items that moved.
    What stood there before stays as history. Raises Refused, and Conflict where somebody has changed the item meanwhile.
    """
    policies.check_may_identify(actor, item)
    was = item.label
    name = name.strip() or was
    age = age_told if birth_date is None else item.age_told
    told = {"label": name, "birth_date": birth_date, "age_told": age}
    if all(getattr(item, field) == value for field, value in told.items()) and role in {None, item.role or ""}:
        return []  # nothing else is said than what stands there: nobody is kept up by it, and what was read aloud stays
    if not Item.objects.filter(pk=item.pk, version=version).update(**told):
        now = Item.objects.get(pk=item.pk)
        theirs = {"name": now.label, "birth_date": now.birth_date, "age_told": now.age_told}
        mine = {"name": name, "birth_date": birth_date, "age_told": age}
        raise Conflict(theirs=theirs, mine=mine, version=now.version, **faster(now))
    record("item.told_who", item)
    if item.entry:
        concerns.correct(
            actor, entry=item.entry, version=item.entry.version, name=name, birth_date=birth_date,
            role=item.entry.role if role is None else role or None, text=item.entry.text, age_told=age,
        )  # fmt: skip
        item.entry.refresh_from_db()
        Item.objects.filter(pk=item.pk).exclude(role=item.entry.role).update(role=item.entry.role)
    elif item.subject:
        people.correct(actor, person_id=item.subject, was=was, name=name, birth_date=birth_date, age_told=age)
    moved = reblock(actor, item.meeting)
    if not moved:
        fit_block(item)
    return moved


@verb("item.matched")
def match(actor: Actor, *, item: Item, version: int, person_id: int | None) -> Item:
    """The child of the item is this one; None: somebody nobody has met. Undoes and redoes any earlier match, with a trace.

    Those at the item read the record that is meant, and no longer the one that was not. Who turns out to be an adult waits
    for the meeting with the block for adults (BRO-60): then the item has moved. Raises Refused, Conflict.
    """
    item = point_to(actor, item=item, version=version, person_id=person_id)
    if not reblock(actor, item.meeting):
        fit_block(item)
    item.refresh_from_db()
    return item


def point_to(actor: Actor, *, item: Item, version: int, person_id: int | None) -> Item:
    """`match`, without the item leaving its place: for who goes on with it."""
    policies.check_may_identify(actor, item)
    before, entry = item.subject, policies.entry_of(item)
    if before:
        for disclosure in list(disclosures_of(PERSON, before, item.audience_id)):
            withdraw(actor, disclosure)
    # First nobody: a record that was made for this line alone, and is not meant, must not be kept by the item.
    if not Item.objects.filter(pk=item.pk, version=version).update(subject=None):
        now = Item.objects.get(pk=item.pk)
        raise Conflict(theirs={"name": now.label}, mine={"name": item.label}, version=now.version)
    entry = concerns.rematch(actor, entry=entry, version=entry.version, person_id=person_id)
    Item.objects.filter(pk=item.pk).update(subject=entry.subject)
    item.refresh_from_db()
    call_by_record(item, typed=(entry.name, entry.birth_date, entry.age_told))
    if item.named and item.subject:
        day = timezone.localdate(item.meeting.starts_at)
        basis = basis_for(unit_of(actor, day), item.meeting.forum, day)
        disclose(actor, PERSON, [item.subject], [item.audience_id], basis.pk, item.necessity)
    record("item.matched", item)
    return item


def call_by_record(item: Item, *, typed: tuple[str, date | None, int | None]) -> None:
    """The item is headed by the name of the child that it is about, with the child's birth date; what was read aloud stays on the
    line. Without such a record it says what was `typed`: name, birth date, age.
    """
    name, birth_date, age_told = typed
    person = Person.objects.filter(pk=item.subject).first() if item.subject else None
    if person:
        name, birth_date = person.name or name, person.birth_date or birth_date
        age_told = age_told if age_told is not None else person.age_told
    label = (name or item.label) if item.named else item.label
    if (item.label, item.birth_date, item.age_told) != (label, birth_date, age_told):
        Item.objects.filter(pk=item.pk).update(label=label, birth_date=birth_date, age_told=age_told)
        item.refresh_from_db()


__all__ = ["call_by_record", "match", "point_to", "tell"]
