"""The guide: it leads somewhere from everywhere, is easy to read, and its numbers are right at the hour."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from samspil.access.actor import Actor
from samspil.concerns.models import Reception
from samspil.concerns.queries.guide import guide_page, shipped, unreachable
from samspil.concerns.queries.hours import EVERYWHERE, door_now, rules_of
from samspil.concerns.tests.doors import OFFICE, at, found
from samspil.lib.refusals import NotVisible
from samspil.organisations.profile.reception import End
from tests.cast import Cast

HARDEST = 40


def lix(text: str) -> float:
    """Words in a sentence, and how many in a hundred are longer than six letters."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def texts() -> list[tuple[str, str]]:
    guide = shipped()
    told = [(step.key, f"{step.question} {step.help}") for step in guide.steps]
    return told + [(end.key, f"{end.title}. {' '.join(end.text)}") for end in guide.ends]


@pytest.mark.parametrize(("key", "text"), texts())
def test_it_is_easy_to_read(key, text):
    assert lix(text) <= HARDEST, f"{key}: {lix(text):.0f}"


def test_lix_tells_hard_texts_from_easy_ones():
    assert lix("Ring nu. Bliv hos barnet.") < 20
    assert (
        lix("Underretningsforpligtelsen forudsætter selvstændig myndighedsvurdering af bekymringsgrundlaget.") > HARDEST
    )


def test_every_answer_leads_to_an_end_and_every_end_is_reached():
    assert unreachable(shipped()) == []


@pytest.mark.covers("HAL-37", page="concerns:guide_step")
@pytest.mark.parametrize("end", shipped().ends, ids=lambda end: end.key)
def test_each_end_names_paragraph_person_and_phone(cast, end: End):
    found(cast)
    page = guide_page(cast.ssp_teacher.sign(), end.key)
    assert end.paragraph
    assert page.numbers
    assert all(re.fullmatch(r"[\d ]{3,}", number.phone) and number.name for number in page.numbers)
    body = cast.client("ssp_teacher").get(reverse("concerns:guide_step", args=[end.key])).content.decode()
    assert "Det her er ikke en underretning." in body
    assert page.numbers[0].phone in body


@pytest.mark.parametrize("answer", ["Ja", "Jeg er i tvivl"])
def test_where_there_may_be_violence_the_parents_are_not_told_first(cast, answer):
    found(cast)
    step = next(step for step in shipped().steps if step.key == "vold")
    (to,) = [choice.to for choice in step.choices if choice.text == answer]
    page = guide_page(cast.ssp_teacher.sign(), to)
    assert page.title.startswith("Tal ikke med forældrene først. Ring til ")
    assert page.end is not None
    assert not page.end.parents_first
    main = cast.client("ssp_teacher").get(reverse("concerns:guide_step", args=[to])).content.decode().split("<main")[1]
    assert "hvorfor" not in main.lower()  # nothing asks why they were not informed
    form = cast.client("ssp_teacher").get(reverse("concerns:raise")).content.decode()
    assert "forældre" not in form.split("<main")[1].split("<footer")[0].lower()


@pytest.mark.parametrize(
    ("moment", "phone"),
    [
        ("2026-11-27T14:59", "40 00 00 01"),  # a Friday: the reception answers
        ("2026-11-27T15:52", "40 00 00 02"),  # it has closed: the duty
        ("2026-11-28T11:00", "40 00 00 02"),  # a Saturday
        ("2026-12-25T11:00", "40 00 00 02"),  # Christmas Day, a Friday
        ("2026-12-24T11:00", "40 00 00 02"),  # the municipality's own closing day
    ],
)
def test_the_number_is_right_at_the_hour(cast, moment, phone):
    door = found(cast, hours=OFFICE)
    rules = rules_of(cast.body)
    assert rules.number("notification", at(moment), door).phone == phone


def test_a_closed_door_says_when_it_opens_and_whom_to_ring(cast):
    door = found(cast, hours=OFFICE)
    now = door_now(door, rules_of(cast.body), at("2026-12-23T15:52"))  # the day before Christmas Eve
    assert not now.is_open
    assert now.opens == at("2026-12-28T08:00")
    assert [number.phone for number in now.ring] == ["40 00 00 02", "112"]


def test_an_open_door_is_rung_itself_before_the_duty(cast: Cast) -> None:
    door = found(cast, hours=OFFICE)
    now = door_now(door, rules_of(cast.body), at("2026-11-27T10:00"))  # a Friday
    assert now.is_open
    assert [number.phone for number in now.ring] == [door.phone, "40 00 00 02"]


def test_the_form_says_first_that_nobody_reads_it_now(cast, monkeypatch):
    found(cast, hours=[{"days": ["monday"], "opens": "00:00:00", "closes": "00:01:00"}])
    body = cast.client("ssp_teacher").get(reverse("concerns:raise")).content.decode().split("<main")[1]
    assert body.index("Ingen læser den nu.") < body.index("<form")
    assert body.index("40 00 00 02") < body.index("<form")


def test_a_municipality_that_has_stated_nothing_has_the_countrys_numbers(cast):
    door = found(cast, content={})
    rules = rules_of(cast.body)
    assert rules.number("duty", at("2026-11-28T11:00"), door).phone == "114"
    assert rules.number("unknown", at("2026-11-28T11:00"), door).phone == "112"
    assert EVERYWHERE["children"][0] == "116 111"


def test_numbers_that_point_in_a_circle_end_at_112(cast):
    closed = [{"days": ["monday"], "opens": "00.00", "closes": "00.01"}]
    around = {"telephones": [
        {"key": "a", "name": "A", "phone": "11 11 11 11", "hours": closed, "when_closed": "b"},
        {"key": "b", "name": "B", "phone": "22 22 22 22", "hours": closed, "when_closed": "a"},
    ]}  # fmt: skip
    found(cast, content=around)
    assert rules_of(cast.body).number("a", at("2026-11-28T11:00")).phone == "112"


def test_a_municipality_writes_its_own(cast):
    found(cast)
    row = Reception.objects.get()
    guide = shipped().model_dump(mode="json")
    guide["steps"][0]["question"] = "Hvad ser du?"
    actor = Actor(cast.body.installer_id, cast.consultant.actor.at)
    from samspil.access.actor import sign  # noqa: PLC0415

    sign(actor)
    Reception.objects.create(body_id=cast.body.pk, stated_at=actor.at, content=row.content, guide=guide)
    assert guide_page(cast.ssp_teacher.sign()).title == "Hvad ser du?"


def test_an_unknown_step_is_not_there(cast):
    found(cast)
    with pytest.raises(NotVisible):
        guide_page(cast.ssp_teacher.sign(), "findes-ikke")
    assert cast.client("ssp_teacher").get(reverse("concerns:guide_step", args=["findes-ikke"])).status_code == 404
