"""The child's and the network's part in a case, and the three sentences."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.access.entrance import open_to, signed_in
from samspil.cases.queries import get_case
from samspil.cases.views.flow import answer, saved, sent
from samspil.cases.voices import actions, forms, queries
from samspil.organisations.queries import shared_values
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts import names
from samspil.sharing.drafts import queries as kept
from samspil.web.htmx import respond

FORM = ["GET", "HEAD", "POST"]

names.register("case-#-voice")


@open_to(signed_in)
@require_http_methods(FORM)
def write(request: Any, case_id: int) -> HttpResponse:
    """How the child or the network took part, or why not."""
    case = get_case(case_id)
    draft = f"case-{case_id}-voice"
    typed = kept.values(kept.draft(request.actor, draft))
    form = forms.VoiceForm(sent(request), initial={name: values[0] for name, values in typed.items()})

    def act() -> str:
        said = form.cleaned_data
        actions.write_voice(
            request.actor, case=case, whose=said["whose"], involved=said["took_part"] == "yes", text=said["text"],
            persons=said["persons"], on=said["on"], key=said["idempotency_key"],
        )  # fmt: skip
        drafts.discard(request.actor, draft, **kept.sent_from(request.POST))
        return reverse("cases:case", args=[case_id]) + "#medvirken"

    page = {
        "title": _("The child and the network"),
        "about": case.child,
        "submit": _("Save"),
        "back": reverse("cases:case", args=[case_id]),
        "draft": draft,
        "values": shared_values(request.colleague.body),
    }
    return answer(request, form=form, act=act, said=saved(), page=page, template="voices/write.html")


@open_to(signed_in)
@require_http_methods(FORM)
def ask(request: Any, case_id: int) -> HttpResponse:
    """Three sentences that the child or the family answers on the colleague's screen. Nothing of the case stands there."""
    case = get_case(case_id)
    form = forms.ExperienceForm(sent(request))

    def act() -> str:
        actions.tell_experience(
            request.actor, case=case, whose=form.cleaned_data["whose"], replies=form.replies()
        )  # fmt: skip
        return reverse("voices:thanks", args=[case_id])

    page = {"submit": _("Send"), "back": reverse("cases:case", args=[case_id])}
    return answer(request, form=form, act=act, said="", page=page, template="voices/ask.html")


@open_to(signed_in)
@require_safe
def thanks(request: Any, case_id: int) -> HttpResponse:
    """The screen goes back to the colleague."""
    get_case(case_id)
    return respond(request, "voices/thanks.html", {"back": reverse("cases:case", args=[case_id])})


@open_to(signed_in)
@require_safe
def figures(request: Any) -> HttpResponse:
    """What children and families have answered in the whole municipality."""
    return respond(request, "voices/figures.html", {"figures": queries.figures()})
