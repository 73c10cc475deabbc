"""Each matter says where it comes from, and a year of them is counted by source when they arrive; the rows may go."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from samspil.concerns.actions import removing
from samspil.concerns.enquiries import actions as enquiries
from samspil.concerns.enquiries.models import Enquiry
from samspil.concerns.enquiries.tests.callers import enquiry
from samspil.concerns.models import Concern, ListEntry
from samspil.concerns.sources import queries
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.made import AYA, JONAS, VERA, receive, row
from samspil.concerns.tests.test_send import send
from tests import clock
from tests.cast import Cast, as_role

KAJ, LIV = "6305114555", "6607104666"


def listed(cast: Cast, *numbers: str) -> Any:
    names = dict(
        zip((VERA, JONAS, AYA, KAJ, LIV), ("Vera Ottosen", "Jonas Holm", "Aya Dam", "Kaj Bo", "Liv Rask"), strict=True)
    )
    rows = [row(place, names[cpr], cpr) for place, cpr in enumerate(numbers, 2)]
    return receive(cast, cast.consultant.sign(), *rows)


def counted(client: Client) -> dict[str, dict[str, int | None]]:
    """By place, what the page shows of its newest year."""
    places = client.get(reverse("sources:figures")).context["places"]
    return {place.name: {bar.label: bar.number for bar in place.years[0].bars} for place in places}


def kept() -> dict[tuple[int, str], int]:
    with as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT year, source, sum(count) FROM public.sources_tally WHERE count > 0 GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return {(year, source): number for year, source, number in cursor.fetchall()}


@pytest.mark.covers("BRO-91", verb="concern.sent", page="sources:figures")
def test_each_matter_says_its_source_and_the_group_sees_a_year_of_them_by_source(cast: Cast) -> None:
    listed(cast, VERA, JONAS, AYA, KAJ, LIV)
    for source in ("school",) * 6 + ("youth_unit", "other"):
        assert send(cast, source=source).source == source
    client = cast.client("consultant")
    assert counted(client)["Fagrunden"] == {
        "Skole": 6, "Politiets liste": 5, "SSP eller ungeenheden": None, "Andre": None,
    }  # fmt: skip
    page = client.get(reverse("sources:figures")).content.decode()
    assert "færre end fem" in page
    assert "I alt" not in page  # it would tell the two that are hidden
    # The whole group reads it, and nobody else.
    assert "Fagrunden" in counted(cast.client("police_officer"))
    for member in ("ssp_teacher", "outsider", "politician", "administrator", "other_consultant", "other_police"):
        assert counted(cast.client(member)) == {}, member


@pytest.mark.covers("BRO-91", verb="policelist.received", page="sources:figures")
def test_the_count_stays_when_the_rows_are_gone(cast: Cast) -> None:
    listed(cast, VERA, JONAS, AYA, KAJ, LIV)
    year = clock.today().year
    assert kept() == {(year, "police"): 5}
    with as_role("samspil_lock") as cursor:
        cursor.execute("DELETE FROM public.concerns_listentry")
    cast.consultant.sign()
    assert not ListEntry.objects.exists()
    assert counted(cast.client("consultant"))["Fagrunden"] == {"Politiets liste": 5}
    assert "I alt" in cast.client("consultant").get(reverse("sources:figures")).content.decode()


def test_a_line_received_by_mistake_counts_no_more_until_it_is_taken_back(cast: Cast) -> None:
    listed(cast, VERA, JONAS)
    (year, _source), *_ = kept()
    entry = ListEntry.objects.order_by("pk").first()
    assert entry is not None
    removing.remove_lines(cast.consultant.sign(), entries=[entry], because="wrong_child")
    assert kept() == {(year, "police"): 1}
    cast.consultant.sign()
    removing.restore_line(cast.consultant.sign(), entry=ListEntry.objects.get(pk=entry.pk))
    assert kept() == {(year, "police"): 2}


def test_the_same_list_and_the_same_form_count_once(cast: Cast) -> None:
    listed(cast, VERA, JONAS)
    listed(cast, VERA, JONAS)
    key = uuid4()
    first = send(cast, key=key)
    assert send(cast, key=key).pk == first.pk
    assert sorted(kept().values()) == [1, 2]


def test_at_a_door_the_sector_of_the_sender_says_it_and_a_citizen_stays_a_citizen(cast: Cast) -> None:
    door = found(cast)
    sources = {member: raised(cast, door, member).source for member in ("ssp_teacher", "colleague", "police_officer")}
    assert sources == {"ssp_teacher": "school", "colleague": "leisure", "police_officer": "officer"}
    asked = Enquiry.objects.get(pk=enquiry(cast, door))
    concern = enquiries.to_concern(
        cast.consultant.sign(), enquiry=asked, version=asked.version, about="place", who="Torvet"
    )
    assert Concern.objects.get(pk=concern.pk).source == "citizen"
    assert {source for _year, source in kept()} == {"school", "leisure", "officer", "citizen"}
    assert set(counted(cast.client("consultant"))) == {"SSP Nord"}  # fewer than five each, and no number
    assert set(counted(cast.client("consultant"))["SSP Nord"].values()) == {None}
    assert counted(cast.client("social_worker")) == {}  # another door, where nothing has come


def test_each_year_stands_by_itself(cast: Cast) -> None:
    send(cast)
    with clock.later(days=366):
        send(cast)
        cast.consultant.sign()
        (place,) = queries.figures()
    assert [year.year for year in place.years] == sorted({year.year for year in place.years}, reverse=True)
    assert len(place.years) == 2


def test_nothing_leads_back_and_nobody_reads_the_rows(cast: Cast) -> None:
    send(cast)
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT * FROM public.sources_tally")
        assert {column.name for column in cursor.description} == {"id", "body", "place", "year", "source", "count"}
    cast.consultant.sign()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sources_tally")
