"""The register of forums: each with its terms of reference, and who sits there (BRO-54, BRO-93)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samspil.organisations.models import Body, Forum
from samspil.organisations.profile import Forum as ForumProfile
from samspil.organisations.profile import Guest, Profile, Terms
from samspil.organisations.profile import Seat as SeatProfile
from samspil.organisations.queries.forums import Leader, SeatThatDay, leaders_among, profile_of, seats_on
from samspil.organisations.queries.structure import stated_by
from samspil.organisations.wording import DIRECTIONS, DUES, LEVELS, MANDATES, cadence_words


@dataclass(frozen=True)
class SeatLine:
    """A seat with its holders, and what the profile says about it."""

    seat: SeatThatDay
    stated: SeatProfile | None
    role: str


@dataclass(frozen=True)
class Going:
    """Something that goes from the forum to another: an output or a report."""

    how: str | Promise
    what: str
    to: str
    answer_expected: bool = False


@dataclass(frozen=True)
class Duty:
    """What somebody does before each meeting."""

    what: str
    who: str
    days_before: int | None


@dataclass(frozen=True)
class ForumPage:
    """The register's page of a forum: what for, who, how often, and who may read what is said there."""

    forum: Forum
    profile: ForumProfile
    lines: list[SeatLine]
    leaders: list[Leader]
    names: dict[str, str]  # of units, roles and forums, by their keys

    @property
    def terms(self) -> Terms:
        return self.profile.terms[0]

    @property
    def seats(self) -> list[SeatThatDay]:
        return [line.seat for line in self.lines]

    @property
    def has_empty_seats(self) -> bool:
        """Whether nobody sits in one of them."""
        return any(not seat.holders for seat in self.seats)

    @property
    def cadence(self) -> str:
        return cadence_words(self.terms.cadence)

    @property
    def cadence_is_assumed(self) -> bool:
        """Whether somebody has only assumed it, wholly or in part."""
        return self.terms.cadence is not None and bool(self.terms.cadence.assumed)

    @property
    def level(self) -> str:
        return str(LEVELS[self.profile.level]) if self.profile.level else _("not settled")

    @property
    def mandate(self) -> str:
        return ", ".join(str(MANDATES[one]) for one in self.profile.mandate) or _("not settled")

    @property
    def reports_to(self) -> str:
        return self._named(self.profile.parent)

    @property
    def organiser(self) -> str:
        return self._named(self.profile.organiser)

    @property
    def assisted_by(self) -> str:
        return self._named(self.profile.assisted_by)

    @property
    def parties(self) -> list[str]:
        return [self._named(party) for party in self.profile.parties]

    @property
    def guests(self) -> tuple[Guest, ...]:
        return self.profile.guests

    @property
    def going(self) -> list[Going]:
        """Outputs, then reports."""
        outputs = [
            Going(DIRECTIONS[one.direction], one.what, one.to or self._named(one.forum), one.answer_expected)
            for one in self.profile.outputs
        ]
        return outputs + [
            Going(DUES[one.due], one.what, one.to or self._named(one.forum)) for one in self.profile.reports
        ]

    @property
    def preparation(self) -> list[Duty]:
        return [Duty(one.what, self._named(one.role or one.seat), one.days_before) for one in self.terms.preparation]

    @property
    def quorum(self) -> str:
        """Who must be there; empty where nobody has said."""
        stated = self.terms.quorum
        if stated is None:
            return ""
        parts = [_("at least %(seats)d seats") % {"seats": stated.at_least}] if stated.at_least else []
        parts += [_("%(percent)d %% of those who vote") % {"percent": stated.percent}] if stated.percent else []
        named = {line.seat.key: line.seat.name for line in self.lines}
        return ", ".join([*parts, *(named.get(key, key) for key in stated.seats)])

    @property
    def ages_words(self) -> str:
        """The forum's ages in words, both bounds included; empty where it has none."""
        ages = self.terms.ages
        if ages.at_least is not None and ages.at_most is not None:
            return _("%(first)s to %(last)s years") % {"first": ages.at_least, "last": ages.at_most}
        if ages.at_least is not None:
            return _("from %(first)s years") % {"first": ages.at_least}
        return _("up to and including %(last)s years") % {"last": ages.at_most} if ages.at_most is not None else ""

    def _named(self, key: str | None) -> str:
        return self.names.get(key, key) if key else ""


def forum_page(forum: Forum, day: date) -> ForumPage:
    """Purpose, terms, seats and leaders of a forum that day. A handful of statements, whatever the size."""
    seats = seats_on(forum, day)
    profile = stated_by(forum.body)
    names = _names(profile) if profile else {}
    stated = {one.key: one for one in profile.forums} if profile else {}
    of_seat = {seat.key: seat for seat in stated[forum.key].seats} if forum.key in stated else {}
    lines = [
        SeatLine(
            seat, of_seat.get(seat.key), names.get(of_seat[seat.key].role or "", "") if seat.key in of_seat else ""
        )
        for seat in seats
    ]
    found = profile_of(forum, day)
    if found.parent and "/" in found.parent:
        names[found.parent] = _name_above(found.parent)
    return ForumPage(forum, found, lines, leaders_among(seats), names)


def _names(profile: Profile) -> dict[str, str]:
    parts = (*profile.units, *profile.roles, *profile.forums)
    return {part.key: part.name for part in parts}


def _name_above(reference: str) -> str:
    """A forum of another body by its name; by its body's where that has no such forum here."""
    body_key, _slash, forum_key = reference.partition("/")
    found = Forum.objects.filter(body__key=body_key, key=forum_key).first()
    body = Body.objects.filter(key=body_key).first()
    return found.name if found else body.name if body else forum_key


@dataclass(frozen=True)
class ForumLine:
    """One line of the register."""

    forum: Forum
    level: str
    cadence: str
    is_own: bool
    is_ours: bool
    is_ad_hoc: bool
    is_public: bool


def register_of_forums(body: Body, day: date, *, own: set[int]) -> list[ForumLine]:
    """Every forum of a body that day, with how often it meets. Two statements."""
    found = list(Forum.objects.filter(body=body).on(day).order_by("name", "pk"))
    profile = stated_by(body)
    stated = {one.key: one for one in profile.forums} if profile else {}
    lines = []
    for forum in found:
        one = stated.get(forum.key)
        terms = next((terms for terms in one.terms if terms.holds_on(day)), None) if one else None
        lines.append(
            ForumLine(
                forum=forum,
                level=str(LEVELS[one.level]) if one and one.level else "",
                cadence=cadence_words(terms.cadence if terms else None),
                is_own=forum.pk in own,
                is_ours=one.is_ours if one else True,
                is_ad_hoc=one.is_ad_hoc if one else False,
                is_public=one.is_public if one else False,
            )
        )
    return lines
