"""What is locked is declared, by the form of its class; and nothing else makes a function, a policy or a trigger."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import connection
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader

from samspil.access import declaring
from samspil.access.actor import renew
from samspil.access.gathering import parts
from samspil.access.router import Doors
from samspil.access.tables import LIBRARY_TABLES
from samspil.lib.privacy import TableClass
from tests.cast import Cast

SOURCE = declaring.SOURCE
FORM = {
    TableClass.CONFIDENTIAL: "SELECT, DELETE, UPDATE (owner_audience, audiences, subject, hold, delete_after)",
    TableClass.OPEN: "FOR SELECT USING (true)",
    TableClass.RECORD: "GRANT SELECT, INSERT ON",
    TableClass.DOOR: "TO samspil_door;",
}
ADMITTED = (
    operations.CreateModel,
    operations.DeleteModel,
    operations.RenameModel,
    operations.AlterModelOptions,
    operations.AlterModelTable,
    operations.AlterModelManagers,
    operations.AlterUniqueTogether,
    operations.AddField,
    operations.AlterField,
    operations.RemoveField,
    operations.RenameField,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.AddConstraint,
    operations.RemoveConstraint,
)


def _form(sql: str) -> TableClass | None:
    return next((class_ for class_, words in FORM.items() if words in sql), None)


def test_every_table_is_declared_by_the_form_of_its_class() -> None:
    """A confidential table declared as another would stand open from the first row."""
    declared = {part.relation: _form(part.sql) for part in parts() if part.relation}
    known = {
        model._meta.db_table: getattr(getattr(model, "Privacy", None), "table", None)
        for model in apps.get_models(include_auto_created=True)
    }
    known |= LIBRARY_TABLES
    of_a_form = {table: class_ if class_ in FORM else None for table, class_ in known.items()}
    assert {table: class_ for table, class_ in declared.items() if table in known} == of_a_form


def test_migrations_hold_tables_alone() -> None:
    """Functions, policies, triggers and rights are laid anew after every migrate: a migration has no say in them."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = [each for each in loader.disk_migrations.values() if each.__module__.startswith("samspil.")]
    assert len(ours) > 20
    strangers = {
        f"{each}: {type(operation).__name__}"
        for each in ours
        for operation in each.operations
        if not isinstance(operation, ADMITTED)
    }
    assert strangers == set()


def test_every_sql_file_is_declared_once() -> None:
    declared = [file for part in parts() for file in part.files if file.suffix == ".sql"]
    assert sorted(declared) == sorted(SOURCE.glob("**/*.sql"))


def test_sql_files_make_functions_alone_and_each_is_made_in_one_place() -> None:
    """A second making would silently take the first one's place; whatever else is laid is declared."""
    made: dict[str, list[str]] = {}
    for path in SOURCE.glob("**/*.sql"):
        text = path.read_text(encoding="utf-8")
        commands = re.findall(r"^(?:CREATE|ALTER|DROP|GRANT|REVOKE|INSERT|DO|COMMENT)\b.*", text, re.MULTILINE)
        assert [each for each in commands if not each.startswith("CREATE OR REPLACE FUNCTION ")] == [], path
        for name in re.findall(r"^CREATE OR REPLACE FUNCTION ([\w.]+)\(", text, re.MULTILINE):
            made.setdefault(name, []).append(path.name)
    assert len(made) > 100
    assert {name: files for name, files in made.items() if len(files) > 1} == {}


def test_nobody_else_in_the_product_makes_policies_or_triggers() -> None:
    laying = {SOURCE / "access" / "declaring.py", SOURCE / "access" / "laying.py"}
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.glob("**/*.py")
        if path.name != "lock.py" and path not in laying and "tests" not in path.relative_to(SOURCE).parts
        and re.search(r"CREATE (OR REPLACE )?(POLICY|FUNCTION|(CONSTRAINT )?TRIGGER)\b", path.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert found == []


def test_no_table_of_a_library_is_laid_open() -> None:
    for table, class_ in LIBRARY_TABLES.items():
        assert class_ in {TableClass.DOOR, TableClass.HIDDEN}, table


def test_only_the_owner_migrates_and_the_door_keeps_its_own() -> None:
    doors, user, child = Doors(), apps.get_model("signin", "User"), apps.get_model("people", "Person")
    assert [doors.allow_migrate(alias, "people") for alias in ("owner", "default", "door", "keeper")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert (doors.db_for_read(user), doors.db_for_write(child)) == ("door", None)
    assert not doors.allow_relation(user, child)
    assert doors.allow_relation(child, child)


def test_work_that_outlives_a_minute_signs_anew(cast: Cast) -> None:
    first = cast.consultant.sign()
    later = renew(first)
    assert (later.principal_id, later.at > first.at) == (first.principal_id, True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.actor(), access.at()")
        assert cursor.fetchone() == (first.principal_id, later.at)
