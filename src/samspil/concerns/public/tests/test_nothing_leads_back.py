"""The anonymous pages, through a real web server: afterwards neither database, logs, mail nor temporary files know who called."""

from __future__ import annotations

import html
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import transaction

from samspil.concerns.public.tests.places import opened
from samspil.config.tests import databases
from tests.cast import Cast

HOST, CALLER, PROGRAM = "127.0.0.1", "127.77.66.55", "Sporhund/9.1 (enestaaende maskine)"
FORWARDED, COOKIE = "203.0.113.77", "genkendelig-kage"
MARKER = "syltetøjsmadding"  # stands in what is asked; nowhere else may it be found
FORMS = {
    "spoerg": {"question": MARKER, "theme": "home", "age_band": "untold"},
    "bekymring": {"source": "child", "about": "child", "who": "En dreng", "text": MARKER, "contact": ""},
    "henvendelse": {"matter": MARKER, "place": "", "name": "", "contact": ""},
}
KEEPS = {("public_question", "question"), ("concerns_concern", "text"), ("enquiries_enquiry", "matter")}


@contextmanager
def served(environment: dict[str, str], log: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws"]
    command += ["--workers", "1", "--log-level", "debug", "samspil.config.wsgi:application"]
    with log.open("wb") as out:
        web = subprocess.Popen(command, stdout=out, stderr=out, env=environment, cwd=log.parent, start_new_session=True)
    try:
        for _try in range(300):
            try:
                socket.create_connection((HOST, port), 1).close()
                break
            except OSError:
                assert web.poll() is None, log.read_text()
                time.sleep(0.1)
        yield port
    finally:
        os.killpg(web.pid, signal.SIGTERM)
        web.wait(15)


def call(port: int, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str, dict[str, str]]:
    """A request from an address of its own, with everything that a browser and a proxy give away."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30, source_address=(CALLER, 0))
    headers = {
        "User-Agent": PROGRAM, "X-Forwarded-For": FORWARDED, "X-Real-IP": FORWARDED, "Forwarded": f"for={FORWARDED}",
        "Cookie": f"sessionid={COOKIE}; csrftoken={COOKIE}", "Referer": f"http://{FORWARDED}/", "Accept-Language": "da",
        "Content-Type": "application/x-www-form-urlencoded",
    }  # fmt: skip
    try:
        connection.request(method, path, urlencode(data) if data else None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), {key.lower(): value for key, value in answer.getheaders()}
    finally:
        connection.close()


def token(page: str) -> str:
    (found,) = re.findall(r'name="token" value="([^"]+)"', page)
    return html.unescape(found)


@pytest.mark.allow_hosts([HOST, CALLER])
def test_nothing_leads_back(settlers: Cast, fresh_database, tmp_path: Path) -> None:
    with transaction.atomic():
        opened(settlers)
        district = str(settlers.units["ssp"].district_id)
    from samspil.organisations.models import ConcernDoor  # noqa: PLC0415

    door = str(ConcernDoor.objects.get(body=settlers.body, district_id=district).pk)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    log = tmp_path / "web.log"
    of_postgres = databases.running().folder.log
    before = of_postgres.stat().st_size
    environment = os.environ | fresh_database.environment() | {"SAMSPIL_DEMO": "1", "TMPDIR": str(temporary)}
    with served(environment, log) as port:
        for page, said in FORMS.items():
            path = f"/om/{settlers.body.key}/{page}/"
            status, form, headers = call(port, "GET", path)
            assert status == 200, form
            assert "set-cookie" not in headers
            data = said | {"token": token(form), "door": door}
            status, empty, headers = call(port, "POST", path, data | {"token": "gammel"})
            assert (status, MARKER in empty) == (422, True)
            status, receipt, headers = call(port, "POST", path, data)
            assert status == 200, receipt
            assert "set-cookie" not in headers
            if page == "spoerg":
                (code,) = re.findall(r'id="code">([a-z ]+)<', receipt)
        _status, form, _headers = call(port, "GET", f"/om/{settlers.body.key}/svar/")
        status, answer, _headers = call(
            port, "POST", f"/om/{settlers.body.key}/svar/", {"token": token(form), "code": code}
        )
        assert "Der er ikke svar endnu" in answer
        assert call(port, "GET", f"/om/{settlers.body.key}/findes-ikke/")[0] == 404
    traces = {CALLER, PROGRAM, FORWARDED, COOKIE, code}
    with of_postgres.open("rb") as file:
        file.seek(before)
        logs = log.read_text() + file.read().decode(errors="replace")
    left = logs + "".join(path.read_text(errors="replace") for path in temporary.rglob("*") if path.is_file())
    assert [word for word in traces | {MARKER} if word in left] == []
    with databases.administering(fresh_database.name) as connection:
        found = dump(connection)
    assert [(table, word) for table, _column, text in found for word in traces if word in text] == []
    assert {(table, column) for table, column, text in found if MARKER in text} == KEEPS
    instants = [text for table, _column, text in found if (table, _column) in HOURS]
    assert len(instants) >= 4
    assert [text for text in instants if not re.search(r" \d\d:00:00[+-]", text)] == []


HOURS = {
    ("public_question", "written_at"), ("public_counted", "written_at"), ("concerns_concern", "written_at"),
    ("concerns_concern", "received_at"), ("concerns_holding", "written_at"), ("concerns_assessment", "received_at"),
    ("enquiries_enquiry", "written_at"), ("enquiries_enquiry", "received_at"),
}  # fmt: skip


def dump(connection: psycopg.Connection) -> list[tuple[str, str, str]]:
    """Every value of every row of every table, as (table, column, text)."""
    tables = connection.execute(
        "SELECT table_schema, table_name FROM information_schema.tables "
        "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    found = []
    for schema, table in tables:
        rows = connection.execute(
            f'SELECT each.key, each.value FROM "{schema}"."{table}" AS t, jsonb_each_text(to_jsonb(t)) AS each'
        )
        found += [(table, key, _plain(value)) for key, value in rows.fetchall() if value]
    events = connection.execute(
        "SELECT at::text FROM audit_event WHERE act IN ('question.asked', 'concern.raised', 'enquiry.asked')"
    ).fetchall()
    assert len(events) == 3
    found += [("public_question", "written_at", at) for (at,) in events]
    return found


def _plain(value: str) -> str:
    return re.sub(r"^(\d{4}-\d\d-\d\d)T", r"\1 ", value)
