"""Nobody stands before a page that leads nowhere: danger comes through, refusals name who and lead on, what is closed says where to go."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing
from samspil.concerns.arrivals import actions as arrivals
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.public import limits
from samspil.concerns.public.models import Question
from samspil.concerns.public.tests.places import fields, opened, post
from samspil.concerns.public.tests.test_raise_outside import sent
from samspil.concerns.tests.doors import CONTENT, OFFICE, at, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import ready
from samspil.lib.refusals import Refused
from tests import clock
from tests.cast import Cast


def show(cast: Cast, name: str, *args: int, member: str = "consultant") -> str:
    return cast.client(member).get(reverse(name, args=args)).content.decode()


def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many have sent from here that nothing more is taken."""
    monkeypatch.setattr(limits, "MOST", dict.fromkeys(limits.MOST, (0, 0)))


# --- danger -------------------------------------------------------------------------------------------------------------
def test_what_is_marked_as_danger_is_never_held_back_by_the_limit(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(cast)
    concern = {"source": "child", "text": "Jeg er bange hjemme"}
    full(monkeypatch)
    held = sent(cast, **concern)
    assert held.status_code == 422
    told = held.content.decode()
    assert "Jeg er bange hjemme" in told
    assert "Er nogen i fare, så ring 112, og sæt kryds ved det nedenfor: så kommer det igennem med det samme." in told
    assert sent(cast, **concern, in_danger="on").status_code == 200
    asked = {"question": "Hvad gør jeg?", "theme": "home", "age_band": "untold", "in_danger": "on"}
    assert post("ask", cast, fields("ask", cast) | asked).status_code == 200
    enquiry = {"matter": "Uro", "place": "Kiosken", "name": "", "contact": "", "in_danger": "on"}
    assert post("citizens:enquire", cast, fields("citizens:enquire", cast) | enquiry).status_code == 200
    cast.social_worker.sign()
    assert Question.objects.count() == 1


def test_at_night_the_limit_names_somebody_who_answers_then(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.at(at("2026-11-24T22:00")):
        opened(cast, hours=OFFICE)
        full(monkeypatch)
        assert "40 00 00 02" in sent(cast).content.decode()


def test_who_comes_second_reads_who_acts_on_a_danger(cast: Cast) -> None:
    concern = raised(cast, found(cast), in_danger=True)
    arrivals.take(cast.consultant.sign(), about=concern)
    client = cast.client("colleague")
    answer = client.post(reverse("arrivals:take", args=["concern", concern.pk]))
    assert answer.status_code in {302, 303}, "back to the concern"
    shown = client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert f"{cast.consultant.staff.name} handler allerede på det." in shown


def test_who_comes_second_to_take_it_reads_who_has_it(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    assessing.take(cast.consultant.sign(), concern=concern)
    client = cast.client("colleague")
    assert client.post(reverse("concerns:take", args=[concern.pk])).status_code in {302, 303}
    shown = client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert f"{cast.consultant.staff.name} har taget den." in shown


# --- a question, and what the chosen adult writes -----------------------------------------------------------------------
def test_who_is_asked_something_reads_it_at_the_top_and_comes_to_the_field(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    assessing.ask_back(cast.consultant.sign(), concern=concern, text="Hvornår så du det?", key=uuid4())
    shown = show(cast, "concerns:at_door", concern.pk, member="ssp_teacher")
    assert shown.index("Hvornår så du det?") < shown.index("Hvad der er set eller hørt")
    assert reverse("concerns:add", args=[concern.pk]) + "#fortael" in shown
    day = cast.client("ssp_teacher").get(reverse("desk:my_day")).content.decode()
    assert "Hvornår så du det?" in day
    assert reverse("concerns:add", args=[concern.pk]) + "#fortael" in day
    field = show(cast, "concerns:add", concern.pk, member="ssp_teacher")
    assert 'id="fortael" tabindex="-1" data-focus' in field
    assert field.count("data-focus") == 1


def test_the_chosen_adult_writes_what_they_have_done_where_it_says_so(cast: Cast) -> None:
    door = found(cast, content={**CONTENT, "chosen_adult": "responsible"})
    concern = raised(cast, door, chosen_by="child")
    assert "#fortael" in show(cast, "concerns:at_door", concern.pk, member="ssp_teacher")
    field = show(cast, "concerns:add", concern.pk, member="ssp_teacher")
    assert "hvem du har talt med, og hvad der sker nu" in field
    assert "Hvor gammelt er barnet?" not in field


# --- the end ------------------------------------------------------------------------------------------------------------
def test_what_is_closed_says_where_to_go(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    version = Assessment.objects.get(concern=concern).version
    assessing.close(cast.consultant.sign(), concern=concern, version=version, outcome="help", reason="Aftalt")
    assert "Send en ny bekymring" in show(cast, "concerns:at_door", concern.pk, member="ssp_teacher")
    door = show(cast, "concerns:at_door", concern.pk, member="consultant")
    assert "Den blev afsluttet ved en fejl: genåbn den" in " ".join(door.split())
    assert reverse("concerns:reopen", args=[concern.pk]) in door


def test_who_was_promised_an_answer_is_not_left_without_a_question(cast: Cast) -> None:
    opened(cast)
    sent(cast, source="child", contact="spørg min lærer")
    cast.consultant.sign()
    concern = Concern.objects.get()
    first(cast.consultant.sign(), concern)
    client, page = cast.client("consultant"), reverse("concerns:close", args=[concern.pk])
    version = Assessment.objects.get(concern=concern).version
    said = {"close-outcome": "help", "close-reason": "Talt med skolen", "close-version": version}
    asked = client.post(page, said)
    assert asked.status_code == 422
    assert "Der er lovet et svar." in asked.content.decode()
    assert client.post(page, said | {"close-untold": "on"}).status_code in {302, 303}
    cast.consultant.sign()
    assert Concern.objects.get().closed_at is not None


def test_the_page_of_the_other_municipality_leads_back_to_the_concern(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    to = reverse("concerns:elsewhere") + f"?bekymring={concern.pk}"
    assert to in show(cast, "concerns:at_door", concern.pk)
    client = cast.client("consultant")
    assert reverse("concerns:at_door", args=[concern.pk]) in client.get(to).content.decode()
    assert client.get(reverse("concerns:elsewhere") + "?bekymring=x").status_code == 200


def test_an_address_that_breaks_off_is_asked_about_before_anything_is_promised(cast: Cast) -> None:
    opened(cast)
    answer = sent(cast, contact="hassan@")
    assert answer.status_code == 422
    assert "Mailadressen slutter for tidligt." in answer.content.decode()
    assert sent(cast, contact="min snap @emma").status_code == 200


def test_joining_names_what_is_to_be_answered_and_leads_there(cast: Cast) -> None:
    door = found(cast)
    one, other = raised(cast, door), raised(cast, door, who="Vera O., 7.b")
    shown = show(cast, "together:join", one.pk, other.pk)
    assert "Vera Ottosen, 7.b, Skolen ved Mosen; Vera O., 7.b." in shown
    for concern in (one, other):
        assert reverse("concerns:at_door", args=[concern.pk]) in shown
    with pytest.raises(Refused):
        assessing.take(cast.consultant.sign(), concern=one)
