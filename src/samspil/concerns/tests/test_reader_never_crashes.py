"""Whatever the file, the reader answers: a reading, or a refusal with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samspil.concerns.reader import ListReading, NotAList, read_list
from samspil.concerns.tests.list_fuzz import fuzzed
from samspil.concerns.tests.list_shapes import TODAY

SOURCE = Path(__file__).parents[3]
SLOWEST = 5.0


def read_all(first: int, beyond: int) -> dict[int, str]:
    """The outcome for each seed. A file that ends the worker must be refused by the real reader; then it goes on."""
    outcomes: dict[int, str] = {}
    while first < beyond:
        worker = subprocess.run(
            [sys.executable, "-m", "samspil.concerns.tests.list_fuzz", str(first), str(beyond)],
            cwd=SOURCE,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            capture_output=True,
            text=True,
            check=False,
        )
        for line in worker.stdout.splitlines():
            seed, outcome, seconds = line.split()
            outcomes[int(seed)] = outcome
            assert float(seconds) < SLOWEST, f"file {seed} took {seconds} s"
        first = max(outcomes, default=first - 1) + 1
        if worker.returncode < 0 and first < beyond:
            with pytest.raises(NotAList):
                read_list(fuzzed(first), "liste.xlsx", today=TODAY)
            outcomes[first] = "ended"
            first += 1
        else:
            assert worker.returncode == 0, worker.stderr[-2000:]
    return outcomes


def assert_answered(outcomes: dict[int, str], number: int) -> None:
    assert len(outcomes) == number
    crashed = {seed: outcome for seed, outcome in outcomes.items() if outcome.startswith("crashed")}
    assert crashed == {}
    # A generator that only made rubbish would prove little: in each quarter many files are understood.
    for quarter in range(4):
        read = sum(outcome == "read" for seed, outcome in outcomes.items() if seed % 4 == quarter)
        assert read > number / 4 * 0.1, f"quarter {quarter}: {read} read"


def test_a_thousand_files_never_crash_the_reader():
    assert_answered(read_all(0, 1_000), 1_000)


@pytest.mark.long
def test_ten_thousand_files_never_crash_the_reader():
    assert_answered(read_all(1_000, 11_000), 10_000)


@pytest.mark.parametrize("seed", range(36))
def test_the_child_process_answers_whatever_the_file(seed):
    try:
        answer: ListReading | NotAList = read_list(fuzzed(seed), "liste.xlsx", today=TODAY)
    except NotAList as refusal:
        answer = refusal
    assert isinstance(answer, ListReading) or answer.sentence.endswith(".")
