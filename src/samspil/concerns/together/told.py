"""What the history of a concern says of being one matter with another, for the door alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.concerns.models import Concern
from samspil.concerns.together.models import Tie
from samspil.organisations.queries import staff_named
from samspil.people.models import Person

Told = tuple[datetime, str, str, str]  # when, what, in whose words, where one reads more


def told_of_joining(concern: Concern) -> list[Told]:
    """That it was joined with another and parted again, by whom, and which child came with it. One statement where there is nothing
    that the actor reads, else four.
    """
    ties = list(Tie.objects.filter(Q(kept=concern) | Q(follows=concern)).order_by("pk"))
    if not ties:
        return []
    others = Concern.objects.in_bulk({_other(tie, concern) for tie in ties})
    names = staff_named({tie.said_by_id for tie in ties} | {tie.parted_by_id or 0 for tie in ties})
    children = Person.objects.in_bulk({_came(tie, concern) for tie in ties} - {None})
    return [told for tie in ties for told in _told(tie, concern, others.get(_other(tie, concern)), names, children)]


def _told(
    tie: Tie, concern: Concern, other: Concern | None, names: dict[int, str], children: dict[int, Person]
) -> Iterator[Told]:
    assert tie.written_at is not None  # the database writes it
    whose = other.who if other else ""
    address = reverse("concerns:at_door", args=[other.pk]) if other else ""
    if whose:
        said = _("%(who)s said that it is one matter with another concern:")
    else:
        said = _("%(who)s said that it is one matter with another concern.")
    yield tie.written_at, said % {"who": names.get(tie.said_by_id, "")}, whose, address
    if child := children.get(_came(tie, concern) or 0):
        yield tie.written_at, _("So it is about %(child)s, as the other one.") % {"child": child.name}, "", ""
    if tie.parted_at is not None and tie.parted_by_id is not None:
        yield (
            tie.parted_at,
            _("%(who)s said that they are two after all.") % {"who": names.get(tie.parted_by_id, "")},
            "",
            "",
        )


def _other(tie: Tie, concern: Concern) -> int:
    return tie.follows_id if tie.kept_id == concern.pk else tie.kept_id


def _came(tie: Tie, concern: Concern) -> int | None:
    """The child whom this one was not about before."""
    child = tie.kept_was_about or tie.follows_was_about
    before = tie.kept_was_about if tie.kept_id == concern.pk else tie.follows_was_about
    return None if child == before else child
