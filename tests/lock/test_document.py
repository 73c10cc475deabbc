"""docs/reference/access-matrix.md says what the matrix tests."""

from __future__ import annotations

from pathlib import Path

from tests.lock import document

WRITTEN = Path(__file__).resolve().parents[2] / "docs" / "reference" / "access-matrix.md"


def test_the_document_is_up_to_date() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == document.text(), "run: make documents"
