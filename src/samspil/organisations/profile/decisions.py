"""The words with which a forum decides about a child, what follows from each, and the short phrases of necessity."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.ages import AgeScope
from samspil.organisations.profile.parts import Key, LongText, Name, Part


class Consequence(StrEnum):
    """What a decision sets going."""

    TASK = "task"
    CONVERSATION = "conversation"
    CONVERSATION_WITH_POLICE = "conversation_with_police"
    CASE = "case"
    CONTINUE = "continue"
    HANDOVER = "handover"
    NOTIFICATION = "notification"
    AGAIN = "again"
    DELETE = "delete"


SOMEBODY_ACTS = frozenset(
    {
        Consequence.TASK, Consequence.CONVERSATION, Consequence.CONVERSATION_WITH_POLICE, Consequence.CASE,
        Consequence.NOTIFICATION,
    }
)  # fmt: skip


class ListRole(StrEnum):
    """The child's role on the police's list; `any` stands for every role and for none."""

    CHARGED = "charged"
    SUSPECTED = "suspected"
    CONVICTED = "convicted"
    WITNESS = "witness"
    VICTIM = "victim"
    OTHER = "other"
    ANY = "any"


class ItemKind(StrEnum):
    """What an item is about, in the words of a concern: a named person, several, somewhere, or something that spreads."""

    CHILD = "child"
    GROUP = "group"
    PLACE = "place"
    TREND = "trend"


class Misfit(StrEnum):
    """Why a word makes no sense for an item."""

    KIND = "kind"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NO_PLAN = "no_plan"


class WordFit(Part):
    """For which items a word makes sense. What is left out, or not known of an item, never stands in the way."""

    kinds: tuple[ItemKind, ...] = ()
    """What the item is about; left out: whatever it is about. The word is not offered for other items, and does not ask."""

    ages: AgeScope = AgeScope()
    """Age on the day of the meeting, by birth date or as told."""

    needs_plan: bool = False
    """Whether this forum must have decided something about the child earlier that goes on."""

    def misfit(self, kind: str, age: int | None, *, has_plan: bool) -> Misfit | None:
        """Why the word makes no sense for such an item; None where it does. `age` in full years, None where nobody knows."""
        if self.kinds and kind not in self.kinds:
            return Misfit.KIND
        if age is not None and self.ages.at_least is not None and age < self.ages.at_least:
            return Misfit.TOO_YOUNG
        if age is not None and self.ages.at_most is not None and age > self.ages.at_most:
            return Misfit.TOO_OLD
        return Misfit.NO_PLAN if self.needs_plan and not has_plan else None


class WordAnswer(Part):
    """One answer to a word's question: the word stands, another decision is made instead, or none."""

    code: Key
    """Its name in the record."""

    text: Name
    """As it reads at the table and in the minutes. It names nobody."""

    decides: Name | None = None
    """What is then decided, as it reads in the minutes; left out: the word itself."""

    consequences: tuple[Consequence, ...] = ()
    """What is then set going; left out: what the word sets going."""

    to_unit: Key | None = None
    """With `handover`: the unit that is asked, and must say yes."""

    refuses: LongText | None = None
    """A sentence for whoever answers so: why this word is then not decided, and what to do instead."""


class WordQuestion(Part):
    """The one question that a word asks where it makes no sense as it stands."""

    text: Name
    """The question. It names nobody: it stands in the minutes."""

    answers: Annotated[tuple[WordAnswer, ...], Field(min_length=2, max_length=4)]
    """What can be answered, in the order of their keys."""

    def answer(self, code: str) -> WordAnswer | None:
        """The answer with this code."""
        return next((one for one in self.answers if one.code == code), None)


class DecisionWord(Part):
    """One word that the forum decides with. The order of the words is the order of their number keys (1-9)."""

    code: Key
    """Its name in the record; never changed once it is in use."""

    label: Name
    """As it reads at the table and in the minutes."""

    consequences: tuple[Consequence, ...] = ()
    """What it sets going."""

    default_for: tuple[ListRole, ...] = ()
    """Roles on the list for which it is chosen in advance; people may choose another."""

    needs_responsible: bool = False
    """Whether somebody must be named as responsible."""

    responsible_role: Key | None = None
    """Who is proposed as responsible: whoever holds this role."""

    needs_deadline: bool = False
    """Whether a deadline must be set."""

    deadline_days: Annotated[int, Field(ge=0, le=366)] | None = None
    """The deadline that is proposed, in days from the meeting."""

    reason_required: bool = False
    """Whether a reason must be written."""

    fits: WordFit = WordFit()
    """For which items it makes sense. Where it does not, it asks its question, or without one is not offered."""

    asks: WordQuestion | None = None
    """What it asks where age or plan do not fit, before it is decided."""

    def misfit(self, kind: str, age: int | None, *, has_plan: bool) -> Misfit | None:
        """Why it makes no sense for such an item (`WordFit.misfit`)."""
        return self.fits.misfit(kind, age, has_plan=has_plan)

    def question(self, misfit: Misfit | None) -> WordQuestion | None:
        """What it asks in this case. With a misfit and no question it is not offered."""
        return self.asks if misfit not in {None, Misfit.KIND} else None

    def answered(self, answer: WordAnswer) -> DecisionWord:
        """The word as it is decided with this answer: its own label and consequences, or those of the answer."""
        changes = {"label": answer.decides or self.label, "consequences": answer.consequences or self.consequences}
        return self.model_copy(update=changes)


class NecessityPhrase(Part):
    """A short phrase that says why telling is necessary (RPL § 115, stk. 1: "nødvendigt"; VAL-63)."""

    code: Key
    """Its name in the record."""

    text: Name
    """As it stands after "nødvendigt for"."""
