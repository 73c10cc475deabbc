"""Mails that say that something waits. The keeper sends them: a role that reads no text.

A mail is sent within the transaction that marks it as sent. A process that dies before loses nothing: the mark is gone with it. One
that dies between the mail server's yes and the mark sends the same mail again under the same Message-ID, by which mail servers and
readers know it for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connections, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.sharing.notices import kinds

Send = Callable[[EmailMessage], object]


def send_due(at: datetime, *, send: Send = lambda mail: mail.send(), alias: str = "keeper") -> int:
    """Send what is due at that instant; answers how many mails went. Raises what the mail server raises: the rest waits."""
    with transaction.atomic(alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT notices.gather(%s)", [at])
    sent = 0
    while True:
        with transaction.atomic(alias), connections[alias].cursor() as cursor:
            cursor.execute("SELECT batch, email, kinds FROM notices.next_mail()")
            row = cursor.fetchone()
            if row is None:
                return sent
            batch, email, waiting = row
            cursor.execute("SELECT notices.mailed(%s, %s)", [batch, at])
            send(compose(str(batch), email, waiting))
        sent += 1


def remind(at: datetime, *, alias: str = "keeper") -> int:
    """Tell of what time alone makes due, by the rules that domains have named; and forget what is old. Answers how much."""
    told = 0
    with transaction.atomic(alias), connections[alias].cursor() as cursor:
        for rule in kinds.rules():
            cursor.execute(f"SELECT {rule}(%s)", [at])  # names of our own functions, registered in code
            told += cursor.fetchone()[0]
        cursor.execute("SELECT notices.forget(%s)", [at])
    return told


def compose(batch: str, email: str, waiting: list[str]) -> EmailMessage:
    """The mail: what sort of things wait, never whom they are about. It carries no address of a page: one signs in."""
    with translation.override("da"):
        counted = Counter(kinds.sentence(kind) for kind in waiting)
        lines = [sentence if times == 1 else f"{sentence} ({times})" for sentence, times in counted.items()]
        text = "\n".join(
            [*lines, "", _("Sign in to Samspil to see it."), _("You choose under Notices when you get mail.")]
        )
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost"
        subject = _("Something waits for you in Samspil")
    return EmailMessage(
        subject, text, settings.DEFAULT_FROM_EMAIL, [email], headers={"Message-ID": f"<{batch}@{host}>"}
    )
