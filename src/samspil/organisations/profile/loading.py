"""From a file to a profile, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from samspil.organisations.profile import contradictions
from samspil.organisations.profile.checking import faults_of
from samspil.organisations.profile.faults import Fault, Place, tell
from samspil.organisations.profile.marks import Document, read, understand
from samspil.organisations.profile.root import Profile
from samspil.organisations.profile.sentences import Language
from samspil.organisations.profile.writing import written

ROUNDS = 20  # what is left out may leave a part without what it needs, and so on upwards


def load(path: str | Path, *, language: Language = "da") -> Profile:
    """The profile in a YAML file.

    Raises ProfileErrors with everything that is wrong: fields that do not fit, and contradictions in what does.
    """
    return _checked(*read(Path(path)), str(path), language)


def check(content: dict[str, Any], name: str, *, language: Language = "da") -> Profile:
    """The profile that this content is, by the same checks as a file. Raises ProfileErrors, with lines of the file that
    `written` makes of it."""
    return _checked(*understand(written(content, name)), name, language)


def part_of_file(text: str, name: str, *, language: Language = "da") -> Document:
    """A piece of a file as somebody types it, with the line of each value. Raises ProfileErrors where it is no YAML."""
    document, faults = understand(text)
    if document.data is None or faults:
        raise tell(faults, name, language)
    return document


def _checked(document: Document, faults: list[Fault], name: str, language: Language) -> Profile:
    if document.data is None:
        raise tell(faults, name, language)
    faults += faults_of(document.data, document)
    faults += _contradictions(document)
    if faults:
        raise tell(faults, name, language)
    return Profile.model_validate(document.data)


def _contradictions(document: Document) -> Sequence[Fault]:
    """Contradictions in the part of the profile that fits the schema."""
    found = _sound_part(document.data)
    if found is None:
        return ()
    findings = contradictions.Findings(found[0], document, found[1])
    contradictions.check(findings)
    return findings.faults


def _sound_part(data: dict[str, Any]) -> tuple[Profile, dict[Place, list[int]]] | None:
    """The profile without what does not fit, section by section, and where the kept elements of its lists stood."""
    sections: dict[str, Any] = {}
    kept: dict[Place, list[int]] = {}
    for name, field in Profile.model_fields.items():
        if name in data:
            sound = _sound(data[name], field.rebuild_annotation(), (name,), kept)
            if sound is not None:
                sections[name] = sound
    return Profile.model_construct(**sections), kept


def _sound(value: Any, annotation: Any, place: Place, kept: dict[Place, list[int]]) -> Any:
    """A section with the list elements cut out that do not fit; None where nothing can be kept."""
    adapter = TypeAdapter(annotation)
    value = _numbered(value)
    for _ in range(ROUNDS):
        try:
            sound = adapter.validate_python(_plain(value))
        except ValidationError as error:
            cuts = {_cut(value, found["loc"], found["type"]) for found in error.errors(include_url=False)}
            if None in cuts:
                return None
            for cut in sorted((cut for cut in cuts if cut is not None), key=_deepest_last_first):
                _remove(value, cut)
        else:
            _note(value, place, kept)
            return sound
    return None


class _Numbered(list[Any]):
    """A list of pairs: where the element stood in the file, and the element."""


def _numbered(value: Any) -> Any:
    if isinstance(value, list):
        return _Numbered((number, _numbered(inner)) for number, inner in enumerate(value))
    return {key: _numbered(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _plain(value: Any) -> Any:
    if isinstance(value, _Numbered):
        return [_plain(inner) for _, inner in value]
    return {key: _plain(inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _note(value: Any, place: Place, kept: dict[Place, list[int]]) -> None:
    """For each list, in places of the sound part, the places in the file."""
    if isinstance(value, _Numbered):
        kept[place] = [number for number, _ in value]
        for position, (_, inner) in enumerate(value):
            _note(inner, (*place, position), kept)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _note(inner, (*place, key), kept)


def _cut(value: Any, loc: tuple[str | int, ...], kind: str) -> Place | None:
    """What to leave out for an error: an unknown field alone, else the part around it that stands in a list.

    None: everything. A wrong row of the register says nothing about the rest of its part.
    """
    place: Place = ()
    elements: list[Place] = []
    for step in loc:
        if isinstance(value, _Numbered) and isinstance(step, int) and step < len(value):
            value = value[step][1]
            if isinstance(value, dict) or place[-1:] == ("source",):
                elements.append((*place, step))
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            continue  # a missing field, or pydantic's name for the member of a union
        place = (*place, step)
    if kind == "extra_forbidden":
        return place
    return elements[-1] if elements else None


def _deepest_last_first(place: Place) -> tuple[int, list[int]]:
    """Deeper cuts before those around them, and in a list the later before the earlier."""
    return -len(place), [-step for step in place if isinstance(step, int)]


def _remove(value: Any, place: tuple[Any, ...]) -> None:
    *way, last = place
    for step in way:
        inner = value[step]
        value = inner[1] if isinstance(value, _Numbered) else inner
    del value[last]
