"""`samspil profile apply` on a database of its own: founding, a second time, a broken run, the first administrator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from samspil.access.installing import found_body
from samspil.config import apply_command
from samspil.config.manage_command import CHECKOUT

FILE = """\
format: 1
municipality: {key: engby, name: Engby Kommune, short_name: Engby, code: "0999", purpose: At forebygge}
police_district: {key: engen, name: Engens Politi}
units:
  - {key: fritid, name: Fritid, sector: leisure, type: authority}
roles:
  - {key: adm, name: Administrator, type: administrator}
retention:
  - {kind: no_follow_up, days: 14, must_go: ikke nødvendig, may_go: uafklaret}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "engby.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_municipality_is_founded_once_and_applied_again(fresh_database: Any, file: Path, capsys: Any) -> None:
    from samspil.organisations.models import Body, ProfileVersion  # noqa: PLC0415

    assert apply_command.main([str(file)]) == 0
    assert "Engby Kommune: " in capsys.readouterr().out
    assert sorted(Body.objects.values_list("key", "kind")) == [("engby", "municipality"), ("engen", "police_district")]
    assert apply_command.main([str(file)]) == 0
    assert capsys.readouterr().out == "Engby Kommune: nothing to change\n"
    assert ProfileVersion.objects.count() == 1


@pytest.mark.parametrize("shipped", sorted((CHECKOUT / "profiles").glob("*.yaml")), ids=lambda file: file.stem)
def test_the_profiles_that_are_shipped_can_be_applied(fresh_database: Any, shipped: Path, capsys: Any) -> None:
    assert apply_command.main([str(shipped)]) == 0
    assert " added" in capsys.readouterr().out
    assert apply_command.main([str(shipped)]) == 0
    assert "nothing to change" in capsys.readouterr().out


def test_what_a_broken_run_has_founded_is_used(fresh_database: Any, file: Path, owner_sql: Any) -> None:
    found_body(connections["owner"], "Engby Kommune")
    assert apply_command.main([str(file)]) == 0
    assert owner_sql.execute("SELECT count(*) FROM access_audience WHERE kind = 'body'").fetchone() == (2,)


def test_the_first_administrator_enrols_with_a_link(fresh_database: Any, file: Path, capsys: Any) -> None:
    assert apply_command.main([str(file), "--administrator", "Hanne Lund <hanne@example.org>"]) == 0
    assert "Hanne Lund chooses a password at /konto/adgangskode/ny/" in capsys.readouterr().out
    from samspil.organisations.models import Staff  # noqa: PLC0415
    from samspil.organisations.tests.conftest import acting_keys  # noqa: PLC0415

    staff = Staff.objects.select_related("body").get()
    assert staff.body.administration_id in acting_keys(staff.principal_id)
    assert apply_command.main([str(file), "--administrator", "Hanne Lund <hanne@example.org>"]) == 1
    assert "Nogen logger ind med den adresse" in capsys.readouterr().err


@pytest.mark.parametrize("written", ["Hanne Lund", "hanne@example.org"])
def test_an_administrator_has_a_name_and_an_address(file: Path, capsys: Any, written: str) -> None:
    assert apply_command.main([str(file), "--administrator", written]) == 1
    assert "Name <address@example.org>" in capsys.readouterr().err


def test_everything_wrong_with_the_file_is_told(fresh_database: Any, file: Path, capsys: Any) -> None:
    file.write_text(FILE.replace("type: authority", "type: authoritty"), encoding="utf-8")
    assert apply_command.main([str(file)]) == 1
    assert "engby.yaml:5" in capsys.readouterr().err


def test_founding_needs_the_owner(file: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(connections.settings, "owner")
    assert apply_command.main([str(file)]) == 1
    assert "DATABASE_OWNER_URL" in capsys.readouterr().err
