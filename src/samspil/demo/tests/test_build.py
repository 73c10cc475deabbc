"""The demo made whole in a database, small: by the verbs, with replacement numbers only, and again the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.utils import timezone

from samspil.access import actor as acting
from samspil.config.tests import databases
from samspil.demo.tests.conftest import SATURDAY, made_on
from samspil.demo.town import Town
from samspil.lib import cpr
from samspil.people import cpr_at_rest

Demo = tuple[Town, list[str], Path]
COUNTED = (
    "people_person",
    "concerns_listentry",
    "concerns_concern",
    "meetings_meeting",
    "meetings_item",
    "meetings_decision",
    "meetings_statement",
    "cases_case",
    "cases_task",
    "cases_conversation",
    "cases_handover",
    "organisations_staff",
    "sharing_disclosure",
)


def asked(query: str) -> list[tuple[Any, ...]]:
    """Rows past every policy, from the database that the test looks at."""
    with databases.administering(connections["default"].settings_dict["NAME"]) as sql:
        return sql.execute(query).fetchall()


def told_of(town: Town) -> dict[str, Any]:
    """What must be the same when the same demo is made once more."""
    counts = {table: asked(f"SELECT count(*) FROM {table}")[0][0] for table in COUNTED}
    names = sorted(row[0] for row in asked("SELECT name FROM people_person"))
    words = sorted(asked("SELECT word, decided_on, state FROM meetings_decision"))
    return {"counts": counts, "names": names, "words": words, "told": dict(town.told), "used": sorted(town.used)}


def test_it_says_what_it_does(demo: Demo) -> None:
    _, said, _ = demo
    assert any("minutes approved" in line for line in said)
    assert any(line.startswith("Today:") for line in said)


def test_only_replacement_numbers_lie_in_the_database(demo: Demo) -> None:
    rows = asked("SELECT cpr_cipher, cpr_hash FROM people_person WHERE cpr_cipher IS NOT NULL")
    numbers = {cpr_at_rest.decrypt(cipher, hashed) for cipher, hashed in rows}
    town, _, _ = demo
    assert len(numbers) > 10
    assert all(cpr.is_replacement(number) for number in numbers)
    assert len(numbers & {child.cpr for child in town.children}) > 10


def test_no_address_can_receive_a_letter(demo: Demo) -> None:
    addresses = [
        row[0] for row in asked("SELECT email FROM organisations_staff UNION ALL SELECT email FROM signin_user")
    ]
    assert len(addresses) > 30
    assert all(address.endswith(".example.org") for address in addresses)


def test_real_time_is_back_when_it_is_made(demo: Demo) -> None:
    assert asked("SELECT count(*) FROM access_clock") == [(0,)]
    assert abs(acting.now() - timezone.now()) < timedelta(seconds=5)


def test_the_past_is_in_the_past_and_was_noted(demo: Demo) -> None:
    town, _, _ = demo
    held = asked("SELECT starts_at, forum_id FROM meetings_meeting WHERE state = 'approved' ORDER BY starts_at")
    assert sum(forum == town.forum.pk for _, forum in held) == town.told["meetings"] >= 2
    first, last = asked("SELECT min(at), max(at) FROM audit_event WHERE act LIKE 'decision.%'")[0]
    assert held[0][0] <= first
    assert last < datetime.combine(SATURDAY, datetime.min.time(), tzinfo=timezone.get_default_timezone())
    assert asked("SELECT count(*) FROM sharing_disclosure")[0][0] > town.told["decisions"]
    standing = (
        "SELECT count(*) FROM meetings_decision d JOIN meetings_meeting m ON m.id = d.meeting_id "
        f"WHERE d.state = 'standing' AND m.forum_id = {town.forum.pk}"
    )
    assert asked(standing)[0][0] <= town.told["decisions"]


def test_today_has_one_meeting_and_things_that_wait(demo: Demo) -> None:
    town, _, folder = demo
    today = asked(
        f"SELECT m.id, m.state FROM meetings_meeting m JOIN organisations_forum f ON f.id = m.forum_id "
        f"WHERE f.id = {town.forum.pk} AND (m.starts_at AT TIME ZONE 'Europe/Copenhagen')::date = '{SATURDAY}'"
    )
    assert [state for _, state in today] == ["planned"]
    assert asked("SELECT count(*) FROM concerns_concern WHERE state = 'new'")[0][0] >= 5
    assert asked(f"SELECT count(*) FROM cases_task WHERE state = 'open' AND due_on < '{SATURDAY}'")[0][0] >= 3
    assert asked("SELECT count(*) FROM cases_handover WHERE state = 'proposed'")[0][0] >= 1
    assert asked("SELECT count(*) FROM cases_conversation WHERE state = 'planned'")[0][0] >= 1
    assert sorted(path.suffix for path in folder.glob("ungeliste-*")) == [".csv", ".xlsx", ".xlsx"]
    # the list waits to be received: nobody on it alone is in the database yet
    assert asked(f"SELECT count(*) FROM concerns_policelist WHERE received_on = '{SATURDAY}'") == [(0,)]


def test_the_neighbour_shares_nothing_with_us(demo: Demo) -> None:
    bodies = asked("SELECT count(DISTINCT body), count(*) FROM cases_case")[0]
    assert bodies[0] == 3
    mixed = "SELECT count(*) FROM cases_case c JOIN people_person p ON p.id = c.subject WHERE p.body <> c.body"
    assert asked(mixed) == [(0,)]


@pytest.mark.long  # a second making of it
def test_made_once_more_it_is_the_same(demo: Demo, tmp_path: Path) -> None:
    town, _, _ = demo
    first = told_of(town)
    with made_on(SATURDAY, tmp_path) as (again, _):
        assert told_of(again) == first


@pytest.mark.usefixtures("demo")
def test_nobody_but_the_superuser_reads_the_demo_without_a_key() -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked_as("samspil_door", "SELECT count(*) FROM people_person")
    assert asked_as("samspil_app", "SELECT count(*) FROM people_person") == [(0,)]


def asked_as(role: str, query: str) -> list[tuple[Any, ...]]:
    with databases.administering(connections["default"].settings_dict["NAME"]) as sql:
        sql.execute(f"SET ROLE {role}")
        return sql.execute(query).fetchall()


def test_the_other_municipalities_have_everybody_in_their_posts_and_their_own_calendars(demo: Demo) -> None:
    people = dict(
        asked(
            "SELECT b.key, count(*) FROM organisations_staff s JOIN organisations_body b ON b.id = s.body_id GROUP BY 1"
        )
    )
    assert people["ballerup"] > 20
    assert people["halsnaes"] > 8
    assert people["vallensbaek"] > 12
    without = asked(
        "SELECT s.name, f.principal_id IS NOT NULL FROM organisations_staff s "
        "LEFT JOIN signin_furtherplace f ON f.principal_id = s.principal_id "
        "WHERE NOT EXISTS (SELECT FROM signin_user u WHERE u.principal_id = s.principal_id)"
    )
    assert without == [("Mette Kjær", True)], "one click signs in as anybody; who has two places chooses"
    meetings = dict(
        asked(
            "SELECT f.key, count(*) FROM meetings_meeting m JOIN organisations_forum f ON f.id = m.forum_id "
            "JOIN organisations_body b ON b.id = f.body_id WHERE b.key IN ('vallensbaek', 'broendby') GROUP BY 1"
        )
    )
    assert meetings["onsdagsgruppen"] > 15
    assert meetings["ssp-netvaerk-broendby-strand"] == 8, "every month from November to June"
    assert meetings["ssp-netvaerk-paa-tvaers"] == 2
    seated = asked(
        "SELECT count(*) FROM organisations_seatholder h JOIN organisations_seat s ON s.id = h.seat_id "
        "JOIN organisations_forum f ON f.id = s.forum_id WHERE f.key = 'onsdagsgruppen'"
    )
    assert seated[0][0] >= 6
    children = asked(
        "SELECT count(*) FROM people_person p JOIN organisations_body b ON b.audience_id = p.body "
        "WHERE b.key IN ('ballerup', 'halsnaes')"
    )
    assert children == [(0,)]


def test_the_group_of_wednesdays_has_met_by_its_own_rules_and_its_next_agenda_is_sent(demo: Demo) -> None:
    of_it = (
        "meetings_meeting m JOIN organisations_forum f ON f.id = m.forum_id AND f.key = 'onsdagsgruppen' "
        "JOIN organisations_body b ON b.id = f.body_id AND b.key = 'vallensbaek'"
    )
    states = dict(asked(f"SELECT m.state, count(*) FROM {of_it} GROUP BY 1"))
    assert (states["approved"], states["sent"]) == (2, 1)
    decided = asked(
        f"SELECT d.word, d.reason FROM {of_it} JOIN meetings_decision d ON d.meeting_id = m.id WHERE d.state = 'standing'"
    )
    assert {"preventive_conversation", "open_case"} <= {word for word, _ in decided}
    assert all(reason for word, reason in decided if word == "no_conversation")
    waiting = asked(f"SELECT count(*) FROM {of_it} JOIN meetings_item i ON i.meeting_id = m.id WHERE m.state = 'sent'")
    assert waiting[0][0] >= 3
    parties = asked(
        f"SELECT DISTINCT u.key FROM {of_it} JOIN meetings_attendance a ON a.meeting_id = m.id AND a.state <> 'absent' "
        "JOIN organisations_seat s ON s.id = a.seat_id JOIN organisations_unit u ON u.id = s.unit_id"
    )
    assert {"ssp", "lokalpolitiet", "center-boern-forebyggelse"} <= {key for (key,) in parties}
    assert "kontrolgruppen" not in {key for (key,) in parties}, "not before the officer's decision"


@pytest.mark.usefixtures("demo")
def test_cases_stand_place_by_place_and_colleagues_have_stepped_in() -> None:
    assert {row[0] for row in asked("SELECT DISTINCT arena FROM arenas_line")} == {"family", "school", "leisure"}
    assert asked("SELECT sum(count) > 5 FROM onthespot_tally") == [(True,)]
    assert asked("SELECT max(count) >= 5, count(DISTINCT source) > 2 FROM sources_tally") == [(True, True)]
    assert asked("SELECT count(*) FROM together_tie WHERE parted_at IS NULL") == [(1,)]
    assert asked("SELECT sum(own) > 3, sum(own + other + unknown) > 8 FROM doorsurvey_tally") == [(True, True)]


def test_the_outreach_team_has_activities_behind_it_and_before_it(demo: Demo) -> None:
    states = asked(
        "SELECT a.state, count(*) FROM activities_activity a JOIN organisations_unit u ON u.id = a.unit_id AND u.key = 'dot' "
        "GROUP BY 1 ORDER BY 1"
    )
    assert states == [("held", 1), ("not_held", 1), ("planned", 2)]
    assert asked("SELECT sum(number) FROM activities_intoclub") == [(4,)]
    assert asked("SELECT count(*) FROM activities_activity WHERE delete_after IS NULL") == [(0,)]
