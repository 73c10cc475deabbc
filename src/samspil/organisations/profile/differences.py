"""What a changed profile would change: part by part, found by its key and told in a sentence.

A domain that keeps rows for its section asks `differences` for what the files say differently, and adds to each what
would happen to living records (`living`): a meeting that stands, a post that ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from samspil.organisations.profile.root import Profile
from samspil.organisations.profile.sentences import Language, change_sentence, list_sentence, word_for

NAMES_A_PART = ("key", "code", "kind", "starts", "day", "forum", "basis")  # the first that a part has, names it
SILENT = {"source", "note"}  # where something comes from, and remarks: no living record depends on them


class Change(StrEnum):
    """What happens to a part. Nothing is deleted: what a file no longer names ends."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True)
class Difference:
    """One part that two profiles state differently, and what would happen to the records that live on it."""

    section: str
    key: str
    change: Change
    fields: tuple[str, ...]
    sentence: str
    living: tuple[str, ...] = ()
    before: Any = field(default=None, compare=False, repr=False)
    after: Any = field(default=None, compare=False, repr=False)

    def with_living(self, sentences: Iterable[str]) -> Difference:
        """The same with what happens to living records."""
        return replace(self, living=(*self.living, *sentences))


def differences(
    old: Profile | None, new: Profile, sections: Sequence[str], language: Language = "da"
) -> list[Difference]:
    """Every part of these sections that the two profiles state differently, in the order of the new file."""
    found: list[Difference] = []
    for section in sections:
        before, after = getattr(old, section, None), getattr(new, section)
        if isinstance(after, tuple) or isinstance(before, tuple):
            found += _of_lists(section, before or (), after or (), language)
        elif before != after:
            found += _of_whole(section, before, after, language)
    return found


def _of_lists(section: str, before: Sequence[Any], after: Sequence[Any], language: Language) -> Iterator[Difference]:
    earlier = {_key(part): part for part in before}
    later = {_key(part): part for part in after}
    for key, part in later.items():
        if key not in earlier:
            yield _told(section, key, part, Change.ADDED, (), language)
        elif fields := _changed(earlier[key], part):
            yield _told(section, key, part, Change.CHANGED, fields, language, earlier[key])
    for key, part in earlier.items():
        if key not in later:
            yield _told(section, key, part, Change.ENDED, (), language)


def _of_whole(section: str, before: Any, after: Any, language: Language) -> Iterator[Difference]:
    if before is None:
        yield _told(section, section, after, Change.ADDED, (), language)
    elif after is None:
        yield _told(section, section, before, Change.ENDED, (), language)
    elif not isinstance(after, BaseModel):
        yield _told(section, section, after, Change.CHANGED, (section,), language)
    elif fields := _changed(before, after):
        yield _told(section, section, after, Change.CHANGED, fields, language, before)


def _key(part: Any) -> str:
    return next((str(getattr(part, name)) for name in NAMES_A_PART if hasattr(part, name)), str(part))


def _changed(before: Any, after: Any) -> tuple[str, ...]:
    if not isinstance(before, BaseModel) or not isinstance(after, BaseModel) or type(before) is not type(after):
        return ("",) if before != after else ()
    names = [name for name in type(after).model_fields if name not in SILENT]
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _told(
    section: str,
    key: str,
    part: Any,
    change: Change,
    fields: tuple[str, ...],
    language: Language,
    before: Any = None,
) -> Difference:
    named = getattr(part, "name", None) or getattr(part, "title", None) or key
    details = [_detail(name, before, part, language) for name in fields if name]
    sentence = change_sentence(change.value, section, str(named), details, language)
    if change is Change.ENDED:
        return Difference(section, key, change, fields, sentence, before=part)
    return Difference(section, key, change, fields, sentence, before=before, after=part)


def _detail(name: str, before: Any, after: Any, language: Language) -> str:
    """A field with its old and new value where both are short, or what of a list comes, changes and goes."""
    old, new = getattr(before, name, None), getattr(after, name, None)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return f"{word_for(name, language)}: {_of_list(old, new, language)}"
    values = [_short(getattr(part, name, None), language) for part in (before, after)]
    word = word_for(name, language)
    return word if None in values else f"{word}: {values[0]} → {values[1]}"


def _of_list(old: tuple[Any, ...], new: tuple[Any, ...], language: Language) -> str:
    """What of a list comes, changes and goes, by name."""
    before, after = {_key(part): part for part in old}, {_key(part): part for part in new}
    told = {
        "added": [_name(after[key]) for key in after if key not in before],
        "changed": [_name(after[key]) for key in after if key in before and after[key] != before[key]],
        "ended": [_name(before[key]) for key in before if key not in after],
    }
    return list_sentence({change: names for change, names in told.items() if names}, language)


def _name(part: Any) -> str:
    for name in ("name", "label", "title", "text", "what", "who"):
        if value := getattr(part, name, None):
            return str(value)
    return _key(part)


def _short(value: Any, language: Language) -> str | None:
    if value is None or value == "":
        return {"da": "ikke fastlagt", "en": "not stated"}[language]
    if isinstance(value, bool):
        return {"da": ("nej", "ja"), "en": ("no", "yes")}[language][value]
    if isinstance(value, tuple | BaseModel):
        return None
    written = str(value)
    return f"»{written}«" if len(written) <= 60 else None
