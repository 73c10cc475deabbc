"""One procedure for those who have committed crime and for those at the edge of it (BRO-97)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Case
from samspil.cases.tests import stage
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests.cast import Cast

NAME = "Jonas Holm"


def _lived_through(cast: Cast, origin: str, audience: int) -> dict[str, Any]:
    """A child from that source through the whole procedure: what was done, what stands, and what the record says."""
    person = find_or_create(
        cast.consultant.sign(),
        owner_audience=audience,
        child=Child(name=NAME, birth_date=stage.YOUNG),
        origin=origin,
    )
    before = len(stage.acts())
    unit, staff = cast.consultant.unit, cast.consultant.staff
    case = actions.open_case(
        cast.consultant.sign(),
        person_id=person.pk,
        opening_reason="En særlig indsats er nødvendig",
        coordinator=staff,
        unit=unit,
        owner_audience_id=unit.audience_id,
    )
    case = actions.describe_case(cast.consultant.sign(), case=case, version=case.version, background="Skolen")
    common = {"person_id": person.pk, "responsible": staff, "unit": unit, "owner_audience_id": unit.audience_id}
    task = actions.give_task(cast.consultant.sign(), text="Ring til skolen", case=case, **common)
    talk = actions.plan_conversation(cast.consultant.sign(), kind="preventive", case=case, **common)
    actions.hold_conversation(
        cast.consultant.sign(),
        conversation=talk,
        version=talk.version,
        held=actions.Held(
            held_on=timezone.localdate(),
            place="Klubben",
            participants="Jonas",
            summary="Fodbold",
            offer="Fritidspas",
            answer_child="yes",
            answer_parents="yes",
        ),
    )
    actions.complete_task(cast.consultant.sign(), task=task, version=task.version, outcome="Gjort")
    shown = queries.case_page(cast.consultant.sign(), queries.get_case(case.pk))
    page = cast.client("consultant").get(f"/sager/{case.pk}/")
    assert page.status_code == 200
    cast.consultant.sign()
    case = Case.objects.get(pk=case.pk)
    stage.heard(cast.consultant.sign(), case)
    actions.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    stage.settle()
    return {
        "acts": stage.acts()[before:],
        "tasks": [(row.kind, row.state, row.text) for row in shown.tasks],
        "conversations": [(row.kind, row.state, row.offer) for row in shown.conversations],
        "duties": [(row.duty, row.staff_name) for row in shown.duties],
        "page": _plain(page.content.decode(), case, talk.pk, task.pk, person.pk),
    }


def _plain(html: str, case: Case, *ids: int) -> str:
    """The page without what is random or a number of a row."""
    main = html[html.index("<main") : html.index("</main>")]
    for number in sorted({case.pk, *ids}, reverse=True):
        main = main.replace(f"/{number}/", "/N/")
    return main


@pytest.mark.covers("BRO-97", verb="case.closed")
def test_the_procedure_is_the_same_whatever_brought_the_child(cast: Cast) -> None:
    """From the police's list, from a worry at a door, from one's own unit: same steps, same rows, same page, same
    record.
    """
    from_police = _lived_through(cast, "police", cast.forum.door_id)
    from_worry = _lived_through(cast, "own", cast.forum.door_id)
    from_unit = _lived_through(cast, "own", cast.consultant.unit.audience_id)
    assert from_police == from_worry == from_unit
    assert "case.closed" in from_police["acts"], "and it has come to its end"
