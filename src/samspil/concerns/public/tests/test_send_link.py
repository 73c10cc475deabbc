"""A colleague without sign-in sends a concern with a link that comes to the work mail."""

from __future__ import annotations

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from samspil.access.actor import now
from samspil.concerns.models import Assessment, Concern, Step
from samspil.concerns.public import actions
from samspil.concerns.public.models import SendLink
from samspil.concerns.public.tests.places import fields, opened, place, post
from samspil.concerns.public.tests.test_raise_outside import SAID, door_of, sent
from samspil.lib.refusals import Refused
from samspil.sharing.models import Disclosure
from samspil.sharing.notices import mailing
from samspil.sharing.notices.models import Notice, OutgoingMail
from samspil.sharing.notices.tests.test_mailing import the_round
from tests import clock
from tests.cast import Cast, as_role


def asked_for(cast: Cast, address: str) -> str:
    """A link is asked for, and the keeper's next round sends it."""
    answer = post("link", cast, fields("link", cast) | {"address": address})
    assert answer.status_code == 200
    before = len(mail.outbox)
    the_round(now())
    assert len(mail.outbox) - before == address.endswith("lillevig.example")
    return answer.content.decode()


def link_in(message) -> str:
    (found,) = re.findall(r"/medarbejder/([^/\s]+)/", message.body)
    return found


@pytest.mark.covers("HAL-06", verb="concern.raised_by_link")
def test_a_link_is_enough_to_send_and_is_used_up(cast):
    opened(cast)
    asked_for(cast, "Ny.Laerer@lillevig.example")
    (message,) = mail.outbox
    for never in ("Vera", "skole", cast.body.name):
        assert never not in message.body
    token = link_in(message)
    page = fields("send", cast, token)  # a mail program that opens the link uses nothing up
    data = {"about": "group", "who": "Drengene ved kiosken", "text": "Deler piller ud", "door": door_of(cast, "nord")}
    answer = post("send", cast, page | data, token)
    assert answer.status_code == 200, answer.content.decode()
    body = Client().get(reverse("public:send", args=[cast.body.key, token])).content.decode()
    assert "data-stays-in-tab" in body  # as on every form of an adult
    assert (
        "Din egen pligt til at underrette består."
        in Client().get(reverse("public:send", args=[cast.body.key, token])).content.decode()
    )
    assert post("send", cast, page | data, token).status_code == 200  # the same form again: the same concern
    again = post("send", cast, fields("send", cast, token) | data | {"text": "Noget nyt"}, token)
    assert again.status_code == 422
    assert "Noget nyt" in again.content.decode()
    assert "Linket er brugt" in again.content.decode()
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert (concern.sender_id, concern.source) == (None, "other")
    assert "ny.laerer@lillevig.example" in Step.objects.get().text
    assert {given.to_audience_id for given in Disclosure.objects.all()} == {concern.owner_audience_id}


def test_a_colleague_here_reads_it_again_after_sign_in(cast):
    opened(cast)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(
            "UPDATE organisations_staff SET email = 'anders@lillevig.example' WHERE id = %s",
            [cast.ssp_teacher.staff.pk],
        )
        cursor.execute("SET LOCAL ROLE samspil_app")
    asked_for(cast, "anders@lillevig.example")
    token = link_in(mail.outbox[0])
    data = {"about": "child", "who": "Aya Ali, 8.a", "text": "Sover i timerne", "door": door_of(cast, "nord")}
    post("send", cast, fields("send", cast, token) | data, token)
    cast.ssp_teacher.sign()
    concern = Concern.objects.get()
    assert concern.sender_id == cast.ssp_teacher.staff.pk
    assert not Assessment.objects.exists()
    assert cast.client("ssp_teacher").get(reverse("concerns:raised", args=[concern.pk])).status_code == 200


def test_every_address_gets_the_same_answer(cast):
    opened(cast)
    pages = [
        asked_for(cast, address)
        for address in ("kendt@lillevig.example", "ukendt@lillevig.example", "nogen@andet.example")
    ]
    assert len(set(pages)) == 1
    assert [message.to for message in mail.outbox] == [["kendt@lillevig.example"], ["ukendt@lillevig.example"]]


def test_a_link_that_the_mail_server_did_not_take_is_made_when_it_goes(cast):
    """Sent at once, past the table, it was lost when the mail server was away; and nobody asked again knew why."""
    opened(cast)
    post("link", cast, fields("link", cast) | {"address": "ny@lillevig.example"})
    with as_role("samspil_lock"):
        assert OutgoingMail.objects.filter(address="ny@lillevig.example", letter="send_link", staff=None).count() == 1
        assert not SendLink.objects.exists()  # no link lies anywhere until it goes

    def away(message: object) -> None:
        raise smtplib.SMTPServerDisconnected

    assert the_round(now(), send=away) == mailing.Round(sent=0, failed=1)
    with as_role("samspil_lock"):
        assert not SendLink.objects.exists()
    later = now() + timedelta(minutes=40)
    with clock.at(later):
        assert the_round(later) == mailing.Round(sent=1, failed=0)
        (message,) = mail.outbox
        assert Client().get(reverse("public:send", args=[cast.body.key, link_in(message)])).status_code == 200
    with as_role("samspil_lock"):
        assert not OutgoingMail.objects.filter(address="ny@lillevig.example").exists()  # it goes with the letter


def test_a_letter_that_cannot_be_delivered_is_told_to_nobody_and_keeps_no_address(cast):
    opened(cast)
    post("link", cast, fields("link", cast) | {"address": "findes.ikke@lillevig.example"})

    def refused(message: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"findes.ikke@lillevig.example": (550, b"no such user")})

    assert the_round(now(), send=refused) == mailing.Round(sent=0, failed=1)
    with as_role("samspil_lock"):
        assert not OutgoingMail.objects.exists()
        assert not Notice.objects.filter(kind="mail_undelivered").exists()


def test_old_links_those_of_others_and_too_many(cast):
    opened(cast)
    old = Client().get(reverse("public:send", args=[cast.body.key, "forfalsket"]))
    assert old.status_code == 410
    assert "Send mig et nyt link" in old.content.decode()
    with pytest.raises(Refused):
        actions.send_by_link(place(cast), token="forfalsket", door=place(cast).general, said={}, nonce="x")
    for _time in range(3):
        asked_for(cast, "en@lillevig.example")
    answer = post("link", cast, fields("link", cast) | {"address": "en@lillevig.example"})
    assert answer.status_code == 422
    assert "en@lillevig.example" in answer.content.decode()
    assert len(mail.outbox) == 3


def test_no_links_where_there_is_single_sign_on(cast):
    from samspil.concerns.tests.doors import CONTENT  # noqa: PLC0415

    opened(cast, content=CONTENT)
    assert Client().get(reverse("public:link", args=[cast.body.key])).status_code == 404


def test_where_nobody_answers_the_text_stays(cast, monkeypatch):
    opened(cast)
    monkeypatch.setattr("samspil.responsibility.queries.Presence.first_at", lambda self, door_id: None)
    answer = sent(cast)
    assert answer.status_code == 422
    assert "40001000" in answer.content.decode()
    assert SAID["text"] in answer.content.decode()
