"""The words with which a forum decides about a child, what follows from each, and the short phrases of necessity."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.parts import Key, Name, Part


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


class NecessityPhrase(Part):
    """A short phrase that says why telling is necessary (RPL § 115, stk. 1: "nødvendigt"; VAL-63)."""

    code: Key
    """Its name in the record."""

    text: Name
    """As it stands after "nødvendigt for"."""
