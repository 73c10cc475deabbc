"""A browser of one signed-in colleague on one connection that stays open. It follows nothing and fetches no files."""

from __future__ import annotations

import http.client
import json
import time
from urllib.parse import urlencode

from samspil.bench.probe import ASKED, TOLD
from samspil.bench.visiting import Answer, Ask

CSRF = "b" * 32
PATIENCE = 120.0  # seconds
# A web server closes a connection that has waited long; who finished first in a crowd waits for the slowest.
IDLE = 5.0  # seconds
_BOUNDARY = "samspil-bench-boundary"


class Browser:
    """Keeps its connection, cookie and token. One a thread."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.used = time.monotonic()
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={CSRF}", "Accept-Language": "da"}

    def ask(self, ask: Ask, *, probe: str = "") -> Answer:
        """Send and wait for the whole answer."""
        headers, body = dict(self.headers), None
        if ask.form is not None:
            headers["X-CSRFToken"] = CSRF
            headers["Content-Type"], body = encoded(ask)
        if probe:
            headers[ASKED] = probe
        if time.monotonic() - self.used > IDLE:
            self.connection.close()
            self.connection.connect()  # not timed: a browser has it open
        begun = time.perf_counter()
        self.connection.request(ask.method, ask.path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        passed = time.perf_counter() - begun
        self.used = time.monotonic()
        told = json.loads(response.headers.get(TOLD) or "{}")
        location = response.headers.get("Location") or ""
        return Answer(response.status, content.decode(errors="replace"), location, told, passed)

    def close(self) -> None:
        self.connection.close()


def encoded(ask: Ask) -> tuple[str, bytes]:
    """Content type and body of a form."""
    form = ask.form or {}
    if ask.file is None:
        return "application/x-www-form-urlencoded", urlencode(form).encode()
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in form.items()
    ]
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{ask.file.name}"\r\n'
    parts += [
        head.encode() + b"Content-Type: text/csv\r\n\r\n",
        ask.file.content,
        b"\r\n",
        f"--{_BOUNDARY}--\r\n".encode(),
    ]
    return f"multipart/form-data; boundary={_BOUNDARY}", b"".join(parts)
