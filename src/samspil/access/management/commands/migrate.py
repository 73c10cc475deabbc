"""`samspil manage migrate`: Django's own, and the lock is laid when all migrations are in."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from samspil.access import laying

EARLIER = (
    "This database was made before the first version, whose tables start anew. Make it anew too: `samspil demo --fresh`, "
    "or an empty database."
)


class Command(migrate.Command):
    """Tables come from migrations; functions, policies, triggers and rights are laid anew after every run."""

    help = "Bring the tables up to this version, and lay the lock on them."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")
        parser.add_argument(
            "--one-by-one", action="store_true", help="run each migration on an empty database too, which takes longer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        owner = connections[options["database"]]
        looks_only = options["plan"] or options["check_unapplied"]
        if not looks_only:
            loader = MigrationLoader(owner)
            _refuse_earlier(loader)
            if not (loader.applied_migrations or options["app_label"] or options["one_by_one"]):
                _make_tables(owner, loader)
            elif _outstanding(owner):
                laying.take_up(owner)  # a migration may change what a policy or a function holds on to
        super().handle(*args, **options)
        if looks_only:
            return
        if _outstanding(owner):
            self.stderr.write("The lock is laid when all migrations are in: nobody has a right until then.")
            return
        try:
            laid = laying.lay(owner)
        except laying.LayingError as refused:
            raise CommandError(str(refused)) from refused
        if options["verbosity"] > 0:
            self.stdout.write("The lock was laid." if laid else "The lock stands as it was laid.")


def _ours() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.name.startswith("samspil.")]


def _make_tables(owner: BaseDatabaseWrapper, loader: MigrationLoader) -> None:
    """Make all our tables on an empty database at once, from the models, and note our migrations as run.

    Migrations end in the tables of the models (`makemigrations --check`; a test compares the two), and on the way there
    Django makes every model anew at every step, which takes ten times as long.
    """
    labels = {config.label for config in _ours()}
    with owner.schema_editor() as editor:
        for config in _ours():
            for model in config.get_models(include_auto_created=False):
                if model._meta.managed and not model._meta.proxy:
                    editor.create_model(model)
        recorder = MigrationRecorder(owner)
        recorder.ensure_schema()
        for label, name in sorted(loader.disk_migrations):
            if label in labels:
                recorder.record_applied(label, name)


def _refuse_earlier(loader: MigrationLoader) -> None:
    labels = {config.label for config in _ours()}
    unknown = [key for key in loader.applied_migrations if key[0] in labels and key not in loader.disk_migrations]
    if unknown:
        raise CommandError(EARLIER)


def _outstanding(owner: BaseDatabaseWrapper) -> bool:
    executor = MigrationExecutor(owner)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
