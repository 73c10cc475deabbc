"""Who steps out of an item while its page is open leaves the choosers, and a choice made before says who it was."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspil.lib.refusals import Refused
from samspil.meetings.actions import sitting
from samspil.meetings.models import Statement
from samspil.meetings.tests.steps import Table, opened, placed, planned
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    """A follow-up on the table, which the police officer goes out of."""
    return opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)))


def out(cast: Cast, table: Table) -> None:
    sitting.step_out(cast.consultant.sign(), item=table.items[0], staff_id=cast.police_officer.staff.pk)


def choices(page: str, name: str) -> str:
    return page.split(f'name="{name}"')[1].split("</select>", maxsplit=1)[0]


def test_who_stepped_out_is_not_offered_as_who_told_it(cast: Cast, table: Table) -> None:
    client, officer = cast.client("consultant"), f'value="{cast.police_officer.staff.pk}"'
    address = f"/moeder/punkt/{table.items[0].pk}/del/"
    assert officer in choices(client.get(address).content.decode(), "said_by")
    out(cast, table)
    assert officer not in choices(client.get(address).content.decode(), "said_by")
    other = client.get(f"/moeder/punkt/{table.items[1].pk}/del/").content.decode()
    assert officer in choices(other, "said_by")


def test_what_they_told_is_refused_with_who_it_is(cast: Cast, table: Table) -> None:
    out(cast, table)
    cast.consultant.sign()
    name = cast.police_officer.staff.name
    with pytest.raises(Refused, match=f"{name} er ude af punktet") as refused:
        sitting.write_down(
            cast.consultant.sign(), item=table.items[0], said_by=cast.police_officer.staff, text="Set ved hallen",
            necessity="valg af indsats",
        )  # fmt: skip
    assert refused.value.field == "said_by"
    typed = {"said_by": cast.police_officer.staff.pk, "text": "Set ved hallen", "necessity": "valg af indsats"}
    client = cast.client("consultant")
    answer = client.post(f"/moeder/punkt/{table.items[0].pk}/del/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"{name} er ude af punktet" in page
    assert "Set ved hallen" in page
    noted = client.post(
        f"/moeder/punkt/{table.items[0].pk}/noter/", {"kind": "called", "said_by": cast.police_officer.staff.pk}
    )
    assert noted.status_code == 409
    assert f"{name} er ude af punktet" in noted.content.decode()
    cast.consultant.sign()
    assert not Statement.objects.filter(item=table.items[0]).exists()


def test_who_comes_in_again_is_offered_again(cast: Cast, table: Table) -> None:
    out(cast, table)
    sitting.step_in(cast.consultant.sign(), item=table.items[0], staff_id=cast.police_officer.staff.pk)
    page = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/del/").content.decode()
    assert f'value="{cast.police_officer.staff.pk}"' in choices(page, "said_by")


def test_the_open_page_of_the_minute_taker_is_told_and_nobody_elses(cast: Cast, table: Table) -> None:
    item, officer = table.items[0], cast.social_worker.staff
    shown = {}
    for who in ("consultant", "police_officer"):
        page = cast.client(who).get(f"/moeder/punkt/{item.pk}/").content.decode()
        shown[who] = page.split("shown=")[1].split('"')[0].split("&")[0]
    sitting.step_out(cast.consultant.sign(), item=item, staff_id=officer.pk)
    address = f"/moeder/{table.meeting.pk}/bord/nu/?item={item.pk}&slot={item.slot_id}&shown="
    answer = cast.client("consultant").get(address + shown["consultant"], HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    text = " ".join(answer.content.decode().split())
    assert f'data-away="{officer.pk} "' in text
    assert officer.name in text
    assert "hx-swap-oob" in text.split('id="item-out"')[1].split(">")[0]
    others = cast.client("police_officer").get(address + shown["police_officer"], HTTP_HX_REQUEST="true")
    assert "item-out" not in others.content.decode()


def test_who_is_chosen_as_responsible_and_has_gone_out_is_named(cast: Cast, table: Table) -> None:
    out(cast, table)
    cast.consultant.sign()
    item = table.fresh(table.items[0])
    data = {"word": "support", "version": item.version, "idempotency_key": uuid4(), "due_on": "31.12.2099"}
    answer = cast.client("consultant").post(
        f"/moeder/punkt/{item.pk}/beslut/", {**data, "responsible": cast.police_officer.staff.pk}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"{cast.police_officer.staff.name} er ude af punktet" in page
    assert "gyldig valgmulighed" not in page


def test_who_does_not_keep_the_minutes_is_not_asked_whose_words_they_are(cast: Cast, table: Table) -> None:
    """What is chosen there would be refused: only those who keep the minutes write down what others say."""
    client, address = cast.client("police_officer"), f"/moeder/punkt/{table.items[0].pk}/del/"
    assert 'name="said_by"' not in client.get(address).content.decode()
    typed = {"text": "Går til fodbold", "necessity": "valg af indsats"}
    refused = client.post(address, typed | {"said_by": cast.social_worker.staff.pk})
    assert refused.status_code == 422, "what was sent as somebody else's is never told as one's own"
    assert client.post(address, typed).status_code in {302, 303}


def test_a_number_that_was_never_offered_tells_no_name(cast: Cast, table: Table) -> None:
    """A colleague of another municipality is nobody here; one's own is named, for whom the page was drawn before they went."""
    client, stranger = cast.client("consultant"), cast.other_consultant.staff
    places = [
        (
            f"/moeder/punkt/{table.items[0].pk}/del/",
            {"said_by": stranger.pk, "text": "x", "necessity": "valg af indsats"},
        ),
        (f"/moeder/punkt/{table.items[0].pk}/noter/", {"kind": "called", "said_by": stranger.pk}),
        (f"/moeder/{table.meeting.pk}/fremmoede/", {"arrive": "1", "staff": stranger.pk, "state": "guest"}),
    ]
    for address, sent in places:
        page = client.post(address, sent)
        assert page.status_code in {409, 422}
        assert stranger.name not in page.content.decode(), address
