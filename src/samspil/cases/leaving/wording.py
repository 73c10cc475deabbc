"""What lies with somebody, in words that name whom it is about."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NAMED = 6  # so many things are named; of more it is said how many
LONGEST = 60


def named(things: Sequence[tuple[str, str, str]], count: int) -> str:
    """These things in a row (kind, text, child) of `count` that there were."""
    words = [_thing(*one) for one in things[:NAMED]]
    if more := count - len(words):
        further = ngettext("%(count)s thing", "%(count)s things", more) if not words else ngettext(
            "%(count)s thing more", "%(count)s things more", more
        )  # fmt: skip
        words.append(further % {"count": more})
    return ", ".join(words)


def _thing(kind: str, text: str, child: str) -> str:
    said = {"text": Truncator(text).chars(LONGEST), "child": child or _("a child whose name is not shared with you")}
    if kind == "case":
        return _("the case about %(child)s") % said
    if kind == "conversation":
        return _("the conversation with %(child)s") % said
    if kind == "concern":
        return _("the concern about %(text)s") % said
    if kind == "enquiry":
        return _("the enquiry “%(text)s”") % said
    return (_("the task “%(text)s” about %(child)s") if child else _("the task “%(text)s”")) % said
