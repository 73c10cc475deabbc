"""What is expected of one, whatever post one holds, and what one took part in: read by oneself alone (HAL-09)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspil.cases import actions
from samspil.cases.tests import stage
from samspil.meetings.tests.steps import approved, decided, opened, placed
from tests.cast import Cast
from tests.clock import today
from tests.profiles.settling import settle


def page(client: Client, year: int | None = None) -> str:
    answer = client.get(reverse("desk:my_year"), {"aar": year} if year else {})
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.covers("HAL-09", verb="conversation.held", page="desk:my_year")
def test_one_reads_what_one_took_part_in_and_nobody_else_does(cast: Cast) -> None:
    talk = stage.talk(cast, due_on=today())
    actions.hold_conversation(
        cast.consultant.sign(),
        conversation=talk,
        version=talk.version,
        held=actions.Held(held_on=today(), place="", participants="Jonas", summary="Fodbold"),
    )
    mine, others = page(cast.client("consultant")), page(cast.client("colleague"))
    assert talk.get_kind_display() in mine.split('id="taken-part"')[1]
    assert "Jonas" not in mine, "no child is named"
    assert talk.get_kind_display() not in others.split('id="taken-part"')[1]
    assert "Intet står her for det år" in page(cast.client("consultant"), today().year - 1)


@pytest.mark.covers("HAL-09", page="desk:my_year")
def test_what_reaches_everybody_is_read_without_a_role(cast: Cast) -> None:
    """The cast's social worker holds no role of the Halsnæs profile; the page still says what is expected."""
    settle(cast, "halsnaes")
    shown = page(cast.client("social_worker"))
    assert "SSP er os allesammen" in shown
    assert "Alle, der arbejder her" in shown
    assert "Griber ind ved uhensigtsmæssig eller kriminel adfærd" in shown
    assert "Bliver du valgt, er det dit ansvar" in shown


def test_a_meeting_counts_for_those_who_sat_in_it(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.social_worker)
    decided(table, table.items[0], "none")
    approved(table)
    year = table.meeting.starts_at.year
    was_there = page(cast.client("social_worker"), year)
    assert f"Møde: {cast.forum.name}" in was_there
    assert "Jonas" not in was_there
    assert f"Møde: {cast.forum.name}" not in page(cast.client("police_officer"), year)


@pytest.mark.parametrize("asked", ["0", "1999", "20260", "²026", "-1", "x", ""])
def test_a_year_that_is_none_is_this_one(cast: Cast, asked: str) -> None:
    shown = cast.client("consultant").get(reverse("desk:my_year"), {"aar": asked}).content.decode()
    assert f"Det har du deltaget i, {today().year}" in shown
