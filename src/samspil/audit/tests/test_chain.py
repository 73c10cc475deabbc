"""The chain over the record: what the owner of the database changes is named, and the chain outlives the child."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connections, transaction
from django.test import override_settings
from django.utils import timezone

from samspil.access.actor import acting, sign
from samspil.access.cabinet import call
from samspil.audit import audit_command, chain
from samspil.audit import seal as sealing
from samspil.audit.models import Event
from samspil.audit.queries import events_of
from samspil.audit.record import record
from samspil.audit.seal import seal
from samspil.audit.verify import verify
from samspil.people.models import Person
from tests.cast import Cast


@pytest.fixture
def cast(settlers: Cast) -> Cast:
    return settlers


def opened(cast: Cast, times: int = 3) -> None:
    with acting(cast.consultant.principal_id):
        for _ in range(times):
            record("page.opened", owner=cast.consultant.unit.audience_id)


def newest(owner_sql: psycopg.Connection[Any], number: int = 1) -> int:
    row = owner_sql.execute("SELECT id FROM audit_event ORDER BY id DESC OFFSET %s LIMIT 1", [number - 1]).fetchone()
    assert row
    return int(row[0])


def tampered(owner_sql: psycopg.Connection[Any], statement: str, parameters: list[Any] | None = None) -> None:
    """As the owner of the database, with the append-only trigger out of the way."""
    owner_sql.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
    owner_sql.execute(statement, parameters)  # type: ignore[arg-type]
    owner_sql.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")


def test_what_was_recorded_is_sealed_and_holds(cast: Cast) -> None:
    opened(cast)
    first = seal()
    assert first.batches == 1
    assert first.events == Event.objects.using("keeper").count() > 3
    assert seal().batches == 0
    opened(cast, 2)
    assert seal().events == 2
    found = verify()
    assert found.holds
    assert (found.sealed, found.unsealed, found.oldest) == (first.events + 2, 0, None)
    assert first.head in found.heads


def test_long_records_are_sealed_in_batches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    opened(cast, 3)
    opened(cast, 6)  # a transaction is never cut in two
    opened(cast, 1)
    sealed = seal()
    assert sealed.batches > 2
    assert verify().holds
    assert verify().sealed == sealed.events


CHANGES = (
    "act = 'page.closed'",
    "at = at + interval '1 microsecond'",
    "principal = principal + 1",
    "detail = '{\"a\": 1}'",
    "audiences = '{}'",
    "owner_audience = NULL",
    "object_table = 'x'",
    "object_id = 1",
    "subject_key = gen_random_uuid()",
    "transaction = transaction + 1",
)


def test_a_changed_event_is_named(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    opened(cast)
    seal()
    number = newest(owner_sql, 2)
    owner_sql.execute("CREATE TABLE kept AS SELECT * FROM audit_event WHERE id = %s", [number])
    for change in CHANGES:
        tampered(owner_sql, f"UPDATE audit_event SET {change} WHERE id = %s", [number])
        found = verify()
        assert (found.changed, found.removed, found.inserted) == ([number], [], []), change
        columns = ", ".join(name for name in chain.COLUMNS if name != "id")
        tampered(
            owner_sql, f"UPDATE audit_event e SET ({columns}) = (SELECT {columns} FROM kept) WHERE id = %s", [number]
        )
        assert verify().holds
    assert {change.split()[0] for change in CHANGES} == {*chain.COLUMNS} - {"id"}


def test_a_removed_event_is_named(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    opened(cast)
    seal()
    number = newest(owner_sql)
    tampered(owner_sql, "DELETE FROM audit_event WHERE id = %s", [number])
    assert verify().removed == [number]


def test_an_event_put_in_afterwards_is_named(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    opened(cast)
    seal()
    columns = ", ".join(name for name in chain.COLUMNS if name != "id")
    tampered(
        owner_sql,
        f"INSERT INTO audit_event ({columns}) SELECT {columns} FROM audit_event WHERE id = %s",
        [newest(owner_sql)],
    )
    assert verify().inserted == [newest(owner_sql)]
    seal()
    assert verify().inserted == [newest(owner_sql)]  # sealing does not whitewash it


def test_a_seal_cannot_be_made_to_fit_without_the_key(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    opened(cast)
    seal()
    opened(cast)
    seal()
    number = newest(owner_sql)
    tampered(owner_sql, "UPDATE audit_event SET act = 'page.closed' WHERE id = %s", [number])
    with override_settings(AUDIT_KEY="the database owner does not have it"):
        forged = chain.of_row(sealing.rows(connections["keeper"].cursor(), "id = %s", [number])[0])
    owner_sql.execute(
        "UPDATE audit_seal SET rows = jsonb_set(rows, ARRAY[%s], to_jsonb(%s::text)) WHERE rows ? %s",
        [str(number), forged, str(number)],
    )
    found = verify()
    assert not found.holds
    assert found.changed == [number]
    assert len(found.broken_seals) == 1


def test_a_seal_taken_out_or_off_is_noticed(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    heads = []
    for _ in range(3):
        opened(cast)
        heads.append(seal().head)
    owner_sql.execute("DELETE FROM audit_seal WHERE id = (SELECT max(id) FROM audit_seal)")
    assert verify().holds  # the chain alone cannot know; who kept its end does
    assert audit_command.main(["verify", "--expect", heads[2]]) == audit_command.BROKEN
    owner_sql.execute("DELETE FROM audit_seal WHERE id = (SELECT min(id) FROM audit_seal)")
    assert verify().broken_seals != []


def test_what_is_still_running_waits(cast: Cast, fresh_database: Any) -> None:
    """An event of a transaction that has not ended is in no batch, and neither is what came after it began."""
    with psycopg.connect(fresh_database.url("samspil_admin")) as slow:
        slow.execute("SELECT audit.record('page.opened', 'x', 1, NULL, NULL, '{}')")
        opened(cast, 2)
        seal()
        waiting = verify()
        assert waiting.unsealed == 2
        assert waiting.oldest is not None
        assert timezone.now() - waiting.oldest < timedelta(minutes=5)
        slow.commit()
    assert seal().events == 3
    assert verify().holds


def test_after_a_restore_on_another_server(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    """There, transaction numbers begin anew; the chain goes on, and what was not sealed before is sealed now."""
    opened(cast)
    seal()
    # As if the events so far had been written on a server that had got further.
    tampered(owner_sql, "UPDATE audit_event SET transaction = transaction + 1000000000")
    owner_sql.execute("TRUNCATE audit_seal")
    opened(cast)
    restored = [row["id"] for row in sealing.rows(connections["keeper"].cursor(), "transaction > 1000000000", [])]
    with transaction.atomic("keeper"), connections["keeper"].cursor() as cursor:
        sealing._put(cursor, sealing.Head(), 2_000_000_000, sealing.rows(cursor, "id = ANY (%s)", [restored[:-1]]))
    assert seal().events == 4  # three new ones, and one that had waited on the old server
    assert verify().holds
    opened(cast, 1)
    assert verify().unsealed == 1
    assert seal().events == 1
    assert verify().holds


def test_after_a_restore_with_nothing_left_over(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    """All that was written on the old server had been sealed there: the chain goes on with what is new."""
    opened(cast)
    tampered(owner_sql, "UPDATE audit_event SET transaction = transaction + 1000000000")
    with transaction.atomic("keeper"), connections["keeper"].cursor() as cursor:
        sealing._put(cursor, sealing.Head(), 2_000_000_000, sealing.rows(cursor, "true", []))
    assert seal().events == 0
    opened(cast, 1)
    assert seal().events == 1
    assert verify().holds


def test_the_chain_outlives_the_child(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    """The key's only link to a person dies with the person; the events stay, and can be verified."""
    unit = cast.consultant.unit.audience_id
    with acting(cast.consultant.principal_id):
        child = Person.objects.create(owner_audience_id=unit, name="Alma Krogh", retention_kind="no_follow_up")
        child.refresh_from_db()
        record("person.opened", child)
        assert [event.act for event in events_of(child)] == ["person.opened"]
    seal()
    link = "SELECT key FROM audit_subjectkey WHERE subject = %s"
    (key,) = owner_sql.execute(link, [child.pk]).fetchone() or (None,)
    assert key is not None
    with acting(cast.consultant.principal_id):
        call("SELECT retention.delete('people_person', ARRAY[%s::bigint], 'no_follow_up')", [child.pk])
    assert owner_sql.execute(link, [child.pk]).fetchone() is None
    told = owner_sql.execute("SELECT count(*) FROM audit_event WHERE subject_key = %s", [key]).fetchone()
    assert told is not None
    assert told[0] >= 1
    seal()
    assert verify().holds


def test_the_record_is_append_only_for_everybody(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    opened(cast, 1)
    for statement in ("UPDATE audit_event SET act = 'x.y'", "DELETE FROM audit_event", "TRUNCATE audit_event"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner_sql.execute(statement)


WORDS: tuple[dict[str, Any], ...] = (
    {"name": "Alma Krogh"},
    {"name": "alma krogh"},
    {"cpr": "610511-1234"},
    {"born": "2011-05-01"},
    {"words": ["alma"]},
    {"more": {"name": "alma"}},
    {"æ": 1},
    {"Alma Krogh": 1},
)


def test_nothing_but_codes_is_recorded(cast: Cast) -> None:
    """And where recording fails, the act itself has not happened."""
    unit = cast.consultant.unit.audience_id
    for detail in WORDS:
        with pytest.raises(IntegrityError), acting(cast.consultant.principal_id):
            record(
                "person.opened",
                Person.objects.create(owner_audience_id=unit, name="Alma Krogh", retention_kind="no_follow_up"),
                **detail,
            )
    with transaction.atomic():
        sign(cast.consultant.actor)
        assert Person.objects.count() == 0


def test_codes_ids_and_counts_are_recorded(cast: Cast) -> None:
    with acting(cast.consultant.principal_id):
        record(
            "page.opened", owner=cast.consultant.unit.audience_id, word="no_follow_up", rows=3, kept=True, until=None,
            table="meetings.item", empty="",
        )  # fmt: skip


def test_where_the_record_fails_nothing_is_deleted(cast: Cast, owner_sql: psycopg.Connection[Any]) -> None:
    unit = cast.consultant.unit.audience_id
    with acting(cast.consultant.principal_id):
        child = Person.objects.create(owner_audience_id=unit, name="Alma Krogh", retention_kind="no_follow_up")
    owner_sql.execute("ALTER TABLE audit_event ADD CONSTRAINT no_room CHECK (act <> 'row.destroyed')")
    with pytest.raises(IntegrityError), acting(cast.consultant.principal_id):
        call("SELECT retention.delete('people_person', ARRAY[%s::bigint], 'no_follow_up')", [child.pk])
    with acting(cast.consultant.principal_id):
        assert Person.objects.filter(pk=child.pk).exists()


def test_an_act_on_what_cannot_be_seen_is_told_to_its_owner(cast: Cast) -> None:
    """A page that answered 404: the owner's unit and data protection see who asked; who asked sees nothing."""
    with acting(cast.consultant.principal_id):
        child = Person.objects.create(
            owner_audience_id=cast.consultant.unit.audience_id, name="Alma Krogh", retention_kind="no_follow_up"
        )
    with acting(cast.outsider.principal_id):
        call("SELECT audit.record('person.refused', 'people_person', %s, NULL, NULL, '{}')", [child.pk])
        assert not Event.objects.filter(act="person.refused").exists()
    for member in (cast.consultant, cast.protection_officer):
        with acting(member.principal_id):
            assert Event.objects.get(act="person.refused").principal == cast.outsider.principal_id


# --- the command ----------------------------------------------------------------------------------------------------
def test_the_command(cast: Cast, owner_sql: psycopg.Connection[Any], capsys: pytest.CaptureFixture[str]) -> None:
    opened(cast)
    assert audit_command.main(["seal"]) == audit_command.HOLDS
    head = re.findall("[0-9a-f]{64}", capsys.readouterr().out)
    assert audit_command.main(["verify", "--expect", head[0]]) == audit_command.HOLDS
    assert "Nothing waits" in capsys.readouterr().out
    opened(cast)
    assert audit_command.main(["verify"]) == audit_command.HOLDS
    assert "3 events wait to be sealed, the oldest for 0 min" in capsys.readouterr().out
    assert audit_command.main(["verify", "--tail-hours", "0"]) == audit_command.BROKEN
    audit_command.main(["seal"])
    number = newest(owner_sql)
    tampered(owner_sql, "UPDATE audit_event SET principal = 1 WHERE id = %s", [number])
    assert audit_command.main(["verify"]) == audit_command.BROKEN
    assert f"Events that were changed: {number}" in capsys.readouterr().out
    (first,) = owner_sql.execute("SELECT min(id) FROM audit_seal").fetchone() or (0,)
    owner_sql.execute("UPDATE audit_seal SET digest = %s WHERE id = %s", [b"0" * 32, first])
    assert audit_command.main(["verify"]) == audit_command.BROKEN
    assert "Seals that do not follow" in capsys.readouterr().out


def test_a_record_that_cannot_be_read_is_said_and_not_taken_for_whole(
    cast: Cast, owner_sql: psycopg.Connection[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    owner_sql.execute("REVOKE SELECT ON audit_seal FROM samspil_keeper")
    try:
        assert audit_command.main(["verify"]) == audit_command.UNUSABLE
    finally:
        owner_sql.execute("GRANT SELECT ON audit_seal TO samspil_keeper")
    assert "permission denied" in capsys.readouterr().err


def test_the_command_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delitem(connections.databases, "keeper")
    assert audit_command.main(["verify"]) == audit_command.UNUSABLE
    assert "DATABASE_KEEPER_URL" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        audit_command.main([])
    assert left.value.code == 2
