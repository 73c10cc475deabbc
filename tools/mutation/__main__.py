"""`make mutate`: draw mistakes, plant each, and count those that no test notices.

What has been tried is kept in build/mutation, so that a run that was stopped goes on where it was. `--number` is how many
mutants of the sample are to have an answer; `--again` tries the survivors once more, after tests were written.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools.mutation import document, drawing, places, seeing
from tools.mutation.operators import Mutant

AT_A_TIME = 20  # answers are kept after each; a new batch collects the tests anew
LONGEST = 120.0  # seconds of tests, as noted, that one mutant may take; the fastest come first
PYTEST = [
    sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:randomly", "-p", "no:cov", "-p", "no:cacheprovider",
    "-m", "not long and not soak and not journey",
]  # fmt: skip


def main(arguments: list[str]) -> int:
    """Answers 1 where more of the sample survived than may, or too few of it could be tried to say so."""
    said = _arguments(arguments)
    seed = drawing.seed()
    mutants = drawing.every()
    sample = list(itertools.islice(drawing.drawn(mutants, seed), said.number * 2))
    answers = places.KEPT / f"answers-{seed}.jsonl"
    wanted = _wanted(sample, told(answers), said)
    if said.places:
        known = {mutant.place: mutant for mutant in mutants}
        wanted = [known[place] for place in said.places]
    parts = [*dict.fromkeys(_part(mutant) for mutant in wanted), *places.ACROSS]
    if said.only:
        wanted = [mutant for mutant in wanted if _part(mutant) in said.only]
        parts = said.only
    if not said.as_seen:
        with ThreadPoolExecutor(said.workers) as several:
            list(several.map(gather, parts))
    while wanted:  # a mutant that breaks its process ends the batch; the others of it are tried in the next one
        before = len(_lines(answers))
        with ThreadPoolExecutor(said.workers) as several:
            list(several.map(lambda batch: attempt(batch, answers), _batched(wanted, AT_A_TIME)))
        answered = {json.loads(line)["place"] for line in _lines(answers)[before:]}
        wanted = [mutant for mutant in wanted if mutant.place not in answered] if answered else []
    figures = document.figures(seed, sample, told(answers), said.number)
    if said.keep:
        document.FIGURES.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    print(document.sentence(figures))
    return verdict(figures, number=0 if said.places or said.only else said.number, share=said.share)


def verdict(figures: dict[str, Any], *, number: int, share: float) -> int:
    """0 where at least this share of `number` mutants was tried, and this share of those noticed; else 1."""
    caught, tried = figures["caught"], figures["tried"]
    return 0 if tried >= share * number and caught >= share * tried else 1


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutate", description=__doc__)
    parser.add_argument("--number", type=int, default=300, help="mutants of the sample that are to be tried")
    parser.add_argument("--share", type=float, default=0.85, help="the part of them that a test must notice")
    parser.add_argument("--workers", type=int, default=1, help="how many at once")
    parser.add_argument("--again", action="store_true", help="try the survivors once more")
    parser.add_argument("--only", nargs="*", default=[], metavar="PART", help="only mutants of these domains")
    parser.add_argument(
        "--as-seen", action="store_true", help="trust what was gathered before, though files have changed"
    )
    parser.add_argument("--keep", action="store_true", help=f"write the figures to {document.FIGURES.name}")
    parser.add_argument("places", nargs="*", help="these mutants alone, such as file::function::operator::1")
    return parser.parse_args(arguments)


def _wanted(
    sample: Sequence[Mutant], answered: dict[str, list[dict[str, Any]]], said: argparse.Namespace
) -> list[Mutant]:
    """Those of the sample that have no answer yet. What cannot be planted is no answer: the next in the row takes its place."""
    wanted, counted = [], 0
    for mutant in sample:
        before = answered.get(mutant.place, [])
        if before and before[-1]["outcome"] in document.NO_ANSWER:
            continue
        counted += 1
        if not before or (said.again and before[-1]["outcome"] in document.SURVIVED):
            wanted.append(mutant)
        if counted == said.number:
            break
    return wanted


def told(answers: Path) -> dict[str, list[dict[str, Any]]]:
    """Every answer by the mutant's place, oldest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for line in _lines(answers):
        answer = json.loads(line)
        found.setdefault(answer["place"], []).append(answer)
    return found


def _lines(answers: Path) -> list[str]:
    return answers.read_text().splitlines() if answers.exists() else []


def _part(mutant: Mutant) -> str:
    return mutant.file.split("/")[2]


def _every_part() -> set[str]:
    return {file.relative_to(places.SOURCE).parts[1] for file in places.python_files()}


def _batched(mutants: Sequence[Mutant], size: int) -> Iterable[Sequence[Mutant]]:
    return (mutants[start : start + size] for start in range(0, len(mutants), size))


def gather(part: str) -> None:
    """Run the tests of a domain, or a folder across all, once under coverage, unless that was done for these files."""
    folder = places.CHECKOUT / part if part in places.ACROSS else places.SOURCE / "samspil" / part
    state = "".join(seeing.digest(file) for file in sorted(folder.rglob("*.py")))
    state = f"{drawing.seed()}-{seeing.hashlib.sha256(state.encode()).hexdigest()[:12]}"
    with seeing.opened() as notes:
        if notes.execute("SELECT 1 FROM gathered WHERE part = ? AND commit_name = ?", [part, state]).fetchone():
            return
    print(f"Gathering which test runs which line: {part}", flush=True)
    subprocess.run(
        [*PYTEST, "-p", "tools.mutation.seeing", str(folder.relative_to(places.CHECKOUT))],
        cwd=places.CHECKOUT, check=False, env=os.environ | {"SAMSPIL_GATHERED": f"{part}={state}"},
        stdout=subprocess.DEVNULL if os.environ.get("CI") else None,
    )  # fmt: skip


def attempt(mutants: Sequence[Mutant], answers: Path) -> None:
    """Try these in one warm process. Where no test runs the line, that is an answer only when all tests were looked at."""
    planned, whole = [], seeing.parts() >= _every_part()
    with answers.open("a") as file:
        for mutant in mutants:
            tests, seconds = seeing.tests_of(mutant, longest=LONGEST)
            if not tests:
                if whole:
                    nobody = {"place": mutant.place, "outcome": "unreached", "test": "", "tried": 0, "seconds": 0}
                    file.write(json.dumps(nobody) + "\n")
                continue
            planned.append({"mutant": asdict(mutant), "tests": tests, "limit": 60 + 5 * seconds})
    if not planned:
        return
    plan = places.KEPT / f"plan-{uuid.uuid4().hex[:8]}.json"
    plan.write_text(json.dumps({"mutants": planned, "answers": str(answers)}))
    files = sorted({test.split("::")[0] for plan in planned for test in plan["tests"]})
    done = subprocess.run(
        [*PYTEST, "-p", "tools.mutation.trying", "tools/mutation/test_warm.py", *files],
        cwd=places.CHECKOUT, env=os.environ | {"SAMSPIL_PLAN": str(plan)}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    plan.unlink()
    if done.returncode not in {0, 5}:
        raise SystemExit(f"The mutants could not be tried:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
