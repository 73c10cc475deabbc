"""The adult who was chosen: whose the matter is, who can act, and who is never asked."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import assessing, handing
from samspil.concerns.chosen import actions
from samspil.concerns.chosen.models import ChosenAdult, TakeOver
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Agreement, Concern, Handover, Holding
from samspil.concerns.queries.handing import handover_page
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import CONTENT, FORM, found, leader, raised
from samspil.concerns.tests.made import acts
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.organisations.actions import end_colleague
from samspil.organisations.models import Staff
from samspil.sharing.notices.queries import mine
from tests.cast import Cast


def text(answer: Any) -> str:
    return str(answer.content.decode())


def told(sentence: str) -> list[str]:
    """Where the notices of whoever acts lead that say this."""
    return [line.address for line in mine() if line.sentence == sentence]


def at_door(concern: Concern) -> str:
    return reverse("concerns:at_door", args=[concern.pk])


def holder(cast: Cast, concern: Concern) -> str:
    actor = cast.consultant.sign()
    return who_has([Concern.objects.get(pk=concern.pk)], actor.at)[concern.pk].staff.name


def follow(client: Any, answer: Any) -> str:
    assert answer.status_code == 303, text(answer)
    return text(client.get(answer["Location"]))


# --- whose it is ----------------------------------------------------------------------------------------------------
@pytest.mark.covers("HAL-13", verb="concern.raised")
@pytest.mark.parametrize("chooser", ["child", "young_person", "family"])
def test_who_chose_the_adult_is_kept_with_the_time(cast: Cast, chooser: str) -> None:
    concern = confided(cast, chosen_by=chooser)
    for member in ("ssp_teacher", "consultant"):
        cast.members[member].sign()
        chosen = ChosenAdult.objects.get(concern=concern)
        assert (chosen.staff_id, chosen.chosen_by, chosen.since) == (
            cast.ssp_teacher.staff.pk, chooser, concern.received_at,
        )  # fmt: skip
    cast.social_worker.sign()
    assert not ChosenAdult.objects.filter(concern=concern).exists()


def test_the_form_asks_who_chose_and_chooses_nothing_itself(cast: Cast) -> None:
    found(cast, content={**CONTENT, "chosen_adult": "responsible"})
    client, page = cast.client("ssp_teacher"), reverse("concerns:raise")
    assert "Har nogen selv valgt at fortælle det til dig?" in text(client.get(page))
    sent = {**FORM, "idempotency_key": str(uuid4())}
    follow(client, client.post(page, sent))
    cast.consultant.sign()
    assert not ChosenAdult.objects.exists()
    body = follow(client, client.post(page, {**sent, "idempotency_key": str(uuid4()), "chosen_by": "family"}))
    assert "Familien har valgt at tale med Anders Friis." in body
    assert client.post(page, {**sent, "idempotency_key": str(uuid4()), "chosen_by": "naboen"}).status_code == 422


@pytest.mark.covers("HAL-14", verb="concern.raised")
def test_where_the_adult_is_responsible_the_adult_has_it_and_both_read_so(cast: Cast) -> None:
    concern = confided(cast)
    assert holder(cast, concern) == "Anders Friis"
    own = text(cast.client("ssp_teacher").get(at_door(concern)))
    assert "Du har den, indtil alle er enige om en anden. Døren hjælper dig." in own
    assert "Bed døren om at tage over" in own
    theirs = text(cast.client("consultant").get(at_door(concern)))
    assert "Anders Friis har den, indtil alle er enige om en anden." in theirs
    assert "Tag over" in theirs


def test_a_number_stands_with_whose_it_is(cast: Cast) -> None:
    """Met by a stranger: beside the teacher who had it stood the family department's number as if it were the teacher's."""
    concern = confided(cast)
    client, page = cast.client("consultant"), at_door(concern)
    panel = text(client.get(page)).split("Hvem har det nu?")[1].split("</section>")[0]
    assert re.search(r"Telefon:\s+<a[^>]*><strong>40001000</strong></a>\s+SSP Nord", panel)
    sign(Actor(cast.body.installer_id, now()))
    Staff.objects.filter(pk=cast.ssp_teacher.staff.pk).update(phone="40 11 22 33")
    panel = text(client.get(page)).split("Hvem har det nu?")[1].split("</section>")[0]
    assert re.search(r"<strong>40 11 22 33</strong></a>\s+Anders Friis", panel)
    assert "SSP Nord</" not in panel


def test_elsewhere_the_door_has_it_and_the_adult_stays_the_one_whom_the_child_talks_with(cast: Cast) -> None:
    concern = confided(cast, rule="contact")
    assert holder(cast, concern) == "Mette Kjær"
    for member in ("ssp_teacher", "consultant"):
        body = text(cast.client(member).get(at_door(concern)))
        assert "Barnet har valgt at tale med Anders Friis." in body, member
        assert "Anders Friis er stadig den, barnet taler med." in body, member
    # The door goes on as with any concern: it takes it, and hands it over by itself.
    consultant = cast.client("consultant")
    assert "Tag den" in text(consultant.get(at_door(concern)))
    assert consultant.post(reverse("concerns:take", args=[concern.pk])).status_code == 303


# --- the door takes over --------------------------------------------------------------------------------------------
@pytest.mark.covers("HAL-15", verb="concern.taken_over")
def test_in_danger_the_door_takes_over_and_the_adult_is_told_and_reads_why(cast: Cast) -> None:
    concern = confided(cast)
    client, page = cast.client("consultant"), reverse("chosen:take_over", args=[concern.pk])
    shown = text(client.get(page))
    assert "Barnet kan være i fare" in shown
    assert "Den voksne har bedt om det" not in shown  # not asked for, so not offered
    refused = client.post(page, {"ground": "danger", "words": "  "})
    assert refused.status_code == 422
    assert "Skriv, hvad det er, så den voksne ved det." in text(refused)
    body = follow(client, client.post(page, {"ground": "danger", "words": "Onklen kommer i aften"}))
    assert "Du har den nu. Den voksne har fået det at vide." in body
    assert holder(cast, concern) == "Mette Kjær"
    cast.ssp_teacher.sign()
    assert at_door(concern) in told("Døren har taget en bekymring over, som lå hos dig.")
    own = text(cast.client("ssp_teacher").get(at_door(concern)))
    for words in ("Mette Kjær", "Barnet kan være i fare", "Onklen kommer i aften", "er stadig den, barnet taler med"):
        assert words in own
    assert acts("concern.taken_over") == ["concern.taken_over"]
    held = list(Holding.objects.filter(concern=concern).order_by("period"))
    assert [one.footing for one in held] == ["chosen", "taken"]
    assert held[0].period.upper == held[1].period.lower


def test_the_adult_asks_and_anybody_at_the_door_takes_it(cast: Cast) -> None:
    concern = confided(cast)
    with pytest.raises(Refused, match="ikke bedt om det"):
        actions.take_over(cast.colleague.sign(), concern=concern, ground="asked")
    client, page = cast.client("ssp_teacher"), reverse("chosen:ask", args=[concern.pk])
    assert client.post(page, {"words": " ", "idempotency_key": str(uuid4())}).status_code == 422
    said = {"words": "Det er for stort for mig", "idempotency_key": str(uuid4())}
    assert "Du har den, indtil nogen har taget den." in follow(client, client.post(page, said))
    assert holder(cast, concern) == "Anders Friis"
    cast.colleague.sign()
    assert at_door(concern) in told("Du er blevet bedt om at tage en bekymring over.")
    actions.take_over(cast.colleague.sign(), concern=concern, ground="asked")
    assert holder(cast, concern) == "Line Østergaard"
    cast.ssp_teacher.sign()
    assert list(TakeOver.objects.filter(concern=concern).order_by("pk").values_list("act", flat=True)) == [
        "asked",
        "taken",
    ]


def test_for_absence_only_while_the_adult_is_away(cast: Cast) -> None:
    concern = confided(cast)
    with pytest.raises(Refused, match="på arbejde"):
        actions.take_over(cast.consultant.sign(), concern=concern, ground="absence")
    actor = cast.ssp_teacher.sign()
    handing.register_absence(actor, staff=cast.ssp_teacher.staff, since=actor.at, until=actor.at + timedelta(days=7))
    assert who_has([concern], cast.consultant.sign().at)[concern.pk].now.name == "Mette Kjær"
    actions.take_over(cast.consultant.sign(), concern=concern, ground="absence")
    assert holder(cast, concern) == "Mette Kjær"


def test_who_is_chosen_and_leaves_leaves_nobody_stuck(cast: Cast) -> None:
    concern = confided(cast)
    end_colleague(cast.administrator.sign(), staff=cast.ssp_teacher.staff)
    actor = cast.consultant.sign()
    assert who_has([concern], actor.at)[concern.pk].now.name == "Mette Kjær"
    actions.take_over(actor, concern=concern, ground="absence")
    assert holder(cast, concern) == "Mette Kjær"


@pytest.mark.covers("HAL-14", verb="concern.taken_over")
def test_what_lies_with_a_colleague_who_has_left_is_taken_over_at_the_door(cast: Cast) -> None:
    door = found(cast)
    concern = raised(cast, door)
    first(cast.consultant.sign(), concern)
    assessing.take(cast.consultant.sign(), concern=Concern.objects.get(pk=concern.pk))
    page = reverse("chosen:take_over", args=[concern.pk])
    assert cast.client("colleague").get(page).status_code == 409  # she is here, and hands it over
    end_colleague(cast.administrator.sign(), staff=cast.consultant.staff)
    cast.colleague.sign()
    assert "/sager/efterladt/" in told("Du handler for en kollega, der er stoppet.")
    client = cast.client("colleague")
    assert page in text(client.get(at_door(concern)))
    shown = text(client.get(page))
    assert "Mette Kjær er stoppet" in shown
    assert "Barnet kan være i fare" not in shown
    assert "Du har den nu." in follow(client, client.post(page, {"ground": "absence"}))
    actor = cast.colleague.sign()
    now = who_has([Concern.objects.get(pk=concern.pk)], actor.at)[concern.pk]
    assert (now.staff.name, now.acting) == ("Line Østergaard", None)


@pytest.mark.parametrize("ground", ["danger", "law"])
def test_without_words_or_a_listed_reason_nothing_is_taken(cast: Cast, ground: str) -> None:
    concern = confided(cast)
    for given, words, field in ((ground, "", "words"), ("travlt", "x", "ground"), ("", "x", "ground")):
        with pytest.raises(Refused) as refusal:
            actions.take_over(cast.consultant.sign(), concern=concern, ground=given, words=words)
        assert refusal.value.field == field
    assert holder(cast, concern) == "Anders Friis"


def test_what_no_adult_holds_is_not_taken_over(cast: Cast) -> None:
    concern = confided(cast, rule="contact")
    with pytest.raises(Refused, match="ikke hos en voksen"):
        actions.take_over(cast.consultant.sign(), concern=concern, ground="danger", words="Fare")
    with pytest.raises(Refused, match="kun den voksne"):
        actions.ask_to_take_over(cast.ssp_teacher.sign(), concern=concern, words="Tag den", key=uuid4())


def test_a_takeover_ends_the_open_question(cast: Cast) -> None:
    concern = confided(cast)
    offer = handing.propose(
        cast.ssp_teacher.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(),
        suspicion="home",
    )  # fmt: skip
    actions.take_over(cast.consultant.sign(), concern=concern, ground="danger", words="Fare")
    assert Handover.objects.get(pk=offer.pk).state == "withdrawn"


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
