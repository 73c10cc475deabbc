"""Reads of the actor's own drafts."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.sharing.models import Draft

TAB = "_tab"  # beside the fields of a form


def own_audience(actor: Actor) -> int:
    """The audience of the actor alone. Raises Refused for who is not staff."""
    staff = Staff.objects.filter(principal_id=actor.principal_id).only("person_audience_id").first()
    if staff is None:
        raise Refused(_("Only colleagues can keep a draft."))
    return int(staff.person_audience_id)


def draft(actor: Actor, key: str) -> dict[str, Any] | None:
    """What the actor has kept under `key`; None for nothing. One statement."""
    own = Staff.objects.filter(principal_id=actor.principal_id).values("person_audience_id")
    data: dict[str, Any] | None = (
        Draft.objects.filter(owner_audience_id__in=own, key=key).values_list("data", flat=True).first()
    )
    return data


def drafts_under(actor: Actor, prefix: str) -> list[Draft]:
    """The actor's drafts whose key begins so, newest first."""
    mine = Draft.objects.filter(owner_audience_id=own_audience(actor), key__startswith=prefix)
    return list(mine.order_by("-written_at", "-pk"))


def others(data: dict[str, Any] | None) -> list[list[str]]:
    """The texts that other pages of the same person have typed into the same form, page by page."""
    pages = (data or {}).get("others") or {}
    names = ("version", "word", "responsible", "due_on")  # chosen, or counted
    return [
        [text for name, texts in fields.items() if name not in names for text in texts if text.strip()]
        for fields in pages.values()
    ]


def tab_of(posted: QueryDict) -> str:
    """The mark of the page that a form was sent from; empty without scripts."""
    mark = posted.get(TAB, "")
    return mark if mark.isdecimal() and len(mark) <= 20 else ""


def values(data: dict[str, Any] | None) -> dict[str, list[str]]:
    """The fields of a form that the page's draft keeper sent, by name."""
    fields = (data or {}).get("values")
    return fields if isinstance(fields, dict) else {}
