"""A concern from outside: from a citizen, a parent, a child; and from a colleague with a link in the work mail."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import anybody, open_to
from samspil.concerns.public import actions
from samspil.concerns.public.forms import AddressForm, FromChildForm, LinkForm, OutsideForm
from samspil.concerns.public.queries import PublicPlace, public_place
from samspil.concerns.public.views.answers import answered, status_of
from samspil.concerns.queries.hours import door_now
from samspil.concerns.states import UNDER_AGE, Source
from samspil.lib.refusals import NotVisible, Refused
from samspil.web.errors import refusals_on

OF_THE_HOME = {Source.PARENT, Source.CHILD}  # they are not told to wait with the parents
SAID = ("about", "who", "text", "source", "contact", "location_type")


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to(anybody)
def concern(request: Any, body_key: str) -> HttpResponse:
    """Tell of a concern; anonymous for who wants to be."""
    place = public_place(body_key, request.mark)
    by_child = request.GET.get("fra") == "barn"  # the page for children leads here so
    kind = FromChildForm if by_child else OutsideForm
    form = kind(request.POST or None, purpose=f"raise.{body_key}", doors=place.for_concerns)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            actions.raise_from_outside(
                place, door=data["door"], said={name: data[name] for name in SAID}, nonce=form.nonce,
                in_danger=data["in_danger"],
            )  # fmt: skip
            told = _told(place, data) | {"may_be_reached": bool(data["contact"]), "contact": data["contact"]}
            of_child = data["source"] == Source.CHILD  # whichever of the two forms it was
            page = "public/received_from_child.html" if of_child else "public/received.html"
            return answered(request, page, place, told)
    page = "public/concern_of_child.html" if by_child else "public/concern.html"
    return answered(request, page, place, {"form": form}, status=status_of(form))


def _told(place: PublicPlace, data: dict[str, Any]) -> dict[str, Any]:
    """What the receipt says: who has it, before when they answer, who is reached now."""
    return {
        "now": door_now(data["door"], place.rules, place.at),
        "answer_by": actions.promised(place, data["door"]),
        "in_danger": data["in_danger"],
        "notification": data["about"] in UNDER_AGE,
        "parents_last": data["in_danger"] and data["about"] in UNDER_AGE and data.get("source") not in OF_THE_HOME,
    }


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to(anybody)
def link(request: Any, body_key: str) -> HttpResponse:
    """Ask for a link to one's work mail. The answer is the same whatever address was written."""
    place = public_place(body_key, request.mark)
    if not place.rules.stated.mail_domains:
        raise NotVisible
    form = AddressForm(request.POST or None, purpose=f"link.{body_key}")
    if request.method == "POST" and form.is_valid():
        page = request.build_absolute_uri(reverse("public:send", args=[body_key, "TOKEN"]))
        with refusals_on(form):
            actions.mail_link(place, address=form.cleaned_data["address"], link_of=page)
            return answered(request, "public/link_sent.html", place, {})
    return answered(request, "public/link.html", place, {"form": form}, status=status_of(form))


@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to(anybody)
def send(request: Any, body_key: str, token: str) -> HttpResponse:
    """Send a concern with the link. Opening the page uses nothing up: mail programs open links too."""
    place = public_place(body_key, request.mark)
    form = LinkForm(request.POST or None, purpose=f"send.{body_key}", doors=place.for_concerns)
    try:
        actions.address_in(place, token)
    except Refused as old:
        if request.method != "POST":
            return answered(request, "public/link_old.html", place, {}, status=410)
        form.add_error(None, old.sentence)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            said = {name: data[name] for name in ("about", "who", "text", "location_type")} | {"source": "other"}
            actions.send_by_link(
                place, token=token, door=data["door"], said=said, nonce=form.nonce, in_danger=data["in_danger"]
            )
            return answered(request, "public/received.html", place, _told(place, data) | {"by_link": True})
    return answered(request, "public/send.html", place, {"form": form}, status=status_of(form))
