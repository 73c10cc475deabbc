"""Random worlds of responsibility: whatever is proposed, answered, excepted, withdrawn, taken, or who is away, there is
exactly one holder at every instant, and a holder changes only by a taking of what nobody had taken, by a taking over for a
reason that is written down, or with every yes; parents are never asked where it may be somebody in the home or the family;
and there is always somebody who can move it.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.access.cabinet import refusals
from samspil.concerns.actions import assessing, handing
from samspil.concerns.chosen.actions import ask_to_take_over, take_over
from samspil.concerns.chosen.models import TakeOver
from samspil.concerns.models import Agreement, Assessment, Concern, Handover, Holding
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import CONTENT, found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.organisations.actions import end_colleague
from samspil.organisations.models import ConcernDoor, Staff
from samspil.responsibility.queries import presence
from samspil.responsibility.states import Answer, Suspicion
from tests.cast import Cast

PEOPLE = (
    "consultant",
    "colleague",
    "outreach_worker",
    "leader",
    "ssp_teacher",
)  # the teacher is the one who was chosen
AT_DOOR = PEOPLE[:4]
LEAVE = ("consultant", "ssp_teacher", "outreach_worker")  # somebody stays at the door
PARTIES = ("giver", "receiver", "child", "parents")
ANSWERS = ("agrees", "agrees", "agrees", "disagrees", "not_asked", Answer.CONFIRMED.value, "told", "not_told")
GROUNDS = ("danger", "absence", "law", "asked")
NUMBER = st.integers(0, 11)
STEPS = st.lists(st.tuples(st.sampled_from(["propose", "reply", "reply", "reply", "withdraw", "take", "take_over", "ask", "away", "leave",
                                                      "close", "forge"]),
                           NUMBER, NUMBER, NUMBER), min_size=4, max_size=14)  # fmt: skip


class World:
    """One concern, and people who do anything."""

    def __init__(self, cast: Cast, *, about: str, chosen: bool) -> None:
        self.cast = cast
        self.forged: list[int] = []
        self.door = found(cast, content={**CONTENT, "chosen_adult": "responsible"})
        leader(cast)
        self.concern = raised(cast, self.door, about=about, chosen_by="child" if chosen else "")
        first(cast.consultant.sign(), self.concern)

    def step(self, act: str, a: int, b: int, c: int) -> None:
        member = PEOPLE[a % len(PEOPLE)]
        actor = self.cast.members[member].sign()
        concern = Concern.objects.get(pk=self.concern.pk)
        offers = list(Handover.objects.filter(concern=concern).order_by("-pk"))
        if act == "propose":
            to = self.cast.members[PEOPLE[b % len(PEOPLE)]].staff
            judged = Suspicion.values[c % 4]
            handing.propose(actor, concern=concern, to_staff=to, reason="Bedst", key=uuid4(), suspicion=judged)
        elif act == "take_over":
            take_over(actor, concern=concern, ground=GROUNDS[b % 4], words="Fare" if c else "")
        elif act == "ask":
            ask_to_take_over(actor, concern=concern, words="Det er for stort", key=uuid4())
        elif act == "leave":
            leaves = Staff.objects.get(pk=self.cast.members[LEAVE[b % 3]].staff.pk)
            end_colleague(self.cast.administrator.sign(), staff=leaves)
        elif act == "take":
            assessing.take(actor, concern=concern)
        elif act == "away":
            away = self.cast.members[member].staff
            handing.register_absence(
                actor, staff=away, since=actor.at + timedelta(hours=b), until=actor.at + timedelta(hours=b + c + 1)
            )
        elif act == "close" and c == 0:
            version = Assessment.objects.get(concern=concern).version
            assessing.close(actor, concern=concern, version=version, outcome="help", reason="Slut")
        elif act == "reply" and offers:
            handing.reply(
                actor, handover=offers[0], party=PARTIES[b % 4], answer=ANSWERS[c % 8], because="danger", note="x"
            )
        elif act == "withdraw" and offers:
            handing.withdraw(actor, handover=offers[0])
        elif act == "forge" and offers and member in AT_DOOR:  # a yes for somebody else, past the actions
            self.forged.append(Agreement.objects.create(
                owner_audience_id=offers[0].owner_audience_id, handover=offers[0], party=PARTIES[b % 4], answer="agrees",
                staff_id=self.cast.members[PEOPLE[c % 5]].staff.pk,
            ).pk)  # fmt: skip
            handing.settle(actor, offers[0])

    def check(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # exactly one holder, as at a commit
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        actor = self.cast.leader.sign()
        concern = Concern.objects.get(pk=self.concern.pk)
        held = list(Holding.objects.filter(concern=concern).order_by("period"))
        handed = [one for one in held if one.footing == "handed"]
        moved = list(Handover.objects.filter(concern=concern, state="in_effect").order_by("settled_at", "pk"))
        assert len(handed) == len(moved)
        taken = sum(one.footing == "taken" for one in held)
        overs = list(TakeOver.objects.filter(concern=concern, act="taken"))
        assert taken - len(overs) in {0, 1}  # what nobody had taken is taken once; the rest is taken over
        assert all(over.words or over.ground in {"absence", "asked"} for over in overs)
        assert held[0].footing == "received" or taken == len(overs)
        for holding, handover in zip(handed, moved, strict=True):
            assert holding.staff_id == handover.to_staff_id
            self.agreed(handover, chosen=held[0].footing == "chosen" and held.index(holding) == 1)
        if concern.closed_at is None:
            for hours in range(0, 24, 3):
                self.acts_only_while_absent(concern, actor.at + timedelta(hours=hours))

    def agreed(self, handover: Handover, *, chosen: bool) -> None:
        """The plain rule: of each required party the latest answer that the right one wrote is a yes, or is excepted."""
        principal = {member.staff.pk: member.principal_id for member in self.cast.members.values()}
        boss = self.cast.leader.principal_id
        parties = {"giver", "receiver", *handover.needs, *(["child"] if chosen else [])}
        if handover.suspicion in {"home", "unsure"}:
            assert (
                not Agreement.objects.filter(handover=handover, party="parents", staff_id__isnull=False)
                .exclude(pk__in=self.forged)
                .exists()
            ), "the parents were asked"
            parties -= {"parents"}
        for party in parties:
            latest = ""
            for said in Agreement.objects.filter(handover=handover, party=party).order_by("pk"):
                right = {"giver": handover.from_staff_id, "receiver": handover.to_staff_id}.get(party)
                if said.answer == Answer.CONFIRMED:
                    latest = "excepted" if latest == "not_asked" and said.written_by == boss else latest
                elif right is None or said.written_by == principal[right] or party == "giver":
                    latest = said.answer
            enough = (
                {"told", "not_told"}
                if party == "parents" and handover.suspicion == "others"
                else {"agrees", "excepted"}
            )
            assert latest in enough or self.forged, (party, latest)

    def acts_only_while_absent(self, concern: Concern, at) -> None:
        holder = who_has([concern], at)[concern.pk]
        here = presence([ConcernDoor.objects.get(pk=self.door.pk)], [holder.staff.pk], at)
        assert (holder.acting is None) == here.is_here(holder.staff)
        assert holder.now is not None

    def somebody_can_move_it(self) -> bool:
        """Somebody who is still here takes it, takes it over, or has it handed to them, with the answers they may write."""
        ended = set(Staff.objects.filter(ended_at__isnull=False).values_list("pk", flat=True))
        here = [member for member in PEOPLE if self.cast.members[member].staff.pk not in ended]
        holder = who_has([self.concern], self.cast.leader.sign().at)[self.concern.pk].staff
        if any(self.cast.members[member].staff.pk == holder.pk for member in here if member not in {"ssp_teacher"}):
            return True  # who has it and answers the door asks, tells, hands over and closes
        return any(self._moves_it(member) for member in here if self.cast.members[member].staff.pk != holder.pk)

    def _moves_it(self, member: str) -> bool:
        moved = False
        with transaction.atomic():
            for way in (self._takes, self._takes_over, self._pulls):
                try:
                    with transaction.atomic(), refusals():
                        moved = moved or way(member)
                except (Refused, Conflict, NotVisible, Concern.DoesNotExist, Handover.DoesNotExist):
                    continue
            transaction.set_rollback(True)
        return moved

    def _takes(self, member: str) -> bool:
        assessing.take(self.cast.members[member].sign(), concern=Concern.objects.get(pk=self.concern.pk))
        return True

    def _takes_over(self, member: str) -> bool:
        actor = self.cast.members[member].sign()
        take_over(actor, concern=Concern.objects.get(pk=self.concern.pk), ground="danger", words="Fare")
        return True

    def _pulls(self, member: str) -> bool:
        actor = self.cast.members[member].sign()
        concern = Concern.objects.get(pk=self.concern.pk)
        for offer in Handover.objects.filter(concern=concern, state="proposed"):
            handing.withdraw(actor, handover=offer)
        offer = handing.propose(
            actor,
            concern=concern,
            to_staff=self.cast.members[member].staff,
            reason="Bedst",
            key=uuid4(),
            suspicion="home",
        )
        for party in ("giver", "child"):
            if Handover.objects.get(pk=offer.pk).state == "proposed":
                handing.reply(actor, handover=Handover.objects.get(pk=offer.pk), party=party, answer="agrees")
        return Handover.objects.get(pk=offer.pk).state == "in_effect"


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(about=st.sampled_from(["child", "group"]), chosen=st.booleans(), steps=STEPS)
def test_one_holder_at_every_instant_and_no_takeover_without_every_yes(cast, about, chosen, steps):
    with transaction.atomic():
        world = World(cast, about=about, chosen=chosen)
        for act, a, b, c in steps:
            try:
                with transaction.atomic(), refusals():
                    world.step(act, a, b, c)
            except (Refused, Conflict, NotVisible, Assessment.DoesNotExist, Concern.DoesNotExist):
                pass  # a no is an answer
            world.check()
        cast.leader.sign()
        if Concern.objects.get(pk=world.concern.pk).closed_at is None:
            assert world.somebody_can_move_it(), "nobody can act"
        transaction.set_rollback(True)
