"""The key cabinet's functions by name. Each is checked in SQL; a refusal there arrives as `Refused`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext
from psycopg.errors import InsufficientPrivilege

from samspil.lib.refusals import Refused


@contextmanager
def refusals() -> Iterator[None]:
    """Turn the database's refusal into `Refused`, and leave the surrounding transaction usable."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        if isinstance(error.__cause__, InsufficientPrivilege):
            raise Refused(gettext(str(error.__cause__.diag.message_primary or error))) from error
        raise


def call(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one function call and return its rows. Raises Refused where the database refuses."""
    with refusals(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def read(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Ask functions that only read and refuse nothing, and return their rows: no savepoint stands around them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def keys() -> list[int]:
    """The audiences that the actor may read now."""
    return list(read("SELECT access.keys()", [])[0][0])


# The same in the middle of a statement: `owner_audience_id__in=OWN_KEYS`.
OWN_KEYS = RawSQL("SELECT unnest(access.own_keys())", [])


def own_keys() -> list[int]:
    """The audiences in which the actor may write now."""
    return list(read("SELECT access.own_keys()", [])[0][0])


def answers_for(audience: int) -> bool:
    """Whether the actor is steward of this audience now."""
    return bool(read("SELECT access.is_steward(%s)", [audience])[0][0])


def found(kind: str, steward: int, names: Sequence[str]) -> list[int]:
    """Found audiences below `steward`, one per name, in order."""
    return [row[0] for row in call("SELECT access.found(%s, %s, %s::text[])", [kind, steward, list(names)])]


def admit(
    audiences: Iterable[int], principals: Iterable[int], *, since: datetime | None = None, until: datetime | None = None
) -> None:
    """Give the principals these audiences for a period (from now, without end, unless told)."""
    call("SELECT access.admit(%s::bigint[], %s::bigint[], %s, %s)", [list(audiences), list(principals), since, until])


def dismiss(audiences: Iterable[int], principals: Iterable[int]) -> None:
    """Take these audiences back from the principals in this instant."""
    call("SELECT access.dismiss(%s::bigint[], %s::bigint[])", [list(audiences), list(principals)])


def open_to(
    audiences: Iterable[int], to: Iterable[int], *, since: datetime | None = None, until: datetime, pen: bool = False
) -> None:
    """Open a meeting's audiences to the holders of `to` (its door, its forum, persons); with `pen` they may write there."""
    call("SELECT access.open(%s::bigint[], %s::bigint[], %s, %s, %s)", [list(audiences), list(to), since, until, pen])


def close_to(audiences: Iterable[int], to: Iterable[int]) -> None:
    """Close a meeting's audiences to some: who leaves an item, or is not impartial."""
    call("SELECT access.close(%s::bigint[], %s::bigint[])", [list(audiences), list(to)])


def shut(audiences: Iterable[int]) -> None:
    """Close audiences of a meeting for everybody in this instant."""
    call("SELECT access.shut(%s::bigint[])", [list(audiences)])


def enrol(kind: str, administration: int) -> tuple[int, int]:
    """A new principal and the audience of that person alone."""
    row = call("SELECT principal, person_audience FROM access.enrol(%s, %s)", [kind, administration])[0]
    return row[0], row[1]


def retire(principal_id: int) -> None:
    """End a principal: every key is dead in this instant."""
    call("SELECT access.retire(%s)", [principal_id])
