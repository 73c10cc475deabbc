"""An age told aloud is kept with line and child, as told and with its day; it is never made a birth date."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.lib.calendars import age_since_told
from samspil.lib.refusals import Refused
from samspil.meetings.actions import capturing, closing, discussing, identifying, urgent
from samspil.meetings.models import Item
from samspil.meetings.queries import placements_of, suggestions
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.people.models import Person
from tests import clock
from tests.cast import Cast


def aloud(cast: Cast, line: str, *, days: int = 1) -> Table:
    table = opened(Table(cast, planned(cast, days=days, blocks=("under_18", "18_plus"))))
    item, _notes = capturing.write_line(cast.consultant.sign(), meeting=table.meeting, line=line, key=uuid4())
    table.items.append(table.fresh(item))
    return table


def shown(cast: Cast, address: str) -> str:
    return cast.client("consultant").get(address).content.decode()


@pytest.mark.covers("BRO-55", verb="listentry.captured")
def test_ali_omar_15_is_15_as_told_on_line_item_and_child(cast: Cast) -> None:
    table = aloud(cast, "Ali Omar 15 m")
    (item,) = table.items
    person = Person.objects.get(pk=item.subject)
    assert (item.age_told, item.entry.age_told, person.age_told) == (15, 15, 15)
    assert (item.birth_date, person.birth_date, person.age_told_on) == (None, None, clock.today())
    page = shown(cast, f"/moeder/punkt/{item.pk}/")
    assert "Oplyst alder: 15 år; fødselsdatoen kendes ikke" in page
    assert "Ali Omar, 15 år (oplyst)" in page


def test_it_comes_back_with_the_child_at_the_follow_up(cast: Cast) -> None:
    table = aloud(cast, "Ali Omar 15 m")
    decided(table, table.items[0], "support", cast.consultant)
    subject = table.items[0].subject
    approved(table)
    assert "15 år, oplyst" in shown(cast, reverse("desk:child", args=[subject]))
    meeting = planned(cast, days=9)
    cast.consultant.sign()
    (due,) = [one for one in suggestions(meeting) if one.kind == "followup"]
    assert due.age == 15
    (placement,) = placements_of(meeting, [f"followup-{due.id}"])
    assert (placement.birth_date, placement.age_told) == (None, 15)


def test_taken_up_again_it_is_still_told(cast: Cast) -> None:
    later = planned(cast, days=14)
    table = aloud(cast, "Ali Omar 15 m")
    decided(table, table.items[0], "again")
    approved(table)
    cast.consultant.sign()
    assert Item.objects.get(meeting=later).age_told == 15


def test_it_decides_which_words_make_sense_like_a_birth_date(cast: Cast) -> None:
    table = aloud(cast, "Ali Omar 21 m")
    with pytest.raises(Refused, match="Svar først"):
        decided(table, table.items[0], "notification", cast.consultant)
    table = aloud(cast, "Uffe Dal")
    assert decided(table, table.items[0], "notification", cast.consultant).question == "", "an age unknown asks nothing"


def test_a_birth_date_takes_its_place(cast: Cast) -> None:
    table = aloud(cast, "Ali Omar 15 m")
    item, born = table.items[0], date(clock.today().year - 16, 1, 2)
    identifying.tell(
        cast.consultant.sign(), item=item, version=item.version, name="Ali Omar", birth_date=born, age_told=None
    )
    person = Person.objects.get(pk=item.subject)
    assert (person.birth_date, person.age_told, person.age_told_on) == (born, None, None)
    page = shown(cast, f"/moeder/punkt/{item.pk}/")
    assert "år på mødedagen" in page
    assert "(oplyst)" not in page
    assert "Oplyst alder" not in page


def test_an_age_told_later_at_the_table_goes_to_the_child(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", born=None))
    item = table.items[0]
    identifying.tell(
        cast.consultant.sign(), item=item, version=item.version, name="Jonas Holm", birth_date=None, age_told=14
    )
    assert Person.objects.get(pk=item.subject).age_told == 14


def test_a_meeting_called_now_and_a_name_said_later_keep_it_too(cast: Cast) -> None:
    actor = cast.consultant.sign()
    called = urgent.call_now(
        actor, forum=cast.forum, name="Ali Omar", birth_date=None, age_told=15, present=[cast.social_worker.staff],
        necessity="valg af indsats",
    )  # fmt: skip
    assert (called.age_told, Person.objects.get(pk=called.subject).age_told) == (15, 15)
    table = opened(Table(cast, planned(cast)))
    item = discussing.begin(
        cast.consultant.sign(), meeting=table.meeting, because="Vi er i tvivl om vold",
        needed=[cast.social_worker.staff.pk], necessity="valg af indsats",
    )  # fmt: skip
    item = table.fresh(item)
    named = discussing.say_name(cast.consultant.sign(), item=item, name="Mia Dal", birth_date=None, age_told=13)
    assert (named.age_told, Person.objects.get(pk=named.subject).age_told) == (13, 13)


@pytest.mark.parametrize(("days", "age"), [(0, 15), (364, 15), (366, 16), (731, 17)])
def test_by_a_later_day_somebody_is_at_least_so_old(days: int, age: int) -> None:
    told_on = date(2026, 11, 24)
    assert age_since_told(15, told_on, told_on + timedelta(days=days)) == age


def test_a_child_whose_birth_date_stands_on_the_record_alone_has_an_age_at_the_table(cast: Cast) -> None:
    """A concern tells no birth date; the record that the door has tied it to does."""
    table = placed(cast, "Jonas Holm")
    subject = table.items[0].subject
    meeting = planned(cast, days=3)
    actor = cast.consultant.sign()
    from_concern = placements_of(meeting, [])
    assert from_concern == []
    (item,) = capturing.place(
        actor, meeting=meeting, necessity="valg af indsats",
        placements=[capturing.Placement(label="Jonas Holm", source="concern", subject=subject)],
    )  # fmt: skip
    assert item.birth_date == Person.objects.get(pk=subject).birth_date


def test_who_was_not_identified_stays_so_in_the_approved_minutes(cast: Cast) -> None:
    """The item closes at approval, and its line has no child to be called by."""
    table = aloud(cast, "ukendt dreng 15", days=0)
    decided(table, table.items[0], "support", cast.social_worker, answer="unknown")
    minutes = f"/moeder/{table.meeting.pk}/referat/"
    actor = cast.consultant.sign()
    table.meeting = closing.end_meeting(actor, meeting=table.meeting)
    for _time in range(2):
        page = shown(cast, minutes)
        assert "ikke identificeret" in page.split("Beslutninger med børnenes navne")[1]
        if table.meeting.state == "held":
            table.meeting = closing.approve(cast.consultant.sign(), meeting=table.meeting)
    assert table.meeting.state == "approved"


def test_who_was_not_identified_and_is_taken_up_again_stands_so_on_the_day_of_the_responsible(cast: Cast) -> None:
    table = aloud(cast, "ukendt dreng 15", days=0)
    planned(cast, days=9)
    decided(table, table.items[0], "again", cast.social_worker)
    approved(table)
    day = cast.client("social_worker").get("/").content.decode()
    assert "ikke identificeret" in day.split('id="taken-up"')[1].split("</section>")[0]
