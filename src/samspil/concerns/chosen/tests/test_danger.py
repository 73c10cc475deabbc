"""Danger where the adult whom somebody chose keeps the matter: it rings at the door, and stands on every page."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.models import Concern
from samspil.concerns.tests.doors import CONTENT, FORM, found
from samspil.concerns.tests.test_receipt import main
from samspil.sharing.notices.queries import mine
from tests.cast import Cast


@pytest.mark.parametrize(("chosen_by", "about"), [("child", "child"), ("young_person", "child"), ("family", "group")])
def test_danger_rings_at_the_door_though_the_chosen_adult_keeps_the_matter(
    cast: Cast, chosen_by: str, about: str
) -> None:
    found(cast, content={**CONTENT, "chosen_adult": "responsible", "chosen_adult_roles": []})
    form = FORM | {"chosen_by": chosen_by, "about": about, "in_danger": "on", "idempotency_key": str(uuid4())}
    answer = cast.client("ssp_teacher").post(reverse("concerns:raise"), form)
    assert answer.status_code == 303, answer.content.decode()
    receipt = main(cast.client("ssp_teacher").get(answer["Location"]))
    assert "Du har sagt, at nogen er i fare" in receipt
    assert "Reagér inden" in receipt  # the adult has it still
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert any("i fare" in line.sentence for line in mine())
    page = reverse("concerns:at_door", args=[concern.pk])
    assert page in main(cast.client("consultant").get("/"))
    assert "Fare nu" in main(cast.client("consultant").get(reverse("concerns:queue")))
    shown = main(cast.client("consultant").get(page))
    assert "Jeg handler på det nu" in shown
    assert "er i fare nu" in shown.split("Hvad er der sket")[-1]
    cast.client("consultant").post(reverse("arrivals:take", args=["concern", concern.pk]))
    assert "Jeg handler på det nu" not in main(cast.client("consultant").get(page))
    assert "Nogen ved døren handler på det nu" in main(cast.client("ssp_teacher").get(page))
