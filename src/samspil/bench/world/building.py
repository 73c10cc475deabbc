"""The world into an empty, migrated database: one transaction of COPY past triggers and policies, then the statistics.

Done by the superuser whom only private servers have. The rows carry the header that the guard would have written.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import psycopg
from psycopg import sql

from samspil.bench.world.agendas import Agendas, Today
from samspil.bench.world.calendar import Calendar
from samspil.bench.world.casework import Casework
from samspil.bench.world.children import Child, Children
from samspil.bench.world.doors import Doors
from samspil.bench.world.places import Place, Places
from samspil.bench.world.sheets import Sheet
from samspil.bench.world.size import Size

SPOTS = 8  # municipalities of which the bench remembers where to look

_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
  FROM pg_index i WHERE i.indrelid = ANY (%s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
 ORDER BY 1
"""


@dataclass(frozen=True)
class Spot:
    """Where the bench looks in one municipality, and as whom."""

    consultant: int  # principals
    colleagues: tuple[int, ...]  # others who keep the minutes
    leader: int
    unit: int
    forum: int
    police: int
    meeting: int
    items: tuple[int, ...]
    child: int
    child_name: str
    child_born: str


@dataclass(frozen=True)
class Built:
    """What stands in the database."""

    rows: dict[str, int]
    seconds: float
    spots: tuple[Spot, ...]


def build(
    admin: psycopg.Connection,
    size: Size,
    *,
    seed: int,
    today: date,
    say: Callable[[str], None] = lambda text: None,
) -> Built:
    """Fill the database behind `admin`, who must be its superuser. Whatever stood in those tables is gone.

    The first municipalities are the same in every world of one seed and day, however many follow.
    """
    begun = time.monotonic()
    row = admin.execute(
        "SELECT v.id FROM sharing_basisversion v JOIN sharing_legalbasis b ON b.id = v.basis_id "
        "WHERE b.giver = 'authority' AND b.purpose = 'prevention' AND v.status <> 'expired' ORDER BY v.id LIMIT 1"
    ).fetchone()
    assert row, "migrate lays the register of legal bases"
    places = Places(Calendar(today), seed)
    agendas, children, casework, doors = Agendas(places, row[0]), Children(), Casework(), Doors()
    sheets = [sheet for part in (places, agendas, children, casework, doors) for sheet in part.sheets()]
    rows = dict.fromkeys((sheet.table for sheet in sheets), 0)
    spots = []
    with admin.transaction():
        # Past the triggers: they would sign, audit and check row by row what is made consistent here.
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute("SET LOCAL maintenance_work_mem = '1GB'")
        indexes = _drop_indexes(admin, sheets)
        for number in range(size.municipalities):
            place, today_there, known = _municipality(places, agendas, children, casework, number, size)
            doors.open(places, place, children, known)
            if number < SPOTS:
                spots.append(_spot(place, today_there, known))
            for sheet in sheets:
                rows[sheet.table] += sheet.write(admin)
            if number % 10 == 9:
                say(f"{number + 1} of {size.municipalities} municipalities")
        for sheet in sheets:
            sheet.catch_up(admin)
        say("Building the indexes, search included")
        for _, definition in indexes:
            admin.execute(sql.SQL(definition))
    say("Gathering statistics")
    admin.execute("VACUUM (ANALYZE)")
    return Built(rows, time.monotonic() - begun, tuple(spots))


def _drop_indexes(admin: psycopg.Connection, sheets: list[Sheet]) -> list[tuple[str, str]]:
    """Empty the tables and drop what can be built faster afterwards; answers the definitions."""
    tables = [sheet.table for sheet in sheets]
    admin.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, tables))))
    indexes = admin.execute(_INDEXES, [tables]).fetchall()
    for name, _ in indexes:
        admin.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
    return indexes


def _municipality(
    places: Places, agendas: Agendas, children: Children, casework: Casework, number: int, size: Size
) -> tuple[Place, Today, list[Child]]:
    place = places.place(number, size.share_of(number))
    known = children.of(place)
    decided = agendas.past(place, known)
    today = agendas.today(place, known)
    places.found_teams(place)
    casework.follow_up(place, decided)
    casework.open_cases(place, decided, known)
    children.send_concerns(place, known)
    children.write(place, known)
    return place, today, known


def _spot(place: Place, today: Today, known: list[Child]) -> Spot:
    assert place.leader
    child = today.items[0].child
    return Spot(
        consultant=place.minute_taker.principal,
        colleagues=tuple(colleague.principal for colleague, _ in place.seated if colleague.unit == "ssp")[1:],
        leader=place.leader.principal,
        unit=place.units["ssp"].id,
        forum=place.forum,
        police=place.units["local_police"].id,
        meeting=today.meeting,
        items=tuple(item.id for item in today.items),
        child=child.id,
        child_name=child.name.split()[0],
        child_born=f"{child.born:%d.%m.%Y}",
    )
