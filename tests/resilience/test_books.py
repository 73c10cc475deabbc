"""The books of the kill test notice each kind of half act: otherwise that test would prove nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection

from samspil.meetings.tests.steps import decided, opened, placed
from tests.cast import Cast
from tests.resilience import books

DAMAGE = {
    "DELETE FROM cases_task": "decisions 'support' without exactly one row in cases_task",
    "DELETE FROM cases_conversation": "decisions 'preventive' without exactly one row in cases_conversation",
    "DELETE FROM cases_responsibility WHERE duty = 'holder'": "cases without a coordinator and a holder",
    "DELETE FROM audit_event WHERE act = 'decision.made'": "decisions without exactly one event",
    "DELETE FROM access_history WHERE parent_table = 'meetings_item'": "decided items without exactly one line of history",
    "DELETE FROM meetings_presence": "decisions without those present in the minutes",
    "DELETE FROM sharing_disclosedrow WHERE table_name = 'meetings_decision'": "decisions that those at the item were not given",
    "UPDATE meetings_item SET state = 'waiting'": "decisions about items that wait",
    "UPDATE meetings_slot SET state = 'waiting'": "decisions whose place on the agenda is not decided",
    "UPDATE meetings_decision SET state = 'undone'": "decided items without exactly one standing decision",
    "UPDATE cases_task SET owner_audience = audiences[1], decision_id = -id": "rows of cases_task without their decision",
    "DELETE FROM meetings_decision": "events of decisions that are not there",
}


@pytest.fixture
def kept(cast: Cast) -> Cast:
    """A meeting with a decision of each kind, seen past every policy and every guard."""
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", "Vera Ottosen", "Emil Bo"))
    for word, item in zip(("support", "preventive", "case", "none"), table.items, strict=True):
        decided(table, item, word, cast.social_worker, reason="Har brug for en voksen")
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica"
        )
    return cast


def test_whole_books_have_no_complaint(kept: Cast) -> None:
    assert books.complaints(connection.connection) == {}


@pytest.mark.parametrize("damage", DAMAGE)
def test_each_half_act_is_named(kept: Cast, damage: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(damage)
    assert DAMAGE[damage] in books.complaints(connection.connection)


def test_what_is_missing_counts_as_none(kept: Cast) -> None:
    key = str(uuid4())
    assert books.times(connection.connection, [key]) == {key: 0}
