"""Mail that does not arrive: it stops no other, is tried again, is given up, and whoever answers for the colleague reads of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from samspil.concerns.tests.doors import found, raised
from samspil.organisations.models import Staff
from samspil.sharing.notices import mailing, queries
from samspil.sharing.notices.models import OutgoingMail
from samspil.sharing.notices.tests.mail_server import MailServer, saying_nothing, serving
from samspil.sharing.notices.tests.test_notices import MORNING, made, mail_to
from tests.cast import Cast, Member, as_role


@pytest.fixture
def server(settings: Any, socket_enabled: None) -> Iterator[MailServer]:
    with serving(settings) as running:
        yield running


def the_round(at: datetime, **more: Any) -> mailing.Round:
    """The keeper's round within the test's transaction, to the mail server of the settings."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        try:
            return mailing.send_due(at, alias="default", **more)
        finally:
            cursor.execute("SET LOCAL ROLE samspil_app")


def outgoing(member: Member) -> OutgoingMail:
    with as_role("samspil_lock"):
        return OutgoingMail.objects.filter(staff=member.staff).latest("id")


def waiting(cast: Cast) -> tuple[Member, Member, Member]:
    """Three colleagues answer the door; a concern waits for each of them."""
    three = (cast.consultant, cast.colleague, cast.outreach_worker)
    mail_to(*three)
    raised(cast, found(cast))
    made(MORNING)
    return three


def email(member: Member) -> str:
    return f"{member.key}@example.org"


def lead(cast: Cast, leader: Member, follower: Member) -> None:
    """Let one of the cast lead the other's unit."""
    with as_role("samspil_owner") as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE organisations_post SET leads = (staff_id = %s)", [leader.staff.pk])
        cursor.execute(
            "UPDATE organisations_post SET unit_id = (SELECT min(unit_id) FROM organisations_post WHERE staff_id = %s)"
            " WHERE staff_id = %s",
            [follower.staff.pk, leader.staff.pk],
        )


def readable(member: Member, cast: Cast) -> str:
    return cast.client(member.key).get("/beskeder/").content.decode()


def test_a_refused_address_and_a_dropped_connection_stop_nobody_else(cast: Cast, server: MailServer) -> None:
    refused, dropped, fine = waiting(cast)
    server.refused, server.dropped = {email(refused)}, {email(dropped)}
    assert the_round(MORNING) == mailing.Round(sent=1, failed=2)
    assert server.readers() == [email(fine)]
    assert sorted(server.tried) == sorted(email(one) for one in (refused, dropped, fine))
    # Only the one that was dropped is tried again, and not before its time.
    server.dropped = set()
    assert the_round(MORNING + timedelta(minutes=4)) == mailing.Round(sent=0, failed=0)
    assert the_round(MORNING + timedelta(minutes=6)) == mailing.Round(sent=1, failed=0)
    assert server.readers() == sorted([email(fine), email(dropped)])


def test_a_mail_says_nothing_of_anybody(cast: Cast, server: MailServer) -> None:
    waiting(cast)
    the_round(MORNING)
    assert len(server.taken) == 3
    names = {part for member in cast.members.values() for part in member.staff.name.split()}
    for mail in server.taken:
        whole = f"{mail['Subject']} {mail.get_content()}"
        assert "Log ind" in whole
        assert [name for name in (*names, "Vera", "Ottosen", "Skolen", "7.b") if name in whole] == []
        assert "/bekymringer" not in whole


def test_the_same_mail_goes_again_at_growing_distances(cast: Cast, server: MailServer) -> None:
    """Five minutes, ten, twenty, forty, then an hour; its number stays, so that a reader who has it knows it for the same."""
    busy, *_others = waiting(cast)
    server.busy = {email(busy)}
    at, first = MORNING, ""
    for minutes in (5, 10, 20, 40, 60, 60):
        the_round(at)
        mail = outgoing(busy)
        first = first or str(mail.batch)
        assert (str(mail.batch), mail.next_at - at) == (first, timedelta(minutes=minutes))
        at = mail.next_at
    server.busy = set()
    the_round(at)
    (mail_now,) = [one for one in server.taken if one["To"] == email(busy)]
    assert first in mail_now["Message-ID"]
    assert (outgoing(busy).attempts, outgoing(busy).reply) == (7, "")


def test_what_cannot_be_delivered_is_told_to_the_leader_and_to_the_colleague(cast: Cast, server: MailServer) -> None:
    gone, leader, other = waiting(cast)
    lead(cast, leader, gone)
    server.refused = {email(gone)}
    assert email(gone) not in readable(leader, cast)
    the_round(MORNING)
    page = readable(leader, cast)
    assert "Mail kommer ikke frem til en kollega." in page
    assert "Mailserveren afviser adressen." in page
    assert email(gone) in page
    assert gone.staff.name in page
    assert email(gone) in readable(gone, cast)
    assert email(gone) not in readable(other, cast)
    assert email(gone) not in readable(cast.outsider, cast)
    # Nothing is lost: the concern still waits, and goes as soon as the address is right.
    gone.sign()
    assert queries.unseen() == 1
    server.refused, server.tried = set(), []
    the_round(MORNING + timedelta(hours=1))
    assert server.tried == [email(leader)]  # told by mail too; the address that was refused is left alone
    with as_role("samspil_owner") as cursor:
        cursor.execute("RESET ROLE")
        Staff.objects.filter(pk=gone.staff.pk).update(email="ny@example.org")
    assert the_round(MORNING + timedelta(hours=1)).sent == 1
    assert "ny@example.org" in server.readers()
    assert "Mailserveren afviser adressen." not in readable(leader, cast)


def test_what_is_given_up_is_tried_again_every_day(cast: Cast, server: MailServer) -> None:
    gone, *_others = waiting(cast)
    server.refused = {email(gone)}
    the_round(MORNING)
    assert outgoing(gone).given_up_at == MORNING
    server.refused = set()
    assert the_round(MORNING + timedelta(hours=23)).sent == 0
    assert the_round(MORNING + timedelta(hours=24, minutes=1)).sent == 1
    assert email(gone) in server.readers()
    gone.sign()
    assert queries.list_undelivered() == []


def test_after_a_day_it_is_given_up_and_without_a_leader_the_administrators_read_of_it(
    cast: Cast, server: MailServer
) -> None:
    busy, *_others = waiting(cast)
    with as_role("samspil_owner") as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE organisations_post SET leads = false")
    server.busy = {email(busy)}
    the_round(MORNING)
    the_round(MORNING + timedelta(hours=23))
    assert outgoing(busy).given_up_at is None
    the_round(MORNING + timedelta(hours=25))
    assert outgoing(busy).given_up_at == MORNING + timedelta(hours=25)
    assert "Mailserveren tog ikke imod mailen." in readable(cast.administrator, cast)
    assert email(busy) not in readable(cast.colleague, cast)


def test_a_mail_waits_no_longer_for_who_has_seen_it(cast: Cast, server: MailServer) -> None:
    busy, *_others = waiting(cast)
    server.busy = {email(busy)}
    the_round(MORNING)
    assert cast.client(busy.key).post("/beskeder/set/").status_code == 303
    server.busy, server.tried = set(), []
    assert the_round(MORNING + timedelta(hours=2)) == mailing.Round(sent=0, failed=0)
    assert server.tried == []


def test_without_a_mail_server_nothing_counts_as_tried(cast: Cast, settings: Any, socket_enabled: None) -> None:
    three = waiting(cast)
    with serving(settings) as stopped:
        pass
    with pytest.raises(mailing.ServerUnreachable):
        the_round(MORNING)
    with serving(settings) as server:
        assert the_round(MORNING).sent == 3
    assert stopped.tried == []
    assert server.readers() == sorted(email(one) for one in three)


def test_a_server_that_takes_nothing_ends_the_round(cast: Cast, server: MailServer) -> None:
    """Mails that all fail alike tell of the server: the round ends, and the next one begins with those not tried."""
    waiting(cast)
    many = [member for member in cast.members.values() if member.staff.body_id == cast.body.pk]
    mail_to(*many)
    with as_role("samspil_lock") as cursor:
        cursor.execute("DELETE FROM notices_notice")
        for member in many:
            cursor.execute(
                "SELECT notices.put(ARRAY[%s], 'agenda_sent', 'meetings_meeting', 1, true, false, %s)",
                [member.staff.pk, MORNING],
            )
    assert len(many) > mailing.IN_A_ROW
    server.busy = {email(member) for member in many}
    assert the_round(MORNING).failed == mailing.IN_A_ROW
    tried, server.tried, server.busy = set(server.tried), [], set()
    assert the_round(MORNING).sent == len(many) - mailing.IN_A_ROW
    assert set(server.tried).isdisjoint(tried)


@pytest.fixture
def a_twentieth(settings: Any) -> float:
    """The product's own time limit, cut short so that nobody waits for it here. Without one a silent server holds the round
    for ever.
    """
    limit = settings.EMAIL_TIMEOUT
    assert limit is not None, "without a time limit a server that says nothing holds up every mail behind it"
    assert 5 <= limit <= 30, "long enough for a slow server, short enough for those who wait behind it"
    settings.EMAIL_TIMEOUT = limit / 20
    return float(limit / 20)


def test_a_server_that_says_nothing_of_one_address_stops_nobody_else(
    cast: Cast, server: MailServer, a_twentieth: float
) -> None:
    silent, *fine = waiting(cast)
    server.silent = {email(silent)}
    begun = monotonic()
    assert the_round(MORNING) == mailing.Round(sent=2, failed=1)
    assert a_twentieth <= monotonic() - begun < 20 * a_twentieth
    assert server.readers() == sorted(map(email, fine))
    assert (outgoing(silent).given_up_at, outgoing(silent).reply) == (None, "later")
    server.silent = set()
    assert the_round(MORNING + timedelta(minutes=6)) == mailing.Round(sent=1, failed=0)
    assert email(silent) in server.readers()


def test_a_server_that_never_says_a_word_is_none_and_no_mail_counts_as_tried(
    cast: Cast, settings: Any, socket_enabled: None, a_twentieth: float
) -> None:
    three = waiting(cast)
    begun = monotonic()
    with saying_nothing(settings), pytest.raises(mailing.ServerUnreachable):
        the_round(MORNING)
    assert a_twentieth <= monotonic() - begun < 5 * a_twentieth, "it is called once, not once a mail"
    with serving(settings) as server:
        assert the_round(MORNING) == mailing.Round(sent=3, failed=0)
    assert server.readers() == sorted(map(email, three))


def test_a_server_without_the_encryption_that_is_set_is_none_and_gives_no_mail_up(
    cast: Cast, server: MailServer, settings: Any
) -> None:
    busy, *_others = waiting(cast)
    settings.EMAIL_USE_TLS = True
    with pytest.raises(mailing.ServerUnreachable):
        the_round(MORNING)
    settings.EMAIL_USE_TLS = False
    assert the_round(MORNING) == mailing.Round(sent=3, failed=0)
    assert email(busy) in server.readers()


@pytest.mark.parametrize("address", ["søren@example.org", "nobody", "@"])
def test_an_address_that_is_none_stops_nobody(cast: Cast, server: MailServer, address: str) -> None:
    broken, *_others = waiting(cast)
    with as_role("samspil_owner") as cursor:
        cursor.execute("RESET ROLE")
        Staff.objects.filter(pk=broken.staff.pk).update(email=address)
    server.refused = {address}
    outcome = the_round(MORNING)
    assert (outcome.sent, outcome.failed) == (2, 1)
    assert outgoing(broken).given_up_at == MORNING


def test_the_command_says_what_went_and_what_did_not(
    cast: Cast, settings: Any, socket_enabled: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused, *_others = waiting(cast)
    monkeypatch.setitem(connections.databases, "keeper", connections.databases["default"])
    for name in ("remind", "send_due"):  # as the command calls them, on the connection of the test
        monkeypatch.setattr(mailing, name, partial(getattr(mailing, name), alias="default"))
    monkeypatch.setattr(timezone, "now", lambda: MORNING)
    with serving(settings):
        pass
    with as_role("samspil_keeper"), pytest.raises(CommandError, match=r"ConnectionRefusedError.*SAMSPIL_MAIL_HOST"):
        call_command("send_notices")
    with serving(settings) as server:
        server.refused = {email(refused)}
        with as_role("samspil_keeper"):
            call_command("send_notices")
    assert "2 mails sent, 1 not" in capsys.readouterr().out
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT notices.put(ARRAY[%s], 'agenda_sent', 'meetings_meeting', 1, true, false, %s)",
            [cast.colleague.staff.pk, MORNING],
        )
    before = outgoing(cast.colleague).pk
    with as_role("samspil_keeper"):
        call_command("send_notices")
    assert "no mail: SAMSPIL_MAIL_HOST is not set" in capsys.readouterr().out
    assert outgoing(cast.colleague).pk == before  # what waits is not kept as sent
