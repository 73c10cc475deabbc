"""A list that is read aloud: one line, one child. In most municipalities this is how the list comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import agendas, policies
from samspil.concerns.actions.matching import rematch
from samspil.concerns.actions.meanwhile import save_over
from samspil.concerns.lists.lines import Line
from samspil.concerns.models import Incident, ListEntry, ListRole, PoliceList, Way
from samspil.concerns.queries.aloud import givers_aloud
from samspil.concerns.queries.basis import origin_of
from samspil.concerns.queries.received import made_for
from samspil.concerns.spoken import CODES, NotUnderstood, Spoken, Unclear, understand
from samspil.concerns.states import LIST_KIND, PERSON_KIND, POLICE_ORIGIN
from samspil.lib.refusals import Refused
from samspil.organisations.models import Forum, Staff, Unit
from samspil.organisations.profile import AgeScope
from samspil.organisations.queries import terms_of, unit_of
from samspil.people import cpr_at_rest
from samspil.people.actions import add_numbers, find_or_create
from samspil.people.actions import correct as correct_person
from samspil.people.models import Person
from samspil.people.policies import check_birth_date_suits
from samspil.people.queries import Child, Match, get_person, matches
from samspil.sharing.queries import delete_after


@dataclass(frozen=True)
class Note:
    """Something that the line leaves open. `code`: not_identified, age_unknown, below_age, role_changed, doubtful."""

    code: str
    sentence: str
    candidates: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Captured:
    """The entry that a line became, and what is to be asked about it."""

    entry: ListEntry
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class DeedTold:
    """What a line says of the deed beside its words."""

    place: str = ""
    happened_on: date | None = None
    happened_at: time | None = None
    reference: str = ""


@verb("listentry.captured", "policelist.received")
def capture(
    actor: Actor,
    *,
    forum: Forum,
    owner_audience: int,
    line: str,
    role: str | None = None,
    giver_id: int | None = None,
    said_by: Staff | None = None,
    key: UUID | None = None,
    day: date | None = None,
) -> Captured:
    """Write down one line while the list is read aloud; `concerns.spoken` says what it may be.

    The entry belongs to `owner_audience` (the meeting's minutes, or the forum's door), the child's record to the door.
    `role` (a role or its letter) goes before a role in the line; `giver_id` is the unit that gives the list, one of those of
    `queries.aloud`, else the usual one; with `said_by`, who reads aloud, it is that colleague's. `day` is the day of the
    meeting. The same `key` twice is one entry. Raises Refused at field `line`.
    """
    policies.check_may_write_down(actor, owner_audience)
    if again := _captured(actor, key):
        return Captured(again, ())
    today = timezone.localdate(actor.at)
    day = day or today
    said = _understood(line, today)
    ages = terms_of(forum, day).ages
    age = policies.age_of(said.birth_date, said.age, day)
    policies.check_age(age, ages)
    told = CODES.get(role.lower(), role) if role else said.role
    met = policies.role_as_met(_known_role(told), age)
    giver = unit_of(said_by, today) if said_by else givers_aloud(actor, forum, today, owner_audience).of(giver_id)
    child = Child(said.name, said.birth_date, said.cpr, age_told=said.age)
    found = matches([child], named_in=forum.door_id)[0] if said.identified else []
    subject, doubtful = _subject(actor, forum, child, found, origin_of(giver))
    aloud = _list_of_the_day(forum, owner_audience, giver, today, day)
    try:
        with transaction.atomic():
            entry = ListEntry.objects.create(
                owner_audience_id=owner_audience, subject=subject, origin=origin_of(giver), retention_kind=LIST_KIND,
                delete_after=aloud.delete_after, police_list=aloud, name=said.name, birth_date=said.birth_date,
                role=met, text=said.text, giver_unit_id=giver.pk, said_by_id=said_by.pk if said_by else None,
                age_told=said.age, key=key, fingerprint=_fingerprint(said, met),
            )  # fmt: skip
    except IntegrityError:  # Enter pressed twice, and the other request was first
        return Captured(ListEntry.objects.get(written_by=actor.principal_id, key=key), ())
    record("listentry.captured", entry, forum=forum.pk, said_by=entry.said_by_id)
    return Captured(entry, tuple(_notes(entry, age, ages, doubtful, role_changed=met != told)))


def _captured(actor: Actor, key: UUID | None) -> ListEntry | None:
    return ListEntry.objects.filter(written_by=actor.principal_id, key=key).first() if key else None


@verb("incident.told")
def tell_event(
    actor: Actor,
    *,
    owner_audience: int,
    entries: Sequence[ListEntry] | None,
    text: str,
    place: str = "",
    happened_on: date | None = None,
    incident: Incident | None = None,
    version: int = 0,
) -> Incident:
    """What happened, told once and without names, with the lines read aloud that stand in it. With `incident` it is
    corrected, as it stood at `version`: lines that are not among `entries` leave it; None leaves them as they are. It is the
    police's where one of its lines is.

    Raises Refused at field `text`, and for lines of another list; Conflict where somebody has corrected it meanwhile.
    """
    policies.check_may_write_down(actor, owner_audience)
    if not text.strip():
        raise Refused(_("Write in a few words what happened, without names."), field="text")
    if any(entry.owner_audience_id != owner_audience for entry in entries or ()):
        raise Refused(_("Only names that were read aloud at this meeting can be gathered here."), field="entries")
    told = {"text": text.strip(), "place": place.strip(), "happened_on": happened_on}
    if incident is None:
        last = max((entry.delete_after for entry in entries or () if entry.delete_after), default=None)
        lines = entries or ()
        of_police = not lines or any(entry.origin == POLICE_ORIGIN for entry in lines)
        incident = Incident.objects.create(
            owner_audience_id=owner_audience, origin=POLICE_ORIGIN if of_police else lines[0].origin,
            retention_kind=LIST_KIND, delete_after=last, **told,
        )  # fmt: skip
    else:
        save_over(actor, incident, version, told)
        incident.refresh_from_db()
    standing = ListEntry.objects.filter(incident=incident)
    if entries is not None:
        stand = [entry.pk for entry in entries]
        standing.exclude(pk__in=stand).update(incident=None)
        ListEntry.objects.filter(pk__in=stand).update(incident=incident)
    record("incident.told", incident, count=standing.count())
    return incident


def correct_event(
    actor: Actor, *, entry: ListEntry, version: int, text: str, names_are_words: bool = False
) -> Incident:
    """Correct the words of the event that a received line tells of, for every line that stands in it; `version` is the event's.

    Whoever may correct the line may do it, and no child of the event is named in its words, as when it was received.
    Raises Refused at field `text`, Conflict where somebody has corrected them meanwhile.
    """
    policies.check_may_change(actor, entry)
    event = entry.incident
    if event is None:
        raise Refused(_("The line tells of no event of its own: correct the words of the line."))
    standing = ListEntry.objects.filter(incident=event, removed_at__isnull=True).order_by("pk")
    policies.check_names_nobody(text, standing.values_list("name", flat=True), names_are_words=names_are_words)
    return tell_event(
        actor, owner_audience=event.owner_audience_id, entries=None, text=text, place=event.place,
        happened_on=event.happened_on, incident=event, version=version,
    )  # fmt: skip


@verb("listentry.corrected")
def correct(
    actor: Actor,
    *,
    entry: ListEntry,
    version: int,
    name: str,
    birth_date: date | None,
    role: str | None,
    text: str,
    age_told: int | None = None,
    deed: DeedTold | None = None,
    cpr: str = "",
) -> ListEntry:
    """Correct what was written down, or say who somebody not identified is. What it said before stays as its history.
    `age_told` is an age without a birth date; None leaves what was told before, and so do `deed` and an empty `cpr`.

    The child is called by the name and the birth date on its record, and on agendas.
    Raises Refused, and Conflict where a colleague has changed the same words meanwhile.
    """
    policies.check_may_change(actor, entry)
    if entry.subject and not cpr and birth_date != entry.birth_date:
        check_birth_date_suits(get_person(entry.subject), birth_date)
    spelled = entry.name
    day = timezone.localdate(actor.at)
    told = entry.age_told if age_told is None else age_told
    happened_on = deed.happened_on if deed else entry.happened_on
    age = policies.age_of(birth_date, told, happened_on or day)
    met = policies.role_as_met(_known_role(role), age)
    fields: dict[str, Any] = {
        "name": name.strip(), "birth_date": birth_date, "role": met, "text": text, "age_told": told,
    }  # fmt: skip
    fields |= vars(deed) if deed else {}
    if (fields["name"], birth_date) != (entry.name, entry.birth_date):
        fields["told_apart"] = []  # what was said to be another child was asked of other words
    save_over(actor, entry, version, fields)
    record("listentry.corrected", entry)
    entry.refresh_from_db()
    if entry.subject:
        if cpr:
            entry = _number(actor, entry, cpr)
        correct_person(
            actor, person_id=entry.subject or 0, was=spelled, name=entry.name, birth_date=birth_date, age_told=told
        )
    agendas.follow(actor, [entry])
    return entry


def _number(actor: Actor, entry: ListEntry, cpr: str) -> ListEntry:
    """The number on the child's record, where it has none, or where a wrong one came with the line. Where another child of the door has
    it, the line is about that child. For a child who is known from elsewhere another number says that the line is about another.
    """
    hashed, person = cpr_at_rest.keyed_hash(cpr), get_person(entry.subject or 0)
    if person.cpr_hash is not None and bytes(person.cpr_hash) == hashed:
        return entry
    own = made_for(entry)
    if person.cpr_hash is not None and own is None:
        raise Refused(
            _("The child that the line is about has another CPR number. Choose another child for the line first."),
            field="cpr",
        )
    same = Person.objects.filter(owner_audience_id=person.owner_audience_id, cpr_hash=hashed, merged_into__isnull=True)
    if own and (known := same.first()):
        return rematch(actor, entry=entry, version=entry.version, person_id=known.pk, number_was_wrong=True)
    try:
        add_numbers(actor, numbers_of={person.pk: cpr}, were_wrong=own is not None)
    except Refused as refused:
        raise Refused(refused.sentence, field="cpr") from refused
    return entry


def _understood(line: str, today: date) -> Spoken:
    sentences = {
        Unclear.NOTHING: _("Write a name, a name and an age, or a CPR number. “?” stands for somebody not identified."),
        Unclear.NUMBER: _("The number is neither an age, a birth date nor a CPR number. Correct it, or take it out."),
        Unclear.NUMBER_IN_WORDS: _(
            "There is a CPR number among the words. Write it right after the name if it is this child's; else take it out, "
            "and give the other child a line."
        ),
        Unclear.TOO_LONG: _("The line is too long. One line is one child; write the rest when it is discussed."),
    }
    try:
        return understand(line, today=today)
    except NotUnderstood as error:
        raise Refused(sentences[error.why], field="line") from error


def _known_role(role: str | None) -> str | None:
    if role and role not in ListRole.values:
        raise Refused(_("Choose one of the roles."), field="role")
    return role or None


def _subject(
    actor: Actor, forum: Forum, child: Child, found: list[Match], origin: str
) -> tuple[int | None, tuple[Person, ...]]:
    """The child's record in the door, or who it may be: a match by name and birth date is for a person to choose. Whether it is
    somebody known of that name is asked where the item stands.
    """
    doubtful = tuple(match.person for match in found if match.by not in {"cpr", "name_of_known"})
    if not (child.name or child.cpr) or (doubtful and not child.cpr):
        return None, doubtful
    person = find_or_create(actor, owner_audience=forum.door_id, child=child, origin=origin, retention_kind=PERSON_KIND)
    return person.pk, doubtful


def _list_of_the_day(forum: Forum, owner_audience: int, giver: Unit, today: date, day: date) -> PoliceList:
    """Today's list that the giver has read aloud; the first line makes it."""
    with connection.cursor() as cursor:
        # Two colleagues write the first line at once: one list all the same.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('policelist.aloud', %s))", [owner_audience])
    of_today = PoliceList.objects.filter(
        owner_audience_id=owner_audience, forum_id=forum.pk, received_on=today, way=Way.ALOUD,
        giver_unit_id=giver.pk,
    )  # fmt: skip
    found = of_today.order_by("pk").first()
    if found is None:
        found = PoliceList.objects.create(
            owner_audience_id=owner_audience, origin=origin_of(giver), retention_kind=LIST_KIND,
            delete_after=delete_after(forum.body.audience_id, LIST_KIND, day), forum_id=forum.pk, received_on=today,
            way=Way.ALOUD, giver_unit_id=giver.pk, meets_on=day,
        )  # fmt: skip
        record("policelist.received", found, forum=forum.pk)
    return found


def _fingerprint(said: Spoken, role: str | None) -> bytes:
    return Line(0, said.name, said.cpr, said.birth_date, role, said.text).fingerprint


def _notes(
    entry: ListEntry, age: int | None, ages: AgeScope, doubtful: tuple[Person, ...], *, role_changed: bool
) -> list[Note]:
    notes = []
    if not (entry.name or entry.subject):
        notes.append(Note("not_identified", _("Not identified. The name can be added when it is known.")))
    if age is None:
        notes.append(Note("age_unknown", _("How old? Nothing has been assumed.")))
    elif policies.is_below(age, ages):
        sentence = _("Under %(age)s: the family department is the way.") % {"age": ages.at_least}
        notes.append(Note("below_age", sentence))
    if role_changed:
        notes.append(Note("role_changed", _("Under 15: written as suspected.")))
    if doubtful and entry.subject is None:
        notes.append(Note("doubtful", _("May be somebody known: choose."), doubtful))
    return notes


__all__ = ["Captured", "DeedTold", "Note", "capture", "correct", "correct_event", "tell_event"]
