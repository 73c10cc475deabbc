"""What the rows of a received list become: whom they are about, with age, role and event, and when they come again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.access.models import History
from samspil.concerns import actions
from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.models import Incident, ListEntry, PoliceList
from samspil.concerns.queries.preview import preview
from samspil.concerns.reader import Problem
from samspil.concerns.tests.made import AYA, JONAS, VERA, acts, keep, reading, receive, row
from samspil.lib.refusals import Refused
from samspil.people.actions import correct, find_or_create
from samspil.people.models import Identity, Person
from samspil.people.queries import Child
from tests.cast import as_role

THEFT = {"reference": "0100-1", "place": "Stationen", "date": date(2026, 11, 18), "text": "Tog en cykel"}


# --- who it is ----------------------------------------------------------------------------------------------------
def test_a_child_known_to_the_door_by_number_is_picked(cast):
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", cpr=VERA))
    line = preview(actor, keep(cast, actor, row(5, "Ottosen, Vera", VERA))).lines[0]
    assert (line.default, line.options) == (f"pick-{known.pk}", (f"pick-{known.pk}", "other", "skip"))
    assert receive(cast, actor, row(5, "Ottosen, Vera", VERA)).entries.get().subject == known.pk


def test_a_match_by_name_and_birth_date_must_be_chosen(cast):
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    vera = row(5, "VERA OTTOSEN", birth_date=date(2011, 5, 12))
    assert preview(actor, keep(cast, actor, vera)).lines[0].default is None
    with pytest.raises(Refused) as refusal:
        receive(cast, actor, vera)
    assert refusal.value.field == "line-0"
    picked = receive(cast, actor, vera, choices=Choices({0: f"pick-{known.pk}"}))
    assert picked.entries.get().subject == known.pk


@pytest.mark.parametrize("by_number", [True, False])
def test_a_name_that_the_child_had_before_makes_no_double(cast, by_number):
    actor = cast.consultant.sign()
    born = date(2011, 5, 12)
    child = Child("Vera Gammel", born, VERA if by_number else None)
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=child)
    correct(actor, person_id=known.pk, was="Vera Gammel", name="Vera Nytnavn", birth_date=born)
    again = row(5, "Vera Gammel", VERA if by_number else None, birth_date=born, text="tyveri")
    (line,) = preview(actor, keep(cast, actor, again)).lines
    assert [(one.person.pk, one.had_the_name) for one in line.candidates] == [(known.pk, not by_number)]
    assert line.default == (f"pick-{known.pk}" if by_number else None)
    assert not any(option.startswith("rename") for option in line.options)
    entry = receive(cast, actor, again, choices=Choices({0: f"pick-{known.pk}"})).entries.get()
    assert (entry.subject, entry.name) == (known.pk, "Vera Nytnavn")
    assert Person.objects.count() == 1


def test_a_line_with_the_name_from_before_stands_beside_the_one_from_this_week(cast):
    actor = cast.consultant.sign()
    vera = row(5, "Vera Gammel", VERA, text="tyveri", place="Torvet")
    entry = receive(cast, actor, vera).entries.get()
    correct(actor, person_id=entry.subject, was="Vera Gammel", name="Vera Nytnavn", birth_date=None)
    ListEntry.objects.filter(pk=entry.pk).update(name="Vera Nytnavn")
    again = row(2, "Vera Gammel", birth_date=date(2011, 5, 12), text="tyveri", place="Torvet", role="suspected")
    (line,) = preview(actor, keep(cast, actor, again)).lines
    assert line.difference.changed is not None
    assert line.known_as == "Vera Nytnavn"


def test_a_number_beside_quite_another_name_must_be_chosen(cast):
    actor = cast.consultant.sign()
    find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", cpr=VERA))
    assert preview(actor, keep(cast, actor, row(5, "Jonas Holm", VERA))).lines[0].default is None


def test_a_record_of_another_audience_is_never_named_on_the_entry(cast):
    actor = cast.consultant.sign()
    ours = find_or_create(
        actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Ottosen", date(2011, 5, 12))
    )
    vera = row(5, "Vera Ottosen", birth_date=date(2011, 5, 12))
    entry = receive(cast, actor, vera, choices=Choices({0: f"pick-{ours.pk}"})).entries.get()
    door = Person.objects.get(pk=entry.subject)
    assert (door.owner_audience_id, door.pk != ours.pk) == (cast.forum.door_id, True)
    with as_role("samspil_lock"):
        assert (
            len(set(Identity.objects.filter(person_id__in=[ours.pk, door.pk]).values_list("identity", flat=True))) == 1
        )
    assert acts("person.tied") == ["person.tied"]


def test_only_what_is_offered_can_be_chosen(cast):
    actor = cast.consultant.sign()
    stranger = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Jonas Holm", cpr=JONAS))
    for answer in (f"pick-{stranger.pk}", "update", "everything"):
        with pytest.raises(Refused), transaction.atomic():
            receive(cast, actor, row(5, "Vera Ottosen", VERA), choices=Choices({0: answer}))
    assert not ListEntry.objects.exists()


def test_a_row_that_is_left_out_leaves_nothing(cast):
    actor = cast.consultant.sign()
    receive(cast, actor, row(5, "Vera Ottosen", VERA), row(6, "Jonas Holm", JONAS), choices=Choices({0: "skip"}))
    assert [entry.name for entry in ListEntry.objects.all()] == ["Jonas Holm"]
    assert [person.name for person in Person.objects.all()] == ["Jonas Holm"]


def test_several_rows_of_one_child_and_two_children_of_one_name(cast):
    actor = cast.consultant.sign()
    born = date(2011, 5, 12)
    received = receive(
        cast, actor,
        row(2, "Vera Ottosen", VERA, text="a"), row(3, "Vera Ottosen", VERA, text="b"),
        row(4, "Jonas Holm", birth_date=born, text="a"), row(5, "Holm, Jonas", birth_date=born, text="b"),
        row(6, "Bo Lind", text="a"), row(7, "Bo Lind", text="b"), choices=Choices({5: "create"}),
    )  # fmt: skip
    subjects = list(received.entries.order_by("row").values_list("subject", flat=True))
    assert subjects[0] == subjects[1]
    assert subjects[2] == subjects[3]
    assert subjects[4] != subjects[5]


def test_somebody_not_identified_has_no_record(cast):
    received = receive(cast, cast.consultant.sign(), row(2, None, None, text="ukendt dreng"))
    entry = received.entries.get()
    assert (entry.name, entry.subject) == ("", None)
    assert not Person.objects.exists()


# --- age and role -------------------------------------------------------------------------------------------------
def test_under_fifteen_nobody_is_charged(cast):
    young = row(5, "Aya Ali", AYA, role="charged", date=date(2026, 11, 20))
    then = row(6, "Vera Ottosen", VERA, role="convicted", date=date(2026, 5, 11))  # the day before turning 15
    now = row(7, "Jonas Holm", JONAS, role="charged")
    roles = (
        receive(cast, cast.consultant.sign(), young, then, now).entries.order_by("row").values_list("role", flat=True)
    )
    assert list(roles) == ["suspected", "suspected", "charged"]


@pytest.mark.covers("VAL-84", verb="policelist.received")
def test_the_bounds_of_the_forum(cast):
    actor = cast.consultant.sign()
    day = date(2026, 11, 24)
    rows = [
        row(2, "Ni År", birth_date=date(2016, 11, 25)),
        row(3, "Ti År", birth_date=date(2016, 11, 24)),
        row(4, "Femogtyve År", birth_date=date(2000, 11, 25)),
        row(5, "Seksogtyve År", birth_date=date(2000, 11, 24)),
    ]
    key = keep(cast, actor, *rows, meets_on=day)
    seen = preview(actor, key)
    assert [(line.age, line.is_below, line.is_above, line.default, line.options) for line in seen.lines] == [
        (9, True, False, "skip", ("create", "skip")),
        (10, False, False, "create", ("create", "skip")),
        (25, False, False, "create", ("create", "skip")),
        (26, False, True, "skip", ("skip",)),
    ]
    assert seen.family is not None
    assert seen.family.pk == cast.units["family"].pk
    with pytest.raises(Refused), transaction.atomic():
        actions.receive_list(actor, key=key, choices=Choices({3: "create"}))
    received = actions.receive_list(actor, key=key, choices=Choices({0: "create"}))
    assert list(received.entries.order_by("row").values_list("name", flat=True)) == ["Ni År", "Ti År", "Femogtyve År"]


# --- events -------------------------------------------------------------------------------------------------------
def test_rows_of_one_event_tell_it_once(cast):
    actor = cast.consultant.sign()
    rows = [row(2, "Vera Ottosen", VERA, role="witness", **THEFT),
            row(3, "Jonas Holm", JONAS, role="charged", **THEFT),
            row(4, "Aya Ali", AYA, **THEFT | {"text": "Stod ved siden af"}),
            row(5, "Bo Lind", text="alene")]  # fmt: skip
    (event,) = preview(actor, keep(cast, actor, *rows)).events
    assert (event.members, event.texts, event.names) == ((0, 1, 2), ("Tog en cykel", "Stod ved siden af"), ())
    assert not event.is_sure, "the words differ: a person says what happened"
    received = receive(cast, actor, *rows, choices=Choices(events={"0": EventChoice("En cykel blev taget")}))
    incident = Incident.objects.get()
    assert (incident.text, incident.place, incident.reference) == ("En cykel blev taget", "Stationen", "0100-1")
    entries = received.entries.order_by("row")
    assert [(entry.text, entry.role, entry.incident_id == incident.pk) for entry in entries] == [
        ("Tog en cykel", "witness", True), ("Tog en cykel", "charged", True), ("Stod ved siden af", None, True), ("alene", None, False),
    ]  # fmt: skip


def test_an_event_that_is_not_confirmed_is_none(cast):
    actor = cast.consultant.sign()
    received = receive(cast, actor, row(2, "Vera Ottosen", VERA, **THEFT), row(3, "Jonas Holm", JONAS, **THEFT))
    assert not Incident.objects.exists()
    assert {entry.text for entry in received.entries.all()} == {"Tog en cykel"}


def test_an_event_of_one_is_none(cast):
    actor = cast.consultant.sign()
    rows = (row(2, "Vera Ottosen", VERA, **THEFT), row(3, "Jonas Holm", JONAS, **THEFT))
    receive(cast, actor, *rows, choices=Choices({0: "skip"}, {"0": EventChoice("Tog en cykel")}))
    assert not Incident.objects.exists()
    assert ListEntry.objects.get().text == "Tog en cykel"


def test_one_place_and_day_is_one_event_and_two_numbers_are_two(cast):
    actor = cast.consultant.sign()
    place = {"place": "Stationen", "date": date(2026, 11, 18)}
    rows = [row(2, "A B", **place), row(3, "C D", **place), row(4, "E F", reference="1", **place),
            row(5, "G H", reference="2", **place), row(6, "I J", place="Stationen")]  # fmt: skip
    assert [event.members for event in preview(actor, keep(cast, actor, *rows)).events] == [(0, 1)]


def test_a_name_in_the_words_of_an_event_must_go_or_be_confirmed(cast):
    actor = cast.consultant.sign()
    told = THEFT | {"text": "Vera og Holm tog en cykel"}
    rows = (row(2, "Vera Ottosen", VERA, **told), row(3, "Jonas Holm", JONAS, **told))
    assert preview(actor, keep(cast, actor, *rows)).events[0].names == ("Vera", "Holm")
    with pytest.raises(Refused, match="Vera") as refusal, transaction.atomic():
        receive(cast, actor, *rows, choices=Choices(events={"0": EventChoice(told["text"])}))
    assert refusal.value.field == "event_text-0"
    receive(cast, actor, *rows, choices=Choices(events={"0": EventChoice("To ved holm", names_are_words=True)}))
    assert Incident.objects.get().text == "To ved holm"


# --- the same list twice ------------------------------------------------------------------------------------------
def test_a_list_that_comes_again_shows_what_is_new_changed_and_gone(cast):
    actor = cast.consultant.sign()
    receive(
        cast, actor, row(2, "Vera Ottosen", VERA, reference="1"), row(3, "Jonas Holm", JONAS, reference="2", text="a"),
        row(4, "Bo Lind"), row(5, "Aya Ali", AYA),
    )  # fmt: skip
    before = {entry.name: entry.pk for entry in ListEntry.objects.all()}
    again = (
        row(2, "Vera Ottosen", VERA, reference="1"),
        row(3, "Jonas Holm", JONAS, reference="2", text="b", role="victim"),
        row(4, "Bo Lind", text="set"), row(9, "Ny Person"),
    )  # fmt: skip
    seen = preview(actor, keep(cast, actor, *again))
    assert [(line.is_same, bool(line.difference.changed), line.default) for line in seen.lines] == [
        (True, False, "skip"), (False, True, "update"), (False, False, None), (False, False, "create"),
    ]  # fmt: skip
    assert seen.lines[1].changed_in == ("role", "text")
    assert {entry.name for entry in seen.gone} == {"Bo Lind", "Aya Ali"}  # by name alone nobody is the same
    assert [one.by_name_alone for one in seen.lines[2].candidates] == [True], "it is asked whether it is the same child"
    receive(cast, actor, *again, choices=Choices({2: "create"}))
    jonas = ListEntry.objects.get(pk=before["Jonas Holm"])
    assert (jonas.text, jonas.role) == ("b", "victim")
    assert History.objects.get(parent_table="concerns_listentry", parent_id=jonas.pk).was["text"] == "a"
    assert ListEntry.objects.filter(name="Vera Ottosen").count() == 1
    assert Person.objects.filter(cpr_hash__isnull=False).count() == 3
    assert acts("listentry.changed") == ["listentry.changed"]


def test_a_corrected_row_keeps_the_event_it_was_told_in(cast):
    actor = cast.consultant.sign()
    rows = [row(2, "Vera Ottosen", VERA, **THEFT), row(3, "Jonas Holm", JONAS, **THEFT)]
    receive(cast, actor, *rows, choices=Choices(events={"0": EventChoice("Tog en cykel")}))
    receive(cast, actor, rows[0], row(3, "Jonas Holm", JONAS, role="witness", **THEFT))
    assert [(entry.text, entry.role, entry.incident_id is not None) for entry in ListEntry.objects.order_by("row")] == [
        ("", None, True), ("", "witness", True),
    ]  # fmt: skip


def test_last_weeks_list_is_another_list(cast):
    actor = cast.consultant.sign()
    receive(cast, actor, row(2, "Vera Ottosen", VERA))
    PoliceList.objects.update(received_on=timezone.localdate(actor.at) - timedelta(days=8))
    line = preview(actor, keep(cast, actor, row(2, "Vera Ottosen", VERA))).lines[0]
    assert not line.is_same
    assert line.default.startswith("pick-")


# --- what is asked and not guessed --------------------------------------------------------------------------------
def test_one_name_in_two_spellings_is_asked_about_and_never_joined_in_silence(cast):
    actor = cast.consultant.sign()
    born = date(2011, 5, 12)
    spelled = ["Aage Holm", "Åge Holm", "HOLM, ÅGE", "Aage Holm"]
    rows = [row(n, name, birth_date=born, text=f"tyveri {n}") for n, name in enumerate(spelled, 2)]
    seen = preview(actor, keep(cast, actor, *rows))
    assert [line.alike for line in seen.lines] == [(), (0,), (), ()]
    assert [line.default for line in seen.lines] == ["create", None, "create", "create"]
    with pytest.raises(Refused) as refusal, transaction.atomic():
        receive(cast, actor, *rows)
    assert refusal.value.field == "line-1"
    for answer, children in (("create", 2), ("same-0", 1)):
        mark = transaction.savepoint()
        received = receive(cast, actor, *rows, choices=Choices({1: answer}))
        first, second, third, fourth = received.entries.order_by("row").values_list("subject", flat=True)
        assert (first == fourth, second == third, len({first, second})) == (True, True, children)
        transaction.savepoint_rollback(mark)


@pytest.mark.parametrize("stood", [date(2026, 11, 12), date(2026, 12, 11), date(2026, 11, 18)])
def test_a_day_in_doubt_is_not_taken_for_the_day_of_the_line_from_before(cast, stood):
    actor = cast.consultant.sign()
    receive(cast, actor, row(2, "Vera Ottosen", VERA, text="tyveri", place="Torvet", date=stood))
    doubt = Problem(2, "date", "Række 2 kan ikke læses sikkert: »11/12/2026«.")
    again = row(
        2, "Vera Ottosen", VERA, text="tyveri på torvet", place="Torvet",
        date_choices=(date(2026, 11, 12), date(2026, 12, 11)),
    )  # fmt: skip
    key = actions.keep_reading(
        actor, forum=cast.forum, giver=cast.units["local_police"], meets_on=None,
        reading=reading(again, problems=(doubt,)),
    )  # fmt: skip
    (line,) = preview(actor, key).lines
    assert (line.default, line.day_told) == (None, doubt.message)
    page = cast.client("consultant").get(reverse("concerns:preview", args=[key])).content.decode()
    assert f"Dato: {stood:%-d.%-m.%Y} → skal vælges" in page
    assert page.count("»11/12/2026«") >= 2, "beside the change and where the day is asked for"


def test_rows_that_wait_for_a_day_are_not_said_to_be_taken_as_they_stand(cast):
    actor = cast.consultant.sign()
    days = (date(2026, 11, 12), date(2026, 12, 11))
    key = keep(cast, actor, row(2, "Vera Ottosen", VERA), row(3, "Jonas Holm", JONAS, date_choices=days))
    client = cast.client("consultant")
    client.post(reverse("concerns:row", args=[key, 2]), {"name": "Aya Ali"})
    page = client.get(reverse("concerns:preview", args=[key])).content.decode()
    assert "2 rækker tages med, som de er" in page
    assert page.index("Én række, der venter på dit svar ovenfor") < page.rindex("Jonas Holm")
    assert "4 (skrevet i hånden)" in page
    assert "3 (skrevet i hånden)" not in page


def test_rows_that_say_the_same_within_one_file_are_not_said_to_have_stood_there_before(cast):
    actor = cast.consultant.sign()
    received = receive(cast, actor, row(2, "Vera Ottosen", VERA, text="a"), row(3, "Vera Ottosen", VERA, text="a"))
    page = cast.client("consultant").get(reverse("concerns:list", args=[received.pk])).content.decode()
    assert "1 række siger det samme som en anden række eller en tidligere liste." in page
    assert "i forvejen" not in page


def test_what_lies_unreceived_is_known_again_without_a_name_and_does_not_push_the_form_down(cast):
    actor = cast.consultant.sign()
    client = cast.client("consultant")
    for number in range(1, 5):
        cast.consultant.sign()
        keep(cast, actor, row(2, "Vera Ottosen", VERA), row(3, None, text="ukendt dreng"))
        page = client.get(reverse("concerns:upload")).content.decode()
        assert page.count("1 uden navn") == number
        assert page.count(cast.units["local_police"].name) > number
        assert "Vera" not in page
        assert ("<details><summary>" in " ".join(page.split()).replace("> <", "><")) is (number > 3)
