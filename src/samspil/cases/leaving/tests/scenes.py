"""The scene of sharing out what lies with a colleague who has left."""

from __future__ import annotations

from samspil.cases.leaving import actions
from samspil.cases.leaving.queries import left_in
from samspil.cases.leaving.tests.places import higher
from samspil.cases.models import Case, Task
from samspil.cases.tests import stage
from samspil.organisations.actions import end_colleague, give_post
from samspil.organisations.models import Role, Staff
from tests.cast import Cast
from tests.verbs.scene import Other, Play, scene


def ended(cast: Cast, member: str = "consultant") -> None:
    """The colleague leaves."""
    actor = cast.administrator.sign()
    end_colleague(actor, staff=Staff.objects.select_related("body").get(pk=cast.members[member].staff.pk))


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
