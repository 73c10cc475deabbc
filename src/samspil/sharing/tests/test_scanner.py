"""The virus scanner, by a stand-in that speaks clamd's protocol and knows the EICAR test string."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from samspil.lib.refusals import Refused
from samspil.sharing.files import actions, scanner
from samspil.sharing.models import File
from samspil.sharing.tests.test_files import PAPER, attached, concern
from tests.cast import Cast

# https://www.eicar.org: harmless, and found by every scanner. In two parts, so that none finds this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class StandIn(threading.Thread):
    """Answers as clamd does, by the rules of INSTREAM."""

    def __init__(self, listening: socket.socket, answer: bytes | None) -> None:
        super().__init__(daemon=True)
        self.listening, self.answer, self.seen = listening, answer, b""

    def run(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            with line:
                self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        read = line.makefile("rb")
        if read.read(10) != b"zINSTREAM\0":
            line.sendall(b"UNKNOWN COMMAND\0")
            return
        self.seen = b""
        while size := struct.unpack("!L", read.read(4))[0]:
            self.seen += read.read(size)
        found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in self.seen else b"stream: OK\0"
        line.sendall(found if self.answer is None else self.answer)


@pytest.fixture
def clamd(tmp_path: Path, settings: object, request: pytest.FixtureRequest) -> Iterator[StandIn]:
    path = str(tmp_path / "clamd.ctl")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(path)
        listening.listen()
        stand_in = StandIn(listening, getattr(request, "param", None))
        stand_in.start()
        settings.SCANNER = "unix:" + path  # type: ignore[attr-defined]
        yield stand_in
        listening.shutdown(socket.SHUT_RDWR)
    stand_in.join(5)


def test_what_the_scanner_finds_does_not_come_in(cast: Cast, clamd: StandIn) -> None:
    with pytest.raises(Refused, match="Virusscanneren har afvist"):
        attached(cast, concern(cast), data=PAPER + EICAR)
    assert not File.objects.exists()


def test_what_it_does_not_find_is_marked_clean(cast: Cast, clamd: StandIn) -> None:
    large = PAPER + b"x" * 200_000  # several pieces
    assert attached(cast, concern(cast), data=large).scanned == "clean"
    assert clamd.seen == large


@pytest.mark.parametrize("clamd", [b"INSTREAM size limit exceeded. ERROR\0", b""], indirect=True)
def test_a_scanner_that_does_not_say_lets_nothing_in(cast: Cast, clamd: StandIn) -> None:
    with pytest.raises(Refused, match="om lidt"):
        attached(cast, concern(cast))


def test_a_scanner_that_is_away_lets_nothing_in(cast: Cast, settings: object, tmp_path: Path) -> None:
    settings.SCANNER = f"unix:{tmp_path / 'nobody'}"  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="om lidt"):
        attached(cast, concern(cast))


def test_what_came_before_the_scanner_is_scanned_later(cast: Cast, clamd: StandIn, settings: object) -> None:
    there, settings.SCANNER = settings.SCANNER, ""  # type: ignore[attr-defined]
    told = concern(cast)
    harmless, bad = attached(cast, told), attached(cast, told, data=PAPER + EICAR)
    settings.SCANNER = there  # type: ignore[attr-defined]
    assert actions.scan(cast.ssp_teacher.sign(), file_id=harmless.pk).scanned == "clean"
    assert actions.scan(cast.ssp_teacher.sign(), file_id=bad.pk).scanned == "refused"
    assert actions.read(cast.ssp_teacher.sign(), file_id=harmless.pk).pk == harmless.pk
    with pytest.raises(Refused, match="kan ikke åbnes"):
        actions.read(cast.ssp_teacher.sign(), file_id=bad.pk)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_scanner_is_reached_over_the_network_too(socket_enabled: None, settings: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        StandIn(listening, None).start()
        settings.SCANNER = f"tcp:127.0.0.1:{listening.getsockname()[1]}"  # type: ignore[attr-defined]
        assert (scanner.finds(PAPER), scanner.finds(EICAR)) == (False, True)
        listening.shutdown(socket.SHUT_RDWR)
