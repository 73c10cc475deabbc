"""Under which names the browser may keep what is typed: those of the forms that exist, and no others."""

from __future__ import annotations

import re

from samspil.web.drafts import FORM_KEY

_PARTS = {
    "#": "[0-9]{1,18}",
    "*": "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
}
_known: set[re.Pattern[str]] = {
    re.compile(re.escape(FORM_KEY) + "[0-9a-f]{32}")
}  # of a form that names none (`web.drafts`)


def register(*names: str) -> None:
    """Say where a view restores a draft itself, under which name: `#` stands for the number of a row, `*` for a key."""
    for name in names:
        _known.add(re.compile("".join(_PARTS.get(sign, re.escape(sign)) for sign in name)))


def is_known(name: str) -> bool:
    """Whether some form keeps its draft under this name."""
    return any(pattern.fullmatch(name) for pattern in _known)
