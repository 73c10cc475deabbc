"""What was typed comes back under the name of its field, whatever way the page was sent from knows its form."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import reverse

from samspil.web.errors import typed


@pytest.mark.parametrize(
    ("name", "sent", "labels"),
    [
        (
            "matters:propose",
            {"title": "Lys på stien", "text": "Der er mørkt"},
            ["Hvad handler det om?", "Sagsfremstilling"],
        ),
        ("concerns:note", {"note-text": "Ringede til mor", "note-idempotency_key": "k"}, ["Note"]),
        (
            "concerns:ask",
            {"ask-text": "Hvilken klasse?", "ask-idempotency_key": "k"},
            ["Hvad har du brug for at vide?"],
        ),
        ("meetings:share", {"text": "Går til fodbold", "necessity": "valg"}, ["Oplysningen"]),
    ],
)
def test_a_text_is_called_what_its_field_is_called(name: str, sent: dict[str, str], labels: list[str]) -> None:
    found = typed(RequestFactory().post(reverse(name, args=[1]), sent))
    assert [one.label for one in found] == labels
