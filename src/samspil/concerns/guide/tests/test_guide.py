"""The guide: it leads somewhere from everywhere, is easy to read, and its numbers are right at the hour."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from samspil.access.actor import Actor, sign
from samspil.concerns.guide.queries import CAN_WAIT, _numbers, _page, guide_page, shipped, unreachable
from samspil.concerns.models import Reception
from samspil.concerns.public.tests.places import opened
from samspil.concerns.queries.hours import EVERYWHERE, door_now, rules_of
from samspil.concerns.tests.doors import CONTENT, OFFICE, at, found
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.reception import End
from tests.cast import Cast

HARDEST = 40
JUDGES_ITSELF = "Kommunen vurderer selv, om det er en underretning. Din egen pligt til at underrette består."
PARENTS_LAST = "Tal ikke med forældrene først"


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
    assert JUDGES_ITSELF in body
    assert "ikke en underretning" not in body  # an underretning has no form, so nothing can be said to be none
    assert page.numbers[0].phone in body


def main_of(cast: Cast, key: str) -> str:
    body = cast.client("ssp_teacher").get(reverse("concerns:guide_step", args=[key])).content.decode()
    return str(body.split("<main")[1].split("<footer")[0])


def ends_after(key: str, without: frozenset[str] = frozenset()) -> set[str]:
    """Every end that a step leads to, answer by answer; not through the steps of `without`."""
    step = next((step for step in shipped().steps if step.key == key), None)
    if key in without:
        return set()
    return {key} if step is None else {end for choice in step.choices for end in ends_after(choice.to, without)}


@pytest.mark.parametrize("answer", ["Ja", "Jeg er i tvivl"])
def test_where_it_may_be_somebody_in_the_home_the_parents_are_not_told_first(cast, answer):
    found(cast)
    step = next(step for step in shipped().steps if step.key == "hjemmet")
    (to,) = [choice.to for choice in step.choices if choice.text == answer]
    page = guide_page(cast.ssp_teacher.sign(), to)
    assert page.title.startswith("Tal ikke med forældrene først. Ring til ")
    assert "hvorfor" not in main_of(cast, to).lower()  # nothing asks why they were not informed
    form = cast.client("ssp_teacher").get(reverse("concerns:raise")).content.decode()
    assert "forældre" not in form.split("<form")[1].split("</form")[0].lower()


@pytest.mark.parametrize("end", shipped().ends, ids=lambda end: end.key)
def test_what_the_data_say_of_the_parents_stands_on_the_page(cast, end: End):
    found(cast)
    assert ('id="parents-last"' in main_of(cast, end.key)) is not end.parents_first
    if not end.parents_first:
        assert PARENTS_LAST in main_of(cast, end.key)


def test_every_branch_on_which_it_may_be_the_home_tells_it():
    """Danger now, danger tonight, a group in danger, and what a yes or a doubt about the home leads to."""
    ends = {end.key: end for end in shipped().ends}
    not_home = next(
        choice.to
        for step in shipped().steps
        if step.key == "hjemmet"
        for choice in step.choices
        if choice.text.startswith("Nej")
    )
    may_be_home = {"ring-112", "ring-vagten", "ring-114"} | ends_after("vold", frozenset({"sagt"})) - {not_home}
    assert may_be_home == {key for key, end in ends.items() if not end.parents_first}


def test_where_others_did_it_the_parents_are_told(cast):
    """A boy who is beaten by boys of his age: his parents are told today (practice, second reading 1.2)."""
    found(cast)
    shown = main_of(cast, "andre")
    assert "fortæl forældrene det i dag" in shown
    assert PARENTS_LAST not in shown


@pytest.mark.parametrize("key", ["start", *(end.key for end in shipped().ends)])
def test_112_stands_above_all_else_and_114_for_what_is_not_now(cast, key):
    found(cast)
    shown = main_of(cast, key)
    telephones = re.findall(r'href="tel:(\d+)"', shown)
    assert telephones[0] == "112"
    assert "Er der sket noget ulovligt, men ikke lige nu?" in shown
    assert "114" in telephones


@pytest.mark.parametrize("end", shipped().ends, ids=lambda end: end.key)
def test_a_closed_door_never_sends_an_everyday_question_to_the_emergency_duty(cast, end: End, monkeypatch):
    """A Saturday: what can wait keeps the door's number and says when it opens; what cannot names the duty."""
    everyday = {"telephones": [*CONTENT["telephones"], {"key": "linjen", "name": "SSP-linjen", "phone": "40 00 00 09",
                "hours": [{**OFFICE[0], "opens": "08.00", "closes": "15.00"}]}]}  # fmt: skip
    door = found(cast, hours=OFFICE, content=CONTENT | everyday)
    saturday = at("2026-11-28T11:00")
    page = _page(rules_of(cast.body), door, saturday, end.key)
    told = {number.phone: number.opens for number in page.numbers}
    if "door" in end.telephones:
        assert told[door.phone] == at("2026-11-30T08:00")
    if end.outcome in CAN_WAIT and "notification" not in end.telephones:
        assert "40 00 00 02" not in told
    own = end.model_copy(update={"telephones": ("linjen",)})
    (number,) = _numbers(rules_of(cast.body), own, saturday, door)
    assert (number.phone == "40 00 00 09") is (end.outcome in CAN_WAIT)


def test_the_page_says_when_a_closed_door_opens(cast):
    found(cast, hours=[{"days": ["monday"], "opens": "00:00:00", "closes": "00:01:00"}])
    assert "lukket nu, åbner" in main_of(cast, "hverdag")


# --- without sign-in ------------------------------------------------------------------------------------------------
def test_the_guide_is_taken_without_sign_in_from_the_page_of_signing_in(cast):
    """A substitute at a school office, who has no sign-in, finds whom to ring."""
    opened(cast)
    client = Client()
    shown = client.get(reverse("account_login")).content.decode()
    assert reverse("guide:public", args=[cast.body.key]) in shown
    shown = client.get(reverse("guide:where")).content.decode()
    start = reverse("guide:public", args=[cast.body.key])
    assert start in shown
    key = ""
    for answer in ("Nej", "Et barn eller en ung", "Jeg er i tvivl", "Ja"):
        shown = client.get(
            start if not key else reverse("guide:public_step", args=[cast.body.key, key])
        ).content.decode()
        (key,) = re.findall(rf'jeg-er-bekymret/([\w-]+)/">\s*{answer}</a>', shown)
        assert re.findall(r'href="tel:(\d+)"', shown)[0] == "112"
    shown = client.get(reverse("guide:public_step", args=[cast.body.key, key])).content.decode()
    for words in (PARENTS_LAST, "40 00 00 02", JUDGES_ITSELF, "§ 133", "§ 135", "data-leave"):
        assert words in shown
    assert not client.cookies.get("sessionid")


def test_nobody_without_sign_in_is_told_whether_a_child_is_known(cast):
    """A mother asks, and so does the man she fled in her name: both read how to ask safely, and whom to ring."""
    opened(cast)
    pages = [reverse("public:concern", args=[cast.body.key]), reverse("citizens:enquire", args=[cast.body.key])]
    pages.append(reverse("guide:public_step", args=[cast.body.key, "underret"]))
    for page in pages:
        shown = Client().get(page).content.decode()
        for words in (
            "Spørger du om dit eget barn?",
            "Derfor svarer vi ingen på, om vi kender et barn",
            "Digital Post",
        ):
            assert words in shown, page
        own = shown.split("Spørger du om dit eget barn?")[1].split("</section>")[0]
        assert "40 00 00 01" in own, page  # those who receive notifications, and never the emergency duty
        assert "40 00 00 02" not in own, page


def test_an_unknown_municipality_or_step_is_not_there(cast):
    opened(cast)
    assert Client().get(reverse("guide:public", args=["findes-ikke"])).status_code == 404
    assert Client().get(reverse("guide:public_step", args=[cast.body.key, "findes-ikke"])).status_code == 404


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
    assert body.index("tel:112") < body.index("Ingen læser den nu.") < body.index("<form")
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
    sign(actor)
    Reception.objects.create(body_id=cast.body.pk, stated_at=actor.at, content=row.content, guide=guide)
    assert guide_page(cast.ssp_teacher.sign()).title == "Hvad ser du?"


def test_the_guide_names_the_door_to_which_it_goes(cast):
    """It said that SSP knows of it then, also where the family department answers and no SSP reads."""
    found(cast)
    sign(Actor(cast.body.installer_id, cast.consultant.actor.at))
    ConcernDoor.objects.update(name="Familieafdelingen")
    assert guide_page(cast.ssp_teacher.sign(), "bekymring").title == "Send en bekymring til Familieafdelingen"
    assert "Så ved de det også hos Familieafdelingen" in main_of(cast, "ring-114")
    for end in shipped().ends:
        assert "ved SSP" not in main_of(cast, end.key), end.key
        assert "{" not in guide_page(cast.ssp_teacher.sign(), end.key).title


def test_an_unknown_step_is_not_there(cast):
    found(cast)
    with pytest.raises(NotVisible):
        guide_page(cast.ssp_teacher.sign(), "findes-ikke")
    assert cast.client("ssp_teacher").get(reverse("concerns:guide_step", args=["findes-ikke"])).status_code == 404
