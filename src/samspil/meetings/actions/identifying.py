"""At the table somebody says how old the child is, how the name is spelled, or who it is: asked, never guessed."""

from __future__ import annotations

from datetime import date

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import actions as concerns
from samspil.concerns.actions.meanwhile import overtaken, save_over
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Conflict, Text
from samspil.meetings import policies
from samspil.meetings.actions.preparing import fit_block, reblock
from samspil.meetings.actions.preparing.correcting import PERSON
from samspil.meetings.models import Item
from samspil.people import actions as people
from samspil.sharing.actions import withdraw
from samspil.sharing.queries import disclosures_of


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
    try:
        save_over(actor, item, version, told)
    except Conflict as met:
        theirs, mine = (_as_asked(side) for side in (met.theirs, met.mine))
        untouched = frozenset(_as_asked(dict.fromkeys(met.untouched)))
        raise Conflict(
            theirs=theirs, mine=mine, version=met.version, by=met.by, at=met.at, untouched=untouched
        ) from met
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


def _as_asked(side: Text) -> dict[str, object]:
    """The fields of an item by the names that they have on the page that asks for them."""
    return {"name" if field == "label" else field: value for field, value in dict(side).items()}  # type: ignore[arg-type]


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
        now, faster = Item.objects.get(pk=item.pk), overtaken(actor, item, version)
        if faster is not None or not Item.objects.filter(pk=item.pk, version=now.version).update(subject=None):
            raise Conflict(theirs={"name": now.label}, mine={"name": item.label}, version=now.version, **(faster or {}))
    concerns.rematch(actor, entry=entry, version=entry.version, person_id=person_id)  # and the item follows its line
    item.refresh_from_db()
    for line in ListEntry.objects.filter(pk__in=item.also).exclude(subject=item.subject).order_by("pk"):
        concerns.rematch(
            actor, entry=line, version=line.version, person_id=item.subject
        )  # what was joined is one child
    record("item.matched", item)
    return item


__all__ = ["match", "point_to", "tell"]
