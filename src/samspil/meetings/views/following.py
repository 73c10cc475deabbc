"""What is noted in one press at an item."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.lib.refusals import Refused
from samspil.meetings import policies, queries
from samspil.meetings.actions import following
from samspil.meetings.forms import NotedForm, SchoolForm
from samspil.meetings.states import StatementKind
from samspil.organisations.policies import allowed
from samspil.web import receipts
from samspil.web.htmx import go


@require_POST
@open_to(signed_in)
def note(request: HttpRequest, item_id: int) -> HttpResponse:
    """An attempt to reach the family, or a fact, as told by oneself or by somebody present."""
    found = queries.get_item(item_id)
    people = queries.tellers_at(found) if allowed(policies.check_keeps_minutes, request.actor, found.meeting) else []
    form = NotedForm(request.POST, people=people, why_gone=queries.why_not_offered(found))
    if not form.is_valid():
        gone = form.has_error("said_by", "gone")
        raise Refused(str(form.errors["said_by"][0]) if gone else _("Choose what is to be noted, and who said it."))
    kind = StatementKind(form.cleaned_data["kind"])
    speaker = next((staff for staff in people if staff.pk == form.cleaned_data["said_by"]), None)
    following.note(request.actor, item=found, kind=kind, said_by=speaker)
    said = _("Noted about {names}: %(what)s.") % {"what": kind.label}
    receipts.say(request, messages.SUCCESS, said, "item", [found.pk])
    return go(request, reverse("meetings:item", args=[found.pk]))


@require_POST
@open_to(signed_in)
def school(request: HttpRequest, item_id: int) -> HttpResponse:
    """The child's school."""
    found = queries.get_item(item_id)
    schools = queries.schools_near(found.meeting, timezone.localdate(found.meeting.starts_at))
    form = SchoolForm(request.POST, schools=schools)
    if not form.is_valid():
        raise Refused(_("Choose one of the municipality’s schools."))
    chosen = next((one for one in schools if one.pk == form.cleaned_data["school"]), None)
    following.tell_school(request.actor, item=found, school=chosen)
    return go(request, reverse("meetings:item", args=[found.pk]))
