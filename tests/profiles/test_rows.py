"""Every row about bodies, units, roles, forums, rhythms and doors is proved by a test."""

from __future__ import annotations

import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
ROWS = """
    BAL-01 BAL-06 BAL-08 BAL-09 BAL-10 BAL-11 BAL-19 BAL-20 BAL-23 BAL-24 BAL-25 BAL-31 BAL-44 BAL-45 BAL-46
    BAL-50 BAL-51 BAL-59 BAL-60 HAL-01 HAL-07 HAL-08 HAL-09 HAL-12 HAL-17 HAL-19 HAL-22 HAL-49 HAL-64 BRO-02
    BRO-12 BRO-41 BRO-42 BRO-43 BRO-44 BRO-45 BRO-46 BRO-47 BRO-49 BRO-54 BRO-55 BRO-60 BRO-62 BRO-67 BRO-68
    BRO-69 BRO-71 BRO-93 VAL-14 VAL-43 VAL-44 VAL-45 VAL-46 VAL-52 VAL-53 VAL-54 VAL-55 VAL-56 VAL-59 VAL-67
    VAL-69 VAL-70 VAL-73 VAL-75 VAL-76 VAL-77 VAL-80 VAL-82 VAL-83 VAL-89 VAL-90 VAL-93 VAL-99 VAL-100 VAL-101
    VAL-104 VAL-105 VAL-113 VAL-119 UNG-25 UNG-43
"""


def test_no_row_of_the_structure_is_without_its_test() -> None:
    sys.path.insert(0, str(CHECKOUT / "tools"))
    try:
        import documents  # noqa: PLC0415 - a tool of the checkout, not of the package
    finally:
        sys.path.remove(str(CHECKOUT / "tools"))
    files = [*CHECKOUT.glob("src/**/test_*.py"), *CHECKOUT.glob("tests/**/test_*.py")]
    proved = {row for file in files for row, _test in documents.marked(file)}
    assert sorted(set(ROWS.split()) - proved) == []
