"""Profiles as they were written before doors stood in one list: read as they would be written now.

Every version that was applied is kept, and is read again for its differences.
"""

from __future__ import annotations

from typing import Any

TOOK = ["concern", "sparring", "enquiry"]


def brought_up(data: Any) -> Any:
    """The same content with the doors of `reception` among `doors`. What is not of that shape is left for the checks."""
    reception = data.get("reception") if isinstance(data, dict) else None
    if not isinstance(reception, dict) or not {"doors", "counselling"} & reception.keys():
        return data
    kept = {name: value for name, value in reception.items() if name not in {"doors", "counselling"}}
    doors = {door["key"]: door for door in data.get("doors") or ()}
    for told in reception.get("doors") or ():
        before = doors.get(told["key"], {"kind": "team", "purpose": "concern", "open_for": ["colleague"]})
        takes = [*TOOK, "question"] if told["key"] == reception.get("counselling") else TOOK
        now = {name: value for name, value in told.items() if name != "answers_within_hours"}
        doors[told["key"]] = {"takes": takes, **before, **now}
    return data | {"doors": list(doors.values()), "reception": kept}
