"""The page on which a unit shares out what lies with colleagues who have left or stop, and on which somebody steps in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.cases.leaving import actions, forms, queries
from samspil.cases.leaving.acting import acting_where, led_beside
from samspil.cases.leaving.given import (
    CameFrom,
    came_along,
    case_came_after,
    concern_came_after,
    concerns_along,
    get_shared,
    given_by,
    got_of,
    just_shared,
    questions_ended_with,
    staying,
    who_got,
    words_of,
)
from samspil.cases.leaving.piles import Group, as_chosen, piles, pressed, still_chosen, with_problem
from samspil.cases.leaving.seats import days_stopped, last_posts, seats_left
from samspil.cases.leaving.told_with import unsent_in, with_ages, with_returned
from samspil.cases.leaving.wording import named
from samspil.cases.queries import get_case, who_has
from samspil.cases.queries.choices import get_unit
from samspil.concerns.queries.at_door import get_at_door
from samspil.lib.refusals import Refused
from samspil.organisations.leaving import who_would_act
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import get_staff, posts_of
from samspil.responsibility.notes import acts_meanwhile, with_notes
from samspil.responsibility.queries import stepped_in
from samspil.web import dates
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(signed_in)
def left(request: Any) -> HttpResponse:
    """What lies with somebody who is away, has left or stops, who acts, and a form that passes it on."""
    acting, entered, led = acting_where(), stepped_in(), led_beside()
    posts = posts_of(request.actor, timezone.localdate())
    if "stopper" in request.GET and len(posts) == 1:  # who holds several posts chooses which on this page
        return go(request, reverse("organisations:own_last_day", args=[posts[0].pk]))
    own = {post.unit_id: post.unit for post in posts}
    units = [*own.values(), *(one.unit for one in entered)]
    inside = {unit.pk for unit in units}
    there = [one.unit.pk for one in acting if one.is_inside]
    units += [one.unit for one in acting if one.is_inside and one.unit.pk not in inside]  # at a door of another unit
    here = {unit.pk for unit in units}
    units += list({one.unit.pk: one.unit for one in led if one.unit.pk not in here}.values())
    units.sort(key=lambda unit: unit.pk not in there)  # those in which the actor acts come first
    unit = next((unit for unit in units if str(unit.pk) == request.GET.get("enhed")), units[0] if units else None)
    lines = _shown(unit, request) if unit else []
    if unit is not None and unit.pk not in inside:  # who answers the door alone shares nothing out of the unit
        lines = [replace(line, may_share=False) for line in lines]
    takers = queries.who_takes(unit, request.actor.at) if unit else []
    with_notes((post.staff for post in takers), timezone.localdate(request.actor.at))
    colleagues = list({post.staff_id: post.staff for post in takers}.values())
    is_sent = request.method == "POST"
    chosen = request.POST if is_sent else request.GET  # what stands when one group has been passed on
    shown = piles(lines, takers, chosen)
    group = pressed(request.POST, shown)
    may_share = [line for line in lines if line.may_share]
    form = forms.ShareForm(
        as_chosen(request.POST, group) if is_sent else None, gone=_gone(request, unit, may_share, group),
        lines=may_share, colleagues=colleagues, beside=f"to-{group.key}" if group else "",
    )  # fmt: skip
    if is_sent and unit is not None and form.is_valid():
        with refusals_on(form):
            passed = actions.share_out(request.actor, unit=unit, what=form.cleaned_data["what"], to=form.chosen())
            what = named([(line.kind, line.text, line.child) for line in passed], len(passed))
            messages.success(request, _("Now with %(name)s: %(what)s.") % {"name": form.chosen().name, "what": what})
            if words := acts_meanwhile(form.chosen(), unit, request.actor.at):
                messages.warning(request, words)
            kept = still_chosen(request.POST, {line.key for line in passed})
            return go(request, f"{reverse('leaving:left')}?enhed={unit.pk}" + (f"&{kept}" if kept else ""))
    if group is not None:
        shown = with_problem(shown, group, " ".join(form["to"].sentences))
    below = form
    if group is not None or not is_sent:  # what is chosen for that which is ticked stands for itself
        below = forms.ShareForm(lines=may_share, colleagues=colleagues, initial={"to": chosen.get("to")})
    context = {
        "units": units, "unit": unit, "piles": shown, "form": form, "below": below,
        "colleagues": colleagues, "coming": queries.who_comes(unit, request.actor.at) if unit and unit.pk in inside else [],
        "posts": posts, "today": timezone.localdate(request.actor.at),
        "is_own": unit is not None and unit.pk in inside,
        "seats": seats_left(unit, timezone.localdate(request.actor.at)) if unit else [],
        "alone": unit is not None and not colleagues and unit.pk in own,
        "after": who_would_act(request.colleague, unit) if unit is not None and not colleagues and unit.pk in own else None,
        "shared": just_shared(request.actor, unit) if unit else [],
        "got": got_of(request.actor, request.colleague),
        "acts": next((one.things for one in acting if one.unit == unit and one.is_inside), 0),
        "led": [one for one in led if one.unit == unit],
        "outside": [one for one in acting if not one.is_inside],
        "until": next((one.until for one in entered if one.unit == unit), None),
    }  # fmt: skip
    return respond(request, "leaving/left.html", context, status=422 if form.errors else 200)


@require_safe
@open_to(signed_in)
def of_colleague(request: Any, staff_id: int) -> HttpResponse:
    """Of a colleague who has left or stops: where, on which day, and who acts from then on. Posts are open to everybody."""
    staff = get_staff(staff_id, request.colleague.body)
    day = timezone.localdate(request.actor.at)
    own = {post.unit_id for post in posts_of(request.actor, day)} | {one.unit.pk for one in stepped_in()}
    posts = last_posts(staff, day)
    stopped = days_stopped((staff.pk, post.valid_to or day) for post in posts)
    lines = [
        (post, stopped.get((staff.pk, post.valid_to), day), who_would_act(staff, post.unit), post.unit_id in own)
        for post in posts
    ]
    return respond(request, "leaving/of_colleague.html", {"staff": staff, "lines": lines, "today": day})


def _shown(unit: Unit, request: Any) -> list[queries.LeftLine]:
    """What is left in a unit, with all that the page says of it."""
    at = request.actor.at
    lines = [*queries.left_in(unit, at, request.colleague), *unsent_in(unit, at)]
    return with_returned(with_ages(lines), at)


def _gone(request: Any, unit: Unit | None, may_share: list[queries.LeftLine], group: Group | None) -> str:
    """Who has been given meanwhile what was pressed on an older page; empty where nothing is missing."""
    asked = request.POST.get("group", "") if group is None else ""
    missing = set(request.POST.getlist("what")) - {line.key for line in may_share}
    if unit is None or group is not None or not (asked or missing):
        return ""
    names = who_got(request.actor, unit, missing, asked)
    if names:
        return _("%(names)s has been given it already. Look at the list, and choose again.") % {
            "names": ", ".join(names)
        }
    return _("Some of it lies here no more: somebody has just shared it out. Look at the list, and choose again.")


@require_POST
@open_to(signed_in)
def step_in(request: Any, unit_id: int) -> HttpResponse:
    """Step in for a unit in which nobody is here."""
    unit = get_unit(unit_id)
    until = actions.step_in(request.actor, unit=unit)
    said = _("You act in %(unit)s until somebody who works there is here, at most until %(day)s.")
    messages.success(request, said % {"unit": unit.name, "day": dates.short(timezone.localdate(until))})
    return go(request, f"{reverse('leaving:left')}?enhed={unit.pk}")


@require_POST
@open_to(signed_in)
def take_back(request: Any, shared_id: int) -> HttpResponse:
    """Undo a sharing out."""
    shared = get_shared(request.actor, shared_id)
    lines = given_by(shared)
    page = f"{reverse('leaving:left')}?enhed={request.POST.get('enhed', '')}"
    try:
        back = actions.take_back(request.actor, shared=shared)
    except Refused as refused:  # said where the list stands, from which everything goes on
        messages.error(request, refused.sentence)
        return go(request, page)
    said = _("Taken back: %(what)s.") % {"what": words_of(back)}
    if rest := staying(lines, back):
        stays = _("The rest stays (%(what)s): who got it has begun, or it has gone on.")
        said += " " + stays % {"what": words_of(rest)}
    messages.success(request, said)
    for asked, again in questions_ended_with(shared, back):
        still = _("The question to %(asked)s stays taken back.") % {"asked": asked}
        messages.warning(request, format_html('{} <a href="{}">{}</a>', still, again, _("Ask again")))
    return go(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(signed_in)
def give_back_case(request: Any, case_id: int) -> HttpResponse:
    """Say no to a case that one was given after a colleague who has left."""
    case = get_case(case_id)
    had = case_came_after(case, request.colleague, request.actor.at)
    along = [*came_along(case, request.colleague), *concerns_along(case, request.colleague)]
    return _give_back(
        request, lambda reason: actions.give_back_case(request.actor, case=case, reason=reason), case.child, had,
        _("It stands with the case."), reverse("cases:case", args=[case.pk]), along,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(signed_in)
def give_back_concern(request: Any, raised_id: int) -> HttpResponse:
    """Say no to a concern that one was given after a colleague who has left."""
    concern = get_at_door(raised_id)
    had = concern_came_after(concern, request.actor.at)
    return _give_back(
        request, lambda reason: actions.give_back_concern(request.actor, concern=concern, reason=reason), concern.who,
        had, _("It stands with the concern."), reverse("concerns:at_door", args=[concern.pk]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(signed_in)
def hear_choice(request: Any, case_id: int) -> HttpResponse:
    """Write what those say who had chosen another adult, before the case passed."""
    case = get_case(case_id)
    holder = who_has([case], request.actor.at).get(case.pk)
    form = forms.ChoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.hear_choice(request.actor, case=case, words=form.cleaned_data["words"])
            return go(request, reverse("cases:case", args=[case.pk]))
    context = {"form": form, "case": case, "holder": holder}
    return respond(request, "leaving/hear_choice.html", context, status=422 if form.errors else 200)


def _give_back(
    request: Any,
    act: Callable[[str], None],
    about: str | None,
    had: CameFrom | None,
    help_text: str,
    back: str,
    along: Sequence[object] = (),
) -> HttpResponse:
    form = forms.GiveBackForm(request.POST or None, help_text=help_text)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            act(form.cleaned_data["reason"])
            words = {"about": about or _("a child whose name is not shared with you")}
            messages.success(request, _lies_again(had, request.colleague) % (words | _names(had)))
            return go(request, reverse("leaving:left"))
    return respond(
        request,
        "leaving/give_back.html",
        {
            "form": form,
            "about": about,
            "had": had,
            "along": along,
            "back": back,
            "is_own": had is not None and had.acting == request.colleague,
        },
        status=422 if form.errors else 200,
    )


def _lies_again(had: CameFrom | None, me: Staff) -> str:
    """The sentence that says with whom something lies that was given back, and who acts."""
    if had is not None and had.is_here:
        return _("Given back: %(about)s. It lies with %(name)s again, who is told.")
    if had is None or had.acting is None:
        return _("Given back: %(about)s. It lies with %(name)s again, and whoever acts there is told.")
    if had.acting == me:
        return _("Given back: %(about)s. It lies with %(name)s again, and you act there.")
    return _("Given back: %(about)s. It lies with %(name)s again. %(acting)s acts there and is told.")


def _names(had: CameFrom | None) -> dict[str, str]:
    return {"name": had.staff.name if had else "", "acting": had.acting.name if had and had.acting else ""}
