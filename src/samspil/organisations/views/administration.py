"""Colleagues, their posts and their seats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to
from samspil.organisations import actions, forms, leaving, policies, queries
from samspil.organisations.views.rules import administrators, today
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

ON_A_PAGE = 50


def sent(request: HttpRequest) -> Any:
    """What was typed; None before anything was sent, so that an empty form can be an answer too."""
    return request.POST if request.method == "POST" else None


def page_of(staff_id: int) -> str:
    return reverse("administration:colleague", args=[staff_id])


@open_to(administrators)
@require_safe
def colleagues(request: Any) -> HttpResponse:
    """Everybody of the municipality, with search."""
    form, ended = forms.SearchForm(request.GET), "afsluttede" in request.GET
    words = request.GET.get("ord", "")
    found = queries.find_colleagues(request.colleague.body, today(request), words=words, ended=ended)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    context = {"form": form, "page": page, "words": words, "ended": ended, "administers": True}
    context["unstaffed"] = [] if ended or words else leaving.unstaffed()
    return respond(request, "organisations/colleagues.html", context, panel="colleagues")


@open_to(administrators)
@require_safe
def colleague(request: Any, staff_id: int) -> HttpResponse:
    """One colleague: contact, posts, seats, and what can be done."""
    staff = queries.get_staff(staff_id, request.colleague.body)
    shown = queries.colleague_page(staff, today(request), viewer=request.colleague)
    return respond(request, "organisations/colleague.html", {"shown": shown, "staff": staff, "administers": True})


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def create_colleague(request: Any) -> HttpResponse:
    """A new colleague with a first post, or one who comes back (`?igen=`, whose contact is filled in); the one-time link is
    shown once, in the answer.
    """
    body = request.colleague.body
    known = queries.contact_of_ended(request.GET.get("igen", ""), body)
    form = forms.CreateColleagueForm(sent(request), body=body, day=today(request), initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if form.cleaned_data.pop("signs_in_already"):
                staff = actions.give_place(request.actor, body=body, **form.place())
                return go(request, page_of(staff.pk))
            made = actions.create_colleague(request.actor, body=body, **form.cleaned_data)
            return _show_link(request, made)
    context = {"form": form, "cancel_url": reverse("administration:colleagues")}
    return respond(request, "organisations/create_colleague.html", context, status=422 if form.errors else 200)


def _show_link(request: Any, made: actions.Enrolled) -> HttpResponse:
    context = {"staff": made.staff, "link": request.build_absolute_uri(made.link), "begins": made.begins}
    return respond(request, "organisations/one_time_link.html", context)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def change_colleague(request: Any, staff_id: int) -> HttpResponse:
    """Name, address, telephone."""
    staff = queries.get_staff(staff_id, request.colleague.body)
    known = {"name": staff.name, "email": staff.email, "phone": staff.phone}
    form = forms.ContactForm(sent(request), initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.change_colleague(request.actor, staff=staff, **form.cleaned_data)
            return go(request, page_of(staff.pk))
    return _form_page(request, staff, form, _("Change contact"), _("Save"))


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def give_post(request: Any, staff_id: int) -> HttpResponse:
    """A role in a unit."""
    staff = queries.get_staff(staff_id, request.colleague.body)
    form = forms.GivePostForm(sent(request), body=staff.body, day=today(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.give_post(request.actor, staff=staff, **form.cleaned_data)
            return go(request, page_of(staff.pk))
    return _form_page(request, staff, form, _("Give a post"), _("Give the post"))


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def give_seat(request: Any, staff_id: int) -> HttpResponse:
    """A seat in a forum."""
    staff, day = queries.get_staff(staff_id, request.colleague.body), today(request)
    form = forms.GiveSeatForm(sent(request), staff=staff, day=day)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.give_seat(request.actor, staff=staff, **form.cleaned_data)
            return go(request, page_of(staff.pk))
    reasons = [policies.why_not(unit) for unit in form.not_told]
    return _form_page(request, staff, form, _("Give a seat in a forum"), _("Give the seat"), reasons=reasons)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def renew_password(request: Any, staff_id: int) -> HttpResponse:
    """A new one-time link; the old password is dead."""
    staff = queries.get_staff(staff_id, request.colleague.body)
    form = forms.ConfirmForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _show_link(request, actions.renew_password(request.actor, staff=staff))
    happens = [
        _("The password of now opens nothing any more, and every browser is signed out."),
        _(
            "You get a one-time link to pass on. It is shown once and works for three days, or until three days after a first day to come."
        ),
    ]
    question = _("Make a new one-time link for %(name)s?") % {"name": staff.name}
    return confirm_page(request, staff.pk, form, question, happens, _("Make the link"))


@open_to(administrators)
@require_POST
def end_sessions(request: Any, staff_id: int) -> HttpResponse:
    """Sign a colleague out everywhere; the password stays."""
    staff = queries.get_staff(staff_id, request.colleague.body)
    actions.end_sessions(request.actor, staff=staff)
    return go(request, page_of(staff.pk))


def _form_page(
    request: HttpRequest, staff: Any, form: Any, heading: str, submit: str, reasons: Sequence[str] = ()
) -> HttpResponse:
    """A form about a colleague; `reasons`: why something is not offered."""
    context = {"staff": staff, "form": form, "heading": heading, "submit": submit, "cancel_url": page_of(staff.pk)}
    context["reasons"] = reasons
    return respond(request, "organisations/colleague_form.html", context, status=422 if form.errors else 200)


def confirm_page(
    request: HttpRequest, staff_id: int, form: Any, question: str, happens: list[str], submit: str
) -> HttpResponse:
    context = {
        "form": form, "question": question, "what_happens": happens, "submit": submit, "cancel_url": page_of(staff_id),
    }  # fmt: skip
    return respond(request, "organisations/confirm.html", context, status=422 if form.errors else 200)
