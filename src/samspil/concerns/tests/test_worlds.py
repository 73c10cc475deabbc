"""Random worlds of responsibility: whatever is proposed, answered, excepted, withdrawn, taken, or who is away, there is
exactly one holder at every instant, and a holder changes only by a taking of what nobody had taken or with every yes.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.access.cabinet import refusals
from samspil.concerns.actions import assessing, handing
from samspil.concerns.models import Agreement, Answer, Assessment, Concern, Handover, Holding
from samspil.concerns.queries.holders import presence, who_has
from samspil.concerns.tests.doors import found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast

PEOPLE = ("consultant", "colleague", "outreach_worker", "leader")
PARTIES = ("giver", "receiver", "child", "parents")
ANSWERS = ("agrees", "agrees", "agrees", "disagrees", "not_asked", Answer.CONFIRMED.value)
NUMBER = st.integers(0, 11)
STEPS = st.lists(st.tuples(st.sampled_from(["propose", "reply", "reply", "reply", "withdraw", "take", "away", "close", "forge"]),
                           NUMBER, NUMBER, NUMBER), min_size=4, max_size=14)  # fmt: skip


class World:
    """One concern, and people who do anything."""

    def __init__(self, cast: Cast, *, about: str, chosen: bool) -> None:
        self.cast = cast
        self.door = found(cast)
        leader(cast)
        self.concern = raised(cast, self.door, member="outreach_worker", about=about, chosen=chosen)
        first(cast.consultant.sign(), self.concern)

    def step(self, act: str, a: int, b: int, c: int) -> None:
        member = PEOPLE[a % len(PEOPLE)]
        actor = self.cast.members[member].sign()
        concern = Concern.objects.get(pk=self.concern.pk)
        offers = list(Handover.objects.filter(concern=concern).order_by("-pk"))
        if act == "propose":
            to = self.cast.members[PEOPLE[b % len(PEOPLE)]].staff
            handing.propose(actor, concern=concern, to_staff=to, reason="Bedst", key=uuid4())
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
            handing.reply(actor, handover=offers[0], party=PARTIES[b % 4], answer=ANSWERS[c % 6], because="danger")
        elif act == "withdraw" and offers:
            handing.withdraw(actor, handover=offers[0])
        elif act == "forge" and offers:  # a yes for somebody else, past the actions
            Agreement.objects.create(
                owner_audience_id=offers[0].owner_audience_id, handover=offers[0], party=PARTIES[b % 4], answer="agrees",
                staff_id=self.cast.members[PEOPLE[c % 4]].staff.pk,
            )  # fmt: skip
            handing.settle(actor, offers[0])

    def check(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # exactly one holder, as at a commit
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        actor = self.cast.consultant.sign()
        concern = Concern.objects.get(pk=self.concern.pk)
        held = list(Holding.objects.filter(concern=concern).order_by("period"))
        handed = [one for one in held if one.footing == "handed"]
        moved = list(Handover.objects.filter(concern=concern, state="in_effect").order_by("settled_at", "pk"))
        assert len(handed) == len(moved)
        assert sum(one.footing == "taken" for one in held) <= 1
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
        for party in {"giver", "receiver", *handover.needs, *(["child"] if chosen else [])}:
            latest = ""
            for said in Agreement.objects.filter(handover=handover, party=party).order_by("pk"):
                right = {"giver": handover.from_staff_id, "receiver": handover.to_staff_id}.get(party)
                if said.answer == Answer.CONFIRMED:
                    latest = "excepted" if latest == "not_asked" and said.written_by == boss else latest
                elif right is None or said.written_by == principal[right] or party == "giver":
                    latest = said.answer
            assert latest in {"agrees", "excepted"}, (party, latest)

    def acts_only_while_absent(self, concern: Concern, at) -> None:
        holder = who_has([concern], at)[concern.pk]
        here = presence([ConcernDoor.objects.get(pk=self.door.pk)], [holder.staff.pk], at)
        assert (holder.acting is None) == here.is_here(holder.staff)
        assert holder.now is not None


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(about=st.sampled_from(["child", "group"]), chosen=st.booleans(), steps=STEPS)
def test_one_holder_at_every_instant_and_no_takeover_without_every_yes(cast, about, chosen, steps):
    with transaction.atomic():
        world = World(cast, about=about, chosen=chosen)
        for act, a, b, c in steps:
            try:
                with transaction.atomic(), refusals():
                    world.step(act, a, b, c)
            except (Refused, Conflict, NotVisible, Assessment.DoesNotExist):
                pass  # a no is an answer
            world.check()
        transaction.set_rollback(True)
