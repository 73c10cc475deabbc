"""The scene of sharing out what lies with a colleague who has left."""

from __future__ import annotations

from uuid import uuid4

from samspil.audit.models import Event
from samspil.cases.actions import complete_task, write_note
from samspil.cases.leaving import actions
from samspil.cases.leaving.queries import left_in
from samspil.cases.leaving.tests.places import higher
from samspil.cases.models import Case, Task
from samspil.cases.tests import stage
from samspil.cases.tests.test_chosen_adult import chosen_by
from samspil.concerns.tests.doors import found
from samspil.concerns.tests.test_handing import ready
from samspil.organisations.actions import end_colleague, give_post
from samspil.organisations.models import Role, Staff
from tests.cast import Cast
from tests.verbs.scene import Other, Play, fresh, scene


def ended(cast: Cast, member: str = "consultant") -> None:
    """The colleague leaves."""
    actor = cast.administrator.sign()
    end_colleague(actor, staff=Staff.objects.select_related("body").get(pk=cast.members[member].staff.pk), nobody=True)


def left_behind(cast: Cast) -> tuple[Case, Task]:
    """A case and a task of a consultant who has left."""
    case, task = stage.case(cast), stage.task(cast)
    ended(cast)
    return case, task


@scene(actions.share_out)
def share_out(cast: Cast) -> Play:
    case, task = left_behind(cast)
    unit, keys = cast.units["ssp"], [f"case-{case.pk}", f"task-{task.pk}"]

    def over() -> None:
        actions.share_out(cast.colleague.sign(), unit=unit, what=keys, to=cast.outreach_worker.staff)
        assert not left_in(unit, cast.colleague.actor.at)

    return Play(
        "colleague",
        lambda: {"unit": unit, "what": keys, "to": cast.outreach_worker.staff},
        Other("social_worker"),
        over,
    )


def given(cast: Cast) -> tuple[Case, Task]:
    """A case and a task that were shared out after a consultant who has left."""
    case, task = left_behind(cast)
    keys = [f"case-{case.pk}", f"task-{task.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    return case, task


def chosen_and_given(cast: Cast) -> Case:
    """A case whose adult the child had chosen, shared out to Omar by Line when that adult had left."""
    case = chosen_by(cast, "child")
    ended(cast)
    actions.share_out(
        cast.colleague.sign(), unit=cast.units["ssp"], what=[f"case-{case.pk}"], to=cast.outreach_worker.staff
    )
    return case


@scene(actions.take_back)
def take_back(cast: Cast) -> Play:
    case, task = given(cast)
    cast.colleague.sign()
    shared = Event.objects.filter(act="work.shared_out").latest("pk")

    def begun() -> None:
        actor = cast.outreach_worker.sign()
        write_note(actor, case=fresh(case), text="Jeg har talt med skolen", key=uuid4())
        complete_task(actor, task=fresh(task), version=fresh(task).version, outcome="Gjort")

    return Play("colleague", lambda: {"shared": shared}, Other("consultant"), begun)


@scene(actions.give_back_case)
def give_back_case(cast: Cast) -> Play:
    case, _task = given(cast)

    def gone_on() -> None:
        actions.give_back_case(cast.outreach_worker.sign(), case=fresh(case), reason="Jeg kender familien")

    return Play(
        "outreach_worker",
        lambda: {"case": fresh(case), "reason": "Jeg kender familien"},
        Other("social_worker"),
        gone_on,
    )


@scene(actions.hear_choice)
def hear_choice(cast: Cast) -> Play:
    case = chosen_and_given(cast)

    def heard() -> None:
        actions.hear_choice(cast.outreach_worker.sign(), case=fresh(case), words="Det er fint")

    return Play(
        "outreach_worker",
        lambda: {"case": fresh(case), "words": "Hun vil gerne tale med Omar"},
        Other("colleague"),
        heard,
    )


@scene(actions.give_back_concern)
def give_back_concern(cast: Cast) -> Play:
    concern = ready(cast, found(cast))
    ended(cast)
    keys = [f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)

    def gone_on() -> None:
        actions.give_back_concern(cast.outreach_worker.sign(), concern=fresh(concern), reason="Jeg kender familien")

    return Play(
        "outreach_worker",
        lambda: {"concern": fresh(concern), "reason": "Jeg kender familien"},
        Other("social_worker"),
        gone_on,
    )


@scene(actions.step_in)
def step_in(cast: Cast) -> Play:
    higher(cast)
    stage.case(cast, cast.social_worker)
    ended(cast, "social_worker")
    unit = cast.units["family"]

    def put_in() -> None:
        role = Role.objects.get(body=cast.body, key="social_worker")
        give_post(cast.administrator.sign(), staff=cast.outreach_worker.staff, role=role, unit=unit)

    return Play("boss", lambda: {"unit": unit}, Other("consultant"), put_in)
