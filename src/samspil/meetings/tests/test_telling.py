"""What is told can be taken back by its giver; what is typed is kept; of two who write at once, the later chooses."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access import cabinet
from samspil.audit.models import Event
from samspil.lib.refusals import Refused
from samspil.meetings.actions import preparing, sitting
from samspil.meetings.calendar.actions import cancel_meeting
from samspil.meetings.models import Decision, Item, Statement
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.organisations.models import Post
from samspil.sharing.drafts import queries as kept
from samspil.sharing.models import Draft
from tests.cast import SINCE, Cast, Member, as_role

WORDS = "Fravær siden efterårsferien"


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", "Aya Ali"))


def shared(table: Table, giver: Member) -> Statement:
    made = sitting.share(giver.sign(), item=table.items[0], text=WORDS, necessity="valg af indsats")
    return Statement.objects.select_related("item__meeting").get(pk=made.pk)


def readers(cast: Cast) -> set[str]:
    found = set()
    for key in ("consultant", "social_worker", "police_officer", "outsider", "ssp_teacher"):
        cast.members[key].sign()
        if Statement.objects.filter(text=WORDS).exists():
            found.add(key)
    return found


@pytest.mark.covers("VAL-68", verb="statement.taken_back")
def test_what_was_told_is_taken_back_and_read_by_nobody_else(cast: Cast, table: Table) -> None:
    statement = shared(table, cast.social_worker)
    assert readers(cast) == {"consultant", "social_worker", "police_officer"}
    sitting.take_back(cast.social_worker.sign(), statement=statement)
    assert readers(cast) == {"social_worker"}
    cast.social_worker.sign()
    assert Event.objects.filter(act="statement.taken_back", object_id=statement.pk).exists()
    for item in table.items:
        decided(table, item, "support", cast.consultant)
    approved(table)
    assert readers(cast) == {"social_worker"}


def test_what_another_wrote_down_is_taken_back_by_who_said_it(cast: Cast, table: Table) -> None:
    made = sitting.write_down(
        cast.consultant.sign(), item=table.items[0], said_by=cast.police_officer.staff, text=WORDS, necessity="valg"
    )
    assert readers(cast) == {"consultant", "social_worker", "police_officer"}
    actor = cast.police_officer.sign()
    sitting.take_back(actor, statement=Statement.objects.select_related("item__meeting").get(pk=made.pk))
    assert readers(cast) == {"police_officer"}


def test_what_was_told_is_not_carried_to_a_private_association_however_it_became_responsible(
    cast: Cast, table: Table
) -> None:
    statement = shared(table, cast.social_worker)
    decision = decided(table, table.items[0], "support", cast.consultant)
    cast.consultant.sign()
    assert Decision.objects.filter(pk=decision.pk).update(unit=cast.units["sports"]) == 1
    with pytest.raises(Refused, match="privat forening"):
        cabinet.call("SELECT meetings.carry(%s)", [table.meeting.pk])
    cast.social_worker.sign()
    assert cast.units["sports"].audience_id not in Statement.objects.get(pk=statement.pk).audiences


def test_who_is_at_the_table_no_more_is_named_all_the_same(cast: Cast, table: Table) -> None:
    statement = shared(table, cast.social_worker)
    with as_role("NONE") as cursor:
        cursor.execute(
            "UPDATE meetings_statement SET said_by_id = %s WHERE id = %s", [cast.other_police.staff.pk, statement.pk]
        )
    page = cast.client("consultant").get(reverse("meetings:item", args=[table.items[0].pk])).content.decode()
    assert cast.other_police.staff.name in page


@pytest.mark.parametrize(("giver", "is_marked"), [("social_worker", True), ("police_officer", False)])
def test_what_others_tell_the_police_is_marked_as_given_for_prevention(
    cast: Cast, table: Table, giver: str, is_marked: bool
) -> None:
    shared(table, cast.members[giver])
    page = cast.client("police_officer").get(reverse("meetings:item", args=[table.items[0].pk])).content.decode()
    assert WORDS in page
    assert ("Må ikke videregives med henblik på efterforskning" in page) is is_marked


@pytest.mark.parametrize("other", ["consultant", "police_officer"])
def test_only_the_giver_takes_it_back(cast: Cast, table: Table, other: str) -> None:
    statement = shared(table, cast.social_worker)
    actor = cast.members[other].sign()
    with pytest.raises(Refused):
        sitting.take_back(actor, statement=statement)
    assert readers(cast) == {"consultant", "social_worker", "police_officer"}


def test_after_approval_it_has_gone_on(cast: Cast, table: Table) -> None:
    statement = shared(table, cast.social_worker)
    for item in table.items:
        decided(table, item, "support", cast.consultant)
    approved(table)
    assert cast.client("social_worker").post(f"/moeder/oplysning/{statement.pk}/traek-tilbage/").status_code == 404
    assert readers(cast) == {"consultant", "social_worker"}, "the giver, and the unit that is responsible"


def test_the_button_is_the_givers_alone(cast: Cast, table: Table) -> None:
    statement = shared(table, cast.social_worker)
    path, item = f"/moeder/oplysning/{statement.pk}/traek-tilbage/", f"/moeder/punkt/{table.items[0].pk}/"
    assert path not in cast.client("police_officer").get(item).content.decode()
    giver = cast.client("social_worker")
    assert path in giver.get(item).content.decode()
    assert giver.get(path).status_code == 200
    assert giver.post(path).status_code == 303
    assert WORDS not in cast.client("consultant").get(item).content.decode()
    assert "Trukket tilbage" in giver.get(item).content.decode()


def test_a_draft_of_telling_comes_back_and_goes_when_it_is_told(cast: Cast, table: Table) -> None:
    item = table.items[0].pk
    client = cast.client("social_worker")
    client.post(f"/kladde/item-{item}-share/", {"text": WORDS, "necessity": "barnets sikkerhed"})
    page = client.get(f"/moeder/punkt/{item}/del/").content.decode()
    assert WORDS in page
    assert '<option value="barnets sikkerhed" selected>' in page
    client.post(f"/moeder/punkt/{item}/del/", {"text": WORDS, "necessity": "valg af indsats"})
    assert kept.draft(cast.social_worker.sign(), f"item-{item}-share") is None


def test_a_draft_of_a_decision_comes_back_and_goes_when_it_is_saved(cast: Cast, table: Table) -> None:
    cast.consultant.sign()
    item = Item.objects.get(pk=table.items[0].pk)
    client = cast.client("consultant")
    typed = {"word": "case", "reason": "Hørte han er rejst", "version": str(item.version)}
    client.post(f"/kladde/item-{item.pk}-decision/", typed)
    page = client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    assert "Hørte han er rejst" in page
    assert 'value="case" data-key="3"' in page
    client.post(f"/moeder/punkt/{item.pk}/beslut/", {**typed, "idempotency_key": str(uuid4())})
    cast.consultant.sign()
    assert Decision.objects.get(item=item).word == "case"
    assert not Draft.objects.exists()


def test_the_later_of_two_reads_the_earlier_decision_beside_the_own(cast: Cast, table: Table) -> None:
    cast.consultant.sign()
    item = Item.objects.get(pk=table.items[0].pk)
    path, seen = f"/moeder/punkt/{item.pk}/beslut/", str(item.version)
    colleague, late = cast.client("colleague"), cast.client("consultant")
    first = {"word": "continue", "text": "Mor er enig", "version": seen, "idempotency_key": str(uuid4())}
    assert colleague.post(path, first).status_code == 303
    mine = {"word": "notification", "text": "Jeg ringer selv", "version": seen, "idempotency_key": str(uuid4())}
    met = late.post(path, mine)
    page = met.content.decode()
    assert met.status_code == 409
    assert "Mor er enig" in page
    assert "Jeg ringer selv" in page
    assert "Line Østergaard" in page
    cast.consultant.sign()
    assert [d.text for d in Decision.objects.filter(item=item, state="standing")] == ["Mor er enig"]

    version = str(Item.objects.get(pk=item.pk).version)
    replaced = str(Decision.objects.get(item=item).pk)
    assert f'name="replaces" value="{replaced}"' in page
    assert late.post(path, {**mine, "version": version, "replaces": replaced}).status_code == 303
    cast.consultant.sign()
    assert [d.text for d in Decision.objects.filter(item=item, state="standing")] == ["Jeg ringer selv"]
    assert [d.text for d in Decision.objects.filter(item=item, state="undone")] == ["Mor er enig"]


def test_the_later_of_two_keeps_the_earlier_decision(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "continue")
    path = f"/moeder/punkt/{table.items[0].pk}/beslut/"
    assert cast.client("consultant").post(path, {"keep": "theirs"}).status_code == 303
    cast.consultant.sign()
    assert [d.word for d in Decision.objects.filter(item=table.items[0])] == ["continue"]


def test_a_third_decision_is_not_overwritten_either(cast: Cast, table: Table) -> None:
    first = decided(table, table.items[0], "continue")
    cast.consultant.sign()
    stale = str(Item.objects.get(pk=table.items[0].pk).version - 1)
    data = {"word": "none", "version": stale, "replaces": str(first.pk), "idempotency_key": str(uuid4())}
    met = cast.client("colleague").post(f"/moeder/punkt/{table.items[0].pk}/beslut/", data)
    assert met.status_code == 409
    cast.consultant.sign()
    assert [d.pk for d in Decision.objects.filter(item=table.items[0], state="standing")] == [first.pk]


def test_of_two_who_mend_a_text_the_later_chooses(cast: Cast, table: Table) -> None:
    statement = shared(table, cast.social_worker)
    path, client = f"/moeder/oplysning/{statement.pk}/ret/", cast.client("social_worker")
    seen = str(statement.version)
    assert client.post(path, {"text": "Det første", "version": seen}).status_code == 303
    met = client.post(path, {"text": "Det andet", "version": seen})
    assert met.status_code == 409
    assert "Det første" in met.content.decode()
    assert "Det andet" in met.content.decode()
    cast.social_worker.sign()
    now = Statement.objects.get(pk=statement.pk)
    assert now.text == "Det første"
    again = {"text": "Det andet", "version": str(now.version), "choice-text": "mine"}
    assert client.post(path, again).status_code == 303
    cast.social_worker.sign()
    assert Statement.objects.get(pk=statement.pk).text == "Det andet"


def test_nothing_is_told_about_an_item_that_has_left_the_agenda(cast: Cast, table: Table) -> None:
    preparing.take_off(cast.consultant.sign(), item=table.fresh(table.items[0]))
    for tell in (sitting.share, partial(sitting.write_down, said_by=cast.social_worker.staff)):
        with pytest.raises(Refused, match="ikke længere på dagsordenen"):
            tell(cast.consultant.sign(), item=table.fresh(table.items[0]), text=WORDS, necessity="valg af indsats")
    assert readers(cast) == set()


def test_at_a_cancelled_meeting_one_is_sent_to_the_next(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    planned(cast, days=8)
    cancel_meeting(cast.consultant.sign(), meeting=table.meeting, reason="Sygdom", sure=True)
    cast.consultant.sign()
    left = Item.objects.select_related("meeting__forum").get(pk=table.items[0].pk)
    with pytest.raises(Refused, match="Mødet er aflyst"):
        sitting.share(cast.consultant.sign(), item=left, text=WORDS, necessity="valg af indsats")


def test_only_who_is_or_was_there_can_have_said_something_and_the_reader_once(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker)
    page = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/del/").content.decode()
    said_by = page[page.index('name="said_by"') : page.index("</select>", page.index('name="said_by"'))]
    assert cast.social_worker.staff.name in said_by
    assert cast.police_officer.staff.name not in said_by
    assert cast.consultant.staff.name not in said_by  # "Mig selv" is the first choice


def test_who_works_in_two_units_speaks_for_the_one_in_whose_seat_they_sit(cast: Cast, table: Table) -> None:
    """The social worker has a post in the school beside, the first of the two."""
    cast.administrator.sign()
    role = Post.objects.get(staff=cast.social_worker.staff).role
    Post.objects.create(
        staff=cast.social_worker.staff, unit=cast.units["school"], role=role, leads=True, valid_from=SINCE
    )
    for statement in (
        shared(table, cast.social_worker),
        sitting.write_down(
            cast.consultant.sign(), item=table.items[1], said_by=cast.social_worker.staff, text=WORDS, necessity="valg"
        ),
    ):
        cast.social_worker.sign()
        assert statement.giver_unit == cast.units["family"]
    shown = cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    head = shown[shown.index("<strong>Familieafdelingen</strong>") :].split("</header>")[0]
    assert "Retsgrundlag: " in head
