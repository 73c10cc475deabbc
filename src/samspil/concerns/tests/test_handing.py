"""Responsibility moves only with a yes: who must agree, who is excepted, who acts while somebody is away."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from samspil.concerns.actions import assessing, handing
from samspil.concerns.models import Agreement, Assessment, Concern, Handover, Holding
from samspil.concerns.queries.handing import handover_page
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import CONTENT, found, leader, raised
from samspil.concerns.tests.made import acts
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.organisations.actions import end_colleague
from samspil.organisations.models import ConcernDoor
from samspil.responsibility.states import Answer, Because
from samspil.sharing.models import Disclosure
from tests import clock
from tests.cast import Cast


@pytest.fixture
def door(cast):
    return found(cast)


@pytest.fixture
def concern(cast, door):
    return ready(cast, door)


def ready(cast: Cast, door: ConcernDoor, **said) -> Concern:
    """Assessed, and held by the consultant."""
    concern = raised(cast, door, **said)
    first(cast.consultant.sign(), concern)
    return concern


def propose(cast: Cast, concern: Concern, to: str = "colleague", by: str = "consultant") -> Handover:
    return handing.propose(
        cast.members[by].sign(), concern=concern, to_staff=cast.members[to].staff, reason="Kender hende", key=uuid4(),
        suspicion="none", nobody_at_home=True,
    )  # fmt: skip


def say(cast: Cast, handover: Handover, party: str, answer: str = "agrees", by: str = "consultant", **said) -> Handover:
    actor = cast.members[by].sign()
    return handing.reply(actor, handover=Handover.objects.get(pk=handover.pk), party=party, answer=answer, **said)


def holder(cast: Cast, concern: Concern, member: str = "consultant") -> str:
    actor = cast.members[member].sign()
    return who_has([Concern.objects.get(pk=concern.pk)], actor.at)[concern.pk].staff.name


@pytest.mark.covers("HAL-15", verb="concernhandover.answered")
def test_it_moves_when_all_have_said_yes_and_not_before(cast, concern):
    handover = propose(cast, concern)
    for party, by in (("child", "consultant"), ("receiver", "colleague")):
        assert say(cast, handover, party, by=by).state == "proposed"
        assert holder(cast, concern) == "Mette Kjær"
    assert say(cast, handover, "parents").state == "in_effect"
    assert holder(cast, concern) == "Line Østergaard"
    held = list(Holding.objects.filter(concern=concern).order_by("period"))
    assert [one.footing for one in held] == ["received", "handed"]
    assert held[0].period.upper == held[1].period.lower


@pytest.mark.covers("HAL-16", verb="concernhandover.proposed")
def test_the_reason_is_written(cast, concern):
    with pytest.raises(Refused) as refusal:
        handing.propose(cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason=" ", key=uuid4())
    assert refusal.value.field == "reason"
    client, page = cast.client("consultant"), reverse("concerns:hand_over", args=[concern.pk])
    assert client.post(page, {"to_staff": cast.colleague.staff.pk, "reason": "   "}).status_code == 422
    handover = propose(cast, concern)
    for member in ("colleague", "consultant"):  # the receiver reads it, and it stays with the handover
        shown = cast.client(member).get(reverse("concerns:handover", args=[handover.pk])).content.decode()
        assert "Kender hende" in shown, member


@pytest.mark.parametrize("party", ["receiver", "child", "parents"])
def test_one_no_is_enough_to_stay(cast, concern, party):
    handover = propose(cast, concern)
    others = {"receiver": "colleague", "child": "consultant", "parents": "consultant"}
    for name, by in others.items():
        current = Handover.objects.get(pk=handover.pk)
        if current.state == "proposed":
            say(cast, handover, name, "disagrees" if name == party else "agrees", by=by, note="Ikke nu")
    assert holder(cast, concern) == "Mette Kjær"
    assert Handover.objects.get(pk=handover.pk).state == ("declined" if party == "receiver" else "proposed")


def test_nobody_answers_for_somebody_else(cast, concern):
    handover = propose(cast, concern)
    with pytest.raises(Refused, match="modtageren"):
        say(cast, handover, "receiver", by="consultant")
    # Past the action too: a yes that the giver writes for the receiver does not count.
    actor = cast.consultant.sign()
    Agreement.objects.create(
        owner_audience_id=handover.owner_audience_id, handover=handover, party="receiver", answer="agrees",
        staff_id=cast.colleague.staff.pk,
    )  # fmt: skip
    for party in ("child", "parents"):
        say(cast, handover, party)
    assert handing.settle(actor, handover) == "proposed"
    assert holder(cast, concern) == "Mette Kjær"


def test_an_answer_is_never_changed(cast, concern):
    handover = propose(cast, concern)
    say(cast, handover, "child", "disagrees")
    with pytest.raises(Exception, match="settled"), transaction.atomic():
        Agreement.objects.filter(handover=handover, party="child").update(answer="agrees")
    assert say(cast, handover, "child").state == "proposed"  # a new answer is a new row, and the latest counts
    assert Agreement.objects.filter(handover=handover, party="child").count() == 2


@pytest.mark.parametrize("because", Because.values)
def test_who_is_not_asked_needs_a_listed_reason_and_a_leader(cast, concern, because):
    boss = leader(cast)
    handover = propose(cast, concern)
    say(cast, handover, "receiver", by="colleague")
    say(cast, handover, "child")
    with pytest.raises(Refused):
        say(cast, handover, "parents", "not_asked", because="travlt")
    tries = (clock.today(), clock.today() + timedelta(days=2)) if because == "not_reached" else ()
    if tries:
        with pytest.raises(Refused):
            say(cast, handover, "parents", "not_asked", because=because, tries=tries[:1])
    with clock.later(days=2):
        assert say(cast, handover, "parents", "not_asked", because=because, tries=tries).state == "proposed"
    with pytest.raises(Refused, match="leder"):
        say(cast, handover, "parents", Answer.CONFIRMED)
    assert holder(cast, concern) == "Mette Kjær"
    with clock.later(days=2, minutes=1):
        assert say(cast, handover, "parents", Answer.CONFIRMED, by="leader").state == "in_effect"
        assert holder(cast, concern) == "Line Østergaard"
        page = handover_page(boss.sign(), Handover.objects.get(pk=handover.pk))
        assert page.excepted == 1  # counted and shown


def test_what_a_child_asked_of_one_adult_the_child_hears_from_that_adult(cast):
    door = found(cast, content={**CONTENT, "chosen_adult": "responsible"})
    concern = raised(cast, door, member="outreach_worker", about="group", chosen_by="child")
    first(cast.consultant.sign(), concern)
    handover = propose(cast, concern, to="colleague", by="outreach_worker")
    assert handover.needs == ["child"]
    assert say(cast, handover, "receiver", by="colleague").state == "proposed"
    with pytest.raises(Refused, match="den voksne"):
        say(cast, handover, "child", by="consultant")  # told by somebody else
    assert say(cast, handover, "child", by="outreach_worker").state == "in_effect"


def test_pulled_by_a_colleague_it_waits_for_the_holder(cast, door):
    concern = ready(cast, door, about="group")
    handover = propose(cast, concern, to="colleague", by="colleague")
    assert holder(cast, concern) == "Mette Kjær"
    assert say(cast, handover, "giver", by="consultant").state == "in_effect"
    assert holder(cast, concern) == "Line Østergaard"


def test_to_another_door_the_receiver_reads_it_after_the_yes(cast, door):
    concern = ready(cast, door, about="group")
    other = ConcernDoor.objects.get(key="alle")
    actor = cast.consultant.sign()
    handover = handing.propose(actor, concern=concern, to_door=other, reason="Familien er i gang", key=uuid4())
    cast.social_worker.sign()
    assert Handover.objects.filter(pk=handover.pk).exists()
    assert not Concern.objects.filter(pk=concern.pk).exists()
    assert say(cast, handover, "receiver", by="social_worker").state == "in_effect"
    assert holder(cast, concern, "social_worker") == "Pia Møller"
    assert Concern.objects.get(pk=concern.pk).door_id == other.pk
    assert Assessment.objects.filter(concern=concern).exists()
    for member, sees in {"ssp_teacher": True, "social_worker": True, "consultant": False, "colleague": False}.items():
        cast.members[member].sign()
        assert Concern.objects.filter(pk=concern.pk).exists() is sees, member
        assert Handover.objects.filter(pk=handover.pk).exists() is (member not in {"ssp_teacher"}), member


def test_that_a_concern_went_to_another_door_stands_among_what_was_given(cast, door):
    """Giver, receiver and the protection officer read what changed hands, on which basis and why; before the yes nothing did."""
    concern = ready(cast, door, about="group")
    actor, other = cast.consultant.sign(), ConcernDoor.objects.get(key="alle")
    handover = handing.propose(actor, concern=concern, to_door=other, reason="Familien er i gang", key=uuid4())

    def moved() -> list[Disclosure]:
        rows = {"rows__table_name": "concerns_concern", "rows__row_id": concern.pk}
        return list(Disclosure.objects.filter(kind="handover", giver_audience=door.audience_id, **rows))

    assert moved() == []
    assert say(cast, handover, "receiver", by="social_worker").state == "in_effect"
    for member in ("consultant", "social_worker", "protection_officer"):
        cast.members[member].sign()
        (given,) = moved()
        assert (given.to_audience_id, given.necessity) == (other.audience_id, handover.necessity), member
        assert given.basis_version_id == handover.basis_version_id
        assert given.period.upper is None, member
    cast.outsider.sign()
    assert moved() == []


@pytest.mark.covers("HAL-15", verb="concernhandover.answered")
def test_an_answer_does_not_keep_what_belongs_to_another(cast, concern):
    """Met by a stranger: "not reached after two tries" was filled in, then "agrees" chosen, and it read as both."""
    handover = propose(cast, concern)
    monday, tuesday = date(2026, 11, 2), date(2026, 11, 3)
    for party, field, said in (
        ("parents", "because", {"because": "not_reached", "tries": [monday, tuesday]}),
        ("parents", "first_try", {"tries": [tuesday, monday]}),
    ):
        for answer in ("agrees", "disagrees"):
            with pytest.raises(Refused) as refusal:
                say(cast, handover, party, answer, **said)
            assert refusal.value.field == field
    with pytest.raises(Refused) as refusal:
        say(cast, handover, "parents", "not_asked", because="not_reached", tries=[tuesday, monday])
    assert refusal.value.field == "second_try"
    assert not Agreement.objects.filter(handover=handover, party="parents").exists()
    page = reverse("concerns:reply_handover", args=[handover.pk, "parents"])
    sent = {"answer": "agrees", "because": "not_reached", "first_try": "03.11.2026", "second_try": "02.11.2026"}
    kept = cast.client("consultant").post(page, {f"parents-{name}": value for name, value in sent.items()})
    assert kept.status_code == 422
    assert "03.11.2026" in kept.content.decode()
    assert say(cast, handover, "parents", "agrees").state == "proposed"


def test_two_tries_on_one_day_are_one_try(cast, concern):
    """Who could not be reached was tried on two days; the database counts the days too, whatever the page let through."""
    leader(cast)
    handover = propose(cast, concern)
    monday, tuesday = date(2026, 11, 2), date(2026, 11, 3)
    for tries in ((), (monday,), (monday, monday)):
        with pytest.raises(Refused) as refusal:
            say(cast, handover, "parents", "not_asked", because="not_reached", tries=tries)
        assert refusal.value.field == ("second_try" if tries else "first_try")
    actor = cast.consultant.sign()
    standings = {}
    for tries in ([monday, monday], [monday, tuesday]):
        Agreement.objects.create(
            owner_audience_id=handover.owner_audience_id, handover=handover, party="parents", answer="not_asked",
            because="not_reached", tries=tries, staff_id=cast.consultant.staff.pk,
        )  # fmt: skip
        lines = handover_page(actor, Handover.objects.get(pk=handover.pk)).parties
        standings[len(set(tries))] = next(line.standing for line in lines if line.party == "parents")
    assert standings == {1: "", 2: "not_asked"}


def test_only_a_leader_is_asked_to_confirm(cast, concern):
    boss = leader(cast)
    handover = propose(cast, concern)
    say(cast, handover, "parents", "not_asked", because="danger")

    def asked(member: str) -> list[str]:
        page = handover_page(cast.members[member].sign(), Handover.objects.get(pk=handover.pk))
        return [line.party for line in page.parties if line.may_confirm]

    assert asked("consultant") == asked("colleague") == []
    assert asked(boss.key) == ["parents"]


def test_only_those_who_have_the_concern_take_the_question_back(cast, door):
    """The door that is asked reads the question; it is offered no way to take it back, and told why it may not."""
    concern = ready(cast, door, about="group")
    actor, other = cast.consultant.sign(), ConcernDoor.objects.get(key="alle")
    handover = handing.propose(actor, concern=concern, to_door=other, reason="Familien er i gang", key=uuid4())
    asked = cast.social_worker.sign()
    assert not handover_page(asked, handover).may_withdraw
    with pytest.raises(Refused, match=r"trække spørgsmålet tilbage"):
        handing.withdraw(asked, handover=handover)
    assert Handover.objects.get(pk=handover.pk).state == "proposed"
    assert handover_page(cast.colleague.sign(), handover).may_withdraw
    handing.withdraw(cast.colleague.sign(), handover=handover)
    assert Handover.objects.get(pk=handover.pk).state == "withdrawn"
    assert not handover_page(cast.consultant.sign(), Handover.objects.get(pk=handover.pk)).may_withdraw


def test_that_a_question_was_taken_back_is_recorded(cast, concern):
    handover = propose(cast, concern)
    assert acts("concernhandover.withdrawn") == []
    handing.withdraw(cast.consultant.sign(), handover=handover)
    assert acts("concernhandover.withdrawn") == ["concernhandover.withdrawn"]
    with pytest.raises(Refused):  # a second time nothing happens, so nothing more is recorded
        handing.withdraw(cast.consultant.sign(), handover=handover)
    assert len(acts("concernhandover.withdrawn")) == 1


def test_taken_back_and_closed_questions_move_nothing(cast, concern):
    handover = propose(cast, concern)
    handing.withdraw(cast.consultant.sign(), handover=handover)
    with pytest.raises(Refused):
        say(cast, handover, "receiver", by="colleague")
    second = propose(cast, concern)
    actor = cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.close(actor, concern=concern, version=version, outcome="help", reason="Aftalt")
    assert Handover.objects.get(pk=second.pk).state == "withdrawn"


# --- away and gone --------------------------------------------------------------------------------------------------
def test_while_somebody_is_away_the_next_acts_and_only_then(cast, concern):
    actor = cast.consultant.sign()
    hour = timedelta(hours=1)
    handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at + hour, until=actor.at + 3 * hour)

    def acting(after: timedelta) -> str | None:
        found_ = who_has([concern], actor.at + after)[concern.pk]
        assert found_.staff == cast.consultant.staff  # the duty has not moved
        return found_.acting.name if found_.acting else None

    assert [acting(hour * n) for n in (0, 1, 2, 3)] == [None, "Line Østergaard", "Line Østergaard", None]


def test_the_named_deputy_acts_where_they_answer_the_door(cast, concern):
    actor = cast.consultant.sign()
    handing.register_absence(
        actor, staff=cast.consultant.staff, since=actor.at, until=None, deputy=cast.outreach_worker.staff
    )
    assert who_has([concern], actor.at)[concern.pk].now == cast.outreach_worker.staff


def test_when_all_are_away_the_leader_acts(cast, door):
    leader(cast)
    concern = ready(cast, door)
    for member in ("consultant", "colleague", "outreach_worker"):
        actor = cast.members[member].sign()
        handing.register_absence(actor, staff=cast.members[member].staff, since=actor.at, until=None)
    assert who_has([concern], cast.consultant.sign().at)[concern.pk].now == cast.leader.staff


@pytest.mark.covers("HAL-14", verb="colleague.ended")
def test_who_leaves_is_acted_for_in_the_same_instant(cast, concern):
    end_colleague(cast.administrator.sign(), staff=cast.consultant.staff)
    actor = cast.colleague.sign()
    now = who_has([concern], actor.at)[concern.pk]
    assert (now.staff, now.now, now.has_left) == (cast.consultant.staff, cast.colleague.staff, True)
    # The door then hands it over for real, the giver's yes given by those who act.
    handover = propose(cast, concern, to="outreach_worker", by="colleague")
    say(cast, handover, "receiver", by="outreach_worker")
    for party in ("child", "parents"):
        say(cast, handover, party, by="colleague")
    assert holder(cast, concern, "colleague") == "Omar Said"


def test_the_pages_of_a_handover(cast, concern):
    client = cast.client("consultant")
    page = reverse("concerns:hand_over", args=[concern.pk])
    assert "Line Østergaard" in client.get(page).content.decode()
    said = {
        "to": f"staff-{cast.colleague.staff.pk}", "reason": "Kender hende", "idempotency_key": str(uuid4()), "suspicion": "none",
    }  # fmt: skip
    assert client.post(page, {**said, "reason": ""}).status_code == 422
    sent = client.post(page, said)
    assert sent.status_code == 303
    body = client.get(sent["Location"]).content.decode()
    assert "Den, der tager over: har ikke svaret" in body
    cast.consultant.sign()
    handover = Handover.objects.get()
    reply = reverse("concerns:reply_handover", args=[handover.pk, "parents"])
    assert client.post(reply, {"parents-answer": "not_asked"}).status_code == 422
    assert client.post(reply, {"parents-answer": "agrees", "parents-note": "Fint"}).status_code == 303
    assert client.post(reply.replace("parents", "naboen"), {}).status_code == 404
    colleague = cast.client("colleague")
    assert colleague.post(reply.replace("parents", "receiver"), {"receiver-answer": "agrees"}).status_code == 303
    assert client.post(reply.replace("parents", "child"), {"child-answer": "agrees"}).status_code == 303
    history = client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert "Line Østergaard har fået den overdraget" in history
    absences = client.get(reverse("concerns:absences"))
    assert absences.status_code == 200
    away = client.post(reverse("concerns:absences"), {"staff": cast.consultant.staff.pk, "until": "1.1.2020"})
    assert away.status_code == 422
    assert client.post(reverse("concerns:absences"), {"staff": cast.consultant.staff.pk}).status_code == 303
