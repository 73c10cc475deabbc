"""What the cooperation's words are called in a municipality, for all who work there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.organisations.models import ProfileVersion
from tests.cast import Cast
from tests.profiles.settling import settle, text


@pytest.mark.covers("BAL-01", page="words")
@pytest.mark.parametrize(
    ("place", "said"),
    [("ballerup", "Det Opsøgende Team (DOT)"), ("vallensbaek", "Gadeteamet"), ("halsnaes", "indsatstrappe")],
)
def test_everybody_reads_the_words_of_the_place(cast: Cast, place: str, said: str) -> None:
    settle(cast, place)
    page = text(cast.client("ssp_teacher").get(reverse("words")))
    assert said in page
    others = {"Det Opsøgende Team (DOT)", "Gadeteamet", "indsatstrappe"} - {said}
    assert [word for word in others if word in page] == []


def test_a_word_holds_from_its_day_and_no_words_is_said(cast: Cast) -> None:
    page = reverse("words")
    assert "Ingen egne ord endnu" in text(cast.client("consultant").get(page))
    actor = cast.administrator.sign()
    words = [
        {"term": "concern", "word": "uro", "meaning": "Noget, en voksen undrer sig over", "valid_to": "2020-12-31"},
        {
            "term": "concern",
            "word": "undren",
            "meaning": "Noget, en voksen undrer sig over",
            "valid_from": "2021-01-01",
        },
    ]
    ProfileVersion.objects.create(body=cast.body, applied_at=actor.at, digest="x", profile={"vocabulary": words})
    shown = text(cast.client("consultant").get(page))
    assert "Noget, en voksen undrer sig over" in shown
    assert "undren" in shown
    assert "<strong>uro</strong>" not in shown
