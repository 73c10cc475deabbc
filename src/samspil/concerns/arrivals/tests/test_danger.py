"""Somebody is in danger: told at once, and again until somebody acts; and whose a promise is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns.arrivals import actions, queries
from samspil.concerns.arrivals.tests.steps import DANGER, DOOR, NIGHT, TUESDAY, enquired, mails, my_day, remind, told
from samspil.concerns.models import Concern
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import asked, fields, opened, post
from samspil.concerns.public.tests.test_raise_outside import sent
from samspil.concerns.tests.doors import FORM, OFFICE, found, raised
from samspil.lib.refusals import Refused
from samspil.sharing.notices.tests.test_notices import mail_to
from tests import clock
from tests.cast import Cast, as_role


@pytest.mark.parametrize("page", ["public:ask", "public:concern", "citizens:enquire"])
def test_the_page_says_before_sending_what_a_mark_of_danger_does(cast: Cast, page: str):
    opened(cast)
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
        assert "Der er sendt besked til dem, der svarer her." in page
        assert "Men her er lukket, og vi ved ikke, om nogen ser det før" in page
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


NUMBER = "720511-4222"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "public:concern",
            {"text": f"Slår {NUMBER}", "who": NUMBER, "contact": NUMBER, "source": "citizen", "about": "child"},
        ),
        ("public:ask", {"question": f"Han slår {NUMBER}", "theme": "home", "age_band": "untold"}),
        ("citizens:enquire", {"matter": f"Han slår {NUMBER}", "place": NUMBER, "name": NUMBER, "contact": NUMBER}),
    ],
)
def test_no_number_holds_back_what_somebody_tells_from_outside(cast: Cast, page: str, said: dict[str, str]):
    door = opened(cast)
    data = fields(page, cast) | {"door": str(door.pk), "in_danger": "on"} | said
    answer = post(page, cast, data)
    assert answer.status_code == 200
    assert "har fået besked med det samme" in answer.content.decode()


def test_a_colleague_is_asked_for_the_number_and_loses_nothing_that_was_typed(cast: Cast):
    opened(cast)
    sentences = {"who": "Her står noget, der ligner et CPR-nummer", "text": "Her står et CPR-nummer"}
    for field, sentence in sentences.items():
        said = FORM | {"idempotency_key": str(uuid4()), field: f"Vera Ottosen {NUMBER}", "in_danger": "on"}
        page = cast.client("ssp_teacher").post(reverse("concerns:raise"), said)
        assert page.status_code == 422
        assert sentence in page.content.decode()
        assert f"Vera Ottosen {NUMBER}" in page.content.decode()


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


def test_danger_stands_first_on_the_day_until_somebody_acts(cast: Cast):
    opened(cast)
    sent(cast, in_danger="on")
    assert "Fare nu" in my_day(cast, "consultant")
    cast.consultant.sign()
    actions.take(cast.consultant.sign(), about=Concern.objects.get())
    assert "Fare nu" not in my_day(cast, "consultant")


def test_what_somebody_acts_on_is_not_said_to_be_taken_by_nobody(cast: Cast):
    """A knife, and somebody had said "I act on it": it was still new, "not taken yet", and counted among what waits to be taken."""
    concern = raised(cast, found(cast), about="place", in_danger=True)
    client = cast.client("colleague")
    queue, page = reverse("concerns:queue"), reverse("concerns:at_door", args=[concern.pk])
    before = client.get(queue).content.decode()
    assert "ikke taget endnu" in before
    assert "1 bekymring venter på, at nogen tager den" in before
    client.post(reverse("arrivals:take", args=["concern", concern.pk]))
    after = client.get(queue).content.decode()
    assert "ikke taget endnu" not in after
    assert "0 bekymringer venter på, at nogen tager dem" in after
    assert "Line Østergaard handler på faren." in after
    shown = client.get(page).content.decode().split("<main")[1]
    assert "Fare: Der handles på den" in shown
    assert ">Ny<" not in shown
    assert "Tag den" in shown, "it can be taken all the same"
