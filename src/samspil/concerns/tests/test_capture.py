"""A list read aloud: each line an entry of the minutes, nothing guessed, nothing lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.access.models import History
from samspil.audit.models import Event
from samspil.concerns import actions
from samspil.concerns.actions import Captured
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.tests.made import VERA
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Seat, SeatHolder
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests import clock
from tests.cast import Cast, as_role


def say(cast: Cast, line: str, member: str = "consultant", **said) -> Captured:
    actor = cast.members[member].sign()
    return actions.capture(actor, forum=cast.forum, owner_audience=cast.forum.door_id, line=line, **said)


def codes(captured: Captured) -> list[str]:
    return [note.code for note in captured.notes]


def test_a_name_and_an_age(cast):
    said = say(cast, "Jonas Holm 15 s cykeltyveri")
    entry = said.entry
    assert (entry.name, entry.age_told, entry.birth_date, entry.role, entry.text) == (
        "Jonas Holm", 15, None, "charged", "cykeltyveri",
    )  # fmt: skip
    assert (entry.owner_audience_id, entry.origin, entry.retention_kind) == (
        cast.forum.door_id,
        "police",
        "police_list",
    )
    assert entry.giver_unit_id == cast.units["local_police"].pk
    assert Person.objects.get(pk=entry.subject).name == "Jonas Holm"
    assert codes(said) == []
    with as_role("samspil_lock"):
        event = Event.objects.get(act="listentry.captured")
        assert (event.object_id, event.subject_key is not None) == (entry.pk, True)


def test_an_unknown_age_is_asked_for_and_never_guessed(cast):
    said = say(cast, "Jonas Holm")
    assert codes(said) == ["age_unknown"]
    assert (said.entry.birth_date, said.entry.age_told) == (None, None)


def test_somebody_not_identified_stays_so(cast):
    said = say(cast, "? a")
    assert codes(said) == ["not_identified", "age_unknown"]
    assert (said.entry.name, said.entry.subject, said.entry.role) == ("", None, "other")
    assert not Person.objects.exists()


def test_a_cpr_number_finds_the_child_and_is_nowhere_in_the_entry(cast):
    known = find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", cpr=VERA)
    )
    said = say(cast, "720511-4222 v")
    assert (said.entry.subject, said.entry.birth_date, codes(said)) == (known.pk, date(2011, 5, 12), [])
    with as_role("samspil_lock"):
        rows = [*ListEntry.objects.values(), *Event.objects.values(), *History.objects.values()]
        assert VERA not in str(rows)


def test_a_number_among_the_words_is_asked_about_and_nothing_is_written(cast):
    with pytest.raises(Refused, match="CPR-nummer blandt ordene") as refusal:
        say(cast, "Jonas Holm 15 m, slog 720511-4222")
    assert refusal.value.field == "line"
    cast.consultant.sign()
    assert not ListEntry.objects.exists()


def test_a_match_by_name_and_birth_date_is_offered_and_not_taken(cast):
    known = find_or_create(
        cast.consultant.sign(), owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12))
    )
    said = say(cast, "vera ottosen 120511")
    assert codes(said) == ["doubtful"]
    assert said.notes[0].candidates == (known,)
    assert said.entry.subject is None
    assert codes(say(cast, "Vera Ottosen 15")) == []  # a name and an age are no match


def test_under_fifteen_is_suspected_whatever_is_said(cast):
    thirteen = (clock.today().year - 13) % 100
    said = say(cast, f"Aya Ali 6909{thirteen:02}-4333 s")
    assert (said.entry.role, codes(said)) == ("suspected", ["role_changed"])
    assert say(cast, "Aya Ali 14", role="s").entry.role == "suspected"
    assert say(cast, "Jonas Holm 15", role="s").entry.role == "charged"


def test_the_role_by_key_goes_before_the_word(cast):
    assert say(cast, "Jonas Holm 15 s", role="v").entry.role == "witness"
    assert say(cast, "Jonas Holm 15", role="witness").entry.role == "witness"
    with pytest.raises(Refused) as refusal:
        say(cast, "Jonas Holm 15", role="culprit")
    assert refusal.value.field == "role"


def test_below_the_bound_is_told_and_above_it_nothing_is_written(cast):
    assert codes(say(cast, "Ni År 9")) == ["below_age"]
    assert say(cast, "Femogtyve 25").entry.pk
    with pytest.raises(Refused) as refusal:
        say(cast, "Seksogtyve 26")
    assert refusal.value.field == "line"
    assert not ListEntry.objects.filter(name="Seksogtyve").exists()


@pytest.mark.parametrize("line", ["", "Jonas Holm 720511-422", "x" * 501])
def test_what_is_not_understood_is_given_back(cast, line):
    with pytest.raises(Refused) as refusal:
        say(cast, line)
    assert refusal.value.field == "line"


def test_all_lines_of_a_day_are_one_list(cast):
    for line in ("Jonas Holm 15", "Vera Ottosen 15"):
        say(cast, line)
    aloud = PoliceList.objects.get()
    assert (aloud.way, aloud.entries.count(), aloud.received_on) == ("aloud", 2, timezone.localdate())


def test_who_reads_aloud_gives_it(cast):
    said = say(cast, "Jonas Holm 15", said_by=cast.ssp_teacher.staff)
    assert (said.entry.said_by_id, said.entry.giver_unit_id) == (cast.ssp_teacher.staff.pk, cast.units["school"].pk)


def test_enter_twice_is_one_entry(cast):
    key = uuid4()
    first = say(cast, "Jonas Holm 15", key=key)
    assert say(cast, "Jonas Holm 15", key=key).entry.pk == first.entry.pk
    assert ListEntry.objects.count() == 1


def test_enter_twice_in_one_moment_is_one_entry(cast, monkeypatch):
    key = uuid4()
    first = say(cast, "Jonas Holm 15", key=key)
    monkeypatch.setattr("samspil.concerns.actions.speaking._captured", lambda actor, key: None)
    assert say(cast, "Jonas Holm 15", key=key).entry.pk == first.entry.pk
    assert ListEntry.objects.count() == 1


def test_somebody_not_identified_is_named_later(cast):
    entry = say(cast, "? 15").entry
    actor = cast.consultant.sign()
    named = actions.correct(actor, entry=entry, version=1, name="Jonas Holm", birth_date=None, role=None, text="")
    assert (named.name, named.subject) == ("Jonas Holm", None)
    assert Person.objects.get(pk=actions.person_of(actor, entry=named)).name == "Jonas Holm"


def test_only_who_keeps_the_minutes_writes_down(cast):
    for member in ("police_officer", "outsider", "administrator"):
        with pytest.raises(Refused):
            say(cast, "Jonas Holm 15", member=member)
    assert not ListEntry.objects.exists()


def test_nothing_stands_where_it_cannot_be_recorded(cast, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("samspil.concerns.actions.speaking.record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        say(cast, "Jonas Holm 15")
    assert not ListEntry.objects.exists()


def without_police(cast: Cast) -> None:
    """Nobody of the police sits in the forum any more."""
    with as_role("samspil_owner"):
        SeatHolder.objects.filter(seat__forum=cast.forum, seat__unit=cast.units["local_police"]).delete()
        Seat.objects.filter(forum=cast.forum, unit=cast.units["local_police"]).delete()


def test_where_the_police_sit_they_give_whoever_is_named(cast):
    assert say(cast, "Jonas Holm 15", giver_id=cast.units["family"].pk).entry.giver_unit == cast.units["local_police"]


def test_without_police_whoever_reads_aloud_gives_and_the_police_s_mark_is_on_nothing(cast):
    without_police(cast)
    entry = say(cast, "Jonas Holm 15").entry
    assert entry.giver_unit == cast.units["ssp"], "the unit for which the writer sits there"
    assert {entry.origin, entry.police_list.origin, Person.objects.get(pk=entry.subject).origin} == {"own"}


def test_without_police_a_line_is_from_the_unit_that_was_chosen_and_so_is_the_next(cast):
    without_police(cast)
    entries = [say(cast, "Jonas Holm 15").entry, say(cast, "Aya Ali 15", giver_id=cast.units["family"].pk).entry]
    entries.append(say(cast, "Vera Ottosen 15", member="colleague").entry)
    entries.append(say(cast, "Bo Bech 15", giver_id=cast.units["school"].pk).entry)  # it has no seat there
    ssp, family = cast.units["ssp"], cast.units["family"]
    assert [entry.giver_unit for entry in entries] == [ssp, family, family, family]
    assert [entry.police_list.giver_unit for entry in entries] == [ssp, family, family, family]
    assert PoliceList.objects.count() == 2


def test_an_event_is_the_police_s_only_where_a_line_of_it_is(cast):
    told = {"owner_audience": cast.forum.door_id, "text": "Slagsmål ved hallen"}
    police = say(cast, "Jonas Holm 15").entry
    without_police(cast)
    others = [say(cast, line).entry for line in ("Aya Ali 15", "Vera Ottosen 15")]
    actor = cast.consultant.sign()
    assert actions.tell_event(actor, entries=others, **told).origin == "own"
    assert actions.tell_event(actor, entries=[*others, police], **told).origin == "police"


# --- correcting ---------------------------------------------------------------------------------------------------
def test_what_was_written_down_is_corrected_with_its_record(cast):
    entry = say(cast, "Jonas Holn 15").entry
    actor = cast.consultant.sign()
    corrected = actions.correct(
        actor,
        entry=entry,
        version=entry.version,
        name="Jonas Holm",
        birth_date=date(clock.today().year - 14, 1, 2),
        role="charged",
        text="x",
    )
    assert (corrected.name, corrected.role, corrected.text) == ("Jonas Holm", "suspected", "x")
    person = Person.objects.get(pk=corrected.subject)
    assert (person.name, person.name_folded, person.birth_date) == (
        "Jonas Holm",
        "holm jonas",
        date(clock.today().year - 14, 1, 2),
    )
    assert History.objects.get(parent_table="concerns_listentry").was["name"] == "Jonas Holn"


def test_who_was_fourteen_when_it_happened_is_suspected_though_fifteen_today(cast: Cast) -> None:
    born, today = clock.today() - timedelta(days=15 * 365 + 34), clock.today()
    for happened, role in ((today - timedelta(days=90), "suspected"), (None, "charged")):
        entry = say(cast, "Jonas Holm 15").entry
        ListEntry.objects.filter(pk=entry.pk).update(happened_on=happened)
        entry.refresh_from_db()
        corrected = actions.correct(
            cast.consultant.sign(), entry=entry, version=entry.version, name="Jonas Holm", birth_date=born,
            role="charged", text="x",
        )  # fmt: skip
        assert corrected.role == role


def test_two_who_correct_at_once_see_each_other(cast):
    entry = say(cast, "Jonas Holn 15").entry
    said = {"birth_date": None, "role": None, "text": ""}
    actions.correct(cast.colleague.sign(), entry=entry, version=1, name="Jonas Holm", **said)
    actor = cast.consultant.sign()
    with pytest.raises(Conflict) as conflict:
        actions.correct(actor, entry=ListEntry.objects.get(), version=1, name="Jonas Hohn", **said)
    theirs, mine = conflict.value.theirs, conflict.value.mine
    assert (theirs["name"], theirs["text"], theirs["birth_date"]) == ("Jonas Holm", "", None)
    assert theirs.keys() == mine.keys() >= {"name", "birth_date", "role", "text"}


def test_who_does_not_keep_the_entry_corrects_nothing(cast):
    entry = say(cast, "Jonas Holn 15").entry
    with pytest.raises(Refused):
        actions.correct(
            cast.police_officer.sign(), entry=entry, version=1, name="x", birth_date=None, role=None, text=""
        )


# --- matching -----------------------------------------------------------------------------------------------------
def test_choosing_and_taking_it_back(cast):
    actor = cast.consultant.sign()
    known = find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    entry = say(cast, "Vera Ottosen 120511").entry
    matched = actions.rematch(actor, entry=entry, version=1, person_id=known.pk)
    assert matched.subject == known.pk
    other = actions.rematch(actor, entry=matched, version=matched.version, person_id=None)
    assert other.subject not in {None, known.pk}
    again = actions.rematch(actor, entry=other, version=other.version, person_id=known.pk)
    assert again.subject == known.pk
    # the record that was made for the wrong match is gone
    assert list(Person.objects.values_list("pk", flat=True)) == [known.pk]
    with as_role("samspil_lock"):
        assert Event.objects.filter(act="listentry.rematched").count() == 3


def test_a_record_of_the_unit_gets_one_beside_it(cast):
    actor = cast.consultant.sign()
    ours = find_or_create(
        actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Ottosen", date(2011, 5, 12))
    )
    entry = say(cast, "Vera Ottosen 120511").entry
    matched = actions.rematch(actor, entry=entry, version=1, person_id=ours.pk)
    assert matched.subject != ours.pk
    assert Person.objects.get(pk=matched.subject).owner_audience_id == cast.forum.door_id


def test_a_match_meets_its_bounds(cast):
    entry = say(cast, "?").entry
    actor = cast.consultant.sign()
    with pytest.raises(Refused):
        actions.rematch(actor, entry=entry, version=1, person_id=None)
    named = say(cast, "Jonas Holm 15").entry
    with pytest.raises(Conflict):
        actions.rematch(actor, entry=named, version=7, person_id=None)
    with pytest.raises(Refused):
        actions.rematch(cast.police_officer.sign(), entry=named, version=1, person_id=None)


def test_the_record_of_an_entry_is_made_when_it_is_asked_for(cast):
    actor = cast.consultant.sign()
    find_or_create(actor, owner_audience=cast.forum.door_id, child=Child("Vera Ottosen", date(2011, 5, 12)))
    entry = say(cast, "Vera Ottosen 120511").entry
    made = actions.person_of(actor, entry=entry)
    entry.refresh_from_db()
    assert entry.subject == made
    assert actions.person_of(actor, entry=entry) == made


def test_a_name_that_the_forum_knows_with_nothing_more_is_asked_about_and_never_joined(cast):
    """Two meetings, one name, neither number nor birth date: nobody knows but who sits there."""
    first = say(cast, "Jonas Holm 15 s cykeltyveri").entry
    again = say(cast, "Jonas  Holm 15 s hærværk")
    assert "doubtful" in codes(again)
    assert again.entry.subject is None, "nothing is joined by itself"
    (note,) = [note for note in again.notes if note.code == "doubtful"]
    assert [person.pk for person in note.candidates] == [first.subject]
    page = cast.client("consultant").get(reverse("concerns:match", args=[again.entry.pk])).content.decode()
    assert f'value="pick-{first.subject}"' in page
    actor = cast.consultant.sign()
    same = actions.rematch(actor, entry=again.entry, version=again.entry.version, person_id=first.subject)
    assert same.subject == first.subject
    other = say(cast, "Jonas Holm 15 s tyveri").entry
    assert actions.rematch(actor, entry=other, version=other.version, person_id=None).subject != first.subject


@pytest.mark.parametrize("line", ["Jonas Holm 720511-4222", "Jonas Holm 12.05.2012", "Jonas Holmgaard", "Holm"])
def test_a_name_with_more_or_another_name_is_not_asked_about(cast, line):
    say(cast, "Jonas Holm 15 s cykeltyveri")
    assert "doubtful" not in codes(say(cast, line))


def test_a_name_that_another_door_keeps_is_not_asked_about(cast):
    actor = cast.social_worker.sign()
    find_or_create(
        actor, owner_audience=cast.units["family"].audience_id, child=Child("Jonas Holm"), retention_kind="case"
    )
    assert "doubtful" not in codes(say(cast, "Jonas Holm 15 s cykeltyveri"))
