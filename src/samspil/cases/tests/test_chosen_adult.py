"""A child, a young person or a family has chosen the adult who has the case: who says so, who agrees, who is reminded (HAL-13)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access.actor import now
from samspil.cases import actions
from samspil.cases.models import Case
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered, say
from samspil.concerns.arrivals.tests.steps import remind, told
from tests import clock
from tests.cast import Cast, as_role

GROWN = date(clock.today().year - 19, 5, 3)


def chosen_by(cast: Cast, chooser: str, born: date = stage.YOUNG) -> Case:
    """A case whose holder somebody chose."""
    person = stage.child(cast.consultant, born=born)
    return actions.open_case(
        cast.consultant.sign(), person_id=person.pk, opening_reason="De bad om det", coordinator=cast.consultant.staff,
        unit=cast.consultant.unit, owner_audience_id=cast.consultant.unit.audience_id, chosen_by=chooser,
    )  # fmt: skip


@pytest.mark.covers("HAL-13", verb="case.opened")
@pytest.mark.parametrize(
    ("chooser", "sentence"),
    [
        ("child", "Barnet har valgt at tale med Mette Kjær."),
        ("young_person", "Den unge har valgt at tale med Mette Kjær."),
        ("family", "Familien har valgt at tale med Mette Kjær."),
    ],
)
def test_a_case_asks_and_says_who_chose_the_adult(cast: Cast, chooser: str, sentence: str) -> None:
    person, client = stage.child(cast.consultant), cast.client("consultant")
    form = f"{reverse('cases:open')}?barn={person.pk}"
    assert "Har nogen valgt denne voksne?" in client.get(form).content.decode()
    told = {"opening_reason": "De bad om det", "chosen_by": chooser, "idempotency_key": str(uuid4())}
    sent = client.post(form, told | {"coordinator": f"{cast.consultant.staff.pk}-{cast.consultant.unit.pk}"})
    assert sent.status_code == 303, sent.content.decode()
    assert sentence in client.get(sent.headers["Location"]).content.decode()
    assert client.post(form, told | {"chosen_by": "naboen"}).status_code == 422


@pytest.mark.parametrize(
    ("chooser", "born", "needs"),
    [
        ("child", stage.YOUNG, ["child"]),
        ("young_person", stage.YOUNG, ["child"]),
        ("family", stage.YOUNG, ["parents"]),
        ("family", GROWN, ["child"]),  # who is 18 answers alone (VAL-22)
        ("", stage.YOUNG, []),
    ],
)
def test_whoever_chose_agrees(cast: Cast, chooser: str, born: date, needs: list[str]) -> None:
    """Where the profile asks for nobody but giver and receiver, whoever chose the adult is still asked."""
    with as_role("samspil_lock") as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "INSERT INTO concerns_reception (body_id, stated_at, content) VALUES (%s, now(), %s)",
            [cast.body.pk, '{"agreements": [{"about": "case", "needs": ["giver", "receiver"]}]}'],
        )
    case = chosen_by(cast, chooser, born)
    offer = offered(cast, case, cast.outreach_worker)
    assert offer.needs == needs
    actions.accept_handover(cast.outreach_worker.sign(), handover=offer, responsible=cast.outreach_worker.staff)
    for party in needs:
        cast.consultant.sign()
        offer.refresh_from_db()
        assert offer.state == "proposed"
        say(cast, cast.consultant, offer, party)
    cast.outreach_worker.sign()
    offer.refresh_from_db()
    assert offer.state == "accepted"


@pytest.mark.parametrize("chooser", ["child", "young_person", "family"])
def test_who_was_chosen_is_reminded_to_ask_whoever_chose_them(cast: Cast, chooser: str) -> None:
    offered(cast, chosen_by(cast, chooser), cast.outreach_worker)
    remind(now() + timedelta(days=1))
    assert told("case_chooser_asked") == {}
    for days in (3, 4):
        remind(now() + timedelta(days=days))
    assert [len(times) for times in told("case_chooser_asked").values()] == [1]
    assert list(told("case_chooser_asked")) == [cast.consultant.staff.pk]


@pytest.mark.parametrize(("chooser", "party"), [("child", "child"), ("family", "parents"), ("", "child")])
def test_nobody_is_reminded_of_what_is_said_or_of_what_nobody_chose(cast: Cast, chooser: str, party: str) -> None:
    offer = offered(cast, chosen_by(cast, chooser), cast.outreach_worker)
    if chooser:
        say(cast, cast.consultant, offer, party)
    remind(now() + timedelta(days=3))
    assert told("case_chooser_asked") == {}
