"""The bench's table, as Markdown and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from samspil.bench import judging, serving
from samspil.bench.first_visit import FirstVisit
from samspil.bench.judging import Miss
from samspil.bench.measuring import Timed
from samspil.bench.pages import PAGES
from samspil.bench.world import Built, Size

SETTINGS = ("shared_buffers", "effective_cache_size", "work_mem", "random_page_cost", "max_wal_size", "fsync", "jit")
READING = f"""
## How to read it

* **x bare**: the page's time divided by that of the bare page (session, signed actor, one policed row, no layout) in the same
  turn; the median of all turns. Load slows both, so the ratio stays where milliseconds do not.
* **policies / bypassed**: the page as the app's role serves it, divided by the same page for a role that no policy holds.
  At most {judging.BYPASSED}.
* **98 / 1**: the same page where there is one municipality only, divided so. At most {judging.GROWTH}.
* **statements**: of each request, sign-in included, savepoints and their release too, BEGIN and COMMIT not. `make test`
  asserts that none grows with the data.
* **foreign rows for each returned**: rows of confidential tables that PostgreSQL looked at in vain. At most {judging.FOREIGN}.
""".splitlines()


def machine(admin: psycopg.Connection, load: float) -> dict[str, Any]:
    """Where it was measured; `load` is what the machine had to do before the bench began."""
    cpu = [line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [int(line.split()[1]) // 1024 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    names = ("django", "psycopg", "granian")
    return {
        "processor": cpu[0] if cpu else platform.processor(),
        "cores": os.cpu_count(),
        "memory_mb": memory[0] if memory else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "postgresql": f"{admin.info.server_version // 10_000}",
        "packages": {name: version(name) for name in names},
        "load_before": round(load, 1),
    }


def settings(admin: psycopg.Connection) -> dict[str, str]:
    """Of the database, and how it was served."""
    rows = admin.execute(
        "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (%s)", [list(SETTINGS)]
    ).fetchall()
    return dict(sorted(rows)) | {"granian": f"{serving.WORKERS} workers, {serving.THREADS} threads each"}


def as_json(
    *,
    options: Mapping[str, Any],
    today: date,
    where: Mapping[str, Any],
    size: Size,
    built: Built,
    found: Mapping[str, Mapping[str, Timed]],
    crowded: Mapping[str, float],
    first: FirstVisit,
    missed: Sequence[Miss],
) -> dict[str, Any]:
    """Everything of a run."""
    return {
        "date": today.isoformat(),
        "options": dict(options),
        **where,
        "world": asdict(size) | {"seconds_to_build": round(built.seconds), "rows": built.rows},
        "pages": {who: {key: asdict(timed) for key, timed in pages.items()} for who, pages in found.items()},
        "p95_ms_of_many_clients": dict(crowded),
        "first_visit": asdict(first),
        "missed": [asdict(miss) for miss in missed],
    }


def as_markdown(run: Mapping[str, Any]) -> str:
    """The tables of a run: what stands in docs/reference/bench.md."""
    options, world, where = run["options"], run["world"], run["machine"]
    lines = [
        "# How fast the pages are",
        "",
        f"Measured by `make bench` on {run['date']} (what is measured, and how: `src/samspil/bench/README.md`).",
        "",
        (
            f"* World: {world['municipalities']} municipalities, {_n(world['staff'])} colleagues, {_n(world['children'])} "
            f"children, {_n(world['entries'] + world['concerns'])} entries and concerns, {_n(world['cases'])} cases, "
            f"{_n(world['notes'])} notes; {_n(sum(world['rows'].values()))} rows in all, built in "
            f"{world['seconds_to_build']} seconds, indexes of the search included. Seed {options['seed']}."
        ),
        f"* Machine: {where['processor']}, {where['cores']} cores, {where['memory_mb'] // 1024} GB; PostgreSQL "
        f"{where['postgresql']}, Python {where['python']}, "
        + ", ".join(f"{name} {number}" for name, number in where["packages"].items())
        + f"; load before the run {where['load_before']}.",
        "* Settings: " + ", ".join(f"{name} {value}" for name, value in run["settings"].items()) + ".",
        (
            f"* {options['requests']} warm requests of each page by one client, interleaved with the bare one; then "
            f"{options['clients']} clients at once."
        ),
        "",
    ]
    for who, pages in run["pages"].items():
        lines += _table(who, pages, run["p95_ms_of_many_clients"] if who == "consultant" else {}, options["clients"])
    lines += [*_first_visit(run["first_visit"]), "", "## Not reached", ""]
    missed = [f"* {Miss(**miss)}" for miss in run["missed"]]
    return "\n".join([*lines, *(missed or ["Nothing: every figure is within its bound."]), *READING, ""])


def _table(who: str, pages: Mapping[str, Any], crowded: Mapping[str, float], clients: int) -> list[str]:
    title = {"consultant": "A consultant", "leader": "A leader with 300 keys"}.get(who, who)
    many = f"p95 of {clients} clients, ms | " if crowded else ""
    lines = [
        f"## {title}",
        "",
        (
            f"| page | ms | x bare | at most | p95, ms | {many}statements | at most | policies / bypassed | 98 / 1 "
            "| foreign rows for each returned |"
        ),
        "|---|" + "---:|" * (10 if crowded else 9),
    ]
    for page in PAGES:
        figures = pages.get(page.key)
        if not figures:
            continue
        asked = figures["asked"]
        share = sum(asked["foreign"].values()) / max(1, asked["returned"])
        cells = [page.label, figures["milliseconds"], figures["ratio"], page.bound or "–", figures["p95"]]
        cells += [crowded.get(page.key, "–")] if crowded else []
        cells += [
            " + ".join(map(str, asked["statements"])),
            page.most_statements,
            _or_dash(figures["bypassed"]) + ("" if figures["same_when_bypassed"] else " (shows more when bypassed)"),
            _or_dash(figures["growth"]),
            round(share, 1),
        ]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    bare = [figures["bare"] for figures in pages.values()]
    return [*lines, "", f"The bare page took {min(bare)} to {max(bare)} ms." if bare else "", ""]


def _first_visit(first: Mapping[str, Any]) -> list[str]:
    largest = list(first["files"].items())[:5]
    return [
        "## The first visit",
        "",
        f"My day in an empty browser: {first['requests']} requests (at most {judging.FIRST_REQUESTS}), "
        f"{first['bytes'] / 1000:.0f} kB as they travel (at most {judging.FIRST_KILOBYTES}). The largest: "
        + ", ".join(f"`{Path(name).name or name}` {size / 1000:.0f} kB" for name, size in largest)
        + ".",
    ]


def _or_dash(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.2f}"


def _n(number: int) -> str:
    return f"{number:,}"


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text().splitlines() if path.exists() else []
