"""Ending a meeting asks where something is open; whatever was left or undone can still be decided, by a press on the page."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from samspil.audit.models import Event
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.actions import capturing, closing, deciding, preparing, sitting
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.queries import get_decision, minutes_page, suggestions, unsaved_at
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.sharing.drafts import actions as drafts
from tests import clock
from tests.cast import Cast

NAMES = ("Jonas Holm", "Aya Ali")


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", "Aya Ali"))


def state(cast: Cast, meeting: Meeting) -> str:
    cast.consultant.sign()
    return Meeting.objects.get(pk=meeting.pk).state


def pressed(client: Client, meeting: Meeting, address: str, **sent: object) -> str:
    answer = client.post(f"/moeder/{meeting.pk}/{address}/", sent)
    assert answer.status_code in {200, 303}, answer.content.decode()
    return answer.content.decode()


def test_ending_asks_where_something_is_open(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "none")
    client = cast.client("consultant")
    asked = pressed(client, table.meeting, "slut")
    assert "1 punkt mangler en beslutning" in asked
    assert "Aya Ali" in asked
    assert state(cast, table.meeting) == "open"
    pressed(client, table.meeting, "slut", left_open="2")  # as somebody was told who has waited too long
    assert state(cast, table.meeting) == "open"
    pressed(client, table.meeting, "slut", left_open="1")
    assert state(cast, table.meeting) == "held"


def test_ending_an_empty_meeting_asks(cast: Cast) -> None:
    empty, client = opened(Table(cast, planned(cast))).meeting, cast.client("consultant")
    assert "Der står intet på dagsordenen" in pressed(client, empty, "slut")
    assert state(cast, empty) == "open"
    pressed(client, empty, "slut", left_open="0")
    assert state(cast, empty) == "held"


def test_a_meeting_with_every_decision_ends_in_one_press(cast: Cast, table: Table) -> None:
    for item in table.items:
        decided(table, item, "none")
    pressed(cast.client("consultant"), table.meeting, "slut")
    assert state(cast, table.meeting) == "held"


def test_what_was_left_open_is_decided_after_all(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "none")
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting, left_open=1)
    client = cast.client("consultant")
    for address in (f"/moeder/{table.meeting.pk}/referat/", f"/moeder/punkt/{table.items[1].pk}/"):
        page = client.get(address).content.decode()
        assert f"/moeder/{table.meeting.pk}/fortsaet/" in page
        assert "Godkend referatet" not in page
    pressed(client, table.meeting, "fortsaet")
    assert state(cast, table.meeting) == "open"
    assert Event.objects.filter(act="meeting.resumed").exists()
    decided(table, table.items[1], "support", cast.social_worker)
    pressed(client, table.meeting, "slut")
    pressed(client, table.meeting, "godkend", early="on")
    assert state(cast, table.meeting) == "approved"


def test_a_decision_undone_after_the_meeting_is_made_anew(cast: Cast, table: Table) -> None:
    made = [decided(table, item, "none") for item in table.items]
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    deciding.undo(cast.consultant.sign(), decision=made[0])
    with pytest.raises(Refused, match="1 punkt mangler"):
        closing.approve(cast.consultant.sign(), meeting=table.meeting)
    closing.resume(cast.consultant.sign(), meeting=Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    decided(table, table.items[0], "support", cast.social_worker)


def test_an_undone_decision_is_no_line_of_the_minutes(cast: Cast, table: Table) -> None:
    made = [decided(table, item, "support", cast.social_worker) for item in table.items]
    deciding.undo(cast.consultant.sign(), decision=made[0])
    decided(table, table.items[0], "none")
    cast.consultant.sign()
    page = minutes_page(table.meeting)
    assert sorted(line.decision.word for line in page.lines) == ["none", "support"]
    assert [count for _label, count in page.words] == [1, 1]


def test_the_words_of_the_minutes_stand_in_the_order_of_the_alphabet(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "continue")
    cast.consultant.sign()
    assert minutes_page(table.meeting).words == [("Planen fortsætter", 1), ("Tilbyd støtte", 1)]


def test_a_name_read_aloud_that_was_taken_off_waits_for_another_meeting(cast: Cast, table: Table) -> None:
    item, _ = capturing.write_line(cast.consultant.sign(), meeting=table.meeting, line="Omar Bek 13", key=uuid4())
    preparing.take_off(cast.consultant.sign(), item=table.fresh(item))
    for each in table.items:
        decided(table, each, "none")
    closing.approve(cast.consultant.sign(), meeting=closing.end_meeting(cast.consultant.sign(), meeting=table.meeting))
    cast.consultant.sign()
    following = planned(cast, days=8)
    (waiting,) = suggestions(following)
    assert waiting.label == "Omar Bek"
    entry = ListEntry.objects.get(pk=waiting.id)
    (again,) = preparing.place(
        cast.consultant.sign(),
        meeting=following,
        necessity="valg af indsats",
        placements=[preparing.Placement(label=entry.name, source="list", subject=entry.subject, entry_id=entry.pk)],
    )
    assert Item.objects.get(pk=again.pk).state == "waiting"


def test_what_was_left_open_is_not_taken_off_when_the_meeting_is_over(cast: Cast, table: Table) -> None:
    """Else the minutes would lose a matter that was on the table; those who were there go on reading it."""
    decided(table, table.items[0], "none")
    left = table.items[1]
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting, left_open=1)
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="Mødet er slut"):
        preparing.take_off(actor, item=table.fresh(left))
    assert cast.client("consultant").post(f"/moeder/punkt/{left.pk}/tag-af/").status_code == 409
    cast.police_officer.sign()
    assert Item.objects.get(pk=left.pk).state == "waiting"


def test_who_is_present_reads_what_came_on_during_the_meeting_until_its_minutes_close(cast: Cast, table: Table) -> None:
    (late,) = placed(cast, "Omar Bek", meeting=table.meeting).items
    closes = Meeting.objects.get(pk=table.meeting.pk).closes_at
    assert closes
    assert closes > table.meeting.ends_at
    for moment, reads in ((table.meeting.ends_at, True), (closes, False)):
        with clock.at(moment + timedelta(minutes=1)):
            cast.police_officer.sign()
            assert Item.objects.filter(pk=late.pk).exists() is reads


def test_a_decision_of_approved_minutes_is_made_anew(cast: Cast, table: Table) -> None:
    """Opened again, undone, gone on with, decided and approved once more."""
    kept = decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "continue")
    approved(table)
    client = cast.client("consultant")
    pressed(client, table.meeting, "genaabn", sure="on")
    deciding.undo(cast.consultant.sign(), decision=get_decision(kept.pk))
    pressed(client, table.meeting, "fortsaet")
    decided(table, table.items[0], "continue")
    pressed(client, table.meeting, "slut")
    pressed(client, table.meeting, "godkend", early="on")
    assert state(cast, table.meeting) == "approved"
    cast.consultant.sign()
    assert {one.word for one in Decision.objects.filter(meeting=table.meeting, state="standing")} == {"continue"}


def test_nobody_else_is_asked_or_goes_on(cast: Cast, table: Table) -> None:
    client = cast.client("police_officer")
    assert client.post(f"/moeder/{table.meeting.pk}/slut/").status_code == 409
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting, left_open=2)
    assert client.post(f"/moeder/{table.meeting.pk}/fortsaet/").status_code == 409
    assert state(cast, table.meeting) == "held"


def test_that_the_open_names_were_shown_stands_in_the_record(cast: Cast, table: Table) -> None:
    pressed(cast.client("consultant"), table.meeting, "slut")
    cast.consultant.sign()
    assert Event.objects.filter(act="minutes.read").count() == 1


@pytest.mark.covers("BRO-56", verb="minutes.approved")
def test_what_ends_without_follow_up_keeps_nobody_and_is_said_beside_its_line(cast: Cast, table: Table) -> None:
    """What stood in the form from the word before does not go along; before approval the page says which lines are closed."""
    ended = decided(table, table.items[0], "none", cast.social_worker)
    assert (ended.responsible_id, ended.unit_id, ended.due_on) == (None, None, None)
    decided(table, table.items[1], "support", cast.social_worker)
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    client, address = cast.client("consultant"), f"/moeder/{table.meeting.pk}/referat/"
    lines = client.get(address).content.decode().split("Beslutninger med børnenes navne")[1].split("<li>")
    says = {name: any(name in line and "Lukkes for alle ved godkendelsen." in line for line in lines) for name in NAMES}
    assert says == {"Jonas Holm": True, "Aya Ali": False}
    pressed(client, table.meeting, "godkend", early="1")
    assert "Lukkes for alle ved godkendelsen." not in client.get(address).content.decode()


def test_who_approves_second_reads_who_did_and_is_led_to_the_minutes(cast: Cast, table: Table) -> None:
    for item in table.items:
        decided(table, item, "none")
    approved(table)
    client = cast.client("consultant")
    answer = client.post(f"/moeder/{table.meeting.pk}/godkend/", {"early": "1"})
    assert answer.status_code == 303
    assert answer["Location"].endswith("/referat/")
    assert f"{cast.consultant.staff.name} godkendte referatet" in client.get(answer["Location"]).content.decode()


def test_it_is_said_before_that_open_items_hold_the_approval_up(cast: Cast, table: Table) -> None:
    shown = cast.client("consultant").post(f"/moeder/{table.meeting.pk}/slut/", {}).content.decode()
    assert "kan referatet ikke godkendes" in " ".join(shown.split())


def test_who_is_noted_as_gone_reads_so_at_the_table(cast: Cast, table: Table) -> None:
    address, gone = f"/moeder/{table.meeting.pk}/bord/", cast.social_worker
    sitting.leave(cast.consultant.sign(), meeting=table.meeting, staff_id=gone.staff.pk)
    assert "Du står som gået siden" in cast.client("social_worker").get(address).content.decode()
    for item in table.items:
        decided(table, item, "none")
    assert "Du står som gået" not in cast.client("police_officer").get(address).content.decode()


def test_who_still_decides_when_somebody_has_ended_the_meeting_is_told_so_and_goes_on_there(
    cast: Cast, table: Table
) -> None:
    """Met by a stranger: "Begynd mødet først", of a meeting that was over."""
    item, client = table.items[1], cast.client("consultant")
    decided(table, table.items[0], "none")
    closing.end_meeting(cast.colleague.sign(), meeting=table.meeting, left_open=1)
    sent = {
        "word": "none",
        "version": item.version,
        "idempotency_key": uuid4(),
        "reason": "Familien har selv fundet hjælp",
    }
    page = client.post(f"/moeder/punkt/{item.pk}/beslut/", sent).content.decode()
    for words in ("Mødet er afsluttet imens.", "Familien har selv fundet hjælp"):
        assert words in page
    assert "Genoptag mødet" in client.get(f"/moeder/punkt/{item.pk}/").content.decode()


def test_minutes_that_wait_for_a_meeting_say_so_before_approval_and_lead_to_it(cast: Cast, table: Table) -> None:
    due = clock.today() + timedelta(days=30)
    decided(table, table.items[0], "none")
    decided(table, table.items[1], "again")
    Decision.objects.filter(item=table.items[1]).update(due_on=due)
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    address, client = f"/moeder/{table.meeting.pk}/referat/", cast.client("consultant")
    page = " ".join(client.get(address).content.decode().split())
    assert "Noget skal tages op igen" in page
    assert f'href="/kalender/forum/{cast.forum.pk}/ekstra/"' in page
    assert "Godkend referatet</button>" not in page
    planned(cast, days=31)
    page = client.get(address).content.decode()
    assert "Noget skal tages op igen" not in page
    assert "Godkend referatet</button>" in page


def test_what_is_typed_and_not_saved_is_asked_of_before_ending_and_approving(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)))
    first, second = table.items
    decided(table, first, "support", cast.social_worker)
    decided(table, second, "support", cast.social_worker)
    actor = cast.consultant.sign()
    drafts.save(actor, key=f"item-{first.pk}-share", data={"values": {"text": ["Mor ringede i går"]}})
    drafts.save(
        actor, key=f"item-{second.pk}-share", data={"values": {"text": [" "], "necessity": ["valg af indsats"]}}
    )
    drafts.save(cast.police_officer.sign(), key=f"item-{second.pk}-share", data={"values": {"text": ["Set i går"]}})
    client = cast.client("consultant")
    for name, sent, state in (("slut", {"left_open": "0"}, "held"), ("godkend", {}, "approved")):
        address = f"/moeder/{table.meeting.pk}/{name}/"
        asked = client.post(address, sent)
        assert asked.status_code == 200
        shown = asked.content.decode()
        assert f'href="/moeder/punkt/{first.pk}/del/"' in shown
        assert f"/moeder/punkt/{second.pk}/" not in shown
        cast.consultant.sign()
        assert Meeting.objects.get(pk=table.meeting.pk).state != state
        assert client.post(address, sent | {"unsaved": "on"}).status_code == 303
        cast.consultant.sign()
        assert Meeting.objects.get(pk=table.meeting.pk).state == state


def test_a_decision_half_typed_and_a_statement_half_mended_are_asked_of(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    (item,) = table.items
    actor = cast.consultant.sign()
    statement = sitting.share(actor, item=item, text="Set i går", necessity="valg af indsats")
    drafts.save(actor, key=f"statement-{statement.pk}-text", data={"values": {"text": ["Set i går"]}})
    assert unsaved_at(actor, table.meeting) == []
    drafts.save(actor, key=f"statement-{statement.pk}-text", data={"values": {"text": ["Set i forgårs"]}})
    drafts.save(
        actor, key=f"item-{item.pk}-decision", data={"values": {"word": ["support"], "reason": ["Far beder om det"]}}
    )
    assert [one.address for one in unsaved_at(actor, table.meeting)] == [
        f"/moeder/punkt/{item.pk}/", f"/moeder/oplysning/{statement.pk}/ret/",
    ]  # fmt: skip


def test_a_meeting_that_is_over_is_gone_on_with_before_a_decision_is_undone(cast: Cast, table: Table) -> None:
    """Else a decision is gone before one learns that another cannot be made; going on leads back to the item."""
    first, second = table.items
    made = decided(table, first, "support", cast.social_worker)
    decided(table, second, "support", cast.social_worker)
    undo, resume = f"/moeder/beslutning/{made.pk}/fortryd/", f"/moeder/{table.meeting.pk}/fortsaet/"
    client, address = cast.client("consultant"), f"/moeder/punkt/{first.pk}/"
    shown = client.get(address).content.decode()
    assert (undo in shown, resume in shown) == (True, False)
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    shown = client.get(address).content.decode()
    assert (undo in shown, resume in shown) == (False, True)
    assert "Genoptag det først" in shown
    assert client.post(resume, {"item": str(first.pk)})["Location"] == address
    assert undo in client.get(address).content.decode()


def test_what_is_closed_in_minutes_that_were_opened_again_says_why(cast: Cast, table: Table) -> None:
    first, second = table.items
    decided(table, first, "none")
    decided(table, second, "support", cast.social_worker)
    client, why = cast.client("consultant"), "Punkterne her sluttede uden opfølgning"
    assert why not in client.get(f"/moeder/punkt/{second.pk}/").content.decode()
    approved(table)
    closing.reopen(cast.consultant.sign(), meeting=table.meeting)
    shown = client.get(f"/moeder/punkt/{second.pk}/").content.decode()
    assert shown.split("Fortrolige punkter")[1].split("<ol")[0].count(why) == 1
