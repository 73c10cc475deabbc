"""`samspil manage migrate`: Django's own, and the lock is laid when all migrations are in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from samspil.access import laying


class Command(migrate.Command):
    """Tables come from migrations; functions, policies, triggers and rights are laid anew after every run."""

    help = "Bring the tables up to this version, and lay the lock on them."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = connections[options["database"]]
        looks_only = options["plan"] or options["check_unapplied"]
        if not looks_only and _outstanding(owner):
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


def _outstanding(owner: Any) -> bool:
    executor = MigrationExecutor(owner)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
