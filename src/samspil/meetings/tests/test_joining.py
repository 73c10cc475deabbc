"""One child twice on an agenda: asked about at the line and at both items, joined into one with both lines, and parted again."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspil.concerns.models import ListEntry
from samspil.concerns.queries.preview_page import CREATE
from samspil.lib.refusals import Refused
from samspil.meetings.actions import capturing, closing, deciding, gathering, identifying, joining, sitting
from samspil.meetings.models import Decision, Item, Meeting, Statement
from samspil.meetings.queries import agenda_of, twice
from samspil.meetings.tests.steps import BORN, Table, approved, decided, opened, placed, planned
from samspil.people.models import Person
from tests.cast import Cast


def text(cast: Cast, who: str, address: str) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


@pytest.fixture
def table(cast: Cast) -> Table:
    """Amela on the police's file, and heard again while the list is read aloud."""
    found = opened(placed(cast, "Amela Delić", "Jonas Holm", meeting=planned(cast, days=0), text="Set ved stationen"))
    age = found.meeting.starts_at.year - BORN.year
    age -= (found.meeting.starts_at.month, found.meeting.starts_at.day) < (BORN.month, BORN.day)
    item, _notes = capturing.write_line(
        cast.consultant.sign(), meeting=found.meeting, line=f"Amela Delic {age} m, slog ved hallen", key=uuid4()
    )
    found.items.append(found.fresh(item))
    return found


def test_it_is_asked_at_both_items_and_on_the_meeting_and_nowhere_else(cast: Cast, table: Table) -> None:
    first, other, second = table.items
    assert ">Amela Delic</a> er måske samme barn" in text(cast, "consultant", f"/moeder/punkt/{first.pk}/")
    assert ">Amela Delić</a> er måske samme barn" in text(cast, "consultant", f"/moeder/punkt/{second.pk}/")
    assert "</a> er måske samme barn" not in text(cast, "consultant", f"/moeder/punkt/{other.pk}/")
    assert "Står måske to gange" in text(cast, "consultant", f"/moeder/{table.meeting.pk}/")
    assert "saml dem til ét punkt" not in text(cast, "police_officer", f"/moeder/punkt/{first.pk}/")


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("Jonas Holm", True),
        ("Jonas Holm 17", True),  # misheard rather than another one
        ("Jonas Holms 17", False),
        ("Jonas Holm 10", False),
        ("Jonas Sofus Holm", True),
        ("Jonas Krogh", False),
        ("Ida Holm", False),
    ],
)
def test_only_a_like_name_of_an_age_that_may_be_the_same_is_asked_about(cast: Cast, line: str, asks: bool) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    answer = cast.client("consultant").post(
        f"/moeder/{table.meeting.pk}/skriv/", {"line": line, "idempotency_key": uuid4()}, headers={"Line": "1"}
    )
    known = table.items[0].pk
    cast.consultant.sign()
    typed = Item.objects.filter(meeting=table.meeting).latest("pk").pk
    yes = {"address": f"/moeder/punkt/{typed}/saml/", "fields": {"other": known}}
    age = f"{agenda_of(table.meeting).rows[0].age} år"
    link = {"name": "Jonas Holm", "born": age, "address": f"/moeder/punkt/{known}/", "yes": yes}
    assert answer.json()["same"] == ([link] if asks else [])
    assert "Nr." not in answer.json()["told"]


def test_a_name_of_which_two_words_are_spelled_otherwise_is_asked_about(cast: Cast) -> None:
    table = opened(placed(cast, "Philip Victor Krogh", meeting=planned(cast, days=0)))
    answer = cast.client("consultant").post(
        f"/moeder/{table.meeting.pk}/skriv/", {"line": "Philip Viktor Krog s", "idempotency_key": uuid4()},
        headers={"Line": "1"},
    )  # fmt: skip
    assert [one["name"] for one in answer.json()["same"]] == ["Philip Victor Krogh"]


def test_the_same_record_twice_is_asked_about_whatever_the_name(cast: Cast) -> None:
    table = placed(cast, "Samir Al-Khatib", "Al-Khatib, Samir")
    cast.consultant.sign()
    one, other = table.items
    Item.objects.filter(pk=other.pk).update(subject=one.subject, label="Sami K", birth_date=None)
    assert len(twice(agenda_of(table.meeting).rows)) == 1


@pytest.mark.covers("BRO-54", verb="item.joined")
def test_joined_they_are_one_item_with_both_lines(cast: Cast, table: Table) -> None:
    first, _other, second = table.items
    answer = cast.client("consultant").post(f"/moeder/punkt/{second.pk}/saml/", {"other": first.pk})
    assert answer.headers["Location"] == f"/moeder/punkt/{first.pk}/"
    cast.police_officer.sign()
    assert set(Item.objects.values_list("label", flat=True)) == {"Amela Delić", "Jonas Holm"}
    shown = text(cast, "police_officer", f"/moeder/punkt/{first.pk}/")
    for words in ("Set ved stationen", "slog ved hallen", "Amela Delic"):
        assert words in shown
    cast.consultant.sign()
    assert [row.number for row in agenda_of(table.meeting).rows] == [1, 2]
    assert ListEntry.objects.get(pk=second.entry_id).subject == first.subject


def test_at_approval_both_lines_go_with_it_or_are_forgotten_with_it(cast: Cast, table: Table) -> None:
    first, other, second = table.items
    joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    decided(table, first, "support", cast.social_worker)
    decided(table, other, "continue")
    actor = cast.consultant.sign()
    closing.approve(actor, meeting=closing.end_meeting(actor, meeting=table.meeting))
    cast.social_worker.sign()
    mine = ListEntry.objects.filter(pk__in=[first.entry_id, second.entry_id])
    assert mine.count() == 2
    assert Decision.objects.filter(subject=first.subject).count() == 1


def test_without_follow_up_nothing_of_either_is_left(cast: Cast, table: Table) -> None:
    first, other, second = table.items
    joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    decided(table, first, "none")
    decided(table, other, "continue")
    actor = cast.consultant.sign()
    closing.approve(actor, meeting=closing.end_meeting(actor, meeting=table.meeting))
    for who in ("consultant", "police_officer", "social_worker"):
        cast.members[who].sign()
        assert not ListEntry.objects.filter(pk__in=[first.entry_id, second.entry_id]).exists(), who
        assert not Person.objects.filter(name__startswith="Amela").exists(), who


def test_they_were_two_after_all(cast: Cast, table: Table) -> None:
    first, _other, second = table.items
    joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    assert "skil dem ad" in text(cast, "consultant", f"/moeder/punkt/{first.pk}/")
    assert cast.client("consultant").post(f"/moeder/punkt/{second.pk}/skil/").status_code == 303
    assert "slog ved hallen" not in text(cast, "police_officer", f"/moeder/punkt/{first.pk}/")
    assert "slog ved hallen" in text(cast, "police_officer", f"/moeder/punkt/{second.pk}/")
    cast.consultant.sign()
    assert [row.number for row in agenda_of(table.meeting).rows] == [1, 2, 3]


@pytest.mark.parametrize("turned", [False, True])
def test_parted_each_is_about_a_child_of_their_own(cast: Cast, table: Table, turned: bool) -> None:
    """Also where the name read aloud stays on the agenda because something was told there."""
    first, _other, second = table.items
    if turned:
        said = {"text": "Kommer ikke i skole", "necessity": "valg af indsats"}
        sitting.share(cast.social_worker.sign(), item=table.fresh(second), **said)
    joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    joining.part(cast.consultant.sign(), item=table.fresh(first if turned else second))
    cast.consultant.sign()
    listed, heard = table.fresh(first), table.fresh(second)
    assert listed.subject == first.subject
    assert heard.subject not in {None, first.subject}
    assert (listed.label, heard.label) == ("Amela Delić", "Amela Delic")
    assert (listed.birth_date, heard.birth_date) == (BORN, None)
    assert ListEntry.objects.get(pk=second.entry_id).subject == heard.subject
    cast.police_officer.sign()
    assert Person.objects.filter(pk__in=[listed.subject, heard.subject]).count() == 2


def test_what_has_been_told_stays_with_its_readers(cast: Cast, table: Table) -> None:
    first, _other, second = table.items
    said = {"text": "Kommer ikke i skole", "necessity": "valg af indsats"}
    sitting.share(cast.social_worker.sign(), item=table.fresh(second), **said)
    kept = joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    assert kept.pk == second.pk
    assert "Kommer ikke i skole" in text(cast, "police_officer", f"/moeder/punkt/{second.pk}/")


def test_told_at_both_they_are_not_joined(cast: Cast, table: Table) -> None:
    first, _other, second = table.items
    for item in (first, second):
        sitting.share(cast.social_worker.sign(), item=table.fresh(item), text="Fravær", necessity="valg af indsats")
    with pytest.raises(Refused, match="begge punkter"):
        joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))


def test_two_different_decisions_on_one_child_are_told_before_approval(cast: Cast, table: Table) -> None:
    first, other, second = table.items
    decided(table, first, "support", cast.social_worker)
    decided(table, second, "none")
    decided(table, other, "continue")
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    shown = text(cast, "consultant", f"/moeder/{table.meeting.pk}/referat/")
    assert "Måske ét barn med to forskellige beslutninger" in shown
    assert "to forskellige" not in text(cast, "police_officer", f"/moeder/{table.meeting.pk}/referat/")
    cast.consultant.sign()
    assert Meeting.objects.get(pk=table.meeting.pk).state == "held"


def test_the_child_that_is_known_stays_whichever_item_does(cast: Cast, table: Table) -> None:
    """The name read aloud stays, since something was told there; the record with the birth date stays with it."""
    first, _other, second = table.items
    cast.consultant.sign()
    made = second.subject
    assert made
    assert made != first.subject
    sitting.share(
        cast.social_worker.sign(), item=table.fresh(second), text="Kommer ikke i skole", necessity="valg af indsats"
    )
    kept = joining.join(cast.consultant.sign(), item=table.fresh(second), other=table.fresh(first))
    assert (kept.pk, kept.subject) == (second.pk, first.subject)
    assert ListEntry.objects.get(pk=second.entry_id).subject == first.subject
    assert Statement.objects.get(item=second).subject == first.subject
    assert not Person.objects.filter(pk=made).exists()  # made for the name that was heard, and meant for nobody
    cast.police_officer.sign()
    assert Person.objects.filter(pk=first.subject).exists()


def test_it_stands_in_the_event_of_the_one_that_was_joined_until_they_are_parted(cast: Cast, table: Table) -> None:
    """The name on the agenda stays, since something was told there; the two that were read aloud were in one event."""
    second, _other, first = table.items
    actor = cast.consultant.sign()
    third, _notes = capturing.write_line(actor, meeting=table.meeting, line="Bo Krogh 15", key=uuid4())
    gathering.gather(
        actor, meeting=table.meeting, items=[table.fresh(first), table.fresh(third)], text="Kamp ved hallen",
    )  # fmt: skip
    event = table.fresh(first).incident_id
    assert event
    sitting.share(cast.social_worker.sign(), item=table.fresh(second), text="Fravær", necessity="valg af indsats")
    kept = joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    assert (kept.pk, kept.incident_id) == (second.pk, event)
    joining.part(cast.consultant.sign(), item=table.fresh(first))
    assert (table.fresh(second).incident_id, table.fresh(first).incident_id) == (None, event)
    assert "Kamp ved hallen" not in text(cast, "police_officer", f"/moeder/punkt/{second.pk}/")
    assert "Kamp ved hallen" in text(cast, "police_officer", f"/moeder/punkt/{first.pk}/")


def test_once_the_lines_went_on_nobody_parts_or_renames_and_the_page_says_what_to_do(cast: Cast, table: Table) -> None:
    first, other, second = table.items
    joining.join(cast.consultant.sign(), item=table.fresh(first), other=table.fresh(second))
    made = decided(table, first, "support", cast.social_worker)
    decided(table, other, "continue")
    approved(table)
    actor = cast.consultant.sign()
    meeting = closing.reopen(actor, meeting=Meeting.objects.get(pk=table.meeting.pk))
    meeting = closing.resume(actor, meeting=meeting)
    deciding.undo(actor, decision=Decision.objects.get(pk=made.pk))
    shown = text(cast, "consultant", f"/moeder/punkt/{first.pk}/")
    assert "Skriv navnet igen" in shown
    assert "skil dem ad" not in shown
    assert f"/moeder/punkt/{first.pk}/hvem/" not in shown
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="Skriv navnet igen"):
        joining.part(actor, item=table.fresh(second))
    item = table.fresh(first)
    with pytest.raises(Refused, match="Skriv navnet igen"):
        identifying.match(actor, item=item, version=item.version, person_id=None)
    capturing.write_line(actor, meeting=Meeting.objects.get(pk=meeting.pk), line="Amela Delić 14", key=uuid4())
    assert "Skriv navnet igen" not in text(cast, "consultant", f"/moeder/{meeting.pk}/")


def test_what_was_joined_is_said_as_what_it_is(cast: Cast, table: Table) -> None:
    first, _other, second = table.items
    client = cast.client("consultant")
    answer = client.post(f"/moeder/punkt/{second.pk}/saml/", {"other": first.pk})
    said = "De to punkter er nu ét, med linjen fra listen og navnet, der blev læst op."
    assert said in " ".join(client.get(answer.headers["Location"]).content.decode().split())


# --- before the meeting -------------------------------------------------------------------------------------------------
@pytest.fixture
def ahead(cast: Cast) -> Table:
    """Two lines of a list that were joined on the agenda, a week before."""
    table = placed(cast, "Ole Dobbelt", "Ole Dobelt", meeting=planned(cast, days=7))
    joining.join(cast.consultant.sign(), item=table.fresh(table.items[0]), other=table.fresh(table.items[1]))
    cast.consultant.sign()
    return table


def test_what_was_joined_on_the_agenda_is_parted_there(cast: Cast, ahead: Table) -> None:
    """Met by a stranger: the list said to part them on the agenda, and the agenda had no button for it."""
    page, client = f"/moeder/{ahead.meeting.pk}/", cast.client("consultant")
    shown = text(cast, "consultant", page)
    assert "Det er to: skil dem ad" in shown
    moved = Item.objects.get(meeting=ahead.meeting, state="moved")
    answer = client.post(f"/moeder/punkt/{moved.pk}/skil/", {"back": "meeting"})
    assert answer.headers["Location"] == page
    assert "skil dem ad" not in text(cast, "consultant", page)
    cast.consultant.sign()
    assert len(agenda_of(ahead.meeting).rows) == 2


def test_no_line_of_a_joined_item_is_about_another_child_before_they_are_parted(cast: Cast, ahead: Table) -> None:
    """Met by a stranger: from the line on which the item stands it went through, and two children stood mixed on one item."""
    for entry in ListEntry.objects.filter(pk__in=[item.entry_id for item in ahead.items]):
        form = {"person": CREATE, "version": entry.version}
        answer = cast.client("consultant").post(f"/bekymringer/liste/linje/{entry.pk}/", form)
        assert answer.status_code == 422, entry.name
        assert "som ét punkt af flere linjer" in " ".join(answer.content.decode().split())
    cast.consultant.sign()
    assert len(set(ListEntry.objects.values_list("subject", flat=True))) == 1


def test_at_the_table_all_lines_of_a_joined_item_go_along_to_the_child_that_is_meant(cast: Cast, ahead: Table) -> None:
    item = next(one for one in Item.objects.filter(meeting=ahead.meeting, state="waiting"))
    matched = identifying.match(cast.consultant.sign(), item=ahead.fresh(item), version=item.version, person_id=None)
    assert matched.subject != item.subject
    assert set(ListEntry.objects.values_list("subject", flat=True)) == {matched.subject}


def test_two_who_join_the_same_pair_have_joined_them(cast: Cast, ahead: Table) -> None:
    one, other = ahead.items
    answer = cast.client("colleague").post(f"/moeder/punkt/{one.pk}/saml/", {"other": other.pk, "back": "meeting"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/moeder/{ahead.meeting.pk}/"
