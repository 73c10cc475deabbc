"""The world is as the product would have made it: nothing hangs loose, and every header is the guard's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import acting
from samspil.bench.probe import confidential_tables
from samspil.bench.tests.conftest import INDEXES, SmallWorld, Worlds
from samspil.bench.visiting import Ask
from samspil.bench.world import COUNTRY
from samspil.bench.world.doors import QUEUE
from samspil.bench.world.places import KEYS_OF_A_LEADER
from samspil.cases import actions as cases
from samspil.cases.models import Case
from samspil.concerns import actions as concerns
from samspil.organisations.models import Forum
from samspil.organisations.queries import staff_of, unit_of
from samspil.people.models import Person

SMALL = COUNTRY.of(1).thinned(0.1, agenda=4)


@pytest.fixture
def world(worlds: Worlds) -> Iterator[SmallWorld]:
    with worlds(SMALL) as small:
        yield small


def test_the_world_has_what_was_asked_for(world: SmallWorld) -> None:
    rows = world.built.rows
    assert rows["organisations_body"] == 1
    assert rows["organisations_staff"] == SMALL.staff
    assert rows["people_person"] == SMALL.children
    assert rows["concerns_listentry"] + rows["concerns_concern"] == SMALL.entries + SMALL.concerns + QUEUE
    assert rows["cases_case"] == SMALL.cases
    assert rows["cases_note"] == SMALL.notes
    assert {table: world.sql(f"SELECT count(*) FROM {table}", []) for table in rows} == rows


def test_nothing_hangs_loose(world: SmallWorld) -> None:
    """The triggers that would have told were off while the rows came in."""
    keys = world.admin.execute(
        "SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, b.attname FROM pg_constraint k "
        "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
        "JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1] WHERE k.contype = 'f'"
    ).fetchall()
    loose = [
        f"{table}.{column}"
        for table, column, target, other in keys
        if world.sql(
            f"SELECT count(*) FROM {table} t WHERE t.{column} IS NOT NULL "
            f"AND NOT EXISTS (SELECT FROM {target} o WHERE o.{other} = t.{column})",
            [],
        )
    ]
    assert loose == []
    assert len(keys) > 40


def test_the_indexes_are_those_of_the_product(world: SmallWorld) -> None:
    built = {row[0] for row in world.admin.execute(INDEXES).fetchall()}
    assert any("note_vector" in definition for definition in built)
    assert built == world.before_building


def test_every_case_has_one_holder_and_one_coordinator_all_the_time(world: SmallWorld) -> None:
    uncovered = world.sql(
        "SELECT count(*) FROM cases_case c, unnest(ARRAY['holder', 'coordinator']) AS duty WHERE "
        "(SELECT range_agg(r.period) FROM cases_responsibility r WHERE r.case_id = c.id AND r.duty = duty) "
        "IS DISTINCT FROM tstzmultirange(tstzrange(c.opened_at, c.closed_at))",
        [],
    )
    assert uncovered == 0


def test_every_header_is_whole(world: SmallWorld) -> None:
    wrong = {
        table: found
        for table in confidential_tables()
        if (
            found := world.sql(
                f"SELECT count(*) FROM {table} t LEFT JOIN access_principal p ON p.id = t.written_by "
                "WHERE t.body IS DISTINCT FROM access.body_of(t.owner_audience) OR NOT t.owner_audience = ANY (t.audiences) "
                "OR t.written_at IS NULL OR t.written_at > now() OR t.version < 1 OR t.hold "
                "OR p.body_id IS DISTINCT FROM t.body",
                [],
            )
        )
    }
    assert wrong == {}


def test_the_leader_holds_three_hundred_keys(worlds: Worlds) -> None:
    with worlds(COUNTRY.of(1)) as whole, acting(whole.built.spots[0].leader), connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT key) FROM unnest(access.keys()) AS key")
        assert cursor.fetchone() == (KEYS_OF_A_LEADER,)


SHAPE = (
    "SELECT DISTINCT (SELECT kind FROM access_audience WHERE id = t.owner_audience), "
    "ARRAY(SELECT a.kind FROM access_audience a WHERE a.id = ANY (t.audiences) ORDER BY a.kind), "
    "t.origin, t.retention_kind, t.subject IS NULL, t.event_at IS NULL, t.delete_after IS NULL, t.version FROM {} t WHERE {}"
)


def shape(world: SmallWorld, table: str, which: str) -> set[tuple[Any, ...]]:
    """What the headers of some rows look like, audiences by their kinds."""
    rows = world.admin.execute(SHAPE.format(table, which)).fetchall()
    return {tuple(tuple(cell) if isinstance(cell, list) else cell for cell in row) for row in rows}


def test_a_row_of_the_world_looks_like_one_of_the_product(world: SmallWorld) -> None:
    spot = world.built.spots[0]
    ids = {
        table: world.sql(f"SELECT max(id) FROM {table}", [])
        for table in world.built.rows
        if table in confidential_tables()
    }
    with acting(spot.consultant) as actor:
        unit, day = unit_of(actor, timezone.localdate(actor.at)), timezone.localdate(actor.at)
        free = Person.objects.exclude(pk__in=Case.objects.values("subject")).order_by("pk").first()
        case = cases.open_case(
            actor,
            person_id=free.pk,
            opening_reason="Brug for en indsats",
            coordinator=staff_of(actor),
            unit=unit,
            owner_audience_id=unit.audience_id,
        )
        cases.write_note(actor, case=case, text="En samtale")
        cases.give_task(
            actor,
            person_id=free.pk,
            text="Aftal",
            responsible=staff_of(actor),
            unit=unit,
            owner_audience_id=unit.audience_id,
            case=case,
            due_on=day,
        )
    teacher = world.sql(
        "SELECT s.principal_id FROM organisations_staff s JOIN organisations_post p ON p.staff_id = s.id "
        "JOIN organisations_unit u ON u.id = p.unit_id WHERE u.sector = 'school' AND NOT p.leads ORDER BY s.id LIMIT 1",
        [],
    )
    with acting(teacher) as actor:
        concerns.send(
            actor,
            forum=Forum.objects.get(pk=spot.forum),
            about="child",
            who="Et barn",
            text="Fravær",
            source="school",
            crime_focus="Venner",
            necessity="valg af indsats",
            key=uuid4(),
        )
    visit = world.visit(spot.consultant)
    responsible = world.sql("SELECT id FROM organisations_staff WHERE principal_id = %s", [spot.consultant])
    for item, word in zip(spot.items, ("support", "preventive", "case"), strict=False):
        version = world.sql("SELECT version FROM meetings_item WHERE id = %s", [item])
        form = {"word": word, "version": str(version), "idempotency_key": str(uuid4()), "reason": "Brug for det"}
        form["responsible"] = str(responsible)
        visit.quietly(Ask(reverse("meetings:decide", args=[item]), form, answers=303))
    pairs = {
        "cases_case": "closed_at IS NULL AND cardinality(audiences) = 1",
        "cases_responsibility": "upper_inf(period) AND cardinality(audiences) = 1",
        "cases_conversation": "state = 'planned'",
        "cases_note": "delete_after IS NULL",
        "cases_task": "state = 'open'",
        "concerns_concern": "state = 'new'",
    }
    for table, which in pairs.items():
        made = shape(world, table, f"id > {ids[table]}")
        known = shape(world, table, f"id <= {ids[table]} AND {which}")
        assert made, table
        assert made <= known, table


def test_the_first_municipality_is_the_same_in_every_world(worlds: Worlds) -> None:
    digest = "SELECT md5(string_agg(text, '' ORDER BY id)) FROM cases_note WHERE id <= %s"
    pair = replace(COUNTRY.of(2), children=400, entries=600, concerns=200, cases=300, notes=4000, agenda=4)
    with worlds(pair.of(1)) as alone:
        one = alone.sql(digest, [2000])
    with worlds(pair) as together:
        assert together.built.rows["cases_note"] == 4000
        assert together.sql(digest, [2000]) == one
