"""Edits of a profile's content: pure functions on the plain JSON that a version keeps.

A part keeps what the form does not ask about: where it comes from, remarks, what else the file states.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from samspil.lib.refusals import NotVisible

Content = dict[str, Any]
Part = dict[str, Any]
EMPTY: tuple[Any, ...] = (None, "", [])
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def key_of(name: str, taken: set[str]) -> str:
    """A key for something new, from its name, that nothing has yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(_LETTERS)).strip("-")[:60].strip("-") or "ny"
    key, number = plain, 2
    while key in taken:
        key, number = f"{plain}-{number}", number + 1
    return key


def part_named(parts: list[Part], key: str) -> int:
    """Where the part with this key stands. Raises NotVisible where there is none."""
    for place, part in enumerate(parts):
        if part.get("key") == key:
            return place
    raise NotVisible


def fill(part: Part, values: Mapping[str, Any]) -> None:
    """Write what the form says; what it leaves empty is left out, and what it states is no longer assumed."""
    settled = {name for name, value in values.items() if value not in EMPTY and part.get(name) != value}
    for name, value in values.items():
        if value in EMPTY:
            part.pop(name, None)
        else:
            part[name] = value
    settle(part, settled)


def settle(part: Part, names: set[str]) -> None:
    """Fields that an administrator has stated are assumed no longer."""
    if isinstance(part.get("assumed"), list):
        part["assumed"] = [name for name in part["assumed"] if name not in names]
        if not part["assumed"]:
            del part["assumed"]


# --- forums -----------------------------------------------------------------------------------------------------------
def forum_of(content: Content, key: str) -> int:
    """Where the profile states the forum with this key; a forum that a formula makes stands where the formula stands."""
    forums = content.get("forums", [])
    for place, forum in enumerate(forums):
        if forum["key"] == key:
            return place
    for place, forum in enumerate(forums):
        for district in content.get("districts", []):
            if district.get("kind") == forum.get("each_district") and key == f"{forum['key']}-{district['key']}":
                return place
    raise NotVisible


def seat_of(forum: Part, key: str) -> int:
    """Where the forum states the seat with this key; one that a formula makes stands where the formula stands."""
    seats = forum.get("seats", [])
    for place, seat in enumerate(seats):
        if seat["key"] == key or ("each" in seat and key.startswith(seat["key"] + "-")):
            return place
    raise NotVisible


def add_seat(content: Content, forum_key: str, values: Mapping[str, Any]) -> None:
    """One more seat, last in its forum."""
    forum = content["forums"][forum_of(content, forum_key)]
    seats = forum.setdefault("seats", [])
    seat: Part = {"key": key_of(str(values["name"]), {seat["key"] for seat in seats})}
    fill(seat, values)
    seats.append(seat)


def add_basis(content: Content, forum_key: str, giver: str, basis: str) -> None:
    """On what that kind of giver gives in this forum, wherever nothing is said yet. Nobody has confirmed it."""
    for terms in content["forums"][forum_of(content, forum_key)]["terms"]:
        terms.setdefault("bases", {}).setdefault(giver, {"basis": basis})


def change_seat(content: Content, forum_key: str, seat_key: str, values: Mapping[str, Any]) -> None:
    """A seat as it is from now on."""
    forum = content["forums"][forum_of(content, forum_key)]
    fill(forum["seats"][seat_of(forum, seat_key)], values)


def terms_on(forum: Part, day: date) -> int:
    """Which terms hold on a day; where none do, the last before it."""
    held = [
        place
        for place, terms in enumerate(forum["terms"])
        if (not terms.get("valid_from") or terms["valid_from"] <= day.isoformat())
        and (not terms.get("valid_to") or terms["valid_to"] >= day.isoformat())
    ]
    begun = [place for place, terms in enumerate(forum["terms"]) if (terms.get("valid_from") or "") <= day.isoformat()]
    return held[-1] if held else begun[-1] if begun else 0


def terms_from(content: Content, forum_key: str, first: date, change: Callable[[Part], None]) -> None:
    """New terms from a day: those of before end on the day before it, and stay as they were."""
    forum = content["forums"][forum_of(content, forum_key)]
    place = terms_on(forum, first)
    old = forum["terms"][place]
    new = deepcopy(old)
    change(new)
    if new == old:
        return
    if old.get("valid_from") == first.isoformat():
        forum["terms"][place] = new
        return
    old["valid_to"] = (first - timedelta(days=1)).isoformat()
    new["valid_from"] = first.isoformat()
    forum["terms"].insert(place + 1, new)


# --- the year and the words ---------------------------------------------------------------------------------------------
def set_school_year(content: Content, starts: int, holidays: list[Part], confirmed_by: str) -> None:
    """The holidays of one school year. Confirmed, they are assumed no longer."""
    years = content.setdefault("calendar", {}).setdefault("school_years", [])
    year = next((year for year in years if year["starts"] == starts), None)
    if year is None:
        year = {"starts": starts}
        years.append(year)
        years.sort(key=lambda one: one["starts"])
    known = {(one["name"], str(one["first_day"]), str(one["last_day"])): one for one in year.get("holidays", [])}
    year["holidays"] = [known.get((one["name"], one["first_day"], one["last_day"]), one) for one in holidays]
    fill(year, {"confirmed_by": confirmed_by})
    if confirmed_by:
        for part in (year, *year["holidays"]):
            part.pop("assumed", None)


def set_closing_days(content: Content, days: list[Part]) -> None:
    """The days on which the municipality is closed every year."""
    calendar = content.setdefault("calendar", {})
    known = {(one["name"], one["day"]): one for one in calendar.get("closing_days", [])}
    calendar["closing_days"] = [known.get((one["name"], one["day"]), one) for one in days]


def set_word(content: Content, term: str, values: Mapping[str, Any]) -> None:
    """What one of the product's words is called here; without a word, the product's own holds again."""
    words = content.setdefault("vocabulary", [])
    known = next((word for word in words if word["term"] == term), None)
    if not values.get("word"):
        content["vocabulary"] = [word for word in words if word["term"] != term]
        return
    if known is None:
        known = {"term": term}
        words.append(known)
    fill(known, values)


def set_section(content: Content, name: str, value: Any) -> None:
    """A whole section as it was typed; nothing: the section is left out."""
    if value in (None, [], {}):
        content.pop(name, None)
    else:
        content[name] = value
