"""Whatever somebody changes of the lock by hand is named, stops the product, and is gone after the next migrate."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection, connections

from samspil.access import comparing, laying
from samspil.access.checks import CHANGED_LOCK
from samspil.config import start

BODY = "LANGUAGE sql AS 'SELECT true'"
ANOTHER_BODY = "CREATE OR REPLACE FUNCTION sharing.is_lockable(p_table text) RETURNS boolean " + BODY
POLICY = "policy samspil_read on public.cases_case"

# What is done by hand -> what is named, and how.
BY_HAND = {
    ANOTHER_BODY: ("function sharing.is_lockable(text)", "changed"),
    "ALTER FUNCTION access.keys() SECURITY INVOKER": ("function access.keys()", "changed"),
    "ALTER FUNCTION access.keys() OWNER TO samspil_owner": ("function access.keys()", "changed"),
    "ALTER FUNCTION access.keys() RESET search_path": ("function access.keys()", "changed"),
    "GRANT EXECUTE ON FUNCTION access.found_body TO samspil_app": ("function access.found_body(text)", "changed"),
    "DROP FUNCTION sharing.withdraw": ("function sharing.withdraw(bigint)", "missing"),
    f"CREATE FUNCTION access.more() RETURNS boolean {BODY}": ("function access.more()", "additional"),
    f"CREATE FUNCTION public.more() RETURNS boolean {BODY}": ("function public.more()", "additional"),
    "DROP POLICY samspil_read ON cases_case": (POLICY, "missing"),
    "ALTER POLICY samspil_read ON cases_case USING (true)": (POLICY, "changed"),
    "ALTER POLICY samspil_read ON cases_case TO PUBLIC": (POLICY, "changed"),
    "CREATE POLICY more ON cases_case USING (true)": ("policy more on public.cases_case", "additional"),
    "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY": ("table public.cases_case", "changed"),
    "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY": ("table public.cases_case", "changed"),
    "GRANT SELECT ON cases_case TO samspil_door": ("table public.cases_case", "changed"),
    "REVOKE UPDATE ON cases_case FROM samspil_app": ("table public.cases_case", "changed"),
    "GRANT SELECT (text) ON cases_note TO samspil_keeper": ("rights on public.cases_note.text", "additional"),
    "DROP TRIGGER samspil_guard ON cases_case": ("trigger samspil_guard on public.cases_case", "missing"),
    "ALTER TABLE cases_case DISABLE TRIGGER samspil_guard": ("trigger samspil_guard on public.cases_case", "changed"),
    "CREATE TRIGGER more BEFORE UPDATE ON cases_case FOR EACH ROW EXECUTE FUNCTION access.guard()": (
        "trigger more on public.cases_case",
        "additional",
    ),
    "ALTER TABLE cases_case DROP CONSTRAINT cases_case_readers": (
        "constraint cases_case_readers on public.cases_case",
        "missing",
    ),
    "CREATE VIEW more AS SELECT * FROM cases_case": ("view public.more", "additional"),
    "CREATE RULE more AS ON DELETE TO cases_case DO INSTEAD NOTHING": (
        "rule more on public.cases_case",
        "additional",
    ),
    "GRANT CREATE ON SCHEMA access TO samspil_app": ("schema access", "changed"),
    "CREATE SCHEMA more": ("schema more", "additional"),
    "ALTER DEFAULT PRIVILEGES FOR ROLE samspil_owner GRANT SELECT ON TABLES TO samspil_app": (
        "rights that samspil_owner gives on whatever it makes",
        "additional",
    ),
}
# What the owner can undo. A stranger is moved away by whoever put it there.
HEALED = [
    done for done in BY_HAND if not done.startswith(("CREATE VIEW", "CREATE SCHEMA", "CREATE RULE", "ALTER DEFAULT"))
]


@pytest.mark.parametrize("done", BY_HAND)
def test_what_is_changed_by_hand_is_named(owner_sql: psycopg.Connection[Any], done: str) -> None:
    with owner_sql.transaction(force_rollback=True):
        assert comparing.differences(owner_sql.cursor()) == []  # type: ignore[arg-type]
        owner_sql.execute(done.encode())
        assert comparing.differences(owner_sql.cursor()) == [BY_HAND[done]]  # type: ignore[arg-type]


@pytest.fixture
def spoilt(fresh_database: Any, owner_sql: psycopg.Connection[Any]) -> str:
    """A database on which everything that the owner can undo was done; answers its address for the app."""
    for done in sorted(HEALED, key=lambda done: done.startswith("DROP")):
        owner_sql.execute(done.replace("CREATE FUNCTION", "SET ROLE samspil_owner; CREATE FUNCTION").encode())
        owner_sql.execute("RESET ROLE")
    return str(fresh_database.url("samspil_app"))


def test_a_spoilt_lock_stops_the_product_and_is_laid_anew(spoilt: str) -> None:
    with pytest.raises(
        start.StartRefused, match=r"policy more on public.cases_case is additional.*samspil manage migrate"
    ):
        start.refuse_changed_lock(spoilt)
    found = [each.id for each in run_checks(databases=["default", "owner"])]
    assert found == [CHANGED_LOCK]  # said once: the owner's connection is the one that mends it
    with pytest.raises(CommandError, match=r"Nothing was deleted. The lock of this database is not as it was laid"):
        call_command("delete_due")
    call_command("migrate", verbosity=0, skip_checks=True)
    start.refuse_changed_lock(spoilt)
    assert run_checks(databases=["default"]) == []
    assert not laying.lay(connections["owner"])  # there is nothing left to do


def test_another_version_does_not_start_before_migrate(fresh_database: Any, owner_sql: psycopg.Connection[Any]) -> None:
    owner_sql.execute("UPDATE access_lockpart SET digest = 'an earlier one' WHERE object = 'what is declared'")
    with pytest.raises(start.StartRefused, match="that of another version"):
        start.refuse_changed_lock(fresh_database.url("samspil_app"))
    assert laying.lay(connections["owner"])
    start.refuse_changed_lock(fresh_database.url("samspil_app"))
    owner_sql.execute("DROP TABLE access_lockpart")
    with pytest.raises(start.StartRefused, match="has never been laid"):
        start.refuse_changed_lock(fresh_database.url("samspil_app"))


def test_what_an_earlier_version_laid_is_gone(fresh_database: Any, owner_sql: psycopg.Connection[Any]) -> None:
    """A function under another signature, one that an index rests on, a constraint and an index of the lock."""
    owner_sql.execute(
        """
        SET ROLE samspil_owner;
        CREATE FUNCTION cases.standing(p_one bigint) RETURNS bigint LANGUAGE sql AS 'SELECT p_one';
        CREATE FUNCTION cases.old_word(p_text text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT p_text';
        CREATE INDEX old_index ON cases_note (cases.old_word(text));
        COMMENT ON INDEX old_index IS 'laid with the lock: 1';
        ALTER TABLE cases_note ADD CONSTRAINT old_rule CHECK (text <> 'x');
        COMMENT ON CONSTRAINT old_rule ON cases_note IS 'laid with the lock: 2';
        DROP FUNCTION sharing.today() CASCADE; CREATE FUNCTION sharing.today() RETURNS text LANGUAGE sql AS 'SELECT 1::text';
        UPDATE access_lockpart SET digest = 'an earlier one' WHERE object = 'what is declared'
        """
    )
    assert laying.lay(connections["owner"])
    found = owner_sql.execute(
        "SELECT to_regproc('cases.old_word'), to_regclass('old_index'), pg_typeof(sharing.today())::text, "
        "(SELECT count(*) FROM pg_proc WHERE oid::regprocedure::text = 'cases.standing(bigint)'), "
        "(SELECT count(*) FROM pg_constraint WHERE conname = 'old_rule')"
    ).fetchone()
    assert found == (None, None, "date", 0, 0)


def test_an_index_is_built_anew_with_the_function_that_it_rests_on_and_else_stays(
    fresh_database: Any, owner_sql: psycopg.Connection[Any]
) -> None:
    def numbers() -> tuple[Any, ...] | None:
        return owner_sql.execute("SELECT 'person_search'::regclass::oid, 'note_search'::regclass::oid").fetchone()

    before = numbers()
    assert before
    owner_sql.execute(
        """
        SET ROLE samspil_owner;
        CREATE OR REPLACE FUNCTION people.search_vector(p_name text, p_born date, p_audiences bigint[]) RETURNS tsvector
          LANGUAGE sql IMMUTABLE AS $$ SELECT to_tsvector('simple', p_name) $$;
        DROP INDEX person_search;
        CREATE INDEX person_search ON people_person USING gin (people.search_vector(name, birth_date, audiences));
        COMMENT ON INDEX person_search IS 'laid with the lock: from other words';
        """
    )
    between = numbers()
    assert laying.lay(connections["owner"])
    after = numbers()
    assert after
    assert between
    assert after[0] not in {before[0], between[0]}
    assert after[1] == before[1]


def test_what_nobody_declares_is_not_blessed(fresh_database: Any, owner_sql: psycopg.Connection[Any]) -> None:
    owner_sql.execute("CREATE TABLE more (id bigint); CREATE SCHEMA elsewhere")
    with pytest.raises(laying.LayingError, match=r"No domain declares schema elsewhere, table (public\.)?more\."):
        laying.lay(connections["owner"])
    assert comparing.differences(owner_sql.cursor()) == [  # type: ignore[arg-type]  # the old lock stands
        ("schema elsewhere", "additional"),
        ("table public.more", "additional"),
    ]


def test_a_lock_that_is_taken_up_lets_nobody_in(fresh_database: Any, owner_sql: psycopg.Connection[Any]) -> None:
    laying.take_up(connections["owner"])
    left = owner_sql.execute(
        "SELECT c.relname, r.rolname FROM pg_class c, pg_roles r WHERE c.relnamespace = 'public'::regnamespace "
        "AND c.relkind IN ('r', 'S') AND r.rolname IN ('samspil_app', 'samspil_door', 'samspil_keeper', 'samspil_lock') "
        "AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
    ).fetchall()
    assert left == []


@pytest.mark.django_db
def test_the_note_of_the_lock_is_the_owners_to_write() -> None:
    with connection.cursor() as cursor:
        for role in ("samspil_app", "samspil_door", "samspil_keeper", "samspil_lock"):
            cursor.execute(
                "SELECT has_table_privilege(%s, 'access_lockpart', 'INSERT, UPDATE, DELETE, TRUNCATE')", [role]
            )
            assert cursor.fetchone() == (False,), role
