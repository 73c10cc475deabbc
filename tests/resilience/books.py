"""The books after the blows: each check is a query that must find nothing. Read past every policy."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg

CONSEQUENCES = {"cases_task": ("support", "case"), "cases_conversation": ("preventive",), "cases_case": ("case",)}

HALF = {
    "decided items without exactly one standing decision": """
        SELECT i.id FROM meetings_item i WHERE i.state = 'decided' AND 1 <> (SELECT count(*) FROM meetings_decision d
          WHERE d.item_id = i.id AND d.state = 'standing')""",
    "decisions about items that wait": """
        SELECT d.id FROM meetings_decision d JOIN meetings_item i ON i.id = d.item_id WHERE i.state <> 'decided'""",
    "decisions whose place on the agenda is not decided": """
        SELECT d.id FROM meetings_decision d JOIN meetings_item i ON i.id = d.item_id JOIN meetings_slot s ON s.id = i.slot_id
         WHERE s.state <> 'decided'""",
    "decisions without exactly one event": """
        SELECT d.id FROM meetings_decision d WHERE 1 <> (SELECT count(*) FROM audit_event e
          WHERE e.act = 'decision.made' AND e.object_table = 'meetings_decision' AND e.object_id = d.id)""",
    "events of decisions that are not there": """
        SELECT e.id FROM audit_event e WHERE e.act = 'decision.made'
           AND NOT EXISTS (SELECT FROM meetings_decision d WHERE d.id = e.object_id)""",
    "decided items without exactly one line of history": """
        SELECT i.id FROM meetings_item i WHERE i.state = 'decided' AND 1 <> (SELECT count(*) FROM access_history h
          WHERE h.parent_table = 'meetings_item' AND h.parent_id = i.id AND h.was ->> 'state' = 'waiting')""",
    "history of items that still wait": """
        SELECT h.id FROM access_history h JOIN meetings_item i ON i.id = h.parent_id
         WHERE h.parent_table = 'meetings_item' AND i.state = 'waiting'""",
    "decisions that those at the item were not given": """
        SELECT d.id FROM meetings_decision d JOIN meetings_item i ON i.id = d.item_id
         WHERE NOT (i.audience_id = ANY (d.audiences)) OR 1 <> (SELECT count(*) FROM sharing_disclosedrow r
           WHERE r.table_name = 'meetings_decision' AND r.row_id = d.id)""",
    "decisions without those present in the minutes": """
        SELECT d.id FROM meetings_decision d WHERE NOT EXISTS (SELECT FROM meetings_presence p WHERE p.item_id = d.item_id)""",
    "cases without a coordinator and a holder": """
        SELECT c.id FROM cases_case c WHERE 2 <> (SELECT count(DISTINCT duty) FROM cases_responsibility r WHERE r.case_id = c.id)""",
}  # fmt: skip


def complaints(database: psycopg.Connection) -> dict[str, list[int]]:
    """Every half act, by what is wrong with it."""
    asked = dict(HALF)
    for table, words in CONSEQUENCES.items():
        # a case brings its first task where it was decided with a day
        due = "AND d.due_on IS NOT NULL" if (table, words[-1]) == ("cases_task", "case") else ""
        for word in words:
            asked[f"decisions '{word}' without exactly one row in {table}"] = f"""
                SELECT d.id FROM meetings_decision d WHERE d.word = '{word}' {due if word == "case" else ""}
                   AND 1 <> (SELECT count(*) FROM {table} t WHERE t.decision_id = d.id)"""
        asked[f"rows of {table} without their decision"] = f"""
            SELECT t.id FROM {table} t WHERE NOT EXISTS (SELECT FROM meetings_decision d
              WHERE d.id = t.decision_id AND d.word = ANY (ARRAY{list(words)}))"""
        asked[f"rows of {table} that did not reach their unit"] = f"""
            SELECT t.id FROM {table} t JOIN meetings_decision d ON d.id = t.decision_id
              JOIN organisations_unit u ON u.id = d.unit_id WHERE t.owner_audience <> u.audience_id"""
    found = {told: [row[0] for row in database.execute(query).fetchall()] for told, query in asked.items()}  # type: ignore[call-overload]
    return {told: rows for told, rows in found.items() if rows}


def times(database: psycopg.Connection, keys: Iterable[str]) -> dict[str, int]:
    """How often each acknowledged decision is in the books."""
    query = """SELECT k.key::text, count(d.id) FROM unnest(%s::uuid[]) AS k(key)
                 LEFT JOIN meetings_decision d ON d.key = k.key GROUP BY 1"""
    return dict(database.execute(query, [list(keys)]).fetchall())


__all__ = ["complaints", "times"]
