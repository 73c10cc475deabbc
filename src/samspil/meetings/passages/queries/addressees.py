"""To whom a forum may send: what its profile names, the forum above, the forums below, its own units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samspil.meetings.passages.states import Direction
from samspil.organisations.models import Body, Forum, ForumTerms, Seat, Unit
from samspil.organisations.profile import Output, Sector
from samspil.organisations.queries import OfferedUnit, by_kind, profile_of, with_somebody


@dataclass(frozen=True)
class Addressee:
    """Whom something can be sent to: a forum, a unit of one's own place, or somebody outside by name."""

    direction: str
    name: str
    forum_id: int | None = None
    unit_id: int | None = None
    text: str = ""
    what: str = ""  # what the profile says goes there
    answer_expected: bool = False

    @property
    def value(self) -> str:
        """How a form names it."""
        if self.forum_id:
            return f"forum-{self.forum_id}"
        return f"enhed-{self.unit_id}" if self.unit_id else f"ud-{self.text}"


def addressees(forum: Forum, day: date) -> list[Addressee]:
    """Whom the profile names: where outputs go, the forum above, the forums below. A handful of statements."""
    profile = profile_of(forum, day)
    found: dict[str, Addressee] = {}

    def add(one: Addressee) -> None:
        found.setdefault(one.value, one)

    named = forums_named({out.forum for out in profile.outputs if out.forum} | {profile.parent or ""}, forum.body)
    for out in profile.outputs:
        receiver = named.get(out.forum or "")
        if receiver is not None:
            add(_to_forum(receiver, forum, out.direction, out))
        else:
            outside = (
                out.to or (out.forum or "").rpartition("/")[2]
            )  # a forum of a body that is not in this installation
            add(Addressee(out.direction, outside, text=outside, what=out.what, answer_expected=out.answer_expected))
    above = named.get(profile.parent or "")
    if above is not None:
        add(_to_forum(above, forum, Direction.UP))
    below = ForumTerms.objects.on(day).filter(
        Q(terms__parent=f"{forum.body.key}/{forum.key}") | Q(terms__parent=forum.key, forum__body=forum.body)
    )
    for terms in below.select_related("forum__body").order_by("forum__name", "pk"):
        add(_to_forum(terms.forum, forum, Direction.DOWN))
    return sorted(found.values(), key=lambda one: (list(Direction).index(Direction(one.direction)), one.name))


def _to_forum(receiver: Forum, forum: Forum, direction: str, out: Output | None = None) -> Addressee:
    name = receiver.name if receiver.body_id == forum.body_id else f"{receiver.name} ({receiver.body.name})"
    return Addressee(direction, name, forum_id=receiver.pk, what=out.what if out else "",
                     answer_expected=out.answer_expected if out else False)  # fmt: skip


def forums_named(references: set[str], body: Body) -> dict[str, Forum]:
    """Forums by their references `forum` and `body/forum`. One statement."""
    asked = {reference: reference.rpartition("/")[::2] for reference in references if reference}
    wanted = {(body_key or body.key, key) for body_key, key in asked.values()}
    rows = Forum.objects.filter(key__in={key for _body, key in wanted}, body__key__in={key for key, _forum in wanted})
    by_key = {(row.body.key, row.key): row for row in rows.select_related("body")}
    return {
        reference: by_key[(body_key or body.key, key)]
        for reference, (body_key, key) in asked.items()
        if (body_key or body.key, key) in by_key
    }


def units_below(forum: Forum, day: date) -> list[OfferedUnit]:
    """Units of the forum's own place where a decision is carried out: those with a seat in it first, then kind after kind. Where
    nobody is, nothing is carried out, and politicians are written to by name.
    """
    seated = set(Seat.objects.on(day).filter(forum=forum).values_list("unit_id", flat=True))
    found = Unit.objects.on(day).filter(body=forum.body).exclude(sector=Sector.POLITICAL).order_by("name", "pk")
    return by_kind(with_somebody(found, day), usual=seated)
