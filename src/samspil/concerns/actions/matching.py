"""Saying which child a line is about, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record, record_each
from samspil.concerns import agendas, policies
from samspil.concerns.actions.meanwhile import save_over
from samspil.concerns.models import Concern, ListEntry
from samspil.concerns.queries.received import numbered_by
from samspil.concerns.reader.unknown import is_unknown
from samspil.concerns.states import NO_FOLLOW_UP, PERSON_KIND, About
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Forum
from samspil.organisations.queries import get_forum
from samspil.people import cpr_at_rest
from samspil.people.actions import add_numbers, find_or_create, find_or_create_many, tie_each
from samspil.people.models import Person
from samspil.people.policies import are_two
from samspil.people.queries import Child, get_person
from samspil.sharing.actions import forget_idle
from samspil.sharing.queries import delete_after


@verb("listentry.rematched")
def rematch(
    actor: Actor, *, entry: ListEntry, version: int, person_id: int | None, number_was_wrong: bool = False
) -> ListEntry:
    """The line is about this child; None: about somebody nobody has met. Undoes and redoes any earlier match.

    A record that another audience keeps is not named on the entry: the door gets its own, tied out of sight. The record
    that the line pointed to before is deleted if nothing else is about it, and the CPR number that came with the line goes on
    to a child who has none. Raises NotVisible, Conflict, and Refused where the line came with the number of another child
    and nobody has said that the number was wrong.
    """
    policies.check_may_change(actor, entry)
    forum = get_forum(entry.police_list.forum_id)
    before = entry.subject
    if person_id is None:
        subject = _new_record(actor, forum, entry).pk
    else:
        person = get_person(person_id)
        if not number_was_wrong and are_two(numbered_by(entry), person):
            raise Refused(
                _(
                    "%(name)s has another CPR number than the line came with, so they are two children. If the number on the "
                    "line is wrong, correct the line first."
                )
                % {"name": person.name or _("The child")},
                field="person",
            )
        subject = (
            person.pk if person.owner_audience_id == forum.door_id else _record_beside(actor, forum, entry, person)
        )
    try:
        save_over(actor, entry, version, {"subject": subject})
    except Conflict as met:
        now = ListEntry.objects.get(pk=entry.pk)
        names = {one.pk: one.name for one in Person.objects.filter(pk__in={now.subject or 0, subject})}
        theirs, mine = ({"person": names.get(one or 0, "")} for one in (now.subject, subject))
        raise Conflict(theirs=theirs, mine=mine, version=met.version, by=met.by, at=met.at) from met
    entry.refresh_from_db()
    record("listentry.rematched", entry)
    agendas.follow(actor, [entry])
    if before and before != subject:
        number = _number_of(before, forum) if person_id is not None else None
        forget_if_idle(actor, forum, entry, before)
        if number and not Person.objects.filter(pk=before).exists():
            add_numbers(actor, numbers_of={subject: number})
    return entry


def person_of(actor: Actor, *, entry: ListEntry) -> int:
    """The record of the line's child, made now if there is none yet. Raises Refused for somebody not identified."""
    if entry.subject:
        return entry.subject
    subject = rematch(actor, entry=entry, version=entry.version, person_id=None).subject
    assert subject is not None
    return subject


@verb("concern.identified")
def children_of(actor: Actor, *, forum: Forum, concern_ids: Sequence[int]) -> dict[int, int]:
    """The records of the children that concerns are about, by concern; those who keep the door make them when they take the
    concern up, for the sender cannot write there. A concern about a group or a place has none, nor one that has moved on.
    """
    if forum.door_id not in cabinet.own_keys():
        return {}
    mine = Concern.objects.filter(pk__in=concern_ids, owner_audience_id=forum.door_id, about=About.CHILD)
    waiting = [
        one for one in mine.order_by("pk") if one.subject is None and one.who.strip() and not is_unknown(one.who)
    ]
    if not waiting:
        return {}
    persons = find_or_create_many(
        actor, owner_audience=forum.door_id, children=[Child(one.who.strip()) for one in waiting],
        retention_kind=PERSON_KIND,
    )  # fmt: skip
    for concern, person in zip(waiting, persons, strict=True):
        concern.subject = person.pk
    Concern.objects.bulk_update(waiting, ["subject"])
    record_each("concern.identified", waiting)
    return {concern.pk: person.pk for concern, person in zip(waiting, persons, strict=True)}


def _new_record(actor: Actor, forum: Forum, entry: ListEntry) -> Person:
    if not entry.name:
        raise Refused(_("Nobody knows yet who this is. Write the name first."))
    return find_or_create(
        actor, owner_audience=forum.door_id, origin=entry.origin, retention_kind=PERSON_KIND,
        child=Child(entry.name, entry.birth_date, age_told=entry.age_told),
    )  # fmt: skip


def _record_beside(actor: Actor, forum: Forum, entry: ListEntry, known: Person) -> int:
    mine = _new_record(actor, forum, entry)
    tie_each(actor, [(known, mine)])
    return mine.pk


def _number_of(person_id: int, forum: Forum) -> str | None:
    """The CPR number on a record of the forum's door."""
    person = Person.objects.filter(pk=person_id, owner_audience_id=forum.door_id, cpr_hash__isnull=False).first()
    return cpr_at_rest.decrypt(person.cpr_cipher or b"", person.cpr_hash or b"") if person else None


def forget_if_idle(actor: Actor, forum: Forum, entry: ListEntry, person_id: int) -> None:
    """A record that was made for this line and has lost it is not kept, where the municipality's rule deletes it."""
    made_for_it = Person.objects.filter(
        pk=person_id, owner_audience_id=forum.door_id, written_at__gte=entry.written_at
    ).exists()
    if made_for_it and delete_after(forum.body.audience_id, NO_FOLLOW_UP, timezone.localdate(actor.at)) is not None:
        forget_idle(actor, "people_person", [person_id], NO_FOLLOW_UP)


__all__ = ["children_of", "forget_if_idle", "person_of", "rematch"]
