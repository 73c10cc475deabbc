"""A list has a true sender: who sits at the table, and who else a legal basis lets tell of children; the pages say whose it is."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.concerns import actions
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.queries import upload_page
from samspil.concerns.tests.made import AYA, reading, row
from samspil.lib.refusals import Refused
from samspil.meetings.actions.preparing import place
from samspil.meetings.models import Item
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import planned
from samspil.organisations.models import Unit
from samspil.people.models import Person
from tests.cast import Cast, as_role


def received(cast: Cast, unit: Unit) -> PoliceList:
    actor = cast.consultant.sign()
    told = reading(row(5, "Aya Ali", AYA, role="suspected", text="Kommer ikke i skole"))
    key = actions.keep_reading(actor, forum=cast.forum, giver=unit, meets_on=None, reading=told)
    return actions.receive_list(actor, key=key, choices=actions.Choices())


def test_a_school_that_has_no_seat_is_offered_and_is_whose_list_it_is(cast: Cast) -> None:
    school = cast.units["school"]
    page = cast.client("consultant").get("/bekymringer/liste/ny/").content.decode()
    assert f'value="{school.pk}"' in page
    assert "Rejs i stedet en bekymring for hvert barn" in page
    made = received(cast, school)
    assert (made.giver_unit_id, made.origin) == (school.pk, "own")
    entry = ListEntry.objects.get(police_list=made)
    assert (entry.origin, Person.objects.get(pk=entry.subject).origin) == ("own", "own")


def test_it_is_counted_where_the_knowledge_came_from(cast: Cast) -> None:
    made = received(cast, cast.units["school"])
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT source, count FROM sources_tally")
        assert cursor.fetchall() == [("school", 1)]
    actions.remove_list(cast.consultant.sign(), list_id=made.pk, because="mistake")
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT source, count FROM sources_tally")
        assert cursor.fetchall() == [("school", 0)]


def received_from_police(cast: Cast) -> PoliceList:
    return received(cast, cast.units["local_police"])


def test_what_a_school_tells_is_not_called_the_polices(cast: Cast) -> None:
    school, meeting = cast.units["school"], planned(cast)
    entry = ListEntry.objects.get(police_list=received(cast, school))
    page = cast.client("consultant").get(f"/moeder/{meeting.pk}/").content.decode()
    assert school.name in page
    assert "politiets liste" not in page.lower()
    cast.consultant.sign()
    chosen = placements_of(meeting, [f"entry-{entry.pk}"])
    place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    assert Item.objects.get(entry=entry).origin == "own"
    for address in (
        f"/moeder/{meeting.pk}/",
        f"/bekymringer/liste/linje/{entry.pk}/ret/",
        f"/bekymringer/liste/{entry.police_list_id}/",
    ):
        assert "politiets liste" not in cast.client("consultant").get(address).content.decode().lower(), address


def test_without_a_basis_the_page_says_what_to_do(cast: Cast) -> None:
    actor = cast.consultant.sign()
    club = cast.units["sports"]
    assert club not in upload_page(actor).all_givers
    with pytest.raises(Refused, match="bekymring for hvert barn"):
        actions.keep_reading(actor, forum=cast.forum, giver=club, meets_on=None, reading=reading(), under=uuid4())


@pytest.mark.parametrize("address", ["/moeder/{meeting}/", "/moeder/punkt/{item}/"])
def test_a_suspected_child_below_15_is_called_so_at_the_meeting_too(cast: Cast, address: str) -> None:
    meeting = planned(cast)
    entry = ListEntry.objects.get(police_list=received_from_police(cast))
    assert entry.origin == "police"
    chosen = placements_of(meeting, [f"entry-{entry.pk}"])
    (item,) = place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    page = cast.client("consultant").get(address.format(meeting=meeting.pk, item=item.pk)).content.decode()
    assert "Mistænkt (under 15)" in page


@pytest.mark.parametrize(
    "address", ["/moeder/{meeting}/", "/moeder/punkt/{item}/", "/bekymringer/liste/{entry.police_list_id}/"]
)
def test_who_was_below_15_on_the_day_of_the_event_is_called_so_though_15_since(cast: Cast, address: str) -> None:
    """Met by a stranger: the child's page said below 15, and agenda and list did not: nobody below 15 on that day is ever charged."""
    meeting = planned(cast)
    entry = ListEntry.objects.get(police_list=received_from_police(cast))
    birthday = timezone.localdate(meeting.starts_at) - timedelta(days=20)
    born = birthday.replace(year=birthday.year - 15, day=min(birthday.day, 28))
    ListEntry.objects.filter(pk=entry.pk).update(birth_date=born, happened_on=birthday - timedelta(days=10))
    page = cast.client("consultant").get(f"/moeder/{meeting.pk}/").content.decode()
    assert "15 år · Mistænkt (under 15)" in page  # where it waits
    cast.consultant.sign()
    chosen = placements_of(meeting, [f"entry-{entry.pk}"])
    (item,) = place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    shown = (
        cast.client("consultant").get(address.format(meeting=meeting.pk, item=item.pk, entry=entry)).content.decode()
    )
    assert "Mistænkt (under 15)" in shown
