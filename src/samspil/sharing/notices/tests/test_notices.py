"""Notices: told with the event or not at all, never with a name or text, mailed when one wants it, once."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.db import connection, connections, transaction

from samspil.access.actor import now
from samspil.cases.actions import decline_handover, reply_handover
from samspil.cases.queries import get_handover
from samspil.cases.tests import stage
from samspil.concerns.actions import assessing, handing
from samspil.concerns.actions.raising import add_to
from samspil.concerns.tests.doors import at, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.sharing.notices import mailing, queries
from samspil.sharing.notices.actions import choose, see, tell
from tests.cast import Cast, Member, as_role

EVENING, MORNING, SATURDAY = at("2026-11-24T22:00"), at("2026-11-25T09:00"), at("2026-11-28T11:00")


def told(member: Member) -> list[str]:
    member.sign()
    return [line.sentence for line in queries.mine() if line.seen_at is None]


def notices() -> list[tuple[Any, ...]]:
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT kind, about_table, staff_id FROM notices_notice ORDER BY id")
        return list(cursor.fetchall())


def mail_to(*members: Member) -> None:
    with as_role("samspil_owner") as cursor:
        cursor.execute("RESET ROLE")
        for member in members:
            cursor.execute(
                "UPDATE organisations_staff SET email = %s WHERE id = %s",
                [f"{member.key}@example.org", member.staff.pk],
            )


def made(when: datetime) -> None:
    with as_role("samspil_lock") as cursor:
        cursor.execute("UPDATE notices_notice SET made_at = %s", [when])


def keeper(when: datetime, box: list[EmailMessage]) -> int:
    """The keeper's round within the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        try:
            return mailing.send_due(when, send=box.append, alias="default").sent
        finally:
            cursor.execute("SET LOCAL ROLE samspil_app")


def test_each_event_is_told_to_whom_it_waits_for_and_to_nobody_else(cast: Cast) -> None:
    """A concern at the door, a question back, its answer, a handover and what is said to it; the actor is not told of their own."""
    door = found(cast)
    concern = raised(cast, door, about="group", who="Drengene ved kiosken")
    arrived = told(cast.consultant)
    assert len(arrived) == 1
    assert told(cast.colleague) == told(cast.outreach_worker) == arrived
    assert told(cast.ssp_teacher) == told(cast.social_worker) == told(cast.police_officer) == []
    first(cast.consultant.sign(), concern)
    assessing.ask_back(cast.consultant.sign(), concern=concern, text="Hvornår?", key=uuid4())
    assert len(told(cast.ssp_teacher)) == 1
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender dem", key=uuid4()
    )
    assert len(told(cast.colleague)) == 2
    handing.reply(cast.colleague.sign(), handover=offer, party="receiver", answer="disagrees", note="Ikke nu")
    assert len(told(cast.consultant)) == 2
    kinds = [kind for kind, _table, _staff in notices()]
    assert kinds.count("concern_arrived") == 3
    assert {"question_asked", "concern_offered", "concern_answered"} <= set(kinds)
    see(cast.colleague.sign())
    assert told(cast.colleague) == []
    assert queries.unseen() == 0


def test_the_same_again_while_the_first_is_not_seen_is_one_line_with_the_time_of_the_last(cast: Cast) -> None:
    """Met by a stranger: what happened last stood below what it had overtaken, with the time of the first."""
    door = found(cast)
    concern = raised(cast, door)
    first(cast.consultant.sign(), concern)
    told(cast.consultant)
    see(cast.consultant.sign())
    add_to(cast.ssp_teacher.sign(), concern=concern, text="I mandags", key=uuid4())
    made(EVENING)
    actor = cast.ssp_teacher.sign()
    add_to(actor, concern=concern, text="Og i går", key=uuid4())
    cast.consultant.sign()
    assert [line.made_at for line in queries.mine() if line.seen_at is None] == [actor.at]


@pytest.mark.parametrize("party", ["receiver", "child", "parents"])
def test_the_giver_is_told_of_each_answer_to_a_case_that_is_offered(cast: Cast, party: str) -> None:
    """By whom it was answered, the answer reaches the colleague who offered it."""
    offer = stage.handover(cast, stage.case(cast), said=())
    told(cast.consultant)
    see(cast.consultant.sign())
    if party == "receiver":
        actor = cast.social_worker.sign()
        decline_handover(actor, handover=get_handover(offer.pk), answer="Vi kender ikke familien")
    else:
        reply_handover(cast.colleague.sign(), handover=get_handover(offer.pk), party=party, answer="disagrees")
    assert len(told(cast.consultant)) == 1
    assert notices()[-1] == ("case_answered", "cases_handover", cast.consultant.staff.pk)


def test_the_door_is_told_when_the_sender_answers(cast: Cast) -> None:
    door = found(cast)
    concern = raised(cast, door)
    first(cast.consultant.sign(), concern)
    assessing.ask_back(cast.consultant.sign(), concern=concern, text="Hvornår?", key=uuid4())
    before = len(notices())
    add_to(cast.ssp_teacher.sign(), concern=concern, text="I mandags", key=uuid4())
    assert notices()[before:] == [("sender_wrote", "concerns_concern", cast.consultant.staff.pk)]


def test_a_case_and_a_task(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast), said=())
    assert len(told(cast.social_worker)) == 1
    task = stage.task(cast, due_on=MORNING.date())
    with as_role("samspil_keeper") as cursor:
        for _twice in range(2):
            cursor.execute("SELECT cases.remind(%s)", [EVENING])
        assert cursor.fetchone() == (0,)
    assert ("task_due", "cases_task", task.responsible_id) in notices()
    assert offer.pk


def test_the_hours_pass_once_each_and_wait_for_no_quiet_hour(cast: Cast) -> None:
    """Barnets lov § 136: unanswered after the profile's hours, and after 24, whatever the day; an answer ends it."""
    door = found(cast)
    concern = raised(cast, door)
    mail_to(cast.consultant)
    for hours, kinds in ((11, set()), (13, {"hours_passed"}), (25, {"hours_passed", "day_passed"})):
        with as_role("samspil_keeper") as cursor:
            cursor.execute("SELECT concerns.remind(now() + make_interval(hours => %s))", [hours])
        assert {kind for kind, table, _staff in notices() if kind.endswith("passed") and table} == kinds
    box: list[EmailMessage] = []
    made(EVENING)
    assert keeper(EVENING, box) == 1  # in the middle of the quiet hours
    assert len(box[0].body.split("\n")) >= 4
    first(cast.consultant.sign(), concern)
    before = len(notices())
    with as_role("samspil_keeper") as cursor:
        cursor.execute("SELECT concerns.remind(now() + make_interval(hours => 60))")
    assert len(notices()) == before


@pytest.mark.parametrize(
    ("how", "when", "mails"),
    [
        ("at_once", MORNING, 1), ("at_once", EVENING, 0), ("at_once", SATURDAY, 0), ("daily", EVENING.replace(hour=16), 0),
        ("daily", MORNING, 1), ("never", MORNING, 0),
    ],
)  # fmt: skip
def test_mail_comes_when_one_wants_it_and_says_nothing(cast: Cast, how: str, when: datetime, mails: int) -> None:
    raised(cast, found(cast))
    mail_to(cast.consultant)
    made(EVENING.replace(hour=15))
    if how != "at_once":
        wanted = queries.Wanted()
        choose(
            cast.consultant.sign(), how=how, quiet_from=wanted.quiet_from, quiet_to=wanted.quiet_to, quiet_weekends=True
        )
    box: list[EmailMessage] = []
    assert keeper(when, box) == mails
    assert keeper(when, box) == 0
    for mail in box:
        whole = f"{mail.subject} {mail.body} {mail.extra_headers}"
        assert "Log ind" in mail.body
        for word in (
            "Vera",
            "Ottosen",
            "7.b",
            "Skolen",
            "mandag",
            "Jonas",
            "Mette",
            "SSP Nord",
            "http",
            "/bekymringer",
        ):
            assert word not in whole, word


def test_a_notice_of_an_older_version_stops_neither_the_page_nor_the_mail(cast: Cast) -> None:
    raised(cast, found(cast))
    mail_to(cast.consultant)
    with as_role("samspil_lock") as cursor:
        cursor.execute("UPDATE notices_notice SET kind = 'of_long_ago', made_at = %s", [MORNING])
    assert told(cast.consultant) == ["Du har fået en besked, som denne udgave af Samspil ikke længere viser."]
    assert "denne udgave af Samspil" in cast.client("consultant").get("/beskeder/").content.decode()
    box: list[EmailMessage] = []
    assert keeper(MORNING, box) == 1
    assert "denne udgave af Samspil" in box[0].body


def test_what_did_not_happen_is_not_told(cast: Cast) -> None:
    door = found(cast)
    before = notices()
    with transaction.atomic():
        raised(cast, door)
        transaction.set_rollback(True)
    assert notices() == before
    concern = raised(cast, door)
    with pytest.raises(Refused):  # who does not see it tells nobody of it
        tell(cast.police_officer.sign(), [cast.consultant.staff.pk], "concern_arrived", concern)


def test_the_page(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    client = cast.client("consultant")
    page = client.get("/beskeder/").content.decode()
    assert f"/bekymringer/doer/{concern.pk}/" in page
    assert "Vera" not in page
    assert client.post("/beskeder/set/").status_code in {302, 303}
    assert (
        client.post("/beskeder/mail/", {"how": "daily", "quiet_from": "25:99", "quiet_to": "07:00"}).status_code == 422
    )
    assert client.post("/beskeder/mail/", {"how": "daily", "quiet_from": "16:00", "quiet_to": "08:00"}).status_code in {
        302,
        303,
    }
    cast.consultant.sign()
    assert (queries.wanted().how, queries.wanted().quiet_weekends) == ("daily", False)


@pytest.mark.wheel
def test_a_process_that_dies_loses_none_and_two_send_none_twice(settlers: Cast) -> None:
    """A sender that dies at any point before the mail server's yes leaves the mail to the next; two at once share the mails. A mail
    that is sent again after the yes carries the Message-ID of the first.
    """
    with transaction.atomic():
        mail_to(settlers.consultant, settlers.colleague, settlers.outreach_worker)
        raised(settlers, found(settlers))
        made(now())
        settlers.consultant.sign()
        for member in (settlers.consultant, settlers.colleague, settlers.outreach_worker):
            quiet = queries.Wanted().quiet_from
            choose(member.sign(), how="at_once", quiet_from=quiet, quiet_to=quiet, quiet_weekends=False)
    box: list[EmailMessage] = []

    def dies_before(mail: EmailMessage) -> None:
        raise KeyboardInterrupt

    def dies_after(mail: EmailMessage) -> None:
        box.append(mail)
        raise KeyboardInterrupt

    for dies in (dies_before, dies_after):
        with pytest.raises(KeyboardInterrupt):
            mailing.send_due(now(), send=dies)
    gate = threading.Barrier(2, timeout=30)

    def work() -> None:
        gate.wait()
        mailing.send_due(now(), send=box.append)
        connections.close_all()

    threads = [threading.Thread(target=work) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    numbers = [mail.extra_headers["Message-ID"] for mail in box]
    assert len(numbers) == 4
    assert numbers.count(numbers[0]) == 2  # the one whose sender died after the yes: the same mail
    assert len(set(numbers)) == 3
    assert {tuple(mail.to) for mail in box} == {
        (f"{key}@example.org",) for key in ("consultant", "colleague", "outreach_worker")
    }


def test_one_notice_is_put_aside_and_the_others_wait_on(cast: Cast) -> None:
    for _twice in range(2):
        stage.handover(cast, stage.case(cast), said=())
    cast.social_worker.sign()
    first, *others = queries.mine()
    assert others
    assert cast.client("social_worker").post(f"/beskeder/{first.id}/set/").status_code == 303
    cast.social_worker.sign()
    assert {line.id for line in queries.mine() if line.seen_at is None} == {line.id for line in others}


def test_who_has_chosen_when_mail_comes_is_told_that_it_is_saved(cast: Cast) -> None:
    chosen = {"how": "daily", "quiet_from": "16:00", "quiet_to": "08:00"}
    client = cast.client("consultant")
    answer = client.post("/beskeder/mail/", chosen)
    assert "Gemt." in client.get(answer["Location"]).content.decode()
