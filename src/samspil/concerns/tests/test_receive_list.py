"""Receiving a list in a file: what is kept, who reads it, and that it happens once or not at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import Actor, now, sign
from samspil.access.models import History
from samspil.audit.models import Event
from samspil.concerns import actions
from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.queries.preview import list_of, preview
from samspil.concerns.reader import Problem
from samspil.concerns.tests.made import JONAS, VERA, acts, keep, reading, receive, row
from samspil.lib.refusals import NotVisible, Refused
from samspil.people.actions import find_or_create, find_or_create_many
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.sharing.models import Draft, RetentionRule
from tests.cast import Cast, as_role

THEFT = {"reference": "0100-1", "place": "Stationen", "date": date(2026, 11, 18), "text": "Tog en cykel"}


def test_a_list_becomes_entries_and_records_of_the_door(cast):
    actor = cast.consultant.sign()
    received = receive(cast, actor, row(5, "Vera Ottosen", VERA, role="witness"), row(6, "Jonas Holm", JONAS, text="x"))
    assert (received.owner_audience_id, received.origin, received.way) == (cast.forum.door_id, "police", "file")
    assert received.giver_unit_id == cast.units["local_police"].pk
    vera, jonas = received.entries.order_by("row")
    assert (vera.name, vera.row, vera.role, vera.birth_date) == ("Vera Ottosen", 5, "witness", date(2011, 5, 12))
    assert (jonas.text, jonas.origin, jonas.retention_kind) == ("x", "police", "police_list")
    persons = Person.objects.in_bulk([vera.subject, jonas.subject])
    assert {person.owner_audience_id for person in persons.values()} == {cast.forum.door_id}
    assert persons[vera.subject].name == "Vera Ottosen"
    assert acts("policelist.received", "listentry.received", "person.created") == (
        ["person.created"] * 2 + ["policelist.received"] + ["listentry.received"] * 2
    )


def test_only_the_door_reads_it(cast):
    receive(cast, cast.consultant.sign(), row(5, "Vera Ottosen", VERA))
    for member, sees in {
        "consultant": True, "colleague": True, "social_worker": True,  # they answer the door
        "police_officer": False, "ssp_teacher": False, "outsider": False, "administrator": False, "other_police": False,
    }.items():  # fmt: skip
        cast.members[member].sign()
        for model in (PoliceList, ListEntry, Person):
            assert model.objects.exists() is sees, (member, model)


def test_who_does_not_answer_the_door_takes_in_no_list(cast):
    for member, answer in {"police_officer": Refused, "outsider": NotVisible, "other_consultant": NotVisible}.items():
        actor = cast.members[member].sign()
        with pytest.raises(answer):
            keep(cast, actor, row(5, "Vera Ottosen", VERA))
    assert not Draft.objects.exists()


def test_a_forum_without_named_persons_takes_no_list(cast):
    cast.forum.named_persons = False
    with pytest.raises(Refused):
        keep(cast, cast.consultant.sign(), row(5, "Vera Ottosen", VERA))


def test_the_reading_is_its_readers_alone_and_holds_no_number_and_no_address(cast):
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(5, "Vera Ottosen", VERA, address="Mosevej 3, 9999 Nord"))
    kept = Draft.objects.get()
    assert kept.owner_audience_id == cast.consultant.staff.person_audience_id
    assert VERA not in str(kept.data)
    assert "Mosevej" not in str(kept.data)
    assert preview(actor, key).lines[0].line.cpr == VERA
    with pytest.raises(NotVisible):
        preview(cast.colleague.sign(), key)


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("uge 48.xlsx", "uge 48.xlsx"),
        (f"liste {VERA[:6]}-{VERA[6:]}.xlsx", ""),
        (f"{VERA}.csv", ""),
        (f"uge_48_{VERA}_ny.xlsx", ""),
    ],
)
def test_the_name_of_a_file_is_not_kept_where_it_holds_a_number(cast, file: str, kept: str):
    actor = cast.consultant.sign()
    key = actions.keep_reading(
        actor, forum=cast.forum, giver=cast.units["local_police"], meets_on=None, reading=reading(row(5, "Vera")),
        file=file,
    )  # fmt: skip
    draft = Draft.objects.get()
    assert draft.data["list"]["file"] == kept
    assert VERA not in str(draft.data).replace("-", "")
    page = cast.client("consultant").get(reverse("concerns:preview", args=[key])).content.decode()
    assert VERA not in page.replace("-", "")


def test_the_address_tells_the_district_and_nothing_else(cast):
    actor = cast.consultant.sign()
    entry = receive(cast, actor, row(5, "Vera Ottosen", VERA, address="Mosevej 3, 9999 Nord")).entries.get()
    assert Person.objects.get(pk=entry.subject).district_id == cast.units["ssp"].district_id
    with as_role("samspil_lock"):
        for model in (ListEntry, Person, History, Event, Draft, PoliceList):
            assert "Mosevej" not in str(list(model.objects.values()))


def test_the_same_request_twice_is_one_list(cast):
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(5, "Vera Ottosen", VERA))
    first = actions.receive_list(actor, key=key, choices=Choices())
    assert actions.receive_list(actor, key=key, choices=Choices()).pk == first.pk
    assert ListEntry.objects.count() == 1
    assert acts("policelist.received") == ["policelist.received"]
    assert not Draft.objects.exists()


def test_two_requests_in_one_moment_are_one_list(cast, monkeypatch):
    """The other request has committed between our look and our write."""
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(5, "Vera Ottosen", VERA))
    kept = Draft.objects.get()
    first = actions.receive_list(actor, key=key, choices=Choices())
    Draft.objects.create(owner_audience_id=kept.owner_audience_id, key=kept.key, data=kept.data)
    looks = iter([None])
    monkeypatch.setattr(
        "samspil.concerns.actions.receiving.list_of", lambda actor, key: next(looks, None) or list_of(actor, key)
    )
    assert actions.receive_list(actor, key=key, choices=Choices()).pk == first.pk
    assert ListEntry.objects.count() == 1


def test_nothing_is_received_where_it_cannot_be_recorded(cast, monkeypatch):
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(5, "Vera Ottosen", VERA))

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("samspil.concerns.actions.receiving.record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.receive_list(actor, key=key, choices=Choices())
    assert not PoliceList.objects.exists()
    assert not Person.objects.exists()
    assert Draft.objects.count() == 1


def test_a_whole_register_is_not_a_list(cast, monkeypatch):
    monkeypatch.setattr("samspil.concerns.policies.MOST_ROWS", 2)
    actor = cast.consultant.sign()
    keep(cast, actor, row(1, "A B"), row(2, "C D"))
    with pytest.raises(Refused):
        keep(cast, actor, row(1, "A B"), row(2, "C D"), row(3, "E F"))


def test_what_is_not_there_is_not_said_to_be_deleted(cast):
    key = keep(cast, cast.consultant.sign(), row(5, "Vera Ottosen", VERA))
    address = reverse("concerns:forget", args=[key])
    assert cast.client("police_officer").post(address).status_code == 404
    assert cast.client("consultant").post(address).status_code == 303
    assert cast.client("consultant").post(address).status_code == 404


def test_an_unknown_preview_is_not_there(cast):
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(5, "Vera Ottosen", VERA))
    actions.forget_reading(actor, key=key)
    for act in (
        lambda: actions.look_at(actor, key=key),
        lambda: actions.receive_list(actor, key=key, choices=Choices()),
    ):
        with pytest.raises(NotVisible):
            act()


def test_what_cannot_be_opened_any_more_says_so(cast, settings):
    actor = cast.consultant.sign()
    key = keep(cast, actor, row(5, "Vera Ottosen", VERA))
    settings.CPR_KEY = "another key that is long enough for a test"
    with pytest.raises(Refused):
        actions.look_at(actor, key=key)


def test_looking_at_it_is_noted_with_counts_alone(cast):
    actor = cast.consultant.sign()
    find_or_create(actor, owner_audience=cast.units["ssp"].audience_id, child=Child("Vera Ottosen", cpr=VERA))
    actions.look_at(actor, key=keep(cast, actor, row(5, "Vera Ottosen", VERA), row(6, "Jonas Holm", JONAS)))
    with as_role("samspil_lock"):
        assert Event.objects.get(act="policelist.previewed").detail == {"rows": 2, "matches": 1}


def test_the_rule_of_the_municipality_says_when_it_goes(cast):
    sign(Actor(cast.body.installer_id, now()))
    RetentionRule.objects.create(
        body=cast.body.audience_id, kind="police_list", days=14, must_go="ikke nødvendig", may_go="kassationshjemmel"
    )
    actor = cast.consultant.sign()
    entry = receive(cast, actor, row(5, "Vera Ottosen", VERA)).entries.get()
    assert entry.delete_after == timezone.localdate(actor.at) + timedelta(days=14)


# --- size ---------------------------------------------------------------------------------------------------------
def test_four_hundred_rows_take_no_more_statements_than_ten(cast):
    actor = cast.consultant.sign()
    receive(cast, actor, row(1, "Vera Ottosen", VERA))
    counts = []
    for size, offset in ((10, 0), (400, 10)):
        rows = [
            row(
                number,
                f"Barn {number}",
                f"{61 + number % 28}05{10 + number % 5}{4300 + number}",
                reference=f"r{number // 2}",
            )
            for number in range(offset, offset + size)
        ]
        key = keep(cast, actor, *rows)
        with CaptureQueriesContext(connection) as looking:
            seen = actions.look_at(actor, key=key)
        events = {event.key: EventChoice(event.text) for event in seen.events}
        with CaptureQueriesContext(connection) as receiving:
            actions.receive_list(actor, key=key, choices=Choices(events=events))
        counts.append((len(looking), len(receiving)))
    assert ListEntry.objects.count() == 411
    assert counts[0] == counts[1]


def test_problems_of_the_reader_are_told(cast):
    actor = cast.consultant.sign()
    key = actions.keep_reading(
        actor, forum=cast.forum, giver=cast.units["local_police"], meets_on=None,
        reading=reading(row(2, "Vera Ottosen"), problems=(Problem(2, "cpr", "CPR i række 2 er ikke et CPR-nummer."),)),
    )  # fmt: skip
    assert preview(actor, key).problems == ("CPR i række 2 er ikke et CPR-nummer.",)


def test_many_known_children_are_found_in_one_go(cast: Cast):
    actor = cast.consultant.sign()
    children = [Child(f"Barn {number}", cpr=f"{61 + number}05114{number:03d}") for number in range(20)]
    known = find_or_create_many(actor, owner_audience=cast.forum.door_id, children=children)
    seen = preview(actor, keep(cast, actor, *[row(n, child.name, child.cpr) for n, child in enumerate(children)]))
    assert [line.default for line in seen.lines] == [f"pick-{person.pk}" for person in known]
