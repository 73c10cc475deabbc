"""The composition of a profile: every key of the file is some domain's, and no key is two domains'."""

from __future__ import annotations

from collections import Counter

from samspil.organisations.profile import Profile
from samspil.organisations.profile.parts import Part
from samspil.profiles.sections import SECTIONS


def test_every_key_of_the_file_is_answered_for_by_exactly_one_domain() -> None:
    owned = Counter(name for section in SECTIONS for name in section.fields)
    assert {name for name, count in owned.items() if count > 1} == set()
    assert set(owned) == set(Profile.model_fields) - set(Part.model_fields)


def test_domains_are_named_once() -> None:
    names = [section.name for section in SECTIONS]
    assert len(names) == len(set(names))
