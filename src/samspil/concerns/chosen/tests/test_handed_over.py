"""The adult whom a child chose hands the matter over: who must agree, who is told, and who confirms."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import handing
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.chosen.tests.test_chosen import at_door, follow, holder, text, told
from samspil.concerns.models import Agreement, Handover
from samspil.concerns.queries.handing import handover_page
from samspil.concerns.tests.doors import found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from tests.cast import Cast


# --- the adult hands it over ----------------------------------------------------------------------------------------
@pytest.mark.covers("HAL-15", verb="concernhandover.answered")
def test_the_adult_hands_it_over_with_the_childs_yes_and_the_parents_of_a_beaten_child_are_never_asked(
    cast: Cast,
) -> None:
    """The whole way by pages: the teacher offers, the father is suspected, the child and the colleague say yes."""
    concern = confided(cast)
    client, page = cast.client("ssp_teacher"), reverse("concerns:hand_over", args=[concern.pk])
    shown = text(client.get(page))
    assert "Er der mistanke om vold mod barnet" in shown
    assert "Familiens dør" not in shown  # the adult offers it to a colleague at the door
    said = {"to": f"staff-{cast.colleague.staff.pk}", "reason": "Line kender hende", "idempotency_key": str(uuid4())}
    unjudged = client.post(page, said)
    assert unjudged.status_code == 422
    assert "Line kender hende" in text(unjudged)
    body = follow(client, client.post(page, {**said, "suspicion": "home"}))
    assert "Forældrene bliver ikke spurgt" in body
    assert "Den, der har den nu: har sagt ja" in body
    cast.consultant.sign()
    offer = Handover.objects.get()
    reply = lambda party: reverse("concerns:reply_handover", args=[offer.pk, party])  # noqa: E731
    for member in ("ssp_teacher", "consultant"):  # nobody is offered to ask them, and nobody can
        assert cast.client(member).post(reply("parents"), {"parents-answer": "agrees"}).status_code == 404
    colleague = cast.client("colleague")
    assert "Line kender hende" in text(colleague.get(reverse("concerns:handover", args=[offer.pk])))
    assert colleague.post(reply("receiver"), {"receiver-answer": "agrees"}).status_code == 303
    assert holder(cast, concern) == "Anders Friis"
    assert client.post(reply("child"), {"child-answer": "agrees", "child-note": "Line er sød"}).status_code == 303
    assert holder(cast, concern) == "Line Østergaard"
    assert "er stadig den, barnet taler med" in text(client.get(at_door(concern)))


def test_a_colleagues_question_reaches_the_adult_who_can_open_and_answer_it(cast: Cast) -> None:
    concern = confided(cast)
    offer = handing.propose(
        cast.colleague.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Jeg kender hende", key=uuid4(),
        suspicion="unsure",
    )  # fmt: skip
    teacher = cast.client("ssp_teacher")
    cast.ssp_teacher.sign()
    (page,) = told("Du er blevet bedt om at overtage noget.")
    assert "Jeg kender hende" in text(teacher.get(page))
    for party in ("giver", "child"):
        answered = teacher.post(
            reverse("concerns:reply_handover", args=[offer.pk, party]), {f"{party}-answer": "agrees"}
        )
        assert answered.status_code == 303
    assert holder(cast, concern) == "Line Østergaard"
    assert teacher.get(page).status_code == 200


def test_the_adult_takes_the_question_back_and_says_no(cast: Cast) -> None:
    concern = confided(cast)
    mine_ = {"concern": concern, "reason": "Kender hende", "suspicion": "home"}
    own = handing.propose(cast.ssp_teacher.sign(), to_staff=cast.colleague.staff, key=uuid4(), **mine_)
    client = cast.client("ssp_teacher")
    assert client.post(reverse("concerns:withdraw_handover", args=[own.pk])).status_code == 303
    theirs = handing.propose(cast.colleague.sign(), to_staff=cast.colleague.staff, key=uuid4(), **mine_)
    no = client.post(
        reverse("concerns:reply_handover", args=[theirs.pk, "giver"]),
        {"giver-answer": "disagrees", "giver-note": "Vi taler sammen"},
    )
    assert no.status_code == 303
    cast.consultant.sign()
    assert [one.state for one in Handover.objects.order_by("pk")] == ["withdrawn", "declined"]
    assert holder(cast, concern) == "Anders Friis"


def test_when_the_family_chose_the_family_is_asked_and_not_where_it_may_be_the_family(cast: Cast) -> None:
    concern = confided(cast, chosen_by="family", about="group")
    needs = {}
    for suspicion in ("none", "home"):
        offer = handing.propose(
            cast.ssp_teacher.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender dem", key=uuid4(),
            suspicion=suspicion,
        )  # fmt: skip
        page = handover_page(cast.ssp_teacher.sign(), offer)
        needs[suspicion] = [line.party for line in page.parties]
        handing.withdraw(cast.ssp_teacher.sign(), handover=offer)
    assert needs == {"none": ["giver", "receiver", "parents"], "home": ["giver", "receiver"]}


def test_violence_by_somebody_else_the_parents_are_told_or_a_person_writes_why_not(cast: Cast) -> None:
    concern = confided(cast)
    offer = handing.propose(
        cast.ssp_teacher.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(),
        suspicion="others",
    )  # fmt: skip
    client = cast.client("ssp_teacher")
    body = text(client.get(reverse("concerns:handover", args=[offer.pk])))
    assert "Forældrene skal have det at vide, men bliver ikke spurgt" in body
    cast.client("colleague").post(
        reverse("concerns:reply_handover", args=[offer.pk, "receiver"]), {"receiver-answer": "agrees"}
    )
    client.post(reverse("concerns:reply_handover", args=[offer.pk, "child"]), {"child-answer": "agrees"})
    assert holder(cast, concern) == "Anders Friis"  # they have not been told yet
    parents = reverse("concerns:reply_handover", args=[offer.pk, "parents"])
    silent = client.post(parents, {"parents-answer": "not_told", "parents-note": " "})
    assert silent.status_code == 422
    assert "Skriv, hvorfor de ikke får det at vide." in text(silent)
    assert client.post(parents, {"parents-answer": "agrees"}).status_code == 422
    assert client.post(parents, {"parents-answer": "told", "parents-note": "Ringet til mor"}).status_code == 303
    assert holder(cast, concern) == "Line Østergaard"


def test_the_leader_who_confirms_can_open_the_page_that_asks(cast: Cast) -> None:
    """The giver works in another unit than the door's leader: it is the door's leader who is asked, and who reads it."""
    concern = confided(cast)
    boss = leader(cast)
    offer = handing.propose(
        cast.ssp_teacher.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(),
        suspicion="none",
    )  # fmt: skip
    handing.reply(
        cast.ssp_teacher.sign(), handover=offer, party="parents", answer="not_asked", because="law", note="§ 133"
    )
    page = reverse("concerns:handover", args=[offer.pk])
    assert "Bekræft, at de ikke bliver spurgt" in text(cast.client("leader").get(page))
    assert "Bekræft, at de ikke bliver spurgt" not in text(cast.client("consultant").get(page))
    confirm = reverse("concerns:confirm_handover", args=[offer.pk, "parents"])
    assert cast.client("leader").post(confirm).status_code == 303
    lines = handover_page(boss.sign(), Handover.objects.get(pk=offer.pk)).parties
    assert next(line.standing for line in lines if line.party == "parents") == "excepted"


def test_without_a_leader_a_second_colleague_confirms_and_never_who_wrote_it(cast: Cast) -> None:
    door = found(cast)
    concern = raised(cast, door)
    first(cast.consultant.sign(), concern)
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(),
        suspicion="none",
    )  # fmt: skip
    handing.reply(cast.consultant.sign(), handover=offer, party="parents", answer="not_asked", because="danger")
    with pytest.raises(Refused, match="leder"):
        handing.reply(cast.consultant.sign(), handover=offer, party="parents", answer="confirmed")
    handing.reply(cast.colleague.sign(), handover=offer, party="parents", answer="confirmed")
    lines = handover_page(cast.colleague.sign(), Handover.objects.get(pk=offer.pk)).parties
    assert next(line.standing for line in lines if line.party == "parents") == "excepted"


def test_who_answers_is_who_wrote_and_not_where_the_answer_stands(cast: Cast) -> None:
    """An answer given away to the side that ought to give it counts for nothing: the giver names no receiver."""
    from samspil.organisations.models import ConcernDoor  # noqa: PLC0415
    from samspil.sharing.actions import hand_over  # noqa: PLC0415

    door = found(cast)
    concern = raised(cast, door, about="group")
    first(cast.consultant.sign(), concern)
    other = ConcernDoor.objects.get(key="alle")
    actor = cast.consultant.sign()
    offer = handing.propose(actor, concern=concern, to_door=other, reason="Kender dem", key=uuid4())
    forged = Agreement.objects.create(
        owner_audience_id=door.audience_id, handover=offer, party="receiver", answer="agrees",
        staff_id=cast.consultant.staff.pk,
    )  # fmt: skip
    hand_over(
        actor,
        "concerns_agreement",
        [forged.pk],
        other.audience_id,
        [door.audience_id],
        offer.basis_version_id,
        "samtykke",
    )
    assert handing.settle(actor, offer) == "proposed"
    assert holder(cast, concern) == "Mette Kjær"
