"""Who is invited to one item, and the page that a citizen's secret link opens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import anybody, open_to, signed_in
from samspil.meetings.matters import choices, forms, policies, queries
from samspil.meetings.matters.actions import inviting as acts
from samspil.meetings.matters.actions import reading
from samspil.meetings.matters.views.asking import METHODS, page_of
from samspil.organisations.queries import OfferedColleague, OfferedUnit, profile_of
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_http_methods(METHODS)
def invite(request: Any, matter_id: int) -> HttpResponse:
    """Invite a colleague, a unit or a citizen to one item. A citizen's link is shown once, in the answer."""
    found = queries.get_own_matter(matter_id)
    policies.check_leads(request.actor, found.meeting)
    forum, day = found.meeting.forum, timezone.localdate(found.meeting.starts_at)
    people, units = choices.colleagues_around(forum, day), choices.units_around(forum, day)
    pressed = request.POST.get("invite", "")
    insider = forms.InviteForm(request.POST if pressed == "insider" else None, who=forms.who_options(people, units))
    citizen, link = forms.CitizenForm(request.POST if pressed == "citizen" else None), ""
    if insider.is_bound and insider.is_valid():
        with refusals_on(insider):
            _invite(request, found, insider.cleaned_data["who"], people, units)
            return go(request, reverse("matters:invite", args=[found.pk]))
    if citizen.is_bound and citizen.is_valid():
        with refusals_on(citizen):
            _made, secret = acts.invite_citizen(request.actor, matter=found, **citizen.cleaned_data)
            link = request.build_absolute_uri(reverse("guests:matter", args=[secret]))
            citizen = forms.CitizenForm()
    page = queries.matter_page(found, request.colleague, seated=True)
    context = {
        "page": page, "matter": found, "meeting": found.meeting, "insider": insider, "citizen": citizen, "link": link,
        "hints": profile_of(forum, day).guests,
    }  # fmt: skip
    return respond(request, "matters/invite.html", context, status=422 if insider.errors or citizen.errors else 200)


def _invite(request: Any, matter: Any, who: str, people: list[OfferedColleague], units: list[OfferedUnit]) -> None:
    staff_id, unit_id = forms.chosen(who)
    if staff_id:
        acts.invite_colleague(
            request.actor, matter=matter, staff=next(one.staff for one in people if one.staff.pk == staff_id)
        )
    elif unit_id:
        acts.invite_unit(request.actor, matter=matter, unit=next(one.unit for one in units if one.unit.pk == unit_id))
    messages.success(request, _("They are invited, and read this item alone."))


@open_to(signed_in)
@require_POST
def call_off(request: Any, invitation_id: int) -> HttpResponse:
    """Call an invitation off."""
    found = queries.get_invitation(invitation_id)
    acts.call_off(request.actor, invitation=found)
    messages.success(request, _("The invitation is called off; the item is closed to them."))
    return go(request, page_of(found.matter.meeting_id, anchor=found.matter_id))


@open_to(anybody)
@require_safe
def guest(request: HttpRequest, guest_secret: str) -> HttpResponse:
    """The one item behind a secret link; from the day after the meeting there is nothing."""
    answer = render(request, "matters/guest.html", {"matter": reading.matter_behind(guest_secret)})
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
