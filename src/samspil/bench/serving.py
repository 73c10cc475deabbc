"""The bench's web servers: granian as an installation runs it, one for each database and role."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

WORKERS, THREADS = 2, 4
PATIENCE = 60.0


class NotServing(Exception):
    """A web server does not answer."""


@contextlib.contextmanager
def serving(environment: dict[str, str]) -> Iterator[int]:
    """A web server with that environment; answers its port, and ends it however the bench ends."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-ws", "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning"]
    web = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "samspil.bench.wsgi:application"], env=os.environ | environment, start_new_session=True
    )
    try:
        _await_answer(web, port)
        yield port
    finally:
        web.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            web.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(web.pid, signal.SIGKILL)
        web.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _await_answer(web: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and web.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/konto/log-ind/")
            if connection.getresponse().status < 500:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise NotServing("A web server of the bench does not answer; what it said stands above.")
