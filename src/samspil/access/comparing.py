"""Is the lock of this database the one that was laid? Its parts as the catalogue has them, against what was noted then.

This finds what drifts and what somebody mended by hand; it is no defence against whoever signs in as the owner, who can
change the note as well.
"""

from __future__ import annotations

from typing import Any, Protocol

from samspil.access.gathering import DECLARED, declared

# Every part of the lock, by name, with a digest of what it says. Names, never numbers: a restored copy says the same.
PARTS = """
WITH ours AS (
  SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_namespace n
   WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
), relation AS (
  SELECT c.*, c.oid::regclass::text AS name FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
     AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
), part (object, says) AS (
  SELECT 'schema ' || nspname, nspowner::regrole::text || {acl_schema} FROM ours
  UNION ALL
  SELECT CASE relkind WHEN 'r' THEN 'table ' WHEN 'p' THEN 'table ' WHEN 'S' THEN 'sequence ' ELSE 'view ' END || name,
         concat_ws('|', relkind, relowner::regrole, relrowsecurity, relforcerowsecurity, reloptions, {acl_relation}) FROM relation
  UNION ALL
  SELECT format('rights on %s.%s', r.name, a.attname), {acl_column}
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
  UNION ALL
  SELECT 'function ' || p.oid::regprocedure, concat_ws('|', p.proowner::regrole,
         CASE WHEN p.prokind = 'a' THEN p.oid::text ELSE pg_get_functiondef(p.oid) END, {acl_function})
    FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
   WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('policy %s on %s', polname, r.name), concat_ws('|', polcmd, polpermissive,
         (SELECT string_agg(CASE role WHEN 0 THEN 'public' ELSE role::regrole::text END, ',' ORDER BY role::regrole::text)
            FROM unnest(polroles) AS role),
         coalesce(pg_get_expr(polqual, polrelid), '-'), coalesce(pg_get_expr(polwithcheck, polrelid), '-'))
    FROM pg_policy JOIN relation r ON r.oid = polrelid
  UNION ALL
  SELECT format('trigger %s on %s', tgname, r.name), concat_ws('|', tgenabled, pg_get_triggerdef(t.oid))
    FROM pg_trigger t JOIN relation r ON r.oid = tgrelid WHERE NOT tgisinternal
  UNION ALL
  SELECT format('rule %s on %s', rulename, r.name), concat_ws('|', ev_enabled, pg_get_ruledef(w.oid))
    FROM pg_rewrite w JOIN relation r ON r.oid = ev_class WHERE r.relkind = 'r' OR rulename <> '_RETURN'
  UNION ALL
  SELECT format('constraint %s on %s', conname, r.name), concat_ws('|', convalidated, pg_get_constraintdef(k.oid))
    FROM pg_constraint k JOIN relation r ON r.oid = conrelid WHERE contype IN ('c', 'f', 'p', 'u', 'x')
  UNION ALL
  SELECT 'unique index ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN relation r ON r.oid = i.indrelid WHERE i.indisunique
  UNION ALL
  SELECT format('rights that %s gives on whatever it makes', defaclrole::regrole), string_agg(concat_ws('|',
         defaclnamespace, defaclobjtype, (SELECT string_agg(x::text, ',' ORDER BY x::text) FROM unnest(defaclacl) AS x)), ',')
    FROM pg_default_acl GROUP BY defaclrole
), parts AS (SELECT object, md5(says) AS digest FROM part)
"""


def _acl(column: str, kind: str, owner: str) -> str:
    """SQL that tells rights by names, in one order; the rights of nobody named as PostgreSQL reads them."""
    return (
        "coalesce((SELECT string_agg(concat_ws(' ', CASE e.grantee WHEN 0 THEN 'public' ELSE e.grantee::regrole::text END, "
        "e.privilege_type, e.is_grantable), ',' ORDER BY CASE e.grantee WHEN 0 THEN 'public' ELSE e.grantee::regrole::text END, "
        f"e.privilege_type) FROM aclexplode(coalesce({column}, acldefault({kind}, {owner}))) AS e), 'none')"
    )


PARTS = PARTS.format(
    acl_schema=_acl("nspacl", "'n'", "nspowner"),
    acl_relation=_acl("relacl", "CASE WHEN relkind = 'S' THEN 's' ELSE 'r' END::\"char\"", "relowner"),
    acl_column=_acl("a.attacl", "'c'", "r.relowner"),
    acl_function=_acl("p.proacl", "'f'", "p.proowner"),
)
NOTED = "public.access_lockpart"
# As names are told depends on where PostgreSQL looks for them: nowhere but in its own catalogue.
_LOOK = "SELECT current_setting('search_path'), set_config('search_path', 'pg_catalog', false)"
_LOOK_AGAIN = "SELECT set_config('search_path', %s, false)"

LAY = "lay it with `samspil manage migrate`"
MOST_NAMED = 12


class Cursor(Protocol):
    """Of Django or of psycopg."""

    def execute(self, query: Any, parameters: Any = ..., /) -> Any: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...


def note(cursor: Cursor) -> None:
    """Note the lock as it has just been laid."""
    _looking(cursor, f"DELETE FROM {NOTED}")
    _looking(cursor, f"{PARTS} INSERT INTO {NOTED} (object, digest) SELECT object, digest FROM parts")
    cursor.execute(f"INSERT INTO {NOTED} (object, digest) VALUES (%s, %s)", [DECLARED, declared()])


def complaint(cursor: Cursor) -> str:
    """Why the product must not work on this database, in a sentence; empty where the lock stands as it was laid."""
    cursor.execute("SELECT to_regclass(%s)", [NOTED])
    if not cursor.fetchone()[0]:
        return f"The lock of this database has never been laid: {LAY}."
    cursor.execute(f"SELECT digest FROM {NOTED} WHERE object = %s", [DECLARED])
    found = cursor.fetchone()
    if not found or found[0] != declared():
        return f"The lock of this database is that of another version of Samspil: {LAY}."
    differing = differences(cursor)
    if not differing:
        return ""
    named = "; ".join(f"{object_} is {how}" for object_, how in differing[:MOST_NAMED])
    more = f"; and {len(differing) - MOST_NAMED} more" if len(differing) > MOST_NAMED else ""
    return f"The lock of this database is not as it was laid: {named}{more}. Find out who changed it, then {LAY}."


def differences(cursor: Cursor) -> list[tuple[str, str]]:
    """Each part that is changed, missing or additional since the lock was laid."""
    return _looking(
        cursor,
        f"{PARTS} SELECT coalesce(parts.object, noted.object), CASE WHEN parts.object IS NULL THEN 'missing' "
        f"WHEN noted.object IS NULL THEN 'additional' ELSE 'changed' END FROM parts "
        f"FULL JOIN (SELECT * FROM {NOTED} WHERE object <> '{DECLARED}') AS noted ON noted.object = parts.object "
        "WHERE parts.digest IS DISTINCT FROM noted.digest ORDER BY 1",
        answers=True,
    )


def _looking(cursor: Cursor, query: str, *, answers: bool = False) -> list[tuple[str, str]]:
    cursor.execute(_LOOK)
    before = cursor.fetchone()[0]
    cursor.execute(query)
    answer = list(cursor.fetchall()) if answers else []
    cursor.execute(_LOOK_AGAIN, [before])
    return answer
