"""Made-up children and young people, with brothers and sisters. Pure and by seed: no database, no clock.

Every number is a replacement number (day plus 60). Nobody has such a number as their own, so no real person can be hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from samspil.demo.names import POOLS, SECOND_BOYS, SECOND_GIRLS, Pool
from samspil.lib.calendars import age_on
from samspil.lib.cpr import REPLACEMENT_DAY

# How many of a hundred have this age; most of what the forum hears of happens between 13 and 17.
AGES = {
    9: 2,
    10: 3,
    11: 5,
    12: 7,
    13: 11,
    14: 14,
    15: 16,
    16: 14,
    17: 11,
    18: 5,
    19: 4,
    20: 3,
    21: 2,
    22: 1,
    23: 1,
    24: 1,
}
CHILDREN_IN_A_FAMILY = (1, 1, 1, 1, 1, 2, 2, 2, 3, 4)
FEMALE_OF_A_HUNDRED = 34
PROTECTED_OF_A_HUNDRED = 3
_STREETS = (
    "Lærkehaven", "Tjørneparken", "Ahornvænget", "Birkelunden", "Mosebakken", "Kildemarken", "Søndre Engvej", "Røgterporten",
    "Solsikkehaven", "Æblehaven", "Nørre Bymose", "Hvidtjørnen", "Bøgeskellet", "Østre Ringdige", "Ulvefaldet",
)  # fmt: skip


@dataclass(frozen=True)
class Child:
    """One made-up child or young person."""

    number: int
    name: str
    born: date
    cpr: str
    district: str
    address: str
    family: int
    protected: bool = False

    def age(self, day: date) -> int:
        """Age in full years."""
        return age_on(self.born, day)


def make_children(seed: int, count: int, today: date, districts: Sequence[str]) -> list[Child]:
    """`count` children of whole families, the same for the same arguments."""
    random = Random(f"{seed}:children")
    taken: set[str] = set()
    names: set[str] = set()
    children: list[Child] = []
    family = 0
    while len(children) < count:
        family += 1
        for child in _family(random, family, today, districts, taken, names):
            children.append(replace(child, number=len(children) + 1))
    return _with_a_namesake(_with_a_birthday(children[:count], random, today, taken))


def _family(
    random: Random, family: int, today: date, districts: Sequence[str], taken: set[str], names: set[str]
) -> list[Child]:
    pool = random.choices(POOLS, [pool.share for pool in POOLS])[0]
    surname, district = random.choice(pool.families), random.choice(districts)
    address = f"{random.choice(_STREETS)} {random.randint(1, 88)}, {random.choice(('st. tv.', '1. th.', '2. tv.', '3. th.', 'kl.'))}"
    protected = random.randrange(100) < PROTECTED_OF_A_HUNDRED
    members: list[Child] = []
    for age in _ages(random):
        girl = random.randrange(100) < FEMALE_OF_A_HUNDRED
        born = _born(random, age, today)
        members.append(
            Child(0, _name(random, pool, surname, girl, names), born, number_for(random, born, girl, taken), district,
                  address, family, protected)
        )  # fmt: skip
    return members


def _ages(random: Random) -> list[int]:
    """Ages of brothers and sisters: two years apart at least, so that no two are born within a year."""
    ages = random.choices(list(AGES), list(AGES.values()))
    while len(ages) < random.choice(CHILDREN_IN_A_FAMILY):
        near = [age for age in AGES if 2 <= min(abs(age - other) for other in ages) <= 4]
        if not near:
            break
        ages.append(random.choice(near))
    return ages


def _name(random: Random, pool: Pool, surname: str, girl: bool, names: set[str]) -> str:
    first, second = (pool.girls, SECOND_GIRLS) if girl else (pool.boys, SECOND_BOYS)
    name = f"{random.choice(first)} {surname}"
    while name in names:
        name = f"{random.choice(first)} {random.choice(second)} {surname}"
    names.add(name)
    return name


def _born(random: Random, age: int, today: date) -> date:
    # 29 February stays out, so that every birthday falls on a day that each year has.
    day = date(today.year - age, today.month, min(today.day, 28)) - timedelta(days=random.randint(0, 364))
    return day.replace(day=28) if (day.month, day.day) == (2, 29) else day


def number_for(random: Random, born: date, girl: bool, taken: set[str]) -> str:
    """A replacement number that nobody has yet: day plus 60, century by the seventh digit, even for girls."""
    while True:
        digits = f"{born.day + REPLACEMENT_DAY:02}{born:%m%y}{random.choice('456789')}{random.randint(0, 99):02}"
        number = digits + str(2 * random.randint(0, 4) + (not girl))
        if number not in taken:
            taken.add(number)
            return number


def _with_a_birthday(children: list[Child], random: Random, today: date, taken: set[str]) -> list[Child]:
    """Somebody turns 18 in a few days: at this meeting under 18, at the next one an adult."""
    chosen = next((child for child in children if child.age(today) == 17), None)
    if chosen is None:
        return children
    tomorrow_week = today + timedelta(days=4)
    born = date(tomorrow_week.year - 18, tomorrow_week.month, min(tomorrow_week.day, 28))
    moved = replace(chosen, born=born, cpr=number_for(random, born, not _boy(chosen), taken))
    return [moved if child is chosen else child for child in children]


def _with_a_namesake(children: list[Child]) -> list[Child]:
    """Two children without brothers and sisters have one name and two birthdays: a name alone never says who it is."""
    alone = [child for child in children if sum(other.family == child.family for other in children) == 1]
    for one in alone:
        for other in alone:
            if one.number < other.number and _boy(one) == _boy(other) and abs((one.born - other.born).days) > 365:
                return [replace(child, name=one.name) if child is other else child for child in children]
    return children


def _boy(child: Child) -> bool:
    return int(child.cpr[-1]) % 2 == 1
