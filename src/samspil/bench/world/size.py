"""How large a world is. The whole one is the country: every municipality works with it, for two years."""

from __future__ import annotations

from dataclasses import dataclass, replace

TOTALS = ("staff", "children", "entries", "concerns", "cases", "notes")
AGENDA = 30  # children on the agenda of today's meeting, and on each list before it


@dataclass(frozen=True)
class Size:
    """Totals over all municipalities, each of which gets an equal share."""

    municipalities: int
    staff: int
    children: int
    entries: int
    concerns: int
    cases: int
    notes: int
    agenda: int = AGENDA

    def share_of(self, number: int) -> Size:
        """What the municipality with this number (from 0) gets; the shares add up to the totals."""

        def share(total: int) -> int:
            return total * (number + 1) // self.municipalities - total * number // self.municipalities

        return replace(self, municipalities=1, **{name: share(getattr(self, name)) for name in TOTALS})

    def of(self, municipalities: int) -> Size:
        """The first so many municipalities of this world, each exactly as large as in it."""
        shares = [self.share_of(number) for number in range(municipalities)]
        totals = {name: sum(getattr(share, name) for share in shares) for name in TOTALS}
        return replace(self, municipalities=municipalities, **totals)

    def scaled(self, scale: float) -> Size:
        """A part of the country; at least one municipality."""
        return self.of(max(1, round(self.municipalities * scale)))

    def thinned(self, share: float, *, agenda: int) -> Size:
        """As many municipalities and colleagues with less in them, and fewer children on today's agenda."""
        less = {name: round(getattr(self, name) * share) for name in TOTALS if name != "staff"}
        return replace(self, agenda=agenda, **less)


COUNTRY = Size(
    municipalities=98,
    staff=5_000,
    children=200_000,
    entries=300_000,
    concerns=100_000,
    cases=150_000,
    notes=2_000_000,
)
