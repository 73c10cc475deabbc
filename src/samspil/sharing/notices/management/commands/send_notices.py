"""`samspil manage send_notices`: mails that say that something waits. Run it every few minutes (docs/how-to/install.md)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from samspil.sharing.notices import mailing


class Command(BaseCommand):
    """Tells of what time has made due, and sends what is due, signed in as the keeper: a role that reads no text."""

    help = "Tell of what time has made due, and mail what waits."

    def handle(self, *args: Any, **options: Any) -> None:
        if "keeper" not in connections.databases:
            raise CommandError("Set DATABASE_KEEPER_URL to the address that bootstrap-database printed for the keeper.")
        at = timezone.now()
        told = mailing.remind(at)
        if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            # Sent to nowhere would be kept as sent.
            self.stdout.write(f"{told} reminders; no mail: SAMSPIL_MAIL_HOST is not set")
            return
        try:
            mails = mailing.send_due(at)
        except mailing.ServerUnreachable as unreachable:
            why = type(unreachable.__cause__).__name__
            raise CommandError(
                f"{told} reminders. The mail server cannot be reached ({why}): the mails wait. "
                "Look at SAMSPIL_MAIL_HOST, SAMSPIL_MAIL_PORT, SAMSPIL_MAIL_USER and SAMSPIL_MAIL_TLS."
            ) from unreachable
        self.stdout.write(f"{told} reminders; {mails.sent} mails sent, {mails.failed} not")
