"""Who has a case now: one holder in the same form as for a concern, who changes with every yes and in no other way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from samspil.cases import actions, queries
from samspil.cases.models import Case, Handover, HandoverState, Responsibility
from samspil.cases.queries.holders import who_has
from samspil.cases.tests import stage
from samspil.concerns.actions.handing import register_absence
from samspil.concerns.tests.doors import leader
from samspil.lib.refusals import Refused
from tests.cast import Cast, Member, as_role


def offered(cast: Cast, case: Case, to: Member, *, by: Member | None = None) -> Handover:
    """The case is offered to a colleague of the unit."""
    return actions.propose_handover(
        (by or cast.consultant).sign(), person_id=case.subject, text="Kender den unge", to_unit=cast.units["ssp"],
        to_staff=to.staff, owner_audience_id=case.owner_audience_id, basis_version_id=stage.basis(cast, receiver="ssp"),
        necessity="følges tæt", case=case, from_unit=cast.units["ssp"], suspicion="none",
    )  # fmt: skip


def holder(case: Case) -> str | None:
    return queries.get_duty(case, "holder").staff_name


def say(cast: Cast, member: Member, offer: Handover, party: str, answer: str = "agrees", **more: object) -> Handover:
    actor = member.sign()
    return actions.reply_handover(actor, handover=Handover.objects.get(pk=offer.pk), party=party, answer=answer, **more)  # type: ignore[arg-type]


@pytest.mark.covers("HAL-15", verb="handover.answered")
def test_a_case_moves_to_a_colleague_with_every_yes_and_not_before(cast: Cast) -> None:
    """Giver, receiver, child, parents: at each step the giver has it, until the last has agreed or is excepted by a leader."""
    boss, case = leader(cast), stage.case(cast)
    offer = offered(cast, case, cast.outreach_worker)
    assert (offer.needs, offer.from_staff_id) == (["child", "parents"], cast.consultant.staff.pk)
    with pytest.raises(Refused):  # the colleague who is asked, and nobody else
        actions.accept_handover(cast.colleague.sign(), handover=offer, responsible=cast.colleague.staff)
    actor = cast.outreach_worker.sign()
    taken = actions.accept_handover(actor, handover=offer, responsible=cast.outreach_worker.staff)
    assert (taken.state, holder(case)) == (HandoverState.PROPOSED, "Mette Kjær")
    say(cast, cast.consultant, offer, "child")
    with pytest.raises(Refused) as refused:
        say(cast, cast.consultant, offer, "parents", "not_asked", because="not_reached", tries=[date(2026, 1, 5)])
    assert refused.value.field == "second_try"
    say(cast, cast.consultant, offer, "parents", "not_asked", because="danger")
    with pytest.raises(Refused, match=r"leder|leader"):
        say(cast, cast.colleague, offer, "parents", "confirmed")
    assert holder(case) == "Mette Kjær"
    assert say(cast, boss, offer, "parents", "confirmed").state == HandoverState.ACCEPTED
    stage.settle()
    assert holder(case) == "Omar Said"
    assert queries.get_duty(case, "coordinator").staff_name == "Mette Kjær"  # who coordinates is the unit's own matter
    assert "holder.changed" in stage.acts()


@pytest.mark.covers("HAL-15", verb="handover.answered")
def test_two_tries_on_one_day_are_one_try(cast: Cast) -> None:
    """Who could not be reached was tried on two days; the database counts the days too, whatever the page let through."""
    case = stage.case(cast)
    offer = offered(cast, case, cast.outreach_worker)
    monday, tuesday = date(2026, 1, 5), date(2026, 1, 6)
    with pytest.raises(Refused) as refused:
        say(cast, cast.consultant, offer, "parents", "not_asked", because="not_reached", tries=[monday, monday])
    assert refused.value.field == "second_try"
    actor = cast.consultant.sign()
    standings = {}
    for tries in ([monday, monday], [monday, tuesday]):
        offer.agreements.create(
            owner_audience_id=offer.owner_audience_id, subject=offer.subject, party="parents", answer="not_asked",
            because="not_reached", tries=tries, staff_id=cast.consultant.staff.pk,
        )  # fmt: skip
        page = queries.handover_page(actor, queries.get_handover(offer.pk))
        standings[len(set(tries))] = next(line.standing for line in page.parties if line.party == "parents")
    assert standings == {1: "", 2: "not_asked"}


@pytest.mark.parametrize(
    ("first", "second", "field", "said"),
    [
        (-2, 1, "second_try", "ligger længere fremme"),
        (1, 2, "first_try", "ligger længere fremme"),
        (-1, -2, "second_try", "før"),
    ],
)
def test_the_tries_were_on_days_that_have_been_in_their_order(
    cast: Cast, first: int, second: int, field: str, said: str
) -> None:
    offer = offered(cast, stage.case(cast), cast.outreach_worker)
    days = [timezone.localdate() + timedelta(days=days) for days in (first, second)]
    with pytest.raises(Refused, match=said) as refused:
        say(cast, cast.consultant, offer, "parents", "not_asked", because="not_reached", tries=days)
    assert refused.value.field == field
    sent = {"answer": "not_asked", "because": "not_reached", "first_try": days[0], "second_try": days[1], "note": "x"}
    fields = {f"parents-{name}": f"{typed:%d.%m.%Y}" if "try" in name else typed for name, typed in sent.items()}
    answer = cast.client("consultant").post(f"/sager/overdragelser/{offer.pk}/svar/parents/", fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_only_a_leader_is_asked_to_confirm(cast: Cast) -> None:
    boss, case = leader(cast), stage.case(cast)
    offer = offered(cast, case, cast.outreach_worker)
    say(cast, cast.consultant, offer, "parents", "not_asked", because="danger")

    def asked(member: Member) -> list[str]:
        actor = member.sign()
        page = queries.handover_page(actor, queries.get_handover(offer.pk))
        return [line.party for line in page.parties if line.may_confirm]

    assert asked(cast.consultant) == asked(cast.colleague) == []
    assert asked(boss) == ["parents"]


def test_a_colleague_asks_the_holder_for_it(cast: Cast) -> None:
    """Pull: the asker's offer is the receiver's yes; the holder has it until the holder says yes, and a no ends the question."""
    case = stage.case(cast, born=date(2000, 1, 1))
    offer = offered(cast, case, cast.colleague, by=cast.colleague)
    assert offer.needs == ["child"]  # who is 18 answers alone (VAL-22)
    say(cast, cast.consultant, offer, "child")
    assert holder(case) == "Mette Kjær"
    assert say(cast, cast.consultant, offer, "giver", "disagrees").state == HandoverState.DECLINED
    offer = offered(cast, case, cast.colleague, by=cast.colleague)
    say(cast, cast.consultant, offer, "child")
    assert say(cast, cast.consultant, offer, "giver").state == HandoverState.ACCEPTED
    assert holder(case) == "Line Østergaard"


def test_what_a_child_asked_of_one_adult_the_child_hears_from_that_adult(cast: Cast) -> None:
    person = stage.child(cast.consultant)
    case = actions.open_case(
        cast.consultant.sign(), person_id=person.pk, opening_reason="Barnet bad om det", coordinator=cast.consultant.staff,
        unit=cast.consultant.unit, owner_audience_id=cast.consultant.unit.audience_id, chosen_by="child",
    )  # fmt: skip
    offer = offered(cast, case, cast.outreach_worker)
    actions.accept_handover(cast.outreach_worker.sign(), handover=offer, responsible=cast.outreach_worker.staff)
    say(cast, cast.colleague, offer, "parents")
    with pytest.raises(Refused, match="den voksne"):
        say(cast, cast.colleague, offer, "child")  # not the adult whom the child chose
    assert holder(case) == "Mette Kjær"
    say(cast, cast.consultant, offer, "child")
    assert holder(case) == "Omar Said"


def test_what_the_profile_says_is_needed(cast: Cast) -> None:
    with as_role("samspil_lock") as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "INSERT INTO concerns_reception (body_id, stated_at, content) VALUES (%s, now(), %s)",
            [cast.body.pk, '{"agreements": [{"about": "case", "needs": ["giver", "receiver", "child"]}]}'],
        )
    assert stage.handover(cast, stage.case(cast), said=()).needs == ["child"]


def test_the_holder_is_written_by_nobody_past_the_yes(cast: Cast) -> None:
    """Injected SQL cannot end a holder, put another in, or change what was asked and answered."""
    case = stage.case(cast)
    offer = stage.handover(cast, case, said=("child",))
    actor = cast.consultant.sign()
    now = Responsibility.objects.get(case=case, duty="holder", period__upper_inf=True)
    attempts = [
        lambda: Responsibility.objects.filter(pk=now.pk).update(period=DateTimeTZRange(now.period.lower, actor.at)),
        lambda: Responsibility.objects.filter(pk=now.pk).update(staff_id=cast.colleague.staff.pk),
        lambda: Handover.objects.filter(pk=offer.pk).update(needs=[]),
        lambda: offer.agreements.update(answer="disagrees"),
    ]
    for attempt in attempts:
        with pytest.raises(ProgrammingError), transaction.atomic():
            attempt()
    second = Responsibility(
        owner_audience_id=case.owner_audience_id, case=case, duty="holder", staff_id=cast.colleague.staff.pk,
        unit_id=cast.units["ssp"].pk, period=DateTimeTZRange(actor.at, None),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save(force_insert=True)


@pytest.mark.covers("HAL-14", verb="handover.proposed")
def test_while_the_holder_is_away_or_gone_somebody_acts(cast: Cast) -> None:
    """The deputy who was named, else the leader of the unit behind; the holder still stands in the record."""
    boss, case = leader(cast), stage.case(cast)
    actor = cast.consultant.sign()
    at = actor.at
    assert who_has([case], at)[case.pk].acting is None
    register_absence(
        actor, staff=cast.consultant.staff, since=at, until=at + timedelta(days=2), deputy=cast.colleague.staff
    )
    away = who_has([case], at + timedelta(days=1))[case.pk]
    assert (away.staff, away.now, away.has_left) == (cast.consultant.staff, cast.colleague.staff, False)
    assert who_has([case], at + timedelta(days=3))[case.pk].acting is None
    register_absence(cast.colleague.sign(), staff=cast.colleague.staff, since=at, until=None)
    assert who_has([case], at + timedelta(days=1))[case.pk].now == boss.staff
    with as_role("samspil_owner") as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE organisations_staff SET ended_at = %s WHERE id = %s", [at, cast.consultant.staff.pk])
    gone = who_has([case], cast.outreach_worker.sign().at + timedelta(days=3))[case.pk]
    assert (gone.has_left, gone.now) == (True, boss.staff)
    # the giver's side says the giver's yes now, and the case is handed over
    offer = offered(cast, case, cast.outreach_worker, by=boss)
    for party in ("child", "parents"):
        say(cast, boss, offer, party)
    actions.accept_handover(cast.outreach_worker.sign(), handover=offer, responsible=cast.outreach_worker.staff)
    assert holder(case) == "Omar Said"


def test_nobody_but_the_colleague_who_is_asked_says_yes_or_no(cast: Cast) -> None:
    offer = offered(cast, stage.case(cast), cast.outreach_worker)
    with pytest.raises(Refused, match="spurgt"):
        actions.decline_handover(cast.colleague.sign(), handover=offer, answer="Han har ikke tid til det")
    said = actions.decline_handover(cast.outreach_worker.sign(), handover=offer, answer="Jeg kender ham ikke")
    assert said.state == HandoverState.DECLINED


def test_a_case_is_offered_to_somebody_of_the_unit_who_does_not_have_it(cast: Cast) -> None:
    case = stage.case(cast)
    for somebody in (cast.consultant, cast.social_worker):  # has it; works elsewhere
        with pytest.raises(Refused) as refused:
            offered(cast, case, somebody)
        assert refused.value.field == "to_unit"
    assert offered(cast, case, cast.colleague).state == HandoverState.PROPOSED
