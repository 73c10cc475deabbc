"""Who leads several units, as the register says at whose door they answer, sees and is told who leaves them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from samspil.cases.leaving.tests.places import cooperation_leader, posted
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_ahead import stops, told
from samspil.cases.tests import stage
from samspil.concerns.tests.doors import another, leader
from samspil.organisations.models import ConcernDoor
from samspil.web import dates
from tests.cast import Cast, Member

PAGE = "/sager/efterladt/"
LEAVES = "En kollega stopper på en aftalt dag."


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def leads_beside(cast: Cast) -> Member:
    """Sine Krag leads SSP and the family's unit, which has no leader of its own: she answers its door."""
    boss = cooperation_leader(cast)
    posted(cast, "nina", "Nina Falk", cast.units["family"], "social_worker", leads=False)  # acts when Pia has stopped
    door = another(cast, "familien", "Familiens dør", "family", ("social_worker",))
    door.answered_by = [*door.answered_by, {"unit": cast.units["ssp"].pk, "role": "ssp_leader", "district": None}]
    door.save()
    return boss


def test_who_leads_a_unit_beside_another_sees_and_is_told_who_leaves_it(cast: Cast) -> None:
    boss = leads_beside(cast)
    stage.task(cast, cast.social_worker)
    stage.case(cast, cast.social_worker)
    post = stops(cast, "social_worker")
    last = dates.short(post.valid_to)
    assert LEAVES in told(boss)
    client = cast.client("ssp_leader")
    assert f"Pia Møller stopper {last} og har 2 ting, som ingen har fået endnu." in text(client.get("/"))
    shown = text(client.get(f"{PAGE}?enhed={cast.units['family'].pk}"))
    assert "Du leder Familieafdelingen uden at arbejde der" in shown
    assert f"Pia Møller har 2 ting. stopper {last}" in shown.replace('<span class="badge badge-warning">', "").replace(
        "</span>", ""
    )
    assert "Ring til skolen" not in shown
    assert "Jonas Holm" not in shown
    assert "Sine Krag" in text(cast.client("administrator").get(reverse("administration:end_post", args=[post.pk])))


def test_nobody_else_is_told_and_not_where_the_unit_has_a_leader_of_its_own(cast: Cast) -> None:
    boss = leads_beside(cast)
    stage.task(cast, cast.social_worker)
    own = leader(cast, "family")
    ended(cast, "social_worker")
    assert "En kollega er stoppet i enheden." not in told(boss)
    assert told(own)
    assert "uden at arbejde der" not in text(cast.client("ssp_leader").get(f"{PAGE}?enhed={cast.units['family'].pk}"))


def test_who_leads_and_answers_at_no_door_of_the_unit_is_not_told(cast: Cast) -> None:
    boss = leads_beside(cast)
    ConcernDoor.objects.filter(key="familien").update(unit=cast.units["school"])
    stage.task(cast, cast.social_worker)
    stops(cast, "social_worker")
    assert LEAVES not in told(boss)
    assert LEAVES in told(cast.members["nina"])
