"""The way of every change: a form, what it would change told in plain words, a reason, and then it holds.

Nothing is kept between the steps but what the browser sends again, so that nothing typed is lost and no half change lies
anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from samspil.lib.refusals import Conflict
from samspil.organisations.profile import ProfileErrors
from samspil.profiles import actions, queries
from samspil.profiles.forms import ReasonForm, tell_errors
from samspil.web.drafts import DRAFT, EARLIER
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

STEP, LOOK, APPLY, BACK = "step", "look", "apply", "back"
OURS = ("csrfmiddlewaretoken", STEP, "reason", "seen", "confirming-reason", DRAFT)


@dataclass(frozen=True)
class Page:
    """A form that changes the profile: what it is about, and where it leads back to."""

    subject: str
    heading: str
    back_url: str
    lead: str = ""
    tell: Callable[[Any, ProfileErrors], None] = tell_errors
    holds_all: str = ""  # a sentence where the form changes more than what it was opened for


def sent(request: Any) -> Any:
    """What was typed; None before anything was sent."""
    return request.POST if request.method == "POST" else None


def changed(request: Any, page: Page, form: forms.Form, edit: queries.Edit) -> HttpResponse:
    """Draw the form; once it is sent, what it would change; once that is confirmed, apply it and go back."""
    body, step = request.colleague.body, request.POST.get(STEP, LOOK)
    seen = request.POST.get("seen") or queries.digest_of(queries.content_of(body))
    if request.method != "POST" or step == BACK or not form.is_valid():
        return _form(request, page, form, seen)
    proposal = _proposal(body, page, form, edit)
    if proposal is None or not form.is_valid():
        return _form(request, page, form, seen)
    reason = ReasonForm(request.POST if step == APPLY else None)
    if step == APPLY and reason.is_valid():
        try:
            with refusals_on(reason):
                actions.change(
                    request.actor, body=body, edit=edit, seen=seen, subject=page.subject,
                    reason=reason.cleaned_data["reason"],
                )  # fmt: skip
                messages.success(request, _("The change holds now."))
                return go(request, page.back_url)
        except Conflict as conflict:
            now = queries.digest_of(queries.content_of(body))
            return _confirm(request, page, proposal, reason, now, status=409, conflict=conflict)
    return _confirm(request, page, proposal, reason, seen, status=422 if reason.errors else 200)


def _proposal(body: Any, page: Page, form: forms.Form, edit: queries.Edit) -> queries.Proposal | None:
    """What would hold; None, and why on the form, where it does not hold together or nothing would change."""
    try:
        proposal = queries.proposed(body, edit)
    except ProfileErrors as errors:
        page.tell(form, errors)
        return None
    if proposal.is_same:
        form.add_error(None, _("This is how it is already. Nothing would change."))
        return None
    return proposal


def _form(request: Any, page: Page, form: forms.Form, seen: str) -> HttpResponse:
    context = {"page": page, "form": form, "seen": seen, "administers": True}
    return respond(request, "profiles/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _confirm(
    request: Any,
    page: Page,
    proposal: queries.Proposal,
    reason: forms.Form,
    seen: str,
    *,
    status: int,
    conflict: Any = None,
) -> HttpResponse:
    typed = [(name, value) for name in request.POST if name not in OURS for value in request.POST.getlist(name)]
    if EARLIER not in request.POST and DRAFT in request.POST:  # of the form before: it goes with the change
        typed.append((EARLIER, request.POST[DRAFT]))
    context = {
        "page": page, "form": reason, "differences": proposal.differences, "typed": typed, "seen": seen,
        "conflict": conflict, "administers": True,
    }  # fmt: skip
    return respond(request, "profiles/confirm.html", context, status=status)
