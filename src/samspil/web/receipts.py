"""Receipts that say whom they are about. What a session keeps is not forgotten with the child: it keeps the row's number, and the
name is looked up when the receipt is shown, under the reader's own keys.

    receipts.name_by("item", names_of_items)                           # once, in the domain's AppConfig.ready()
    receipts.say(request, messages.INFO, _("Undone for {names}."), "item", [item.pk])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.translation import gettext as _

NamesOf = Callable[[Sequence[int]], Sequence[str]]
NAMES = "{names}"

_names: dict[str, NamesOf] = {}


def name_by(kind: str, names_of: NamesOf) -> None:
    """Let a domain name its rows: the names of those rows that the reader may read, in their order."""
    _names[kind] = names_of


def say(request: HttpRequest, level: int, text: str, kind: str, rows: Sequence[int]) -> None:
    """A receipt whose `{names}` are those of the rows, as the reader may read them when it is shown."""
    messages.add_message(request, level, text, extra_tags=" ".join([kind, *map(str, rows)]))


def told(message: Message, request: HttpRequest) -> str:
    """The receipt as it is read. One statement where it names somebody; none for others."""
    kind, *rows = (message.extra_tags or "").split() or [""]
    text = str(message)
    if kind not in _names or NAMES not in text:
        return text
    names = _names[kind]([int(row) for row in rows]) if getattr(request, "actor", None) else []
    return text.replace(NAMES, ", ".join(names) or _("somebody whom you cannot read"))


__all__ = ["name_by", "say", "told"]
