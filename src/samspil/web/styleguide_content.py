"""Made-up content for the style guide: every component once. Example text is Danish and not translated."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from samspil.lib.refusals import Conflict
from samspil.web.errors import sides
from samspil.web.forms import DateField, IdempotencyKey, LongText, Version


class ExampleForm(forms.Form):
    """One field of each kind."""

    idempotency_key = IdempotencyKey()
    version = Version(initial=3)
    name = forms.CharField(label="Navn", help_text="Fornavn og efternavn.", max_length=200)
    kind = forms.ChoiceField(label="Slags", choices=[("", "Vælg"), ("a", "Samtale"), ("b", "Besøg")])
    day = DateField(label="Frist", help_text="Dag, måned og år.")
    who = forms.MultipleChoiceField(
        label="Hvem kender til det",
        choices=[("school", "Skole"), ("social", "Socialforvaltning"), ("police", "Politi")],
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(
        label="Hvordan blev det fortalt",
        choices=[("spoken", "Mundtligt"), ("written", "Skriftligt")],
        widget=forms.RadioSelect,
        required=False,
    )
    text = LongText(label="Hvad skete der", help_text="Kun det, de andre har brug for.")
    agreed = forms.BooleanField(label="Forældrene har fået det at vide", required=False)
    file = forms.FileField(label="Fil", required=False)


class ExampleDecision(forms.Form):
    """The fields under the decision words of the meeting table."""

    responsible = forms.ChoiceField(label="Ansvarlig", choices=[("1", "Line Østergaard, forebyggelse")])
    deadline = DateField(label="Frist")


def table_context(request: HttpRequest) -> dict[str, Any]:
    """What `web/styleguide_table.html` shows."""
    today = timezone.localdate()
    return {
        "today": today,
        "words": [
            "Forebyggende samtale",
            "Samtale med politiet",
            "Åbn sag med tovholder",
            "Tilbyd støtte",
            "Ingen opfølgning",
        ],
        "decision": ExampleDecision(initial={"deadline": today + dt.timedelta(days=14)}),
    }


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything `web/styleguide.html` shows. The forms are filled from a POST where there is one."""
    today = timezone.localdate()
    wrong = ExampleForm({"wrong-day": "31.2.2026", "wrong-how": "written", "wrong-version": "3"}, prefix="wrong")
    rows = [
        [{"text": f"2026-{1240 + n}", "url": f"#{n}"}, name, day, words]
        for n, (name, day, words) in enumerate(
            [
                ("Freja N.", "02.11.2026", "Ny"),
                ("Aya A.", "17.11.2026", "I gang"),
                ("Mikkel A.", "19.11.2026", "Afsluttet"),
            ]
        )
    ]
    return {
        "form": ExampleForm(request.POST or None, initial={"day": today + dt.timedelta(days=14)}),
        "wrong": wrong,
        "today": today,
        "now": timezone.now(),
        "born": today.replace(year=today.year - 15, day=1),
        "step_labels": [("Barnet", "#step-1"), "Bekymringen", "Samtykke", "Send"],
        "columns": ["Sag", "Navn", "Modtaget", "Status"],
        "rows": rows,
        "page": Paginator(range(240), 10).get_page(request.GET.get("side", "3")),
        "summary_rows": [
            {"label": "Tovholder", "value": "Line Østergaard", "url": "#skift", "action": "Ret"},
            {"label": "Frist", "value": "08.12.2026"},
            {"label": "Notat", "value": ""},
        ],
        "conflict": sides(
            Conflict(theirs="Samtale holdt mandag. Moren var med.", mine="Samtale aftalt til mandag kl. 14.", version=4)
        ),
        "what_happens": ["Punktet tages af dagsordenen.", "Det kan fortrydes, indtil referatet er godkendt."],
    }
