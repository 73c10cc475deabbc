"""Whose a matter is when somebody chose an adult: what the page of a concern shows, to the adult and to the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.concerns.chosen.models import ChosenAdult, TakeOver
from samspil.concerns.chosen.states import Act, Chooser, Ground
from samspil.concerns.models import Concern, Footing, Handover, Holding, Step
from samspil.concerns.queries.holders import Holder
from samspil.concerns.queries.hours import rules_of
from samspil.concerns.states import About
from samspil.organisations.models import Body, Staff
from samspil.organisations.profile.reception import ChosenAdultRole


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
    adult_has_it: bool
    is_the_adult: bool
    may_ask: bool
    asked_at: datetime | None  # since when the adult's question to the door stands
    may_take_over: bool
    react_by: datetime | None  # before when the adult reacts, where the adult has the matter
    has_reacted: bool
    is_late: bool


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
    adult = _adult_now(chosen, holder)
    is_the_adult, reacted = adult.pk == staff.pk, _has_reacted(chosen, lines)
    return ChosenPanel(
        adult=adult,
        words=chosen_words(chosen.chosen_by, adult.name),
        still=_still_words(chosen.chosen_by, adult, concern),
        lines=said,
        adult_has_it=has_it,
        is_the_adult=is_the_adult,
        may_ask=is_open and has_it and is_the_adult,
        asked_at=_asked_at(lines) if has_it else None,
        may_take_over=is_open and has_it and answers,
        react_by=chosen.react_by if is_open and has_it else None,
        has_reacted=reacted,
        is_late=not reacted and chosen.react_by is not None and actor.at > chosen.react_by,
    )


def _adult_now(chosen: ChosenAdult, holder: Holder | None) -> Staff:
    """Whom the child talks with: who has it as the one whom they chose, else the last who had. One statement where the door has it."""
    if holder is not None and holder.is_chosen:
        return holder.staff
    held = Holding.objects.filter(concern=chosen.concern_id, footing=Footing.CHOSEN).select_related("staff")
    last = held.order_by("-period", "-pk").first()
    return last.staff if last else chosen.staff


def said_of_taking_over(concern: Concern) -> tuple[tuple[TakeOver, str], ...]:
    """Each line about taking over in the order of time, and who did what in it: whose the words are that stand with it. Who was given
    a concern of a colleague who has left did not write why. Two statements, one where nothing is said.
    """
    lines = list(TakeOver.objects.filter(concern=concern).order_by("at", "pk"))
    if not lines:
        return ()
    people = Staff.objects.filter(
        Q(pk__in={line.staff_id for line in lines}) | Q(principal_id__in={line.written_by for line in lines})
    )
    names = {one.pk: one.name for one in people}
    writers = {one.principal_id: one.pk for one in people}
    return tuple((line, _did(line, names, writers.get(line.written_by or 0, line.staff_id))) for line in lines)


def _did(line: TakeOver, names: Mapping[int, str], writer: int) -> str:
    people = {"name": names.get(line.staff_id, ""), "by": names.get(writer, "")}
    if line.act == Act.TAKEN and writer != line.staff_id:
        return (_("%(by)s gave it to %(name)s:") if line.words else _("%(by)s gave it to %(name)s.")) % people
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
