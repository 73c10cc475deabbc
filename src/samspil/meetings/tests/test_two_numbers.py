"""Two children whose CPR numbers differ are two: nobody is asked whether they are one, and they are never joined."""

from __future__ import annotations

import pytest

from samspil.concerns import actions as concerns
from samspil.concerns.models import ListEntry
from samspil.lib import cpr as numbers
from samspil.lib.refusals import Refused
from samspil.meetings.actions import joining
from samspil.meetings.actions.preparing import Placement, place
from samspil.meetings.models import Item
from samspil.meetings.queries import agenda_of, twice
from samspil.meetings.tests.steps import Table, listed, placed, planned
from samspil.people.actions import add_numbers, find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast

ONE, OTHER = "6101124501", "6101124502"
BORN = numbers.birth_date(ONE)


@pytest.fixture
def table(cast: Cast) -> Table:
    """Two of one name, born on one day, each with a number of their own."""
    found = placed(cast, "Simon Dobbelt", "Simon Dobbelt", born=BORN)
    one, other = found.items
    add_numbers(cast.consultant.sign(), numbers_of={one.subject or 0: ONE, other.subject or 0: OTHER})
    return found


def test_nobody_is_asked_whether_they_are_one(cast: Cast, table: Table) -> None:
    assert twice(agenda_of(table.meeting).rows) == []
    one, other = table.items
    page = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/").content.decode()
    assert "måske to gange" not in page
    Person.objects.filter(pk=other.subject).update(cpr_hash=None, cpr_cipher=None)
    assert len(twice(agenda_of(table.meeting).rows)) == 1, "where one has no number, they may be one"
    assert one.subject != other.subject


def test_they_are_not_joined(cast: Cast, table: Table) -> None:
    one, other = table.items
    with pytest.raises(Refused, match="CPR"):
        joining.join(cast.consultant.sign(), item=table.fresh(one), other=table.fresh(other))
    answer = cast.client("consultant").post(f"/moeder/punkt/{one.pk}/saml/", {"other": other.pk})
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Simon Dobbelt og Simon Dobbelt har hver sit CPR-nummer" in said
    assert "så ret det først på linjen" in said
    assert {one.subject, other.subject} <= set(Person.objects.values_list("pk", flat=True))


def test_a_line_is_not_said_to_be_about_a_child_with_another_number(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Simon Dobbelt", BORN, ONE))
    line = listed(cast, "Simon Dobbelt", born=BORN)
    add_numbers(cast.consultant.sign(), numbers_of={line.subject or 0: OTHER})
    page = cast.client("consultant").get(f"/bekymringer/liste/linje/{line.pk}/").content.decode()
    assert f"pick-{known.pk}" not in page
    cast.consultant.sign()
    line.refresh_from_db()
    with pytest.raises(Refused, match="CPR"):
        concerns.rematch(cast.consultant.sign(), entry=line, version=line.version, person_id=known.pk)


def told(line: ListEntry, **said: object) -> dict[str, object]:
    return {
        "name": line.name, "birth_date": f"{line.birth_date:%d.%m.%Y}" if line.birth_date else "", "role": line.role or "",
        "text": line.text, "version": line.version, "cpr": "", **said,
    }  # fmt: skip


def test_a_wrong_digit_in_the_number_of_a_line_is_corrected_on_the_line(cast: Cast) -> None:
    line = listed(cast, "Simon Dobbelt", born=BORN)
    add_numbers(cast.consultant.sign(), numbers_of={line.subject or 0: ONE})
    address = f"/bekymringer/liste/linje/{line.pk}/ret/"
    assert cast.client("consultant").post(address, told(line, cpr=OTHER)).status_code == 303
    cast.consultant.sign()
    assert ListEntry.objects.get(pk=line.pk).subject == line.subject
    assert find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("x", BORN, OTHER)
    ).pk == line.subject  # fmt: skip


def test_the_right_number_of_a_child_who_is_known_says_who_the_line_is_about(cast: Cast) -> None:
    """Also of somebody of whom the list had the number and no name."""
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Simon Dobbelt", BORN, OTHER))
    line = listed(cast, "", born=None)
    add_numbers(cast.consultant.sign(), numbers_of={line.subject or 0: ONE})
    address = f"/bekymringer/liste/linje/{line.pk}/ret/"
    answer = cast.client("consultant").post(address, told(line, name="Simon Dobbelt", cpr=OTHER))
    assert answer.status_code == 303
    cast.consultant.sign()
    assert ListEntry.objects.get(pk=line.pk).subject == known.pk


@pytest.mark.parametrize("aloud", [False, True])
def test_a_birth_date_that_is_not_that_of_the_number_is_refused(cast: Cast, table: Table, aloud: bool) -> None:
    item = table.fresh(table.items[0])
    line = item.entry
    assert line
    said = told(line, birth_date="08.04.2013")
    address = f"/bekymringer/liste/linje/{line.pk}/ret/"
    if aloud:
        said = {
            "name": item.label,
            "birth_date": "08.04.2013",
            "age_told": "",
            "role": item.role,
            "version": item.version,
        }
        address = f"/moeder/punkt/{item.pk}/hvem/"
    answer = cast.client("consultant").post(address, said)
    assert answer.status_code == 422
    assert "Fødselsdatoen passer ikke til barnets CPR-nummer" in answer.content.decode()
    cast.consultant.sign()
    assert Person.objects.get(pk=line.subject).birth_date == BORN


def test_the_agenda_follows_a_line_that_is_about_another_child(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Prøve", BORN))
    found = placed(cast, "Vera Sofie Prøve", born=BORN)
    item = found.items[0]
    line = ListEntry.objects.get(pk=item.entry_id)
    address = f"/bekymringer/liste/linje/{line.pk}/"
    answer = cast.client("consultant").post(address, {"person": f"pick-{known.pk}", "version": line.version})
    assert answer.status_code == 303
    cast.consultant.sign()
    item = Item.objects.get(pk=item.pk)
    assert (item.subject, item.label) == (known.pk, "Vera Prøve")


def test_a_line_that_was_joined_is_taken_apart_before_it_is_about_another_child(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Nytnavn", BORN))
    found = placed(cast, "Vera Prøve", "Vera Prøve", born=BORN)
    one, other = found.items
    kept = joining.join(cast.consultant.sign(), item=found.fresh(one), other=found.fresh(other))
    line = ListEntry.objects.get(pk=kept.also[0])
    with pytest.raises(Refused, match="Skil"):
        concerns.rematch(cast.consultant.sign(), entry=line, version=line.version, person_id=known.pk)


def test_somebody_not_identified_who_is_placed_gets_the_child_of_the_line(cast: Cast) -> None:
    line = listed(cast, "Ukendt Dreng", born=None)
    ListEntry.objects.filter(pk=line.pk).update(subject=None)
    entry = Placement(label="Ukendt Dreng", source="list", role=line.role, entry_id=line.pk, named=True)
    meeting = planned(cast)
    (item,) = place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=[entry])
    line = ListEntry.objects.get(pk=line.pk)
    made = concerns.rematch(cast.consultant.sign(), entry=line, version=line.version, person_id=None)
    assert Item.objects.get(pk=item.pk).subject == made.subject


def test_parted_again_the_number_is_that_childs_whose_line_brought_it(cast: Cast, table: Table) -> None:
    """Of two, of whom one has a number: also where that one was received later."""
    one, other = table.items
    Person.objects.filter(pk=one.subject).update(cpr_hash=None, cpr_cipher=None)
    kept = joining.join(cast.consultant.sign(), item=table.fresh(one), other=table.fresh(other))
    assert kept.pk == one.pk
    assert kept.subject == other.subject
    joining.part(cast.consultant.sign(), item=table.fresh(other))
    cast.consultant.sign()
    without, having = table.fresh(one), table.fresh(other)
    assert having.subject == other.subject
    assert Person.objects.get(pk=having.subject).cpr_hash is not None
    assert without.subject not in {None, other.subject}
    assert Person.objects.get(pk=without.subject).cpr_hash is None


def test_two_of_one_name_are_told_apart_in_the_choice(cast: Cast) -> None:
    for row in (4, 5):
        line = listed(cast, "Simon Dobbelt", born=BORN)
        ListEntry.objects.filter(pk=line.pk).update(row=row)
    third = listed(cast, "Simon Dobbelt", born=BORN)
    page = " ".join(cast.client("consultant").get(f"/bekymringer/liste/linje/{third.pk}/").content.decode().split())
    assert ", række 4, CPR-nummer ikke kendt" in page
    assert ", række 5, CPR-nummer ikke kendt" in page


def test_a_number_that_is_another_childs_leads_to_the_choice_of_the_child(cast: Cast, table: Table) -> None:
    item = table.fresh(table.items[0])
    line = ListEntry.objects.get(pk=item.entry_id)
    again = listed(cast, "Simon Dobbelt", born=BORN)
    ListEntry.objects.filter(pk=again.pk).update(subject=line.subject)
    answer = cast.client("consultant").post(
        f"/bekymringer/liste/linje/{again.pk}/ret/", told(ListEntry.objects.get(pk=again.pk), cpr=OTHER)
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "har et andet CPR-nummer" in page
    assert f'href="/bekymringer/liste/linje/{again.pk}/"' in page
