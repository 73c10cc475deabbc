"""In exit cases the police give sparring to who works in the case, and SSP's own door gets nothing (VAL-108)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access.cabinet import own_keys
from samspil.cases import actions
from samspil.cases.tests import stage
from samspil.concerns.actions import sparring
from samspil.concerns.models import Sparring
from samspil.concerns.queries.sparring import OfCase, matter_choices
from samspil.concerns.tests.doors import another, found
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from samspil.sharing.models import Disclosure
from tests.cast import Cast


@pytest.fixture
def police(cast: Cast) -> ConcernDoor:
    found(cast)
    return another(
        cast, "exit", "Politiets sparring i exit-sager", "local_police", ("police_officer",),
        matter="exit", takes=["sparring"],
    )  # fmt: skip


@pytest.mark.covers("VAL-108", verb="sparring.answered")
def test_staff_in_the_case_ask_and_the_police_answer(cast: Cast, police: ConcernDoor):
    case = stage.case(cast)
    client, page = cast.client("consultant"), reverse("concerns:ask_sparring")
    shown = client.get(page).content.decode()
    assert "Politiets sparring i exit-sager, om sagen om Jonas Holm" in shown
    said = {"about": "child", "who": "Jonas Holm", "question": "Kan han flytte?", "idempotency_key": str(uuid4())}
    assert client.post(page, said).status_code == 422  # whom is asked is never chosen beforehand
    sent = client.post(page, said | {"to": f"{police.pk}-{case.pk}"})
    assert sent.status_code == 303, sent.content.decode()
    cast.police_officer.sign()
    asked = Sparring.objects.get()
    assert asked.door == police
    sparring.answer(cast.police_officer.sign(), sparring=asked, version=asked.version, text="Vent til marts")
    assert "Vent til marts" in client.get(sent.headers["Location"]).content.decode()
    for member in ("outreach_worker", "social_worker"):  # SSP's own door, and the one for everybody
        cast.members[member].sign()
        assert not Sparring.objects.exists(), member
    cast.consultant.sign()
    given = Disclosure.objects.filter(to_audience_id=police.audience_id).get()
    assert given.basis_version.basis.giver != "inside"  # the police are not inside the municipality


def test_who_takes_part_may_ask_and_others_may_not(cast: Cast, police: ConcernDoor):
    case = stage.ripe_case(cast)
    wanted = OfCase(police.pk, case.pk)
    asked = {"about": "nobody", "who": "", "question": "Kan han flytte?", "key": uuid4(), "of_case": wanted}
    assert matter_choices(cast.social_worker.sign()) == []
    with pytest.raises(Refused, match="arbejder i sagen"):
        sparring.ask(cast.social_worker.sign(), **asked)
    stage.involved(cast, case)
    assert [one.of_case for one in matter_choices(cast.social_worker.sign())] == [wanted]
    actor = cast.consultant.sign()
    case.refresh_from_db()
    actions.close_case(actor, case=case, version=case.version, reason="Aftalt")
    assert matter_choices(cast.consultant.sign()) == []
    with pytest.raises(Refused, match="arbejder i sagen"):
        sparring.ask(cast.consultant.sign(), **asked)


def test_where_no_door_is_for_it_nothing_is_asked(cast: Cast):
    found(cast)
    stage.case(cast)
    assert 'name="to"' not in cast.client("consultant").get(reverse("concerns:ask_sparring")).content.decode()
    cast.consultant.sign()
    assert own_keys()
