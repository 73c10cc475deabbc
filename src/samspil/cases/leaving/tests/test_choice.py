"""A child's choice of an adult outlives the sharing out of the case: it goes along, is asked about, and comes back."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from samspil.access import cabinet
from samspil.cases import queries
from samspil.cases.leaving import actions
from samspil.cases.leaving.tests.scenes import chosen_and_given, ended
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.leaving.tests.test_giving_back import undo
from samspil.cases.models import Case
from samspil.cases.tests import stage
from samspil.cases.tests.test_chosen_adult import chosen_by
from samspil.cases.tests.test_holder import offered
from samspil.concerns.actions.handing import register_absence
from samspil.concerns.arrivals.tests.steps import told
from samspil.lib.refusals import Refused
from tests import clock
from tests.cast import Cast
from tests.verbs.scene import fresh

PAGE = "/sager/efterladt/"
CHOICE = "Barnet har valgt at tale med Mette Kjær."


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def page(cast: Cast, who: str, case: Case) -> str:
    return text(cast.client(who).get(reverse("cases:case", args=[case.pk])))


def test_before_the_case_is_given_on_the_choice_stands_beside_it(cast: Cast) -> None:
    chosen_by(cast, "child")
    ended(cast)
    shown = text(cast.client("colleague").get(PAGE))
    assert f"{CHOICE} Valget følger med" in shown


def test_the_choice_goes_along_and_the_page_asks_who_got_the_case_to_ask(cast: Cast) -> None:
    case = chosen_and_given(cast)
    shown = page(cast, "outreach_worker", case)
    assert CHOICE in shown
    assert "Sagen er gået over til Omar Said, og de er ikke spurgt." in shown
    assert reverse("leaving:hear_choice", args=[case.pk]) in shown
    assert reverse("leaving:hear_choice", args=[case.pk]) not in page(cast, "colleague", case)
    assert "Givet videre af Line Østergaard. En anden voksen var valgt: Mette Kjær." in shown
    assert "skrev hvorfor" not in shown  # nobody wrote a reason
    assert "child" in offered(cast, case, cast.colleague, by=cast.outreach_worker).needs


def test_the_choice_is_there_again_after_an_undo_and_after_giving_back(cast: Cast) -> None:
    case = chosen_and_given(cast)
    client = cast.client("colleague")
    client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    shown = page(cast, "colleague", case)
    assert CHOICE in shown
    assert "de er ikke spurgt" not in shown
    assert "Taget tilbage af Line Østergaard." in shown
    actions.share_out(
        cast.colleague.sign(), unit=cast.units["ssp"], what=[f"case-{case.pk}"], to=cast.outreach_worker.staff
    )
    actions.give_back_case(cast.outreach_worker.sign(), case=fresh(case), reason="Jeg kender familien privat")
    shown = page(cast, "colleague", case)
    assert CHOICE in shown
    assert "de er ikke spurgt" not in shown


def test_who_got_it_writes_what_the_child_says_and_is_then_the_adult_who_was_chosen(cast: Cast) -> None:
    case = chosen_and_given(cast)
    client, form = cast.client("outreach_worker"), reverse("leaving:hear_choice", args=[case.pk])
    assert CHOICE in text(client.get(form))
    assert client.post(form, {"words": " "}).status_code == 422
    assert client.post(form, {"words": "Hun vil gerne tale med Omar"}).status_code == 303
    shown = page(cast, "outreach_worker", case)
    assert "Barnet har valgt at tale med Omar Said." in shown
    assert "de er ikke spurgt" not in shown
    assert "Omar Said spurgte, hvem de vil tale med, og skrev: »Hun vil gerne tale med Omar«" in shown
    with pytest.raises(Refused, match="har sagen"):  # once
        actions.hear_choice(cast.outreach_worker.sign(), case=fresh(case), words="Igen")


def test_who_acts_for_the_chosen_adult_who_has_left_is_told_asks_and_then_has_the_case(cast: Cast) -> None:
    case = chosen_by(cast, "child")
    ended(cast)
    form = reverse("leaving:hear_choice", args=[case.pk])
    assert list(told("case_chosen_left")) == [cast.colleague.staff.pk]  # nobody leads: the longest there acts
    shown = page(cast, "colleague", case)
    assert f"{CHOICE} <strong>Mette Kjær er stoppet. Line Østergaard spørger, hvem barnet nu vil tale med." in shown
    assert form in shown
    assert form not in page(cast, "outreach_worker", case)
    day = text(cast.client("colleague").get("/"))
    assert "Mette Kjær er stoppet. Line Østergaard spørger, hvem barnet nu vil tale med" in day
    assert form in day
    with pytest.raises(Refused, match="har sagen"):
        actions.hear_choice(cast.outreach_worker.sign(), case=fresh(case), words="Med mig")
    client = cast.client("colleague")
    assert "så har du sagen" in text(client.get(form))
    assert client.post(form, {"words": "Hun vil tale med Line"}).status_code == 303
    shown = page(cast, "colleague", case)
    assert "Barnet har valgt at tale med Line Østergaard." in shown
    assert "<strong>Line Østergaard</strong>, SSP" in shown
    assert form not in shown
    assert f"case-{case.pk}" not in text(client.get(PAGE))  # both duties: nothing of it lies with who has left
    stage.settle()


def test_while_the_chosen_adult_is_there_the_case_is_handed_over_with_a_yes_and_not_shared_out(cast: Cast) -> None:
    """Met by a stranger: the form promised a yes, and two weeks before the last day the case was gone at one press."""
    case, task = chosen_by(cast, "child"), stage.task(cast)
    stops(cast)
    client, key = cast.client("consultant"), f"case-{case.pk}"
    shown = text(client.get(PAGE))
    assert f"{CHOICE} De siger ja, før den går til en anden: spørg dem før den sidste dag." in shown
    assert reverse("cases:propose_handover", args=[case.pk]) in shown
    assert f'value="{key}"' not in shown
    assert f'value="task-{task.pk}"' in shown
    assert client.post(PAGE, {"what": [key], "to": cast.colleague.staff.pk}).status_code == 422
    cast.consultant.sign()
    with pytest.raises(Refused):
        cabinet.call("SELECT leaving.pass_case(%s, %s, NULL)", [case.pk, cast.colleague.staff.pk])
    with clock.later(days=20):
        sent = cast.client("outreach_worker").post(PAGE, {"what": [key], "to": cast.colleague.staff.pk})
        assert sent.status_code == 303, text(sent)
        assert CHOICE in page(cast, "colleague", case)


def test_of_an_adult_who_is_away_and_comes_back_nobody_is_asked(cast: Cast) -> None:
    case = chosen_by(cast, "child")
    actor = cast.consultant.sign()
    register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None, deputy=None)
    assert reverse("leaving:hear_choice", args=[case.pk]) not in page(cast, "colleague", case)
    assert told("case_chosen_left") == {}
    with pytest.raises(Refused, match="har sagen"):
        actions.hear_choice(cast.colleague.sign(), case=fresh(case), words="Med mig")


def test_where_nobody_was_chosen_nobody_is_asked(cast: Cast) -> None:
    case = stage.case(cast)
    actor = cast.consultant.sign()
    assert not queries.who_has([case], actor.at)[case.pk].asks_anew
    with pytest.raises(Refused):
        actions.hear_choice(actor, case=case, words="Ingen har valgt")
