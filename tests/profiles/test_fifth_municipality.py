"""A fifth municipality, unlike the four, is a profile and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from samspil.lib.calendars import SchoolYear
from samspil.organisations.profile import expanded, load, meetings_of
from tests.profiles.reading import YEAR, typed

PROFILE = load(Path(__file__).with_name("sortemose.yaml"))
FORUMS = {forum.key: forum for forum in expanded(PROFILE).forums}


def days(key: str, year: SchoolYear = YEAR) -> list[date]:
    return [meeting.day for meeting in meetings_of(FORUMS[key], PROFILE.calendar, year)]


def test_every_third_monday_by_date_and_whit_monday_is_a_tuesday() -> None:
    assert days("mandagsbordet") == typed(
        "17.8. 7.9. 28.9. 19.10. 9.11. 30.11. 21.12. 11.1. 1.2. 22.2. 15.3. 5.4. 26.4. 18.5. 7.6. 28.6. 19.7."
    )
    meeting = meetings_of(FORUMS["mandagsbordet"], PROFILE.calendar, YEAR)[0]
    assert (meeting.starts and meeting.starts.hour, meeting.ends and meeting.ends.hour) == (13, 15)


def test_quarterly_public_meetings_whose_rules_change_at_new_year() -> None:
    assert FORUMS["ungeraadet"].is_public
    assert days("ungeraadet") == typed("24.9. 31.12. 4.3. 3.6.")


def test_at_least_twice_in_each_parish() -> None:
    assert FORUMS["sognemoedet-aadal"].name == "Sognemødet i Ådal"
    assert days("sognemoedet-aadal") == days("sognemoedet-bakke") == typed("21.10. 7.4.")
    assert [seat.name for seat in FORUMS["sognemoedet-bakke"].seats] == [
        "Sogneværten", "Skolen, Bakkeskolen", "Skolen, Mosens Friskole",
    ]  # fmt: skip


def test_four_sources_and_ages_to_and_including_24() -> None:
    terms = FORUMS["mandagsbordet"].terms[0]
    assert [heading.holds for heading in terms.agenda] == ["list", "concern", "follow_up", "again"]
    assert [terms.ages.includes(age) for age in (0, 24, 25)] == [True, True, False]


def test_elected_chairs_and_votes_for_some() -> None:
    seats = FORUMS["ungeraadet"].seats
    assert [seat.votes for seat in seats] == [True, True, False, False]
    chair = seats[0].appointment
    assert chair is not None
    assert chair.term is not None
    assert (chair.elected_by, chair.term.years, chair.term.again) == ("Rådets medlemmer", 2, False)


@pytest.mark.parametrize(("pupils", "hours"), [(640, "6"), (600, "4.5"), (180, "2"), (0, "2"), (None, None)])
def test_staffing_by_the_size_of_the_school(pupils: int | None, hours: str | None) -> None:
    norm = next(role.norm for role in PROFILE.roles if role.key == "trivselslaerer")
    assert norm is not None
    assert norm.hours_at(pupils) == (None if hours is None else Decimal(hours))


def test_goals_in_percent_that_sum_to_100() -> None:
    targets = [indicator.target for goal in PROFILE.goal_trees[0].goals for indicator in goal.indicators]
    assert sum(target.value or 0 for target in targets if target) == 100


def test_levels_with_other_names_and_a_curriculum_by_goals_a_stage() -> None:
    assert [level.name for level in PROFILE.prevention_models[0].axes[0].levels] == [
        "Yderste ring", "Midterste ring", "Inderste ring",
    ]  # fmt: skip
    assert all(obligation.goals and obligation.number is None for obligation in PROFILE.curricula[0].obligations)
