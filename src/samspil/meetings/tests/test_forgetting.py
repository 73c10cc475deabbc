"""A matter without follow-up goes whole: what it came from, what came of it, wherever it stood before (BRO-56)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

from samspil.access import cabinet
from samspil.access.models import History
from samspil.cases.models import Case, Conversation, Handover, Responsibility, Task
from samspil.concerns.models import Incident, ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings import sentences
from samspil.meetings.actions import deciding, preparing
from samspil.meetings.models import Decision, FollowUpCount, Item, Meeting, Statement
from samspil.meetings.tests.steps import BORN, Table, approved, decided, opened, placed, planned
from samspil.people import actions as people
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing import sentences as sharing_sentences
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.models import DeletionReport, Draft, RetentionRule
from tests import clock
from tests.cast import Cast, as_role

CPR = f"63{BORN:%m%y}4222"  # a replacement number
ABOUT_A_CHILD = (Item, Decision, Statement, ListEntry, Incident, Person, Task, Conversation, Case, Handover, History)


def left(model: type) -> int:
    """How many rows there are, whoever may read them. A slot knows no child, and so does its history."""
    with as_role("samspil_lock"):
        rows = model.objects.exclude(parent_table="meetings_slot") if model is History else model.objects.all()
        return int(rows.count())


def blanked(model: type) -> int:
    """How many rows lie in a sealed room."""
    with as_role("samspil_lock"):
        return int(model.objects.filter(owner_audience__kind="sealed").count())


def confirm(cast: Cast, by: str) -> None:
    cast.protection_officer.sign()
    RetentionRule.objects.filter(body=cast.body.audience_id, kind="no_follow_up").update(may_confirmed_by=by)


def tonight(ahead: timedelta = timedelta(0)) -> None:
    """What the keeper does at night, so many days from now."""
    with clock.later(seconds=ahead.total_seconds()), as_role("samspil_keeper") as cursor:
        cursor.execute("SELECT meetings.forget_due()")
        cursor.execute("SELECT retention.sweep()")


@pytest.mark.parametrize("word", ["support", "preventive", "case", "handover"])
def test_what_an_undone_decision_set_going_goes_too(cast: Cast, word: str) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    first = decided(table, table.items[0], word, cast.social_worker, reason="Jonas har det svært")
    deciding.undo(cast.consultant.sign(), decision=Decision.objects.select_related("meeting", "item").get(pk=first.pk))
    decided(table, table.items[0], "none")
    approved(table)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert {model: left(model) for model in (*ABOUT_A_CHILD, Responsibility)} == dict.fromkeys(
        (*ABOUT_A_CHILD, Responsibility), 0
    )


def test_the_agenda_on_which_it_stood_before_forgets_it(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    later = planned(cast, days=8)
    (moved,) = preparing.move_items(cast.consultant.sign(), from_meeting=table.meeting, to_meeting=later)
    again = opened(Table(cast, moved.meeting, [moved]))
    decided(again, moved, "none")
    approved(again)
    assert [left(model) for model in (Item, ListEntry, Person, History)] == [0, 0, 0, 0]


def test_what_came_from_no_list_is_forgotten_on_the_agenda_on_which_it_stood_before(cast: Cast) -> None:
    """A follow-up that was moved: only where it came from tells that the two are one matter."""
    meeting, later = planned(cast), planned(cast, days=8)
    follow_up = preparing.Placement(label="Aya Ali", source="follow_up", birth_date=BORN)
    preparing.place(cast.consultant.sign(), meeting=meeting, placements=[follow_up], necessity="valg af indsats")
    meeting.refresh_from_db()
    (moved,) = preparing.move_items(cast.consultant.sign(), from_meeting=meeting, to_meeting=later)
    assert (moved.label, moved.entry_id, moved.concern_id) == ("Aya Ali", None, None)
    again = opened(Table(cast, moved.meeting, [moved]))
    decided(again, moved, "none")
    approved(again)
    assert left(Item) == 0


def test_what_was_taken_off_and_placed_again_is_one_matter(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    actor, first = cast.consultant.sign(), table.items[0]
    preparing.take_off(actor, item=table.fresh(first))
    placement = preparing.as_placement(table.fresh(first))
    table.items = preparing.place(actor, meeting=table.meeting, placements=[placement], necessity="valg af indsats")
    opened(table)
    decided(table, table.items[0], "none")
    approved(table)
    assert [left(model) for model in (Item, ListEntry, Person)] == [0, 0, 0]


def test_what_others_work_with_stays(cast: Cast) -> None:
    """One event of two children, one of whom is also the matter of another meeting: nothing of theirs goes."""
    table = placed(cast, "Jonas Holm", "Aya Ali")
    cast.consultant.sign()
    event = Incident.objects.create(owner_audience_id=cast.forum.door_id, text="Der blev kastet sten")
    ListEntry.objects.filter(pk__in=[item.entry_id for item in table.items]).update(incident=event)
    later = planned(cast, days=8)
    preparing.place(
        cast.consultant.sign(),
        meeting=later,
        necessity="valg af indsats",
        placements=[preparing.Placement(label="Jonas Holm", source="follow_up", subject=table.items[0].subject)],
    )
    opened(table)
    decided(table, table.items[0], "none")
    decided(table, table.items[1], "support", cast.social_worker)
    approved(table)
    cast.consultant.sign()
    assert not ListEntry.objects.filter(name="Jonas Holm").exists()
    assert Person.objects.filter(name="Jonas Holm").exists()
    for reader in (cast.police_officer, cast.social_worker):  # whose words they are, and who is responsible
        reader.sign()
        assert Incident.objects.filter(pk=event.pk).exists()


def test_records_that_were_joined_go_together(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    actor = cast.consultant.sign()
    keep = Person.objects.get(pk=table.items[0].subject)
    other = people.find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Jonas Hollm", BORN))
    people.merge(actor, keep=keep, other=other)
    decided(table, table.items[0], "none")
    approved(table)
    assert left(Person) == 0


def test_what_was_typed_about_it_and_never_sent_goes(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    gone, stays = (f"item-{item.pk}-share" for item in table.items)
    actor = cast.police_officer.sign()
    for key in (gone, stays):
        drafts.save(actor, key=key, data={"text": "halvt skrevet"})
    decided(table, table.items[0], "none")
    decided(table, table.items[1], "continue")
    approved(table)
    with as_role("samspil_lock"):
        assert list(Draft.objects.values_list("key", flat=True)) == [stays]


def test_only_those_who_keep_the_minutes_forget(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    for key in ("police_officer", "outsider", "other_consultant", "protection_officer"):
        cast.members[key].sign()
        with pytest.raises(Refused, match="referat"):
            cabinet.call("SELECT meetings.forget(%s::bigint[], 'no_follow_up')", [[table.items[0].pk]])
    assert left(Item) == 1


def test_each_refusal_of_the_database_has_its_danish() -> None:
    files = (Path(sentences.__file__).parent / "sql").glob("*.sql")
    said = {text for file in files for text in re.findall(r"refuse\('([^']*)'\)", file.read_text())}
    assert said - set(sharing_sentences.SENTENCES) == set(sentences.SENTENCES)
    with translation.override("da"):
        assert [sentence for sentence in said if translation.gettext(sentence) == sentence] == []


# --- a rule whose ground nobody has confirmed ---------------------------------------------------------------------------
def without_follow_up(cast: Cast, name: str, days: int = 1) -> Meeting:
    """A child with a CPR number, on an agenda and without follow-up."""
    meeting = planned(cast, days=days)
    table = placed(cast, name, meeting=meeting)
    actor = cast.consultant.sign()
    known = people.find_or_create(actor, owner_audience=cast.forum.door_id, child=Child(name, BORN, CPR))
    Item.objects.filter(pk__in=[item.pk for item in table.items]).update(subject=known.pk)
    ListEntry.objects.filter(pk=table.items[0].entry_id).update(subject=known.pk)
    opened(table)
    decided(table, table.items[0], "none")
    approved(table)
    return meeting


def test_one_child_can_be_blanked_twice(cast: Cast) -> None:
    confirm(cast, "")
    without_follow_up(cast, "Jonas Holm")
    without_follow_up(cast, "Jonas Holm", days=8)
    with as_role("samspil_lock"):
        assert Person.objects.filter(cpr_hash__isnull=False).count() == 2
        assert not Person.objects.filter(cpr_hash__isnull=False).exclude(owner_audience__kind="sealed").exists()
        assert set(DeletionReport.objects.values_list("destroyed", flat=True)) == {False}
    cast.consultant.sign()
    assert FollowUpCount.objects.get(forum=cast.forum).count == 2


def test_what_is_blanked_waits_for_its_ground(cast: Cast) -> None:
    confirm(cast, "")
    without_follow_up(cast, "Jonas Holm")
    tonight()
    assert (blanked(Item), blanked(ListEntry), blanked(Decision)) == (1, 1, 1)
    confirm(cast, "Niels Dahl")
    tonight()
    assert [left(model) for model in (Item, ListEntry, Decision)] == [0, 0, 0]
    with as_role("samspil_lock"):
        assert not Person.objects.filter(owner_audience__kind="sealed").exists()


def test_the_minutes_call_deleted_what_is_deleted(cast: Cast) -> None:
    """Until the ground of the rule is confirmed it is closed and lies there: the minutes say so, and in its night that it is gone."""
    confirm(cast, "")
    meeting = without_follow_up(cast, "Jonas Holm")
    closed = "Uden opfølgning, lukket for alle; slettes, når kassationsreglen er bekræftet"

    def told(key: str) -> str:
        page = cast.client(key).get(f"/moeder/{meeting.pk}/referat/").content.decode()
        return re.sub(r"\s+", " ", page)

    for key in ("consultant", "police_officer"):
        assert f"{closed}: 1" in told(key)
        assert "Uden opfølgning, slettet: 0" in told(key)
    confirm(cast, "Niels Dahl")
    assert f"{closed}: 1" in told("consultant")  # it goes at night, and not before
    tonight()
    assert left(Item) == 0
    assert closed not in told("consultant")
    assert "Uden opfølgning, slettet: 1" in told("consultant")


# --- at latest after the rule's days ------------------------------------------------------------------------------------
def test_where_nobody_approves_it_goes_after_the_days_of_the_rule(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    decided(table, table.items[0], "none")
    decided(table, table.items[1], "continue")
    tonight(timedelta(days=14))
    assert left(Item) == 2
    tonight(timedelta(days=17))
    with as_role("samspil_lock"):
        assert [item.label for item in Item.objects.all()] == ["Aya Ali"]
        assert [entry.name for entry in ListEntry.objects.all()] == ["Aya Ali"]
    cast.consultant.sign()
    assert FollowUpCount.objects.get(forum=cast.forum).count == 1


def test_a_decision_that_was_undone_no_longer_deletes(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    made = decided(table, table.items[0], "none")
    deciding.undo(cast.consultant.sign(), decision=Decision.objects.select_related("meeting", "item").get(pk=made.pk))
    tonight(timedelta(days=30))
    assert left(Item) == 1


def test_what_is_held_stays_and_the_rest_goes(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    for item in table.items:
        decided(table, item, "none")
    with as_role("samspil_lock") as cursor:
        cursor.execute("UPDATE meetings_decision SET hold = true WHERE item_id = %s", [table.items[0].pk])
    tonight(timedelta(days=30))
    with as_role("samspil_lock"):
        assert [item.label for item in Item.objects.all()] == ["Jonas Holm"]


def test_what_is_followed_up_goes_when_its_decision_goes(cast: Cast) -> None:
    """Until then neither the decision nor the list's words go, whatever the list's own rule says."""
    cast.protection_officer.sign()
    for kind, days in (("police_list", 30), ("decision", 1095)):
        RetentionRule.objects.create(
            body=cast.body.audience_id, kind=kind, days=days, must_go="-", may_go="-", may_confirmed_by="Niels Dahl"
        )
    table = opened(placed(cast, "Jonas Holm"))
    decision = decided(table, table.items[0], "continue", cast.consultant)
    approved(table)
    with as_role("samspil_lock"):
        kept = [
            set(model.objects.values_list("retention_kind", "delete_after")) for model in (Decision, Item, ListEntry)
        ]
    assert kept == [{("decision", decision.decided_on + timedelta(days=1095))}] * 3
    tonight(timedelta(days=1094))
    assert (left(Decision), left(ListEntry)) == (1, 1)
    tonight(timedelta(days=1097))
    assert (left(Decision), left(Item), left(ListEntry)) == (0, 0, 0)
