"""Two concerns about one child go together: what goes along is named, and comes back together."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from samspil.cases.leaving import actions
from samspil.cases.leaving.queries import left_in
from samspil.cases.leaving.tests.scenes import ended
from samspil.concerns.chosen.models import TakeOver
from samspil.concerns.models import Concern
from samspil.concerns.together.tests.scenes import joined, two
from samspil.concerns.together.tests.steps import holder
from tests.cast import Cast

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def both(cast: Cast) -> tuple[Concern, Concern]:
    """Two concerns that are one matter, with a consultant who has left."""
    one, other = two(cast)
    joined(cast, one, other)
    ended(cast)
    return one, other


def test_what_goes_along_is_named_and_goes_back_together(cast: Cast, both: tuple[Concern, Concern]) -> None:
    one, other = both
    client = cast.client("colleague")
    assert text(client.get(PAGE)).count("Handler om samme barn som") == 2
    sent = {"what": [f"concern-{other.pk}"], "to": cast.outreach_worker.staff.pk}
    answer = client.post(PAGE, sent)
    receipt = text(client.get(answer["Location"]))
    assert (
        receipt.count("bekymringen om ") == 6
    )  # both in the receipt, and both beside the undo, which reads them aloud
    assert holder(cast, one, "colleague") == holder(cast, other, "colleague") == "Omar Said"
    assert set(TakeOver.objects.filter(act="taken").values_list("concern_id", flat=True)) == {one.pk, other.pk}
    undo = reverse("leaving:take_back", args=[receipt.split("efterladt/delt/")[1].split("/")[0]])
    back = text(client.get(client.post(undo, {"enhed": cast.units["ssp"].pk})["Location"]))
    assert back.count("bekymringen om ") == 2
    assert "Resten" not in back
    assert holder(cast, one, "colleague") == holder(cast, other, "colleague") == cast.consultant.staff.name
    actor = cast.colleague.sign()
    assert {line.pk for line in left_in(cast.units["ssp"], actor.at)} == {one.pk, other.pk}


def test_who_gives_one_of_them_back_gives_both_back(cast: Cast, both: tuple[Concern, Concern]) -> None:
    one, other = both
    keys = [f"concern-{one.pk}", f"concern-{other.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    actions.give_back_concern(cast.outreach_worker.sign(), concern=other, reason="Jeg kender familien")
    assert holder(cast, one, "colleague") == holder(cast, other, "colleague") == cast.consultant.staff.name
    assert TakeOver.objects.filter(act="given_back", words="Jeg kender familien").count() == 2
