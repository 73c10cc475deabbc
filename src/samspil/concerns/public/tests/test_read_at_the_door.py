"""What those who answer the door read of what came without sign-in: its hour, whose words are whose, and what is still owed."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import handing
from samspil.concerns.arrivals import actions as arrivals
from samspil.concerns.arrivals.tests.steps import TUESDAY, enquired
from samspil.concerns.door_forms import CloseForm
from samspil.concerns.enquiries import actions as enquiries
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.public.tests.places import opened
from samspil.concerns.public.tests.test_raise_outside import door_of, sent
from samspil.concerns.tests.doors import OFFICE
from samspil.concerns.tests.scenes_door import close_it, version
from samspil.concerns.tests.test_assess import first
from samspil.organisations.models import ConcernDoor
from samspil.people.models import Person
from tests import clock
from tests.cast import Cast
from tests.verbs.scene import fresh

CONTACT = "20 20 20 20"
ASKED = "Vi har ringet til den, der skrev, og aftalt at tale sammen fredag."


def words(page: str) -> str:
    return " ".join(page.replace("\xa0", " ").split())


def shown(cast: Cast, name: str, number: int, member: str = "consultant") -> str:
    page = cast.client(member).get(reverse(name, args=[number])).content.decode()
    return words(page.split("<main")[1].split("</main>")[0])


def from_child(cast: Cast, **said: str) -> Concern:
    """A concern from the children's own form, in which nothing has to be said of who it is."""
    address = reverse("public:concern", args=[cast.body.key]) + "?fra=barn"
    token = Client().get(address).context["form"]["token"].value()
    said = {"about": "me", "text": "Far slår", "door": str(door_of(cast, "nord"))} | said
    answer = Client().post(address, {"token": token} | said)
    assert answer.status_code == 200
    cast.consultant.sign()
    return Concern.objects.get(text=said["text"])


def in_danger(cast: Cast, **said: str) -> Enquiry:
    """An enquiry at the north's door, which takes everything here."""
    sign(Actor(cast.body.installer_id, now()))
    ConcernDoor.objects.exclude(key="nord").update(takes=[])
    enquired(cast, **{"in_danger": "on", "contact": CONTACT, **said})
    cast.consultant.sign()
    return Enquiry.objects.get()


def made_concern(cast: Cast, enquiry: Enquiry, member: str = "consultant") -> Concern:
    actor = cast.members[member].sign()
    return enquiries.to_concern(actor, enquiry=enquiry, version=enquiry.version, about="place", who="Pladsen")


# --- when it came -------------------------------------------------------------------------------------------------------
def test_no_page_tells_a_minute_of_which_only_the_hour_was_kept(cast: Cast) -> None:
    """The log said "kl. 16.00" of what came at 16.42; of an enquiry whose sender is in danger the page told no hour at all."""
    at = datetime.fromisoformat("2026-11-24T10:42+01:00")
    with clock.at(at):
        opened(cast)
        concern = from_child(cast)
        enquiry = in_danger(cast)
    page = shown(cast, "concerns:at_door", concern.pk)
    assert "24.11.2026 mellem kl. 10 og 11: Barnet selv sendte den til SSP Nord." in page
    assert "24.11.2026 kl. 10.00:" not in page
    assert "24.11.2026 mellem kl. 10 og 11: Den blev modtaget" in shown(cast, "enquiries:enquiry", enquiry.pk)


# --- whom it is about ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"about": "me"}, ""),
        ({"about": "friend"}, ""),
        ({"about": "me", "who": "Noah Testsen"}, "Noah Testsen"),
        ({"about": "friend", "who": "Noah Testsen, 6.a"}, "Noah Testsen"),
        ({"about": "several", "who": "Drengene ved kiosken"}, ""),
    ],
)
def test_the_name_of_the_child_is_what_was_written_as_one(cast: Cast, said: dict[str, str], name: str) -> None:
    """The field stood filled with "Et barn": a name typed behind it made a child called "Et barnNoah Testsen"."""
    opened(cast)
    concern = from_child(cast, **said)
    first(cast.consultant.sign(), concern)
    page = cast.client("consultant").get(reverse("concerns:name_child", args=[concern.pk]))
    assert page.context["form"]["name"].value() == name


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"about": "me"}, []),
        ({"about": "friend", "contact": CONTACT}, []),
        ({"about": "me", "contact": CONTACT}, ["child", "parents"]),
        ({"about": "me", "who": "Noah Testsen"}, ["child", "parents"]),
    ],
)
def test_nobody_is_asked_whom_nobody_knows(cast: Cast, said: dict[str, str], asked: list[str]) -> None:
    """Of a child without a name "not asked" had to be given a reason that did not hold."""
    opened(cast)
    concern = from_child(cast, **said)
    first(cast.consultant.sign(), concern)
    unknown = "I ved ikke, hvilket barn det er."
    assert (unknown in shown(cast, "concerns:hand_over", concern.pk)) is not bool(asked)
    suspicion = "unsure" if asked else ""
    handover = handing.propose(
        cast.consultant.sign(), concern=fresh(concern), to_staff=cast.colleague.staff, reason="Kender skolen",
        key=uuid4(), suspicion=suspicion,
    )  # fmt: skip
    assert handover.needs == asked
    if asked:
        assert "En anden dag end den første." in shown(cast, "concerns:handover", handover.pk)


def test_who_is_known_later_is_asked(cast: Cast) -> None:
    opened(cast)
    concern = from_child(cast)
    first(cast.consultant.sign(), concern)
    done = cast.client("consultant").post(
        reverse("concerns:name_child", args=[concern.pk]), {"name": "Noah Testsen", "sure": "Noah Testsen"}
    )
    assert done.status_code == 303
    cast.consultant.sign()
    assert Person.objects.filter(pk=Assessment.objects.get(concern=concern).subject, name="Noah Testsen").exists()
    assert list(handing.needed(fresh(concern), None)) == ["child", "parents"]


# --- what the sender was promised ---------------------------------------------------------------------------------------
def closing(cast: Cast, concern: Concern) -> CloseForm:
    page = cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk]))
    return page.context["forms"]["close"]


def test_what_was_told_the_sender_keeps_the_promise(cast: Cast) -> None:
    """A note that says what the sender was told counted for nothing: the page went on asking for the answer, and so did closing."""
    opened(cast)
    sent(cast, contact=CONTACT)
    cast.consultant.sign()
    concern = Concern.objects.get()
    first(cast.consultant.actor, concern)
    client = cast.client("consultant")
    end = {"close-outcome": "help", "close-reason": "Aftalt", "close-told": "", "close-version": str(version(concern))}
    owed = "Afsenderen er lovet at høre fra jer"
    assert owed in shown(cast, "concerns:at_door", concern.pk)
    assert not closing(cast, concern)["told"].optional  # it is this, or that nobody tells them
    assert client.post(reverse("concerns:close", args=[concern.pk]), end).status_code == 422
    for text, still in (("At svaret er forsinket.", True), (ASKED, False)):
        said = {"note-text": text, "note-told": "on", "note-idempotency_key": str(uuid4())}
        assert client.post(reverse("concerns:note", args=[concern.pk]), said).status_code == 303
        page = shown(cast, "concerns:at_door", concern.pk)
        assert (owed in page) is still, text
        assert ("Afsenderen var lovet at høre fra jer og har fået noget at vide." in page) is not still, text
        assert ("untold" in closing(cast, concern).fields) is still, text
    cast.consultant.sign()
    end["close-version"] = str(version(concern))
    assert client.post(reverse("concerns:close", args=[concern.pk]), end).status_code == 303


@pytest.mark.parametrize("contact", [CONTACT, ""])
def test_reopening_tells_nobody_who_has_no_page(cast: Cast, contact: str) -> None:
    opened(cast)
    concern = from_child(cast, contact=contact)
    first(cast.consultant.sign(), concern)
    close_it(cast, concern)
    page = shown(cast, "concerns:at_door", concern.pk)
    assert "genåbn den" in page
    assert "Afsenderen kan se" not in page


# --- danger -------------------------------------------------------------------------------------------------------------
def test_one_danger_is_one_also_when_an_enquiry_becomes_a_concern(cast: Cast) -> None:
    """The knife stood twice as danger now, and who had acted on the concern was asked again about the enquiry."""
    opened(cast)
    enquiry = in_danger(cast)
    mark = "Afsenderen siger, at nogen er i fare nu."
    day = words(cast.client("consultant").get("/").content.decode())
    assert day.count("Fare nu") == 1
    concern = made_concern(cast, enquiry)
    assert words(cast.client("consultant").get("/").content.decode()).count("Fare nu") == 1
    assert mark not in shown(cast, "enquiries:enquiry", enquiry.pk)
    assert mark in shown(cast, "concerns:at_door", concern.pk)
    arrivals.take(cast.colleague.sign(), about=concern)
    assert "Fare nu" not in words(cast.client("consultant").get("/").content.decode())


def test_who_has_acted_on_the_enquiry_has_acted_on_its_concern(cast: Cast) -> None:
    opened(cast)
    enquiry = in_danger(cast)
    arrivals.take(cast.consultant.sign(), about=enquiry)
    concern = made_concern(cast, enquiry)
    assert "Fare nu" not in words(cast.client("colleague").get("/").content.decode())
    assert "handler" in shown(cast, "concerns:at_door", concern.pk, "colleague")


def test_who_is_to_act_does_not_read_the_words_for_the_sender(cast: Cast) -> None:
    """Whoever had made an enquiry a concern read there what is said to who sent it: that they would hear from those at the door."""
    opened(cast)
    concern = made_concern(cast, in_danger(cast))
    for member in ("consultant", "colleague"):
        page = shown(cast, "concerns:at_door", concern.pk, member)
        assert "Du har sagt, at nogen er i fare." not in page, member
        assert "du hører fra os" not in page, member
        assert "ikke skrevet, hvordan" not in page, member
        assert "Det, borgeren er lovet, står på henvendelsen." in page, member


@pytest.mark.parametrize("form", ["citizen", "child", "enquiry"])
def test_on_a_receipt_danger_stands_before_what_was_promised(cast: Cast, form: str) -> None:
    """It said first, in green, that one would hear within a fortnight."""
    with clock.at(TUESDAY):
        opened(cast, hours=OFFICE)
        if form == "enquiry":
            page = enquired(cast, in_danger="on", contact=CONTACT)
        else:
            page = sent(cast, source=form, in_danger="on", contact=CONTACT)
        receipt = words(page.content.decode())
    assert receipt.count("Du har sagt, at nogen er i fare.") == 1
    danger, promise = receipt.index("Du har sagt, at nogen er i fare."), receipt.index("du hører fra os")
    assert danger < receipt.index("alert-success") < promise


def test_what_is_for_the_police_is_rung_in_by_whoever_has_the_enquiry(cast: Cast) -> None:
    opened(cast)
    page = shown(cast, "enquiries:enquiry", in_danger(cast).pk)
    passed_on = page.split("Giv den videre</summary>")[1].split("</details>")[0]
    assert "tel:112" in passed_on
    assert "tel:114" in passed_on


SAFE = "skriv til min egen tlf 20 20 20 20 før kl 15, ikke min mor"


@pytest.mark.parametrize(
    ("said", "goes_along"),
    [({}, True), ({"who": "Ida, 7.b"}, True), ({"about": "friend", "who": "Ida, 7.b"}, False)],
)
def test_how_a_child_may_be_reached_goes_with_the_notification_about_itself(
    cast: Cast, said: dict[str, str], goes_along: bool
) -> None:
    """The text without it sent whoever received it to the telephone at home. Of a child who writes about another it goes nowhere."""
    opened(cast)
    concern = from_child(cast, contact=SAFE, **said)
    first(cast.consultant.sign(), concern)
    text = shown(cast, "notifying:send", concern.pk).split("<blockquote>")[1].split("</blockquote>")[0]
    assert (f"Uden at andre ser det, må barnet kontaktes sådan: {SAFE}" in text) is goes_along
    assert (SAFE in text) is goes_along


def test_the_childs_words_stand_after_no_ring_to(cast: Cast) -> None:
    """ "Er der lovet et svar, så ring til: skriv til min egen tlf, ikke min mor"."""
    opened(cast)
    concern = from_child(cast, contact=SAFE)
    first(cast.consultant.sign(), concern)
    form = {
        "close-version": str(version(concern)), "close-outcome": "help", "close-reason": "Aftalt", "close-told": "",
        "close-untold": "on",
    }  # fmt: skip
    client = cast.client("consultant")
    closed = client.post(reverse("concerns:close", args=[concern.pk]), form)
    assert closed.status_code == 303, closed.content.decode()
    page = words(client.get(closed["Location"]).content.decode())
    assert f"Uden at andre ser det, må barnet kontaktes sådan: »{SAFE}«" in page
    assert "ring til:" not in page.lower()
