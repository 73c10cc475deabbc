"""The child process: its limits hold, and whatever becomes of it the parent says so plainly."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from samspil.concerns.reader import ListReading, ListRow, NotAList, Problem, process, read_list

SOURCE = Path(__file__).parents[3]
LIST = "Navn;Rolle\nÅse Toft;vidne\n".encode()


def with_child(monkeypatch, program: str) -> None:
    """Starts another program in place of the child."""
    monkeypatch.setattr(process, "_START", program)


def refusal(data: bytes = LIST) -> NotAList:
    with pytest.raises(NotAList) as caught:
        read_list(data, "liste.csv")
    return caught.value


def test_today_is_told_to_the_child():
    data = b"Navn;Dato\nBo Rask;05-03-26\n"
    assert read_list(data, "l.csv", today=datetime.date(2026, 3, 4)).rows[0].date_choices == (
        datetime.date(2026, 3, 5),
    )
    assert read_list(data, "l.csv", today=datetime.date(2026, 3, 5)).rows[0].date == datetime.date(2026, 3, 5)


def test_the_child_sees_no_environment_and_loads_no_django(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    with_child(
        monkeypatch,
        "import sys; sys.path += sys.argv[1:]; from samspil.concerns.reader.child import main; main();"
        "import os; assert not any('DATABASE' in name for name in os.environ); assert 'django' not in sys.modules",
    )
    assert len(read_list(LIST, "liste.csv").rows) == 1


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "too_slow"),
        ("import time; time.sleep(60)", "too_slow"),
        ("import os; os.abort()", "too_heavy"),
        ("raise SystemExit(3)", "unreadable"),
        ("print('no json')", "unreadable"),
        ("print('[]')", "unreadable"),
        ('print(\'{"refused": "NO_SUCH_REASON"}\')', "unreadable"),
        ('print(\'{"failed": "KeyError in read, line 3"}\')', "unreadable"),
        ('print(\'{"read": {"encoding": 7}}\')', "unreadable"),
    ],
)
def test_whatever_becomes_of_the_child_is_said_plainly(monkeypatch, caplog, program, code):
    monkeypatch.setattr(process, "MOST_SECONDS", 1.0)
    with_child(monkeypatch, program)
    assert refusal().code == code
    assert "Åse" not in caplog.text


@pytest.mark.parametrize(
    ("greed", "code"),
    [
        ("x = bytearray(400 * 1024 * 1024)", "too_heavy"),
        ("\nwhile True: pass", "too_slow"),
        ("open('/tmp/samspil-reader-test', 'w').write('x' * 10)", "unreadable"),
    ],
)
def test_the_limits_hold(monkeypatch, greed, code):
    with_child(
        monkeypatch,
        "import sys; sys.path += sys.argv[1:]\nfrom samspil.concerns.reader import child, parsing\n"
        f"def parse(data, today):\n  exec({greed!r})\nparsing.parse = parse\nchild.main()",
    )
    assert refusal().code == code


def test_the_answer_of_the_child_is_checked_like_a_strangers():
    row = dict.fromkeys(ListRow.__slots__) | {"row": 2, "date_choices": []}
    good = {
        "encoding": "utf-8",
        "sheet": None,
        "columns": {"name": "Navn"},
        "rows": [row],
        "problems": [],
        "unread": [],
        "notes": [],
        "told": [],
        "parts": [],
        "open_columns": [],
        "meanings": [],
        "table": "",
        "own_notes": 0,
    }
    assert process.reading_from_answer(good) == ListReading("utf-8", None, {"name": "Navn"}, (ListRow(2),), ())
    for wrong in (
        {"columns": {"nickname": "x"}},
        {"columns": {"name": 3}},
        {"rows": [row | {"role": "suspect"}]},
        {"rows": [row | {"birth_date": "3/9"}]},
        {"rows": [row | {"name": ["x"]}]},
        {"rows": [{"row": 2}]},
        {"problems": [{"row": 2, "column": "nose", "message": "x"}]},
        {"meanings": ["nickname"]},
        {"open_columns": [{"column": 1, "heading": "Hår", "cells": [], "said": "hair"}]},
        {"table": {"rows": []}},
    ):
        with pytest.raises((ValueError, TypeError, KeyError)):
            process.reading_from_answer(good | wrong)


def test_problems_pass_through():
    reading = read_list(b"Navn;Rolle\nBo Rask;bisidder\n", "liste.csv")
    assert reading.problems == (Problem(2, "role", reading.problems[0].message),)


def test_the_largest_list_stays_below_three_hundred_megabytes_and_costs_no_more_for_each_row(tmp_path):
    """Measured in a fresh process, so that the size of the test run itself is not seen.

    The work is the processor's, told as a ratio: the largest list against one of a tenth of its rows, on whatever machine. The
    own memory is read from /proc where there is one: `getrusage` counts what the process was before it became this program.
    """
    heading = "Navn;CPR;Adresse;Dato;Rolle;Forhold;J.nr.\n"
    row = "Åse Toft;611012-4321;Prøvevej 3;03-09-2025;sigtet;" + "Tyveri fra butik " * 22 + ";123-4\n"
    measured = (
        "import json, resource, sys; from pathlib import Path; from samspil.concerns.reader import process, read_list\n"
        "process.MOST_SECONDS = 60.0; rows = len(read_list(Path(sys.argv[1]).read_bytes(), 'l.csv').rows)\n"
        "own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "status = Path('/proc/self/status'); lines = status.read_text().splitlines() if status.exists() else []\n"
        "peak = [int(line.split()[1]) for line in lines if line.startswith('VmHWM')] or [own.ru_maxrss]\n"
        "print(json.dumps([rows, own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime, *peak, child.ru_maxrss]))"
    )
    work = {}
    for many in (1_990, 19_900):
        path = tmp_path / f"{many}.csv"
        path.write_text(heading + row * many, encoding="utf-8")
        output = subprocess.check_output(
            [sys.executable, "-c", measured, str(path)], env={**os.environ, "PYTHONPATH": str(SOURCE)}
        )
        rows, work[many], own, child = json.loads(output)
        assert rows == many
        assert max(own, child) < 300 * 1024
    assert 8_000_000 < path.stat().st_size < 10 * 1024 * 1024
    assert work[19_900] < 12 * work[1_990], "ten times the rows are ten times the work, not more"


def test_a_bomb_is_refused_for_its_rows_before_its_time_is_up():
    assert refusal(b"Navn;CPR\n" + b"\n" * 9_000_000).code == "too_many_rows"
