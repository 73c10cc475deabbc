"""Which mistakes are tried: the same for one state of the product, and every beginning of the row is a fair sample too."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator

from tools.mutation import functions, operators, places
from tools.mutation.operators import Mutant

# Of 15 that are drawn: 5 in `actions`, 3 in the database, the others where they stand. Of 300: 100, 60, 140.
ROW = [{"a": "actions", "s": "sql", "o": "other"}[one] for one in "aosoaooasoaosao"]


def every() -> list[Mutant]:
    """Every mistake that could be planted, in the order of files and lines."""
    found: list[Mutant] = []
    for file, kind in places.python_files().items():
        found += operators.mutants(str(file.relative_to(places.CHECKOUT)), kind, file.read_text())
    for file in places.sql_files():
        found += functions.mutants(str(file.relative_to(places.CHECKOUT)), file.read_text())
    return found


def seed() -> str:
    """The state of what is mutated in this commit. Tests may be added meanwhile, and the sample stays what it was."""
    digest = hashlib.sha256()
    for file in sorted([*places.python_files(), *places.sql_files()]):
        digest.update(str(file.relative_to(places.CHECKOUT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def drawn(mutants: list[Mutant], by: str) -> Iterator[Mutant]:
    """The mutants in the order in which they are tried: first the kind by `ROW`, then the operator, then the place.

    Each operator is as likely as another: else every fifth would be a letter too many in some text.
    """
    chance = random.Random(by)  # noqa: S311 - a sample, no secret
    left: dict[str, dict[str, list[Mutant]]] = defaultdict(lambda: defaultdict(list))
    for mutant in mutants:
        kind = mutant.kind if mutant.kind in {"actions", "sql"} else "other"
        left[kind][mutant.operator].append(mutant)
    while any(left.values()):
        for kind in ROW:
            if not left[kind]:
                continue
            operator = chance.choice(sorted(left[kind]))
            here = left[kind][operator]
            yield here.pop(chance.randrange(len(here)))
            if not here:
                del left[kind][operator]
