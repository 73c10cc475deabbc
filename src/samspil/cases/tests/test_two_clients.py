"""Random worlds with two clients at once: a concern and a case are offered, answered, excepted, taken back, asked for, while
people go away, leave, and the child's records are joined, on two real connections that commit.

At every instant each has exactly one holder; a holder changes only by the taking of what nobody had taken, or by a handover in
which every required party agreed, or was excepted by a leader, before that instant; somebody acts exactly while somebody is away.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connections, transaction
from django.utils import timezone

from samspil.access.actor import Actor, acting
from samspil.access.cabinet import refusals
from samspil.cases import actions as cases
from samspil.cases import queries
from samspil.cases.models import Case
from samspil.cases.models import Handover as CaseHandover
from samspil.cases.queries import holders as of_cases
from samspil.cases.tests import stage
from samspil.concerns.actions import assessing, handing
from samspil.concerns.models import Concern, Handover
from samspil.concerns.queries.holders import who_has as who_has_concerns
from samspil.concerns.tests.doors import CONTENT, found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.organisations.actions.staffing import end_colleague
from samspil.people import actions as people
from samspil.people.queries import get_person
from samspil.responsibility.states import Answer
from tests.cast import Cast

pytestmark = pytest.mark.wheel
PARTIES = ("giver", "receiver", "child", "parents")
PEOPLE = ("consultant", "colleague", "outreach_worker", "leader")
ANSWERS = ("agrees", "agrees", "agrees", "disagrees", "not_asked", Answer.CONFIRMED.value)
ACTS = ("propose", "propose", "propose", "reply", "reply", "agree", "agree", "agree", "agree", "agree", "agree", "withdraw", "take", "away",
        "merge", "close", "leave")  # fmt: skip
COVER = """
SELECT 'concern', c.id FROM concerns_concern c WHERE c.door_id IS NOT NULL AND tstzmultirange(tstzrange(c.received_at, c.closed_at))
  IS DISTINCT FROM (SELECT range_agg(h.period) FROM concerns_holding h WHERE h.concern_id = c.id)
UNION ALL SELECT 'concern twice', a.concern_id FROM concerns_holding a JOIN concerns_holding b
  ON a.concern_id = b.concern_id AND a.id < b.id AND a.period && b.period
UNION ALL SELECT 'case', c.id FROM cases_case c WHERE tstzmultirange(tstzrange(c.opened_at, c.closed_at))
  IS DISTINCT FROM (SELECT range_agg(r.period) FROM cases_responsibility r WHERE r.case_id = c.id AND r.duty = 'holder')
UNION ALL SELECT 'case twice', a.case_id FROM cases_responsibility a JOIN cases_responsibility b
  ON a.case_id = b.case_id AND a.duty = 'holder' AND b.duty = 'holder' AND a.id < b.id AND a.period && b.period
"""
# Each change of holder, with the handover that made it: (kind, record, from, to, when, handover, who must agree).
CHANGES = """
SELECT 'concern', h.concern_id, h.staff_id, lower(h.period), w.id, w.from_staff_id, w.from_unit_id, w.needs, h.footing,
    (SELECT b.footing FROM concerns_holding b WHERE b.concern_id = h.concern_id AND upper(b.period) = lower(h.period))
  FROM concerns_holding h LEFT JOIN concerns_handover w ON w.concern_id = h.concern_id AND w.state = 'in_effect'
   AND w.settled_at <= lower(h.period) AND w.settled_at > lower(h.period) - interval '1 millisecond'
 WHERE lower(h.period) > (SELECT c.received_at FROM concerns_concern c WHERE c.id = h.concern_id)
UNION ALL
SELECT 'case', r.case_id, r.staff_id, lower(r.period), w.id, w.from_staff_id, w.from_unit_id, w.needs, 'handed',
    (SELECT CASE WHEN b.chosen_by <> '' THEN 'chosen' ELSE '' END FROM cases_responsibility b
      WHERE b.case_id = r.case_id AND b.duty = 'holder' AND upper(b.period) = lower(r.period))
  FROM cases_responsibility r LEFT JOIN cases_handover w ON w.case_id = r.case_id AND w.state = 'accepted'
   AND w.answered_at <= lower(r.period) AND w.answered_at > lower(r.period) - interval '1 millisecond'
 WHERE r.duty = 'holder' AND lower(r.period) > (SELECT c.opened_at FROM cases_case c WHERE c.id = r.case_id)
"""
SAID = """SELECT party, answer, because, tries, written_by, written_at FROM {}_agreement WHERE handover_id = %s ORDER BY id"""


@pytest.fixture
def cast(settlers: Cast) -> Cast:
    with transaction.atomic():
        found(settlers, content={**CONTENT, "chosen_adult": "responsible"})
        leader(settlers)
    return settlers


class World:
    """One concern, one case, two records of the child, and people who do anything."""

    def __init__(self, cast: Cast, chance: random.Random) -> None:
        from samspil.organisations.models import ConcernDoor  # noqa: PLC0415 - read within the transaction

        self.cast, self.done = cast, Counter[str]()
        about, chosen = chance.choice(["child", "group"]), chance.random() < 0.3
        with transaction.atomic():
            self.door = ConcernDoor.objects.get(key="nord")
            self.concern = raised(
                cast, self.door, member="outreach_worker", about=about, chosen_by="child" if chosen else ""
            ).pk
            first(cast.consultant.sign(), Concern.objects.get(pk=self.concern))
            name = f"Sofus Ravn {chance.randrange(10**6)}"
            one, two = (stage.child(cast.consultant, name, stage.YOUNG + timedelta(days=day)) for day in (0, 1))
            self.records = (one.pk, two.pk)
            self.case = cases.open_case(
                cast.consultant.sign(), person_id=one.pk, opening_reason="Prøvet", coordinator=cast.consultant.staff,
                unit=cast.units["ssp"], owner_audience_id=cast.units["ssp"].audience_id, chosen_by="child" if chosen else "",
            ).pk  # fmt: skip

    def act(self, chance: random.Random) -> None:
        """One act of one person in a transaction of its own; a no is an answer, a deadlock is not."""
        act, member = chance.choice(ACTS), self.cast.members[chance.choice(PEOPLE)]
        on_concern, party = chance.random() < 0.5, chance.choice(PARTIES)
        if act == "agree":
            member = self._asked(on_concern, party) or member
        doer = self._on_concern if on_concern else self._on_case
        try:
            with acting(member.principal_id) as actor, refusals():
                doer(act, actor, member, chance, party)
                time.sleep(chance.uniform(0, 0.004))  # the other client comes between act and commit
        except (Refused, Conflict, NotVisible):
            self.done["refused"] += 1
        else:
            self.done[act] += 1

    def _asked(self, on_concern: bool, party: str) -> Any:
        """Whose yes it is."""
        with acting(self.cast.leader.principal_id):
            offers = (
                Handover.objects.filter(concern_id=self.concern)
                if on_concern
                else CaseHandover.objects.filter(case_id=self.case)
            )
            offer = offers.order_by("-pk").first()
        staff = offer and (offer.to_staff_id if party == "receiver" else offer.from_staff_id)
        return next((one for one in self.cast.members.values() if one.staff.pk == staff), None)

    def _on_concern(self, act: str, actor: Actor, member: Any, chance: random.Random, party: str) -> None:
        concern = Concern.objects.filter(pk=self.concern).first()
        if concern is None:
            raise NotVisible  # to somebody who has left
        offer = Handover.objects.filter(concern=concern).order_by("-pk").first()
        if act == "propose":
            to = self.cast.members[chance.choice(PEOPLE)].staff
            handing.propose(actor, concern=concern, to_staff=to, reason="Bedst", key=uuid4(), suspicion="none")
        elif act == "take":
            assessing.take(actor, concern=concern)
        elif act in {"agree", "reply"} and offer:
            answer = "agrees" if act == "agree" else chance.choice(ANSWERS)
            handing.reply(actor, handover=offer, party=party, answer=answer, because="danger")
        elif act == "withdraw" and offer and chance.random() < 0.2:
            handing.withdraw(actor, handover=offer)
        else:
            self._otherwise(act, actor, member, chance)

    def _on_case(self, act: str, actor: Actor, member: Any, chance: random.Random, party: str) -> None:
        case = queries.get_case(self.case)
        offer = CaseHandover.objects.filter(case=case).order_by("-pk").first()
        if act == "propose":
            unit, to = self.cast.units["ssp"], self.cast.members[chance.choice(PEOPLE)].staff
            cases.propose_handover(
                actor, person_id=case.subject, text="Kender den unge", to_unit=unit, to_staff=to, case=case, necessity="tæt",
                owner_audience_id=unit.audience_id, basis_version_id=queries.basis_between(unit, unit, timezone.localdate(actor.at)).pk,
                from_unit=unit, suspicion="none",
            )  # fmt: skip
        elif act in {"agree", "reply"} and offer and party == "receiver":
            cases.accept_handover(actor, handover=offer, responsible=member.staff)
        elif act in {"agree", "reply"} and offer:
            answer = "agrees" if act == "agree" else chance.choice(ANSWERS)
            cases.reply_handover(actor, handover=offer, party=party, answer=answer, because="danger")
        elif act == "withdraw" and offer and chance.random() < 0.2:
            cases.withdraw_handover(actor, handover=offer, version=offer.version)
        elif act == "close" and chance.random() < 0.05:
            stage.heard(actor, case)
            cases.close_case(actor, case=case, version=case.version, reason="Slut")
        else:
            self._otherwise(act, actor, member, chance)

    def _otherwise(self, act: str, actor: Actor, member: Any, chance: random.Random) -> None:
        if act == "away":
            hours = chance.randrange(1, 12)
            handing.register_absence(
                actor, staff=member.staff, since=actor.at, until=actor.at + timedelta(seconds=0.05 * hours)
            )
        elif act == "merge":
            keep, other = (get_person(pk) for pk in self.records)
            chance.choice((people.merge, people.unmerge))(actor, keep=keep, other=other)

    def leave(self) -> None:
        """Somebody ends: their keys go, and what they held stands until it is handed over."""
        with acting(self.cast.administrator.principal_id) as actor:
            end_colleague(actor, staff=self.cast.colleague.staff)


def both(world: World, chances: tuple[random.Random, random.Random], rounds: int) -> list[str]:
    """Two clients, each on its own connection, begin each act together."""
    lost: list[str] = []
    gate = threading.Barrier(2, timeout=60)

    def run(chance: random.Random) -> None:
        try:
            for _round in range(rounds):
                gate.wait()
                world.act(chance)
        except Exception as error:
            lost.append(f"{type(error).__name__}: {error}")
            gate.abort()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[chance]) for chance in chances]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    return lost


def check(world: World, sql: psycopg.Connection) -> int:
    """The rules, past every policy and in SQL of their own. Answers how many changes of holder there were."""
    assert sql.execute(COVER).fetchall() == []
    principal = {member.staff.pk: member.principal_id for member in world.cast.members.values()}
    boss, changes = world.cast.leader.principal_id, sql.execute(CHANGES).fetchall()
    for kind, _record, staff, when, handover, giver, _unit, needs, footing, before in changes:
        if footing == "taken":
            assert before == "received", (kind, before)
            continue
        assert handover is not None, (kind, staff, when)
        table = "concerns" if kind == "concern" else "cases"
        said = sql.execute(SAID.format(table), [handover]).fetchall()
        for party in {"giver", "receiver", *needs, *(["child"] if before == "chosen" else [])}:
            latest = ""
            for whose, answer, _because, _tries, by, at in said:
                if whose != party:
                    continue
                if answer == "confirmed":
                    latest = "excepted" if latest == "not_asked" and by == boss else latest
                    continue
                mine = principal[giver] if party == "giver" else principal[staff] if party == "receiver" else by
                if party == "child" and before == "chosen":
                    mine = principal[giver]
                if by == mine or (party in {"giver", "child"} and away(sql, giver, at)):
                    latest = answer
            assert latest in {"agrees", "excepted"}, (kind, handover, party, latest)
    return len(changes)


def away(sql: psycopg.Connection, staff: int, at: datetime) -> bool:
    row = sql.execute(
        "SELECT EXISTS (SELECT FROM responsibility_absence WHERE staff_id = %s AND away @> %s::timestamptz) OR EXISTS"
        " (SELECT FROM organisations_staff WHERE id = %s AND ended_at <= %s)", [staff, at, staff, at],
    ).fetchone()  # fmt: skip
    return bool(row and row[0])


def acts_only_while_absent(world: World, sql: psycopg.Connection) -> None:
    """At instants before, now and later: somebody acts exactly while the holder is away or gone."""
    with acting(world.cast.leader.principal_id) as actor:
        concern = Concern.objects.get(pk=world.concern)
        case = Case.objects.get(pk=world.case)
        for seconds in (0, 0.2, 3600):
            at = actor.at + timedelta(seconds=seconds)
            for holder in (
                who_has_concerns([concern], at).get(concern.pk),
                of_cases.who_has([case], at).get(case.pk),
            ):
                if holder is not None and (concern.closed_at is None or holder.staff.pk):
                    assert (holder.acting is not None) == away(sql, holder.staff.pk, at)


def play(cast: Cast, sql: psycopg.Connection, seed: int, rounds: int) -> tuple[int, Counter[str]]:
    """One world from beginning to end."""
    chance = random.Random(seed)
    world = World(cast, chance)
    chances = (random.Random(seed * 2), random.Random(seed * 2 + 1))
    for part in range(2):
        assert both(world, chances, rounds // 2) == [], seed
        check(world, sql)
        acts_only_while_absent(world, sql)
        if part == 0 and seed % 2:
            with contextlib.suppress(Refused):  # who has left in an earlier world
                world.leave()
    return check(world, sql), world.done


def test_two_clients_at_once_leave_one_holder_and_no_takeover_without_every_yes(
    cast: Cast, owner_sql: psycopg.Connection
) -> None:
    moved, done = 0, Counter[str]()
    for seed in (2, 3, 1):
        changes, acts = play(cast, owner_sql, seed, 30)
        moved, done = moved + changes, done + acts
    assert moved >= 2, done  # a world in which nothing moves proves nothing
    assert {"propose", "reply", "agree", "refused"} <= set(done)


@pytest.mark.long
def test_many_worlds(cast: Cast, owner_sql: psycopg.Connection) -> None:
    done = Counter[str]()
    for seed in range(2, 42):
        done += play(cast, owner_sql, seed, 80)[1]
    assert done["propose"] > 100


def test_the_worlds_would_notice(cast: Cast, owner_sql: psycopg.Connection) -> None:
    """Without the lock of the holder, a world with two holders and one with a holder nobody agreed to are both found."""
    world = World(cast, random.Random(5))
    staff, unit = cast.colleague.staff.pk, cast.units["ssp"].pk
    owner_sql.execute("ALTER TABLE cases_responsibility DISABLE TRIGGER ALL")
    owner_sql.execute(
        "UPDATE cases_responsibility SET period = tstzrange(lower(period), lower(period) + interval '1 second') WHERE duty = 'holder'"
    )
    with pytest.raises(AssertionError, match="case"):
        check(world, owner_sql)
    owner_sql.execute(
        "INSERT INTO cases_responsibility (owner_audience, audiences, origin, retention_kind, hold, version, case_id, duty, staff_id,"
        " unit_id, period, reason, chosen_by) SELECT owner_audience, audiences, origin, retention_kind, hold, version, case_id, duty,"
        " %s, %s, tstzrange(upper(period), NULL), '', '' FROM cases_responsibility WHERE duty = 'holder'", [staff, unit],
    )  # fmt: skip
    with pytest.raises(AssertionError, match="case"):
        check(world, owner_sql)
