"""Words of somebody outside where others glance at them: in headings and lists."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.lib import cpr
from samspil.lib.encodings import without_invisible


def in_heading(text: str) -> str:
    """The text with each CPR number left out: at a public door none is refused, and the words themselves keep it on their page."""
    plain = without_invisible(text)
    return cpr.cut_likes_from(plain, _("[CPR number left out]")) if cpr.looks_like_one(plain) else text
