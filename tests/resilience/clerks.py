"""Clerks who save decisions without pause, each by the forms of the table, and send again what was not answered."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID, uuid5

from samspil.web.forms.sending import digest_of

PATIENCE = 10.0  # seconds for one answer
FORM = re.compile(r'<form[^>]*action="(/moeder/punkt/\d+/beslut/)"[^>]*id="decision-form".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|idempotency_key|version)"\s+value="([^"]*)"')
WORDS = ("support", "preventive", "case", "continue", "none")


@dataclass(frozen=True)
class Answer:
    status: int
    where: str
    page: str


@dataclass
class Saved:
    """A decision that the server has acknowledged."""

    key: str
    address: str
    word: str
    sent: int  # how often it was sent until it was answered


@dataclass
class Clerk(threading.Thread):
    """One signed-in person at one table after the other. `saving` is true while a decision is on its way."""

    port: int
    cookies: Mapping[str, str]
    meetings: Sequence[int]
    chance: random.Random
    stop: threading.Event
    saved: list[Saved] = field(default_factory=list)
    conflicts: int = 0
    lost: int = 0
    odd: list[str] = field(default_factory=list)  # answers that no clerk should ever get
    saving: bool = False

    def __post_init__(self) -> None:
        threading.Thread.__init__(self, daemon=True)
        self.cookies = dict(self.cookies)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        for meeting in self.meetings:
            path = f"/moeder/{meeting}/bord/"
            while path and not self.stop.is_set():
                path = self._step(path, f"/moeder/{meeting}/bord/")

    def _step(self, path: str, table: str) -> str:
        """Look at one page and, where it has the form, save a decision. Answers the next address; none at the end."""
        answer = self._until_answered("GET", path)
        if answer is None:
            return ""
        if answer.status in {302, 303}:
            return answer.where
        form = FORM.search(answer.page)
        if form is None:
            # Decided by somebody else meanwhile, or nothing waits any more.
            return "" if path == table else table
        word = self.chance.choice(WORDS)
        fields = dict(HIDDEN.findall(form[0])) | {"word": word, "reason": "Efter samtale på mødet"}
        before, self.saving = self.lost, True
        answer = self._until_answered("POST", form[1], fields)
        self.saving = False
        if answer is None:
            return ""
        if answer.status == 303:
            key = uuid5(UUID(fields["idempotency_key"]), digest_of(fields, without="idempotency_key"))
            self.saved.append(Saved(str(key), form[1], word, 1 + self.lost - before))
            return answer.where
        if answer.status == 409:
            self.conflicts += 1
        else:
            self.odd.append(f"{answer.status} {form[1]} {word}")
        return table

    def _until_answered(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> Answer | None:
        """Send, and send the same again while the answer is lost. None when the work is over."""
        while not self.stop.is_set():
            answer = self._send(method, path, fields)
            if answer and answer.status < 500:
                return answer
            self.lost += method == "POST"
            time.sleep(0.1)
        return None

    def _send(self, method: str, path: str, fields: Mapping[str, str] | None) -> Answer | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
            response = connection.getresponse()
            page = response.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value  # type: ignore[index]
        return Answer(response.status, response.headers.get("Location", ""), page)


__all__ = ["Clerk", "Saved"]
