"""Seats of a forum, and what it works by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to
from samspil.organisations.queries import forum_page as register_page
from samspil.organisations.queries import get_forum
from samspil.organisations.views.rules import administrators, today
from samspil.profiles import editing, queries
from samspil.profiles.forms import AgendaForm, DecisionsForm, EndSeatForm, RhythmForm, SeatForm
from samspil.profiles.models import Subject
from samspil.profiles.views.flow import Page, changed, sent
from samspil.web.htmx import respond

Content = queries.Content


def _stated(request: Any, forum_id: int) -> tuple[Any, Content, dict[str, Any]]:
    """The forum, the content that holds now, and what it states about the forum."""
    forum = get_forum(forum_id, request.colleague.body)
    content = queries.content_of(forum.body)
    return forum, content, content["forums"][editing.forum_of(content, forum.key)]


def _page(forum: Any, stated: dict[str, Any], subject: str, heading: str) -> Page:
    several = _("The profile states this forum once for several districts: the change holds for all of them.")
    return Page(
        subject, heading, reverse("setup:forum", args=[forum.pk]), lead=forum.name,
        holds_all=several if stated["key"] != forum.key else "",
    )  # fmt: skip


def _with_basis(found: Any, form: SeatForm, edit: queries.Edit) -> queries.Edit:
    """The change, and on which legal basis units of that kind give in the forum from now on, where that was chosen."""

    def both(now: Content) -> None:
        edit(now)
        if basis := form.chosen_basis():
            editing.add_basis(now, found.key, basis.giver, basis.key)

    return both


@open_to(administrators)
@require_safe
def forum(request: Any, forum_id: int) -> HttpResponse:
    """One forum to change: its seats with those who sit there, and its rules."""
    found = get_forum(forum_id, request.colleague.body)
    shown = register_page(found, today(request))
    context = {
        "forum": found,
        "shown": shown,
        "seats": queries.seats_to_change(found, today(request)),
        "administers": True,
    }
    return respond(request, "profiles/forum.html", context)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def add_seat(request: Any, forum_id: int) -> HttpResponse:
    """One more seat."""
    found, content, stated = _stated(request, forum_id)
    form = SeatForm(sent(request), content=content, forum=stated, bases=queries.bases_to_choose(stated))
    page = _page(found, stated, Subject.SEATS, _("Add a seat"))
    add = _with_basis(found, form, lambda now: editing.add_seat(now, found.key, form.values()))
    return changed(request, page, form, add)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def change_seat(request: Any, forum_id: int, seat_key: str) -> HttpResponse:
    """A seat as it is from now on."""
    found, content, stated = _stated(request, forum_id)
    seat = stated["seats"][editing.seat_of(stated, seat_key)]
    form = SeatForm(sent(request), content=content, forum=stated, seat=seat, bases=queries.bases_to_choose(stated))
    page = _page(found, stated, Subject.SEATS, _("Change the seat %(seat)s") % {"seat": seat["name"]})
    change = _with_basis(found, form, lambda now: editing.change_seat(now, found.key, seat_key, form.values()))
    return changed(request, page, form, change)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def end_seat(request: Any, forum_id: int, seat_key: str) -> HttpResponse:
    """A seat's last day. What was said in it keeps its meaning; nothing is deleted."""
    found, _content, stated = _stated(request, forum_id)
    seat = stated["seats"][editing.seat_of(stated, seat_key)]
    form = EndSeatForm(sent(request), initial={"valid_to": today(request)})
    page = _page(found, stated, Subject.SEATS, _("End the seat %(seat)s") % {"seat": seat["name"]})

    def edit(now: Content) -> None:
        editing.change_seat(now, found.key, seat_key, {"valid_to": form.cleaned_data["valid_to"].isoformat()})

    return changed(request, page, form, edit)


def _terms(request: Any, forum_id: int, form_class: Callable[..., Any], heading: str) -> HttpResponse:
    found, _content, stated = _stated(request, forum_id)
    day = today(request)
    form = form_class(sent(request), terms=stated["terms"][editing.terms_on(stated, day)], day=day)
    page = _page(found, stated, Subject.TERMS, heading)

    def edit(now: Content) -> None:
        editing.terms_from(now, found.key, form.cleaned_data["holds_from"], form.change)

    return changed(request, page, form, edit)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def rhythm(request: Any, forum_id: int) -> HttpResponse:
    """How often, for which ages, and when minutes close; from a day on."""
    return _terms(request, forum_id, RhythmForm, _("How often and for whom"))


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: Any, forum_id: int) -> HttpResponse:
    """The headings of every agenda; from a day on."""
    return _terms(request, forum_id, AgendaForm, _("Agenda of every meeting"))


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: Any, forum_id: int) -> HttpResponse:
    """What the forum's decisions are called; from a day on."""
    return _terms(request, forum_id, DecisionsForm, _("Words that decide"))
