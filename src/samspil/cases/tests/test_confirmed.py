"""That a party of a case's handover is not asked is confirmed by somebody, also where nobody leads the unit (HAL-15)."""

from __future__ import annotations

from django.urls import reverse

from samspil.cases import actions
from samspil.cases.leaving.tests.places import higher
from samspil.cases.models import Handover
from samspil.cases.tests import stage
from samspil.sharing.notices.models import Notice
from tests.cast import Cast, as_role


def test_who_acts_from_above_is_told_opens_the_question_and_confirms(cast: Cast) -> None:
    case = stage.case(cast)
    boss = higher(cast, "ssp")
    offer = stage.handover(cast, case, said=("child",))
    actions.reply_handover(
        cast.consultant.sign(), handover=offer, party="parents", answer="not_asked", because="danger"
    )
    with as_role("samspil_lock"):
        told = set(
            Notice.objects.filter(kind="case_confirm_asked", about_id=offer.pk).values_list("staff_id", flat=True)
        )
    assert told == {boss.staff.pk}
    client, page = cast.client("boss"), reverse("cases:handover", args=[offer.pk])
    shown = client.get(page).content.decode()
    assert "Bekræft, at de ikke bliver spurgt" in shown
    assert "Jonas Holm" not in shown, "the question alone"
    own = cast.client("consultant").get(page).content.decode()
    assert f"Venter på at blive bekræftet af: {boss.staff.name}." in own
    client.post(reverse("cases:confirm_handover", args=[offer.pk, "parents"]))
    assert "ikke spurgt, og det er bekræftet" in cast.client("consultant").get(page).content.decode()
    actor = cast.social_worker.sign()
    taken = actions.accept_handover(
        actor, handover=Handover.objects.get(pk=offer.pk), responsible=cast.social_worker.staff
    )
    assert taken.state == "accepted"
