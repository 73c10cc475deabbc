"""The words that can be decided at an item: in which order, with what they are filled, and which of them fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samspil.access.actor import Actor
from samspil.meetings.actions.again import day_of
from samspil.meetings.models import Item, MeetingKind
from samspil.meetings.policies import asks_who, choose_first, may_be_two, why_not
from samspil.organisations.models import Staff
from samspil.organisations.profile import Consequence, DecisionWord, Terms, WordAnswer, WordQuestion

ANSWER_KEYS = "ZXCV"  # beside each other on the keyboard, and free at the table


@dataclass(frozen=True)
class Word:
    """A decision word with what the form is filled with when it is chosen."""

    word: DecisionWord
    key: int
    responsible_id: int | None
    due_on: date | None
    is_default: bool
    question: WordQuestion | None = None  # what it asks about this item
    why_not: str = ""  # why it is not offered for this item

    @property
    def ends(self) -> bool:
        """Whether it ends without follow-up: nobody is responsible, and there is no day."""
        return set(self.word.consequences) == {Consequence.DELETE} and not self.word.needs_responsible

    @property
    def reaches_police(self) -> bool:
        """Whether a police officer gets the work too, with the name, also where they were not called."""
        return Consequence.CONVERSATION_WITH_POLICE in self.word.consequences

    @property
    def answers(self) -> list[tuple[str, str, WordAnswer]]:
        """The answers of the question with their keys, and with what the form sends."""
        told = self.question.answers if self.question else ()
        return [(key, f"{self.word.code}.{one.code}", one) for key, one in zip(ANSWER_KEYS, told, strict=False)]


def words_for(terms: Terms, item: Item, people: Sequence[Staff], actor: Actor, day: date) -> list[Word]:
    """The forum's words in their order; what suits the role on the list is chosen in advance (victims: support)."""
    default = terms.default_word(item.role)
    chosen = default.code if default else ""
    special = bool(default and item.role in default.default_for)
    words = [
        Word(
            word=word,
            key=number,
            responsible_id=_proposed(
                word, _there_on(people, due), actor, among_those_here=item.meeting.kind == MeetingKind.URGENT
            ),
            due_on=due,
            is_default=word.code == chosen,
        )
        for number, word in enumerate(terms.decisions, 1)
        for due in (_due(word, item, day),)
    ]
    # The number belongs to the word (fingers learn it), whichever word stands first.
    return sorted(words, key=lambda word: not word.is_default) if special else words


def measured(words: Sequence[Word], item: Item, age: int | None, *, has_plan: bool) -> list[Word]:
    """The words as they are for this item: what one asks, or why it is not offered. Neither is chosen in advance."""
    found = []
    for word in words:
        misfit = word.word.misfit(item.about, age, has_plan=has_plan)
        question = word.word.question(misfit) if misfit else asks_who(word.word, item)
        why = why_not(word.word, item.about, misfit) if misfit and question is None else ""
        if misfit and question and may_be_two(word.word, item):
            question, why = None, choose_first()
        found.append(
            replace(word, question=question, why_not=why, is_default=word.is_default and not (misfit or question))
        )
    return found


def _due(word: DecisionWord, item: Item, day: date) -> date | None:
    """The day that is proposed: after the word's days; of what is taken up again, the first meeting then."""
    if word.deadline_days is None:
        return None
    due = day + timedelta(days=word.deadline_days)
    return day_of(item, due) if "again" in word.consequences else due


def _there_on(people: Sequence[Staff], due: date | None) -> list[Staff]:
    """Without those who have stopped by then: they can be chosen, and are not proposed."""
    return [
        staff for staff in people if due is None or (last := getattr(staff, "last_day", None)) is None or last >= due
    ]


def _proposed(word: DecisionWord, people: Sequence[Staff], actor: Actor, *, among_those_here: bool) -> int | None:
    """Who is proposed as responsible: a holder of the word's role, else of a conversation with the police an officer, else the
    writer. Of several those who are there come first, then the writer; where somebody is there, nobody is proposed for the role who
    is not: work is not given to an empty chair without a word. `among_those_here`: nobody else gets to read the name.
    """
    if not word.needs_responsible:
        return None
    ordered = sorted(
        people, key=lambda staff: (not getattr(staff, "is_here", False), staff.principal_id != actor.principal_id)
    )
    if among_those_here:
        ordered = [staff for staff in ordered if getattr(staff, "is_here", False)]
    here = [staff for staff in ordered if getattr(staff, "is_here", False)]
    able = [staff for staff in here or ordered if word.responsible_role in getattr(staff, "roles", ())]
    if Consequence.CONVERSATION_WITH_POLICE in word.consequences:
        able += [staff for staff in ordered if getattr(staff, "sector", "") == "police"]
    writer = [staff for staff in ordered if staff.principal_id == actor.principal_id]
    return next((staff.pk for staff in [*able, *writer]), None)
