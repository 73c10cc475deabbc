"""The made-up site of the kit, with a server and a browser for it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from samspil.web import drafts, navigation
from samspil.web.tests import site


@pytest.fixture
def kit(settings: Any, monkeypatch: pytest.MonkeyPatch) -> site.State:
    """Settings of the made-up site, without what the domains registered; answers what it remembers."""
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "_identity_of", [])
    monkeypatch.setattr(drafts, "_keepers", [lambda request: {}])  # drafts are kept, and none is there yet
    for name, value in site.SETTINGS.items():
        setattr(settings, name, value)
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder]}]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    fresh = site.State()
    vars(site.state).update(vars(fresh))
    return site.state


@pytest.fixture
def visitor(kit: site.State) -> Client:
    return Client()


@pytest.fixture
def member(visitor: Client) -> Client:
    """A signed-in person."""
    visitor.post("/log-ind/", {"name": "Mette Kjær"})
    return visitor


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the test says what went wrong."""


@pytest.fixture
def address(kit: site.State) -> Iterator[str]:
    """A server of the made-up site on this machine."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.daemon_threads = False  # so that closing waits for what is asked meanwhile, such as the tab's icon
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="da-DK", base_url=address, viewport={"width": 1366, "height": 900})
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page of a signed-in person; fails where the browser refuses something by the content security policy."""
    opened = window.new_page()
    complaints: list[str] = []
    opened.on(
        "console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(opened, "Mette Kjær")
    yield opened
    assert complaints == []


def sign_in(page: Page, name: str, then: str = "/") -> None:
    page.goto(f"/log-ind/?next={then}")
    page.get_by_label("Navn").fill(name)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(at(then))


def at(path: str) -> re.Pattern[str]:
    """Matches this path of the site and no other."""
    return re.compile(rf"^http://[^/]+{re.escape(path)}$")
