"""Broken files, as an administrator breaks them: each gets an answer with file, line, place, fault and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from samspil.organisations.profile_command import main

RIGHT = """\
format: 1
municipality:
  key: engby
  name: Engby Kommune
  short_name: Engby
  code: "0999"
  purpose: At forebygge
vocabulary:
  - {term: outreach_team, word: Gadeholdet}
district_kinds:
  - {key: sogn, name: Sogn}
districts:
  - {key: nord, name: Nord, kind: sogn}
  - {key: syd, name: Syd, kind: sogn}
units:
  - {key: ssp, name: SSP, sector: prevention, type: authority}
  - {key: skole, name: Nordskolen, sector: school, type: authority, district: nord, school: {kind: municipal, pupils: 412}}
  - {key: friskole, name: Friskolen, sector: school, type: self_governing, school: {kind: free, attached_to: skole}}
  - {key: kontrol, name: Kontrollen, sector: benefit_control, type: authority}
  - {key: spejder, name: Spejderne, sector: voluntary, type: private}
  - {key: politi, name: Politiet, sector: police, type: authority}
roles:
  - {key: konsulent, name: Konsulent, type: ssp_consultant, required: {each: district, of: sogn}}
  - {key: laerer, name: Kontaktlærer, type: ssp_teacher, norm: {hours: 2, each: pupils, pupils: 200}, professional_leader: konsulent}
posts:
  - {key: konsulenter, name: Konsulenter, role: konsulent, unit: ssp, number: 2, hours: 37}
  - {key: laerere, name: Lærere, role: laerer, unit: skole, number: 1}
staffing:
  - {key: hold, name: Holdet, stated: 3, posts: [konsulenter, laerere]}
doors:
  - {key: doeren, name: Døren, kind: team, purpose: advice, open_for: [child], unit: ssp}
  - {key: post, name: Posten, kind: team, purpose: help, open_for: [citizen], unit: ssp, takes: [enquiry], posts: [konsulenter],
     phone: "40 00", hours: [{days: [monday], opens: "08.00", closes: "15.00"}]}
  - {key: hjaelp, name: Hjælpen, kind: team, purpose: concern, open_for: [colleague], unit: ssp, is_first: true,
     takes: [concern, sparring], posts: [laerere]}
  - {key: nettet, name: Nettet, kind: website, purpose: advice, open_for: [child], is_first: true, link: "https://example.org"}
forums:
  - key: raad
    name: Rådet
    type: steering_committee
    is_public: true
    guests:
      - {who: Borgere, citizens: true}
    outputs:
      - {direction: up, what: Anbefalinger, to: Byrådet}
    reports:
      - {what: Status, due: yearly, month: 3, to: Byrådet}
    seats:
      - {key: formand, name: Formand, unit: ssp, role: konsulent, duties: [chair], votes: true}
      - {key: skoler, name: Skole, each: {schools: [municipal]}, votes: false}
      - {key: spejder, name: Spejderne, unit: spejder, kind: conditional, condition: Når det er relevant}
    terms:
      - cadence: {kind: fixed_dates, days: [2026-09-01, 2027-03-01]}
        quorum: {at_least: 2, seats: [formand]}
        preparation:
          - {what: Sender punkter, role: konsulent, days_before: 7}
  - key: lokalt
    name: Lokalt {district}
    type: local_council
    each_district: sogn
    parent: raad
    seats:
      - {key: ssp, name: SSP, unit: ssp}
    terms:
      - cadence: {kind: by_event, event: Nogen beder om det}
  - key: navne
    name: Navnegruppen
    type: named_case_forum
    named_persons: true
    seats:
      - {key: ssp, name: SSP, unit: ssp, duties: [chair]}
      - {key: kontrol, name: Kontrollen, unit: kontrol, anonymous_only: true}
      - {key: politi, name: Politiet, unit: politi}
    terms:
      - bases:
          police: {basis: rpl-115-1-1}
          authority: {basis: rpl-115-2}
        necessity:
          - {code: valg, text: valg af indsats}
        decisions:
          - {code: besked, label: Underretning, consequences: [notification], needs_responsible: true}
          - {code: nej, label: Ingen opfølgning, consequences: [delete]}
"""

BROKEN: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("broken.yaml").read_text(encoding="utf-8"))


def write(tmp_path: Path, name: str, text: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    file = folder / "profil.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def broken(case: dict[str, str]) -> str:
    assert RIGHT.count(case["replace"]) >= 1, case
    return RIGHT.replace(case["replace"], case["by"], 1)


def test_unbroken_it_is_right(tmp_path: Path, capsys: Any) -> None:
    assert main(["check", str(write(tmp_path, "right", RIGHT))]) == 0
    assert "i orden. Engby Kommune" in capsys.readouterr().out


@pytest.mark.parametrize("case", BROKEN, ids=[f"{number}-{case['path']}" for number, case in enumerate(BROKEN)])
def test_a_broken_file_gets_one_helpful_answer(tmp_path: Path, capsys: Any, case: dict[str, str]) -> None:
    file = write(tmp_path, "broken", broken(case))
    assert main(["check", str(file)]) == 1
    told = capsys.readouterr().err
    answers = [answer.splitlines() for answer in told.split("\n\n")[1:]]
    assert [answer[0].split("  ", 1)[1] for answer in answers] == [case["path"]], told
    (where, said, advice), *_ = answers
    assert where.startswith(f"{file}:")
    assert case["fault"] in said
    assert case["remedy"] in advice


def test_a_file_from_before_doors_stood_in_one_list_says_where_they_stand_now(tmp_path: Path, capsys: Any) -> None:
    old = RIGHT + "reception:\n  doors: [{key: ssp, name: SSP}]\n  counselling: ssp\n"
    assert main(["check", str(write(tmp_path, "old", old))]) == 1
    told = capsys.readouterr().err
    assert "reception.doors" in told
    assert told.count("Døre står kun ét sted") == 2


def test_thirty_files_in_one_call_get_thirty_answers(tmp_path: Path, capsys: Any) -> None:
    assert len(BROKEN) >= 30
    files = [write(tmp_path, str(number), broken(case)) for number, case in enumerate(BROKEN)]
    assert main(["check", *map(str, files)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert all(f"{file}: 1 fejl." in told.err for file in files)
    assert "Traceback" not in told.err
    assert "Værdien passer ikke her" not in told.err, "an answer that helps nobody"
