"""The wall screen: the present child only, following the minute-taker."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.meetings import queries
from samspil.meetings.actions import showing
from samspil.web.htmx import respond, wants_panel


@require_GET
@open_to(signed_in)
def wall(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The present child, or a sentence. A browser that shows the same still asks with `shown` and gets 204: nothing is sent."""
    page = queries.wall_of(queries.get_meeting(meeting_id))
    if wants_panel(request) and page.item and request.GET.get("shown") == str(page.item.slot_id):
        return HttpResponse(status=204)
    if page.item:
        showing.show_on_wall(request.actor, item=page.item)
    return respond(request, "meetings/wall.html", {"page": page, "meeting": page.meeting}, panel="wall")


@require_POST
@open_to(signed_in)
def turn(request: HttpRequest, item_id: int) -> HttpResponse:
    """The table of the minute-taker says to which item it has turned, so that the wall can follow."""
    showing.turn(request.actor, item=queries.get_item(item_id))
    return HttpResponse(status=204)
