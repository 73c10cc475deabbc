"""Whether a child is known is told to nobody outside the door: words that may tell it are asked about once, before they are sent."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.concerns.known_words import tells_of_known
from samspil.concerns.models import Assessment, Concern, Step
from samspil.concerns.tests.doors import found
from samspil.concerns.tests.test_handing import ready
from tests.cast import Cast

TELLS = (
    "Noah er kendt hos os i forvejen.",
    "Vi kender ikke familien",
    "Der er en sag om ham",
    "Vi har fået flere bekymringer om hende",
    "Hun har haft en sagsbehandler",
    "Familien er allerede i kontakt med os",
)
TELLS_NOT = (
    "Tak for din bekymring. Vi taler med skolen i morgen.",
    "Vi tager os af sagen nu. Bekendtgør det ikke for andre.",
    "Hvornår så du ham?",
)


@pytest.mark.parametrize("words", TELLS)
def test_these_words_may_tell_it(words: str) -> None:
    assert tells_of_known(words)


@pytest.mark.parametrize("words", TELLS_NOT)
def test_these_do_not(words: str) -> None:
    assert tells_of_known(words) == ""


ACTS = {"close": ("told", {"outcome": "help", "reason": "Vi har talt om det"}), "ask": ("text", {})}


@pytest.mark.parametrize("act", ACTS)
def test_it_is_asked_about_once_before_it_is_sent(cast: Cast, act: str) -> None:
    concern = ready(cast, found(cast))
    field, more = ACTS[act]
    client, page = cast.client("consultant"), reverse(f"concerns:{act}", args=[concern.pk])
    version = Assessment.objects.get(concern=concern).version
    sent = {f"{act}-{name}": value for name, value in {**more, field: TELLS[0], "version": version}.items()}
    sent[f"{act}-idempotency_key"] = "6f9f2f5e-2f0e-4f3a-9c55-0d6a5b6f0001"
    asked = client.post(page, sent)
    assert asked.status_code == 422
    shown = asked.content.decode()
    assert "kan fortælle afsenderen, at barnet er kendt" in shown
    assert TELLS[0] in shown, "what was written stands there"
    cast.ssp_teacher.sign()
    assert not Step.objects.filter(concern=concern, text=TELLS[0]).exists()
    done = client.post(page, sent | {f"{act}-sure": "on"})
    assert done.status_code in {302, 303}, "a person decides"
    cast.ssp_teacher.sign()
    assert Step.objects.filter(concern=concern, text=TELLS[0]).exists()
    assert (Concern.objects.get(pk=concern.pk).closed_at is not None) == (act == "close")
