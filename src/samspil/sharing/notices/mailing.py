"""Mails that say that something waits, and letters that somebody without sign-in has asked for. The keeper sends them: a role
that reads no text.

A mail is sent within the transaction that marks it as sent. A process that dies before loses nothing: the mark is gone with it. One
that dies between the mail server's yes and the mark sends the same mail again under the same Message-ID, by which mail servers and
readers know it for the same.

A mail that does not go stops no other. The table of outgoing mail keeps how often it was tried and when it is tried next; a refused
address, and a mail that has not gone within a day, are given up and told to who answers for the colleague.
"""

from __future__ import annotations

import json
import smtplib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connections, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.sharing.notices import kinds
from samspil.sharing.notices.models import Reply

Send = Callable[[EmailMessage], object]
IN_A_ROW = 5  # so many mails that the server did not take end a round: then it is hardly the mails


class ServerUnreachable(Exception):
    """There is no mail server to talk with. No mail was tried, and none counts as tried."""


@dataclass(frozen=True)
class Round:
    """What became of the mails that were due."""

    sent: int
    failed: int


def call_and_send(mail: EmailMessage) -> None:
    """Call the mail server and give it the mail. Raises ServerUnreachable where there is nobody to give it to: no answer, no
    greeting within the time limit, not the encryption or the sign-in of the settings. None of it says anything of the mail.
    """
    mail.connection = server = get_connection()
    try:
        try:
            server.open()
        except OSError as failure:  # what smtplib raises is one too
            raise ServerUnreachable from failure
        mail.send()
    finally:
        server.close()


def send_due(at: datetime, *, send: Send = call_and_send, alias: str = "keeper") -> Round:
    """Send what is due at that instant, each mail by itself. Raises ServerUnreachable: everything waits as it was."""
    with transaction.atomic(alias), connections[alias].cursor() as cursor:
        cursor.execute("SELECT notices.gather(%s)", [at])
    sent = failed = in_a_row = 0
    while in_a_row < IN_A_ROW:
        with transaction.atomic(alias), connections[alias].cursor() as cursor:
            cursor.execute("SELECT batch, email, kinds, letter, content FROM notices.next_mail(%s)", [at])
            row = cursor.fetchone()
            if row is None:
                break
            batch, email, waiting, letter, content = row
            try:
                with transaction.atomic(alias):
                    cursor.execute("SELECT notices.mailed(%s, %s)", [batch, at])
                    subject, text = written(cursor, at, email, letter, content) if letter else told(waiting)
                    send(compose(str(batch), email, subject, text))
            except MAIL_FAILED as failure:
                reply = reply_of(failure)
                cursor.execute("SELECT notices.failed(%s, %s, %s)", [batch, at, reply])
                failed, in_a_row = failed + 1, in_a_row + 1 if reply == Reply.LATER else 0
            else:
                sent, in_a_row = sent + 1, 0
    return Round(sent, failed)


# What the mail library raises: its own exceptions and those of the connection, and ValueError for an address that is none.
MAIL_FAILED = (smtplib.SMTPException, OSError, ValueError)
NOT_OF_THE_MAIL = (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError)


def reply_of(failure: Exception) -> Reply:
    """What a failure says of the mail. Raises ServerUnreachable where it says nothing of the mail, only of the server."""
    # What smtplib raises is an OSError too; a bare one comes from opening the connection.
    if isinstance(failure, NOT_OF_THE_MAIL) or not isinstance(failure, (smtplib.SMTPException, ValueError)):
        raise ServerUnreachable from failure
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in failure.recipients.values()]
        return Reply.REFUSED if min(codes) >= 500 else Reply.LATER
    return Reply.REFUSED if isinstance(failure, (ValueError, smtplib.SMTPNotSupportedError)) else Reply.LATER


def remind(at: datetime, *, alias: str = "keeper") -> int:
    """Tell of what time alone makes due, by the rules that domains have named; and forget what is old. Answers how much."""
    told = 0
    with transaction.atomic(alias), connections[alias].cursor() as cursor:
        for rule in kinds.rules():
            cursor.execute(f"SELECT {rule}(%s)", [at])  # names of our own functions, registered in code
            told += cursor.fetchone()[0]
        cursor.execute("SELECT notices.forget(%s)", [at])
    return told


def written(cursor: Any, at: datetime, email: str, letter: str, content: str) -> tuple[str, str]:
    """Subject and text of a letter; `content` is JSON, as the cursor gives it."""
    return kinds.letter(letter).write(cursor, at, email, json.loads(content))


def told(waiting: list[str]) -> tuple[str, str]:
    """Subject and text: what sort of things wait, never whom they are about. They carry no address of a page: one signs in."""
    with translation.override("da"):
        counted = Counter(kinds.sentence(kind) for kind in waiting)
        lines = [sentence if times == 1 else f"{sentence} ({times})" for sentence, times in counted.items()]
        text = "\n".join(
            [*lines, "", _("Sign in to Samspil to see it."), _("You choose under Notices when you get mail.")]
        )
        return _("Something waits for you in Samspil"), text


def compose(batch: str, email: str, subject: str, text: str) -> EmailMessage:
    """The mail with its number, by which servers and readers know it when it comes twice."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost"
    return EmailMessage(
        subject, text, settings.DEFAULT_FROM_EMAIL, [email], headers={"Message-ID": f"<{batch}@{host}>"}
    )
