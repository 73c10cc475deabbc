"""A question to the door stands on the page of the adult who asked, and can be taken back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.chosen import actions
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.chosen.tests.test_chosen import at_door, follow, holder, text, told
from samspil.lib.refusals import Refused
from tests.cast import Cast


def test_who_has_asked_reads_that_it_is_asked_and_may_take_it_back(cast: Cast) -> None:
    concern = confided(cast)
    client, page = cast.client("ssp_teacher"), at_door(concern)
    assert "Bed døren om at tage over" in text(client.get(page))
    actions.ask_to_take_over(cast.ssp_teacher.sign(), concern=concern, words="For stort for mig", key=uuid4())
    shown = text(client.get(page))
    assert "Du bad dem om at tage over" in shown
    assert "De handler, når du beder dem om at tage over." not in shown
    assert "Bed døren om at tage over" not in shown
    back = client.post(reverse("chosen:take_back", args=[concern.pk]))
    shown = follow(client, back)
    assert "Bed døren om at tage over" in shown
    assert f"{cast.ssp_teacher.staff.name} har trukket spørgsmålet tilbage." in shown
    cast.consultant.sign()
    assert told("Du bliver ikke længere bedt om at overtage en bekymring.") == [page]
    with pytest.raises(Refused, match="taget det tilbage"):
        actions.take_question_back(cast.ssp_teacher.sign(), concern=concern)
    offered = text(cast.client("consultant").get(reverse("chosen:take_over", args=[concern.pk])))
    assert 'value="asked"' not in offered
    with pytest.raises(Refused):
        actions.take_over(cast.consultant.sign(), concern=concern, ground="asked")
    actions.ask_to_take_over(cast.ssp_teacher.sign(), concern=concern, words="Alligevel", key=uuid4())
    actions.take_over(cast.consultant.sign(), concern=concern, ground="asked")
    assert holder(cast, concern) == "Mette Kjær"
