"""The profile that holds now, what an edit of it would change, and what has been changed before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body, Forum, ProfileVersion, Seat, SeatHolder
from samspil.organisations.profile import Difference, Profile, check, written_part
from samspil.organisations.profile.vocabulary import Word
from samspil.organisations.queries import latest_content, latest_profile
from samspil.profiles.models import Change
from samspil.profiles.sections import SECTIONS
from samspil.profiles.wording import TERMS
from samspil.sharing.models import Giver, LegalBasis

Content = dict[str, Any]
Edit = Callable[[Content], None]  # changes a copy of the content in place


GIVERS = (Giver.POLICE, Giver.AUTHORITY, Giver.SELF_GOVERNING)


@dataclass(frozen=True)
class Proposal:
    """What would hold, and what it changes with what happens to living records."""

    content: Content
    profile: Profile
    differences: list[Difference]
    is_same: bool


@dataclass(frozen=True)
class LocalWord:
    """A word of the cooperation: what it stands for, and what it is called and means here."""

    term: str
    word: str
    plural: str
    meaning: str


def local_words(body: Body, day: date) -> list[LocalWord]:
    """The body's own words that day, in the order of the alphabet; none where no profile has been applied. One statement."""
    told = (
        ProfileVersion.objects.filter(body=body).order_by("-pk").values_list("profile__vocabulary", flat=True).first()
    )
    words = [Word.model_validate(each) for each in told or ()]
    found = [
        LocalWord(str(term_in_words(each.term)), each.word, each.plural or "", each.meaning or "")
        for each in words
        if each.holds_on(day)
    ]
    return sorted(found, key=lambda each: each.word.casefold())


@dataclass(frozen=True)
class Line:
    """One version in the history."""

    version: ProfileVersion
    change: Change | None

    @property
    def at(self) -> datetime:
        return self.version.applied_at


def content_of(body: Body) -> Content:
    """The profile's content that holds now, with what has been settled in the product. Raises Refused where there is none."""
    content = latest_content(body)
    for section in SECTIONS:
        section.export(body, content)
    return content


def digest_of(content: Content) -> str:
    """Names one state of the profile: who changes it must have seen this one."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def differences_between(old: Profile | None, new: Profile) -> list[Difference]:
    """What two profiles say differently, domain after domain."""
    return [one for section in SECTIONS for one in section.differences(old, new)]


def differences_from(body: Body | None, profile: Profile) -> list[Difference]:
    """What the profile says differently from the one that holds, with what would happen to living records."""
    applied = body is not None and ProfileVersion.objects.filter(body=body).exists()
    found = differences_between(latest_profile(body) if body is not None and applied else None, profile)
    if body is None:
        return found
    return [one.with_living(said for section in SECTIONS for said in section.living(body, one)) for one in found]


def proposed(body: Body, edit: Edit) -> Proposal:
    """What the profile would be after an edit. Raises ProfileErrors where it does not hold together, as `profile check`."""
    now = content_of(body)
    content = deepcopy(now)
    edit(content)
    profile = check(content, body.name)
    stands = Profile.model_validate(now)
    return Proposal(content, profile, differences_from(body, profile), is_same=profile == stands)


def history(body: Body) -> list[Line]:
    """Every version, the newest first: who made it, when and why. Two statements."""
    versions = ProfileVersion.objects.filter(body=body).defer("profile").order_by("-pk")
    changes = {one.version_id: one for one in Change.objects.filter(version__body=body).select_related("made_by")}
    return [Line(version, changes.get(version.pk)) for version in versions]


def version_page(body: Body, version_id: int) -> tuple[Line, list[Difference]]:
    """One version, and what it said differently from the one before. Raises NotVisible for another body's."""
    version = ProfileVersion.objects.filter(body=body, pk=version_id).first()
    if version is None:
        raise NotVisible
    before = ProfileVersion.objects.filter(body=body, pk__lt=version_id).order_by("-pk").first()
    change = Change.objects.filter(version=version).select_related("made_by").first()
    old = Profile.model_validate(before.profile) if before else None
    told = differences_between(old, Profile.model_validate(version.profile)) if old else []
    return Line(version, change), told


def made_since(body: Body, digest: str) -> list[Line]:
    """The newest version, where the state that somebody saw no longer holds: what they have not seen."""
    return history(body)[:1] if digest_of(content_of(body)) != digest else []


@dataclass(frozen=True)
class Overview:
    """What can be changed, and what was changed last."""

    forums: list[Forum]
    years: list[tuple[int, bool]]  # when a school year begins, and whether its holidays are confirmed
    next_year: int
    words: list[tuple[str, str, str]]  # the product's word, its name, what it is called here
    stated: set[str]
    latest: list[Line]


def overview(body: Body, day: date) -> Overview:
    """The page from which everything is changed. A handful of statements."""
    content = content_of(body)
    years = [
        (year["starts"], bool(year.get("confirmed_by"))) for year in content.get("calendar", {}).get("school_years", [])
    ]
    known = {word["term"]: word["word"] for word in content.get("vocabulary", [])}
    this_year = day.year if day.month >= 8 else day.year - 1
    words = sorted({*TERMS, *known}, key=lambda term: (term not in known, term_in_words(term)))
    return Overview(
        forums=list(Forum.objects.filter(body=body).on(day).order_by("name", "pk")),
        years=years,
        next_year=max([starts for starts, _confirmed in years] or [this_year - 1]) + 1,
        words=[(term, term_in_words(term), known.get(term, "")) for term in words],
        stated=set(content),
        latest=history(body)[:3],
    )


def terms_of_glossary() -> set[str]:
    """The product's own words that may be called something else."""
    return set(TERMS)


def term_in_words(term: str) -> str:
    """The product's own word, as it is read."""
    return str(TERMS.get(term, term.replace("_", " ")))


def section_text(content: Content, name: str) -> str:
    """A section as it stands in the file; an empty one where nothing is stated."""
    return written_part({name: content.get(name, [])})


@dataclass(frozen=True)
class SeatLine:
    """A seat with its period and those who sit there, today or later."""

    seat: Seat
    holders: list[SeatHolder]


def seats_to_change(forum: Forum, day: date) -> list[SeatLine]:
    """The forum's seats of today and later. Two statements."""
    seats = Seat.objects.filter(forum=forum).on_or_after(day).select_related("unit").order_by("position", "pk")
    held: dict[int, list[SeatHolder]] = {}
    for holder in SeatHolder.objects.filter(seat__forum=forum).on_or_after(day).select_related("staff").order_by("pk"):
        held.setdefault(holder.seat_id, []).append(holder)
    return [SeatLine(seat, held.get(seat.pk, [])) for seat in seats]


def bases_to_choose(forum: Mapping[str, Any]) -> list[LegalBasis]:
    """The legal bases for the kinds of giver for which the forum has none: whose seat would be refused. One statement; none where it
    names nobody, or has them all.
    """
    if not forum.get("named_persons", False):
        return []
    lacking = [giver for giver in GIVERS if any(not terms.get("bases", {}).get(giver) for terms in forum["terms"])]
    return list(LegalBasis.objects.filter(giver__in=lacking).order_by("pk")) if lacking else []
