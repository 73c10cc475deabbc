"""The annual wheel: what recurs stands where it falls, and what nobody has placed is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samspil.evaluation import queries
from samspil.evaluation.actions import keep_registers
from samspil.organisations.profile import AnnualDuty
from tests.cast import Cast
from tests.profiles.settling import settle, text

DAY = date(2026, 11, 24)


def duty(**more: Any) -> AnnualDuty:
    return AnnualDuty.model_validate({"key": "opgave", "name": "Opgaven", "kind": "status", **more})


@pytest.mark.parametrize(
    ("one", "year", "falls", "months"),
    [
        (duty(months=[5, 2, 5]), 2026, True, (2, 5)),
        (duty(), 2026, True, ()),
        (duty(day="08-31"), 2026, True, (8,)),
        (duty(every_years=2, first_year=2025, months=[10]), 2026, False, ()),
        (duty(every_years=2, first_year=2025, months=[10]), 2027, True, (10,)),
        (duty(every_years=2, first_year=2025, months=[10]), 2023, False, ()),
        (duty(every_years=4, months=[1]), 2026, None, ()),
        (duty(first_year=2027, months=[1]), 2026, False, ()),
        (duty(once_by="2025-12-31"), 2025, True, (12,)),
        (duty(once_by="2025-12-31"), 2026, False, ()),
    ],
)
def test_in_which_months_of_which_years(
    one: AnnualDuty, year: int, falls: bool | None, months: tuple[int, ...]
) -> None:
    assert (one.falls_in(year), one.months_in(year)) == (falls, months)


def test_every_duty_of_the_plan_stands_somewhere_in_the_year(cast: Cast) -> None:
    profile = settle(cast, "broendby", keep_registers)
    year = queries.annual_wheel(cast.body, 2025, DAY)
    placed = {entry.key for month in year.months for entry in month.duties}
    unplaced, uncertain = {entry.key for entry in year.unplaced}, {entry.key for entry in year.uncertain}
    assert placed == {"evaluering-af-planen"}
    assert uncertain == {"ungeprofilundersoegelsen"}
    assert placed | unplaced | uncertain == {one.key for one in profile.annual_duties}
    later = queries.annual_wheel(cast.body, 2026, DAY)
    assert [entry.key for month in later.months for entry in month.duties] == []
    assert "ssp-plan" in [entry.key for entry in later.months[11].ending]


def test_a_page_of_the_year_with_who_and_what_is_not_settled(cast: Cast) -> None:
    settle(cast, "halsnaes", keep_registers)
    client = cast.client("consultant")
    said = text(client.get("/aarshjul/?aar=2027"))
    assert said.index("Maj") < said.index("SSP på blå mandag") < said.index("Juni")
    assert "antaget" in said
    assert "Runde om tegn på mistrivsel" in said[said.index("I år, måned ikke fastlagt") :]
    ended = text(client.get("/aarshjul/?aar=2020"))
    assert "Udløber:" in ended
    for odd in ("abcd", "99999", "-5", "²"):
        assert f"Årshjul {cast.consultant.actor.at.year}" in text(client.get("/aarshjul/", {"aar": odd}))


def test_a_duty_of_the_law_names_it_and_who_receives_it(cast: Cast) -> None:
    settle(cast, "vallensbaek", keep_registers)
    said = text(cast.client("consultant").get("/aarshjul/"))
    assert "Retsplejelovens § 113" in said
    assert "→ Kredsrådet" in said


def test_three_statements(cast: Cast, django_assert_num_queries: Any) -> None:
    settle(cast, "broendby", keep_registers)
    with django_assert_num_queries(3):
        queries.annual_wheel(cast.body, 2026, DAY)
