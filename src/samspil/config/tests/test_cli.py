"""The command line: help, wrong words, and where each command looks for its database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samspil.config import cli, manage_command


def samspil(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as typed in a shell that knows nothing of Samspil."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "SAMSPIL_"))}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "samspil.config.cli", *words]
    return subprocess.run(command, env=clean | environment, capture_output=True, text=True, check=False, cwd="/")


def test_alone_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    told = capsys.readouterr().out
    for command in ("demo", "manage", "profile", "policelist", "audit", "bench"):
        assert f"    {command}" in told


def test_an_unknown_word_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["nonsense"])
    assert ended.value.code == 2
    assert "nonsense" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["demo", "manage bootstrap-database"])
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*command.split(), "--help"])
    assert ended.value.code == 0
    assert f"samspil {command}" in capsys.readouterr().out


def test_migrations_need_the_owner() -> None:
    told = samspil(
        "manage", "migrate", DATABASE_URL="postgresql://samspil_app@/samspil?host=/nowhere", SAMSPIL_DEMO="1"
    )
    assert told.returncode == 1
    assert told.stderr == "Migrations run as samspil_owner: set DATABASE_OWNER_URL.\n"


def test_a_missing_setting_is_told_in_one_sentence() -> None:
    told = samspil("manage", "check", DATABASE_URL="postgresql://samspil_app@/samspil?host=/nowhere")
    assert told.returncode == 1
    assert told.stderr.startswith("Set the environment variable SAMSPIL_SECRET_KEY")
    assert "Traceback" not in told.stderr


def test_without_a_database_address_the_private_one_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used: list[str] = []
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setattr(manage_command, "use_private", used.append)
    manage_command.set_up()
    assert used == ["demo"]
    assert "private demo database" in capsys.readouterr().err


def test_with_one_no_server_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(kind: str) -> None:
        raise AssertionError(kind)

    monkeypatch.setattr(manage_command, "use_private", refuse)
    manage_command.set_up()
