"""What was answered: nothing is sent from here, a closed enquiry is opened again, and whoever really has it is named."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.concerns.enquiries import actions
from samspil.concerns.enquiries.models import Enquiry, State
from samspil.concerns.enquiries.tests.callers import SAID, registered
from samspil.concerns.public.tests.places import fields, opened, post
from samspil.concerns.tests.doors import found
from samspil.concerns.tests.test_receipt import main
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast, as_role


def page(cast: Cast, enquiry: Enquiry, member: str = "consultant") -> str:
    return main(cast.client(member).get(reverse("enquiries:enquiry", args=[enquiry.pk])))


def answer(cast: Cast, enquiry: Enquiry) -> str:
    client = cast.client("consultant")
    said = {"text": "Vi kommer forbi på tirsdag", "version": enquiry.version}
    gone = client.post(reverse("enquiries:answer", args=[enquiry.pk]), said)
    assert gone.status_code == 303, gone.content.decode()
    return str(client.get(gone["Location"]).content.decode())


def test_that_nothing_is_sent_stands_before_and_after_the_answer(cast: Cast) -> None:
    enquiry = registered(cast, found(cast))
    shown = page(cast, enquiry)
    assert "Der bliver ikke sendt noget herfra. Giv selv borgeren svaret: 12 34 56 78." in shown
    assert "Skriv svaret ind" in shown
    assert "Gem svaret" not in shown
    after = answer(cast, enquiry)
    assert "Der bliver ikke sendt noget herfra: Giv selv borgeren svaret, 12 34 56 78." in after
    shown = page(cast, enquiry)
    assert "Giv selv borgeren svaret: 12 34 56 78." in shown
    nameless = registered(cast, ConcernDoor.objects.get(key="nord"), contact="", name="")
    assert "her står ikke, hvordan borgeren kan nås" in page(cast, nameless)
    assert "Der bliver ikke sendt noget herfra." in answer(cast, nameless)


def test_a_closed_enquiry_is_opened_again_and_answered_anew(cast: Cast) -> None:
    enquiry = registered(cast, found(cast))
    answer(cast, enquiry)
    cast.consultant.sign()
    enquiry.refresh_from_db()
    to = reverse("enquiries:reopen", args=[enquiry.pk])
    assert to in page(cast, enquiry)
    empty = cast.client("consultant").post(to, {"reason": "", "version": enquiry.version})
    assert empty.status_code == 422
    gone = cast.client("colleague").post(to, {"reason": "Tirsdag var forkert", "version": enquiry.version})
    assert gone.status_code == 303, gone.content.decode()
    cast.consultant.sign()
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.outcome, enquiry.closed_at) == (State.OPEN, "", None)
    assert enquiry.assigned_to_id == cast.colleague.staff.pk
    shown = page(cast, enquiry)
    assert "Tirsdag var forkert" in shown
    assert "Vi kommer forbi på tirsdag" in shown  # nothing that was written goes
    answer(cast, enquiry)
    still_open = registered(cast, ConcernDoor.objects.get(key="nord"))
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="er åben"):
        actions.reopen(actor, enquiry=still_open, version=still_open.version, reason="Igen")


def test_the_receipt_names_the_door_that_has_the_enquiry(cast: Cast) -> None:
    opened(cast)
    with as_role("NONE"):
        everybodys = ConcernDoor.objects.get(district=None)
        ConcernDoor.objects.filter(pk=everybodys.pk).update(takes=["concern", "question"])
        ConcernDoor.objects.filter(key="nord").update(phone="00 00 30 01")
        north = ConcernDoor.objects.get(key="nord")
    shown = post("citizens:enquire", cast, fields("citizens:enquire", cast) | SAID).content.decode()
    has_it = shown.split("data-sent")[1].split("</div>")[0]
    assert f"{north.name} har den nu" in has_it
    assert "00 00 30 01" in has_it
    assert everybodys.name not in has_it
    elsewhere = main(cast.client("social_worker").get(reverse("enquiries:queue")))
    assert "ved en dør, der tager imod henvendelser" in elsewhere
    assert f"Borgernes henvendelser bliver besvaret her: {north.name}" in elsewhere


def test_a_closed_enquiry_is_found_in_the_queue(cast: Cast) -> None:
    """Who had closed one by mistake and left the page found it nowhere."""
    enquiry = registered(cast, found(cast))
    actions.close(cast.consultant.sign(), enquiry=enquiry, version=enquiry.version, reason="Tastefejl")
    client, address = cast.client("consultant"), reverse("enquiries:queue")
    assert SAID["matter"] not in client.get(address).content.decode()
    shown = client.get(address, {"vis": "ended"}).content.decode()
    assert reverse("enquiries:enquiry", args=[enquiry.pk]) in shown
    assert 'name="tag"' not in shown  # nothing of it can be taken
    assert SAID["matter"] not in cast.client("social_worker").get(address, {"vis": "ended"}).content.decode()
