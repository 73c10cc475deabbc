"""A post, a seat, an access ends: after a day or now, and what that means for those who stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.organisations import actions, forms, leaving, queries
from samspil.organisations.models import Forum, Staff, Unit
from samspil.organisations.views.administration import confirm_page, page_of, sent
from samspil.organisations.views.rules import administrators, today
from samspil.web import dates
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def end_post(request: Any, post_id: int) -> HttpResponse:
    """End a post after a last day, or now; or take a settled last day back."""
    post = queries.get_post(post_id, request.colleague.body)
    form = _end_form(request, post)
    named = {"name": post.staff.name, "role": post.role.name, "unit": post.unit.name}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            seats = queries.seats_with(post)
            if form.how == "open":
                actions.keep_post(request.actor, post=post)
                said = [_("The post as %(role)s has no last day any more.") % named]
            else:
                actions.end_post(request.actor, post=post, last_day=form.last())
                said = [_ended(form, named)]
                seats = queries.seats_with(post)
            if seats:
                forums = ", ".join(held.seat.forum.name for held in seats)
                said.append(_("The seats in %(forums)s follow.") % {"forums": forums})
            messages.success(request, " ".join(said))
            return go(request, page_of(post.staff_id))
    stays = queries.stays_in_unit(post, today(request))
    happens = [
        *(_holds(post.staff, post.unit) if not stays else []),
        *(_entrusted(post.staff, post.unit) if not stays else []),
        _("%(name)s no longer reads what belongs to %(unit)s.") % named,
        _("Seats that %(name)s holds for %(unit)s end with it, unless another post is held there.") % named,
        _("What %(name)s wrote stays with the unit.") % named,
    ]
    others = (
        [] if stays else queries.told_when_stops(post, leaving.who_would_act(post.staff, post.unit), today(request))
    )
    happens.append(_told([post.staff.name, *others]))
    if stays:
        happens.append(_("%(name)s holds another post in %(unit)s, and goes on working there.") % named)
    else:
        happens += _missing(post.staff, [post.unit], today(request))
    question = _("When does the post as %(role)s in %(unit)s end for %(name)s?") % named
    return _end_page(request, post.staff_id, form, question, happens, post.valid_to)


def _end_form(request: Any, row: Any) -> forms.EndForm:
    return forms.EndForm(sent(request), how=request.POST.get("how", "day"), initial={"last_day": row.valid_to})


def _ended(form: forms.EndForm, named: dict[str, str]) -> str:
    last = form.last()
    if last is None:
        return _("It has ended now for %(name)s.") % named
    return _("The last day of %(name)s there is %(day)s.") % {**named, "day": dates.short(last)}


def _told(names: Sequence[str]) -> str:
    """Whom it reaches, by name: what is promised is what happens (`leaving.last_day_set`, `post_ended`)."""
    if len(names) == 1:
        return _("Told of it: %(name)s.") % {"name": names[0]}
    return _("Told of it: %(names)s and %(last)s.") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _holds(staff: Staff, unit: Unit | None = None) -> list[str]:
    """What somebody holds (in a unit), as numbers."""
    held = leaving.held_by(staff, unit)
    things = ", ".join(f"{word}: {number}" for word, number in held)
    return [_("%(name)s holds today: %(things)s.") % {"name": staff.name, "things": things}] if held else []


def _entrusted(staff: Staff, unit: Unit | None = None) -> list[str]:
    """Who acts for what a child or a family asked of somebody, when they have no post any more."""
    lines = []
    for acting, number in leaving.entrusted(staff, unit):
        named = {"acting": acting.name if acting else "", "number": number}
        said = _("Concerns that were entrusted to one person: %(number)s. Nobody can act for them. Put somebody in.")
        if acting is not None:
            said = _(
                "Concerns that were entrusted to one person: %(number)s. From then on %(acting)s acts for them, is told, "
                "and asks the child or the family whom they will talk with."
            )
        lines.append(said % named)
    return lines


def _missing(staff: Staff, units: list[Unit], day: date) -> list[str]:
    """Who acts in each unit from then on, and where somebody is missing."""
    lines = []
    for gap in (queries.gap_after(staff, unit, day) for unit in units):
        acting = leaving.who_would_act(staff, gap.unit)
        named = {"name": staff.name, "unit": gap.unit.name, "acting": acting.name if acting else ""}
        if gap.nobody and acting is None:
            lines.append(
                _("%(name)s is the only one in %(unit)s, and nobody can act there. Put somebody in first.") % named
            )
        elif gap.nobody:
            lines.append(
                _("%(name)s is the only one in %(unit)s. %(acting)s acts there until somebody is put in.") % named
            )
        elif gap.no_leader:
            lines.append(_("%(name)s is the only one who leads %(unit)s.") % named)
        if acting is not None and not gap.nobody:
            lines.append(
                _(
                    "In %(unit)s %(acting)s acts from then on and is told. Everybody who works there can share out what lies there."
                )
                % named
            )
    return lines


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def end_seat(request: Any, holder_id: int) -> HttpResponse:
    """Leave a seat after a last day, or now; or take a settled last day back."""
    holder = queries.get_holder(holder_id, request.colleague.body)
    form = _end_form(request, holder)
    named = {"name": holder.staff.name, "seat": holder.seat.name, "forum": holder.seat.forum.name}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if form.how == "open":
                actions.keep_seat(request.actor, holder=holder)
                messages.success(request, _("The seat in %(forum)s has no last day any more.") % named)
            else:
                actions.end_seat(request.actor, holder=holder, last_day=form.last())
                messages.success(request, _ended(form, named))
            return go(request, page_of(holder.staff_id))
    happens = [
        _("%(name)s no longer reads what is shared with %(forum)s.") % named,
        _("Meetings of %(forum)s go out of the calendar of %(name)s.") % named,
        *_at_table(holder.staff, holder.seat.forum),
    ]
    question = _("When does %(name)s leave the seat %(seat)s in %(forum)s?") % named
    return _end_page(request, holder.staff_id, form, question, happens, holder.valid_to)


def _at_table(staff: Staff, forum: Forum) -> list[str]:
    """That somebody keeps the minutes of a meeting in progress, and whether somebody else there can go on."""
    lines = []
    for others in leaving.keeps_now(staff, forum):
        said = _(
            "A meeting is in progress, and %(name)s leads it or writes its minutes. Somebody else there can go on, and is told."
        )
        if not others:
            said = _(
                "A meeting is in progress, and nobody but %(name)s writes its minutes. Those who are there are told, "
                "and take them over."
            )
        lines.append(said % {"name": staff.name})
    return lines


def _end_page(
    request: HttpRequest, staff_id: int, form: forms.EndForm, question: str, happens: list[str], planned: date | None
) -> HttpResponse:
    context = {
        "form": form, "question": question, "what_happens": happens, "planned": planned, "cancel_url": page_of(staff_id),
    }  # fmt: skip
    return respond(request, "organisations/end.html", context, status=422 if form.errors else 200)


@open_to(administrators)
@require_http_methods(["GET", "HEAD", "POST"])
def end_colleague(request: Any, staff_id: int) -> HttpResponse:
    """End a colleague at once."""
    staff = queries.get_staff(staff_id, request.colleague.body)
    without = leaving.left_without(staff)
    colleagues = queries.who_can_follow(staff, request.colleague, without, today(request)) if without else []
    form = forms.EndColleagueForm(sent(request), without=without, colleagues=colleagues)
    named = {"name": staff.name}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.end_colleague(request.actor, staff=staff, **form.said())
            messages.success(request, _("The access of %(name)s has ended.") % named)
            return go(request, page_of(staff.pk))
    happens = [
        *_holds(staff),
        *_entrusted(staff),
        _("In this second %(name)s is signed out everywhere and reads nothing any more.") % named,
        _("Posts and seats end, and the calendar address stops."),
        _("What %(name)s wrote, and tasks and cases, stay with their units.") % named,
        *_missing(staff, queries.units_of(staff, today(request)), today(request)),
        *(
            _("%(name)s is the last who acts for %(unit)s. Something lies there.") % {**named, "unit": u.name}
            for u in without
        ),
        _("It cannot be undone: who comes back is created anew, with the same work e-mail if you like."),
        _("Is it not today? End the post after a last day: then it can be shared out beforehand."),
    ]
    question = _("End the access of %(name)s?") % named
    return confirm_page(request, staff.pk, form, question, happens, _("End the access now"))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def own_last_day(request: Any, post_id: int) -> HttpResponse:
    """Say the last day of one's own post, or take back what one has said."""
    post = queries.get_own_post(post_id, request.actor, today(request))
    said = next((day for day in queries.own_last_days() if day.post_id == post.pk), None)
    form = _end_form(request, post)
    form.fields["last_day"].label = _("I stop on")
    named = {"role": post.role.name, "unit": post.unit.name}
    acts = leaving.who_would_act(post.staff, post.unit)
    told = _told([*queries.told_when_stops(post, acts, today(request)), _("the administrators")])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if form.how == "open":
                actions.take_last_day_back(request.actor, post=post)
                said_so = _("You do not stop in %(unit)s after all.") % named
            else:
                actions.say_last_day(request.actor, post=post, last_day=form.cleaned_data["last_day"])
                named["day"] = dates.short(form.cleaned_data["last_day"])
                said_so = _("Your last day in %(unit)s is %(day)s.") % named
            messages.success(request, f"{said_so} {told}")
            return go(request, reverse("leaving:left"))
    happens = [
        *_own(leaving.held_by(post.staff, post.unit, own=True)),
        *_entrusted(post.staff, post.unit),
        _("After that day you no longer read what belongs to %(unit)s. What you wrote stays there.") % named,
        told,
        *_after_me(post.staff, post.unit),
        _("You can take the day back until it has come."),
    ]
    question = _("When do you stop as %(role)s in %(unit)s?") % named
    context = {
        "form": form, "question": question, "what_happens": happens, "said": said, "post": post,
        "settled": post.valid_to if said is None else None,
    }  # fmt: skip
    return respond(request, "organisations/own_last_day.html", context, status=422 if form.errors else 200)


def _after_me(staff: Staff, unit: Unit) -> list[str]:
    """Who acts in the unit from then on, and whether something can be shared out before."""
    acting = leaving.who_would_act(staff, unit)
    named = {"unit": unit.name, "acting": acting.name if acting else ""}
    if acting is None:
        return [_("Nobody can act in %(unit)s after you: the administrators are told, and put somebody in.") % named]
    said = _("From then on %(acting)s acts in %(unit)s.") % named
    if queries.units_of(acting, timezone.localdate()) and unit in queries.units_of(acting, timezone.localdate()):
        return [said, _("Until you go, what you have can be shared out beforehand.")]
    return [said, _("You are the only one there, so nothing can be shared out before somebody is put in.")]


def _own(held: list[tuple[str, int]]) -> list[str]:
    things = ", ".join(f"{word}: {number}" for word, number in held)
    return [_("You hold today: %(things)s.") % {"things": things}] if held else []
