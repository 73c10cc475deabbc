"""What every page is measured against: session, signed actor and one policed row, with no layout; and the layout by itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.people.queries import get_person


@require_safe
@open_to(signed_in)
def layout(request: HttpRequest, person_id: int) -> HttpResponse:
    """One child's name, with the layout around it."""
    return render(request, "bench/layout.html", {"person": get_person(person_id)})


@require_safe
@open_to(signed_in)
def bare(request: HttpRequest, person_id: int) -> HttpResponse:
    """The same row by itself: what session, sign-in, signature and policy cost."""
    return HttpResponse(get_person(person_id).name, content_type="text/plain; charset=utf-8")
