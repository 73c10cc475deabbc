"""What travels between forums without names: from the police district down to a unit's task, and up to the politicians."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from samspil.access.actor import Actor
from samspil.cases.actions import complete_task
from samspil.cases.models import Task
from samspil.demo.colleagues import Place
from samspil.demo.town import turn
from samspil.lib.refusals import Refused
from samspil.meetings.calendar.actions import call_extra
from samspil.meetings.models import Meeting
from samspil.meetings.papers import actions as papers
from samspil.meetings.passages import actions
from samspil.meetings.passages.models import Passage
from samspil.meetings.passages.queries import Addressee, addressees, get_passage
from samspil.organisations.models import Forum

DIRECTOR, CONSULTANT, YOUTH_SCHOOL = "politidirektoer", "ssp-konsulent", "ungdomsskoleleder"
STATIONS = {
    "kind": "decision",
    "title": "Tryghed ved stationerne i ydertimerne",
    "text": "Kommuner og politi prioriterer tryghed ved stationerne fredag og lørdag aften. Hvert lokalråd aftaler, hvad "
    "der gøres på stedet, og melder tilbage.",
}
LEISURE = {
    "kind": "recommendation",
    "title": "Fritidspas til flere børn på mellemtrinnet",
    "text": "I år har alle pladser i ordningen været i brug siden april. Skolerne kender børn, der gerne vil i gang, men "
    "ikke kan komme det.",
    "proposal": "At udvalget anbefaler, at rammen for fritidspas udvides med tyve pladser fra nytår.",
    "background": "Ordningen har været i gang i fem år. Foreninger og skoler følger op hvert halve år.",
    "annex": "Opgørelse over pladser i brug, måned for måned\nForeningernes erfaringer i fem punkter",
}


def live(ours: Place, police: Place, below: Place, today: date) -> str:
    """Send, pass on, carry out, prepare a paper; answers what to say about it."""
    turn(today - timedelta(days=24), "10:00")
    council = police.forums["kredsraadet"]
    with police.as_(DIRECTOR) as actor:
        local = [one for one in addressees(council, _day(actor)) if one.forum_id]
        sent = actions.send(actor, forum=council, to=local, answer_by=today + timedelta(days=14), **STATIONS)  # type: ignore[arg-type]
    _carry_out(below, next(one for one in sent if one.to_forum_id == below.forums["lokalraadet"].pk), today)
    _prepare(ours, today)
    return f"{council.name} has sent a decision down to {len(sent)} forums; one has carried it out, and politicians have a paper"


def _carry_out(place: Place, passage: Passage, today: date) -> None:
    """The local council passes it on to a unit, whose leader does it and tells; the council tells above."""
    forum, unit = place.forums["lokalraadet"], place.units["ungdomsskolen"]
    turn(today - timedelta(days=20), "09:00")
    with place.as_(CONSULTANT) as actor:
        (onward,) = actions.send(
            actor, forum=forum, to=[Addressee("down", unit.name, unit_id=unit.pk)], kind="decision",
            title="Åbent i klubben fredag til klokken 23",
            text="Lokalrådet beslutter, at ungdomsklubben holder længere åbent om fredagen frem til påske.",
            answer_by=today - timedelta(days=3), passes_on=get_passage(passage.pk),
        )  # fmt: skip
    turn(today - timedelta(days=18), "11:00")
    with place.as_(YOUTH_SCHOOL) as actor:
        task = actions.make_task(
            actor, passage=get_passage(onward.pk), responsible=place.staff[YOUTH_SCHOOL], key=uuid4(),
            text="Vagtplan for fredagsåbent til klokken 23", due_on=today - timedelta(days=5),
        )  # fmt: skip
    turn(today - timedelta(days=6), "14:00")
    with place.as_(YOUTH_SCHOOL) as actor:
        done = Task.objects.get(pk=task.pk)
        complete_task(
            actor, task=done, version=done.version, outcome="Klubben har haft åbent to fredage; omkring tredive kom."
        )
        actions.carry_out(
            actor, passage=get_passage(onward.pk), text="Klubben har haft åbent to fredage; omkring tredive kom."
        )
    turn(today - timedelta(days=5), "10:00")
    with place.as_(CONSULTANT) as actor:
        actions.carry_out(
            actor, passage=get_passage(passage.pk),
            text="Klubben ved stationen holder åbent til klokken 23 om fredagen, og der er voksne på pladsen imens.",
        )  # fmt: skip


def _prepare(place: Place, today: date) -> None:
    """The coordination group prepares a matter for the politicians' committee, which has a paper and waits for an answer."""
    group, committee = place.forums["koordinationsgruppen"], place.forums["ssp-udvalget"]
    turn(today - timedelta(days=23), "13:00")
    with place.as_("mette") as actor:
        council = next(one for one in addressees(committee, _day(actor)) if one.text)
        actions.send(
            actor, forum=committee, to=[council], kind="recommendation", title="Lys på stierne ved skolerne",
            text="Udvalget anbefaler, at stierne ved de tre skoler kommer med i næste års plan for belysning.",
            answer_by=today - timedelta(days=7),
        )  # fmt: skip
    turn(today - timedelta(days=9), "13:00")
    with place.as_("mette") as actor:
        above = [one for one in addressees(group, _day(actor)) if one.forum_id == committee.pk]
        (sent,) = actions.send(actor, forum=group, to=above, **LEISURE)  # type: ignore[arg-type]
        meeting = _call(actor, committee, today + timedelta(days=10))
        actions.place(actor, passage=sent, meeting=meeting)
        papers.make(actor, meeting=meeting, sure=True)


def _call(actor: Actor, forum: Forum, earliest: date) -> Meeting:
    """A meeting on the first working day from then on."""
    for days in range(30):
        day = earliest + timedelta(days=days)
        starts, ends = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in (16, 18))
        try:
            return call_extra(actor, forum=forum, starts_at=starts, ends_at=ends, place="Rådhuset, lokale 2")
        except Refused:
            continue
    raise AssertionError("a month without a working day")


def _day(actor: Actor) -> date:
    return timezone.localdate(actor.at)
