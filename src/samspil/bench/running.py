"""One run of the bench, from the worlds to the report. Imported when Django is set up."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import psycopg

from samspil.bench import databases, report, serving
from samspil.bench import server as servers
from samspil.bench.browser import Browser
from samspil.bench.first_visit import FirstVisit, first_visit
from samspil.bench.judging import Miss, misses, misses_of_first_visit, worse
from samspil.bench.measuring import Lane, Timed, crowd, p95, timed
from samspil.bench.pages import PAGES
from samspil.bench.sessions import sign_in
from samspil.bench.visiting import Page, Visit
from samspil.bench.world import COUNTRY, Spot
from samspil.config import cluster, manage_command

OUT = manage_command.CHECKOUT / "var" / "bench"
COMMITTED = manage_command.CHECKOUT / "docs" / "reference" / "bench.json"
ROWS = 1_000  # of an uploaded list
WHO: dict[str, Callable[[Spot], int]] = {
    "consultant": lambda spot: spot.consultant,
    "leader": lambda spot: spot.leader,
}

Say = Callable[[str], None]


@dataclass
class Site:
    """A web server on one of the worlds."""

    port: int
    admin: psycopg.Connection
    spots: tuple[Spot, ...]
    browsers: list[Browser] = field(default_factory=list)

    def sql(self, query: str, parameters: list[Any]) -> Any:
        row = self.admin.execute(query, parameters).fetchone()
        return row[0] if row else None

    def visit(self, principal: int, spot: Spot, **share: int) -> Visit:
        browser = Browser(self.port, sign_in(self.admin, principal))
        self.browsers.append(browser)
        return Visit(browser, spot, self.sql, ROWS, **share)


def run(server: cluster.Cluster, options: argparse.Namespace, say: Say) -> int:
    """Measure; answers 0 where nothing became worse than the committed figures, else 1. What is missed is listed."""
    wanted = [page for page in PAGES if not options.pages or page.key in options.pages.split(",")]
    load, committed = os.getloadavg(), _committed(options.scale)
    size, today = COUNTRY.scaled(options.scale), date.today()  # noqa: DTZ011 - the day as the person at the machine has it
    whole = databases.world(server, servers.WHOLE, size, seed=options.seed, today=today, say=say)
    one = databases.world(server, servers.ONE, COUNTRY.of(1), seed=options.seed, today=today, say=say)
    say("Gathering the files of the pages")
    servers.manage(servers.environment(server, servers.WHOLE), "collectstatic", "--no-input", "--verbosity", "0")
    OUT.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        sites = _sites(stack, server, whole, one)
        found: dict[str, dict[str, Timed]] = {}
        for who in WHO:
            say(f"One client: {who}")
            found[who] = _one_client(sites, who, wanted, options.requests, committed, say)
        say(f"{options.clients} clients")
        crowded = _many_clients(sites["app"], wanted, options.clients)
        somebody = sites["app"].spots[0].consultant
        first = first_visit(sites["app"].port, "/", sign_in(sites["app"].admin, somebody))
        missed = [
            miss for who, pages in found.items() for page in wanted for miss in misses(who, page, pages[page.key])
        ] + misses_of_first_visit(first)
        where = {
            "machine": report.machine(sites["app"].admin, load[0]),
            "settings": report.settings(sites["app"].admin),
        }
    _report(options, today, where, size, whole, found, crowded, first, missed)
    for miss in missed:
        say(f"Not reached: {miss}")
    became_worse = [
        miss for who, pages in found.items() for page in wanted for miss in worse(who, page, pages[page.key], committed)
    ]
    for miss in became_worse:
        say(f"Worse than the committed figures: {miss}")
    return 1 if became_worse else 0


def _committed(scale: float) -> dict[str, Any]:
    """The figures that this run is held against; none where they are of a world of another size."""
    figures: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8")) if COMMITTED.exists() else {}
    return figures if figures.get("options", {}).get("scale") == scale else {}


def _sites(
    stack: contextlib.ExitStack, server: cluster.Cluster, whole: databases.World, one: databases.World
) -> dict[str, Site]:
    """Three web servers: the app's role, the role that bypasses the policies, and one municipality."""
    profiles = {"SAMSPIL_BENCH_PROFILES": str(OUT)}
    app = servers.environment(server, servers.WHOLE) | profiles
    bypassed = app | {
        "DATABASE_URL": databases.bypassed_url(server, servers.WHOLE),
        "SAMSPIL_BENCH_BYPASSED": "1",
    }
    alone = servers.environment(server, servers.ONE)
    sites = {}
    for name, environment, world in (("app", app, whole), ("bypassed", bypassed, whole), ("one", alone, one)):
        admin = stack.enter_context(world.admin(server))
        sites[name] = Site(stack.enter_context(serving.serving(environment)), admin, world.built.spots)
        stack.callback(_leave, sites[name])
    return sites


def _leave(site: Site) -> None:
    for browser in site.browsers:
        browser.close()


def _one_client(
    sites: dict[str, Site], who: str, pages: list[Page], requests: int, committed: dict[str, Any], say: Say
) -> dict[str, Timed]:
    """All pages as one colleague. What seems worse than the committed figures is measured again, twice as long: that counts."""
    lanes = [Lane(name, site.visit(WHO[who](site.spots[0]), site.spots[0])) for name, site in sites.items()]
    # Through the page's own connection, and so by the same worker: one that serves nothing but the bare page is a fourth faster.
    bare = Lane("bare", lanes[0].visit)
    found = {}
    for page in pages:
        figures = timed(page, lanes, bare, requests)
        for seemed in worse(who, page, figures, committed)[:1]:
            say(f"Measured again, twice as long: {seemed}")
            figures = timed(page, lanes, bare, 2 * requests)
        found[page.key] = figures
        say(
            f"{page.label}: {figures.milliseconds} ms, {figures.ratio} x bare, {figures.bypassed} x bypassed, "
            f"{figures.growth} x one municipality, {figures.asked.statements} statements"
        )
        # A run takes long: what is measured is kept, however it ends.
        so_far = {key: asdict(each) for key, each in found.items()}
        (OUT / f"so-far-{who}.json").write_text(json.dumps(so_far, indent=1), encoding="utf-8")
        if misses(who, page, figures):
            (OUT / "last.json").replace(OUT / f"profile-{who}-{page.key}.json")
    return found


def _many_clients(site: Site, pages: list[Page], clients: int) -> dict[str, float]:
    """Each client is somebody else, in another municipality as far as there are so many."""
    visits = list(_spread(site, clients))
    return {page.key: round(p95(crowd(page, visits, page.of_each)) * 1000, 1) for page in pages}


def _spread(site: Site, clients: int) -> Iterator[Visit]:
    spots = len(site.spots)
    for number in range(clients):
        spot = site.spots[number % spots]
        people = (spot.consultant, *spot.colleagues, spot.leader)
        turn = number // spots
        yield site.visit(people[turn % len(people)], spot, first_item=1 + turn, step=-(-clients // spots))


def _report(
    options: argparse.Namespace,
    today: date,
    where: dict[str, Any],
    size: Any,
    whole: databases.World,
    found: dict[str, dict[str, Timed]],
    crowded: dict[str, float],
    first: FirstVisit,
    missed: list[Miss],
) -> None:
    told = report.as_json(
        options=vars(options), today=today, where=where, size=size, built=whole.built, found=found, crowded=crowded, first=first,
        missed=missed,
    )  # fmt: skip
    name = f"bench-{options.scale:g}"
    (OUT / f"{name}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    table = report.as_markdown(json.loads(json.dumps(told)))
    (OUT / f"{name}.md").write_text(table, encoding="utf-8")
    print(table)
