"""The municipality's calendar, words and texts, any section as text, its history and its file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to
from samspil.lib.refusals import NotVisible
from samspil.organisations.profile import written
from samspil.organisations.views.rules import administrators, today
from samspil.profiles import editing, queries
from samspil.profiles.forms import ClosingDaysForm, SchoolYearForm, SectionForm, TextsForm, WordForm
from samspil.profiles.models import Subject
from samspil.profiles.views.flow import Page, changed, sent
from samspil.profiles.wording import SECTION_WORDS
from samspil.web.htmx import respond

Content = queries.Content


@open_to(administrators)
@require_safe
def overview(request: Any) -> HttpResponse:
    """What can be changed, and what was changed last."""
    body = request.colleague.body
    shown = queries.overview(body, today(request))
    other = "body" if "municipality" in shown.stated else "municipality"
    sections = [(name, word, name in shown.stated) for name, word in SECTION_WORDS.items() if name != other]
    return respond(request, "profiles/overview.html", {"shown": shown, "sections": sections, "administers": True})


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def school_year(request: Any, starts: int) -> HttpResponse:
    """The school holidays of one school year, and who has confirmed them."""
    if not 2000 <= starts <= 2100:
        raise NotVisible
    content = queries.content_of(request.colleague.body)
    years = content.get("calendar", {}).get("school_years", [])
    form = SchoolYearForm(sent(request), year=next((year for year in years if year["starts"] == starts), {}))
    heading = _("School holidays %(first)d/%(last)02d") % {"first": starts, "last": (starts + 1) % 100}
    page = Page(Subject.CALENDAR, heading, reverse("setup:overview"))

    def edit(now: Content) -> None:
        editing.set_school_year(now, starts, form.holidays(), form.cleaned_data["confirmed_by"])

    return changed(request, page, form, edit)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def closing_days(request: Any) -> HttpResponse:
    """Days on which the municipality is closed every year."""
    content = queries.content_of(request.colleague.body)
    form = ClosingDaysForm(sent(request), days=content.get("calendar", {}).get("closing_days", []))
    page = Page(
        Subject.CALENDAR, _("Closing days"), reverse("setup:overview"), lead=_("Public holidays are known already.")
    )
    return changed(request, page, form, lambda now: editing.set_closing_days(now, form.days()))


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: Any, term: str) -> HttpResponse:
    """What one of the product's words is called here."""
    content = queries.content_of(request.colleague.body)
    known = next((one for one in content.get("vocabulary", []) if one["term"] == term), None)
    if known is None and term not in queries.terms_of_glossary():
        raise NotVisible
    form = WordForm(sent(request), initial=known)
    page = Page(
        Subject.WORDS, _("What we call it: %(term)s") % {"term": queries.term_in_words(term)}, reverse("setup:overview")
    )
    return changed(request, page, form, lambda now: editing.set_word(now, term, form.cleaned_data))


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: Any) -> HttpResponse:
    """What the cooperation says about itself."""
    content = queries.content_of(request.colleague.body)
    whose = "municipality" if "municipality" in content else "body"
    form = TextsForm(sent(request), initial=content[whose])
    page = Page(Subject.WORDS, _("Texts about the cooperation"), reverse("setup:overview"))
    return changed(request, page, form, lambda now: editing.fill(now[whose], form.cleaned_data))


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Any, name: str) -> HttpResponse:
    """A whole section as it stands in the file, for what has no form of its own."""
    if name not in SECTION_WORDS:
        raise NotVisible
    content = queries.content_of(request.colleague.body)
    form = SectionForm(sent(request), section=name, initial={"text": queries.section_text(content, name)})
    page = Page(
        Subject.SECTION, str(SECTION_WORDS[name]), reverse("setup:overview"), lead=_("As it stands in the profile’s file."),
        tell=lambda shown, errors: shown.tell(errors),
    )  # fmt: skip
    return changed(request, page, form, lambda now: editing.set_section(now, name, form.document.data[name]))


@open_to(administrators)
@require_safe
def history(request: Any) -> HttpResponse:
    """Every version: who, when and why."""
    return respond(
        request, "profiles/history.html", {"lines": queries.history(request.colleague.body), "administers": True}
    )


@open_to(administrators)
@require_safe
def version(request: Any, version_id: int) -> HttpResponse:
    """One version: what it said differently from the one before."""
    line, told = queries.version_page(request.colleague.body, version_id)
    return respond(request, "profiles/version.html", {"line": line, "differences": told, "administers": True})


@open_to(administrators)
@require_safe
def export(request: Any) -> HttpResponse:
    """The profile that holds now as its file; read in again it changes nothing."""
    body = request.colleague.body
    headers = {"Content-Disposition": f'attachment; filename="{body.key}.yaml"'}
    text = written(queries.content_of(body), body.name)
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)
