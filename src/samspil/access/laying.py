"""Laying the lock: after every `migrate`, by the owner of the database, in one transaction.

First the lock is taken up: policies, triggers, functions and rights go, so that nothing remains that is not declared.
Then all parts are laid, and what the catalogue then holds is noted (`comparing.py`). Whoever reads meanwhile waits.
"""

from __future__ import annotations

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from samspil.access import comparing
from samspil.access.declaring import MARK, Part, Step
from samspil.access.gathering import parts
from samspil.access.installing import lay_signing_key

NOT_REPLACED = 987_654  # a cost that no function declares
OURS = "ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = 'public' OR nspname = ANY ({schemas}))"
OF_AN_EXTENSION = (
    "EXISTS (SELECT FROM pg_depend d WHERE d.classid = '{catalogue}'::regclass AND d.objid = {oid} AND d.deptype = 'e')"
)

# Rights go first: from then on nobody reads who should not, whatever else is missing.
TAKE_UP = """
DO $take_up$ DECLARE o record; BEGIN
  FOR o IN WITH {ours}, held AS (
      SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.oid::regclass::text AS name, a.grantee
        FROM pg_class c JOIN ours ON ours.oid = c.relnamespace, aclexplode(c.relacl) AS a
       WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND a.grantee <> c.relowner
      UNION SELECT 'TABLE', c.oid::regclass::text, a.grantee FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
        JOIN ours ON ours.oid = c.relnamespace, aclexplode(t.attacl) AS a WHERE a.grantee <> c.relowner
      UNION SELECT 'FUNCTION', p.oid::regprocedure::text, a.grantee FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace,
        aclexplode(p.proacl) AS a WHERE a.grantee <> p.proowner AND p.prokind IN ('f', 'w') AND NOT {p_of_an_extension}
      UNION SELECT 'SCHEMA', quote_ident(n.nspname), a.grantee FROM pg_namespace n JOIN ours USING (oid), aclexplode(n.nspacl) AS a
       WHERE a.grantee <> n.nspowner AND n.nspname <> 'public')
    SELECT *, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS role FROM held LOOP
    EXECUTE format('REVOKE ALL ON %s %s FROM %s CASCADE', o.kind, o.name, o.role);
  END LOOP;
  FOR o IN WITH {ours} SELECT polname, polrelid::regclass::text AS name FROM pg_policy JOIN pg_class c ON c.oid = polrelid
      JOIN ours ON ours.oid = c.relnamespace LOOP
    EXECUTE format('DROP POLICY %I ON %s', o.polname, o.name);
  END LOOP;
  FOR o IN WITH {ours} SELECT tgname, tgrelid::regclass::text AS name FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
      JOIN ours ON ours.oid = c.relnamespace WHERE NOT tgisinternal AND tgparentid = 0 LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', o.tgname, o.name);
  END LOOP;
  FOR o IN WITH {ours} SELECT c.oid::regclass::text AS name FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
      WHERE relkind IN ('r', 'p') AND (relrowsecurity OR relforcerowsecurity) LOOP
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', o.name);
  END LOOP;
  -- What an index or a constraint rests on stays, and is replaced by itself: its cost is the mark by which it is known.
  FOR o IN WITH {ours} SELECT p.oid::regprocedure::text AS name, EXISTS (SELECT FROM pg_depend d
          WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid AND d.classid <> 'pg_proc'::regclass) AS needed
      FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace WHERE NOT {p_of_an_extension} LOOP
    EXECUTE format(CASE WHEN o.needed THEN 'ALTER FUNCTION %s COST {cost}' ELSE 'DROP ROUTINE %s' END, o.name);
  END LOOP;
END $take_up$;
"""

# A function that looks past the policies belongs to the lock; nobody calls one who is not named.
SEAL = """
DO $seal$ DECLARE f record; BEGIN
  FOR f IN WITH {ours} SELECT p.oid::regprocedure::text AS name, p.prosecdef, p.proowner::regrole::text AS owner FROM pg_proc p
      JOIN ours ON ours.oid = p.pronamespace WHERE NOT {p_of_an_extension} LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.name);
    IF f.prosecdef AND f.owner <> 'samspil_lock' THEN EXECUTE format('ALTER FUNCTION %s OWNER TO samspil_lock', f.name);
    ELSIF NOT f.prosecdef AND f.owner = 'samspil_lock' THEN EXECUTE format('ALTER FUNCTION %s OWNER TO CURRENT_USER', f.name);
    END IF;
    IF NOT f.prosecdef THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO samspil_lock', f.name); END IF;
  END LOOP; END $seal$;
"""
# Whatever was laid by an earlier version and is declared no more.
LEFT_OVER = """
DO $left_over$ DECLARE o record; BEGIN
  FOR o IN WITH {ours} SELECT k.conname, k.conrelid::regclass::text AS name FROM pg_constraint k
      JOIN ours ON ours.oid = k.connamespace WHERE starts_with(obj_description(k.oid, 'pg_constraint'), {mark})
        AND k.conname <> ALL ({lasting}) LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', o.name, o.conname);
  END LOOP;
  FOR o IN WITH {ours} SELECT c.oid::regclass::text AS name FROM pg_class c JOIN ours ON ours.oid = c.relnamespace
      WHERE starts_with(obj_description(c.oid, 'pg_class'), {mark}) AND c.relname <> ALL ({lasting}) LOOP
    EXECUTE format('DROP INDEX %s', o.name);
  END LOOP;
  FOR o IN WITH {ours} SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN ours ON ours.oid = p.pronamespace
      WHERE NOT {p_of_an_extension} AND p.procost = {cost} LOOP
    EXECUTE format('DROP ROUTINE %s', o.name);
  END LOOP;
END $left_over$;
"""
STRANGERS = """
WITH {ours}
SELECT 'schema ' || nspname FROM pg_namespace n WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
   AND oid NOT IN (SELECT oid FROM ours) AND NOT {n_of_an_extension}
UNION ALL
SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || c.oid::regclass FROM pg_class c
  JOIN ours ON ours.oid = c.relnamespace
 WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT {c_of_an_extension}
   AND c.oid <> ALL (SELECT to_regclass(name) FROM unnest({relations}) AS name WHERE to_regclass(name) IS NOT NULL)
   AND NOT (relkind = 'S' AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
     AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
ORDER BY 1
"""


class LayingError(Exception):
    """The lock cannot be laid, and nothing was changed; the message says what to do."""


def lay(owner: BaseDatabaseWrapper) -> bool:
    """Lay the lock and what comes with it; answers whether there was anything to do.

    Raises LayingError where the database holds something that no domain declares.
    """
    lay_signing_key(owner)
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        if not comparing.complaint(cursor):
            return False
        for statement in _statements():
            cursor.execute(statement)
        for part in parts():
            if part.fill:
                part.fill(owner.alias)
        cursor.execute(_filled(STRANGERS))
        if strangers := [name for (name,) in cursor.fetchall()]:
            raise LayingError(
                f"No domain declares {', '.join(strangers)}. This database is Samspil's alone: move away what is "
                "somebody else's, and declare what is ours in a lock.py."
            )
        comparing.note(cursor)
    return True


def take_up(owner: BaseDatabaseWrapper) -> None:
    """Take the lock up, so that migrations may change what it holds on to. Until it is laid again nobody has a right."""
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute(_filled(TAKE_UP))


def _statements() -> list[str]:
    declared = parts()

    def of(step: Step) -> list[str]:
        return [part.sql for part in declared if part.step == step and part.sql]

    files = [
        file.read_text(encoding="utf-8") for part in declared if part.step == Step.FUNCTIONS for file in part.files
    ]
    return [
        _filled(TAKE_UP),
        *of(Step.SCHEMA),
        *files,
        _filled(SEAL),
        *of(Step.CALLS),
        *of(Step.TABLE),
        *of(Step.LASTING),
        *of(Step.FURTHER),
        _filled(LEFT_OVER),
    ]


def _filled(template: str) -> str:
    """One of the statements above, for what is declared."""
    declared: tuple[Part, ...] = parts()
    return template.format(
        ours=OURS.format(schemas=_array({part.schema for part in declared})),
        mark=f"'{MARK}'",
        cost=NOT_REPLACED,
        lasting=_array({part.lasting for part in declared}),
        relations=_array({part.relation for part in declared}),
        p_of_an_extension=OF_AN_EXTENSION.format(catalogue="pg_proc", oid="p.oid"),
        c_of_an_extension=OF_AN_EXTENSION.format(catalogue="pg_class", oid="c.oid"),
        n_of_an_extension=OF_AN_EXTENSION.format(catalogue="pg_namespace", oid="n.oid"),
    )


def _array(names: set[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in sorted(names) if name) + "]::text[]"
