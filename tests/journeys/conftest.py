"""A town with a server and browsers: what a journey needs. Everything commits, in a database of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import transaction
from playwright.sync_api import Browser, BrowserContext, Page

from samspil.access.actor import now, set_test_clock
from tests.cast import Cast

WIDE, NARROW = {"width": 1366, "height": 800}, {"width": 360, "height": 740}
# What passes is not described one by one: it takes as long as the rules themselves.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the test says what went wrong."""


class Town:
    """The cast in a running product."""

    def __init__(self, cast: Cast, browser: Browser, address: str) -> None:
        self.cast, self.browser, self.address = cast, browser, address
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    @contextmanager
    def acts(self) -> Iterator[Cast]:
        """Given-steps through the actions, committed."""
        with transaction.atomic():
            yield self.cast

    def window(self, key: str, *, size: dict[str, int] = WIDE, **options: Any) -> Page:
        """A page of a browser in which that member is signed in."""
        context = self.browser.new_context(locale="da-DK", base_url=self.address, viewport=size, **options)
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(30_000)  # the first page of a process reads every view
        self._contexts.append(context)
        client = self.cast.client(key)
        context.add_cookies(
            [{"name": name, "value": morsel.value, "url": self.address} for name, morsel in client.cookies.items()]
        )
        page = context.new_page()
        page.on("console", lambda message: self._complain(message.text) if "Content Security" in message.text else None)
        page.on("pageerror", lambda error: self._complain(str(error)))
        return page

    def _complain(self, text: str) -> None:
        self.complaints.append(text)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def town(settlers: Cast, browser: Browser) -> Iterator[Town]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    made = Town(settlers, browser, f"http://127.0.0.1:{server.server_address[1]}")
    yield made
    made.close()
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
    assert made.complaints == []


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Asserts that axe finds nothing (WCAG 2.2 AA) on the page as it stands."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # the rules need a page that stands, not one on its way
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture
def clock(owner_sql: psycopg.Connection) -> Iterator[Callable[[datetime], None]]:
    """Sets the installation's clock, as its owner can in a test."""
    owner_sql.execute("INSERT INTO access_clock (ahead) VALUES ('0')")

    def to(instant: datetime) -> None:
        ahead = instant - (now() - told[0])
        told[0] = ahead
        owner_sql.execute("UPDATE access_clock SET ahead = %s", [ahead])
        set_test_clock(ahead)

    told = [timedelta(0)]
    yield to
    set_test_clock(timedelta(0))
