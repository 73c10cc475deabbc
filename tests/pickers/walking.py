"""Following the links of one colleague's pages, from their day on, as a browser would: the demo's tests read what comes."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

NOT_FOLLOWED = {"account_logout", "account_places"}
LINK = re.compile(r'(?:href|action|hx-get)="([^"#]+)"')


@dataclass(frozen=True)
class Visit:
    """One address that a page offered, and what it answered."""

    offered_at: str
    address: str
    answer: HttpResponseBase

    @property
    def view(self) -> str:
        """The name of the page, which says nothing of whose it is."""
        match = getattr(self.answer, "resolver_match", None)
        return match.view_name if match else ""

    @property
    def html(self) -> str:
        """What stands on the page; nothing where it is none."""
        is_page = self.answer.headers.get("Content-Type", "").startswith("text/html")
        return self.answer.content.decode() if is_page and self.answer.status_code == 200 else ""  # type: ignore[attr-defined]  # pages are no streams


_only_sent: set[str] = set()  # names of what takes a form alone, and answers 405 to who follows it as a link


def walk(client: Client, examples: int) -> Iterator[Visit]:
    """What somebody reaches by links from their day, so many addresses of each page with each sort of question after it."""
    waiting, seen, looked = deque([("", "/")]), {"/"}, Counter[tuple[str, ...]]()
    while waiting:
        offered_at, address = waiting.popleft()
        visit = Visit(offered_at, address, client.get(address))
        if visit.answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            _only_sent.add(_name(address) or "")
        yield visit
        if (led := visit.answer.headers.get("Location", "")).startswith("/") and led not in seen:
            seen.add(led)
            waiting.append((offered_at, led))
        for link in LINK.findall(visit.html):
            path = unescape(link)
            name, asks = _name(urlsplit(path).path), parse_qs(urlsplit(path).query, keep_blank_values=True)
            if not path.startswith("/") or path in seen or name is None or name in _only_sent:
                continue
            if looked[kind := (name, *sorted(asks))] >= examples:
                continue
            seen.add(path)
            looked[kind] += 1
            waiting.append((address, path))


def _name(path: str) -> str | None:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    return None if name in NOT_FOLLOWED else name
