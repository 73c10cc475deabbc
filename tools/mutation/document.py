"""The figures of the last run that was kept, and the page that is made of them: `docs/reference/mutation.md`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import yaml

from tools.mutation import places
from tools.mutation.operators import Mutant

FIGURES = places.CHECKOUT / "docs" / "reference" / "mutation.json"
REASONS = places.CHECKOUT / "tools" / "mutation" / "reasons.yaml"

CAUGHT = {"caught", "timed out"}
SURVIVED = {"survived", "unreached"}
NO_ANSWER = {"unfit", "broken"}  # it could not be planted, or its process ended by itself: it tells nothing
GOAL = 300


def figures(
    seed: str, sample: Sequence[Mutant], answers: dict[str, list[dict[str, Any]]], number: int
) -> dict[str, Any]:
    """What was drawn, tried, caught, and what survived, with both the first and the last answer."""
    drawn = [one for one in sample if not answers.get(one.place) or answers[one.place][-1]["outcome"] not in NO_ANSWER]
    drawn = drawn[:number]
    tried = [one for one in drawn if one.place in answers]
    last = {one.place: answers[one.place][-1]["outcome"] for one in tried}
    first = {one.place: answers[one.place][0]["outcome"] for one in tried}
    kinds = {}
    for kind in dict.fromkeys(sorted(one.kind for one in drawn)):
        here = [one for one in tried if one.kind == kind]
        kinds[kind] = {
            "drawn": sum(one.kind == kind for one in drawn),
            "tried": len(here),
            "caught": sum(last[one.place] in CAUGHT for one in here),
        }
    return {
        "seed": seed,
        "drawn": len(drawn),
        "tried": len(tried),
        "caught": sum(outcome in CAUGHT for outcome in last.values()),
        "caught_at_first": sum(outcome in CAUGHT for outcome in first.values()),
        "unfit": sum(answers[one.place][-1]["outcome"] in NO_ANSWER for one in sample if one.place in answers),
        "timed_out": sum(outcome == "timed out" for outcome in last.values()),
        "kinds": kinds,
        "survivors": [
            {
                "place": one.place, "line": one.line, "before": one.before, "after": one.after,
                "reached": last[one.place] != "unreached", "tests": answers[one.place][-1]["tried"],
            }
            for one in tried if last[one.place] in SURVIVED
        ],
    }  # fmt: skip


def sentence(told: dict[str, Any]) -> str:
    """The figures in one line."""
    share = 100 * told["caught"] / told["tried"] if told["tried"] else 0
    return (
        f"{told['drawn']} mutants drawn, {told['tried']} tried, {told['caught']} caught ({share:.0f} %), "
        f"{len(told['survivors'])} survived, {told['drawn'] - told['tried']} not run."
    )


def page(told: dict[str, Any], reasons: dict[str, str]) -> str:
    """The document."""
    kinds = [
        f"| {kind} | {one['drawn']} | {one['tried']} | {one['caught']} | {_share(one['caught'], one['tried'])} |"
        for kind, one in told["kinds"].items()
    ]
    total = (
        f"| **all** | {told['drawn']} | {told['tried']} | {told['caught']} | {_share(told['caught'], told['tried'])} |"
    )
    lines = [
        "# Mistakes that no test notices",
        "",
        "Made by `make documents` from the last run that was kept (`make mutate ARGS=--keep`) and the reasons in",
        "`tools/mutation/reasons.yaml`. `make mutate` draws mistakes by the state of what is mutated (the seed below), so one",
        "commit always gives the same ones; it plants each alone, in a process of its own, and runs the tests",
        "that run its line, the fastest first, until one fails. A test that fails without the mistake too does not count.",
        "",
        f"**{sentence(told)}**"
        + ("" if told["tried"] >= GOAL else f" The goal is {GOAL} that are tried, 85 % of them caught."),
        "",
        f"Seed `{told['seed']}`. When these were first tried, {told['caught_at_first']} were caught; tests were written since.",
        f"{told['timed_out']} of the caught ended by running out of time. {told['unfit']} more were drawn and could not be planted,",
        "because what they leave is not valid: they are not counted. Not mutated: what stands outside functions (constants,",
        "fields of forms, decorators), policies and rights (broken one by one in `tests/lock/test_mutations.py`), templates.",
        "",
        *(
            [
                "What was tried so far is the beginning of the sample, in the order in which it was drawn.",
                "",
            ]
            if told["tried"] < told["drawn"]
            else []
        ),
        "| where | drawn | tried | caught | share |",
        "|---|--:|--:|--:|--:|",
        *kinds,
        total,
        "",
        "## Survivors",
        "",
        "| where | line before → after | reason |",
        "|---|---|---|",
    ]
    for one in told["survivors"]:
        file, function, operator, _number = one["place"].split("::")
        where = f"`{file.removeprefix('src/samspil/')}:{one['line']}` {function}, {operator}"
        reason = reasons.get(one["place"]) or (
            "no test runs this line" if not one["reached"] else "**a test is missing**"
        )
        lines.append(f"| {where} | `{_cell(one['before'])}` → `{_cell(one['after'])}` | {reason} |")
    return "\n".join(lines) + "\n"


def _share(caught: int, tried: int) -> str:
    return f"{100 * caught / tried:.0f} %" if tried else "–"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'")


def main() -> None:
    """Print the page."""
    if FIGURES.exists():
        reasons = yaml.safe_load(REASONS.read_text()) if REASONS.exists() else {}
        print(page(json.loads(FIGURES.read_text()), reasons or {}), end="")


if __name__ == "__main__":
    main()
