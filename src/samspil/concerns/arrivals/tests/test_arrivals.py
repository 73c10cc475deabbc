"""What comes to a door is promised, told of at fixed hours, and late where it is late; danger is told at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samspil.audit.models import Event
from samspil.concerns.actions import sparring
from samspil.concerns.arrivals import actions, queries
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.models import Concern
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import asked, fields, opened, post
from samspil.concerns.public.tests.test_raise_outside import sent
from samspil.concerns.tests.doors import FORM, OFFICE, at, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.sharing.notices import mailing
from samspil.sharing.notices.tests.test_notices import mail_to
from tests import clock
from tests.cast import Cast, as_role

TUESDAY = at("2026-11-24T10:20")  # the counselling's door is open
NIGHT = at("2026-11-24T22:20")
DANGER = "Nogen skal være i fare nu."


def remind(when: datetime) -> int:
    """The keeper's round at that instant."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        try:
            return mailing.remind(when, alias="default")
        finally:
            cursor.execute("SET LOCAL ROLE samspil_app")


def told(kind: str) -> dict[int, list[datetime]]:
    """When each colleague was told of such a thing."""
    found: dict[int, list[datetime]] = {}
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT staff_id, made_at FROM notices_notice WHERE kind = %s ORDER BY made_at", [kind])
        for staff, made in cursor.fetchall():
            found.setdefault(staff, []).append(timezone.localtime(made))
    return found


def mails(when: datetime) -> list[str]:
    box: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        try:
            mailing.send_due(when, send=box.append, alias="default")
        finally:
            cursor.execute("SET LOCAL ROLE samspil_app")
    return [f"{mail.to[0]}: {mail.subject} {mail.body}" for mail in box]


def enquired(cast: Cast, **said: Any) -> Any:
    data = fields("citizens:enquire", cast) | {
        "matter": "Uro ved kiosken",
        "place": "Mosevej",
        "name": "",
        "contact": "",
    }
    return post("citizens:enquire", cast, data | said)


def ask_for_sparring(cast: Cast) -> Any:
    return sparring.ask(cast.ssp_teacher.sign(), about="nobody", who="", question="Hvad gør vi?", key=uuid4())


# --- what was promised ------------------------------------------------------------------------------------------------
def test_the_receipt_the_page_and_the_door_say_the_same_promise(cast: Cast):
    with clock.at(at("2026-11-27T16:11")):  # a Friday afternoon
        door = opened(cast, hours=OFFICE)
        concern = raised(cast, door)
        page = cast.client("ssp_teacher").get(reverse("concerns:raised", args=[concern.pk])).content.decode()
        door_page = cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
        cast.consultant.sign()
        promised = queries.promise_about(concern).answer_by
    # 24 hours, of which the door is open seven each day: four working days from Monday.
    assert promised == at("2026-12-03T11:00")
    assert "Du hører fra os før 03.12.2026 kl. 11.00" in page
    assert "03.12.2026 kl. 11.00" in door_page


def test_a_possible_notification_names_who_is_reached_now(cast: Cast):
    """The 24 hours run while the door is closed: the receipt says who answers at this hour, and not the door's number."""
    with clock.at(at("2026-11-28T21:40")):  # Saturday night
        door = opened(cast, hours=OFFICE)
        concern = raised(cast, door)
        page = cast.client("ssp_teacher").get(reverse("concerns:raised", args=[concern.pk])).content.decode()
        trend = raised(cast, door, about="trend", who="Lattergas")
        other = cast.client("ssp_teacher").get(reverse("concerns:raised", args=[trend.pk])).content.decode()
    assert "løber de 24 timer fra modtagelsen" in page
    assert "Lige nu svarer Den sociale døgnvagt" in page
    assert "løber de 24 timer" not in other


def test_a_promise_that_was_broken_is_told_to_who_sent_it(cast: Cast):
    with clock.at(TUESDAY):
        door = opened(cast)
        concern = raised(cast, door)
    with clock.at(TUESDAY + timedelta(hours=23)):
        remind(TUESDAY + timedelta(hours=23))
        assert told("broken_concern") == {}
    late = TUESDAY + timedelta(hours=25)
    with clock.at(late):
        remind(late)
        remind(late + timedelta(hours=1))
        assert told("broken_concern") == {cast.ssp_teacher.staff.pk: [late]}
        page = cast.client("ssp_teacher").get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
        assert "Vi lovede at svare inden" in page
        assert "40001000" in page  # and whom to ring
        first(cast.consultant.sign(), concern)
        page = cast.client("ssp_teacher").get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
        assert "Vi lovede at svare inden" not in page
        remind(late + timedelta(hours=2))
        assert list(told("acted_concern")) == [cast.ssp_teacher.staff.pk]


def test_a_broken_promise_of_sparring_is_told_too(cast: Cast):
    with clock.at(TUESDAY):
        opened(cast)
        ask_for_sparring(cast)
    late = TUESDAY + timedelta(hours=30)
    with clock.at(late):
        remind(late)
        assert list(told("broken_sparring")) == [cast.ssp_teacher.staff.pk]


def test_who_asked_without_a_name_reads_that_the_promise_was_broken(cast: Cast):
    with clock.at(TUESDAY):
        opened(cast)
        code = asked(cast)
        page = post("read", cast, fields("read", cast) | {"code": code}).content.decode()
        assert "Vi har dit spørgsmål, og vi svarer inden 25.11.2026 kl. 10.00" in page
    with clock.at(TUESDAY + timedelta(hours=30)):
        page = post("read", cast, fields("read", cast) | {"code": code}).content.decode()
    assert "Vi lovede at svare inden 25.11.2026 kl. 10.00, og det har vi ikke gjort." in page


def test_nothing_of_the_minute_stands_in_what_was_promised_to_somebody_anonymous(cast: Cast):
    with clock.at(TUESDAY):
        opened(cast)
        asked(cast)
        sent(cast)
        cast.social_worker.sign()
        question = queries.promise_about(Question.objects.get()).answer_by
        cast.consultant.sign()
        concern = queries.promise_about(Concern.objects.get()).answer_by
    for promised in (question, concern):
        assert promised is not None
        assert promised.minute == 0


def test_a_citizen_is_promised_a_day_on_which_the_door_is_open(cast: Cast):
    with clock.at(at("2026-11-28T12:00")):  # a Saturday; fourteen days later is a Saturday too
        opened(cast, hours=OFFICE)
        page = enquired(cast, contact="20 20 20 20").content.decode()
        cast.social_worker.sign()
        enquiry = Enquiry.objects.get()
    assert enquiry.due_on.isoformat() == "2026-12-11"
    assert "Du hører fra os senest fredag d. 11. december 2026" in page


# --- who is told of it ------------------------------------------------------------------------------------------------
def test_what_comes_from_outside_is_told_at_the_next_fixed_hour_and_never_at_its_minute(cast: Cast):
    with clock.at(TUESDAY):
        opened(cast)
        asked(cast)
        sent(cast)
        enquired(cast)
        ask_for_sparring(cast)
        for kind in ("question", "concern", "enquiry", "sparring"):
            assert told(f"waits_{kind}") == told(f"danger_{kind}") == {}
        remind(TUESDAY + timedelta(minutes=5))
        assert told("waits_question") == {}
        remind(at("2026-11-24T12:07"))
        noon = at("2026-11-24T12:00")
        counsellor, door = {cast.social_worker.staff.pk: [noon]}, {cast.members[one].staff.pk for one in DOOR}
        assert told("waits_question") == told("waits_enquiry") == counsellor
        assert told("waits_concern") == {one: [noon] for one in door}
        assert set(told("waits_sparring")) == door
        remind(at("2026-11-24T15:01"))
        assert told("waits_question") == counsellor  # once


DOOR = ("consultant", "colleague", "outreach_worker")


def test_the_mail_counts_what_waits_and_says_nothing_of_it(cast: Cast):
    with clock.at(NIGHT):
        opened(cast)
        mail_to(cast.social_worker)
        for _time in range(3):
            asked(cast)
        remind(NIGHT + timedelta(minutes=5))
        assert mails(NIGHT + timedelta(minutes=6)) == []
        morning = at("2026-11-25T08:03")
        remind(morning)
        (mail,) = mails(morning)
    assert mail.startswith("social_worker@example.org")
    assert "Et anonymt spørgsmål venter på svar. (3)" in mail
    assert "ryger" not in mail


def test_nobody_is_told_on_a_weekend_of_what_can_wait(cast: Cast):
    saturday = at("2026-11-28T09:00")
    with clock.at(saturday):
        opened(cast, hours=OFFICE)
        asked(cast)
        remind(at("2026-11-28T12:30"))
        assert told("waits_question") == {}
        remind(at("2026-11-30T08:01"))
        assert told("waits_question") == {cast.social_worker.staff.pk: [at("2026-11-30T08:00")]}


def test_they_are_reminded_before_the_promised_time_and_told_when_it_has_passed(cast: Cast):
    with clock.at(TUESDAY):
        opened(cast)
        asked(cast)
        enquired(cast)
        ask_for_sparring(cast)
        sent(cast)
        due = at("2026-11-25T10:00")  # of the question and the concern from outside
        remind(due - timedelta(hours=3))
        assert told("due_question") == told("due_concern") == {}
        remind(due - timedelta(hours=1))
        assert list(told("due_question")) == [cast.social_worker.staff.pk]
        assert set(told("due_concern")) == {cast.members[one].staff.pk for one in DOOR}
        assert told("late_question") == {}
        remind(due + timedelta(hours=1))
        assert list(told("late_question")) == [cast.social_worker.staff.pk]
        assert told("late_enquiry") == {}
        remind(TUESDAY + timedelta(days=15))
        assert list(told("late_enquiry")) == [cast.social_worker.staff.pk]
        assert set(told("late_sparring")) == {cast.members[one].staff.pk for one in DOOR}


def test_what_is_answered_is_told_to_nobody(cast: Cast):
    with clock.at(TUESDAY):
        door = opened(cast)
        concern = raised(cast, door)
        asked_sparring = ask_for_sparring(cast)
        first(cast.consultant.sign(), concern)
        sparring.answer(cast.consultant.sign(), sparring=asked_sparring, version=asked_sparring.version, text="Ring")
        remind(TUESDAY + timedelta(days=3))
        for kind in ("waits_sparring", "due_concern", "late_concern", "late_sparring", "broken_concern"):
            assert told(kind) == {}, kind


# --- danger -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["public:ask", "public:concern", "citizens:enquire"])
def test_the_page_says_before_sending_what_a_mark_of_danger_does(cast: Cast, page: str):
    opened(cast)
    from django.test import Client  # noqa: PLC0415

    words = Client().get(reverse(page, args=[cast.body.key])).content.decode()
    assert "Ring 112 først." in words
    assert "igen hvert kvarter" in words
    assert 'name="in_danger"' in words
    assert "checked" not in words[words.index('name="in_danger"') :][:120]


def test_danger_is_told_at_once_at_night_and_again_until_somebody_acts(cast: Cast):
    with clock.at(NIGHT):
        opened(cast, hours=OFFICE)
        mail_to(cast.social_worker, cast.consultant)
        answer = post("ask", cast, fields("ask", cast) | {
            "question": "Han har en kniv", "theme": "home", "age_band": "untold", "in_danger": "on",
        })  # fmt: skip
        page = answer.content.decode()
        assert "De, der svarer her, har fået besked med det samme." in page
        assert "Den sociale døgnvagt" in page  # who answers now
        assert list(told("danger_question")) == [cast.social_worker.staff.pk]
        (mail,) = mails(NIGHT + timedelta(minutes=1))
        assert DANGER in mail
        assert "kniv" not in mail
        remind(NIGHT + timedelta(minutes=10))
        assert mails(NIGHT + timedelta(minutes=11)) == []
        for quarters in (1, 2, 3):
            when = NIGHT + timedelta(minutes=16 * quarters)
            remind(when)
            assert len(mails(when)) == 1
        cast.social_worker.sign()
        question = Question.objects.get()
        page = cast.client("social_worker").get(reverse("counselling:question", args=[question.pk])).content.decode()
        assert "Jeg handler på det nu" in page
        answer = cast.client("social_worker").post(reverse("arrivals:take", args=["question", question.pk]))
        assert answer.status_code == 303
        remind(NIGHT + timedelta(hours=2))
        assert mails(NIGHT + timedelta(hours=2)) == []
        page = cast.client("social_worker").get(reverse("counselling:question", args=[question.pk])).content.decode()
        assert "Jeg handler på det nu" not in page
        assert cast.social_worker.staff.name in page


@pytest.mark.parametrize("send", [sent, enquired])
def test_every_form_from_outside_can_say_that_somebody_is_in_danger(cast: Cast, send: Any):
    opened(cast)
    assert "har fået besked med det samme" in send(cast, in_danger="on").content.decode()
    kind = "concern" if send is sent else "enquiry"
    expected = {cast.members[one].staff.pk for one in DOOR} if send is sent else {cast.social_worker.staff.pk}
    assert set(told(f"danger_{kind}")) == expected
    assert "har fået besked med det samme" not in send(cast).content.decode()


def test_a_colleague_marks_danger_and_reads_who_acts(cast: Cast):
    opened(cast)
    answer = cast.client("ssp_teacher").post(
        reverse("concerns:raise"), FORM | {"idempotency_key": str(uuid4()), "in_danger": "on"}
    )
    page = cast.client("ssp_teacher").get(answer["Location"]).content.decode()
    assert "har fået besked med det samme" in page
    assert set(told("danger_concern")) == {cast.members[one].staff.pk for one in DOOR}
    cast.consultant.sign()
    concern = Concern.objects.get()
    actions.take(cast.consultant.sign(), about=concern)
    assert Event.objects.filter(act="arrival.taken", object_id=concern.pk).count() == 1
    assert "Nogen ved døren handler på det nu" in cast.client("ssp_teacher").get(answer["Location"]).content.decode()
    with pytest.raises(Refused, match="allerede"):
        actions.take(cast.colleague.sign(), about=concern)
    for member in ("ssp_teacher", "social_worker", "outsider"):
        with pytest.raises(Refused):
            actions.take(cast.members[member].sign(), about=concern)
        url = reverse("arrivals:take", args=["concern", concern.pk])
        assert cast.client(member).post(url).status_code == (409 if member == "ssp_teacher" else 404)


def test_what_somebody_anonymous_wrote_without_danger_tells_nobody_that_second(cast: Cast):
    opened(cast)
    asked(cast)
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT count(*) FROM notices_notice")
        assert cursor.fetchone() == (0,)


def test_nobody_promises_about_the_row_of_another(cast: Cast):
    door = opened(cast)
    key = uuid4()
    raised(cast, door, key=key)
    cast.police_officer.sign()
    with pytest.raises(Refused):
        actions.promise("concerns_concern", key, None, in_danger=True)
    with pytest.raises(Refused):
        actions.promise("people_person", key, None)
    cast.outsider.sign()
    assert queries.waiting_at_my_doors() == []
    cast.consultant.sign()
    (waiting,) = queries.waiting_at_my_doors()
    assert waiting.table == "concerns_concern"


def test_a_promise_goes_with_what_it_is_about(cast: Cast):
    with clock.at(TUESDAY):
        opened(cast)
        asked(cast)
        with as_role("samspil_lock") as cursor:
            cursor.execute("SELECT count(*) FROM arrivals_arrival")
            assert cursor.fetchone() == (1,)
        with as_role("samspil_owner") as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("DELETE FROM public_question")
        remind(TUESDAY)
        with as_role("samspil_lock") as cursor:
            cursor.execute("SELECT count(*) FROM arrivals_arrival")
            assert cursor.fetchone() == (0,)


# --- on the day of who answers ------------------------------------------------------------------------------------------
def my_day(cast: Cast, member: str) -> str:
    return cast.client(member).get(reverse("desk:my_day")).content.decode()


def test_what_waits_stands_on_the_day_of_who_answers_and_when_late_on_their_leaders(cast: Cast):
    with clock.at(TUESDAY):
        door = opened(cast)
        leader(cast)
        assert "Ved din dør" not in my_day(cast, "consultant")
        raised(cast, door)
        sent(cast)
        asked(cast)
        enquired(cast)
        page = my_day(cast, "consultant")
        assert "Ved din dør" in page
        assert "Bekymringer: 2" in page
        assert "for sent" not in page
        counsellor = my_day(cast, "social_worker")
        assert "Anonyme spørgsmål: 1" in counsellor
        assert "Henvendelser fra borgere: 1" in counsellor
        assert "Ved din dør" not in my_day(cast, "leader")
        for member in ("ssp_teacher", "police_officer", "outsider", "other_consultant"):
            assert "Ved din dør" not in my_day(cast, member)
    with clock.at(TUESDAY + timedelta(hours=30)):
        page = my_day(cast, "leader")
        assert "Bekymringer: 2" in page
        assert "2 for sent" in page
        assert "Du er leder her" in page
        assert "2 for sent" in my_day(cast, "consultant")
        assert "Du er leder her" not in my_day(cast, "consultant")


def test_danger_stands_first_on_the_day_until_somebody_acts(cast: Cast):
    opened(cast)
    sent(cast, in_danger="on")
    assert "Fare nu" in my_day(cast, "consultant")
    cast.consultant.sign()
    actions.take(cast.consultant.sign(), about=Concern.objects.get())
    assert "Fare nu" not in my_day(cast, "consultant")
