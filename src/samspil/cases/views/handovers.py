"""Handovers: proposed, accepted, declined, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.cases import actions, forms, queries
from samspil.cases.actions.handovers import needed
from samspil.cases.models import Agreement, Case, Duty, HandoverState
from samspil.cases.origins.queries import came_of_concern
from samspil.cases.queries.handovers import SIDES
from samspil.cases.queries.names import NamedHandover
from samspil.cases.views.casework import FORM, page_of
from samspil.cases.views.flow import answer, sent
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Unit
from samspil.responsibility.forms import ReplyForm
from samspil.responsibility.outcomes import own_no
from samspil.responsibility.queries import PartyLine, sides
from samspil.responsibility.states import PARENTS, RECEIVER, Answer
from samspil.web.errors import Gone, gone, refusals_on
from samspil.web.htmx import go, respond


def _asked(handover_id: int) -> NamedHandover:
    """A handover, for the unit that is asked. Where a colleague has said no meanwhile, that is told: the unit reads it no more, but
    its own answer it does. Raises Refused, and NotVisible.
    """
    try:
        return queries.get_handover(handover_id)
    except NotVisible:
        if no := own_no(Agreement, handover_id):
            raise Refused(no) from None
        raise


def _page(handover_id: int) -> str:
    return reverse("cases:handover", args=[handover_id])


@open_to(signed_in)
@require_safe
def handover(request: Any, handover_id: int) -> HttpResponse:
    """One handover: who has agreed and who is missing; for the asked unit with yes and no, for the giver with the answers."""
    return _shown(request, handover_id)


def _shown(request: Any, handover_id: int, bound: ReplyForm | None = None, party: str = "") -> HttpResponse:
    try:
        found = actions.read_handover(request.actor, handover_id=handover_id)
    except NotVisible:
        if no := own_no(Agreement, handover_id):  # of a colleague, or one's own
            return gone(request, Gone(no, heading=_("Your unit has said no")))
        raise
    page = queries.handover_page(request.actor, found)
    lines = [(line, _reply_form(line, bound, party)) for line in page.parties]
    context = {
        "page": page,
        "handover": found,
        "lines": lines,
    }
    return respond(request, "cases/handover.html", context, status=422 if bound is not None else 200)


def _reply_form(line: PartyLine, bound: ReplyForm | None, party: str) -> ReplyForm | None:
    """The form in which a party's answer is written down; the receiver says yes or no on pages of their own."""
    if line.party == RECEIVER:
        return None
    return bound if bound is not None and line.party == party else ReplyForm(side=line.side)


@open_to(signed_in)
@require_http_methods(FORM)
def propose(request: Any, case_id: int) -> HttpResponse:
    """Offer the case to another unit or to a colleague, or ask for it oneself."""
    found, day = queries.get_case(case_id), timezone.localdate()
    own, holder = queries.unit_of_case(found), queries.get_duty(found, Duty.HOLDER)
    staff = queries.takers(found, own, holder.staff_id, day)
    judges = PARENTS in needed(own.body, found, day)
    offered = queries.receivers(own, day, forum_id=found.forum_id)
    form = forms.HandoverForm(sent(request), units=offered.units, staff=staff, judges=judges)

    def act() -> str:
        taker = form.chosen_staff()
        to_unit = own if taker else form.chosen_unit()
        basis = queries.basis_between(own, to_unit, day, forum_id=found.forum_id)
        offer = actions.propose_handover(
            request.actor,
            person_id=found.subject,
            text=form.cleaned_data["text"],
            to_unit=to_unit,
            to_staff=taker,
            case=found,
            owner_audience_id=own.audience_id,
            basis_version_id=basis.pk,
            necessity=form.cleaned_data["necessity"],
            with_notes=form.cleaned_data["with_notes"],
            suspicion=form.cleaned_data.get("suspicion", ""),
            from_unit=own,
            key=form.cleaned_data["idempotency_key"],
        )
        return _page(offer.pk)

    lead = _("%(name)s has the case until everybody who must has said yes.") % {"name": holder.staff_name}
    page = {
        "title": _("Hand the case over"),
        "about": found.child,
        "lead": lead,
        "submit": _("Ask"),
        "back": page_of(case_id),
        "readers": _who_reads(own, offered, found, has_staff=bool(staff)),
    }
    return answer(request, form=form, act=act, said=_("They have been asked."), page=page)


def _who_reads(own: Unit, offered: queries.Receivers, case: Case, *, has_staff: bool) -> list[dict[str, str]]:
    """What whomever one can choose reads when the question is sent, and what with the yes."""
    lines = []
    if has_staff:
        lines.append(
            (
                _("A colleague in %(unit)s") % {"unit": own.name},
                _("Reads the case already. Nothing is passed on by this."),
            )
        )
    if offered.units:
        comes = _(
            "The case’s front page with why it was opened and its background, who has had it, which units take part, open tasks "
            "and planned conversations. Only with the tick above: the notes, what is finished, and what child and family have said."
        )
        if came_of_concern(case):
            comes += " " + _("The concern that the case came of, with its files.")
        lines += [
            (
                _("Another unit, now"),
                _("What you write here, whom the case is about, and what the others answer. Nothing else of the case."),
            ),
            (_("Another unit, when everybody has said yes"), comes),
            *((_("On which legal basis, %(whom)s") % {"whom": whom}, label) for whom, label in offered.bases),
        ]
    return [{"label": label, "value": value} for label, value in lines]


@open_to(signed_in)
@require_POST
def reply(request: Any, handover_id: int, party: str) -> HttpResponse:
    """What the giver, the child or the parents answer."""
    found = queries.get_handover(handover_id)
    side = next((side for side in sides(SIDES, handover_id) if side.party == party and party != RECEIVER), None)
    if side is None:
        raise NotVisible
    form = ReplyForm(request.POST, side=side)
    if form.is_valid():
        with refusals_on(form):
            settled = actions.reply_handover(request.actor, handover=found, party=party, **form.said())
            messages.success(request, settled.get_state_display())
            return go(request, _page(handover_id))
    return _shown(request, handover_id, form, party)


@open_to(signed_in)
@require_POST
def confirm(request: Any, handover_id: int, party: str) -> HttpResponse:
    """A leader confirms that a party is not asked."""
    found = queries.get_handover(handover_id)
    actions.reply_handover(request.actor, handover=found, party=party, answer=Answer.CONFIRMED)
    return go(request, _page(handover_id))


@open_to(signed_in)
@require_http_methods(FORM)
def accept(request: Any, handover_id: int) -> HttpResponse:
    """Yes: the matter is ours from now."""
    found = _asked(handover_id)
    asked = queries.get_unit(found.to_unit_id)
    form = forms.AcceptForm(
        sent(request), colleagues=queries.staff_in([asked], timezone.localdate()), initial={"due_on": found.due_on}
    )
    if found.case_id is not None:
        form.fields["responsible"].label = _("Coordinator")
        del form.fields["due_on"]

    def act() -> str:
        taken = actions.accept_handover(
            request.actor,
            handover=found,
            responsible=form.chosen()[0],
            answer=form.cleaned_data["answer"],
            due_on=form.cleaned_data.get("due_on"),
        )
        if taken.case_id is None or taken.state != HandoverState.ACCEPTED:
            return _page(taken.pk)
        return page_of(taken.case_id)

    page = {"title": _("Say yes"), "about": found.text, "submit": _("We take it on"), "back": _page(found.pk)}
    return answer(request, form=form, act=act, said=_("Your yes is written down."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def decline(request: Any, handover_id: int) -> HttpResponse:
    """No, and why."""
    found = _asked(handover_id)
    form = forms.DeclineForm(sent(request))

    def act() -> str:
        actions.decline_handover(request.actor, handover=found, **form.cleaned_data)
        return reverse("cases:cases")

    lead = _("The giver goes on holding it, and you can no longer read it.")
    page = {
        "title": _("Say no"),
        "about": found.text,
        "lead": lead,
        "submit": _("Send the answer"),
        "back": _page(found.pk),
    }
    return answer(request, form=form, act=act, said=_("The answer is sent to the giver."), page=page)


@open_to(signed_in)
@require_POST
def withdraw(request: Any, handover_id: int) -> HttpResponse:
    """The giver takes the question back."""
    found = queries.get_handover(handover_id)
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
    actions.withdraw_handover(request.actor, handover=found, version=seen)
    messages.success(request, _("The question is taken back."))
    return go(request, _page(handover_id))
