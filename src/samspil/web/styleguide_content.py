"""Made-up content for the style guide: every component once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.lib.refusals import Conflict
from samspil.web.errors import sides
from samspil.web.forms import DateField, IdempotencyKey, LongText, Version


class ExampleForm(forms.Form):
    """One field of each kind."""

    idempotency_key = IdempotencyKey()
    version = Version(initial=3)
    name = forms.CharField(label=_("Name"), help_text=_("First name and surname."), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose")), ("a", _("Conversation")), ("b", _("Visit"))])
    day = DateField(label=_("Deadline"), help_text=_("Day, month and year."))
    who = forms.MultipleChoiceField(
        label=_("Who knows about it"),
        choices=[("school", _("School")), ("social", _("Social services")), ("police", _("Police"))],
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(
        label=_("How was it told"),
        choices=[("spoken", _("Spoken")), ("written", _("Written"))],
        widget=forms.RadioSelect,
        required=False,
    )
    text = LongText(label=_("What happened"), help_text=_("Only what the others need."))
    agreed = forms.BooleanField(label=_("The parents have been told"), required=False)
    file = forms.FileField(label=_("File"), required=False)


class ExampleDecision(forms.Form):
    """The fields under the decision words of the meeting table."""

    responsible = forms.ChoiceField(label=_("Responsible"), choices=[("1", "Line Østergaard, SSP og Ungeenheden")])
    deadline = DateField(label=_("Deadline"))


def table_context(request: HttpRequest) -> dict[str, Any]:
    """What `web/styleguide_table.html` shows."""
    today = timezone.localdate()
    return {
        "today": today,
        "words": ["Forebyggende samtale", "Samtale med politiet", "Åbn sag med tovholder", "Tilbyd støtte", "Ingen opfølgning"],
        "decision": ExampleDecision(initial={"deadline": today + dt.timedelta(days=14)}),
    }


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything `web/styleguide.html` shows. The forms are filled from a POST where there is one."""
    today = timezone.localdate()
    wrong = ExampleForm(
        {"name": "", "kind": "", "day": "31.2.2026", "text": "", "version": "3", "idempotency_key": ""}, prefix="wrong"
    )
    rows = [
        [{"text": f"2026-{1240 + n}", "url": f"#{n}"}, name, day, words]
        for n, (name, day, words) in enumerate(
            [("Freja N.", "02.11.2026", "Ny"), ("Aya A.", "17.11.2026", "I gang"), ("Mikkel A.", "19.11.2026", "Afsluttet")]
        )
    ]
    return {
        "form": ExampleForm(request.POST or None, initial={"day": today + dt.timedelta(days=14)}),
        "wrong": wrong,
        "today": today,
        "now": timezone.now(),
        "born": today.replace(year=today.year - 15, day=1),
        "step_labels": [("Barnet", "#step-1"), "Bekymringen", "Samtykke", "Send"],
        "columns": [_("Case"), _("Name"), _("Received"), _("State")],
        "rows": rows,
        "page": Paginator(range(240), 10).get_page(request.GET.get("side", "3")),
        "summary_rows": [
            {"label": _("Coordinator"), "value": "Line Østergaard", "url": "#skift", "action": _("Change")},
            {"label": _("Deadline"), "value": "08.12.2026"},
            {"label": _("Note"), "value": ""},
        ],
        "conflict": sides(
            Conflict(theirs="Samtale holdt mandag. Moren var med.", mine="Samtale aftalt til mandag kl. 14.", version=4)
        ),
        "what_happens": [_("The item is taken off the agenda."), _("It can be undone until the minutes are approved.")],
    }
