"""Several taken at once from a queue: what cannot be taken is told of, one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.lib.refusals import Conflict, Refused
from samspil.web.headings import in_heading

Row = TypeVar("Row", bound=Model)


def take_each(
    request: Any, rows: Sequence[Row], take: Callable[[Row], Collection[int]], called: Callable[[Row], str]
) -> None:
    """Take these, and say how many were taken. `take` answers the numbers of what was taken by it, with what goes along; `called` is what
    a row is called where it could not be.
    """
    taken, refused = set[int](), []
    for row in rows:
        if row.pk in taken:  # it went along with one before it
            continue
        try:
            taken.update(take(row))
        except Refused as refusal:
            refused.append(f"{_short(called(row))}: {refusal.sentence}")
        except Conflict:
            sentence = _("A colleague has done something with it meanwhile.")
            refused.append(f"{_short(called(row))}: {sentence}")
    if taken:
        sentence = ngettext("You have taken %(count)s.", "You have taken %(count)s.", len(taken))
        along = len(taken - {row.pk for row in rows})
        if along:
            sentence += " " + ngettext(
                "One of them went along: it is one matter with another.",
                "%(along)s of them went along: they are one matter with another.",
                along,
            )
        messages.success(request, sentence % {"count": len(taken), "along": along})
    for sentence in refused:
        messages.error(request, sentence)
    if not taken and not refused:
        messages.error(request, _("Choose those that you take."))


def _short(words: str) -> str:
    return str(Truncator(in_heading(words)).words(6))


__all__ = ["take_each"]
