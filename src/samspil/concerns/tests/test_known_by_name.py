"""A line that tells a name and no more: who is known by that name is asked about, and chosen by nobody in advance."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from samspil.concerns.actions import Choices
from samspil.concerns.queries.preview import preview
from samspil.concerns.tests.made import VERA, keep, receive, row
from samspil.lib import cpr as numbers
from samspil.lib.calendars import age_on
from samspil.people.actions import find_or_create
from samspil.people.queries import Child


def test_the_name_alone_is_asked_about_and_chosen_by_nobody(cast):
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen"))
    line = preview(actor, keep(cast, actor, row(5, "Vera Ottosen"))).lines[0]
    assert ([one.person.pk for one in line.candidates], line.default) == ([known.pk], None)


def test_a_name_alone_on_the_lists_of_two_meetings_is_asked_about_and_either_answer_holds(cast):
    actor = cast.consultant.sign()
    first = receive(cast, actor, row(2, "Bo Lind", text="set")).entries.get()
    later = (row(2, "Bo Lind", text="slået"), row(3, "Vera Ottosen", VERA))
    line = preview(actor, keep(cast, actor, *later)).lines[0]
    assert (line.default, line.options) == (None, (f"pick-{first.subject}", "create", "skip"))
    same = receive(cast, actor, *later, choices=Choices({0: f"pick-{first.subject}"})).entries.get(name="Bo Lind")
    assert same.subject == first.subject
    other = receive(cast, actor, row(2, "Bo Lind", text="jaget"), choices=Choices({0: "create"})).entries.get()
    assert other.subject != first.subject


def test_who_is_known_by_the_same_name_is_asked_about_where_the_list_tells_no_birth_date(cast):
    """Met by a stranger: the consultant's own open case came in as a child whom nobody knows, and only the fast line asked."""
    actor = cast.consultant.sign()
    known = find_or_create(
        actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Ottosen", date(2011, 5, 12))
    )
    line = preview(actor, keep(cast, actor, row(5, "Vera Ottosen"))).lines[0]
    assert ([one.person.pk for one in line.candidates], line.default) == ([known.pk], None)
    received = receive(cast, actor, row(5, "Vera Ottosen"), choices=Choices({0: "create"}))
    entry = received.entries.get()
    page = cast.client("consultant").get(reverse("concerns:match", args=[entry.pk])).content.decode()
    assert "12.05.2011" in page  # who was not chosen can still be


def test_an_age_that_was_misheard_hides_nobody_of_the_same_name(cast):
    """Met by a stranger: "Anton 15" read aloud of one who is 17 became a second child, and nothing was asked."""
    actor = cast.consultant.sign()
    known = find_or_create(
        actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Ottosen", date(2011, 5, 12))
    )
    age = known.age_at(timezone.localdate())
    for told, asked in ((age + 3, [known.pk]), (age - 3, [known.pk]), (age + 4, [])):
        line = preview(actor, keep(cast, actor, row(5, "Vera Ottosen", age=told))).lines[0]
        assert [one.person.pk for one in line.candidates] == asked


def test_who_is_of_quite_another_age_is_not_asked_about(cast):
    actor = cast.consultant.sign()
    find_or_create(actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    line = preview(actor, keep(cast, actor, row(5, "Vera Ottosen", age=22))).lines[0]
    assert line.candidates == ()


def test_whom_one_knows_by_name_and_age_alone_is_asked_about_where_the_list_tells_the_birth_date(cast):
    """Met by a stranger: the child of an urgent meeting, of whom only the age was told, came in as a second one with the list."""
    actor = cast.consultant.sign()
    age = age_on(numbers.birth_date(VERA), timezone.localdate())
    known = find_or_create(
        actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", age_told=age), origin="own"
    )
    line = preview(actor, keep(cast, actor, row(5, "Vera Ottosen", VERA))).lines[0]
    assert ([one.person.pk for one in line.candidates], line.default) == ([known.pk], None)
    far = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Bo Lind", age_told=age - 5))
    line = preview(actor, keep(cast, actor, row(5, "Bo Lind", VERA))).lines[0]
    assert far.pk not in [one.person.pk for one in line.candidates]


def test_a_birth_date_that_comes_later_asks_whether_the_child_is_known(cast):
    """Met by a stranger: the real birth date was written on the line, and it went on being about a child whom nobody knows."""
    actor = cast.consultant.sign()
    find_or_create(actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    entry = receive(cast, actor, row(5, "Vera")).entries.get()
    said = {"name": "Vera Ottosen", "birth_date": "12.05.2011", "version": entry.version}
    client = cast.client("consultant")
    answer = client.post(reverse("concerns:correct", args=[entry.pk]), said)
    assert answer["Location"] == reverse("concerns:match", args=[entry.pk])
    shown = client.get(answer["Location"]).content.decode()
    assert "Måske kender du barnet i forvejen" in shown
    assert client.post(
        reverse("concerns:correct", args=[entry.pk]), said | {"text": "set", "version": entry.version + 1}
    )["Location"] == reverse("concerns:list", args=[entry.police_list_id])  # asked once
