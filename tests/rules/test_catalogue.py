"""What is declared in the code stands in the database: classes of tables, policies, triggers, functions, roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from samspil.access.tables import LIBRARY_TABLES
from samspil.lib.privacy import TableClass
from tests.cast import Cast, as_role
from tests.lock import catalogue, expected, page_scene, pages

DECLARED: dict[str, TableClass] = {
    model._meta.db_table: model.Privacy.table  # type: ignore[attr-defined]
    for model in apps.get_models(include_auto_created=True)
    if hasattr(model, "Privacy")
} | LIBRARY_TABLES
CONFIDENTIAL = sorted(table for table, class_ in DECLARED.items() if class_ is TableClass.CONFIDENTIAL)
WORKING = ("samspil_app", "samspil_door", "samspil_keeper")
# PostgreSQL makes these a part of the query that asks, so that it looks only at the doors that are meant; a path would forbid it.
PART_OF_WHAT_ASKS = {"arrivals.unanswered", "concerns.clocks"}
READ = {"samspil_read", "samspil_lock", "samspil_keeper"}
WRITE = {"samspil_write", "samspil_change"}
# What hangs on an item is closed to who went out of it (meetings/sql/out.sql).
CLOSED_TO_WHO_WENT_OUT = {
    "access_history", "concerns_concern", "concerns_incident", "concerns_listentry", "meetings_decision", "meetings_item",
    "meetings_statement", "people_person",
}  # fmt: skip


@pytest.fixture(scope="module")
def cursor(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[psycopg.Cursor[Any]]:
    """Reads the catalogue as superuser."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            yield cursor
        connection.close()


def column(cursor: psycopg.Cursor[Any], query: str, *parameters: Any) -> set[Any]:
    return {row[0] for row in catalogue.rows(cursor, query, parameters)}


# --- tables -----------------------------------------------------------------------------------------------------------
def test_every_table_of_the_database_is_declared(cursor: psycopg.Cursor[Any]) -> None:
    assert set(catalogue.tables(cursor)) == set(DECLARED)
    assert catalogue.confidential(cursor) == CONFIDENTIAL


def test_row_security_is_on_and_holds_the_owner_too(cursor: psycopg.Cursor[Any]) -> None:
    locked = column(cursor, "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    for table, class_ in DECLARED.items():
        if class_ in {TableClass.CONFIDENTIAL, TableClass.RECORD}:
            assert table in locked, table
    on = column(cursor, "SELECT relname FROM pg_class WHERE relrowsecurity")
    assert {table for table, class_ in DECLARED.items() if class_ is TableClass.OPEN} <= on


@pytest.mark.parametrize("table", CONFIDENTIAL)
def test_a_confidential_table_has_its_policies_and_triggers(cursor: psycopg.Cursor[Any], table: str) -> None:
    policies = column(cursor, "SELECT policyname FROM pg_policies WHERE tablename = %s", table)
    deletable = "DELETE" in catalogue.rights(cursor, table)
    written = set() if table == "access_history" else WRITE
    out = {"samspil_out"} if table in CLOSED_TO_WHO_WENT_OUT else set()
    assert policies == READ | written | out | ({"samspil_delete"} if deletable else set())
    assert deletable == ("deletes the row" in expected.DIFFERENT.get(table, {}) and table != "access_history")
    triggers = column(
        cursor,
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'",
        table,
    )
    assert {"samspil_guard"} | (set() if table == "access_history" else {"samspil_history"}) <= triggers


def test_being_out_takes_away_and_gives_nothing(cursor: psycopg.Cursor[Any]) -> None:
    found = catalogue.rows(cursor, "SELECT tablename, permissive FROM pg_policies WHERE policyname = 'samspil_out'")
    assert dict(found) == dict.fromkeys(CLOSED_TO_WHO_WENT_OUT, "RESTRICTIVE")


def test_the_policies_of_all_confidential_tables_are_alike(cursor: psycopg.Cursor[Any]) -> None:
    """One template: only what hangs on what differs, and that the matrix tries."""
    for name in ("samspil_read", "samspil_change", "samspil_delete", "samspil_lock", "samspil_keeper"):
        texts = catalogue.rows(
            cursor,
            "SELECT DISTINCT cmd, roles::text, qual, with_check FROM pg_policies WHERE policyname = %s "
            "AND tablename = ANY (%s)",
            [name, CONFIDENTIAL],
        )
        assert len(texts) == 1, name


def test_working_roles_have_no_right_too_many(cursor: psycopg.Cursor[Any]) -> None:
    for table, class_ in DECLARED.items():
        app = catalogue.rights(cursor, table)
        assert not app & {"TRUNCATE", "REFERENCES", "TRIGGER"}, table
        if class_ in {TableClass.HIDDEN, TableClass.DOOR}:
            assert app == set(), table
        if class_ in {TableClass.CABINET, TableClass.RECORD}:
            assert app <= {"SELECT"}, table
        door = catalogue.rights(cursor, table, "samspil_door")
        assert door <= {"SELECT"} or class_ is TableClass.DOOR, table
        if class_ is TableClass.CONFIDENTIAL:
            assert door == set(), table
            assert catalogue.rights(cursor, table, "samspil_keeper") <= {"SELECT"}, table
        public = column(
            cursor,
            "SELECT privilege_type FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC' AND table_name = %s",
            table,
        )
        assert public == set(), table


def test_the_keeper_reads_headers_and_no_text(cursor: psycopg.Cursor[Any]) -> None:
    header = {
        "id", "owner_audience", "body", "subject", "retention_kind", "delete_after", "hold", "written_at",
    }  # fmt: skip
    for table in CONFIDENTIAL:
        readable = column(
            cursor,
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
            "AND has_column_privilege('samspil_keeper', attrelid, attnum, 'SELECT')",
            table,
        )
        assert readable <= header, table


def test_no_open_row_points_at_a_confidential_one(cursor: psycopg.Cursor[Any]) -> None:
    pairs = catalogue.rows(
        cursor, "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
    )
    revealing = [
        (table, target)
        for table, target in pairs
        if DECLARED[target] is TableClass.CONFIDENTIAL and DECLARED[table] is not TableClass.CONFIDENTIAL
    ]
    assert revealing == []
    assert [pair for pair in pairs if pair[1] == "signin_user" and DECLARED[pair[0]] is not TableClass.DOOR] == []


def test_no_view_reads_past_the_policies(cursor: psycopg.Cursor[Any]) -> None:
    views = column(
        cursor,
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE c.relkind IN ('v', 'm', 'f') AND n.nspname NOT IN {catalogue.SYSTEM} "
        "AND coalesce(NOT 'security_invoker=true' = ANY (c.reloptions), true)",
    )
    assert views == set()


def test_what_is_unique_is_unique_within_its_owner(cursor: psycopg.Cursor[Any]) -> None:
    """A constraint over everybody's rows would answer whether somebody else's exists, and let one take its place.

    It holds the owner, the writer (filled by the database), or a reference to a confidential row, which whoever writes
    must be able to read.
    """
    oracles = []
    for table in CONFIDENTIAL:
        guarded = {one.name for one in catalogue.columns(cursor, table) if one.parent in CONFIDENTIAL}
        guarded |= {"owner_audience", "written_by"}
        found = catalogue.rows(
            cursor,
            "SELECT i.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid "
            "WHERE x.indrelid = %s::regclass AND (x.indisunique OR x.indisexclusion) AND NOT x.indisprimary",
            [table],
        )
        for name, text in found:
            if not any(one in text for one in guarded):
                oracles.append(f"{table}.{name}")
    assert oracles == []


# --- functions and roles ----------------------------------------------------------------------------------------------
def test_definer_functions_are_the_locks_with_a_path_of_their_own(cursor: psycopg.Cursor[Any]) -> None:
    ours = (
        "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        f"WHERE n.nspname NOT IN {catalogue.SYSTEM} AND NOT EXISTS "
        "(SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    name = "SELECT n.nspname || '.' || p.proname "
    assert column(cursor, f"{name}{ours} AND p.prosecdef AND p.proowner <> 'samspil_lock'::regrole") == set()
    assert column(cursor, f"{name}{ours} AND has_function_privilege('public', p.oid, 'EXECUTE')") == set()
    unpinned = column(
        cursor, f"{name}{ours} AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)"
    )
    assert unpinned == PART_OF_WHAT_ASKS
    # Only functions of the lock ask by these, each with a path of its own, and with the lock's rights.
    for working in WORKING:
        able = f"{name}{ours} AND p.proname = ANY (%s) AND has_function_privilege(%s, p.oid, 'EXECUTE')"
        assert column(cursor, able, [one.partition(".")[2] for one in PART_OF_WHAT_ASKS], working) == set()
    assert column(cursor, f"{name}{ours} AND p.proleakproof") == set()


def test_roles_are_what_they_must_be(cursor: psycopg.Cursor[Any]) -> None:
    strong = column(
        cursor,
        "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) AND (rolsuper OR rolbypassrls OR rolcreaterole OR "
        "rolcreatedb OR rolreplication OR rolinherit)",
        [*WORKING, "samspil_lock"],
    )
    assert strong == set()
    assert column(cursor, "SELECT rolname FROM pg_roles WHERE rolname = 'samspil_lock' AND rolcanlogin") == set()
    members = catalogue.rows(
        cursor,
        "SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members WHERE member::regrole::text = ANY (%s) "
        "OR roleid::regrole::text = ANY (%s)",
        [[*WORKING, "samspil_lock"], list(WORKING)],
    )
    assert members == []
    owned = column(
        cursor,
        "SELECT relname FROM pg_class WHERE relowner::regrole::text = ANY (%s) UNION "
        "SELECT proname FROM pg_proc WHERE proowner::regrole::text = ANY (%s) UNION "
        "SELECT nspname FROM pg_namespace WHERE nspowner::regrole::text = ANY (%s)",
        list(WORKING), list(WORKING), list(WORKING),
    )  # fmt: skip
    assert owned == set()


# --- reading writes nothing -------------------------------------------------------------------------------------------
def counters() -> dict[str, tuple[int, ...]]:
    """How many rows were inserted, changed and deleted so far in this transaction, by table."""
    with as_role("NONE") as cursor:
        cursor.execute("SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables")
        return {name: tuple(counts) for name, *counts in cursor.fetchall()}


@pytest.mark.django_db(databases=["default", "door"])
def test_getting_a_page_writes_nothing_but_the_reading_record(cast: Cast) -> None:
    numbers = page_scene.Scene(cast).numbers
    client: Client = cast.client("consultant")
    client.get(reverse("desk:my_day"))
    wrote = {}
    for name, pattern in page_scene.addresses().items():
        if "consultant" not in pages.PAGES[name].sees:
            continue
        before = counters()
        client.get(page_scene.address(name, pattern, numbers) + pages.PAGES[name].query.format(**numbers))
        changed = {table for table, counts in counters().items() if counts != before.get(table, (0, 0, 0))}
        if changed - {"audit_event", "audit_subjectkey"}:
            wrote[name] = sorted(changed - {"audit_event", "audit_subjectkey"})
    assert wrote == {}
