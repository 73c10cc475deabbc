"""The pages of the waiting list: there in the demo, nowhere else, and for no other file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from samspil.demo import views
from samspil.demo.children import make_children
from samspil.demo.lists import corrected, make_lists
from samspil.demo.sheets import write_files

TODAY = date(2026, 11, 24)
PAGES = ["/demo/liste/", "/demo/liste/ungeliste-uge-48.csv", "/demo/oplaesning/"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def in_the_demo(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.DEMO = True
    monkeypatch.setattr(views, "FOLDER", tmp_path)
    (waiting,) = make_lists(1, make_children(1, 120, TODAY, ["nord"]), [], TODAY)
    write_files(tmp_path, waiting, corrected(waiting))
    return tmp_path


def test_the_files_can_be_downloaded_as_they_were_written(client: Client, in_the_demo: Path) -> None:
    page = client.get("/demo/liste/").content.decode()
    for path in in_the_demo.glob("ungeliste-*"):
        assert path.name in page
        answer = client.get(f"/demo/liste/{path.name}")
        assert answer.content == path.read_bytes()
        assert path.name in answer.headers["Content-Disposition"]


def test_the_sheet_is_read_aloud_with_names_and_without_numbers(client: Client, in_the_demo: Path) -> None:
    page = client.get("/demo/oplaesning/").content.decode()
    assert "Politiets liste, uge 48" in page
    assert "ukendt" in page
    assert not any(child.cpr[:6] in page for child in make_children(1, 120, TODAY, ["nord"]))


@pytest.mark.parametrize("name", ["oplaesning.json", "..%2fsettings.py", "ungeliste-uge-48.pdf"])
def test_no_other_file_is_given(client: Client, in_the_demo: Path, name: str) -> None:
    (in_the_demo / "ungeliste-uge-48.pdf").write_bytes(b"not a list")
    assert client.get(f"/demo/liste/{name}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_outside_the_demo_there_is_nothing(client: Client, in_the_demo: Path, settings: Any, page: str) -> None:
    settings.DEMO = False
    assert client.get(page).status_code == 404
