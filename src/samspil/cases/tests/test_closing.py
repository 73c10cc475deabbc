"""Closing says beforehand what is missing; a closing by mistake is undone while it is fresh; a new case is a link away."""

from __future__ import annotations

from typing import Any

import pytest

from samspil.access import cabinet
from samspil.cases import actions, queries
from samspil.cases.models import Case, Note
from samspil.cases.tests import stage
from samspil.lib.refusals import Refused
from tests import clock
from tests.cast import Cast


def text(answer: Any) -> str:
    return str(answer.content.decode())


def closed(cast: Cast) -> Case:
    case = stage.ripe_case(cast)
    stage.note(cast, case)
    actions.close_case(cast.consultant.sign(), case=case, version=Case.objects.get(pk=case.pk).version, reason="Slut")
    stage.settle()
    return Case.objects.get(pk=case.pk)


def test_everything_that_is_missing_stands_there_with_a_link(cast: Cast) -> None:
    case = stage.case(cast)
    task, talk, offer = stage.task(cast, case=case), stage.talk(cast, case=case), stage.handover(cast, case)
    shown = text(cast.client("consultant").get(f"/sager/{case.pk}/luk/"))
    for link in (f"/sager/opgaver/{task.pk}/", f"/sager/samtaler/{talk.pk}/", f"/sager/overdragelser/{offer.pk}/"):
        assert f'href="{link}"' in shown
    assert shown.count(f'href="/sager/{case.pk}/medvirken/"') == 2  # the child, the network
    ripe = text(cast.client("consultant").get(f"/sager/{stage.ripe_case(cast).pk}/luk/"))
    assert "Før sagen kan afsluttes" not in ripe


def test_a_closing_by_mistake_is_undone_without_a_gap(cast: Cast) -> None:
    case = closed(cast)
    client = cast.client("colleague")
    page = text(client.get(f"/sager/{case.pk}/"))
    assert f"/sager/{case.pk}/genaabn/" in page
    assert client.get(f"/sager/{case.pk}/genaabn/").status_code == 200
    assert client.post(f"/sager/{case.pk}/genaabn/", {"version": case.version}).status_code == 303
    stage.settle()  # exactly one holder and one coordinator at every instant
    cast.consultant.sign()
    again = Case.objects.get(pk=case.pk)
    assert (again.state, again.closed_at, again.closing_reason, again.delete_after) == ("open", None, "", None)
    assert queries.get_duty(again, "coordinator").staff_name == "Mette Kjær"
    assert Note.objects.get(case=again).delete_after is None
    stage.task(cast, case=again)
    assert "case.reopened" in stage.acts()


def test_after_a_day_or_beside_another_case_it_stays_closed(cast: Cast) -> None:
    case = closed(cast)
    other = stage.case(cast, person_id=case.subject)
    with pytest.raises(Refused, match="allerede en åben sag"):
        actions.reopen_case(cast.consultant.sign(), case=case, version=case.version)
    assert other.state == "open"
    old = closed(cast)
    with clock.later(hours=25):
        actor = cast.consultant.sign()
        with pytest.raises(Refused, match="mere end et døgn"):
            actions.reopen_case(actor, case=old, version=old.version)
        with pytest.raises(Refused, match="inden for et døgn"):
            cabinet.call("SELECT cases.reopen(%s)", [old.pk])
        assert "genaabn" not in text(cast.client("consultant").get(f"/sager/{old.pk}/"))


def test_a_closed_case_leads_to_a_new_one_for_its_unit(cast: Cast) -> None:
    case = closed(cast)
    page = text(cast.client("consultant").get(f"/sager/{case.pk}/"))
    assert f"/sager/ny/?barn={case.subject}" in page
    assert cast.client("consultant").get(f"/sager/ny/?barn={case.subject}").status_code == 200
