"""Which concerns are one matter, and which may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.queries.holders import Holder, who_has
from samspil.concerns.queries.naming import called
from samspil.concerns.states import About, source_name
from samspil.concerns.together import policies
from samspil.concerns.together.models import Tie
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import ConcernDoor, Staff
from samspil.organisations.queries import staff_named, staff_of
from samspil.organisations.queries.concern_doors import answering, get_door
from samspil.people.models import Person
from samspil.people.queries import Child, matches

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """Another concern: who sent it, at which door it lies, who has it."""

    concern: Concern
    sender: str
    door: ConcernDoor
    holder: Holder | None
    tie: Tie | None = None
    is_proposed: bool = False
    is_elsewhere: bool = False  # at another door than the one it is compared with


@dataclass(frozen=True)
class Panel:
    """Of one concern, for its door: what is one matter with it, and what may be."""

    concern: Concern
    joined: tuple[Line, ...]
    proposed: tuple[Line, ...]
    may_join: bool


def _standing(concern: Concern) -> QuerySet[Tie]:
    """The ties at its door of which both concerns are open."""
    return Tie.objects.filter(
        owner_audience_id=concern.owner_audience_id,
        parted_at__isnull=True,
        kept__closed_at__isnull=True,
        follows__closed_at__isnull=True,
    ).order_by("pk")


def group_of(concern: Concern) -> list[int]:
    """The numbers of the open concerns that are one matter with this one, itself included; the one that came first leads. Two
    statements.
    """
    first = _standing(concern).filter(follows=concern).values_list("kept_id", flat=True).first() or concern.pk
    return [first, *_standing(concern).filter(kept_id=first).values_list("follows_id", flat=True)]


def groups_of(concerns: Sequence[int], own: Sequence[int] | None = None) -> dict[int, list[int]]:
    """By the numbers of these concerns the other open ones that are one matter with them; nothing for one that stands alone. `own`: the
    audiences of the doors that the actor answers, where they have been asked for already. Two statements, one with `own`, none where there
    are no concerns.
    """
    if not concerns:
        return {}
    firsts: dict[int, int] = {}
    rows = Tie.objects.filter(
        parted_at__isnull=True,
        kept__closed_at__isnull=True,
        follows__closed_at__isnull=True,
        owner_audience_id__in=own_keys() if own is None else own,
    )
    for kept, follows in rows.order_by("pk").values_list("kept_id", "follows_id"):
        firsts[kept], firsts[follows] = kept, kept
    found = {
        pk: [other for other in sorted(firsts) if firsts[other] == firsts.get(pk) and other != pk] for pk in concerns
    }
    return {pk: others for pk, others in found.items() if others}


def is_joined(concern: Concern) -> bool:
    """Whether it is one matter with another concern that is open. Two statements."""
    return len(group_of(concern)) > 1


def ordered(actor: Actor, one: Concern, other: Concern) -> tuple[Concern, Concern]:
    """Which leads, and which follows: the earlier leads; what is one matter already goes on leading. Raises Refused."""
    groups = [group_of(one), group_of(other)]
    if groups[0][0] == groups[1][0]:
        raise Refused(_("They are one matter already."))
    joined = [len(group) > 1 for group in groups]
    if all(joined):
        raise Refused(_("Each is one matter with another concern already. Say first of one of them that they are two."))
    if any(joined):
        group, alone = (groups[0], other) if joined[0] else (groups[1], one)
        return Concern.objects.get(pk=group[0]), alone
    kept, follows = sorted((one, other), key=lambda concern: (concern.received_at or actor.at, concern.pk))
    return kept, follows


def panel(actor: Actor, concern: Concern, person: Person | None) -> Panel:
    """For the page of a concern. The same few statements however many there are."""
    ties = {
        tie.follows_id if tie.kept_id == concern.pk else tie.kept_id: tie
        for tie in Tie.objects.filter(
            Q(kept=concern) | Q(follows=concern),
            owner_audience_id=concern.owner_audience_id,
            parted_at__isnull=True,
        ).order_by("pk")
    }
    about_child = concern.about == About.CHILD and concern.closed_at is None
    found = _same_child(person).exclude(concern_id__in=[concern.pk, *ties]) if person and about_child else None
    proposed = [one.concern for one in found.order_by("-received_at", "-pk")[:SHOWN]] if found is not None else []
    joined = list(Concern.objects.filter(pk__in=ties).order_by("received_at", "pk"))
    lines = {line.concern.pk: line for line in _lines(actor, concern, [*joined, *proposed], ties)}
    return Panel(
        concern=concern,
        joined=tuple(lines[one.pk] for one in joined),
        proposed=tuple(lines[one.pk] for one in proposed),
        may_join=about_child,
    )


def _open() -> QuerySet[Assessment]:
    """Open concerns about a child at the doors that the actor answers."""
    return Assessment.objects.filter(
        owner_audience_id__in=own_keys(),
        closed_at__isnull=True,
        concern__about=About.CHILD,
        concern__closed_at__isnull=True,
    ).select_related("concern")


def _same_child(person: Person) -> QuerySet[Assessment]:
    return _open().filter(subject__in=same_records(person))


def same_records(person: Person) -> set[int]:
    """The records that the actor reads that may be the same child, by the rule of the lists: the same CPR number, or the birth date
    and the same or a like name. Two statements.
    """
    found = {person.pk, person.merged_into or person.pk}
    found |= {match.person.pk for match in matches([Child(person.name, person.birth_date)])[0]}
    same = Q(pk__in=found) | Q(merged_into__in=found)
    if person.cpr_hash is not None:
        same |= Q(cpr_hash=person.cpr_hash)
    return found | set(Person.objects.filter(same).values_list("pk", flat=True))


def _lines(
    actor: Actor,
    concern: Concern,
    others: Sequence[Concern],
    ties: dict[int, Tie],
    proposed: frozenset[int] = frozenset(),
) -> list[Line]:
    if not others:
        return []
    held = who_has(others, actor.at)
    doors = ConcernDoor.objects.in_bulk({one.door_id for one in others if one.door_id})
    names = staff_named({one.sender_id or 0 for one in others})
    return [
        Line(
            concern=one,
            sender=names.get(one.sender_id or 0) or source_name(one.source),
            door=doors[one.door_id or 0],
            holder=held.get(one.pk),
            tie=ties.get(one.pk),
            is_proposed=one.pk in proposed,
            is_elsewhere=one.door_id != concern.door_id,
        )
        for one in others
    ]


@dataclass(frozen=True)
class Choice:
    """What a concern may be one matter with: those that are proposed first, then the others at its door, the newest first."""

    concern: Concern
    lines: tuple[Line, ...]
    is_named: bool  # somebody has said whom it is about: without that nothing is proposed


def choice(actor: Actor, concern: Concern) -> Choice:
    """For the page on which one is chosen. A constant number of statements."""
    assessment = Assessment.objects.get(concern=concern)
    person = Person.objects.filter(pk=assessment.subject or 0).first()
    out = group_of(concern)
    like = (
        list(_same_child(person).exclude(concern_id__in=out).order_by("-received_at", "-pk")[:SHOWN]) if person else []
    )
    first = [one.concern for one in like]
    rest = _open().filter(owner_audience_id=concern.owner_audience_id)
    rest = rest.exclude(concern_id__in=[*out, *(one.pk for one in first)]).order_by("-received_at", "-pk")[:SHOWN]
    others = [*first, *(one.concern for one in rest)]
    return Choice(
        concern, tuple(_lines(actor, concern, others, {}, frozenset(one.pk for one in first))), person is not None
    )


@dataclass(frozen=True)
class Both:
    """Two concerns side by side, before they become one: who will have them, who reads them, and why not, if not."""

    kept: Line
    follows: Line
    readers: tuple[str, ...]  # who answers the door
    holder: Staff | None
    is_taken: bool  # else both lie with the first at the door, until somebody takes one of them
    child: str  # whom both are about from then on, where one of them did not say so
    refusal: str


def both(actor: Actor, one: Concern, other: Concern) -> Both:
    """For the page that asks. Raises NotVisible."""
    kept, follows, refusal = one, other, ""
    try:
        kept, follows = ordered(actor, one, other)
        check(actor, kept, follows)
    except Refused as refused:
        refusal = str(refused)
    first, second = _lines(actor, one, [kept, follows], {})
    door = get_door(one.door_id or 0)
    people = answering([door], timezone.localdate(actor.at))[door.pk]
    taken = next((line.holder for line in (first, second) if line.holder and not line.holder.is_first), first.holder)
    return Both(
        kept=first,
        follows=second,
        readers=tuple(dict.fromkeys(post.staff.name for _place, post in people)),
        holder=taken.now if taken else None,
        is_taken=taken is not None and not taken.is_first,
        child=_child_of_both(kept, follows),
        refusal=refusal,
    )


def _child_of_both(kept: Concern, follows: Concern) -> str:
    """The name of the child that comes along to the one that says none, or another record of the same child."""
    told = dict(
        Assessment.objects.filter(concern__in=[kept.pk, follows.pk]).values_list("concern_id", "subject").order_by("pk")
    )
    child = told.get(kept.pk) or told.get(follows.pk)
    person = Person.objects.filter(pk=child or 0).first() if len(set(told.values())) > 1 else None
    return called(person)


def check(actor: Actor, kept: Concern, follows: Concern) -> dict[int, Assessment]:
    """Whether the actor may say that they are one; answers both assessments. Raises Refused."""
    found = {one.concern_id: one for one in Assessment.objects.filter(concern__in=[kept.pk, follows.pk])}
    policies.check_may_join(actor, kept, follows, found.values())
    held = who_has([kept, follows], actor.at)
    policies.check_one_holder(staff_of(actor), held[kept.pk], held[follows.pk])
    person = Person.objects.filter(pk=found[kept.pk].subject or 0).first()
    known = same_records(person) if person and found[follows.pk].subject not in {None, person.pk} else set()
    policies.check_same_child(found[kept.pk], found[follows.pk], known)
    return found


def get_tie(tie_id: int) -> Tie:
    """A tie that stands. Raises NotVisible."""
    tie = Tie.objects.select_related("kept", "follows").filter(pk=tie_id).first()
    if tie is None:
        raise NotVisible
    return tie
