"""A concern and a case are handed over alike: each rule is tried on both, so that the two never drift apart again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model

from samspil.cases import actions as cases
from samspil.cases import queries as case_queries
from samspil.cases.models import Agreement as CaseAgreement
from samspil.cases.models import Case
from samspil.cases.models import Handover as CaseHandover
from samspil.cases.queries.handovers import SIDES as CASE_SIDES
from samspil.cases.tests import stage
from samspil.concerns.actions import handing
from samspil.concerns.models import Agreement, Concern, Handover
from samspil.concerns.queries.handing import SIDES
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_handing import ready
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from samspil.responsibility.queries import Side, sides
from samspil.sharing.actions import hand_over
from tests.cast import Cast


@dataclass(frozen=True)
class Kind:
    """One sort of thing that is handed over: offered by the consultant to the family's side."""

    offer: Callable[[Cast, str], Any]
    say: Callable[[Cast, str, Any, str, str, dict[str, Any]], Any]
    withdraw: Callable[[Cast, Any], Any]
    handovers: type[Model]
    answers: type[Model]
    statement: str
    holder: Callable[[Cast, Any], str]

    def reads(self, cast: Cast, member: str, offer: Any) -> tuple[int, int]:
        """How much of the question and of its answers somebody reads."""
        cast.members[member].sign()
        rows = self.answers._default_manager.filter(handover_id=offer.pk)
        return self.handovers._default_manager.filter(pk=offer.pk).count(), rows.count()

    def sides(self, cast: Cast, offer: Any, member: str = "consultant") -> dict[str, Side]:
        cast.members[member].sign()
        return {side.party: side for side in sides(self.statement, offer.pk)}


def offer_concern(cast: Cast, suspicion: str) -> Handover:
    concern = ready(cast, found(cast))
    other = ConcernDoor.objects.get(key="alle")
    return handing.propose(
        cast.consultant.sign(), concern=concern, to_door=other, reason="Kender hende", key=uuid4(), suspicion=suspicion
    )


def say_of_concern(cast: Cast, member: str, offer: Handover, party: str, answer: str, more: dict[str, Any]) -> Any:
    actor = cast.members[member].sign()
    return handing.reply(
        actor, handover=Handover.objects.get(pk=offer.pk), party=party, answer=answer, **({"note": "Ikke nu"} | more)
    )


def holder_of_concern(cast: Cast, offer: Handover) -> str:
    for member in ("consultant", "social_worker"):
        actor = cast.members[member].sign()
        if concern := Concern.objects.filter(pk=offer.concern_id).first():
            return str(who_has([concern], actor.at)[concern.pk].staff.name)
    raise AssertionError


def offer_case(cast: Cast, suspicion: str) -> CaseHandover:
    case = stage.case(cast)
    return cases.propose_handover(
        cast.consultant.sign(), person_id=case.subject, text="Kender hende", to_unit=cast.units["family"],
        owner_audience_id=case.owner_audience_id, basis_version_id=stage.basis(cast), necessity="bor der", case=case,
        suspicion=suspicion,
    )  # fmt: skip


def say_of_case(cast: Cast, member: str, offer: CaseHandover, party: str, answer: str, more: dict[str, Any]) -> Any:
    actor = cast.members[member].sign()
    now = CaseHandover.objects.get(pk=offer.pk)
    if party != "receiver" or member == "consultant":
        return cases.reply_handover(actor, handover=now, party=party, answer=answer, **more)
    if answer == "disagrees":
        return cases.decline_handover(actor, handover=now, answer="Vi kan ikke")
    return cases.accept_handover(actor, handover=now, responsible=cast.members[member].staff)


def holder_of_case(cast: Cast, offer: CaseHandover) -> str:
    for member in ("social_worker", "consultant"):  # whoever gave it away without its notes reads the front page alone
        cast.members[member].sign()
        if Case.objects.filter(pk=offer.case_id).exists():
            return str(case_queries.get_duty(offer.case, "holder").staff_name)  # type: ignore[arg-type]
    raise AssertionError


CONCERN = Kind(
    offer_concern, say_of_concern, lambda cast, offer: handing.withdraw(cast.consultant.sign(), handover=offer), Handover,
    Agreement, SIDES, holder_of_concern,
)  # fmt: skip
CASE = Kind(
    offer_case, say_of_case,
    lambda cast, offer: cases.withdraw_handover(
        cast.consultant.sign(), handover=offer, version=CaseHandover.objects.get(pk=offer.pk).version
    ),
    CaseHandover, CaseAgreement, CASE_SIDES, holder_of_case,
)  # fmt: skip
both = pytest.mark.parametrize("kind", [pytest.param(CONCERN, id="concern"), pytest.param(CASE, id="case")])


@both
def test_reading_ends_with_the_no(cast: Cast, kind: Kind) -> None:
    offer = kind.offer(cast, "none")
    kind.say(cast, "consultant", offer, "child", "agrees", {})
    assert kind.reads(cast, "social_worker", offer) == (
        1,
        1,
    )  # the giver's: a child's own words stay with who heard them
    kind.say(cast, "social_worker", offer, "receiver", "disagrees", {})
    assert kind.reads(cast, "social_worker", offer) == (0, 1)  # their own no
    assert kind.reads(cast, "consultant", offer) == (1, 3)
    assert kind.holder(cast, offer) == "Mette Kjær"


@both
def test_reading_ends_when_the_question_is_taken_back(cast: Cast, kind: Kind) -> None:
    offer = kind.offer(cast, "none")
    kind.say(cast, "consultant", offer, "child", "agrees", {})
    kind.withdraw(cast, offer)
    assert kind.reads(cast, "social_worker", offer) == (0, 0)
    assert kind.reads(cast, "consultant", offer) == (1, 2)


@both
@pytest.mark.parametrize("party", ["giver", "receiver"])
def test_nobody_answers_for_giver_or_receiver_but_they(cast: Cast, kind: Kind, party: str) -> None:
    offer = kind.offer(cast, "none")
    member = {"giver": "colleague", "receiver": "consultant"}[party]
    with pytest.raises(Refused):
        kind.say(cast, member, offer, party, "agrees", {})
    assert not kind.sides(cast, offer, member)[party].may_say


@both
def test_a_yes_counts_for_who_wrote_it_wherever_it_is_given(cast: Cast, kind: Kind) -> None:
    """The giver writes the receiver's yes and gives it to the receiver: it names nobody."""
    offer = kind.offer(cast, "home")
    kind.say(cast, "consultant", offer, "child", "agrees", {})
    actor = cast.consultant.sign()
    forged = kind.answers._default_manager.create(
        owner_audience_id=offer.owner_audience_id, handover_id=offer.pk, party="receiver", answer="agrees",
        staff_id=cast.consultant.staff.pk,
    )  # fmt: skip
    target = cast.units["family"].audience_id if kind is CASE else ConcernDoor.objects.get(key="alle").audience_id
    giver = offer.owner_audience_id
    table = kind.answers._meta.db_table
    hand_over(actor, table, [forged.pk], target, [giver], offer.basis_version_id, "bor der")
    assert kind.sides(cast, offer)["receiver"].standing == ""
    kind.say(cast, "consultant", offer, "child", "agrees", {})
    assert kind.holder(cast, offer) == "Mette Kjær"


@both
@pytest.mark.parametrize("suspicion", ["home", "unsure"])
def test_parents_are_left_out_where_it_may_be_the_home_or_the_family(cast: Cast, kind: Kind, suspicion: str) -> None:
    offer = kind.offer(cast, suspicion)
    assert list(kind.sides(cast, offer)) == ["giver", "receiver", "child"]
    with pytest.raises(Refused, match="Forældrene bliver ikke spurgt"):
        kind.say(cast, "consultant", offer, "parents", "agrees", {})
    kind.say(cast, "social_worker", offer, "receiver", "agrees", {})
    assert kind.holder(cast, offer) == "Mette Kjær"
    kind.say(cast, "consultant", offer, "child", "agrees", {})
    assert kind.holder(cast, offer) == "Pia Møller"


@both
@pytest.mark.parametrize(("answer", "note"), [("told", ""), ("not_told", "Faren truer med at rejse")])
def test_where_it_is_somebody_else_the_parents_are_told_or_it_stands_why_not(
    cast: Cast, kind: Kind, answer: str, note: str
) -> None:
    offer = kind.offer(cast, "others")
    kind.say(cast, "social_worker", offer, "receiver", "agrees", {})
    kind.say(cast, "consultant", offer, "child", "agrees", {})
    with pytest.raises(Refused) as asked:
        kind.say(cast, "consultant", offer, "parents", "agrees", {})
    with pytest.raises(Refused) as silent:
        kind.say(cast, "consultant", offer, "parents", "not_told", {"note": " "})
    assert (asked.value.field, silent.value.field) == ("answer", "note")
    assert kind.holder(cast, offer) == "Mette Kjær"
    kind.say(cast, "consultant", offer, "parents", answer, {"note": note})
    assert kind.holder(cast, offer) == "Pia Møller"


@both
def test_before_parents_are_asked_a_person_judges(cast: Cast, kind: Kind) -> None:
    with pytest.raises(Refused) as refusal:
        kind.offer(cast, "")
    assert refusal.value.field == "suspicion"


@both
def test_a_leader_confirms_that_somebody_is_not_asked(cast: Cast, kind: Kind) -> None:
    offer = kind.offer(cast, "none")
    boss = leader(cast)
    kind.say(cast, "consultant", offer, "parents", "not_asked", {"because": "danger"})
    for member in ("consultant", "colleague"):
        with pytest.raises(Refused, match="leder"):
            kind.say(cast, member, offer, "parents", "confirmed", {})
    kind.say(cast, boss.key, offer, "parents", "confirmed", {})
    assert kind.sides(cast, offer)["parents"].standing == "excepted"
