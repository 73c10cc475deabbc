"""Random worlds: after random acts at random instants, PostgreSQL shows everybody exactly what the plain rule says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.lock import catalogue
from tests.lock.worlds import DAY, Draw, Place, Play, founded

pytestmark = pytest.mark.wheel

NUMBER = st.integers(0, 1000)
ACT = st.tuples(NUMBER, st.integers(0, 5), NUMBER, NUMBER, NUMBER, st.sampled_from([0, 0, 0, 1, 3]))
WORLD = st.lists(ACT, min_size=4, max_size=16)
PARTS = 20
ANY = settings(deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def place(django_db_setup: None) -> Iterator[Place]:
    with founded() as place:
        yield place


def play_out(place: Place, acts: list[Draw], moments: tuple[int, int]) -> None:
    play = Play(place)
    try:
        for number, act in enumerate(acts):
            if play.act(act):  # what was refused changed nothing; if it did, the last look tells
                play.look([(place.principals[number % len(place.principals)], play.at)])
        # Everybody now; half of them at some later or earlier day, the others at the very end of a period.
        ends = sorted(
            {end for one in (*play.world.memberships, *play.world.grants) for end in (one.period.start, one.period.end)}
        )
        ends = [end for end in ends if end.year < 9000]
        someday = place.began + DAY * (moments[0] % 20)
        end = ends[moments[1] % len(ends)] - timedelta(microseconds=moments[1] % 2)
        half = moments[0] % 2
        play.look(
            [(principal, play.at) for principal in place.principals]
            + [(principal, someday) for principal in place.principals[half::2]]
            + [(principal, end) for principal in place.principals[1 - half :: 2]]
        )
    finally:
        place.undo()


@given(acts=WORLD, moments=st.tuples(NUMBER, NUMBER))
@settings(ANY, max_examples=300)
def test_three_hundred_worlds(place: Place, acts: list[Draw], moments: tuple[int, int]) -> None:
    play_out(place, acts, moments)


@pytest.mark.long
@given(acts=WORLD, moments=st.tuples(NUMBER, NUMBER))
@settings(ANY, max_examples=4000)
def test_four_thousand_worlds(place: Place, acts: list[Draw], moments: tuple[int, int]) -> None:
    play_out(place, acts, moments)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_a_hundred_thousand_worlds(place: Place, part: int) -> None:
    """In parts, each with worlds of its own, so that all processes of a run share them."""

    @seed(part)
    @given(acts=WORLD, moments=st.tuples(NUMBER, NUMBER))
    @settings(ANY, max_examples=100_000 // PARTS)
    def worlds(acts: list[Draw], moments: tuple[int, int]) -> None:
        play_out(place, acts, moments)

    worlds()


# Each of these is a lock that opens a little; some world must tell.
BROKEN = {
    "a grant that has ended opens": ("access.keys", "g.period @> act.instant", "true"),
    "a membership that has ended opens": ("access.keys", "AND m.period @> act.instant", ""),
    "a grant opens a grant": ("access.keys", "g.to_audience_id = ANY (mine)", "true"),
    "reading lends the pen": ("access.own_keys", "g.pen AND", ""),
    "history stays behind": ("access.keep_history", "IF NEW.audiences IS DISTINCT FROM OLD.audiences", "IF false"),
    "a change keeps no history": (
        "access.keep_history",
        "IF (to_jsonb(NEW) - header)",
        "IF false AND (to_jsonb(NEW) - header)",
    ),
    "an end is forgotten": ("sharing.disclose", "IF p_until IS NOT NULL THEN", "IF false THEN"),
    "what is taken back stays": ("sharing.end_disclosure", "array_remove(audiences, $1)", "audiences"),
    "the giver reads on": ("sharing.hand_over", "unnest($2 || $1)", "unnest(audiences || $2 || $1)"),
    "what hangs on it stays": ("retention.remove", "AND (a.attnotnull OR", "AND (false AND"),
    "a key that is taken back opens": ("access.dismiss", "AND period @> access.at()", "AND false"),
    "who works nowhere reads on": ("access.keys", "IF cardinality(mine) = 1 AND", "IF false AND"),
    "others know the whole": ("sharing.mark_extract", "ARRAY[owner]", "ARRAY(SELECT id FROM public.access_audience)"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_worlds_tell_when_the_lock_is_broken(place: Place, name: str) -> None:
    function, old, new = BROKEN[name]
    whole = catalogue.source(place.cursor, function)
    assert old in whole
    play_out(place, [(each, each, each, each, each, 1) for each in range(20)], (1, 1))  # whole, it does not tell
    place.cursor.execute(whole.replace(old, new))
    place.connection.commit()
    try:
        with pytest.raises(AssertionError):
            play_many(place)
    finally:
        place.connection.rollback()
        place.cursor.execute(whole)
        place.connection.commit()


def play_many(place: Place) -> None:
    """Worlds drawn alike each time, until one tells."""
    drawn = random.Random(7)
    for _ in range(600):
        acts = [
            (*(drawn.randrange(1000) for _ in range(5)), drawn.choice([0, 0, 0, 1, 3]))
            for _ in range(drawn.randrange(8, 17))
        ]
        play_out(place, acts, (drawn.randrange(1000), drawn.randrange(1000)))  # type: ignore[arg-type]
