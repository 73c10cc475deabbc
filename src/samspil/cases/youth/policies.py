"""Who gets the youth effort, and what may be written of it: in words and by a person (UNG-08, UNG-47)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.access.actor import Actor
from samspil.cases.policies import Pen, check_has, check_is_open
from samspil.cases.youth.models import Community, CommunityState, NeedFor, SupportDegree, YouthEffort
from samspil.lib.calendars import age_on
from samspil.lib.refusals import Refused

YOUNGEST, OLDEST = 13, 30
# Whether the young person is outside these is part of who the effort is for; civil society is written where it is known.
STATED = (Community.EDUCATION, Community.WORK)

# The form says the same as the refusal.
NO_NEED_FOR = gettext_lazy("Choose what the young person needs support for.")
NO_NEED = gettext_lazy("Write which support the young person needs. The youth effort is started on that.")
NO_DEGREE = gettext_lazy("Choose how much support is needed. The youth effort is started on that.")
NOT_STATED = {
    Community.EDUCATION: gettext_lazy("Choose whether the young person takes part in an education."),
    Community.WORK: gettext_lazy("Choose whether the young person takes part in the labour market."),
    Community.CIVIL: gettext_lazy(
        "Choose whether the young person takes part in civil society, or that you do not know."
    ),
}
NO_REASON = gettext_lazy("Write in a few words why.")


def check_eligible(need_for: str, need: str, degree: str, stated: Collection[str]) -> None:
    """The effort is for who needs support to complete an education or to get into a job. The need and its degree are written before
    it starts (UNG-08), and whether the young person is outside education and the labour market (UNG-47).
    """
    if need_for not in NeedFor.values:
        raise Refused(str(NO_NEED_FOR), field="need_for")
    if not need:
        raise Refused(str(NO_NEED), field="need")
    if degree not in SupportDegree.values:
        raise Refused(str(NO_DEGREE), field="degree")
    for community in STATED:
        if community not in stated:
            raise Refused(str(NOT_STATED[community]), field=str(community))


def is_outside_age(birth_date: date | None, day: date) -> bool:
    """Younger than 13 or older than 30 that day, as far as the birth date is known."""
    return birth_date is not None and not YOUNGEST <= age_on(birth_date, day) <= OLDEST


def check_age(birth_date: date | None, day: date, why: str) -> None:
    """The effort is for who is from 13 to 30 years old; outside that somebody writes why."""
    if is_outside_age(birth_date, day) and not why:
        raise Refused(
            _("The youth effort is for those from 13 to 30 years old. Write why it is right here all the same."),
            field="outside_age",
        )


def check_has_been(day: date, today: date, field: str) -> None:
    """What is written down has been."""
    if day > today:
        raise Refused(_("The day has not come yet. Choose today or an earlier day."), field=field)


def check_is_first(running: bool) -> None:
    """One effort at a time in a case."""
    if running:
        raise Refused(_("The youth effort runs in this case already. Go on in that one."))


def check_runs(actor: Actor, effort: YouthEffort, pen: Pen) -> None:
    """A running effort is written of by the unit that has the open case."""
    check_is_open(actor, effort.case, pen)
    if effort.owner_audience_id not in pen:
        raise Refused(_("Another unit started this effort. Start one of your own."))
    _check_not_ended(effort)


def check_may_end(actor: Actor, effort: YouthEffort, pen: Pen) -> None:
    """A running effort is ended by the unit that has it, also where the case has gone on to another unit without it."""
    check_has(actor, effort, pen)
    _check_not_ended(effort)


def _check_not_ended(effort: YouthEffort) -> None:
    if effort.ended_on is not None:
        raise Refused(_("The youth effort has ended. Start it anew if it is needed again."))


def check_degree(degree: str, now: str, since: date, last: date, today: date) -> None:
    """The degree is raised or lowered to another one, from a day that has been and not before the last one."""
    if degree not in SupportDegree.values:
        raise Refused(str(NO_DEGREE), field="degree")
    if degree == now:
        raise Refused(_("That degree stands already. Choose another one."), field="degree")
    _check_follows(since, last, today)


def check_moves(community: str, inside: bool, last: CommunityState | None, since: date, today: date) -> None:
    """The young person comes into a community or out of it, from a day that has been and not before the last one."""
    if community not in Community.values:
        raise Refused(_("Choose a community."), field="community")
    if last is not None and last.inside == inside:
        raise Refused(_("That stands already. Choose the other one."), field="inside")
    _check_follows(since, last.since if last else date.min, today)


def _check_follows(since: date, last: date, today: date) -> None:
    check_has_been(since, today, "since")
    if since < last:
        raise Refused(_("Choose a day no earlier than the last one that is written."), field="since")


def check_is_last(state: CommunityState, last: CommunityState | None) -> None:
    """What was written last of a community is taken back, once."""
    if last is None or last.pk != state.pk:
        raise Refused(_("Only what was written last of a community can be taken back."))


def check_ends(ended_on: date, last: date, today: date) -> None:
    """The effort ends on a day that has been, and not before what is written of it."""
    check_has_been(ended_on, today, "ended_on")
    if ended_on < last:
        raise Refused(_("Choose a day no earlier than the last one that is written."), field="ended_on")
