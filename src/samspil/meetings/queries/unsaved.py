"""What a colleague has typed at a meeting and not saved: before it is ended or approved, that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from samspil.access.actor import Actor
from samspil.meetings.models import Item, Meeting, Statement
from samspil.meetings.states import ItemState
from samspil.sharing.drafts import queries as kept
from samspil.web.templatetags.samspil import or_unknown

_DECISION = ("reason", "text")


@dataclass(frozen=True)
class Unsaved:
    """Where something is typed and not saved: what it is called, and the page where it stands again."""

    label: str
    address: str


def unsaved_at(actor: Actor, meeting: Meeting) -> list[Unsaved]:
    """Where the actor has typed something at an item of this meeting and not saved it, in the order of the agenda. Four statements."""
    items = Item.objects.filter(meeting=meeting).exclude(state__in=[ItemState.MOVED, ItemState.WITHDRAWN])
    found = []
    drafts = {draft.key: draft.data for draft in kept.drafts_under(actor, "item-")}
    mended = {draft.key: draft.data for draft in kept.drafts_under(actor, "statement-")}
    said = Statement.objects.filter(item__in=items).order_by("pk") if mended else Statement.objects.none()
    told = [one for one in said if is_other(mended.get(f"statement-{one.pk}-text"), {"text": one.text})]
    for item in items.select_related("slot").order_by("slot__position", "pk"):
        label = f"{item.slot.position}. {or_unknown(item.label)}"
        decision = drafts.get(f"item-{item.pk}-decision") if item.state == ItemState.WAITING else None
        if is_other(decision, dict.fromkeys(_DECISION, "")):
            found.append(Unsaved(label, reverse("meetings:item", args=[item.pk])))
        if is_other(drafts.get(f"item-{item.pk}-share"), {"text": ""}):
            found.append(Unsaved(label, reverse("meetings:share", args=[item.pk])))
        found += [Unsaved(label, reverse("meetings:correct", args=[one.pk])) for one in told if one.item_id == item.pk]
    return found


def is_other(draft: Mapping[str, object] | None, saved: Mapping[str, str]) -> bool:
    """Whether a draft has something in one of these fields that is not what is saved there, in any of the person's windows."""
    data = dict(draft or {})
    pages: Iterable[Mapping[str, Sequence[str]]] = (kept.values(data), *kept.others(data))
    return any(
        text.strip() and _plain(text) != _plain(there)
        for fields in pages
        for name, there in saved.items()
        for text in fields.get(name, ())
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
