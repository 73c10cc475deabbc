"""What every page is measured against: a signed-in page with one policed row, in the product's layout."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.people.queries import get_person


@require_safe
@open_to(signed_in)
def page(request: HttpRequest, person_id: int) -> HttpResponse:
    """One child's name, with the layout around it."""
    return render(request, "bench/floor.html", {"person": get_person(person_id)})


@require_safe
@open_to(signed_in)
def bare(request: HttpRequest, person_id: int) -> HttpResponse:
    """The same row without a layout: what session, sign-in, signature and policy cost by themselves."""
    return HttpResponse(get_person(person_id).name, content_type="text/plain; charset=utf-8")
