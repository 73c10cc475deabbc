"""Life cycles as tables of data: which state of a row may follow which, and in which states nobody waits for anything.

Rules ask the table, pictures are drawn from it (`docs/reference/life-cycles.md`), and a test walks it through the pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LifeCycle:
    """The life of the rows of one table.

    `next` names every state, and for each those that may follow. `rests` are the states in which a row may stay: nobody
    waits. From every other state there is a way out for somebody, on the row's own page or one page from it.
    """

    table: str
    next: Mapping[str, Collection[str]]
    rests: Collection[str]
    column: str = "state"

    def __post_init__(self) -> None:
        """Raises ValueError for a state that is mentioned and not declared."""
        mentioned = {str(state) for states in self.next.values() for state in states} | {str(s) for s in self.rests}
        if unknown := mentioned - {str(state) for state in self.next}:
            raise ValueError(f"{self.table}: {', '.join(sorted(unknown))} may follow, and is no state of its own")

    def drawn(self) -> str:
        """The picture, as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {next(iter(self.next))}"]
        lines += [f"    {state} --> {after}" for state, states in self.next.items() for after in sorted(states)]
        lines += [f"    {state} --> [*]" for state in self.next if state in self.rests]
        return "\n".join(lines)
