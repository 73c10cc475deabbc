"""Who the matter is about, as it is said at the table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.concerns import actions as concerns
from samspil.concerns.forms import MatchForm
from samspil.lib.refusals import NotVisible
from samspil.meetings import queries
from samspil.meetings.actions import identifying, joining, striking
from samspil.meetings.forms import WhoForm
from samspil.meetings.states import ItemState
from samspil.web import receipts
from samspil.web.errors import refusals_on
from samspil.web.htmx import go

WAITS_FOR_ADULTS = gettext_lazy("{names} waits for the meeting with the seats for adults.")


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def who(request: HttpRequest, item_id: int) -> HttpResponse:
    """Age and spelling as told; and which child known to the forum's door it is, or none of them."""
    found = queries.get_item(item_id)
    if found.owner_audience_id not in cabinet.own_keys():  # those who keep the minutes write down who it is
        raise NotVisible
    sent = request.POST if request.method == "POST" else None
    matching = sent is not None and "person" in sent
    initial = {name: getattr(found, name) for name in ("birth_date", "age_told", "role", "version")}
    told = WhoForm(None if matching else sent, has_role=bool(found.entry_id), initial={"name": found.label, **initial})
    entry = concerns.open_entry(request.actor, entry_id=found.entry_id) if found.entry_id else None
    known = queries.known_to(found, queries.agenda_of(found.meeting).rows)
    people = [one.person for one in known]
    own = queries.own_record(found) if entry else None
    match = (
        MatchForm(sent if matching else None, page=entry, known=people, but=own, auto_id="match_%s") if entry else None
    )
    back = reverse("meetings:item", args=[found.pk])
    if matching and match and match.is_valid():
        with refusals_on(match):
            person = match.cleaned_data["person"]
            made = identifying.match(request.actor, item=found, version=found.version, person_id=person)
            if request.headers.get("Line"):
                return JsonResponse({"told": _("{name}: known from earlier").format(name=made.label)})
            if made.state == ItemState.MOVED:
                receipts.say(request, messages.INFO, str(WAITS_FOR_ADULTS), "item", [made.pk])
                return go(request, reverse("meetings:table", args=[found.meeting_id]))
            return go(request, back)
    elif sent is not None and told.is_valid():
        with refusals_on(told):
            moved = identifying.tell(request.actor, item=found, **told.cleaned_data)
            if moved:
                receipts.say(request, messages.INFO, str(WAITS_FOR_ADULTS), "item", [found.pk])
            return go(request, reverse("meetings:table", args=[found.meeting_id]) if moved else back)
    offered = match if match and match.offers and entry and entry.line.entry.name else None
    context = {"item": found, "form": told, "match": offered, "back": back}
    failed = told.errors or (match and match.errors)
    return render(request, "meetings/who.html", context, status=422 if failed else 200)


@require_POST
@open_to(signed_in)
def join(request: HttpRequest, item_id: int) -> HttpResponse:
    """This item and another are about one child, or about two (`two`); or the child of a line that waits on a list (`line`)."""
    found, number = queries.get_item(item_id), request.POST.get("other", "")
    if "two" in request.POST:
        other = queries.get_item(int(number) if number.isdecimal() else 0)
        joining.tell_apart(request.actor, item=found, other=other)
        said = _("{names}: two children. It is not asked again here.")
        receipts.say(request, messages.SUCCESS, said, "item", [found.pk, other.pk])
        if request.POST.get("back") == "meeting":
            return go(request, reverse("meetings:meeting", args=[found.meeting_id]))
        return go(request, reverse("meetings:item", args=[found.pk]))
    if line := request.POST.get("line", ""):
        came_from = _("the line of the list and the name read aloud")
        kept = joining.join_line(request.actor, item=found, entry_id=int(line) if line.isdecimal() else 0)
    else:
        other = queries.get_item(int(number) if number.isdecimal() else 0)
        came_from = queries.came_from(found, other)
        kept = joining.join(request.actor, item=found, other=other)
    if request.headers.get("Line"):
        return JsonResponse({"told": _("{name}: one item now").format(name=kept.label)})
    said = _("{names}: the two items are one now, with %(both)s.") % {"both": came_from}
    receipts.say(request, messages.SUCCESS, said, "item", [kept.pk])
    if request.POST.get("back") == "meeting":
        return go(request, reverse("meetings:meeting", args=[kept.meeting_id]))
    if kept.meeting_id != found.meeting_id:
        receipts.say(request, messages.INFO, str(WAITS_FOR_ADULTS), "item", [kept.pk])
        return go(request, reverse("meetings:table", args=[found.meeting_id]))
    return go(request, reverse("meetings:item", args=[kept.pk]))


@require_POST
@open_to(signed_in)
def part(request: HttpRequest, item_id: int) -> HttpResponse:
    """They were two after all."""
    found = queries.get_item(item_id)
    kept_id = found.joined_to_id or 0
    item = joining.part(request.actor, item=found)
    said = _("{names} stand on the agenda as two items again.")
    receipts.say(request, messages.SUCCESS, said, "item", [kept_id, item.pk])
    if request.POST.get("back") == "meeting":
        return go(request, reverse("meetings:meeting", args=[item.meeting_id]))
    return go(request, reverse("meetings:item", args=[item.pk]))


@require_POST
@open_to(signed_in)
def strike(request: HttpRequest, item_id: int) -> HttpResponse:
    """A name written by mistake is taken away; the table says so, with the way back."""
    item = queries.get_item(item_id)
    following = queries.agenda_of(item.meeting).next_after(item.pk)
    striking.strike(request.actor, item=item)
    said = _(
        "{names} is taken away, and goes to deletion when the minutes are approved. Until the meeting is over you can put it back."
    )
    receipts.say(request, messages.SUCCESS, said, "item", [item.pk])
    if following and following.item:
        return go(request, reverse("meetings:item", args=[following.item.pk]))
    return go(request, reverse("meetings:table", args=[item.meeting_id]))


@require_POST
@open_to(signed_in)
def restore(request: HttpRequest, item_id: int) -> HttpResponse:
    """Undo of `strike`."""
    item = striking.restore(request.actor, item=queries.get_item(item_id))
    return go(request, reverse("meetings:item", args=[item.pk]))
