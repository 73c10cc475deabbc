"""One decision for several children of an event: it shows whom and asks once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Refused
from samspil.meetings import queries
from samspil.meetings.actions import deciding
from samspil.meetings.forms import DecisionForm
from samspil.meetings.models import Item
from samspil.meetings.queries import TablePage
from samspil.meetings.queries.agenda import Row
from samspil.meetings.views.table import at_item, choice_of, draft_key
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import queries as kept
from samspil.web.errors import refusals_on
from samspil.web.htmx import go
from samspil.web.templatetags.samspil import or_unknown


@require_POST
@open_to(signed_in)
def decide_event(request: HttpRequest, item_id: int) -> HttpResponse:
    """The same decision for several children of one event: shows whom and asks once, then saves it for those chosen."""
    found = queries.get_item_to_show(item_id)
    page = queries.table_page(request.actor, found, own_keys=cabinet.own_keys())
    form = DecisionForm(request.POST, words=page.words, people=page.able, why_gone=queries.why_not_offered(found))
    if not form.is_valid():
        return at_item(request, found, form=form)
    chosen = request.POST.getlist("children")
    if "confirmed" not in request.POST:
        return _ask_whom(request, found, page, form, chosen=queries.proposed_for(page, form.cleaned_data["word"]))
    rows = [row for row in page.siblings or [page.row] if row.item and row.is_open and str(row.item.pk) in chosen]
    marks = queries.told_marks(row.item for row in rows if row.item)
    told = [row for row in rows if row.item and request.POST.get(_seen(row.item.pk)) not in {None, marks[row.item.pk]}]
    with refusals_on(form):
        _check_whom(page, chosen, form.cleaned_data["idempotency_key"], told)
        deciding.decide_event(
            request.actor,
            choice=choice_of(form, page),
            key=form.cleaned_data["idempotency_key"],
            items=[(row.item, row.item.version, marks[row.item.pk]) for row in rows if row.item],
        )
        drafts.discard(request.actor, draft_key(found.pk), **kept.sent_from(request.POST))
        return go(request, f"{reverse('meetings:table', args=[found.meeting_id])}?efter={found.pk}")
    return _ask_whom(request, found, page, form, chosen={int(one) for one in chosen if one.isdecimal()}, told=told)


def _seen(item_id: int) -> str:
    """The field with the mark of what the page showed as told at an item of the event."""
    return f"seen-{item_id}"


def _check_whom(page: TablePage, chosen: list[str], key: UUID, told: list[Row]) -> None:
    """Nobody is left out without a word. Raises Refused with who was decided by somebody else meanwhile, and at whom something
    was told.
    """
    if not chosen:
        raise Refused(_("Choose at least one child, or go back and decide for this one alone."))
    met = queries.decided_meanwhile(page, chosen, key)
    if met:
        raise Refused(
            _(
                "Somebody else has decided meanwhile about: %(names)s. That stands. See who is ticked now, and press again."
            )
            % {"names": _called(met)}
        )
    if told:
        raise Refused(
            _("Something has been told meanwhile at: %(names)s. Read it there first. Press again for the others.")
            % {"names": _called(told)}
        )


def _called(rows: list[Row]) -> str:
    return ", ".join(or_unknown(row.item.label) for row in rows if row.item)


def _ask_whom(
    request: HttpRequest,
    found: Item,
    page: TablePage,
    form: DecisionForm,
    *,
    chosen: set[int],
    told: Sequence[Row] = (),
) -> HttpResponse:
    """Whom the decision is for. Those at whom something was `told` meanwhile are decided alone, where it is read."""
    data = form.cleaned_data
    rows = [(row, row.item.pk) for row in page.siblings or [page.row] if row.item and row.is_open]
    alone = queries.taken_alone(page, data["word"])
    alone |= {row.item.pk: _("something has been told here meanwhile") for row in told if row.item}
    marks = queries.told_marks(row.item for row, _pk in rows if row.item)
    context = {
        "meeting": page.meeting,
        "item": found,
        "form": form,
        "rows": [
            (row, item_id in chosen, _seen(item_id), marks[item_id]) for row, item_id in rows if item_id not in alone
        ],
        "alone": [(row, alone[item_id]) for row, item_id in rows if item_id in alone],
        "word": next(word.word for word in page.words if word.word.code == data["word"]),
        "responsible": next((staff for staff in page.people if staff.pk == data["responsible"]), None),
        "due_on": data["due_on"],
    }
    return render(request, "meetings/event.html", context, status=422 if form.errors else 200)
