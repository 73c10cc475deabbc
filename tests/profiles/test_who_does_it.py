"""Each profile says who does what a forum decides: at the table that role is proposed as responsible."""

from __future__ import annotations

import pytest

from samspil.organisations.profile import load
from tests.profiles.reading import PROFILES


@pytest.mark.parametrize("name", ["ballerup", "broendby", "halsnaes", "vallensbaek"])
def test_each_profile_says_who_does_what_is_decided(name: str) -> None:
    """Else the table proposes whoever writes."""
    profile = load(PROFILES / f"{name}.yaml")
    types = {role.key: role.type for role in profile.roles}
    words = [word for forum in profile.forums for terms in forum.terms for word in terms.decisions]
    for word in words:
        assert bool(word.responsible_role) == word.needs_responsible, word.code
        if "conversation_with_police" in word.consequences:
            assert types[word.responsible_role or ""] == "police_officer", word.code
