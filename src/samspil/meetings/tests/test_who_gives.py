"""Whose list it is: names read aloud where the police have no seat, and what the table says of each line."""

from __future__ import annotations

import re
from uuid import uuid4

from django.test import Client

from samspil.concerns.models import Incident, ListEntry, PoliceList
from samspil.meetings.models import Item
from samspil.meetings.tests.steps import Table, listed, opened, placed
from samspil.organisations.models import Seat, SeatHolder
from tests.cast import Cast
from tests.roles import as_role


def without_police(cast: Cast) -> Table:
    """A meeting in progress of a forum in which nobody of the police sits; SSP and the family department do."""
    police = cast.units["local_police"]
    with as_role("samspil_owner"):
        SeatHolder.objects.filter(seat__forum=cast.forum, seat__unit=police).delete()
        Seat.objects.filter(forum=cast.forum, unit=police).delete()
    return opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker)


def type_line(client: Client, table: Table, line: str, giver: object = "") -> None:
    sent = {"line": line, "idempotency_key": uuid4(), "giver": giver}
    answer = client.post(f"/moeder/{table.meeting.pk}/skriv/", sent, headers={"Line": "1"})
    assert answer.status_code == 200, answer.json()["told"]


def proposed(page: str) -> str:
    """Whom the chooser of the line has chosen, by name."""
    chooser = page.split('name="giver"')[1].split("</select>", maxsplit=1)[0]
    (name,) = re.findall(r"<option[^>]* selected[^>]*>\s*([^<]+?)\s*</option>", chooser)
    return name


def page_at(cast: Cast, who: str, item: Item) -> str:
    return cast.client(who).get(f"/moeder/punkt/{item.pk}/").content.decode()


def test_where_the_police_sit_nobody_is_asked_from_whom(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    assert 'name="giver"' not in page_at(cast, "consultant", table.items[0])


def test_of_two_units_of_the_police_it_is_whose_list_came(cast: Cast) -> None:
    """Met by a stranger: what was read aloud stood under the headquarters, though the list had come from the local police."""
    police, second = cast.units["local_police"], Seat.objects.get(forum=cast.forum, unit=cast.units["local_police"])
    listed(cast, "Ida Rønne")
    with as_role("samspil_owner"):
        second.pk, second.key, second.position, second.unit = None, "ledelsen", -1, cast.units["other:local_police"]
        second.save()
    page = page_at(cast, "consultant", opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker).items[0])
    assert proposed(page) == police.name
    assert "SSP-enheden" not in page.split('name="giver"')[1].split("</select>", maxsplit=1)[0]


def test_without_police_no_line_is_refused_and_it_stands_under_who_gave_it(cast: Cast) -> None:
    table, client = without_police(cast), cast.client("consultant")
    assert proposed(page_at(cast, "consultant", table.items[0])) == "SSP-enheden"
    type_line(client, table, "Ali Omar 15 m")
    type_line(client, table, "Lars Bech 14", giver=cast.units["family"].pk)
    cast.consultant.sign()
    items = {item.label: item for item in Item.objects.filter(meeting=table.meeting)}
    for name, unit in (("Ali Omar", "SSP-enheden"), ("Lars Bech", "Familieafdelingen")):
        head = page_at(cast, "consultant", items[name]).split('<article class="share">')[1].split("</header>")[0]
        assert (unit in head, "Politi" in head) == (True, False)


def test_who_gives_is_kept_from_line_to_line_in_both_writers_windows(cast: Cast) -> None:
    table = without_police(cast)
    type_line(cast.client("consultant"), table, "Lars Bech 14", giver=cast.units["family"].pk)
    assert proposed(page_at(cast, "consultant", table.items[0])) == "Familieafdelingen"
    assert proposed(page_at(cast, "colleague", table.items[0])) == "Familieafdelingen"
    asked = f"/moeder/{table.meeting.pk}/bord/nu/?shown="  # by a page that is open
    now = cast.client("colleague").get(asked, headers={"HX-Request": "true"}).content.decode()
    assert f'id="latest-giver" data-giver="{cast.units["family"].pk}"' in now


def test_a_line_that_waited_while_its_giver_lost_the_seat_is_written_down(cast: Cast) -> None:
    table = without_police(cast)
    type_line(cast.client("consultant"), table, "Lars Bech 14", giver=cast.units["local_police"].pk)
    cast.consultant.sign()
    assert ListEntry.objects.get(name="Lars Bech").giver_unit == cast.units["ssp"]


def test_a_line_that_is_not_understood_keeps_who_gives_without_script(cast: Cast) -> None:
    table = without_police(cast)
    sent = {"line": "010203-12", "idempotency_key": uuid4(), "giver": cast.units["family"].pk}
    answer = cast.client("consultant").post(f"/moeder/{table.meeting.pk}/skriv/", sent)
    assert answer.status_code == 422
    assert proposed(answer.content.decode()) == "Familieafdelingen"


def test_without_police_names_are_gathered_in_one_event(cast: Cast) -> None:
    table, client = without_police(cast), cast.client("consultant")
    for line in ("Ali Omar 15 m", "Lars Bech 14"):
        type_line(client, table, line)
    cast.consultant.sign()
    aloud = list(Item.objects.filter(meeting=table.meeting, label__in=["Ali Omar", "Lars Bech"]))
    sent = {"text": "Slagsmål ved hallen", "items": [item.pk for item in aloud]}
    assert client.post(f"/moeder/{table.meeting.pk}/haendelse/", sent).status_code == 303
    cast.consultant.sign()
    event = Incident.objects.get()
    assert (event.origin, event.items.count()) == ("own", 2)


def test_a_line_of_a_file_stands_under_who_gave_it(cast: Cast) -> None:
    entry = listed(cast, "Aya Ali")
    for rows in (ListEntry.objects.filter(pk=entry.pk), PoliceList.objects.filter(pk=entry.police_list_id)):
        rows.update(giver_unit=cast.units["ssp"])
    table = opened(placed(cast, "Jonas Holm"))
    client = cast.client("consultant")
    cast.consultant.sign()
    sent = {"chosen": [f"entry-{entry.pk}"], "named": "with", "necessity": "valg af indsats"}
    assert client.post(f"/moeder/{table.meeting.pk}/placer/", sent).status_code == 303
    cast.consultant.sign()
    heads = {}
    for item in Item.objects.filter(meeting=table.meeting):
        head = page_at(cast, "consultant", item).split('<article class="share">')[1].split("</header>")[0]
        heads[item.label] = re.findall(r"<strong>([^<]+)</strong>", head)
    assert heads == {"Jonas Holm": ["Lokalpolitiet"], "Aya Ali": ["SSP-enheden"]}
