"""Who was said to be another child when a list was received is not asked about on the agenda; the way to say otherwise stands there."""

from __future__ import annotations

import re
from datetime import date

import pytest

from samspil.concerns import actions as concerns
from samspil.concerns.actions import Choices
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.tests.made import acts, receive, row
from samspil.lib.refusals import Refused
from samspil.meetings.actions import joining
from samspil.meetings.actions.preparing import place
from samspil.meetings.models import Item, Meeting
from samspil.meetings.queries import agenda_of, placements_of, twice
from samspil.meetings.states import ItemState
from samspil.meetings.tests.steps import planned
from tests.cast import Cast

BORN, DAY = date(2011, 5, 12), date(2026, 11, 20)
MIE = row(2, "Mie Ørsløv Holm", birth_date=BORN, text="hærværk", place="Torvet", date=DAY)
LIKE = row(5, "Mie Orslov", birth_date=BORN, text="tyveri", place="Hallen", date=DAY)


def on_agenda(cast: Cast) -> Meeting:
    """Everybody who waits."""
    meeting = planned(cast)
    chosen = [f"entry-{pk}" for pk in ListEntry.objects.order_by("pk").values_list("pk", flat=True)]
    place(
        cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=placements_of(meeting, chosen)
    )
    return meeting


def received(cast: Cast, *rows: object, answer: str = "create") -> PoliceList:
    """A list whose last row is answered so."""
    made: PoliceList = receive(cast, cast.consultant.sign(), *rows, choices=Choices({len(rows) - 1: answer}))
    return made


def asked(cast: Cast, meeting: Meeting) -> bool:
    cast.consultant.sign()
    return bool(twice(agenda_of(meeting).rows))


def test_who_was_said_to_be_a_child_nobody_had_met_is_not_asked_about_again(cast: Cast) -> None:
    received(cast, MIE)
    received(cast, LIKE)
    meeting = on_agenda(cast)
    assert not asked(cast, meeting)
    client = cast.client("consultant")
    assert "Står måske to gange" not in client.get(f"/moeder/{meeting.pk}/").content.decode()
    cast.consultant.sign()
    first, second = Item.objects.filter(meeting=meeting).order_by("slot__position")
    page = re.sub(r"\s+", " ", client.get(f"/moeder/punkt/{first.pk}/").content.decode())
    assert f"Der er svaret, at {second.label} er et andet barn." in page
    assert "er måske samme barn" not in page
    assert client.post(f"/moeder/punkt/{first.pk}/saml/", {"other": second.pk}).status_code == 303


def test_that_they_are_two_is_said_beside_the_question_and_is_not_asked_again(cast: Cast) -> None:
    """Met by a stranger: there was a yes alone, and the question stayed."""
    received(cast, row(2, "Mie Ørsløv Holm", text="hærværk", place="Torvet", date=DAY))
    received(cast, row(5, "Mie Orslov", text="tyveri", place="Hallen", date=DAY))
    meeting = on_agenda(cast)
    assert asked(cast, meeting)
    first, second = Item.objects.filter(meeting=meeting).order_by("slot__position")
    client, address = cast.client("consultant"), f"/moeder/{meeting.pk}/"
    page = re.sub(r"\s+", " ", client.get(address).content.decode())
    assert '<button class="link-button" name="two" value="1">Det er to børn</button>' in page
    answer = client.post(f"/moeder/punkt/{first.pk}/saml/", {"other": second.pk, "two": "1", "back": "meeting"})
    assert answer.headers["Location"] == address
    assert "Står måske to gange" not in client.get(address).content.decode()
    assert not asked(cast, meeting)
    cast.consultant.sign()
    assert {item.state for item in Item.objects.filter(meeting=meeting)} == {ItemState.WAITING}
    page = re.sub(r"\s+", " ", client.get(f"/moeder/punkt/{second.pk}/").content.decode())
    assert "Der er svaret, at Mie Ørsløv Holm er et andet barn." in page
    assert "Det er alligevel samme barn: saml dem til ét punkt" in page
    said = Item.objects.get(pk=first.pk)
    again = joining.tell_apart(cast.consultant.sign(), item=said, other=Item.objects.get(pk=second.pk))
    assert again.version == said.version, "said twice is said once"
    assert acts("item.told_apart") == ["item.told_apart"]


def test_who_keeps_no_minutes_says_nothing_of_whom_an_item_is_about(cast: Cast) -> None:
    received(cast, MIE, row(5, "Ida Lund", text="tyveri", place="Hallen", date=DAY))
    meeting = on_agenda(cast)
    first, second = Item.objects.filter(meeting=meeting).order_by("slot__position")
    with pytest.raises(Refused, match="samme dagsorden"):
        joining.tell_apart(cast.consultant.sign(), item=first, other=first)
    with pytest.raises(Refused):
        joining.tell_apart(cast.police_officer.sign(), item=first, other=second)


def test_so_it_is_of_two_rows_of_one_list(cast: Cast) -> None:
    received(cast, MIE, LIKE)
    assert not asked(cast, on_agenda(cast))


def test_of_three_alike_the_page_asked_about_the_first_alone(cast: Cast) -> None:
    rows = (MIE, row(3, "Mie Ørslov", birth_date=BORN, text="vold", place="Søen", date=DAY), LIKE)
    receive(cast, cast.consultant.sign(), *rows, choices=Choices({1: "create", 2: "create"}))
    meeting = on_agenda(cast)
    cast.consultant.sign()
    pairs = [
        (one.item and one.item.label, other.item and other.item.label) for one, other in twice(agenda_of(meeting).rows)
    ]
    assert pairs == [("Mie Ørslov", "Mie Orslov")]


@pytest.mark.parametrize("changed", ["the line", "the record"])
def test_where_name_or_birth_date_were_changed_since_it_is_asked(cast: Cast, changed: str) -> None:
    early = (
        row(2, "Mia Lund", birth_date=BORN, text="hærværk", place="Torvet", date=DAY)
        if changed == "the record"
        else MIE
    )
    late = (
        row(5, "Maja Krogh", birth_date=BORN, text="tyveri", place="Hallen", date=DAY)
        if changed == "the line"
        else LIKE
    )
    first, second = received(cast, early), received(cast, late)
    wrong, name = (second, "Mie Orslov") if changed == "the line" else (first, "Mie Ørsløv Holm")
    entry = ListEntry.objects.get(police_list=wrong)
    concerns.correct(
        cast.consultant.sign(),
        entry=entry,
        version=entry.version,
        name=name,
        birth_date=BORN,
        role=None,
        text=entry.text,
    )
    assert asked(cast, on_agenda(cast))
