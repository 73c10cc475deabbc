"""`samspil demo` as a person starts and stops it, with a small builder in place of the large one."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from samspil.config import cluster, demo_command
from samspil.config.cluster import postmaster

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

# A checkout of its own, so that nobody's running demo is touched; a builder that leaves one mark.
PROGRAM = """
import signal, sys, types
from pathlib import Path
from samspil.config import demo_command, manage_command

manage_command.CHECKOUT = Path(sys.argv.pop(1))
builder = types.ModuleType("made_up")
builder.__spec__ = types.SimpleNamespace(name="made_up")
builder.build = lambda: print("built", flush=True)
builder.made_from = lambda: (manage_command.CHECKOUT / "code").read_text()
sys.modules["made_up"] = builder
demo_command.BUILDER = "made_up"
# As in a terminal: whoever runs the tests in the background has Ctrl-C ignored, and this program would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(demo_command.main(sys.argv[1:]))
"""


TAKEN = "- Taking the municipality and its people as they were made earlier today"


@dataclass
class Demo:
    """A demo that may be started again and again on one port."""

    checkout: Path
    port: int
    running: list[subprocess.Popen[str]]

    def start(self, *options: str) -> subprocess.Popen[str]:
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "SAMSPIL_TEST"))
        }
        command = [sys.executable, "-c", PROGRAM, str(self.checkout), "--port", str(self.port), *options]
        demo = subprocess.Popen(command, env=clean, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.running.append(demo)
        return demo

    def ready(self, demo: subprocess.Popen[str]) -> list[str]:
        """What it says until it is ready."""
        assert demo.stdout is not None
        said: list[str] = []
        for line in demo.stdout:
            said.append(line.rstrip())
            if said[-1] == f"Samspil is ready at http://127.0.0.1:{self.port}":
                return said
        raise AssertionError("\n".join(said))

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except ConnectionRefusedError:
            return False
        finally:
            connection.close()

    @property
    def folder(self) -> Path:
        found = cluster.ensure("demo", self.checkout)
        found.stop()
        return found.folder.path

    def forget_that_it_was_built_whole(self) -> None:
        server = cluster.ensure("demo", self.checkout)
        with psycopg.connect(server.admin_url, autocommit=True) as admin:
            admin.execute("COMMENT ON DATABASE samspil IS NULL")
        with psycopg.connect(server.url("samspil_admin"), autocommit=True) as inside:
            inside.execute("CREATE TABLE typed ()")  # what somebody did, or half of what was made
        server.stop()

    def remembers_what_was_typed(self) -> bool:
        server = cluster.ensure("demo", self.checkout)
        with psycopg.connect(server.url("samspil_admin")) as inside:
            found = inside.execute("SELECT to_regclass('typed')").fetchone()
        server.stop()
        return found != (None,)

    def wait_until_all_is_gone(self, record: Path) -> None:
        end = time.monotonic() + 30
        while self.answers() or postmaster.recorded(record) is not None:
            assert time.monotonic() < end, "something still runs"
            time.sleep(0.1)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "code").write_text("today's")
    trial = Demo(tmp_path, port, [])
    yield trial
    for each in trial.running:
        each.kill()
        each.communicate()
    shutil.rmtree(trial.folder)


def test_it_gets_ready_keeps_what_it_made_and_leaves_nothing_running_even_when_killed(demo: Demo) -> None:
    record = demo.folder / "postmaster.json"
    first = demo.start()
    assert "built" in demo.ready(first)
    assert demo.answers()
    first.send_signal(signal.SIGTERM)
    assert first.wait(90) == 0
    assert not demo.answers()
    assert postmaster.recorded(record) is None

    second = demo.start()
    assert "built" not in demo.ready(second)
    demo.forget_that_it_was_built_whole()
    second.send_signal(signal.SIGINT)
    assert second.wait(90) == 0

    third = demo.start()
    said = demo.ready(third)  # one that was killed while it was made is made anew, from what was kept
    assert "built" not in said
    assert TAKEN in said
    assert not demo.remembers_what_was_typed()
    if sys.platform == "linux":  # only Linux tells a child of its parent's death
        third.kill()
        demo.wait_until_all_is_gone(record)
        assert "built" not in demo.ready(demo.start())


# Nothing but who is made, kept and taken: no schema and no web server.
PREPARING = """
import sys, types
from pathlib import Path
from samspil.config import cluster, demo_command, manage_command

code, *options = sys.argv[2:]
builder = types.ModuleType("made_up")
builder.__spec__ = types.SimpleNamespace(name="made_up")
builder.build = lambda: print("built", flush=True)
builder.made_from = lambda: code
sys.modules["made_up"] = builder
demo_command.BUILDER = "made_up"
import django.core.management
django.core.management.call_command = lambda *args, **kwargs: None
manage_command.lay_key = lambda: None
server = cluster.ensure("demo", Path(sys.argv[1]))
demo_command.prepare(server, fresh="--fresh" in options)
server.stop()
"""


def prepared(demo: Demo, code: str, *options: str) -> list[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "SAMSPIL_TEST"))}
    command = [sys.executable, "-c", PREPARING, str(demo.checkout), code, *options]
    done = subprocess.run(command, env=clean | {"SAMSPIL_DEMO": "1"}, text=True, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_people_made_anew_on_the_same_day_from_the_same_code_are_copied(demo: Demo) -> None:
    server = cluster.ensure("demo", demo.checkout)  # runs until the end, so that each step is quick
    assert "built" in prepared(demo, "today's")
    demo.forget_that_it_was_built_whole()
    said = prepared(demo, "today's")
    assert "built" not in said
    assert TAKEN in said
    assert not demo.remembers_what_was_typed()
    assert TAKEN not in prepared(demo, "today's")  # what is there whole is gone on with
    assert TAKEN in prepared(demo, "today's", "--fresh")
    assert "built" in prepared(demo, "tomorrow's", "--fresh")
    demo.forget_that_it_was_built_whole()
    assert "built" in prepared(demo, "today's")  # only the last is kept
    with psycopg.connect(server.admin_url) as admin:
        haste = admin.execute("SELECT count(*) FROM pg_db_role_setting WHERE setconfig::text LIKE '%synchronous%'")
        assert haste.fetchone() == (0,)
    server.stop()


def test_a_taken_port_is_told_in_one_sentence(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", demo.port))
        other.listen()
        assert demo_command.main(["--port", str(demo.port)]) == 1
    assert "choose another with --port" in capsys.readouterr().err
