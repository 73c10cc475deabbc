"""`samspil profile diff` and `export` on a database of its own: told in Danish, nothing lost, nothing changed twice."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.access.actor import acting
from samspil.config import applying, profile_command
from samspil.config.manage_command import CHECKOUT
from samspil.organisations.profile import Profile, load, written

SMALL: dict[str, Any] = {
    "format": 1,
    "municipality": {"key": "engby", "name": "Engby Kommune", "short_name": "Engby", "purpose": "At forebygge"},
    "units": [
        {"key": "fritid", "name": "Fritid", "sector": "leisure", "type": "authority"},
        {"key": "klub", "name": "Klubben", "sector": "leisure", "type": "self_governing"},
    ],
    "roles": [
        {"key": "adm", "name": "Administrator", "type": "administrator"},
        {"key": "leder", "name": "Leder", "type": "leader"},
        {"key": "dpo", "name": "Rådgiver", "type": "data_protection_officer"},
    ],
    "forums": [
        {
            "key": "runden", "name": "Runden", "type": "coordination_group",
            "terms": [{"cadence": {"kind": "monthly", "weekday": "tuesday"}}],
            "seats": [
                {"key": "fritid", "name": "Fritid", "unit": "fritid", "duties": ["chair", "minute_taker"]},
                {"key": "klub", "name": "Klub", "unit": "klub"},
            ],
        }
    ],
}  # fmt: skip


def write(path: Path, content: dict[str, Any]) -> Path:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def changed() -> dict[str, Any]:
    content = deepcopy(SMALL)
    content["units"][0]["name"] = "Fritid og Kultur"
    content["roles"].pop(1)
    forum = content["forums"][0]
    forum["seats"] = forum["seats"][:1]
    forum["terms"][0]["cadence"]["weekday"] = "monday"
    return content


def test_before_anything_is_founded_everything_is_new(fresh_database: Any, tmp_path: Path, capsys: Any) -> None:
    assert profile_command.diff([str(write(tmp_path / "engby.yaml", SMALL))]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Engby Kommune: findes ikke i installationen endnu.")
    assert "Nyt: forum »Runden«." in told


def test_what_would_change_is_told_with_what_happens_to_living_records(
    fresh_database: Any, tmp_path: Path, capsys: Any
) -> None:
    from samspil.meetings.models import Meeting  # noqa: PLC0415
    from samspil.organisations import actions, models  # noqa: PLC0415

    body = applying.install(Profile.model_validate(SMALL)).body
    role, unit = models.Role.objects.get(key="leder"), models.Unit.objects.get(key="klub")
    with acting(body.installer_id) as actor:
        person = actions.create_colleague(
            actor, body=body, name="Ida Holm", email="ida@example.org", role=role, unit=unit
        ).staff
        actions.give_seat(actor, staff=person, seat=models.Seat.objects.get(key="klub"))
        forum = models.Forum.objects.get()
        Meeting.objects.create(forum=forum, starts_at="2099-01-05T08:00Z", ends_at="2099-01-05T09:00Z")
    file = write(tmp_path / "engby.yaml", changed())
    assert profile_command.diff([str(file)]) == 0
    told = capsys.readouterr().out
    assert "Engby Kommune: 3 ændringer." in told
    assert "Ændres: enhed »Fritid og Kultur« (navn: »Fritid« → »Fritid og Kultur«)." in told
    assert "Slutter: rolle »Leder«. Intet slettes.\n    1 kollega har en stilling her." in told
    assert "pladser: slut Klub" in told
    assert "1 kollega sidder her. Pladsen bliver stående i historikken" in told
    assert "De nye regler gælder fra i dag." in told
    assert "1 møde er planlagt i forvejen og står, til nogen aflyser eller flytter det." in told
    before = rows()
    assert profile_command.diff([str(file)]) == 0
    assert rows() == before, "telling changes nothing"

    applying.install(Profile.model_validate(changed()))
    assert models.Post.objects.filter(staff=person).exists()
    assert models.SeatHolder.objects.filter(staff=person).exists()
    assert models.Role.objects.get(key="leder").valid_to is not None
    assert models.Seat.objects.get(key="klub").valid_to is not None
    assert Meeting.objects.filter(forum=forum).count() == 1
    assert models.ForumTerms.objects.filter(forum=forum).count() == 2
    capsys.readouterr()
    assert profile_command.diff([str(file)]) == 0
    assert capsys.readouterr().out == "Engby Kommune: intet ændres.\n"


def test_a_faulty_file_is_told_and_the_others_are_compared(fresh_database: Any, tmp_path: Path, capsys: Any) -> None:
    wrong = deepcopy(SMALL)
    wrong["units"][0]["sector"] = "liesure"
    files = [write(tmp_path / "a.yaml", wrong), write(tmp_path / "b.yaml", SMALL)]
    assert profile_command.diff([str(file) for file in files]) == 1
    told = capsys.readouterr()
    assert "Mente du leisure?" in told.err
    assert "Nyt: enhed »Klubben«." in told.out


def test_nobody_to_export(fresh_database: Any, capsys: Any) -> None:
    assert profile_command.export(["nowhere"]) == 1
    assert capsys.readouterr().err == "Ingen her har nøglen nowhere.\n"


def test_what_was_settled_in_the_product_is_in_the_file(fresh_database: Any, tmp_path: Path) -> None:
    from samspil.organisations import actions, models  # noqa: PLC0415

    body = applying.install(Profile.model_validate(SMALL)).body
    with acting(body.installer_id) as actor:
        role, unit = models.Role.objects.get(key="dpo"), models.Unit.objects.get(key="fritid")
        officer = actions.create_colleague(
            actor, body=body, name="Bo Dam", email="bo@example.org", role=role, unit=unit
        ).staff
    club = models.Unit.objects.get(key="klub")
    with acting(officer.principal_id) as actor:
        actions.settle_taking_part(actor, unit=club, may=True, reason="Løser en opgave for kommunen")
    file = tmp_path / "ud.yaml"
    assert profile_command.export(["engby", "--output", str(file)]) == 0
    stated = next(unit for unit in load(file).units if unit.key == "klub").may_take_part
    assert stated is not None
    assert (stated.answer, stated.reason) == (True, "Løser en opgave for kommunen")
    before = rows()
    assert not applying.install(load(file)).total
    assert rows() == before
    club.refresh_from_db()
    assert club.may_take_part is True


SHIPPED = sorted((CHECKOUT / "profiles").glob("*.yaml"))


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda file: file.stem)
def test_what_is_shipped_comes_back_as_it_was(shipped: Path, tmp_path: Path) -> None:
    profile = load(shipped)
    file = tmp_path / shipped.name
    file.write_text(
        written(profile.model_dump(mode="json", exclude_defaults=True), profile.whose.name), encoding="utf-8"
    )
    assert load(file) == profile


def rows() -> dict[str, list[Any]]:
    """Every row that a profile keeps, but for the versions of the file itself."""
    kept = {}
    for name in ("body", "district", "unit", "site", "role", "forum", "forumterms", "seat"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM organisations_{name} ORDER BY id")
            kept[name] = cursor.fetchall()
    return kept


# --- generated profiles -------------------------------------------------------------------------------------------
keys = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)
cadences = st.one_of(
    st.none(),
    st.builds(
        dict, kind=st.just("monthly"), weekday=st.sampled_from(["monday", "friday"]), starts=st.just("08.30"),
        week=st.sampled_from([1, 2, 3, 4, "last"]),
    ),
    st.builds(dict, kind=st.just("by_event"), event=names, within_days=st.integers(0, 90)),
    st.builds(dict, kind=st.just("fixed_dates"), days=st.lists(st.sampled_from(["2026-09-01", "2027-02-03"]), min_size=1, unique=True)),
)  # fmt: skip


@st.composite
def profiles(draw: Any) -> dict[str, Any]:
    districts = draw(st.lists(keys, unique=True, max_size=3))
    units = draw(st.lists(keys, unique=True, min_size=1, max_size=4))
    roles = draw(st.lists(keys, unique=True, max_size=3))
    some_name = names

    def school() -> dict[str, Any]:
        return {"school": {"kind": "municipal", "pupils": draw(st.integers(0, 900))}} if draw(st.booleans()) else {}

    def seat(key: str) -> dict[str, Any]:
        more: dict[str, Any] = {"role": draw(st.sampled_from(roles))} if roles else {}
        if draw(st.booleans()):
            more["votes"] = draw(st.booleans())
        return {"key": key, "name": draw(some_name), "unit": draw(st.sampled_from(units)), **more}

    def forum(key: str) -> dict[str, Any]:
        cadence = draw(cadences)
        found: dict[str, Any] = {
            "key": key, "name": draw(some_name), "type": "coordination_group",
            "seats": [seat(one) for one in draw(st.lists(keys, unique=True, max_size=3))],
            "terms": [{"cadence": cadence} if cadence else {"note": draw(some_name)}],
        }  # fmt: skip
        if districts and draw(st.booleans()):
            found["each_district"] = "district"
        return found

    return {
        "format": 1,
        "municipality": {"key": "engby", "name": draw(some_name), "short_name": "E", "purpose": draw(some_name)},
        "districts": [{"key": key, "name": draw(some_name)} for key in districts],
        "units": [
            {"key": key, "name": draw(some_name), "sector": "school", "type": "authority", **school()} for key in units
        ],
        "roles": [
            {"key": key, "name": draw(some_name), "type": "leader", "duties": draw(st.lists(some_name, max_size=2))}
            for key in roles
        ],
        "forums": [forum(key) for key in draw(st.lists(keys, unique=True, max_size=3))],
    }


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=profiles())
def test_export_then_apply_changes_nothing(fresh_database: Any, tmp_path: Path, content: dict[str, Any]) -> None:
    body = applying.install(Profile.model_validate(content)).body
    file = tmp_path / "ud.yaml"
    assert profile_command.export(["engby", "--output", str(file)]) == 0
    before = rows()
    with transaction.atomic():
        assert not applying.install(load(file)).total
    assert rows() == before
    assert applying.differences_from(body, load(file)) == []
