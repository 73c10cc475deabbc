"""What gives a child away in a text that is meant to be about nobody: numbers, addresses, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NUMBER = re.compile(r"(?<!\d)\d{2}[\s.\-/]?\d{2}[\s.\-/]?\d{2}[\s.\-]?\d{4}(?!\d)")
_ROAD = re.compile(
    r"\b\w+(?:vej|gade|allé|alle|stræde|vænget|parken|torvet|plads|have|toften|skrænten)\s+\d{1,3}[a-z]?\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"\b[A-ZÆØÅ][a-zæøåéü]+(?:[ -][A-ZÆØÅ][a-zæøåéü]+)+\b")
_ONE = re.compile(r"(?<=[a-zæøå,;] )([A-ZÆØÅ][a-zæøåéü]{2,})\b")
# Words that begin with a capital and name nobody.
_WORDS = (
    "SSP Danmark København Facebook Snapchat Instagram TikTok Discord Jeg Vi Du Han Hun De Det Den En Et Er Har Når "
    "At Hvis Hvad Hvordan Hvem Hvor Skal Kan Må Vil Politiet Kommunen Skolen Klubben Januar Mandag Tirsdag Onsdag Torsdag"
)
_NOBODY = frozenset(_WORDS.split())


@dataclass(frozen=True)
class Traces:
    """What was found: numbers are refused, the rest is asked about."""

    numbers: tuple[str, ...]
    addresses: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def doubtful(self) -> tuple[str, ...]:
        """What may be a name or an address."""
        return self.addresses + self.names


def traces(text: str, known: Iterable[str] = ()) -> Traces:
    """CPR numbers (ten digits), addresses (a road with a number) and what looks like a name: two words in a row with
    capitals, or one inside a sentence. A guess: a person answers. `known` are names of places, units and forums, which
    are nobody's.
    """
    for words in sorted((one for one in known if one), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(words)}s?\b", "–", text)
    numbers = tuple(found.group() for found in _NUMBER.finditer(text))
    addresses = tuple(found.group() for found in _ROAD.finditer(text))
    # "At Alma Krogh …": what begins the sentence is no part of the name.
    runs = [[word for word in re.split(r"[ -]", found.group()) if word not in _NOBODY] for found in _RUN.finditer(text)]
    pairs = [" ".join(words) for words in runs if len(words) > 1]
    ones = [found[1] for found in _ONE.finditer(text) if found[1] not in _NOBODY]
    in_pairs = {word for pair in pairs for word in re.split(r"[ -]", pair)}
    in_roads = {word for road in addresses for word in road.split()}
    names = dict.fromkeys([*pairs, *(one for one in ones if one not in in_pairs and one not in in_roads)])
    return Traces(numbers, addresses, tuple(name for name in names if name not in in_roads))
