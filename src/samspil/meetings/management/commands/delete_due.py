"""`samspil manage delete_due`: the keeper's night. Run it once a day (docs/how-to/install.md)."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from samspil.access import comparing


class Command(BaseCommand):
    """Deletes what is due, signed in as the keeper: a role that reads dates and no text (BRO-56).

    What deletes are functions of the lock, so the lock is compared first: each night, at least.
    """

    help = "Delete what is due, and what waited for a ground that has been confirmed since."

    def handle(self, *args: Any, **options: Any) -> None:
        if "keeper" not in connections.databases:
            raise CommandError("Set DATABASE_KEEPER_URL to the address that bootstrap-database printed for the keeper.")
        with transaction.atomic("keeper"), connections["keeper"].cursor() as cursor:
            if complaint := comparing.complaint(cursor):
                raise CommandError(f"Nothing was deleted. {complaint}")
            # Matters before rows: a matter is counted, and its rows go together.
            cursor.execute("SELECT meetings.forget_due()")
            matters = cursor.fetchone()[0]
            cursor.execute("SELECT retention.sweep()::text")
            rows = json.loads(cursor.fetchone()[0])
        self.stdout.write(f"{matters} matters without follow-up; {sum(rows.values())} other rows: {json.dumps(rows)}")
