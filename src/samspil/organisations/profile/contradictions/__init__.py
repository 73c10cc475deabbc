"""What contradicts itself in a profile whose fields are right."""

from samspil.organisations.profile.contradictions import (
    doors,
    mandates,
    references,
    registers,
    seats,
    structure,
    times,
    words,
)
from samspil.organisations.profile.contradictions.findings import Findings


def check(findings: Findings) -> None:
    """Every check, each adding what it finds."""
    for part in (references, structure, doors, seats, mandates, times, words, registers):
        part.check(findings)


__all__ = ["Findings", "check"]
