"""An activity names nobody, and belongs to the team that started it. Who sees it is the database's matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.models import Confidential
from samspil.catalogue.activities.models import Activity, State
from samspil.lib.naming import traces
from samspil.lib.refusals import Refused
from samspil.organisations.models import Body, District, Unit

BACK, AHEAD = timedelta(days=366), timedelta(days=2 * 366)


def check_names_nobody(body: Body, *, sure: bool, known: Iterable[str] = (), **texts: str) -> None:
    """No CPR number in any of the texts (by field name), and nothing like a name or an address unless somebody is `sure`
    that it is neither a child nor a citizen. `known` are further names of places. Raises Refused at the field.
    """
    for field, text in texts.items():
        if traces(text).numbers:
            raise Refused(_("There is a CPR number in the text. Take it out: no person is named here."), field=field)
    if sure or not any(traces(text).doubtful for text in texts.values()):
        return
    places = [*_places(body), *known]
    for field, text in texts.items():
        if doubtful := traces(text, places).doubtful:
            raise Refused(
                _(
                    "This looks like a name or an address: %(words)s. Take it out, or tick that it is no child and no citizen."
                )
                % {"words": ", ".join(doubtful)},
                field=field,
            )


def _places(body: Body) -> list[str]:
    """Names of the municipality, its districts and its units: nobody's."""
    units = Unit.objects.filter(body=body).values_list("name", flat=True)
    districts = District.objects.filter(body=body).values_list("name", flat=True)
    return [body.name, body.name.split()[0], *units, *districts]


def check_writes(actor: Actor, row: Confidential) -> None:
    """Those of the team write; who only reads is told so."""
    if row.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only the team that started the activity can change this."))


def check_day(day: date, today: date) -> None:
    """A plan, or something that was done without one: within a year back and two years ahead."""
    if not today - BACK <= day <= today + AHEAD:
        raise Refused(_("Choose a day from one year back to two years ahead."), field="day")


def check_day_of(activity: Activity, day: date, today: date) -> None:
    """What was held, was held on a day that has been."""
    if activity.state == State.HELD and day > today:
        raise Refused(_("It was held, so the day cannot be still to come."), field="day")


def check_told(
    activity: Activity, *, held: bool, why_not: str, participants: int | None, heads: Mapping[str, int], today: date
) -> None:
    """Held: on a day that has been, and the parts are no more than the whole. Not held: why, and nobody took part."""
    if not held:
        if not why_not:
            raise Refused(_("Write why it was not held."), field="why_not")
        if participants or heads:
            raise Refused(_("It was not held, so nobody took part. Leave the numbers empty."), field="participants")
        return
    if activity.day > today:
        raise Refused(_("The day is still to come. Write how it went when it has been."), field="outcome")
    if why_not:
        raise Refused(_("It was held, so leave this empty."), field="why_not")
    if participants is not None and participants < sum(heads.values()):
        raise Refused(
            _("By age and gender you have written %(number)s. The whole cannot be less.")
            % {"number": sum(heads.values())},
            field="participants",
        )


def check_was_held(activity: Activity | None) -> None:
    """Nobody came into a club from what has not been."""
    if activity is not None and activity.state != State.HELD:
        raise Refused(_("Write first how the activity went."))


def check_came_on(day: date, activity: Activity | None, today: date) -> None:
    """Young people come into a club on a day that has been, and from an activity not before it."""
    if not today - BACK <= day <= today:
        raise Refused(_("Choose a day of the last year."), field="day")
    if activity is not None and day < activity.day:
        raise Refused(_("Choose the day of the activity, or one after it."), field="day")
