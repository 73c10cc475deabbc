"""A promise to somebody without sign-in that was broken: what they were told to do then, and who has to tell them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from samspil.concerns.arrivals.tests.steps import TUESDAY, enquired
from samspil.concerns.enquiries.models import Enquiry, EnquiryStep
from samspil.concerns.models import Concern, Step, StepKind
from samspil.concerns.public.tests.places import opened
from samspil.concerns.public.tests.test_raise_outside import sent
from samspil.concerns.tests.doors import leader
from samspil.concerns.tests.test_assess import first
from tests import clock
from tests.cast import Cast

CONTACT = "20 20 20 20"
NOT_HEARD = "Har du ikke hørt fra os til den tid, har vi ikke holdt, hvad vi lovede. Ring så:"
BROKEN = "Afsenderen er lovet at høre fra jer før 25.11.2026 kl. 10.00 og har ikke hørt noget."
LATE = TUESDAY + timedelta(hours=25)


def words(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.parametrize("source", ["citizen", "parent", "child"])
@pytest.mark.parametrize("contact", [CONTACT, ""])
def test_the_receipt_says_what_holds_when_nobody_has_been_heard_of(cast: Cast, source: str, contact: str) -> None:
    """Who has no page to come back to reads beforehand that the promise is then broken, and whom to ring."""
    with clock.at(TUESDAY):
        opened(cast)
        receipt = words(sent(cast, source=source, contact=contact).content.decode())
    assert (NOT_HEARD in receipt) is bool(contact)
    if contact:
        assert "tel:40001000" in receipt.split(NOT_HEARD)[1][:300]


@pytest.mark.parametrize("contact", [CONTACT, ""])
def test_the_receipt_of_an_enquiry_says_it_too(cast: Cast, contact: str) -> None:
    with clock.at(TUESDAY):
        opened(cast)
        receipt = words(enquired(cast, contact=contact).content.decode())
    assert (NOT_HEARD in receipt) is bool(contact)


def concern_of(cast: Cast, **said: str) -> Concern:
    with clock.at(TUESDAY):
        opened(cast)
        leader(cast)
        sent(cast, **said)
        cast.consultant.sign()
        return Concern.objects.get()


def at_door(cast: Cast, concern: Concern, member: str, at: datetime) -> str:
    with clock.at(at):
        page = cast.client(member).get(reverse("concerns:at_door", args=[concern.pk]))
        return words(page.content.decode())


def press(cast: Cast, page: str, at: datetime) -> int:
    """The button under the warning, as a browser sends it."""
    form = page.split('id="loefte"')[1].split("<form")[1].split("</form>", maxsplit=1)[0]
    names = [part.split('"')[0] for part in form.split('name="')[1:]]
    values = [part.split('value="')[1].split('"')[0] if 'value="' in part else "" for part in form.split('name="')[1:]]
    address = form.split('action="')[1].split('"')[0]
    with clock.at(at):
        return cast.client("consultant").post(address, dict(zip(names, values, strict=True))).status_code


def test_holder_and_leader_read_that_the_sender_must_be_told_and_one_press_notes_it(cast: Cast) -> None:
    concern = concern_of(cast, contact=CONTACT)
    assert BROKEN not in at_door(cast, concern, "consultant", LATE - timedelta(hours=2))
    for member in ("consultant", "colleague", "leader"):
        page = at_door(cast, concern, member, LATE)
        assert BROKEN in page, member
        assert CONTACT in page.split('id="loefte"')[1].split("</div>")[0]
    assert press(cast, page, LATE) == 303
    cast.consultant.sign()
    (step,) = Step.objects.filter(concern=concern, kind=StepKind.TOLD)
    assert (step.text, step.staff_id) == ("At svaret er forsinket.", cast.consultant.staff.pk)
    page = at_door(cast, concern, "consultant", LATE + timedelta(minutes=1))
    assert BROKEN not in page
    assert "fortalte afsenderen: »At svaret er forsinket.«" in page


def test_that_the_door_has_acted_tells_the_sender_nothing(cast: Cast) -> None:
    """The citizen was promised to hear: an answer to the first question is none to them."""
    concern = concern_of(cast, contact=CONTACT)
    with clock.at(TUESDAY + timedelta(hours=1)):
        first(cast.consultant.sign(), concern)
    page = at_door(cast, concern, "consultant", LATE)
    assert BROKEN in page
    note = {"note-text": "Ringet: klubben tager sig af det", "note-told": "on"}
    with clock.at(LATE):
        client = cast.client("consultant")
        shown = client.get(reverse("concerns:at_door", args=[concern.pk]))
        key = shown.context["forms"]["note"]["idempotency_key"].value()
        client.post(
            reverse("concerns:note", args=[concern.pk]), {**note, "note-idempotency_key": key}
        )  # the note that the door writes at any time
    assert BROKEN not in at_door(cast, concern, "consultant", LATE)


@pytest.mark.parametrize("said", [{"contact": ""}, {"source": "child", "contact": ""}])
def test_who_left_no_way_to_be_reached_was_promised_nothing(cast: Cast, said: dict[str, str]) -> None:
    concern = concern_of(cast, **said)
    assert 'id="loefte"' not in at_door(cast, concern, "consultant", LATE)


def test_a_child_is_reached_so_that_nobody_else_sees_it(cast: Cast) -> None:
    concern = concern_of(cast, source="child", contact="Skriv i skoletiden")
    warning = at_door(cast, concern, "consultant", LATE).split('id="loefte"')[1].split("</div>")[0]
    assert "Sådan må barnet kontaktes, uden at andre ser det:" in warning
    assert "Skriv i skoletiden" in warning


def test_a_citizen_whose_enquiry_is_late_must_be_told_and_one_press_notes_it(cast: Cast) -> None:
    with clock.at(TUESDAY):
        opened(cast)
        enquired(cast, contact=CONTACT)
        cast.social_worker.sign()
        enquiry = Enquiry.objects.get()
    address, late = reverse("enquiries:enquiry", args=[enquiry.pk]), TUESDAY + timedelta(days=15)
    said = f"Borgeren er lovet svar senest {enquiry.due_on:%d.%m.%Y} og har ikke fået det."
    with clock.at(late - timedelta(days=2)):
        assert said not in words(cast.client("social_worker").get(address).content.decode())
    with clock.at(late):
        client = cast.client("social_worker")
        page = words(client.get(address).content.decode())
        assert said in page
        warning = page.split('id="loefte"')[1]
        assert CONTACT in warning.split("</div>")[0]
        assert "forsinket og kommer senest 16.12.2026" in warning
        form = client.get(address).context["forms"]["late"]
        data = {name: form[name].value() for name in ("text", "version")} | {"follow_up_on": "2026-12-16"}
        assert f'value="{data["follow_up_on"]}"' in warning.split("</form>")[0]
        assert client.post(reverse("enquiries:answer", args=[enquiry.pk]), data).status_code == 303
        cast.social_worker.sign()
        enquiry.refresh_from_db()
        assert (enquiry.state, enquiry.due_on.isoformat()) == ("open", "2026-12-16")
        assert EnquiryStep.objects.get(enquiry=enquiry).text == "At svaret er forsinket."
        assert said not in words(client.get(address).content.decode())
