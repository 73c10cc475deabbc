"""What somebody needs to know is said before they press, all of it at once, and with the number to ring."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing, handing
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.enquiries.tests.callers import enquired
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.notifying.tests.scenes import said_yes
from samspil.concerns.tests.doors import CONTENT, found, raised
from samspil.concerns.tests.test_handing import propose, ready, say
from samspil.organisations.models import ConcernDoor
from samspil.people.queries import Child
from tests.cast import Cast


def shown(cast: Cast, member: str, address: str, *args: int, **asked: str) -> str:
    return " ".join(cast.client(member).get(reverse(address, args=args), asked).content.decode().split())


def test_closing_says_at_once_all_that_is_missing(cast: Cast) -> None:
    """Danger on which nobody acts, a notification that is not sent, and the form's own: three presses before."""
    concern = raised(cast, found(cast), in_danger=True)
    cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.answer_first(
        cast.consultant.sign(), concern=concern, version=version, answer="yes", notifier=cast.consultant.staff
    )
    version = Assessment.objects.get(concern=concern).version
    for said in ({"close-outcome": "", "close-reason": ""}, {"close-outcome": "notification", "close-reason": "Sendt"}):
        refused = cast.client("consultant").post(
            reverse("concerns:close", args=[concern.pk]), said | {"close-version": str(version)}
        )
        assert refused.status_code == 422
        page = refused.content.decode()
        assert "Tryk først på »Jeg handler på det nu«." in page
        assert "Underretningen er ikke sendt endnu." in page
    assert Concern.objects.get(pk=concern.pk).closed_at is None


def test_before_the_first_answer_the_page_says_what_comes_after_it(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    page = shown(cast, "consultant", "concerns:at_door", concern.pk)
    assert "Når du har gemt svaret på, om det kan være en underretning, kommer resten her: Tag den" in page
    assert "(ikke taget endnu)" in page
    assert "kommer resten her" not in shown(cast, "ssp_teacher", "concerns:at_door", concern.pk)
    concern = ready(cast, ConcernDoor.objects.get(pk=concern.door_id))
    assessing.take(cast.consultant.sign(), concern=concern)
    page = shown(cast, "consultant", "concerns:at_door", concern.pk)
    assert "kommer resten her" not in page
    assert "(ikke taget endnu)" not in page


def test_a_no_stands_with_its_reason_in_the_history_of_who_asked(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    say(cast, propose(cast, concern), "receiver", "disagrees", by="colleague", note="Jeg kender familien privat")
    told = shown(cast, "consultant", "concerns:at_door", concern.pk).split("Hvad der er sket")[1]
    assert "»Jeg kender familien privat«" in told
    assert "Jeg kender familien privat" not in shown(cast, "ssp_teacher", "concerns:at_door", concern.pk)


def test_who_is_asked_reads_who_writes_what_the_child_answers_and_where_to_ring(cast: Cast) -> None:
    concern = ready(cast, found(cast), in_danger=True)
    consultant = cast.consultant.staff
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), reason="Kender familien",
        key=uuid4(), suspicion="none", nobody_at_home=True,
    )  # fmt: skip
    asked = shown(cast, "social_worker", "concerns:handover", offer.pk)
    writes = f"{consultant.name} taler med dem og skriver, hvad de svarer."
    assert writes in asked
    assert writes not in shown(cast, "consultant", "concerns:handover", offer.pk)
    door = ConcernDoor.objects.get(pk=concern.door_id)
    assert f"eller ring til {consultant.name}" in asked
    assert door.phone
    assert f"tel:{door.phone.replace(' ', '')}" in asked


def test_the_adult_who_has_it_is_not_told_of_those_who_have_it(cast: Cast) -> None:
    concern = confided(cast)
    client, address = cast.client("ssp_teacher"), reverse("concerns:add", args=[concern.pk])
    assessing.ask_back(cast.consultant.sign(), concern=concern, text="Hvor gammel er broren?", key=uuid4())
    answer = client.post(address, {"text": "Seks år", "idempotency_key": str(uuid4())})
    told = client.get(answer["Location"]).content.decode()
    assert "De, der har bekymringen, har fået besked" not in told
    assert "Det er sendt. De, der svarer hos" in told


def test_the_adult_reads_before_sending_that_the_concern_becomes_theirs(cast: Cast) -> None:
    found(cast, content={**CONTENT, "chosen_adult": "responsible", "chosen_adult_roles": []})
    assert "Så har du selv bekymringen" in shown(cast, "ssp_teacher", "concerns:raise")


def test_where_the_door_has_it_nothing_says_that_the_adult_has(cast: Cast) -> None:
    found(cast, content={**CONTENT, "chosen_adult": "contact", "chosen_adult_roles": []})
    page = shown(cast, "ssp_teacher", "concerns:raise")
    assert "Så har du selv bekymringen" not in page
    assert "før døren" not in page


def test_the_adult_reads_what_the_two_deadlines_are(cast: Cast) -> None:
    concern = confided(cast)
    page = shown(cast, "ssp_teacher", "concerns:raised", concern.pk)
    assert "Inden da skriver du, hvad du har gjort. De 24 timer for en underretning er en anden frist" in page


def test_the_child_that_was_found_goes_along_and_is_found_by_name(cast: Cast) -> None:
    concern = said_yes(cast)
    noah = Child("Noah Brandt", date(2012, 5, 12))
    assessing.name_child(cast.consultant.sign(), concern=concern, child=noah)
    page = shown(cast, "consultant", "notifying:send", concern.pk)
    assert "Noah Brandt, 12.05.2012" in page.split("<textarea")[1]
    assert f"Fortalt som: {concern.who}" in page
    queue = shown(cast, "consultant", "concerns:queue", q="brandt noah")
    assert reverse("concerns:at_door", args=[concern.pk]) in queue
    assert reverse("concerns:at_door", args=[concern.pk]) not in shown(
        cast, "consultant", "concerns:queue", q="Brandt Jensen"
    )


@pytest.mark.parametrize("kind", ["concern", "enquiry"])
def test_the_senders_words_in_a_field_are_replaced_by_typing(cast: Cast, kind: str) -> None:
    if kind == "concern":
        concern = ready(cast, found(cast))
        page = shown(cast, "consultant", "concerns:name_child", concern.pk)
        assessing.name_child(cast.consultant.sign(), concern=concern, child=Child("Noah Brandt"))
        assert "data-replace" not in shown(cast, "consultant", "concerns:name_child", concern.pk)
    else:
        page = shown(cast, "consultant", "enquiries:enquiry", enquired(cast).pk)
    assert page.count("data-replace") == 1
