"""Whatever somebody must do about a child asks first who was read aloud, where the name may be one whom the forum knows."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.cases.models import Conversation
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings.actions import capturing, deciding, gathering, identifying
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Decision, Item
from samspil.meetings.queries import table_page
from samspil.meetings.tests.steps import Table, opened, placed
from samspil.meetings.tests.test_events import press
from samspil.people.models import Person
from tests.cast import Cast

ASKED = "Er det en af dem, I kender med det navn?"


def two(cast: Cast) -> tuple[Table, Item]:
    """A meeting at which Ali Omar was read aloud, and then that name once more with another age."""
    table = opened(placed(cast, "Jonas Holm"))
    actor = cast.consultant.sign()
    first, _notes = capturing.write_line(actor, meeting=table.meeting, line="Ali Omar 14 s", key=uuid4())
    item, notes = capturing.write_line(actor, meeting=table.meeting, line="Ali Omar 12 v", key=uuid4())
    assert "Kan være en, I kender: vælg." in notes
    table.items = [table.fresh(first)]
    return table, table.fresh(item)


def decide(table: Table, item: Item, word: str, answer: str = "", version: int | None = None) -> Decision:
    cast = table.cast
    due = timezone.localdate(cast.consultant.sign().at) + timedelta(days=7)
    staff = cast.social_worker.staff
    choice = Choice(word, responsible=staff, due_on=due, reason="Flere ting", answer=answer)
    item = Item.objects.select_related("meeting__forum", "slot", "entry").get(pk=item.pk)
    return deciding.decide(
        cast.consultant.sign(), item=item, version=version or item.version, choice=choice, key=uuid4()
    )


@pytest.mark.parametrize("word", ["support", "preventive", "case", "handover"])
def test_whatever_somebody_must_do_asks_first_who_it_is(cast: Cast, word: str) -> None:
    table, item = two(cast)
    assert item.subject is None
    with pytest.raises(Refused, match="kender med det navn"):
        decide(table, item, word)
    with pytest.raises(Refused, match="Vælg først"):
        decide(table, item, word, "known")
    assert ASKED in cast.client("consultant").get(f"/moeder/punkt/{item.pk}/").content.decode()
    cast.consultant.sign()
    assert table.fresh(item).state == "waiting"


@pytest.mark.covers("BRO-58", verb="decision.made")
def test_a_child_whom_nobody_knows_gets_a_record_and_the_responsible_the_name(cast: Cast) -> None:
    table, item = two(cast)
    made = decide(table, item, "preventive", "new_child")
    assert made.subject not in {None, table.items[0].subject}
    assert Person.objects.get(pk=made.subject).name == "Ali Omar"
    assert (made.question, made.answer) == ("", "")
    assert Item.objects.get(pk=item.pk).subject == made.subject
    cast.social_worker.sign()
    conversation = Conversation.objects.get(subject=made.subject)
    page = cast.client("social_worker").get(f"/sager/samtaler/{conversation.pk}/").content.decode()
    assert "Ikke identificeret" not in page


def test_once_it_is_said_nothing_is_asked(cast: Cast) -> None:
    table, item = two(cast)
    known = table.items[0].subject
    item = identifying.match(cast.consultant.sign(), item=item, version=item.version, person_id=known)
    assert decide(table, table.fresh(item), "preventive").subject == known


@pytest.mark.parametrize("word", ["again", "none"])
def test_what_nobody_must_act_on_asks_nothing(cast: Cast, word: str) -> None:
    table, item = two(cast)
    decide(table, item, word)
    assert Item.objects.get(pk=item.pk).subject is None


def test_somebody_was_faster_and_no_record_is_made(cast: Cast) -> None:
    table, item = two(cast)
    seen = item.version
    decide(table, item, "none")
    before = Person.objects.count()
    with pytest.raises(Conflict):
        decide(table, item, "preventive", "new_child", seen)
    assert Person.objects.count() == before


def test_of_several_the_one_is_decided_alone(cast: Cast) -> None:
    table, item = two(cast)
    gathering.gather(cast.consultant.sign(), meeting=table.meeting, items=[table.items[0], item], text="Slagsmål")
    about = {"word": "support", "responsible": cast.social_worker.staff.pk}
    page = press(cast.client("consultant"), table.fresh(table.items[0]), **about)[1]
    assert f'id="child-{item.pk}"' not in page
    assert ASKED in page


def test_a_word_that_has_a_question_of_its_own_waits_for_who_it_is(cast: Cast) -> None:
    table, item = two(cast)
    Item.objects.filter(pk=item.pk).update(age_told=19)
    item = table.fresh(item)
    with pytest.raises(Refused, match="Vælg først"):
        decide(table, item, "notification", "child")
    page = table_page(cast.consultant.sign(), item, own_keys=[item.owner_audience_id])
    (word,) = [one for one in page.words if one.word.code == "notification"]
    assert (word.question, word.why_not[:10]) == (None, "Vælg først")
