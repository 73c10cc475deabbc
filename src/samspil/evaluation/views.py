"""Plans, goals and the year: what the municipality has settled. Open to everybody who works there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.evaluation import actions, forms, policies, queries
from samspil.organisations.identity import administers
from samspil.organisations.views.rules import today
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

YEARS = range(2000, 2101)


@open_to(signed_in)
@require_safe
def documents(request: Any) -> HttpResponse:
    """The register of plans, policies and agreements (K07)."""
    form = forms.DocumentSearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    words, age = asked.get("ord", ""), asked.get("alder")
    found, silent = queries.find_documents(request.colleague.body, today(request), words, age)
    context = {
        "form": form,
        "found": found,
        "silent": silent,
        "age": age,
        "searched": bool(words) or age is not None,
        "frames": queries.frames_on(request.colleague.body, today(request)),
        "administers": administers(request),
    }
    return respond(request, "evaluation/documents.html", context, panel="found")


@open_to(signed_in)
@require_safe
def document(request: Any, document_id: int) -> HttpResponse:
    """One document: its life, its sections, what it rests on."""
    shown = queries.document_page(request.colleague.body, document_id, today(request))
    context = {
        "shown": shown,
        "administers": administers(request),
        "may_renew": queries.may_renew(document_id),
    }
    return respond(request, "evaluation/document.html", context)


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: Any, document_id: int) -> HttpResponse:
    """Write down that a document was written anew, adopted and published (VAL-04)."""
    shown = queries.document_page(request.colleague.body, document_id, today(request))
    policies.check_may_renew(document_id, shown.entry.part)
    form = forms.RenewalForm(request.POST if request.method == "POST" else None, initial=shown.begun)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.renew(request.actor, document_id=document_id, **form.cleaned_data)
            messages.success(request, _("It is written down."))
            return go(request, reverse("evaluation:document", args=[document_id]))
    context = {"form": form, "shown": shown}
    return respond(request, "evaluation/renew.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_safe
def frame(request: Any, frame_id: int) -> HttpResponse:
    """A national list, and what fulfils each item here (BRO-15)."""
    shown = queries.frame_page(request.colleague.body, frame_id, today(request))
    return respond(request, "evaluation/frame.html", {"shown": shown, "administers": administers(request)})


@open_to(signed_in)
@require_safe
def goals(request: Any) -> HttpResponse:
    """The goals as trees (K08)."""
    words = request.GET.get("ord", "")[:100]
    trees, names = queries.goal_page(request.colleague.body, today(request), words)
    context = {
        "form": forms.GoalSearchForm({"ord": words}),
        "trees": trees,
        "names": names,
        "searched": bool(words),
        "administers": administers(request),
    }
    return respond(request, "evaluation/goals.html", context)


@open_to(signed_in)
@require_safe
def year(request: Any) -> HttpResponse:
    """The annual wheel of one year, to look at and to print (K51)."""
    day, asked = today(request), request.GET.get("aar", "")
    chosen = int(asked) if asked.isdecimal() and len(asked) <= len("2000") and int(asked) in YEARS else day.year
    shown = queries.annual_wheel(request.colleague.body, chosen, day)
    return respond(request, "evaluation/year.html", {"shown": shown, "administers": administers(request)})
