"""Handovers: proposed, accepted, declined, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.access import cabinet
from samspil.access.entrance import open_to, signed_in
from samspil.audit.record import record
from samspil.cases import actions, forms, queries
from samspil.cases.models import HandoverState
from samspil.cases.views.casework import FORM, page_of
from samspil.cases.views.flow import answer, sent
from samspil.web.htmx import go, respond


def _page(handover_id: int) -> str:
    return reverse("cases:handover", args=[handover_id])


@open_to(signed_in)
@require_safe
def handover(request: Any, handover_id: int) -> HttpResponse:
    """One handover: for the asked unit with yes and no, for the giver with taking it back."""
    found = queries.get_handover(handover_id)
    record("handover.read", found)
    pen, waits = cabinet.own_keys(), found.state == HandoverState.PROPOSED
    asked = queries.get_unit(found.to_unit_id).audience_id in pen
    context = {
        "handover": found,
        "is_asked": waits and asked,
        "is_giver": waits and found.owner_audience_id in pen,
        "reads_case": found.case_id is not None and queries.reads_case(found.case_id),
    }
    return respond(request, "cases/handover.html", context)


@open_to(signed_in)
@require_http_methods(FORM)
def propose(request: Any, case_id: int) -> HttpResponse:
    """Offer the case to another unit."""
    found, day = queries.get_case(case_id), timezone.localdate()
    own = queries.unit_of_case(found)
    form = forms.HandoverForm(sent(request), units=queries.other_units(own, day))

    def act() -> str:
        to_unit = form.chosen_unit()
        basis = queries.basis_between(own, to_unit, day, forum_id=found.forum_id)
        offer = actions.propose_handover(
            request.actor,
            person_id=found.subject,
            text=form.cleaned_data["text"],
            to_unit=to_unit,
            case=found,
            owner_audience_id=own.audience_id,
            basis_version_id=basis.pk,
            necessity=form.cleaned_data["necessity"],
            with_notes=form.cleaned_data["with_notes"],
            from_unit=own,
            key=form.cleaned_data["idempotency_key"],
        )
        return _page(offer.pk)

    lead = _(
        "Your unit holds the case until the other unit says yes. It can read your words and whom they are about now."
    )
    page = {
        "title": _("Hand the case over"),
        "about": found.child,
        "lead": lead,
        "submit": _("Ask"),
        "back": page_of(case_id),
    }
    return answer(request, form=form, act=act, said=_("The unit has been asked."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def accept(request: Any, handover_id: int) -> HttpResponse:
    """Yes: the matter is ours from now."""
    found = queries.get_handover(handover_id)
    asked = queries.get_unit(found.to_unit_id)
    form = forms.AcceptForm(sent(request), colleagues=queries.staff_in([asked], timezone.localdate()))
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
        return page_of(taken.case_id) if taken.case_id else _page(taken.pk)

    page = {"title": _("Say yes"), "about": found.text, "submit": _("We take it on"), "back": _page(found.pk)}
    return answer(request, form=form, act=act, said=_("It is your unit's now."), page=page)


@open_to(signed_in)
@require_http_methods(FORM)
def decline(request: Any, handover_id: int) -> HttpResponse:
    """No, and why."""
    found = queries.get_handover(handover_id)
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
