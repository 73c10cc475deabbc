"""Parting gives each item what it had before the two were joined: birth date, told age, role, lines, readers, and who it is."""

from __future__ import annotations

from itertools import permutations
from uuid import uuid4

import pytest

from samspil.concerns.models import ListEntry
from samspil.lib import cpr as numbers
from samspil.meetings.actions import capturing, gathering, identifying, joining, sitting
from samspil.meetings.actions.preparing import Placement, place
from samspil.meetings.models import Item
from samspil.meetings.tests.steps import Table, decided, opened, placed, planned
from samspil.people.actions import add_numbers, find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast

CPR = "6101124501"
BORN = numbers.birth_date(CPR)
FILE, ALOUD, AGAIN = range(3)
State = dict[str, object]


@pytest.fixture
def table(cast: Cast) -> Table:
    """One name three times: on the police's list with a CPR number, read aloud in an event, and taken up again without birth date."""
    found = placed(cast, "Ida Rønne", meeting=planned(cast, days=0), born=BORN, role="witness")
    actor = cast.consultant.sign()
    add_numbers(actor, numbers_of={found.items[FILE].subject or 0: CPR})
    found = opened(found)
    actor = cast.consultant.sign()
    aloud, other = (
        capturing.write_line(actor, meeting=found.meeting, line=line, key=uuid4())[0]
        for line in ("Ida Rønne 13 m, slog ved hallen", "Bo Krogh 14")
    )
    gathering.gather(actor, meeting=found.meeting, items=[found.fresh(aloud), found.fresh(other)], text="Kamp")
    child = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Ida Rønne", age_told=13))
    taken_up = Placement("Ida Rønne", "again", subject=child.pk, age_told=13, from_item_id=found.items[FILE].pk)
    place(actor, meeting=found.meeting, placements=[taken_up], necessity="valg af indsats")
    again = Item.objects.get(source="again")
    found.items = [found.fresh(one) for one in (found.items[FILE], aloud, again)]
    return found


def states(table: Table) -> list[State]:
    """What each of the three says, whom it is about, and what those at it read."""
    table.cast.consultant.sign()
    return [_state(table.fresh(item)) for item in table.items]


def _state(item: Item) -> State:
    said = {
        name: getattr(item, name) for name in ("label", "birth_date", "age_told", "role", "incident_id", "from_item_id")
    }
    child = Person.objects.get(pk=item.subject)
    about = [getattr(child, name) for name in ("name", "birth_date", "age_told", "age_told_on")]
    lines = ListEntry.objects.filter(audiences__contains=[item.audience_id]).order_by("pk")
    read = Person.objects.filter(audiences__contains=[item.audience_id]).values_list("pk", flat=True)
    return said | {
        "state": item.state, "also": list(item.also), "about": [*about, bytes(child.cpr_hash or b"")],
        "is_same": item.entry is None or item.entry.subject == item.subject,
        "lines": list(lines.values_list("pk", flat=True)), "reads_own": list(read) == [item.subject],
    }  # fmt: skip


def join(table: Table, one: int, other: int) -> Item:
    return joining.join(
        table.cast.consultant.sign(), item=table.fresh(table.items[one]), other=table.fresh(table.items[other])
    )


def part_all(table: Table, *, backwards: bool) -> None:
    """Part what the page of an item offers to part, until each stands alone."""
    table.cast.consultant.sign()
    while offered := Item.objects.filter(joined_to__state="waiting", joined_to__isnull=False).order_by("pk"):
        item = offered[len(offered) - 1 if backwards else 0]
        joining.part(table.cast.consultant.sign(), item=table.fresh(item))
        table.cast.consultant.sign()


def tell_at(table: Table, told: int | None) -> None:
    """What something was told at stays when it is joined."""
    if told is not None:
        item = table.fresh(table.items[told])
        sitting.share(table.cast.social_worker.sign(), item=item, text="Fravær", necessity="valg af indsats")


@pytest.mark.parametrize("told", [None, FILE, ALOUD, AGAIN])
@pytest.mark.parametrize("pair", [(FILE, ALOUD), (FILE, AGAIN), (ALOUD, AGAIN)])
def test_two_that_were_joined_and_parted_twice_are_as_before(
    cast: Cast, table: Table, pair: tuple[int, int], told: int | None
) -> None:
    tell_at(table, told)
    before = states(table)
    for _time in range(2):
        join(table, *pair)
        assert states(table) != before
        part_all(table, backwards=False)
        assert states(table) == before
        assert Person.objects.filter(name="Ida Rønne").count() == 3


@pytest.mark.parametrize("told", [None, FILE, ALOUD, AGAIN])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_that_were_joined_in_any_order_are_as_before(
    cast: Cast, table: Table, order: tuple[int, int, int], told: int | None
) -> None:
    """Parted in the order in which they stand, and then, joined again, the other way round."""
    tell_at(table, told)
    before = states(table)
    first, second, third = order
    for backwards in (False, True):
        kept = join(table, first, second)
        join(table, next(place for place, item in enumerate(table.items) if item.pk == kept.pk), third)
        part_all(table, backwards=backwards)
        assert states(table) == before


def test_what_was_told_meanwhile_stays_where_it_was_told(cast: Cast, table: Table) -> None:
    kept = join(table, FILE, ALOUD)
    item = table.fresh(kept)
    identifying.tell(
        cast.consultant.sign(), item=item, version=item.version, name="Ida Marie Rønne", birth_date=BORN, age_told=None,
        role="victim",
    )  # fmt: skip
    part_all(table, backwards=False)
    listed, heard, _again = states(table)
    assert (listed["label"], listed["birth_date"], listed["role"]) == ("Ida Marie Rønne", BORN, "victim")
    assert (heard["label"], heard["birth_date"], heard["role"]) == ("Ida Rønne", None, "suspected")


def test_what_was_taken_up_again_and_joined_without_a_line_can_be_parted(cast: Cast, table: Table) -> None:
    tell_at(table, FILE)
    kept = join(table, FILE, AGAIN)
    assert not table.fresh(kept).also
    shown = cast.client("consultant").get(f"/moeder/punkt/{kept.pk}/").content.decode()
    assert "skil dem ad" in shown


def test_who_parted_two_by_mistake_makes_one_of_them_again(cast: Cast, table: Table) -> None:
    """Met by a stranger: after one wrong press the child stood twice in the minutes, and no page could join them any more."""
    first, second = table.items[FILE], table.items[ALOUD]
    kept = joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    gone = second if kept.pk == first.pk else first
    joining.part(cast.consultant.sign(), item=table.fresh(gone))
    client = cast.client("consultant")
    page = " ".join(client.get(f"/moeder/punkt/{kept.pk}/").content.decode().split())
    assert "er et andet barn." in page
    again = page.split("er et andet barn.")[0].rsplit("<form", 1)[1]
    assert f'name="other" value="{gone.pk}"' in again
    assert "Det er alligevel samme barn: saml dem til ét punkt" in page
    assert client.post(f"/moeder/punkt/{kept.pk}/saml/", {"other": gone.pk}).status_code == 303
    cast.consultant.sign()
    assert table.fresh(gone).joined_to_id == kept.pk or table.fresh(kept).joined_to_id == gone.pk


def test_two_of_whom_one_is_decided_say_how_they_become_one(cast: Cast, table: Table) -> None:
    decided(table, table.items[FILE], "none")
    page = " ".join(cast.client("consultant").get(f"/moeder/punkt/{table.items[ALOUD].pk}/").content.decode().split())
    assert "Hvis det er, så fortryd først det, der er besluttet" in page
