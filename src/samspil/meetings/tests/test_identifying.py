"""Age and identity told at the table, and a child's record for a concern."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from samspil.audit.models import Event
from samspil.concerns.models import Concern, ListEntry
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings.actions import capturing, identifying
from samspil.meetings.actions.preparing import place
from samspil.meetings.models import Item, Meeting
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import BORN, Table, decided, opened, placed, planned
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast


def spoken(cast: Cast, line: str) -> Item:
    table = opened(placed(cast, "Aya Ali"))
    item, _notes = capturing.write_line(cast.consultant.sign(), meeting=table.meeting, line=line, key=uuid4())
    return table.fresh(item)


def test_an_age_told_at_the_table_stands_on_item_and_line(cast: Cast) -> None:
    item = spoken(cast, "Jonas Holm s")
    assert (item.birth_date, item.age_told) == (None, None)
    identifying.tell(
        cast.consultant.sign(), item=item, version=item.version, name="Jonas Holme", birth_date=None, age_told=14
    )
    item = Item.objects.select_related("entry").get(pk=item.pk)
    assert item.entry
    assert (item.label, item.age_told, item.entry.name, item.entry.age_told) == ("Jonas Holme", 14, "Jonas Holme", 14)
    assert Person.objects.get(pk=item.subject).name == "Jonas Holme"
    assert Event.objects.filter(act="item.told_who", object_id=item.pk).exists()


@pytest.mark.covers("BRO-60", verb="item.told_who")
def test_who_turns_out_to_be_an_adult_waits_for_the_adults_meeting(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", born=None))
    start = table.meeting.starts_at + timedelta(days=7)
    adults = Meeting.objects.create(
        forum=cast.forum, starts_at=start, ends_at=start + timedelta(hours=2), blocks=["under_18", "18_plus"]
    )
    item = table.items[0]
    moved = identifying.tell(
        cast.consultant.sign(), item=item, version=item.version, name="", birth_date=None, age_told=18
    )
    assert [one.meeting_id for one in moved] == [adults.pk]


def test_a_doubtful_match_is_joined_and_separated_again(cast: Cast) -> None:
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Jonas Holm", BORN))
    table = opened(placed(cast, "Jonas Holm"))
    item, first = table.items[0], table.items[0].subject
    assert first != known.pk
    joined = identifying.match(cast.consultant.sign(), item=item, version=item.version, person_id=known.pk)
    assert joined.subject == known.pk
    assert ListEntry.objects.get(pk=item.entry_id).subject == known.pk
    cast.police_officer.sign()
    assert set(Person.objects.values_list("pk", flat=True)) == {known.pk}, "those at the item read who is meant"
    item = table.fresh(item)
    cast.consultant.sign()
    apart = identifying.match(cast.consultant.sign(), item=table.fresh(item), version=item.version, person_id=None)
    assert apart.subject not in {None, known.pk}
    cast.police_officer.sign()
    assert set(Person.objects.values_list("pk", flat=True)) == {apart.subject}
    cast.consultant.sign()
    assert Event.objects.filter(act="item.matched", object_id=item.pk).count() == 2


def test_only_the_pen_says_who_it_is_and_not_after_the_decision(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    item = table.items[0]
    told = {"name": "X", "birth_date": None, "age_told": 12}
    actor = cast.police_officer.sign()
    with pytest.raises(Refused):
        identifying.tell(actor, item=item, version=item.version, **told)
    seen = item.version
    identifying.tell(cast.colleague.sign(), item=item, version=seen, **{**told, "name": "Y"})
    with pytest.raises(Conflict):
        identifying.tell(cast.consultant.sign(), item=table.fresh(item), version=seen, **told)
    decided(table, item, "continue")
    item = table.fresh(item)
    with pytest.raises(Refused):
        identifying.tell(actor, item=item, version=item.version, **told)


def test_the_page_asks_and_takes_the_answer(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", born=None))
    item, client = table.items[0], cast.client("consultant")
    path = f"/moeder/punkt/{item.pk}/hvem/"
    assert path in client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    assert path not in cast.client("police_officer").get(f"/moeder/punkt/{item.pk}/").content.decode()
    assert client.get(path).status_code == 200
    data = {"name": "Jonas Holm", "birth_date": f"{BORN:%d.%m.%Y}", "age_told": "", "version": str(item.version)}
    assert client.post(path, data).status_code == 303
    cast.consultant.sign()
    assert Item.objects.get(pk=item.pk).birth_date == BORN


def test_who_chooses_nobody_who_is_offered_is_told_so_at_the_question(cast: Cast) -> None:
    item, client = opened(placed(cast, "Jonas Holm")).items[0], cast.client("consultant")
    answer = client.post(f"/moeder/punkt/{item.pk}/hvem/", {"person": "", "version": str(item.version)})
    assert answer.status_code == 422
    assert answer.context["match"].errors.keys() == {"person"}
    cast.consultant.sign()
    assert Item.objects.get(pk=item.pk).subject == item.subject


def concern(cast: Cast, *, about: str = "child", who: str = "Alma Krogh") -> Concern:
    actor = cast.consultant.sign()
    return Concern.objects.create(
        owner_audience_id=cast.forum.door_id, forum_id=cast.forum.pk, about=about, who=who, text="Kommer ikke i skole",
        source="school", sender_id=cast.consultant.staff.pk, sender_unit_id=cast.consultant.unit.pk, event_at=actor.at,
    )  # fmt: skip


def concern_on_the_table(cast: Cast, sent: Concern) -> Table:
    meeting = planned(cast)
    actor = cast.consultant.sign()
    items = place(
        actor, meeting=meeting, placements=placements_of(meeting, [f"concern-{sent.pk}"]), necessity="valg af indsats"
    )
    meeting.refresh_from_db()
    return opened(Table(cast, meeting, items))


def test_a_decision_about_a_concern_is_about_the_child(cast: Cast) -> None:
    table = concern_on_the_table(cast, concern(cast))
    item = table.items[0]
    assert item.subject
    for key in ("consultant", "social_worker", "police_officer"):
        cast.members[key].sign()
        assert Person.objects.get(pk=item.subject).name == "Alma Krogh"
    cast.outsider.sign()
    assert not Person.objects.exists()
    decision = decided(table, item, "case", cast.social_worker, reason="Langt fravær")
    assert decision.subject == item.subject
    client = cast.client("social_worker")
    assert "Alma Krogh" in client.get(f"/barnet/{item.subject}/").content.decode()


@pytest.mark.parametrize(("about", "who"), [("group", "Gruppe ved skaterbanen"), ("child", "ukendt")])
def test_a_concern_about_nobody_named_makes_no_record(cast: Cast, about: str, who: str) -> None:
    assert concern_on_the_table(cast, concern(cast, about=about, who=who)).items[0].subject is None
    cast.consultant.sign()
    assert not Person.objects.exists()


def test_nothing_else_said_changes_nothing(cast: Cast) -> None:
    item = spoken(cast, "Jonas Holm s")
    client, cast_version = cast.client("consultant"), item.version
    typed = {"name": item.label, "birth_date": "", "age_told": "", "role": item.role or "", "version": item.version}
    assert client.post(f"/moeder/punkt/{item.pk}/hvem/", typed).status_code == 303
    cast.consultant.sign()
    assert Item.objects.get(pk=item.pk).version == cast_version


def test_an_item_that_was_changed_meanwhile_says_so_and_is_saved_next(cast: Cast) -> None:
    item = spoken(cast, "Jonas Holm 15 s")
    typed = {"word": "continue", "version": item.version, "idempotency_key": str(uuid4())}
    identifying.tell(
        cast.consultant.sign(), item=item, version=item.version, name="Jonas Holme", birth_date=None, age_told=15
    )
    client, address = cast.client("consultant"), f"/moeder/punkt/{item.pk}/beslut/"
    answer = client.post(address, typed)
    assert answer.status_code == 409
    assert "Punktet er ændret, mens du skrev. Læs det igen, og gem en gang til." in answer.content.decode()
    typed["version"] = str(Item.objects.get(pk=item.pk).version)
    assert client.post(address, typed).status_code == 303


def test_the_record_of_the_line_itself_is_nobody_whom_it_may_be(cast: Cast) -> None:
    known = find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Jonas Holm", BORN))
    item = spoken(cast, "Jonas Holm s")
    shown = cast.client("consultant").get(f"/moeder/punkt/{item.pk}/hvem/").content.decode()
    assert f'value="pick-{item.subject}"' not in shown
    assert "fødselsdato ukendt" not in shown
    assert known.pk
