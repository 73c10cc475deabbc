"""Migration operations that lay the lock. Policies, grants and triggers come from one template here and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.migrations.operations import RunSQL

SOURCE = Path(__file__).resolve().parent.parent

# The policy set of a confidential table. The sub-select around keys() is the point: once per query, not once per row.
POLICIES = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM PUBLIC;
CREATE POLICY samspil_read ON {table} FOR SELECT TO samspil_app
  USING (audiences && (SELECT access.keys()));
CREATE POLICY samspil_change ON {table} FOR UPDATE TO samspil_app
  USING (owner_audience = ANY ((SELECT access.own_keys())::bigint[]))
  WITH CHECK (owner_audience = ANY ((SELECT access.own_keys())::bigint[]));
CREATE POLICY samspil_lock ON {table} TO samspil_lock USING (true) WITH CHECK (true);
CREATE POLICY samspil_keeper ON {table} FOR SELECT TO samspil_keeper USING (true);
GRANT SELECT, INSERT, UPDATE ON {table} TO samspil_app;
GRANT SELECT, DELETE, UPDATE (owner_audience, audiences, subject, hold, delete_after) ON {table} TO samspil_lock;
GRANT SELECT (id, owner_audience, body, subject, retention_kind, delete_after, hold, written_at) ON {table} TO samspil_keeper;
CREATE TRIGGER samspil_history AFTER UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION access.keep_history();
ALTER TABLE {table} ADD CONSTRAINT {table}_readers CHECK (owner_audience = ANY (audiences));
ALTER TABLE {table} ADD CONSTRAINT {table}_origin_known CHECK (origin IN ('own', 'police'));
CREATE INDEX {table}_subject ON {table} (subject) WHERE subject IS NOT NULL;
CREATE INDEX {table}_due ON {table} (delete_after) WHERE delete_after IS NOT NULL;
"""

# Whoever writes a row hangs it only on rows that they read: else a guessed number would tell whether a row exists, take
# the place of a row in somebody else's unique constraint, or slip a row into what others delete. At insert the policy
# asks, before any constraint does; at a change the guard asks for the references that changed. (A policy cannot look into
# its own table, so the guard also asks for a table's references to itself.)
BENEATH = """
DO $beneath$ DECLARE parents record; BEGIN
  SELECT coalesce(string_agg(format(' AND (%1$I.%2$I IS NULL OR EXISTS (SELECT FROM public.%3$I AS above WHERE above.id = %1$I.%2$I))',
           '{table}', a.attname, p.relname), '' ORDER BY a.attnum) FILTER (WHERE k.confrelid <> k.conrelid), '') AS seen,
         coalesce(string_agg(format('%L, %L', a.attname, p.relname), ', ' ORDER BY a.attnum), '') AS pairs
    INTO parents FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
   WHERE k.contype = 'f' AND k.conrelid = 'public.{table}'::regclass
     AND EXISTS (SELECT FROM pg_catalog.pg_attribute h WHERE h.attrelid = p.oid AND h.attname = 'owner_audience');
  EXECUTE 'DROP POLICY IF EXISTS samspil_write ON {table}; DROP TRIGGER IF EXISTS samspil_guard ON {table}';
  EXECUTE 'CREATE POLICY samspil_write ON {table} FOR INSERT TO samspil_app WITH CHECK (owner_audience = ANY '
    '((SELECT access.own_keys())::bigint[]) AND audiences = ARRAY[owner_audience]' || parents.seen || ')';
  EXECUTE 'CREATE TRIGGER samspil_guard BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION access.guard('
    || parents.pairs || ')';
END $beneath$;
"""

DELETABLE = """
CREATE POLICY samspil_delete ON {table} FOR DELETE TO samspil_app
  USING (owner_audience = ANY ((SELECT access.own_keys())::bigint[]));
GRANT DELETE ON {table} TO samspil_app;
"""


def _run(sql: str, undo: str = "") -> RunSQL:
    # As lists: Django would cut a string into statements, and takes the end of a loop for the end of a function.
    return RunSQL([sql], [undo] if undo else RunSQL.noop)


def confide(table: str, *, deletable: bool = False, unties: tuple[str, ...] = ()) -> RunSQL:
    """Make `table` confidential: header policies, guard, history.

    `deletable` lets the owner's members delete rows; `unties` names the optional references that deletion empties.
    """
    sql = (POLICIES + BENEATH + (DELETABLE if deletable else "")).format(table=table)
    if unties:
        sql += f"GRANT UPDATE ({', '.join(unties)}) ON {table} TO samspil_lock;"
    return _run(sql)


def beneath(table: str) -> RunSQL:
    """Read the references of a confidential table anew, after a migration that gave it another foreign key.

    Django makes a foreign key at the end of its migration: a new table is made in one and made confidential in the next.
    """
    return _run(BENEATH.format(table=table))


# Everybody signed in reads an open table. Who may write it is a matter of the lock all the same: definer functions ask these
# tables who answers for what, and injected SQL must not answer for them.
OPEN = """
REVOKE ALL ON {table} FROM PUBLIC;
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS samspil_read ON {table};
CREATE POLICY samspil_read ON {table} FOR SELECT USING (true);
GRANT SELECT ON {table} TO samspil_app, samspil_lock, samspil_door, samspil_keeper;
"""
WRITES = """
DROP POLICY IF EXISTS samspil_insert ON {table};
DROP POLICY IF EXISTS samspil_change ON {table};
DROP POLICY IF EXISTS samspil_delete ON {table};
CREATE POLICY samspil_insert ON {table} FOR INSERT TO samspil_app WITH CHECK ({may});
CREATE POLICY samspil_change ON {table} FOR UPDATE TO samspil_app USING ({may}) WITH CHECK ({may});
CREATE POLICY samspil_delete ON {table} FOR DELETE TO samspil_app USING ({may});
GRANT INSERT, UPDATE, DELETE ON {table} TO samspil_app;
DROP TRIGGER IF EXISTS samspil_fixed ON {table};
"""
FIXED = """
CREATE TRIGGER samspil_fixed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION access.fixed({columns});
"""


def open_table(table: str, *, writes: bool = True, answers: str = "", fixed: tuple[str, ...] = ()) -> RunSQL:
    """A table without personal data about children, read by everybody who is signed in.

    `answers` is a query for the audiences whose holders write the row: `SELECT ARRAY[…] FROM … WHERE …`; without it every
    signed-in colleague may. `fixed` names columns that the app fills once and never changes: audiences, principals.
    """
    sql = OPEN.format(table=table)
    if writes:
        held = "(SELECT access.own_keys())"
        may = f"coalesce(({answers}) && {held}, false)" if answers else "(SELECT access.actor()) IS NOT NULL"
        sql += WRITES.format(table=table, may=may)
    if fixed:
        sql += FIXED.format(table=table, columns=", ".join(f"'{column}'" for column in fixed))
    return _run(sql)


def record_table(table: str) -> RunSQL:
    """A table that definer functions write and audiences read (audit, disclosures, reports). Never changed by the app."""
    return _run(f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM PUBLIC;
CREATE POLICY samspil_read ON {table} FOR SELECT TO samspil_app USING (audiences && (SELECT access.keys()));
CREATE POLICY samspil_lock ON {table} TO samspil_lock USING (true) WITH CHECK (true);
CREATE POLICY samspil_keeper ON {table} FOR SELECT TO samspil_keeper USING (true);
GRANT SELECT ON {table} TO samspil_app; GRANT SELECT, INSERT ON {table} TO samspil_lock;
GRANT SELECT ON {table} TO samspil_keeper;
""")


def hidden_table(table: str, *, lock: str = "SELECT, INSERT, UPDATE, DELETE") -> RunSQL:
    """A table that only definer functions touch."""
    return _run(f"REVOKE ALL ON {table} FROM PUBLIC; GRANT {lock} ON {table} TO samspil_lock;")


def door_table(table: str) -> RunSQL:
    """A table of the sign-in role; the domain role has no right there."""
    return _run(f"REVOKE ALL ON {table} FROM PUBLIC; GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO samspil_door;")


def schema(name: str) -> RunSQL:
    """A schema for definer functions."""
    return _run(
        f"CREATE SCHEMA {name}; GRANT USAGE ON SCHEMA {name} TO samspil_app, samspil_door, samspil_keeper;"
        f"GRANT USAGE, CREATE ON SCHEMA {name} TO samspil_lock;",
        f"DROP SCHEMA {name} CASCADE",
    )


SEAL = """
DO $seal$ DECLARE f record; BEGIN
  FOR f IN SELECT p.oid::regprocedure AS name, p.prosecdef, p.proowner::regrole::text AS owner FROM pg_catalog.pg_proc p
            WHERE p.pronamespace = '{schema}'::regnamespace LOOP
    IF f.owner <> 'samspil_lock' THEN EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.name); END IF;
    IF f.owner <> 'samspil_lock' AND f.prosecdef THEN
      EXECUTE format('ALTER FUNCTION %s OWNER TO samspil_lock', f.name);
    ELSIF f.owner <> 'samspil_lock' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO samspil_lock', f.name); END IF;
  END LOOP; END $seal$;
"""


def functions(schema_name: str, *files: str, **grants: tuple[str, ...]) -> RunSQL:
    """Run SQL files (paths below the package) that make functions of `schema_name`.

    Definer functions become samspil_lock's; nobody may call one but the roles named: `samspil_app=("keys", "at")`.
    """
    sql = "\n".join((SOURCE / file).read_text(encoding="utf-8") for file in files)
    sql += SEAL.format(schema=schema_name)
    for role, names in grants.items():
        sql += "".join(f"GRANT EXECUTE ON FUNCTION {schema_name}.{name} TO {role};\n" for name in names)
    return _run(sql)


def constraint(sql: str, undo: str = "") -> RunSQL:
    """An invariant that Django's own constraints cannot say."""
    return _run(sql, undo)


__all__: list[Any] = [
    "beneath",
    "confide",
    "constraint",
    "door_table",
    "functions",
    "hidden_table",
    "open_table",
    "record_table",
    "schema",
]
