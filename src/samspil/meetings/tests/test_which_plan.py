"""Which plan goes on is answered at the table, and stands in the minutes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from samspil.meetings.models import Item
from samspil.meetings.tests.steps import approved, decided, opened, placed
from samspil.meetings.tests.test_fitting import PLAN
from samspil.organisations.models import ForumTerms
from tests.cast import Cast


@pytest.fixture
def asks(cast: Cast) -> None:
    """The forum's "the plan goes on" asks which, where nothing was decided earlier."""
    cast.administrator.sign()
    row = ForumTerms.objects.get(forum=cast.forum)
    rule: dict[str, Any] = {"fits": {"needs_plan": True}, "asks": PLAN.model_dump(mode="json")}
    for terms in row.terms["terms"]:
        terms["decisions"] = [word | rule if word["code"] == "continue" else word for word in terms["decisions"]]
    ForumTerms.objects.filter(pk=row.pk).update(terms=row.terms)


def goes_on(cast: Cast, item: Item) -> None:
    cast.consultant.sign()
    item = Item.objects.get(pk=item.pk)
    sent = {"word": "continue", "answer": "continue.family", "version": item.version, "idempotency_key": uuid4()}
    assert cast.client("consultant").post(f"/moeder/punkt/{item.pk}/beslut/", sent).status_code == 303


def in_minutes(cast: Cast, meeting_id: int) -> str:
    return " ".join(cast.client("consultant").get(f"/moeder/{meeting_id}/referat/").content.decode().split())


@pytest.mark.usefixtures("asks")
def test_the_answer_stands_in_the_minutes_before_and_after_approval(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    goes_on(cast, table.items[0])
    assert "Familieafdelingens plan" in in_minutes(cast, table.meeting.pk)
    approved(table)
    assert "Familieafdelingens plan" in in_minutes(cast, table.meeting.pk)


@pytest.mark.usefixtures("asks")
def test_an_answer_stands_there_also_where_a_plan_was_decided_while_it_was_given(cast: Cast) -> None:
    """Another line of the same meeting about the same child made the question needless; what was answered is said all the same."""
    table = opened(placed(cast, "Jonas Holm", "Jonas Holm"))
    first, second = table.items
    cast.consultant.sign()
    Item.objects.filter(pk=second.pk).update(subject=first.subject)
    decided(table, second, "support", cast.consultant)
    goes_on(cast, first)
    assert "Familieafdelingens plan" in in_minutes(cast, table.meeting.pk)
