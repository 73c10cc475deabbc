"""What a domain's `lock.py` declares. Policies, grants and triggers come from one template here and nowhere else.

A part says what is laid and at which step; `laying.py` takes the lock up and lays all parts of all domains in one
transaction. So a part says how the lock *is*, never how it changes: no `DROP`, no `IF EXISTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent


class Step(IntEnum):
    """When a part is laid; within a step, the parts of lower domains come first."""

    SCHEMA = 1
    FUNCTIONS = 2
    CALLS = 3  # who may call them: after they have their owners
    TABLE = 4
    LASTING = 5
    FURTHER = 6
    ROWS = 7


@dataclass(frozen=True)
class Part:
    """One thing that is laid. `relation` names the table or sequence that it declares, if it does."""

    step: Step
    sql: str = ""
    relation: str = ""
    schema: str = ""
    lasting: str = ""
    files: tuple[Path, ...] = ()
    fill: Callable[[str], None] | None = None


Lock = list[Part]

# --- tables -------------------------------------------------------------------------------------------------------

# The policy set of a confidential table. The sub-select around keys() is the point: once per query, not once per row.
READ = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY samspil_read ON {table} FOR SELECT TO samspil_app
  USING (audiences && (SELECT access.keys()));
CREATE POLICY samspil_lock ON {table} TO samspil_lock USING (true) WITH CHECK (true);
CREATE POLICY samspil_keeper ON {table} FOR SELECT TO samspil_keeper USING (true);
GRANT SELECT ON {table} TO samspil_app;
"""
CONFIDENTIAL = """
GRANT SELECT, DELETE, UPDATE (owner_audience, audiences, subject, hold, delete_after) ON {table} TO samspil_lock;
GRANT SELECT (id, owner_audience, body, subject, retention_kind, delete_after, hold, written_at) ON {table} TO samspil_keeper;
"""
CHANGE = """
CREATE POLICY samspil_change ON {table} FOR UPDATE TO samspil_app
  USING (owner_audience = ANY ((SELECT access.own_keys())::bigint[]))
  WITH CHECK (owner_audience = ANY ((SELECT access.own_keys())::bigint[]));
GRANT INSERT, UPDATE ON {table} TO samspil_app;
"""
DELETABLE = """
CREATE POLICY samspil_delete ON {table} FOR DELETE TO samspil_app
  USING (owner_audience = ANY ((SELECT access.own_keys())::bigint[]));
GRANT DELETE ON {table} TO samspil_app;
"""

# Whoever writes a row hangs it only on rows that they read: else a guessed number would tell whether a row exists, take
# the place of a row in somebody else's unique constraint, or slip a row into what others delete. At insert the policy
# asks, before any constraint does; at a change the guard asks for the references that changed. (A policy cannot look into
# its own table, so the guard also asks for a table's references to itself.) Which references there are, the catalogue says.
BENEATH = """
DO $beneath$ DECLARE parents record; BEGIN
  SELECT coalesce(string_agg(format(' AND (%1$I.%2$I IS NULL OR EXISTS (SELECT FROM public.%3$I AS above WHERE above.id = %1$I.%2$I))',
           '{table}', a.attname, p.relname), '' ORDER BY a.attname) FILTER (WHERE k.confrelid <> k.conrelid), '') AS seen,
         coalesce(string_agg(format('%L, %L', a.attname, p.relname), ', ' ORDER BY a.attname), '') AS pairs
    INTO parents FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
   WHERE k.contype = 'f' AND k.conrelid = 'public.{table}'::regclass
     AND EXISTS (SELECT FROM pg_catalog.pg_attribute h WHERE h.attrelid = p.oid AND h.attname = 'owner_audience');
  IF {writes} THEN
    EXECUTE 'CREATE POLICY samspil_write ON {table} FOR INSERT TO samspil_app WITH CHECK (owner_audience = ANY '
      '((SELECT access.own_keys())::bigint[]) AND audiences = ARRAY[owner_audience]' || parents.seen || ')';
  END IF;
  EXECUTE 'CREATE TRIGGER samspil_guard BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION access.guard('
    || parents.pairs || ')';
END $beneath$;
"""
HISTORY = (
    "CREATE TRIGGER samspil_history AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION access.keep_history();\n"
)


def confidential(
    table: str,
    *,
    deletable: bool = False,
    unties: tuple[str, ...] = (),
    writes: bool = True,
    history: str = "UPDATE OR DELETE",
) -> Lock:
    """A table with the header of a confidential row: policies, guard, history.

    `deletable` lets the owner's members delete rows; `unties` names the optional references that deletion empties;
    without `writes` only definer functions write; `history` says at which events the earlier text is kept.
    """
    sql = READ + CONFIDENTIAL + BENEATH + (CHANGE if writes else "") + (DELETABLE if deletable else "")
    sql = sql.format(table=table, writes=writes)
    if history:
        sql += HISTORY.format(table=table, event=history)
    if unties:
        sql += f"GRANT UPDATE ({', '.join(unties)}) ON {table} TO samspil_lock;"
    return [
        Part(Step.TABLE, sql, relation=table),
        *constraint(table, f"{table}_readers", "CHECK (owner_audience = ANY (audiences))"),
        *constraint(table, f"{table}_origin_known", "CHECK (origin IN ('own', 'police'))"),
        *index(f"{table}_subject", table, "(subject) WHERE subject IS NOT NULL"),
        *index(f"{table}_due", table, "(delete_after) WHERE delete_after IS NOT NULL"),
    ]


# Everybody signed in reads an open table. Who may write it is a matter of the lock all the same: definer functions ask these
# tables who answers for what, and injected SQL must not answer for them.
OPEN = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY samspil_read ON {table} FOR SELECT USING (true);
GRANT SELECT ON {table} TO samspil_app, samspil_lock, samspil_door, samspil_keeper;
"""
WRITES = """
CREATE POLICY samspil_insert ON {table} FOR INSERT TO samspil_app WITH CHECK ({may});
CREATE POLICY samspil_change ON {table} FOR UPDATE TO samspil_app USING ({may}) WITH CHECK ({may});
CREATE POLICY samspil_delete ON {table} FOR DELETE TO samspil_app USING ({may});
GRANT INSERT, UPDATE, DELETE ON {table} TO samspil_app;
"""


def open_table(table: str, *, writes: bool = True, answers: str = "", once: tuple[str, ...] = ()) -> Lock:
    """A table without personal data about children, read by everybody who is signed in.

    `answers` is a query for the audiences whose holders write the row: `SELECT ARRAY[…] FROM … WHERE …`; without it every
    signed-in colleague may. `once` names columns that are filled once and never changed: audiences, principals.
    """
    sql = OPEN.format(table=table)
    if writes:
        held = "(SELECT access.own_keys())"
        may = f"coalesce(({answers}) && {held}, false)" if answers else "(SELECT access.actor()) IS NOT NULL"
        sql += WRITES.format(table=table, may=may)
    return [Part(Step.TABLE, sql, relation=table), *(fixed(table, *once) if once else [])]


def record_table(table: str) -> Lock:
    """A table that definer functions write and audiences read (audit, disclosures, reports). Never changed by the app."""
    sql = READ + "GRANT SELECT, INSERT ON {table} TO samspil_lock;\nGRANT SELECT ON {table} TO samspil_keeper;"
    return [Part(Step.TABLE, sql.format(table=table), relation=table)]


def hidden_table(table: str, *, lock: str = "SELECT, INSERT, UPDATE, DELETE") -> Lock:
    """A table that only definer functions touch, by the rights in `lock`; with none, only the owner."""
    return [Part(Step.TABLE, f"GRANT {lock} ON {table} TO samspil_lock;" if lock else "", relation=table)]


def door_table(table: str) -> Lock:
    """A table of the sign-in role; the domain role has no right there."""
    return [Part(Step.TABLE, f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO samspil_door;", relation=table)]


def fixed(table: str, *columns: str, when: str = "") -> Lock:
    """These columns are filled once and never changed by the app."""
    condition = f"WHEN ({when}) " if when else ""
    names = ", ".join(f"'{column}'" for column in columns)
    return further(
        f"CREATE TRIGGER samspil_fixed BEFORE UPDATE ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION access.fixed({names});"
    )


def goes_along(table: str, column: str) -> Lock:
    """A row that may hang on nothing else is deleted and sealed with the row that `column` names, as where it is never empty."""
    return further(f"COMMENT ON COLUMN {table}.{column} IS 'goes along';")


# --- functions ----------------------------------------------------------------------------------------------------


def schema(name: str) -> Lock:
    """A schema for definer functions."""
    sql = (
        f"CREATE SCHEMA IF NOT EXISTS {name}; GRANT USAGE ON SCHEMA {name} TO samspil_app, samspil_door, samspil_keeper;"
        f"GRANT USAGE, CREATE ON SCHEMA {name} TO samspil_lock;"
    )
    return [Part(Step.SCHEMA, sql, schema=name)]


def functions(schema_name: str, *files: str, **callers: tuple[str, ...]) -> Lock:
    """SQL files (paths below the package) that make functions of `schema_name`.

    Definer functions become samspil_lock's; nobody may call one but the roles named: `samspil_app=("keys", "at")`.
    """
    paths = [SOURCE / file for file in files]
    calls = "".join(
        f"GRANT EXECUTE ON FUNCTION {schema_name}.{name} TO {role};\n"
        for role, names in callers.items()
        for name in names
    )
    return [Part(Step.FUNCTIONS, schema=schema_name, files=tuple(paths)), Part(Step.CALLS, calls)]


# --- what costs work to make, and so stays where it is right --------------------------------------------------------

# Its comment tells what it was made from: its words, and the function that it rests on.
LASTING = """
DO $lasting$ DECLARE note text := '{mark}' || md5(concat({words}, {rests})); BEGIN
  IF note IS DISTINCT FROM (SELECT obj_description(oid, '{catalogue}') FROM {catalogue} WHERE oid = {found}) THEN
    {drop}; {make};
    EXECUTE format('COMMENT ON {named} IS %L', note);
  END IF;
END $lasting$;
"""
MARK = "laid with the lock: "


def constraint(table: str, name: str, definition: str, *, rests_on: str = "") -> Lock:
    """A constraint that Django's own cannot say. `rests_on` names the function that it calls, as `schema.name`."""
    sql = LASTING.format(
        mark=MARK,
        words=_quoted(definition),
        rests=_body(rests_on),
        catalogue="pg_constraint",
        found=f"(SELECT oid FROM pg_constraint WHERE conname = '{name}' AND conrelid = 'public.{table}'::regclass)",
        drop=f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",
        make=f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}",
        named=f"CONSTRAINT {name} ON {table}",
    )
    return [Part(Step.LASTING, sql, lasting=name)]


def index(name: str, table: str, definition: str, *, rests_on: str = "") -> Lock:
    """An index that Django's own cannot say. `rests_on` names the function that it calls: it is made anew with it."""
    sql = LASTING.format(
        mark=MARK,
        words=_quoted(f"{table} {definition}"),
        rests=_body(rests_on),
        catalogue="pg_class",
        found=f"to_regclass('public.{name}')",
        drop=f"DROP INDEX IF EXISTS {name}",
        make=f"CREATE INDEX {name} ON {table} {definition}",
        named=f"INDEX {name}",
    )
    return [Part(Step.LASTING, sql, lasting=name)]


def sequence(name: str, *, app: str = "USAGE") -> Lock:
    """Numbers that count on over every row."""
    sql = f"CREATE SEQUENCE IF NOT EXISTS {name}; GRANT {app} ON SEQUENCE {name} TO samspil_app;"
    return [Part(Step.TABLE, sql, relation=name)]


def further(sql: str) -> Lock:
    """Rights and triggers beyond those of the table's class."""
    return [Part(Step.FURTHER, sql)]


def rows(fill: Callable[[str], None], file: Path) -> Lock:
    """Rows that come with the product, brought up to `file` by `fill(alias)`."""
    return [Part(Step.ROWS, fill=fill, files=(file,))]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _body(function: str) -> str:
    return f"(SELECT prosrc FROM pg_proc WHERE oid = '{function}'::regproc)" if function else "''"
