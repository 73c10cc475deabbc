"""A rule about how long rows are kept names a kind of row that the product writes; another would keep nothing and remove nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PRODUCT = CHECKOUT / "src" / "samspil"
FILES = sorted([*(CHECKOUT / "profiles").glob("*.yaml"), PRODUCT / "demo" / "lillevig.yaml"])
WRITTEN = re.compile(r'(?:retention_kind=(?:"\w+" if case else )?|_KIND = |NO_FOLLOW_UP = |FOLLOWED_UP = )"(\w+)"')


def written() -> set[str]:
    """Every kind that the code gives a row or looks a rule up by."""
    files = [file for file in PRODUCT.rglob("*.py") if not {"tests", "demo"} & set(file.relative_to(PRODUCT).parts)]
    return {kind for file in files for kind in WRITTEN.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_rule_is_about_rows_that_are_written(file: Path) -> None:
    named = {rule["kind"] for rule in yaml.safe_load(file.read_text(encoding="utf-8")).get("retention") or ()}
    assert named <= written()
