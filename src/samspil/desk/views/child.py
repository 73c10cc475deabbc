"""The page of a child. Each opening is noted as a reading."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.desk import actions
from samspil.desk.queries import child as queries
from samspil.meetings.queries import has_child
from samspil.people import actions as people
from samspil.web.htmx import go, respond


@open_to(signed_in)
@require_safe
def child(request: Any, person_id: int) -> HttpResponse:
    """Who is responsible, the case, decisions, tasks, what was told."""
    found = queries.get_child(person_id)
    if found.person.pk != person_id:
        return go(request, reverse("desk:child", args=[found.person.pk]))
    actions.read_child(request.actor, person=found.person)
    context = {
        "page": queries.child_page(found),
        "person": found.person,
        "today": timezone.localdate(),
        "has_child": has_child(request.colleague.pk, found.records),
    }
    return respond(request, "desk/child.html", context)


@open_to(signed_in)
@require_safe
def disclosures(request: Any, person_id: int) -> HttpResponse:
    """What was given about the child, to whom and why."""
    found = queries.get_child(person_id)
    actions.read_disclosures(request.actor, person=found.person)
    context = {"person": found.person, "given": queries.disclosures(request.actor, found)}
    return respond(request, "desk/disclosures.html", context, panel="disclosures")


@open_to(signed_in)
@require_safe
def readings(request: Any, person_id: int) -> HttpResponse:
    """Who has read about the child."""
    found = queries.get_child(person_id)
    context = {"person": found.person, "readings": queries.readings(request.actor, found)}
    actions.read_readings(request.actor, person=found.person)
    return respond(request, "desk/readings.html", context, panel="readings")


@open_to(signed_in)
@require_POST
def show_cpr(request: Any, person_id: int) -> HttpResponse:
    """The whole CPR number: an act of its own, which is noted. It stands in this answer alone."""
    number = people.show_cpr(request.actor, person_id=person_id)
    person = queries.get_child(person_id).person
    return respond(request, "desk/cpr.html", {"number": number, "person": person}, panel="number")
