"""What many functions ask is part of the query that asks, so that a page looks at its own doors and never at the country's."""

from __future__ import annotations

import psycopg
import pytest

PARTS = [
    "arrivals.unanswered(now()) WHERE audience = 7",
    "concerns.clocks() WHERE audience = 7",
    "concerns.clocks() WHERE concern_id = 7",
]


@pytest.mark.parametrize("part", PARTS)
def test_what_waits_is_asked_of_the_doors_that_are_meant(owner_sql: psycopg.Connection, part: str) -> None:
    plan = "\n".join(line for (line,) in owner_sql.execute(f"EXPLAIN SELECT * FROM {part}"))
    assert "concerns_concern" in plan, plan
    assert "Function Scan" not in plan, plan


def test_the_keys_of_one_colleague_are_found_by_the_colleague(owner_sql: psycopg.Connection) -> None:
    """By the moment alone it would be every membership of the country."""
    owner_sql.execute("SET enable_seqscan = off")
    owner_sql.execute("SET plan_cache_mode = force_generic_plan")
    owner_sql.execute(
        "PREPARE keys (bigint, timestamptz) AS SELECT audience_id FROM access_membership"
        " WHERE principal_id = $1 AND period @> $2"
    )
    plan = "\n".join(line for (line,) in owner_sql.execute("EXPLAIN EXECUTE keys (7, now())"))
    assert "membership_once" not in plan, plan
