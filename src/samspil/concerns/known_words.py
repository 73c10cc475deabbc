"""Words that tell somebody outside that a child is known, or not: whether it is belongs to the door alone."""

from __future__ import annotations

import re

# "Kendt hos os i forvejen", "har en sag", "tidligere underretninger", "har også skrevet": one question, never a refusal.
_TELLS = re.compile(
    r"\b(?:u?kendt\w*|kender|kendskab|i forvejen|(?:en|flere|åben|aktiv|verserende|igangværende) sag(?:er)?|sagen (?:kører|er åben)|"
    r"sagsbehandler\w*|(?:andre|anden|flere|tidligere) (?:bekymring\w*|underretning\w*|henvendelse\w*)|tidligere (?:haft|været|hørt|set)|"
    r"(?:er|var) (?:allerede|også) (?:\w+ )?(?:i gang|hos|med)|allerede (?:en|et|i gang|i kontakt|involveret)|andre har også|"
    r"known|already|other concerns)\b",
    re.IGNORECASE,
)


def tells_of_known(text: str) -> str:
    """The words that may tell whether a child is known; empty where none do."""
    found = _TELLS.search(" ".join(text.split()))
    return found.group(0) if found else ""
