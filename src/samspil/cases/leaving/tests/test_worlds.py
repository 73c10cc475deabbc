"""Random worlds of leaving: whoever leaves, is away, comes back, is put in or steps in, for each thing that lies with a colleague
there is somebody who can act and has been told; the rule is the same in SQL and in Python.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samspil.access import cabinet
from samspil.access.cabinet import refusals
from samspil.cases.leaving.actions import step_in
from samspil.cases.leaving.tests.places import answered_by_another, cooperation_leader, higher, sent
from samspil.cases.models import Task, TaskState
from samspil.cases.tests import stage
from samspil.concerns.actions import handing
from samspil.concerns.models import Concern, Holding
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations import leaving
from samspil.organisations.actions import end_colleague, end_post, give_post
from samspil.organisations.models import Post, Role, Staff, Unit
from samspil.responsibility.models import Absence
from samspil.responsibility.queries import presence, presence_in, stepped_in
from samspil.sharing.notices.queries import mine
from tests.cast import Cast, as_role

HOLDERS = ("consultant", "social_worker", "ssp_teacher")
PEOPLE = (*HOLDERS, "colleague", "outreach_worker", "boss", "ssp_leader")
UNITS = ("ssp", "family", "school")
NUMBER = st.integers(0, 11)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["leave", "leave", "away", "away", "back", "post_ends", "put_in", "step_in"]), NUMBER, NUMBER
    ),
    min_size=2,
    max_size=9,
)
TOLD = {"inside": "Du handler for en kollega, der er stoppet.", "above": "Du handler for en enhed, hvor ingen er her."}
NOBODY = "Der skal sættes nogen ind, hvor ingen kan handle."


class World:
    """A task with the only one in each of two units and with one of three in another, and people who come and go."""

    def __init__(self, cast: Cast, *, leads_above: bool, cooperation: bool) -> None:
        self.cast = cast
        if leads_above:
            higher(cast)
        if cooperation:
            cooperation_leader(cast)
        self.people = [member for member in PEOPLE if member in cast.members]
        self.tasks = [stage.task(cast, cast.members[member]).pk for member in HOLDERS]
        self.door = answered_by_another(cast)
        self.concern = sent(cast, self.door)

    def staff(self, member: str) -> Staff:
        return Staff.objects.select_related("body").get(pk=self.cast.members[member].staff.pk)

    def step(self, act: str, a: int, b: int) -> None:
        member, unit = self.people[a % len(self.people)], self.cast.units[UNITS[b % 3]]
        administrator = self.cast.administrator.sign()
        if act == "leave":
            end_colleague(administrator, staff=self.staff(member))
        elif act == "away":
            deputy = self.staff(self.people[b % len(self.people)]) if b % 2 else None
            handing.register_absence(
                administrator, staff=self.staff(member), since=administrator.at, until=None, deputy=deputy
            )
        elif act == "back":
            for absence in Absence.objects.filter(staff=self.staff(member), away__contains=administrator.at):
                handing.end_absence(administrator, absence=absence)
        elif act == "post_ends":
            post = (
                Post.objects.select_related("staff__body", "unit")
                .filter(staff=self.staff(member), valid_to=None)
                .first()
            )
            if post is not None:
                end_post(administrator, post=post)
        elif act == "put_in":
            role = Role.objects.get(body=self.cast.body, key="social_worker")
            give_post(administrator, staff=self.staff(member), role=role, unit=unit)
        elif act == "step_in":
            step_in(self.cast.members[member].sign(), unit=unit)

    def night(self) -> datetime:
        at = self.cast.administrator.sign().at + timedelta(microseconds=1)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE samspil_keeper")
            cursor.execute("SELECT leaving.remind(%s)", [at])
            cursor.execute("SET LOCAL ROLE samspil_app")
        return at

    def check(self) -> None:
        self.night()
        for pk in self.tasks:
            with as_role("samspil_lock"):
                task = Task.objects.get(pk=pk)
            self.cast.administrator.sign()
            holder = Staff.objects.get(pk=task.responsible_id)
            unit = Unit.objects.select_related("body").get(pk=task.unit_id)
            at = self.cast.administrator.actor.at
            here = presence_in([unit.pk], [holder.pk], at)
            acting = here.acting_for(holder, unit.pk)
            if not here.is_here(holder, unit.pk):
                self.same_rule(holder, unit, acting, at)
            if here.is_here(holder, unit.pk):
                assert self.reads(holder, unit)
            elif acting is None:
                self.administrators_put_somebody_in(unit)
            elif self.reads(acting, unit):
                gone = here.has_left(holder, unit.pk)
                assert not gone or set(TOLD.values()) & self.told(acting), "who acts was not told"
            else:
                assert TOLD["above"] in self.told(acting), "who acts from above was not told"
                assert self.steps_in(acting, unit, pk), "who acts from above cannot act"
        self.check_door()

    def check_door(self) -> None:
        """The same for a concern at a door that two units answer: whoever is named as the one who has it opens it, or steps in and does."""
        with as_role("samspil_lock"):
            holder = Holding.objects.select_related("staff").get(concern=self.concern, period__upper_inf=True).staff
        at = self.cast.administrator.sign().at
        here = presence([self.door], [holder.pk], at)
        acting = here.acting_for(holder, self.door.pk)
        if acting is None or self.opens(acting):
            return
        if here.is_here(acting) and here.unit_at(acting, self.door.pk) is None:
            assert TOLD["above"] in self.told(acting), "who acts at the door from above was not told"
            self.cast.members[self.member(acting)].sign()
            assert self.door.unit_id not in {one.unit.pk for one in stepped_in()}, (
                "who has stepped in does not have the door"
            )
            with transaction.atomic():
                step_in(self.cast.members[self.member(acting)].sign(), unit=self.door.unit)
                assert self.opens(acting), "who acts at the door from above cannot open it"
                transaction.set_rollback(True)

    def opens(self, staff: Staff) -> bool:
        self.cast.members[self.member(staff)].sign()
        return Concern.objects.filter(pk=self.concern.pk, owner_audience_id__in=cabinet.own_keys()).exists()

    def same_rule(self, holder: Staff, unit: Unit, python: Staff | None, at: datetime) -> None:
        with as_role("samspil_lock") as cursor:
            cursor.execute("SELECT responsibility.acts_in(%s, %s, %s)", [holder.pk, unit.pk, at])
            ((sql,),) = cursor.fetchall()
        assert sql == (python.pk if python else None)

    def member(self, staff: Staff) -> str:
        return next(key for key, member in self.cast.members.items() if member.staff.pk == staff.pk)

    def told(self, staff: Staff) -> set[str]:
        self.cast.members[self.member(staff)].sign()
        return {line.sentence for line in mine()}

    def reads(self, staff: Staff, unit: Unit) -> bool:
        self.cast.members[self.member(staff)].sign()
        return unit.audience_id in cabinet.own_keys()

    def steps_in(self, staff: Staff, unit: Unit, task: int) -> bool:
        with transaction.atomic():
            step_in(self.cast.members[self.member(staff)].sign(), unit=unit)
            found = Task.objects.filter(pk=task, state=TaskState.OPEN).exists() and self.reads(staff, unit)
            transaction.set_rollback(True)
        return found

    def administrators_put_somebody_in(self, unit: Unit) -> None:
        self.cast.administrator.sign()
        assert NOBODY in {line.sentence for line in mine()}, "nobody acts, and nobody was told"
        assert unit.pk in {one.unit.pk for one in leaving.unstaffed()}
        with transaction.atomic():
            newcomer = self.cast.youth_job_centre
            role = Role.objects.get(body=self.cast.body, key="social_worker")
            give_post(self.cast.administrator.sign(), staff=self.staff("youth_job_centre"), role=role, unit=unit)
            assert self.reads(newcomer.staff, unit)
            transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(leads_above=st.booleans(), cooperation=st.booleans(), steps=STEPS)
@example(
    leads_above=True, cooperation=False, steps=[("leave", 1, 0), ("step_in", 5, 1), ("away", 4, 0)]
)  # the unit first
@example(
    leads_above=True, cooperation=False, steps=[("away", 4, 0), ("leave", 1, 0), ("step_in", 5, 1)]
)  # the door first
@example(
    leads_above=True, cooperation=False, steps=[("leave", 1, 0), ("step_in", 5, 1), ("leave", 4, 0), ("put_in", 4, 1)]
)
def test_there_is_always_somebody_who_can_act_and_has_been_told(cast, leads_above, cooperation, steps):
    with transaction.atomic():
        world = World(cast, leads_above=leads_above, cooperation=cooperation)
        for act, a, b in steps:
            try:
                with transaction.atomic(), refusals():
                    world.step(act, a, b)
            except (Refused, NotVisible):
                pass  # a no is an answer
            world.check()
        for key in ("boss", "ssp_leader"):
            cast.members.pop(key, None)
        transaction.set_rollback(True)
