"""References from one profile to another: a forum's parent above the municipality, a chair who sits in a board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from samspil.organisations.profile.checking import guess
from samspil.organisations.profile.expanding import expanded
from samspil.organisations.profile.faults import Fault, Place, ProfileErrors, tell
from samspil.organisations.profile.loading import load
from samspil.organisations.profile.marks import read
from samspil.organisations.profile.root import Profile
from samspil.organisations.profile.sentences import Language

REFERENCES = {"parent", "forum", "chair_of", "deputy_of"}


def unresolved(file: Path, profile: Profile, beside: Sequence[Path], language: Language = "da") -> ProfileErrors | None:
    """References of a profile that name no profile, or no forum in it, among these files and those in its folder."""
    named = list(_references(profile, ()))
    if not named:
        return None
    known = dict(_forums_of([*beside, *sorted(file.parent.glob("*.yaml"))]))
    document, _ = read(file)
    faults = [
        Fault(place, document.line_of(place), code, values)
        for place, reference in named
        for code, values in _faults(reference, known)
    ]
    return tell(faults, str(file), language) if faults else None


def _references(part: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from _references(inner, (*place, number))
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in REFERENCES and isinstance(value, str) and "/" in value:
                yield (*place, name), value
            else:
                yield from _references(value, (*place, name))


def _forums_of(files: Sequence[Path]) -> Iterator[tuple[str, set[str]]]:
    """The forums of each profile that can be read; one that cannot says so itself when it is checked."""
    for file in dict.fromkeys(files):
        try:
            profile = load(file)
        except ProfileErrors:
            continue
        formulas = {forum.key for forum in profile.forums}
        yield profile.whose.key, formulas | {forum.key for forum in expanded(profile).forums}


def _faults(reference: str, known: Mapping[str, set[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    body, _, forum = reference.partition("/")
    if body not in known:
        yield "unknown_profile", {"key": body, **guess(body, sorted(known))}
    elif forum not in known[body]:
        yield "unknown_forum_elsewhere", {"key": forum, "body": body, **guess(forum, sorted(known[body]))}
