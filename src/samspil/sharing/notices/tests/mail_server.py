"""A real mail server on this machine that takes most mail, refuses some addresses, drops the connection for others and says
nothing more when it hears of some; and one that says nothing at all.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class MailServer:
    """What the server does with each address, what it has taken, and who was tried in which order."""

    refused: set[str] = field(default_factory=set)
    busy: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    taken: list[EmailMessage] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that the server library calls
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.tried.append(address)
        if address in self.refused:
            return "550 5.1.1 No such user"
        if address in self.busy:
            return "451 4.7.1 Come back later"
        if address in self.silent:
            await asyncio.Event().wait()  # until the server stops, or whoever asks has gone
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if set(envelope.rcpt_tos) & self.dropped:
            server.transport.abort()  # in the middle: after the text, before the yes
            return "421 gone"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
        return "250 OK"

    def readers(self) -> list[str]:
        """To whom mail has come."""
        return sorted(str(mail["To"]) for mail in self.taken)


@contextmanager
def serving(settings: Any) -> Iterator[MailServer]:
    """A mail server on a free port, and the settings that send there."""
    server = MailServer()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        _send_there(settings, port)
        yield server
    finally:
        controller.stop()


@contextmanager
def saying_nothing(settings: Any) -> Iterator[socket.socket]:
    """A server that lets itself be called and never says a word, and the settings that send there."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        _send_there(settings, listening.getsockname()[1])
        yield listening


def _send_there(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
