"""Whose a matter is when somebody chose an adult: what the page of a concern shows, to the adult and to the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.audit.models import Event
from samspil.audit.queries import events_of
from samspil.concerns.chosen.models import ChosenAdult, TakeOver
from samspil.concerns.chosen.states import Act, Chooser, Ground
from samspil.concerns.models import Concern, Footing, Handover, Holding, Step, StepKind
from samspil.concerns.queries.handing import adults_for
from samspil.concerns.queries.holders import Holder, who_has
from samspil.concerns.queries.hours import rules_of
from samspil.concerns.states import About
from samspil.organisations.models import Body, ConcernDoor, Staff
from samspil.organisations.profile.reception import ChosenAdultRole
from samspil.organisations.queries import told_apart
from samspil.responsibility.queries import presence, stops_on
from samspil.web import dates


def adult_is_responsible(body: Body) -> bool:
    """Whether the adult who was chosen has the matter here, or the door has it and the adult stays the contact."""
    return rules_of(body).stated.chosen_adult == ChosenAdultRole.RESPONSIBLE


@dataclass(frozen=True)
class ChosenPanel:
    """The adult who was chosen, by whom, and what has been said of taking over."""

    adult: Staff
    words: str
    still: str
    lines: tuple[tuple[TakeOver, str], ...]  # each with who has said it
    passed: tuple[
        tuple[TakeOver, str], ...
    ]  # what colleagues at the door gave to each other: the adult has not changed by it
    adult_has_it: bool
    is_the_adult: bool
    may_ask: bool
    asked_at: datetime | None  # since when the adult's question to the door stands
    may_take_over: bool
    react_by: datetime | None  # before when the adult reacts, where the adult has the matter
    has_reacted: bool
    is_late: bool
    adult_left: bool
    stops: date | None  # the adult's last day, where it is settled and has not passed
    asks: str  # who asks whom they will talk with now, where the adult has stopped
    may_name: bool  # the actor can name the adult whom they choose now
    may_hear: bool  # the actor asks them, and writes down what they say
    heard: str  # who asked them, where they chose nobody
    heard_words: str


def chosen_panel(
    actor: Actor, concern: Concern, holder: Holder | None, staff: Staff, *, answers: bool
) -> ChosenPanel | None:
    """None where nobody was chosen. `answers`: the actor answers the door."""
    chosen = ChosenAdult.objects.select_related("staff").filter(concern=concern).first()
    if chosen is None:
        return None
    said = said_of_taking_over(concern)
    lines = [line for line, _words in said]
    is_open, has_it = concern.closed_at is None, holder is not None and holder.is_chosen
    (adult,) = told_apart({chosen.staff_id: _adult_now(chosen, holder)}).values()
    ends = stops_on([adult.pk], actor.at) if is_open else {}
    goes, stops = adult.pk in ends, ends.get(adult.pk)
    left = goes and stops is None
    heard = _chose_nobody(concern, chosen) if goes else None
    asks = holder.now.name if holder is not None and holder.now.pk != adult.pk else ""
    is_the_adult, reacted = adult.pk == staff.pk, _has_reacted(chosen, lines)
    return ChosenPanel(
        adult=adult,
        words=chosen_words(chosen.chosen_by, adult.name),
        still=_words_of_adult(chosen, adult, concern, asks, stops, left=left),
        lines=tuple(one for one in said if not _is_of_the_door(one[0])),
        passed=tuple(one for one in said if _is_of_the_door(one[0])),
        adult_has_it=has_it,
        is_the_adult=is_the_adult,
        may_ask=is_open and has_it and is_the_adult,
        asked_at=_asked_at(lines) if has_it else None,
        may_take_over=is_open and has_it and answers,
        react_by=chosen.react_by if is_open and has_it and not left else None,
        has_reacted=reacted,
        is_late=not reacted and chosen.react_by is not None and actor.at > chosen.react_by,
        adult_left=left,
        stops=stops,
        asks=asks,
        may_name=goes and bool(adults_for(actor, concern, holder, staff)),
        may_hear=goes and answers and not is_the_adult and holder is not None and holder.now.pk == staff.pk,
        heard=heard_words(chosen.chosen_by, heard.staff) if heard and heard.staff else "",
        heard_words=heard.text if heard else "",
    )


def _chose_nobody(concern: Concern, chosen: ChosenAdult) -> Step | None:
    """What they said when they were asked after the adult had stopped, and chose nobody. Two statements, one where nobody asked."""
    event = events_of(concern).filter(act="choice.heard", at__gt=chosen.since).first()
    if event is None:
        return None
    return (
        Step.objects.select_related("staff").filter(concern=concern, kind=StepKind.NOTED, written_at=event.at).first()
    )


def heard_words(chosen_by: str, asked: Staff) -> str:
    """Somebody has asked them, and they choose no other adult."""
    return {
        Chooser.CHILD: _("%(name)s has asked, and the child chooses nobody now."),
        Chooser.YOUNG_PERSON: _("%(name)s has asked, and the young person chooses nobody now."),
        Chooser.FAMILY: _("%(name)s has asked, and the family chooses nobody now."),
    }[Chooser(chosen_by)] % {"name": asked.name}


def _adult_now(chosen: ChosenAdult, holder: Holder | None) -> Staff:
    """Whom the child talks with: who has it as the one whom they chose, else the last who had. One statement where the door has it."""
    if holder is not None and holder.is_chosen:
        return holder.staff
    held = Holding.objects.filter(concern=chosen.concern_id, footing=Footing.CHOSEN).select_related("staff")
    last = held.order_by("-period", "-pk").first()
    return last.staff if last and last.period.lower >= chosen.since else chosen.staff


def said_of_taking_over(concern: Concern) -> tuple[tuple[TakeOver, str], ...]:
    """Each line about taking over in the order of time, and who did what in it: whose the words are that stand with it. Who was given
    a concern of a colleague who has left did not write why. Two statements, one where nothing is said, a third where a colleague at
    the door has taken it over from another.
    """
    lines = list(TakeOver.objects.filter(concern=concern).order_by("at", "pk"))
    if not lines:
        return ()
    people = Staff.objects.filter(
        Q(pk__in={line.staff_id for line in lines}) | Q(principal_id__in={line.written_by for line in lines})
    )
    names = {one.pk: one.name for one in people}
    writers = {one.principal_id: one.pk for one in people}
    after = _after_whom(concern) if any(line.act == Act.TAKEN and _is_of_the_door(line) for line in lines) else {}
    return tuple(
        (line, _did(line, names, writers.get(line.written_by or 0, line.staff_id), after.get(line.at, "")))
        for line in lines
    )


def _after_whom(concern: Concern) -> dict[datetime, str]:
    """Who had the concern until each instant in which it passed on. One statement."""
    held = Holding.objects.filter(concern=concern, period__upper_inf=False).select_related("staff").order_by("pk")
    return {one.period.upper: one.staff.name for one in held}


def _is_of_the_door(line: TakeOver) -> bool:
    """Whether it passed between colleagues at the door, and is read there alone (`leaving.note_passed`, `put_back`)."""
    return line.act in {Act.TAKEN, Act.GIVEN_BACK} and line.audiences == [line.owner_audience_id]


def _did(line: TakeOver, names: Mapping[int, str], writer: int, had: str) -> str:
    people = {"name": names.get(line.staff_id, ""), "by": names.get(writer, "")}
    if line.act == Act.TAKEN and writer != line.staff_id:
        return (_("%(by)s gave it to %(name)s:") if line.words else _("%(by)s gave it to %(name)s.")) % people
    if line.act == Act.TAKEN and _is_of_the_door(line) and had:  # away, stopped, or still here until a settled day
        return _("%(name)s has taken over after %(had)s.") % {**people, "had": had}
    if line.act == Act.TAKEN:
        return _("%(name)s has taken over: %(ground)s.") % {**people, "ground": line.get_ground_display()}
    return {
        Act.ASKED: _("%(name)s has asked the door to take over:"),
        Act.TAKEN_BACK: _("%(name)s has taken the question back."),
        Act.GIVEN_BACK: _("%(name)s has given it back, because:") if line.words else _("%(name)s took it back again."),
    }[Act(line.act)] % people


def _asked_at(lines: Iterable[TakeOver]) -> datetime | None:
    """When the adult asked the door, where that stands; `lines` in the order of time. `sql/chosen.sql` asks the same."""
    own = [line for line in lines if line.act in {Act.ASKED, Act.TAKEN_BACK}]
    return own[-1].at if own and own[-1].act == Act.ASKED else None


def asked_at(concern: Concern) -> datetime | None:
    """When the adult asked the door to take over, where that has not been taken back. One statement."""
    return _asked_at(TakeOver.objects.filter(concern=concern).order_by("at", "pk"))


def _has_reacted(chosen: ChosenAdult, lines: Iterable[TakeOver]) -> bool:
    """Whether the adult has done something since: written what, asked the door, or asked to hand it over. `sql/chosen.sql` asks
    the same.
    """
    wrote = Step.objects.filter(concern=chosen.concern_id, staff=chosen.staff_id, written_at__gt=chosen.since)
    asked = Handover.objects.filter(concern=chosen.concern_id, from_staff=chosen.staff_id, written_at__gt=chosen.since)
    own = [line for line in lines if line.staff_id == chosen.staff_id and line.at > chosen.since]
    return any(line.act == Act.ASKED for line in own) or wrote.exists() or asked.exists()


def chosen_words(chosen_by: str, adult: str) -> str:
    """Who chose this adult to talk with, as a sentence."""
    return {
        Chooser.CHILD: _("The child has chosen %(adult)s to talk with."),
        Chooser.YOUNG_PERSON: _("The young person has chosen %(adult)s to talk with."),
        Chooser.FAMILY: _("The family has chosen %(adult)s to talk with."),
    }[Chooser(chosen_by)] % {"adult": adult}


def _words_of_adult(
    chosen: ChosenAdult, adult: Staff, concern: Concern, asks: str, stops: date | None, *, left: bool
) -> str:
    """Whether this adult is still the one with whom they talk, stops, or has stopped, and who asks them."""
    if left:
        return stopped_words(chosen.chosen_by, adult, asks)
    if stops is not None:
        return stops_words(chosen.chosen_by, adult, asks, stops)
    return _still_words(chosen.chosen_by, adult, concern)


def stops_words(chosen_by: str, adult: Staff, asks: str, day: date) -> str:
    """The adult stops on a settled day, and who asks now whom the child, the young person or the family will talk with afterwards."""
    named = {"adult": adult.name, "name": asks, "day": dates.short(day)}
    if not asks:
        return {
            Chooser.CHILD: _("%(adult)s stops %(day)s. Ask now whom the child will talk with afterwards."),
            Chooser.YOUNG_PERSON: _(
                "%(adult)s stops %(day)s. Ask now whom the young person will talk with afterwards."
            ),
            Chooser.FAMILY: _("%(adult)s stops %(day)s. Ask now whom the family will talk with afterwards."),
        }[Chooser(chosen_by)] % named
    return {
        Chooser.CHILD: _("%(adult)s stops %(day)s. %(name)s asks now whom the child will talk with afterwards."),
        Chooser.YOUNG_PERSON: _(
            "%(adult)s stops %(day)s. %(name)s asks now whom the young person will talk with afterwards."
        ),
        Chooser.FAMILY: _("%(adult)s stops %(day)s. %(name)s asks now whom the family will talk with afterwards."),
    }[Chooser(chosen_by)] % named


def stopped_words(chosen_by: str, adult: Staff, asks: str) -> str:
    """The adult has stopped, and who asks whom the child, the young person or the family will talk with now."""
    named = {"adult": adult.name, "name": asks}
    if not asks:
        return {
            Chooser.CHILD: _("%(adult)s has stopped. Ask whom the child will talk with now."),
            Chooser.YOUNG_PERSON: _("%(adult)s has stopped. Ask whom the young person will talk with now."),
            Chooser.FAMILY: _("%(adult)s has stopped. Ask whom the family will talk with now."),
        }[Chooser(chosen_by)] % named
    return {
        Chooser.CHILD: _("%(adult)s has stopped. %(name)s asks whom the child will talk with now."),
        Chooser.YOUNG_PERSON: _("%(adult)s has stopped. %(name)s asks whom the young person will talk with now."),
        Chooser.FAMILY: _("%(adult)s has stopped. %(name)s asks whom the family will talk with now."),
    }[Chooser(chosen_by)] % named


def _still_words(chosen_by: str, adult: Staff, concern: Concern) -> str:
    """Whoever has it now: this adult is still the one whom the child, the young person, the family or the group talks with."""
    if concern.about != About.CHILD:
        return _("%(adult)s is still the one whom they talk with.") % {"adult": adult.name}
    return {
        Chooser.CHILD: _("%(adult)s is still the one whom the child talks with."),
        Chooser.YOUNG_PERSON: _("%(adult)s is still the one whom the young person talks with."),
        Chooser.FAMILY: _("%(adult)s is still the one whom the family talks with."),
    }[Chooser(chosen_by)] % {"adult": adult.name}


def grounds(concern: Concern, holder: Holder) -> tuple[tuple[str, str], ...]:
    """The reasons for which the door may take over now: what the adult has not asked for is not offered. From somebody whom
    nobody chose: that they have left.
    """
    asked = asked_at(concern) is not None
    chosen = holder.is_chosen
    open_now = {
        Ground.DANGER: chosen, Ground.LAW: chosen, Ground.ABSENCE: holder.acting is not None, Ground.ASKED: chosen and asked,
    }  # fmt: skip
    return tuple((ground.value, str(ground.label)) for ground, is_open in open_now.items() if is_open)


@dataclass(frozen=True)
class Stopping:
    """A concern whose adult stops or has stopped, and who acts for it from then on."""

    concern: Concern
    words: str


def stopping(actor: Actor, me: Staff) -> list[Stopping]:
    """Open concerns whose adult stops on a settled day or has stopped: for the adult, and for who acts for the concern then. A constant
    number of statements.
    """
    rows = list(
        ChosenAdult.objects.filter(concern__closed_at=None, concern__door__isnull=False)
        .select_related("staff", "concern")
        .order_by("since", "pk")
    )
    days = stops_on({row.staff_id for row in rows}, actor.at) if rows else {}
    rows = [row for row in rows if row.staff_id in days]
    heard = _heard(rows)
    rows = [row for row in rows if row.since >= heard.get(row.concern_id, row.since)]
    if not rows:
        return []
    adults = told_apart({row.staff_id: row.staff for row in rows})
    held = who_has([row.concern for row in rows], actor.at)
    doors = ConcernDoor.objects.in_bulk({row.concern.door_id for row in rows})
    here = presence(doors.values(), {row.staff_id for row in rows}, actor.at)
    found = []
    for row in rows:
        holder = held.get(row.concern_id)
        acting = holder.now if holder is not None else None
        if acting is not None and acting.pk == row.staff_id:
            acting = here.next_after(row.staff, row.concern.door_id or 0)
        if me.pk == row.staff_id or (acting is not None and me.pk == acting.pk):
            found.append(Stopping(row.concern, _stops_words(adults[row.staff_id], days[row.staff_id], acting)))
    return found


def _heard(rows: Iterable[ChosenAdult]) -> dict[int, datetime]:
    """When somebody last asked whom they will talk with now, where somebody did. One statement, none where there is nothing to ask."""
    asked = {row.concern_id for row in rows}
    found = Event.objects.filter(act="choice.heard", object_table=Concern._meta.db_table, object_id__in=asked)
    return {event.object_id or 0: event.at for event in found.order_by("at", "pk")} if asked else {}


def _stops_words(adult: Staff, day: date | None, acting: Staff | None) -> str:
    named = {"adult": adult.name, "day": dates.short(day) if day else "", "name": acting.name if acting else ""}
    if day is None:
        return _("%(adult)s has stopped. %(name)s acts.") % named if acting else _("%(adult)s has stopped.") % named
    if acting is None:
        return _("%(adult)s stops %(day)s.") % named
    return _("%(adult)s stops %(day)s. From then on %(name)s acts.") % named
