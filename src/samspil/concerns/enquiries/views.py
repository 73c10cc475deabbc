"""Citizens' enquiries: the queue, a new one, one of them, a count, and the public page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import anybody, open_to, signed_in
from samspil.concerns.enquiries import actions
from samspil.concerns.enquiries.forms import (
    AnswerForm,
    AssignForm,
    CloseForm,
    ConcernForm,
    EnquireForm,
    OnTheSpotForm,
    PassOnForm,
    RegisterForm,
    ReopenForm,
)  # fmt: skip
from samspil.concerns.enquiries.queries import EnquiryPage, get_enquiry, my_doors
from samspil.concerns.public.queries import public_place
from samspil.concerns.public.views.answers import answered, status_of
from samspil.concerns.queue_forms import ReopeningQueueForm, chosen, narrowed
from samspil.concerns.views.taking import take_each
from samspil.lib.refusals import Conflict, NotVisible
from samspil.web.errors import refusals_on
from samspil.web.headings import in_heading
from samspil.web.htmx import go, respond


@require_GET
@open_to(signed_in)
def queue(request: Any) -> HttpResponse:
    """What is open, overdue first."""
    form = ReopeningQueueForm(request.GET)
    page = actions.look_at_queue(request.actor, wanted=form.wanted())
    return respond(request, "enquiries/queue.html", {"page": page, "form": form, "now": request.actor.at})


@require_POST
@open_to(signed_in)
def take_several(request: Any) -> HttpResponse:
    """Take each that is chosen."""
    found = [get_enquiry(number) for number in chosen(request)]
    take_each(request, found, lambda one: actions.take(request.actor, enquiry=one), lambda one: one.matter)
    return go(request, reverse("enquiries:queue") + narrowed(request))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def register(request: Any) -> HttpResponse:
    """Register what a citizen asked."""
    doors = _doors(request)
    initial = {"due_on": actions.proposed_day(request.actor, doors[0])}
    form = RegisterForm(request.POST or None, doors=doors, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        key = data.pop("idempotency_key")
        with refusals_on(form):
            made = actions.register(request.actor, key=key, **data)
            messages.success(request, _("It is registered."))
            return go(request, reverse("enquiries:enquiry", args=[made.pk]))
    return respond(request, "enquiries/register.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def on_the_spot(request: Any) -> HttpResponse:
    """Intervened on the spot, no case: a count."""
    today = timezone.localdate(request.actor.at)
    form = OnTheSpotForm(request.POST or None, doors=_doors(request), initial={"day": today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        key = data.pop("idempotency_key")
        with refusals_on(form):
            actions.count_on_the_spot(request.actor, key=key, **data)
            messages.success(request, _("It is counted."))
            return go(request, reverse("enquiries:queue"))
    return respond(request, "enquiries/on_the_spot.html", {"form": form}, status=422 if form.errors else 200)


def _doors(request: Any) -> Any:
    doors = tuple(my_doors(request.actor))
    if not doors:
        raise NotVisible
    return doors


@require_GET
@open_to(signed_in)
def enquiry(request: Any, enquiry_id: int) -> HttpResponse:
    """One enquiry, with all that can be done."""
    return _drawn(request, actions.open_enquiry(request.actor, enquiry_id=enquiry_id))


def _drawn(request: Any, page: EnquiryPage, form: forms.Form | None = None) -> HttpResponse:
    seen = {"version": page.enquiry.version}
    known: dict[str, forms.Form] = {
        "assign": AssignForm(
            colleagues=page.colleagues,
            initial=seen | {"staff": page.enquiry.assigned_to_id, "due_on": page.enquiry.due_on},
        ),
        "answer": AnswerForm(initial=seen),
        "late": AnswerForm(initial=seen | {"text": _("That the answer is late."), "follow_up_on": page.new_day}),
        "pass_on": PassOnForm(initial=seen),
        "to_concern": ConcernForm(initial=seen | {"who": in_heading(page.enquiry.place)}),
        "close": CloseForm(initial=seen),
        "reopen": ReopenForm(initial=seen),
    }
    if form is not None:
        known[request.resolver_match.url_name] = form
    for name, one in known.items():
        one.auto_id = f"id_{name}_%s"  # the forms on one page: an id names one field
    status = 422 if form is not None else 200
    return respond(request, "enquiries/enquiry.html", {"page": page, "forms": known}, status=status)


def _act(
    request: Any,
    enquiry_id: int,
    make: Callable[[Any], forms.Form],
    do: Callable[[Any, Any], object],
    said: Callable[[Any], str] = lambda page: _("It is saved."),
) -> HttpResponse:
    """A form on the page of an enquiry: carried out, or the page again with what was typed."""
    page = actions.open_enquiry(request.actor, enquiry_id=enquiry_id)
    form = make(page)
    if form.is_valid():
        try:
            with refusals_on(form):
                do(page, form.cleaned_data)
        except Conflict as met:
            if not met.is_own:  # else sent twice at once
                raise
        if form.is_valid():
            messages.success(request, said(page))
            return go(request, reverse("enquiries:enquiry", args=[enquiry_id]))
    return _drawn(request, page, form)


def _still_to_be_told(page: EnquiryPage) -> str:
    """What was written down reaches nobody by itself."""
    if page.caller is None or not page.caller.contact:
        return _("It is written down. Nothing is sent from here.")
    return _("It is written down. Nothing is sent from here: tell the citizen yourself, %(contact)s.") % {
        "contact": page.caller.contact
    }


@require_http_methods(["POST"])
@open_to(signed_in)
def assign(request: Any, enquiry_id: int) -> HttpResponse:
    """Give it to a colleague."""
    return _act(
        request,
        enquiry_id,
        lambda page: AssignForm(request.POST, colleagues=page.colleagues),
        lambda page, data: actions.assign(request.actor, enquiry=page.enquiry, **data),
    )


@require_http_methods(["POST"])
@open_to(signed_in)
def answer(request: Any, enquiry_id: int) -> HttpResponse:
    """Write down the answer."""
    return _act(
        request,
        enquiry_id,
        lambda page: AnswerForm(request.POST),
        lambda page, data: actions.answer(request.actor, enquiry=page.enquiry, **data),
        said=_still_to_be_told,
    )


@require_http_methods(["POST"])
@open_to(signed_in)
def pass_on(request: Any, enquiry_id: int) -> HttpResponse:
    """Pass it on."""
    return _act(
        request,
        enquiry_id,
        lambda page: PassOnForm(request.POST),
        lambda page, data: actions.pass_on(request.actor, enquiry=page.enquiry, **data),
    )


@require_http_methods(["POST"])
@open_to(signed_in)
def to_concern(request: Any, enquiry_id: int) -> HttpResponse:
    """It becomes a concern."""
    return _act(
        request,
        enquiry_id,
        lambda page: ConcernForm(request.POST),
        lambda page, data: actions.to_concern(request.actor, enquiry=page.enquiry, **data),
    )


@require_http_methods(["POST"])
@open_to(signed_in)
def close(request: Any, enquiry_id: int) -> HttpResponse:
    """End it."""
    return _act(
        request,
        enquiry_id,
        lambda page: CloseForm(request.POST),
        lambda page, data: actions.close(request.actor, enquiry=page.enquiry, **data),
    )


@require_http_methods(["POST"])
@open_to(signed_in)
def reopen(request: Any, enquiry_id: int) -> HttpResponse:
    """Open it again."""
    return _act(
        request,
        enquiry_id,
        lambda page: ReopenForm(request.POST),
        lambda page, data: actions.reopen(request.actor, enquiry=page.enquiry, **data),
    )


@csrf_exempt  # there is no session to ride on; the form's own token stands for it
@require_http_methods(["GET", "POST"])
@open_to(anybody)
def enquire(request: Any, body_key: str) -> HttpResponse:
    """The public page: a citizen asks."""
    place = public_place(body_key, request.mark)
    form = EnquireForm(request.POST or None, purpose=f"enquire.{body_key}")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        said = {name: data[name] for name in ("matter", "place", "name", "contact")}
        with refusals_on(form):
            actions.enquire(place, door=place.for_enquiries, said=said, nonce=form.nonce, in_danger=data["in_danger"])
            told = {
                "now": place.enquiring,
                "may_be_reached": bool(data["contact"]),
                "due_on": actions.answered_before(place, place.for_enquiries),
                "in_danger": data["in_danger"],
            }
            return answered(request, "enquiries/enquired.html", place, told)
    return answered(request, "enquiries/enquire.html", place, {"form": form}, status=status_of(form))
