"""Reads of the actor's own drafts."""

from __future__ import annotations

from typing import Any, TypedDict

from django.db.models import Case, JSONField, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.sharing.models import Draft
from samspil.web.drafts import BASE, FORM_KEY, Typed

MOST = 200
OF_THE_PAGE = {"version", "idempotency_key"}

MOST_PAGES = 8  # of those that a window showed before; a draft that is older is known by what the page shows
TAB, WAS, CHOSEN, BEGAN = "_tab", "_was", "_chosen", "_began"  # beside the fields of a form


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


def is_typed(data: dict[str, Any] | None) -> bool:
    """Whether somebody has written something in what is kept: not where a page alone was opened, or something was chosen in it."""
    chosen = set((data or {}).get("chosen", ()))
    return any(
        name not in OF_THE_PAGE and name not in chosen and any(text.strip() for text in texts)
        for fields in (values(data or {}), *others(data))
        for name, texts in fields.items()
    )


def drafts_under(actor: Actor, prefix: str) -> list[Draft]:
    """The actor's drafts whose key begins so, newest first."""
    mine = Draft.objects.filter(owner_audience_id=own_audience(actor), key__startswith=prefix)
    return list(mine.order_by("-written_at", "-pk"))


def others(data: dict[str, Any] | None) -> list[dict[str, list[str]]]:
    """What other pages of the same person have typed into the same form, page by page, by field: the page's script shows the texts,
    and what was chosen by its label.
    """
    pages = (data or {}).get("others") or {}
    return [{name: texts for name, texts in fields.items() if name not in OF_THE_PAGE} for fields in pages.values()]


class Page(TypedDict):
    """A page that sends: its mark, empty without scripts; the fields as it knows them to be kept; the marks of the pages that this
    window showed before, the latest first, whose draft it goes on with; and the names of the fields in which something is chosen,
    not typed.
    """

    tab: str
    base: dict[str, list[str]]
    was: list[str]
    chosen: list[str]


def sent_from(posted: QueryDict) -> Page:
    """The page from which a form or its draft was sent."""
    known = QueryDict(posted.get(BASE, ""))
    return Page(
        tab=_mark(posted.get(TAB, "")),
        base=dict(known.lists()),
        was=[mark for told in posted.get(WAS, "").split(" ")[:MOST_PAGES] if (mark := _mark(told))],
        chosen=[name for name in posted.get(CHOSEN, "").split(" ") if name],
    )


def _mark(told: str) -> str:
    return told if told.isdecimal() and len(told) <= 20 else ""


def began_with(posted: QueryDict) -> dict[str, list[str]] | None:
    """What stood in the form before anything was typed into it; None where the page cannot know."""
    return dict(QueryDict(posted.get(BEGAN, "")).lists()) if BEGAN in posted else None


def form_drafts(actor: Actor) -> dict[str, Typed]:
    """What the actor has typed in forms, by the keys of their drafts; of drafts that a domain restores itself, only that there are
    any. One statement.
    """
    own = Staff.objects.filter(principal_id=actor.principal_id).values("person_audience_id")
    typed = Case(When(key__startswith=FORM_KEY, then="data"), default=None, output_field=JSONField())
    rows = Draft.objects.filter(owner_audience_id__in=own).annotate(typed=typed).values_list("key", "typed")
    return {key: typed_in(data) for key, data in rows.order_by("-written_at", "-pk")[:MOST]}


def typed_in(data: dict[str, Any] | None) -> Typed:
    """A draft as a form begins with it (`web.drafts.restore`)."""
    return Typed(values(data), (data or {}).get("began"))


def values(data: dict[str, Any] | None) -> dict[str, list[str]]:
    """The fields of a form that the page's draft keeper sent, by name. No version and no key: those are of the page that is drawn."""
    fields = (data or {}).get("values")
    return (
        {name: texts for name, texts in fields.items() if name not in OF_THE_PAGE} if isinstance(fields, dict) else {}
    )
