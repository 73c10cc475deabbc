"""Asking a virus scanner that speaks clamd's protocol (INSTREAM), over a socket file or the network."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

PATIENCE = 30.0  # seconds
PIECE = 64 * 1024


class NoAnswer(Exception):
    """The scanner is set and does not answer, or answers with an error."""


def is_set() -> bool:
    """Whether this installation has a scanner."""
    return bool(settings.SCANNER)


def finds(data: bytes) -> bool:
    """Whether the scanner finds something in `data`. Raises NoAnswer."""
    try:
        with _connect(settings.SCANNER) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = b""
            while not answer.endswith(b"\0") and (more := line.recv(4096)):
                answer += more
    except OSError as error:
        raise NoAnswer(str(error)) from error
    said = answer.rstrip(b"\0").decode(errors="replace")
    if said.endswith("FOUND"):
        return True
    if said.endswith("OK"):
        return False
    raise NoAnswer(said)


def _connect(address: str) -> socket.socket:
    """`unix:/run/clamav/clamd.ctl` or `tcp:host:3310`."""
    kind, _, rest = address.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(rest)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = rest.rpartition(":")
    return socket.create_connection((host, int(port)), PATIENCE)
