"""Search. What is searched for travels in the body of the request, never in an address that logs and histories keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.cases import queries as cases
from samspil.desk import actions, forms
from samspil.desk.queries import searching
from samspil.web.errors import refusals_on
from samspil.web.htmx import respond


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: Any) -> HttpResponse:
    """Children. One attribute searches the open meeting and one's own work; two, or a CPR number, all that one may
    read.
    """
    form = forms.SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "note_form": forms.NoteSearchForm()}
    if request.method == "POST" and form.is_valid():
        wanted = form.wanted
        within = None if wanted.is_enough else searching.own_work(request.colleague.pk)
        hits = searching.search(wanted, within=within)
        words = [wanted.name, str(wanted.birth_date or wanted.year or ""), wanted.cpr]
        actions.note_search(request.actor, staff=request.colleague, kind="person", words=words, found=hits.persons)
        context |= {"hits": hits, "own_only": within is not None, "wanted": wanted}
    return respond(request, "desk/search.html", context, status=422 if form.errors else 200)


@open_to(signed_in)
@require_POST
def suggest(request: Any) -> HttpResponse:
    """While a name is typed: at most ten children of the open meeting and of one's own work."""
    wanted = searching.Wanted(name=request.POST.get("name", "")[:120])
    found = searching.Hits([])
    if wanted.words:
        within = searching.own_work(request.colleague.pk)
        found = searching.search(wanted, within=within, most=searching.MOST_SUGGESTIONS, undated=False)
        actions.note_search(
            request.actor, staff=request.colleague, kind="person", words=wanted.words, found=found.persons
        )
    return respond(request, "desk/_suggestions.html", {"found": found, "asked": bool(wanted.words)})


@open_to(signed_in)
@require_POST
def search_notes(request: Any) -> HttpResponse:
    """Notes by words: in one's own cases one is enough."""
    form = forms.NoteSearchForm(request.POST)
    context: dict[str, Any] = {"form": forms.SearchForm(), "note_form": form}
    if form.is_valid():
        text, everywhere = form.cleaned_data["text"], form.cleaned_data["everywhere"]
        with refusals_on(form):
            within = None if everywhere else cases.own_cases(request.colleague.pk)
            hits = cases.search_notes(text, within=within)
            actions.note_search(request.actor, staff=request.colleague, kind="note", words=[text], found=hits.notes)
            context |= {"note_hits": hits}
    return respond(request, "desk/search.html", context, status=422 if form.errors else 200)
