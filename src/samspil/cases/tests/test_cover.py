"""Exactly one holder and one coordinator at every instant from opening to closing, whoever writes and however many.

In plain SQL past every policy, as the owner of the database would, with real commits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from tests.cast import Cast

pytestmark = pytest.mark.wheel

Connection = psycopg.Connection[Any]
DUTIES = ("holder", "coordinator")


@pytest.fixture
def cast(settlers: Cast) -> Cast:
    return settlers


class Book:
    """Cases and their duties in SQL; times are days of 2026."""

    def __init__(self, sql: Connection, cast: Cast) -> None:
        self.sql = sql
        self.unit = cast.consultant.unit.audience_id

    def case(self, opened: str = "2026-01-01", closed: str | None = None) -> int:
        row = self.sql.execute(
            "INSERT INTO cases_case (owner_audience, audiences, origin, retention_kind, hold, version, opening_reason, "
            "opened_at, closed_at, closing_reason, state, background) VALUES (%s, ARRAY[%s::bigint], 'own', '', false, 1, "
            "'x', %s, %s, '', 'open', '') RETURNING id",
            [self.unit, self.unit, opened, closed],
        ).fetchone()
        assert row is not None
        return int(row[0])

    def duty(self, case: int, duty: str, begins: str = "2026-01-01", ends: str | None = None) -> None:
        self.sql.execute(
            "INSERT INTO cases_responsibility (owner_audience, audiences, origin, retention_kind, hold, version, case_id, "
            "duty, staff_id, unit_id, period, reason, chosen_by) VALUES (%s, ARRAY[%s::bigint], 'own', '', false, 1, %s, %s, 1, 1, "
            "tstzrange(%s, %s), '', '')",
            [self.unit, self.unit, case, duty, begins, ends],
        )

    def whole(self) -> int:
        """A case that is open, with both duties."""
        with self.sql.transaction():
            case = self.case()
            for duty in DUTIES:
                self.duty(case, duty)
        return case

    def end(self, case: int, duty: str, day: str) -> None:
        self.sql.execute(
            "UPDATE cases_responsibility SET period = tstzrange(lower(period), %s) "
            "WHERE case_id = %s AND duty = %s AND upper_inf(period)",
            [day, case, duty],
        )

    def close(self, case: int, day: str) -> None:
        self.sql.execute("UPDATE cases_case SET closed_at = %s, state = 'closed' WHERE id = %s", [day, case])


@pytest.fixture
def book(cast: Cast, owner_sql: Connection) -> Book:
    return Book(owner_sql, cast)


def covered(sql: Connection, case: int) -> bool:
    """Exactly one of each duty at every instant, asked independently of the trigger."""
    (gaps,) = sql.execute(
        "SELECT count(*) FROM cases_case c, unnest(ARRAY['holder', 'coordinator']) AS each WHERE c.id = %s AND "
        "tstzmultirange(tstzrange(c.opened_at, c.closed_at)) IS DISTINCT FROM (SELECT range_agg(r.period) "
        "FROM cases_responsibility r WHERE r.case_id = c.id AND r.duty = each)",
        [case],
    ).fetchone() or (1,)
    (doubles,) = sql.execute(
        "SELECT count(*) FROM cases_responsibility a JOIN cases_responsibility b ON a.case_id = b.case_id "
        "AND a.duty = b.duty AND a.id < b.id AND a.period && b.period WHERE a.case_id = %s",
        [case],
    ).fetchone() or (1,)
    return gaps == 0 and doubles == 0


# --- what a case may look like --------------------------------------------------------------------------------------
def test_a_case_with_both_duties_is_kept(book: Book) -> None:
    case = book.whole()
    with book.sql.transaction():  # a gapless change of coordinator
        book.end(case, "coordinator", "2026-03-01")
        book.duty(case, "coordinator", "2026-03-01")
    with book.sql.transaction():  # and a closing that ends both
        book.close(case, "2026-06-01")
        for duty in DUTIES:
            book.end(case, duty, "2026-06-01")
    assert covered(book.sql, case)


def _without(*duties: str) -> Callable[[Book], None]:
    def act(book: Book) -> None:
        case = book.case()
        for duty in set(DUTIES) - set(duties):
            book.duty(case, duty)

    return act


def _with(begins: str, ends: str | None, closed: str | None = None) -> Callable[[Book], None]:
    def act(book: Book) -> None:
        case = book.case(closed=closed)
        book.duty(case, "holder", ends=closed)
        book.duty(case, "coordinator", begins, ends)

    return act


OPENINGS: dict[str, Callable[[Book], None]] = {
    "nobody at all": _without(*DUTIES),
    "no holder": _without("holder"),
    "no coordinator": _without("coordinator"),
    "a coordinator from the second day": _with("2026-01-02", None),
    "a coordinator before there is a case": _with("2025-12-31", None),
    "a coordinator who leaves": _with("2026-01-01", "2026-02-01"),
    "a coordinator after the case is closed": _with("2026-01-01", None, closed="2026-02-01"),
    "a coordinator who leaves before it is closed": _with("2026-01-01", "2026-01-31", closed="2026-02-01"),
}


def _gap(book: Book, case: int) -> None:
    book.end(case, "coordinator", "2026-03-01")
    book.duty(case, "coordinator", "2026-03-02")


def _gap_of_a_microsecond(book: Book, case: int) -> None:
    book.end(case, "coordinator", "2026-03-01")
    book.duty(case, "coordinator", "2026-03-01 00:00:00.000001")


def _closed_with_duties_open(book: Book, case: int) -> None:
    book.close(case, "2026-06-01")


def _closed_with_one_duty_open(book: Book, case: int) -> None:
    book.close(case, "2026-06-01")
    book.end(case, "holder", "2026-06-01")


def _removed(book: Book, case: int) -> None:
    book.sql.execute("DELETE FROM cases_responsibility WHERE case_id = %s AND duty = 'holder'", [case])


def _moved_to_another_case(book: Book, case: int) -> None:
    """The other case is complete by this; the first has nobody any more."""
    other = book.case()
    book.sql.execute("UPDATE cases_responsibility SET case_id = %s WHERE case_id = %s", [other, case])


def _opened_earlier(book: Book, case: int) -> None:
    book.sql.execute("UPDATE cases_case SET opened_at = '2025-12-01' WHERE id = %s", [case])


CHANGES = (
    _gap, _gap_of_a_microsecond, _closed_with_duties_open, _closed_with_one_duty_open, _removed,
    _moved_to_another_case, _opened_earlier,
)  # fmt: skip


def quietly(book: Book, act: Callable[..., None], *more: int) -> None:
    """Until the commit nothing complains."""
    act(book, *more)
    assert book.sql.execute("SELECT 1").fetchone() == (1,)


def test_a_case_without_cover_is_refused_at_commit(book: Book) -> None:
    for name, act in OPENINGS.items():
        with pytest.raises(psycopg.errors.CheckViolation, match="exactly one"), book.sql.transaction():
            quietly(book, act)
        assert book.sql.execute("SELECT count(*) FROM cases_case").fetchone() == (0,), name


def test_a_change_that_leaves_a_gap_is_refused_at_commit(book: Book) -> None:
    case = book.whole()
    for act in CHANGES:
        with pytest.raises(psycopg.errors.CheckViolation, match="exactly one"), book.sql.transaction():
            quietly(book, act, case)
        assert covered(book.sql, case), act.__name__


def test_two_at_one_instant_are_refused(book: Book) -> None:
    case = book.whole()
    for begins, ends in (("2026-01-01", None), ("2026-05-01", "2026-05-02"), ("2026-05-01", None)):
        with pytest.raises(psycopg.errors.ExclusionViolation):
            book.duty(case, "coordinator", begins, ends)
    with book.sql.transaction():
        book.end(case, "coordinator", "2026-03-01")
        with pytest.raises(psycopg.errors.ExclusionViolation), book.sql.transaction():
            book.duty(case, "coordinator", "2026-02-28 23:59:59.999999")
        book.duty(case, "coordinator", "2026-03-01")
    assert covered(book.sql, case)


def test_a_closed_case_is_not_opened_again_without_duties(book: Book) -> None:
    case = book.whole()
    with book.sql.transaction():
        book.close(case, "2026-06-01")
        for duty in DUTIES:
            book.end(case, duty, "2026-06-01")
    with pytest.raises(psycopg.errors.CheckViolation):
        book.sql.execute("UPDATE cases_case SET closed_at = NULL WHERE id = %s", [case])


def test_a_case_goes_with_its_duties(book: Book) -> None:
    case = book.whole()
    with book.sql.transaction():
        book.sql.execute("DELETE FROM cases_responsibility WHERE case_id = %s", [case])
        book.sql.execute("DELETE FROM cases_case WHERE id = %s", [case])
    assert book.sql.execute("SELECT count(*) FROM cases_responsibility").fetchone() == (0,)


# --- two at the same time -------------------------------------------------------------------------------------------
def _hand_on(day: str) -> Callable[[Book, int], None]:
    def act(book: Book, case: int) -> None:
        book.end(case, "coordinator", day)
        book.duty(case, "coordinator", day)

    return act


def _close_it(book: Book, case: int) -> None:
    book.close(case, "2026-06-01")
    for duty in DUTIES:
        book.end(case, duty, "2026-06-01")


def _only_add(book: Book, case: int) -> None:
    book.duty(case, "coordinator", "2026-05-01")


RACES = {
    "two hand on to different colleagues": (_hand_on("2026-03-01"), _hand_on("2026-03-01")),
    "two hand on at different days": (_hand_on("2026-03-01"), _hand_on("2026-04-01")),
    "one closes while the other hands on": (_close_it, _hand_on("2026-07-01")),
    "one hands on while the other closes": (_hand_on("2026-07-01"), _close_it),
    "both close": (_close_it, _close_it),
    "one hands on while the other adds a second": (_hand_on("2026-03-01"), _only_add),
}


@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ"])
def test_two_transactions_never_leave_two_or_none(
    fresh_database: Any, cast: Cast, owner_sql: Connection, level: str
) -> None:
    """Each alone would be complete. Both begin before either commits; whatever is kept is complete again."""
    for name, acts in RACES.items():
        case = Book(owner_sql, cast).whole()
        begun = threading.Barrier(2, timeout=30)
        kept: list[str] = []
        lost: list[str] = []

        def run(act: Callable[[Book, int], None], who: str) -> None:
            with psycopg.connect(fresh_database.url("samspil_admin")) as sql:
                sql.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
                sql.execute("SELECT count(*) FROM cases_responsibility")  # its snapshot is taken
                begun.wait()  # noqa: B023 - the threads end within this turn
                try:
                    act(Book(sql, cast), case)  # noqa: B023
                    sql.commit()
                except psycopg.Error as error:
                    sql.rollback()
                    lost.append(f"{who}: {type(error).__name__}")  # noqa: B023
                else:
                    kept.append(who)  # noqa: B023

        threads = [threading.Thread(target=run, args=[act, who]) for act, who in zip(acts, "ab", strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(kept) + len(lost) == 2, name
        assert kept, (name, lost)
        assert covered(owner_sql, case), (name, kept, lost)


def test_the_race_is_lost_without_the_constraint(fresh_database: Any, cast: Cast, owner_sql: Connection) -> None:
    """The test above can fail: without exclusion and trigger, two coordinators stand there."""
    owner_sql.execute("ALTER TABLE cases_responsibility DROP CONSTRAINT responsibility_exactly_one")
    owner_sql.execute("ALTER TABLE cases_responsibility DISABLE TRIGGER responsibility_cover")
    book = Book(owner_sql, cast)
    case = book.whole()
    with (
        psycopg.connect(fresh_database.url("samspil_admin")) as one,
        psycopg.connect(fresh_database.url("samspil_admin")) as two,
    ):
        for sql in (one, two):
            _only_add(Book(sql, cast), case)
    assert not covered(owner_sql, case)
