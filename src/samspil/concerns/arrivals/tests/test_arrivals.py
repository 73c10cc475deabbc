"""What comes to a door is promised, told of at fixed hours, and late where it is late."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from samspil.concerns.actions import sparring
from samspil.concerns.arrivals import queries
from samspil.concerns.arrivals.tests.steps import (
    DOOR,
    NIGHT,
    TUESDAY,
    ask_for_sparring,
    enquired,
    mails,
    my_day,
    remind,
    told,
)
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.models import Concern
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import asked, fields, opened, post
from samspil.concerns.public.tests.test_raise_outside import sent
from samspil.concerns.tests.doors import OFFICE, at, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.sharing.notices.tests.test_notices import mail_to
from tests import clock
from tests.cast import Cast


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


def test_an_enquiry_and_sparring_are_reminded_of_before_the_promised_time_too(cast: Cast):
    """Each two hours before its own promise: an enquiry at the end of the last day, sparring when the open hours are over."""
    with clock.at(TUESDAY):
        opened(cast)
        enquired(cast)
        asked_sparring = ask_for_sparring(cast)
        cast.social_worker.sign()
        enquiry = queries.promise_about(Enquiry.objects.get()).answer_by
        cast.consultant.sign()
        sparring_ = queries.promise_about(asked_sparring).answer_by
        assert enquiry is not None
        assert sparring_ is not None
        for kind, due, people in (
            ("sparring", sparring_, {cast.members[one].staff.pk for one in DOOR}),
            ("enquiry", enquiry, {cast.social_worker.staff.pk}),
        ):
            remind(due - timedelta(hours=2, minutes=1))
            assert told(f"due_{kind}") == {}, kind
            first_time = due - timedelta(hours=1, minutes=59)
            remind(first_time)
            remind(due - timedelta(minutes=1))
            assert told(f"due_{kind}") == {one: [first_time] for one in people}, kind  # once
            assert told(f"late_{kind}") == {}, kind


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


# --- on the day of who answers ------------------------------------------------------------------------------------------
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
        assert "For sent, hvor du er leder" in page
        assert page.count("En bekymring</a>") == 2
        assert f"{cast.consultant.staff.name} har den" in page
        assert "2 for sent" in my_day(cast, "consultant")
        assert "For sent, hvor du er leder" not in my_day(cast, "consultant")
