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
from samspil.concerns.models import Concern, Handover, Holding
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import CONTENT, FORM, found, raised
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
    """Beside the teacher who had it stood the family department's number: those who read it there would have rung themselves."""
    concern = confided(cast)
    client, page = cast.client("consultant"), at_door(concern)
    panel = text(client.get(page)).split("Hvem har det nu?")[1].split("</section>")[0]
    assert "40001000" not in panel
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


@pytest.mark.covers("HAL-15", verb="concern.taken_over")
def test_where_the_law_places_it_elsewhere_the_door_takes_it_over_in_words(cast: Cast) -> None:
    concern = confided(cast)
    client, page = cast.client("colleague"), reverse("chosen:take_over", args=[concern.pk])
    assert "Loven placerer ansvaret et andet sted" in text(client.get(page))
    assert client.post(page, {"ground": "law", "words": ""}).status_code == 422
    assert holder(cast, concern) == "Anders Friis"
    body = follow(
        client, client.post(page, {"ground": "law", "words": "Familieafdelingen har sagen, barnets lov § 20"})
    )
    assert "Du har den nu. Den voksne har fået det at vide." in body
    assert holder(cast, concern) == "Line Østergaard"
    cast.ssp_teacher.sign()
    assert at_door(concern) in told("Døren har taget en bekymring over, som lå hos dig.")
    taken = TakeOver.objects.get(concern=concern)
    assert (taken.act, taken.ground) == ("taken", "law")
    own = text(cast.client("ssp_teacher").get(at_door(concern)))
    for words in (
        "Line Østergaard",
        "Loven placerer ansvaret et andet sted",
        "Familieafdelingen har sagen, barnets lov § 20",
    ):
        assert words in own
    assert [one.footing for one in Holding.objects.filter(concern=concern).order_by("period")] == ["chosen", "taken"]


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
