"""What the door's pages say is so: whom to ring, who has it, when it came, how somebody may be reached, and what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing, handing
from samspil.concerns.arrivals.tests.steps import remind, told
from samspil.concerns.models import Assessment, Concern, Outcome, Step
from samspil.concerns.notifying.text import text_to_send
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import fields, opened, post
from samspil.concerns.public.tests.test_raise_outside import sent
from samspil.concerns.queries.at_door import at_door_page
from samspil.concerns.queries.queue import queue_page
from samspil.concerns.tests.doors import OFFICE, at, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import ready
from samspil.concerns.together.actions import join
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from samspil.sharing.drafts.queries import is_typed
from tests import clock
from tests.cast import Cast

REACHED = "skriv på min snap, eller spørg min lærer"


def show(cast: Cast, name: str, *args: int, member: str = "consultant") -> str:
    return cast.client(member).get(reverse(name, args=args)).content.decode()


def from_child(cast: Cast) -> Concern:
    """A child tells, and how it may be reached."""
    opened(cast)
    assert sent(cast, source="child", text="Min stedfar slår", contact=REACHED).status_code == 200
    cast.consultant.sign()
    return Concern.objects.get()


# --- the queue --------------------------------------------------------------------------------------------------------
def test_who_answers_the_door_is_sent_to_the_duty_and_never_to_themselves(cast: Cast) -> None:
    with clock.at(at("2026-11-24T09:00")):
        raised(cast, found(cast, hours=OFFICE))
    with clock.at(at("2026-11-25T08:30")):
        shown = show(cast, "concerns:queue")
        assert "Ingen har svaret længe. Ring:" in shown
        assert "40 00 00 02" in shown
        assert "40001000" not in shown.replace(" ", ""), "that is the telephone of those who read it"


def test_a_notification_that_is_not_sent_has_been_answered(cast: Cast) -> None:
    with clock.at(at("2026-11-24T09:00")):
        concern = raised(cast, found(cast))
        first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    with clock.at(at("2026-11-25T08:00")):
        (line,) = queue_page(cast.consultant.sign()).lines
        assert line.waits_to_be_sent
        assert not line.is_rung_about


@pytest.mark.parametrize("way", ["one", "several"])
def test_who_takes_it_while_recorded_as_away_is_told_who_acts(cast: Cast, way: str) -> None:
    concern = raised(cast, found(cast))
    first(cast.colleague.sign(), concern)
    actor = cast.colleague.sign()
    handing.register_absence(actor, staff=cast.colleague.staff, since=actor.at, until=actor.at + timedelta(days=2))
    client = cast.client("colleague")
    if way == "one":
        client.post(reverse("concerns:take", args=[concern.pk]))
    else:
        client.post(reverse("concerns:take_several"), {"tag": concern.pk})
    shown = client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert f"Du står som væk, så {cast.consultant.staff.name} tager sig af den imens." in shown


# --- what comes from outside --------------------------------------------------------------------------------------------
def test_it_is_told_at_the_next_fixed_hour_and_the_pages_say_which(cast: Cast) -> None:
    with clock.at(at("2026-11-30T09:36")):
        from_child(cast)
        remind(at("2026-11-30T10:02"))
        assert told("waits_concern") == {}
        assert "kl. 8, 12 og 15 på hverdage" in show(cast, "notices:notices")
    for hour, until in ((11, 59), (12, 1)):
        remind(at(f"2026-11-30T{hour}:{until:02}"))
    assert cast.consultant.staff.pk in told("waits_concern")
    assert {one for times in told("waits_concern").values() for one in times} == {at("2026-11-30T12:00")}


def test_how_a_child_may_be_reached_is_no_part_of_what_was_seen(cast: Cast) -> None:
    concern = from_child(cast)
    first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    page = at_door_page(cast.consultant.sign(), concern)
    assert page.contact == REACHED
    assert page.told_since == ()
    assert REACHED not in text_to_send(page)
    shown = show(cast, "concerns:at_door", concern.pk)
    assert "Sådan må barnet kontaktes, uden at andre ser det:" in shown
    assert "sagde, hvordan de må kontaktes, uden at andre ser det:" in shown
    assert "fortalte mere" not in shown


def test_no_age_in_minutes_is_made_up_of_an_hour(cast: Cast) -> None:
    with clock.at(at("2026-11-24T10:52")):
        opened(cast)
        asked = {"question": "Hvad gør jeg?", "theme": "home", "age_band": "untold"}
        post("ask", cast, fields("ask", cast) | asked)
        shown = show(cast, "counselling:questions", member="social_worker")
    assert "Modtaget 24.11.2026 mellem kl. 10 og 11." in shown
    assert "minutter gammel" not in shown


def test_no_theme_is_chosen_for_a_child_and_none_holds_the_question_up(cast: Cast) -> None:
    opened(cast)
    sent = fields("ask", cast) | {"question": "Hvad gør jeg?", "age_band": "untold", "theme": ""}
    assert post("ask", cast, sent).status_code == 200
    cast.social_worker.sign()
    assert Question.objects.get().theme == "other"


# --- the parents ----------------------------------------------------------------------------------------------------------
def test_the_question_about_the_parents_goes_when_it_is_answered(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    question = "Kan det være en i hjemmet eller familien?"
    assert question in show(cast, "concerns:at_door", concern.pk)
    first(cast.consultant.sign(), concern)
    assert question not in show(cast, "concerns:at_door", concern.pk)
    home = raised(cast, ConcernDoor.objects.get(pk=concern.door_id), arena="home")
    first(cast.consultant.sign(), home)
    assert "Tal ikke med forældrene først" in show(cast, "concerns:at_door", home.pk), "it may be somebody at home"


# --- what came of it ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("outcome", [Outcome.MEETING, Outcome.CASE])
def test_what_did_not_happen_is_not_said_to_have_come_of_it(cast: Cast, outcome: str) -> None:
    concern = ready(cast, found(cast))
    version = Assessment.objects.get(concern=concern).version
    with pytest.raises(Refused) as refusal:
        assessing.close(cast.consultant.sign(), concern=concern, version=version, outcome=outcome, reason="Talt om det")
    assert refusal.value.field == "outcome"


def test_what_came_of_it_and_why_stand_in_the_history(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    version = Assessment.objects.get(concern=concern).version
    assessing.close(cast.consultant.sign(), concern=concern, version=version, outcome="help", reason="Talt om det.")
    assert "Afsluttet (Hjælp i hverdagen): Talt om det." in show(cast, "concerns:at_door", concern.pk)
    cast.ssp_teacher.sign()
    assert not Step.objects.filter(concern=concern, text__contains="Talt om det.").exists()


def test_two_that_are_one_matter_are_not_offered_to_another_door_in_vain(cast: Cast) -> None:
    door = found(cast)
    two = [ready(cast, door), ready(cast, door)]
    join(cast.consultant.sign(), concern=two[0], other=two[1])
    shown = show(cast, "concerns:hand_over", two[0].pk)
    assert "Skil de to ad først" in shown
    assert "Familiens dør" not in shown, "no door can be chosen"
    assert cast.colleague.staff.name in shown, "a colleague here can"


def test_a_page_that_was_only_opened_is_no_concern_that_was_begun(cast: Cast) -> None:
    assert not is_typed(None)
    assert not is_typed({"values": {"text": [""], "door": ["unknown"], "version": ["1"]}, "chosen": ["door"]})
    assert is_typed({"values": {"text": ["Er ked af det"]}, "chosen": ["door"]})


def test_only_a_child_is_reached_so_that_nobody_else_sees_it(cast: Cast) -> None:
    opened(cast)
    data = fields("concern", cast) | {
        "source": "citizen", "about": "child", "who": "Vera i 7.b", "text": "Hun græder", "contact": "naboen@example.dk",
        "door": str(ConcernDoor.objects.get(key="nord").pk),
    }  # fmt: skip
    assert post("concern", cast, data).status_code == 200
    cast.consultant.sign()
    shown = show(cast, "concerns:at_door", Concern.objects.get().pk)
    assert "sagde, hvordan de må kontaktes:" in shown
    assert "uden at andre ser det" not in shown
