"""A joint assessment: begun, answered, concluded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.access.entrance import open_to, signed_in
from samspil.concerns.actions.door_opening import open_at_door
from samspil.concerns.joint import actions
from samspil.concerns.joint.forms import AnswerForm, BeginForm, ConcludeForm, EndWithoutForm
from samspil.concerns.joint.queries import JointPage, people_for
from samspil.concerns.policies import check_answers_door
from samspil.concerns.views.readers import of_joint
from samspil.web.errors import refusals_on
from samspil.web.htmx import go, respond

PROPOSED = timedelta(days=7)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def begin(request: Any, raised_id: int) -> HttpResponse:
    """Ask the three."""
    page = open_at_door(request.actor, concern_id=raised_id)
    check_answers_door(request.actor, page.concern)
    proposed = timezone.localdate(request.actor.at) + PROPOSED
    form = BeginForm(
        request.POST or None, people=people_for(request.actor, page.door.door.district), initial={"answer_by": proposed}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            asked = actions.begin(request.actor, concern=page.concern, **form.asked())
            messages.success(request, _("The three have been asked."))
            return go(request, reverse("joint:assessment", args=[asked.pk]))
    status = 422 if form.errors else 200
    return respond(request, "joint/begin.html", {"page": page, "form": form, "readers": of_joint()}, status=status)


@require_http_methods(["GET", "POST"])
@open_to(signed_in)
def assessment(request: Any, joint_id: int) -> HttpResponse:
    """One joint assessment; each of the three answers here, and the door concludes."""
    page = actions.open_joint(request.actor, joint_id=joint_id)
    form = _form_of(request, page)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            if isinstance(form, AnswerForm):
                actions.answer(request.actor, assessment=page.assessment, text=form.cleaned_data["text"])
            else:
                actions.conclude(request.actor, assessment=page.assessment, **form.cleaned_data)
            messages.success(request, _("It is saved."))
            return go(request, reverse("joint:assessment", args=[joint_id]))
    status = 422 if form.errors else 200
    return respond(request, "joint/assessment.html", {"page": page, "form": form}, status=status)


def _form_of(request: Any, page: JointPage) -> AnswerForm | ConcludeForm:
    """Who is one of the three answers first."""
    if page.may_answer:
        return AnswerForm(request.POST or None)
    return (EndWithoutForm if page.may_end_without else ConcludeForm)(request.POST or None)
