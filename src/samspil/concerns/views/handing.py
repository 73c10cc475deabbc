"""Handing a concern over, and who is away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspil.access.entrance import open_to, signed_in
from samspil.concerns import policies
from samspil.concerns.actions import handing
from samspil.concerns.actions.door_opening import open_at_door, open_handover
from samspil.concerns.handing_forms import AbsenceForm, HandOverForm
from samspil.concerns.models import Agreement, Handover, HandoverState
from samspil.concerns.queries.absences import absence_line, absence_page, get_absence
from samspil.concerns.queries.handing import SIDES, get_handover, receivers, standing_offer
from samspil.concerns.queries.outside import is_nobody_known
from samspil.concerns.together.queries import is_joined
from samspil.concerns.views import readers
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.queries import staff_of
from samspil.responsibility.forms import ReplyForm
from samspil.responsibility.notes import stops_meanwhile
from samspil.responsibility.outcomes import own_no
from samspil.responsibility.queries import Side, sides
from samspil.responsibility.states import GIVER, PARENTS, RECEIVER, Answer
from samspil.web.errors import Gone, gone, refusals_on
from samspil.web.htmx import go, respond


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def hand_over(request: Any, raised_id: int) -> HttpResponse:
    """Offer it to a colleague, another door or another unit; who does not have it asks for it."""
    page = open_at_door(request.actor, concern_id=raised_id)
    policies.check_may_offer(request.actor, staff_of(request.actor), page.concern, page.holder, None)
    to, joined = receivers(request.actor, page.concern), is_joined(page.concern)
    if joined:  # to another door they go one by one (`check_stands_alone`)
        to = replace(to, doors=[], units=[])
    judges = PARENTS in handing.needed(page.concern, page.holder)
    form = HandOverForm(request.POST or None, to=to, judges=judges, is_to_be_judged=page.is_to_be_judged)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            made = handing.propose(
                request.actor, concern=page.concern, reason=data["reason"], key=data["idempotency_key"],
                to_staff=form.staff.get(data["to"]), to_door=form.doors.get(data["to"]),
                to_unit=form.units.get(data["to"]), suspicion=data.get("suspicion", ""),
                nobody_at_home=data.get("nobody_at_home", False),
            )  # fmt: skip
            return go(request, reverse("concerns:handover", args=[made.pk]))
    status = 422 if form.errors else 200
    told = readers.of_handover(
        has_staff=bool(to.staff), has_others=bool(to.doors or to.units), has_adults=bool(to.adults)
    )
    return respond(
        request,
        "concerns/hand_over.html",
        {
            "page": page,
            "form": form,
            "readers": told,
            "joined": joined,
            "standing": standing_offer(page.concern),
            "nobody_known": is_nobody_known(page.concern),
        },
        status=status,
    )


@require_GET
@open_to(signed_in)
def handover(request: Any, offer_id: int) -> HttpResponse:
    """Who has agreed, and who is missing."""
    return _page(request, offer_id)


def _page(request: Any, offer_id: int, bound: ReplyForm | None = None, party: str = "") -> HttpResponse:
    try:
        page = open_handover(request.actor, handover_id=offer_id)
    except NotVisible:
        if no := own_no(Agreement, offer_id):  # of a colleague at the door, or one's own
            return gone(request, Gone(no, heading=_("Your unit has said no")))
        raise
    lines = [
        (line, bound if bound is not None and line.party == party else _reply_form(line.side)) for line in page.parties
    ]
    status = 422 if bound is not None else 200
    return respond(request, "concerns/handover.html", {"page": page, "lines": lines}, status=status)


def _reply_form(side: Side, data: Any = None) -> ReplyForm:
    """Giver and receiver speak for themselves: a no is said with its reason."""
    form = ReplyForm(data, side=side)
    if "second_try" in form.fields:
        form.fields["second_try"].help_text = _("Another day than the first.")
    if side.party in {GIVER, RECEIVER}:
        form.fields["note"].label = _("A word about it; with a no: why not")
        form.fields["note"].help_text = _("Both sides read it.")
    else:
        form.fields["note"].help_text = _(
            "Those who have it now read it. Who is asked to take over reads it when they have it, and not before."
        )
    return form


def _asked(offer_id: int) -> Handover:
    """A handover that is answered. Where a colleague has said no meanwhile, that is told: the door reads it no more, but its own answer
    it does. Raises Refused, and NotVisible.
    """
    try:
        return get_handover(offer_id)
    except NotVisible:
        if no := own_no(Agreement, offer_id):
            raise Refused(no + " " + _("Your answer is not saved.")) from None
        raise


@require_POST
@open_to(signed_in)
def reply(request: Any, offer_id: int, party: str) -> HttpResponse:
    """An answer of one party."""
    found = _asked(offer_id)
    if found.state != HandoverState.PROPOSED:
        sentence = _("This question was settled before you answered: %(state)s. Your answer is not saved.")
        messages.error(request, sentence % {"state": found.get_state_display().lower()})
        return go(request, reverse("concerns:handover", args=[offer_id]))
    side = next((side for side in sides(SIDES, offer_id) if side.party == party), None)
    if side is None:
        raise NotVisible
    form = _reply_form(side, request.POST)
    if form.is_valid():
        with refusals_on(form):
            settled = handing.reply(request.actor, handover=found, party=party, **form.said())
            if settled.state == HandoverState.DECLINED and party == RECEIVER:  # who said no may read it no more
                messages.success(request, _("You have said no. Whoever had it still has it, and has been told why."))
                return go(request, reverse("concerns:waiting"))
            messages.success(request, settled.get_state_display())
            return go(request, reverse("concerns:handover", args=[offer_id]))
    return _page(request, offer_id, form, party)


@require_POST
@open_to(signed_in)
def confirm(request: Any, offer_id: int, party: str) -> HttpResponse:
    """A leader confirms that a party is not asked."""
    handing.reply(request.actor, handover=_asked(offer_id), party=party, answer=Answer.CONFIRMED)
    return go(request, reverse("concerns:handover", args=[offer_id]))


@require_POST
@open_to(signed_in)
def withdraw(request: Any, offer_id: int) -> HttpResponse:
    """Take the question back."""
    handing.withdraw(request.actor, handover=_asked(offer_id))
    messages.success(request, _("The question is taken back."))
    return go(request, reverse("concerns:handover", args=[offer_id]))


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def absences(request: Any) -> HttpResponse:
    """Who is away, and who acts."""
    asked = request.GET.get("hvem", "")
    page = absence_page(request.actor, asked)
    form = AbsenceForm(
        request.POST or None, whom=page.whom, deputies=page.deputies, where=page.where, initial={"staff": asked}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        since = request.actor.at if data["since"] is None else _midnight(data["since"])
        until = _midnight(data["until"] + timedelta(days=1)) if data["until"] else None
        people = {one.pk: one for one in (*page.whom, *(one for each in page.deputies for one in each.staff))}
        with refusals_on(form):
            deputy = people.get(data.get("deputy") or 0)
            absence = handing.register_absence(
                request.actor, staff=people[data["staff"]], since=since, until=until, deputy=deputy
            )
            line = absence_line(absence, request.actor.at)
            acting = sorted(line.acting)
            said = ngettext("It is written down. %(names)s acts.", "It is written down. %(names)s act.", len(acting))
            messages.success(request, said % {"names": ", ".join(acting)} if acting else _("It is written down."))
            for words in line.not_all:
                messages.warning(request, words)
            if words := stops_meanwhile(people[data["staff"]], until, timezone.localdate(request.actor.at)):
                messages.warning(request, words)
            return go(request, reverse("concerns:absences"))
    status = 422 if form.errors else 200
    return respond(request, "concerns/absences.html", {"page": page, "form": form}, status=status)


@require_POST
@open_to(signed_in)
def end_absence(request: Any, absence_id: int) -> HttpResponse:
    """Back at work."""
    absence = get_absence(absence_id)
    begun = absence.away.lower <= request.actor.at
    handing.end_absence(request.actor, absence=absence)
    messages.success(request, _("Written down: back at work.") if begun else _("The absence is taken back."))
    return go(request, reverse("concerns:absences"))


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
