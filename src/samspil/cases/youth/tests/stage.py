"""Given-steps of the youth effort: each reaches its state through the actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from samspil.cases.models import Case
from samspil.cases.tests import stage as cases
from samspil.cases.youth import actions
from samspil.cases.youth.actions import Eligibility, Stand
from samspil.cases.youth.models import Community, CommunityState, NeedFor, SupportDegree, YouthEffort
from tests.cast import Cast, Member
from tests.clock import today

OUTSIDE: Mapping[str, Stand] = {one.value: Stand(inside=False) for one in Community}
ELIGIBLE = Eligibility(
    need_for=NeedFor.BOTH,
    need="Vil gerne være tømrer, men kommer ikke op om morgenen",
    degree=SupportDegree.MEDIUM,
    communities=OUTSIDE,
)
AGO = timedelta(days=10)


def running(cast: Cast, case: Case | None = None, member: Member | None = None, **more: Any) -> YouthEffort:
    """A youth effort that has run for ten days in a case of the member's unit (the consultant's)."""
    member = member or cast.consultant
    case = case or cases.case(cast, member)
    told = {"eligibility": ELIGIBLE, "started_on": today() - AGO} | more
    return actions.start_youth_effort(member.sign(), case=case, **told)


def entered(cast: Cast, effort: YouthEffort, community: str = Community.WORK, **more: Any) -> CommunityState:
    """The young person has come into a community."""
    return actions.write_community(cast.consultant.sign(), effort=effort, community=community, inside=True, **more)


def numbers(cast: Cast, case: Case) -> dict[str, int]:
    """What addresses name: an effort, and a line about a community."""
    effort = running(cast, case)
    return {"youth_id": effort.pk, "state_id": entered(cast, effort).pk}
