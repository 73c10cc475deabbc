"""Nothing that routes or accuses is chosen beforehand, on any page of concerns; and a concern goes where the child, the group
or the place is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern, Reception
from samspil.concerns.public.tests.places import opened
from samspil.concerns.tests.doors import CONTENT, FORM, found, numbers, raised
from samspil.concerns.tests.test_assess import first
from samspil.organisations.models import ConcernDoor, District
from tests.cast import Cast

ROOMS = (
    "concerns",
    "joint",
    "notifying",
    "chosen",
    "enquiries",
    "counselling",
    "public",
    "citizens",
    "guide",
    "onthespot",
)
# What may be chosen beforehand, and why it neither routes nor accuses.
MAY_STAND = {
    "age_band": "the child need not say how old it is",
    "theme": "the child's own question",
    "chosen_by": "that nobody chose the adult: the concern goes to the door",
    "giver": "the list is the police's",
    "target": "the next meeting whose door one answers",
    "about-nobody": "a question about nobody names nobody",
    "concerns:new: source": "where the sender works: it decides neither who gets it nor what is said of anybody",
    "concerns:absences: staff": "who is away, from the day one writes it",
    "enquiries:enquiry: staff": "who answers it now",
}


def patterns() -> Iterator[str]:
    for room in ROOMS:
        _prefix, resolver = get_resolver().namespace_dict[room]
        for name in {key for key in resolver.reverse_dict if isinstance(key, str)}:
            yield f"{room}:{name}"


def chosen_beforehand(body: str) -> list[str]:
    """Names of selects whose first or selected option has a value, and of radios that are checked."""
    told = []
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        offered = re.findall(r'<option value="([^"]*)"( selected)?', options)
        shown = next((value for value, selected in offered if selected), offered[0][0] if offered else "")
        if shown:
            told.append(name)
    for tag in re.findall(r"<input[^>]*type=\"radio\"[^>]*>", body):
        if re.search(r"\bchecked\b", tag):
            value = re.search(r'value="([^"]*)"', tag)
            name = re.search(r'name="([^"]*)"', tag)
            if name and value and value[1]:
                told.append(f"{name[1]}-{value[1]}")
    return told


def test_on_no_page_of_concerns_is_anything_chosen_beforehand(cast: Cast) -> None:
    opened_numbers = numbers(cast) | {"body_key": cast.body.key}
    seen, wrong = set(), []
    for name in sorted(set(patterns())):
        wanted = get_resolver().namespace_dict[name.split(":")[0]][1].reverse_dict.getlist(name.split(":")[1])
        names = {param for possibilities, *_rest in wanted for _text, params in possibilities for param in params}
        try:
            address = reverse(name, kwargs={param: opened_numbers[param] for param in names})
        except (KeyError, NoReverseMatch):
            continue
        for member in ("consultant", "social_worker", "ssp_teacher", None):
            client = cast.client(member) if member else Client()
            answer = client.get(address)
            if answer.status_code != 200:
                continue
            body = answer.content.decode().split("<main")[-1]
            seen |= set(re.findall(r'<(?:select|input[^>]*type="radio")[^>]*name="([^"]+)"', body))
            wrong += [
                f"{name}: {field}"
                for field in chosen_beforehand(body)
                if field not in MAY_STAND and f"{name}: {field}" not in MAY_STAND
            ]
    assert {"about", "door", "arena", "forum", "source", "necessity", "outcome"} <= {
        name.split("-")[-1] for name in seen
    }
    assert sorted(set(wrong)) == []


def test_a_choice_that_stands_beforehand_is_seen():
    """The measure itself: a select without an empty first option, and a radio that is checked."""
    assert chosen_beforehand('<select name="forum"><option value="3">Mandagsgruppen</option></select>') == ["forum"]
    assert chosen_beforehand('<input type="radio" name="about" value="child" checked>') == ["about-child"]
    assert (
        chosen_beforehand('<select name="forum"><option value="" selected>Vælg</option><option value="3"></select>')
        == []
    )


# --- where it goes --------------------------------------------------------------------------------------------------------
def send(cast: Cast, member: str, **said: str):
    data = {**FORM, "idempotency_key": str(uuid4()), **said}
    return cast.client(member).post(reverse("concerns:raise"), data)


def south(cast: Cast) -> ConcernDoor:
    """A door for another district than the sender's."""
    north = ConcernDoor.objects.get(key="nord")
    sign(Actor(cast.body.installer_id, now()))
    district = District.objects.create(body=cast.body, key="syd", name="Syd")
    (audience,) = cabinet.found("door", cast.body.administration_id, ["SSP Syd"])
    door = ConcernDoor.objects.create(
        body=cast.body, key="syd", name="SSP Syd", district=district, unit=cast.units["ssp"], audience_id=audience,
        phone="40001009", hours=north.hours, position=9, answered_by=north.answered_by,
    )  # fmt: skip
    cabinet.admit([audience], [cast.consultant.principal_id])
    return door


@pytest.mark.parametrize("about", ["child", "group", "place", "trend"])
def test_it_goes_where_it_is_and_not_where_the_sender_sits(cast: Cast, about: str) -> None:
    """The teacher works in the north; the group stands in the south."""
    found(cast)
    door = south(cast)
    assert send(cast, "ssp_teacher", about=about, door=str(door.pk)).status_code == 303
    cast.consultant.sign()
    assert Concern.objects.get().door_id == door.pk


def test_the_family_department_receives_one(cast: Cast) -> None:
    """A beaten pupil: the door that the family department answers, and nobody of SSP reads it."""
    found(cast)
    family = ConcernDoor.objects.get(key="alle")
    assert send(cast, "ssp_teacher", door=str(family.pk)).status_code == 303
    cast.social_worker.sign()
    assert Concern.objects.get().door_id == family.pk
    cast.consultant.sign()
    assert not Concern.objects.exists()


def test_who_does_not_know_reaches_the_own_door(cast: Cast) -> None:
    door = found(cast)
    assert send(cast, "ssp_teacher", door="unknown").status_code == 303
    cast.consultant.sign()
    assert Concern.objects.get().door_id == door.pk


@pytest.mark.parametrize("left_out", ["about", "door", "arena"])
def test_what_is_not_chosen_is_asked_for_and_nothing_typed_is_lost(cast: Cast, left_out: str) -> None:
    found(cast)
    answer = send(cast, "ssp_teacher", **{left_out: ""})
    assert answer.status_code == 422
    assert FORM["text"] in unescape(answer.content.decode())
    cast.consultant.sign()
    assert not Concern.objects.exists()


def test_a_child_of_another_municipality_is_sent_there_and_not_held_here(cast: Cast) -> None:
    found(cast)
    sign(Actor(cast.other.installer_id, now()))
    content = CONTENT | {
        "notification": {"name": "Modtagelsen i Storby", "form": "https://example.org/storby", "telephone": "vagten"}
    }
    Reception.objects.create(body_id=cast.other.pk, stated_at=now(), content=content)
    answer = send(cast, "ssp_teacher", door="elsewhere")
    body = unescape(answer.content.decode())
    assert answer.status_code == 422
    for words in (
        cast.other.name,
        "40 00 00 02",
        "https://example.org/storby",
        FORM["text"],
        "Send den til den kommune",
    ):
        assert words in body
    cast.consultant.sign()
    assert not Concern.objects.exists()
    assert cast.other.name in cast.client("consultant").get(reverse("concerns:elsewhere")).content.decode()


def test_a_door_that_finds_out_closes_it_with_where_it_was_sent(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    actor = cast.consultant.sign()
    version = first(actor, concern).version
    assert reverse("concerns:elsewhere") in cast.client("consultant").get(
        reverse("concerns:at_door", args=[concern.pk])
    ).content.decode()  # fmt: skip
    actor = cast.consultant.sign()
    assessing.close(actor, concern=concern, version=version, outcome="elsewhere", reason="Bor i Storby")
    assert Assessment.objects.get(concern=concern).outcome == "elsewhere"


def test_the_public_form_chooses_nothing_either(cast: Cast) -> None:
    opened(cast)
    body = Client().get(reverse("public:concern", args=[cast.body.key])).content.decode()
    assert chosen_beforehand(body) == []
