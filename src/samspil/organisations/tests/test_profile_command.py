"""`samspil profile check` and `samspil profile schema` as a hand types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samspil.organisations.profile_command import main

HAVMOSE = Path(__file__).with_name("havmose.yaml")


def test_a_right_profile(capsys):
    assert main(["check", str(HAVMOSE)]) == 0
    out, err = capsys.readouterr()
    assert "i orden. Havmose Kommune: 7 enheder, 2 fora; 8 ting" in out
    assert err == ""


def test_what_is_open_is_listed(capsys):
    assert main(["check", str(HAVMOSE), "--open"]) == 0
    out = capsys.readouterr().out
    assert "forums[0].terms[0].bases.inside: ikke bekræftet" in out
    assert "retention[0] (must_confirmed_by, may_confirmed_by): ikke bekræftet" in out


@pytest.mark.parametrize(
    ("language", "words"), [("da", "Forummet rad findes ikke."), ("en", "There is no forum rad.")]
)  # fmt: skip
def test_a_broken_profile_tells_file_line_place_fault_and_remedy(tmp_path, capsys, language, words):
    text = HAVMOSE.read_text(encoding="utf-8").replace("parent: raad", "parent: rad")
    file = tmp_path / "profil.yaml"
    file.write_text(text, encoding="utf-8")
    assert main(["check", str(HAVMOSE), str(file), "--language", language]) == 1
    out, err = capsys.readouterr()
    line = text.splitlines().index("    parent: rad") + 1
    assert f"{file}:{line}  forums[0].parent" in err
    assert words in err
    assert "Traceback" not in err
    assert "Havmose Kommune" in out  # the right one is told beside it


def test_the_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Profile"


def test_a_misspelt_command_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["tjek"])
    assert ended.value.code == 2
    assert "invalid choice" in capsys.readouterr().err
