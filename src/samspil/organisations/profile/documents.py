"""Plans, policies and agreements with their life: period, adoption, publication, revision, what they rest on (K07)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.ages import AgeScope
from samspil.organisations.profile.parts import Day, Key, Keyed, LongText, Name, Part, Reference, WebAddress


class DocumentKind(StrEnum):
    """What sort of document it is."""

    VISION = "vision"
    STRATEGY = "strategy"
    POLICY = "policy"
    PLAN = "plan"
    PREPAREDNESS = "preparedness"
    TERMS_OF_REFERENCE = "terms_of_reference"
    AGREEMENT = "agreement"
    GUIDE = "guide"
    LAW = "law"
    REFERENCE = "reference"


class Period(Part):
    """Years or days it says that it holds for. An open end is left out."""

    first: Day | None = None
    """The first day."""

    last: Day | None = None
    """The last day."""


class Adoption(Part):
    """Who adopted it, when, and where that can be read (BRO-24)."""

    by: Name
    """Who."""

    on: Day | None = None
    """When."""

    reference: Name | None = None
    """The decision: item and number."""


class Publication(Part):
    """Where everybody can read it."""

    on: Day | None = None
    """When."""

    link: WebAddress | None = None
    """Where."""

    checked_on: Day | None = None
    """The day somebody saw that the link works."""


class Revision(Part):
    """When it is looked at again."""

    every_years: Annotated[int, Field(ge=1, le=20)] | None = None
    """At least every so many years (VAL-04: four)."""

    last: Day | None = None
    """When it was done last."""

    due: Day | None = None
    """A day by which it is to be done, where that is stated."""

    what: LongText | None = None
    """What is to be done, and for what (BRO-114)."""

    duty: Key | None = None
    """The duty of the annual wheel that reminds of it."""


class Required(Part):
    """What a law demands of the document. What is missing is shown as missing (VAL-02)."""

    law: Name
    """Which law, with its paragraph."""

    written: bool = False
    """It must be written (VAL-04)."""

    adopted: bool = False
    """It must be adopted by the council."""

    published: bool = False
    """It must be published."""

    revised_every_years: Annotated[int, Field(ge=1, le=20)] | None = None
    """It must be revised at least so often."""

    before: Name | None = None
    """What the same was called in earlier law."""


class Link(Part):
    """A source that the document names, and when somebody saw that it works (BRO-122)."""

    title: Name
    """What it is."""

    link: WebAddress
    """Where."""

    checked_on: Day | None = None
    """When somebody saw that it works. Left out: nobody has looked."""


class Shows(StrEnum):
    """The part of the product that shows what a section describes, as it is today (BRO-04)."""

    GOALS = "goals"
    METHODS = "methods"
    FORUMS = "forums"
    INTERVENTIONS = "interventions"
    CURRICULUM = "curriculum"
    ANNUAL_WHEEL = "annual_wheel"


class Section(Keyed):
    """A section with a period of its own. A part that was adopted stays as it was until it is adopted anew."""

    part: Annotated[int, Field(ge=1, le=9)] | None = None
    """Part 1, part 2 …"""

    adopted: bool = False
    """Whether it was adopted, and so is changed only by a new adoption (BRO-16)."""

    period: Period | None = None
    """Its own period, where that is another than the document's (VAL-15)."""

    text: LongText | None = None
    """What it says, in short."""

    adjusted_by: Name | None = None
    """Who adjusts it while the document holds (BRO-17)."""

    shows: tuple[Shows, ...] = ()
    """Where the product shows the same, live."""

    new_priority: LongText | None = None
    """What is given more weight than in earlier plans (BRO-06)."""

    contradiction: LongText | None = None
    """Where the source contradicts itself: both are shown."""


class Document(Keyed):
    """A governing document. The text itself may lie elsewhere; here is what it binds and how long."""

    kind: DocumentKind
    """What sort it is."""

    owner: Name | None = None
    """Whose it is: the council, a committee, the police district."""

    unit: Key | None = None
    """The unit that looks after it. Its leaders are reminded of what a law demands of it, and write down that it is renewed."""

    period: Period | None = None
    """How long it says that it holds. Left out: not stated."""

    ages: AgeScope | None = None
    """Which ages it covers (UNG-05)."""

    about: LongText | None = None
    """What it is about."""

    parties: tuple[Name, ...] = ()
    """The parties, for an agreement."""

    written: Day | None = None
    """When it was written. Left out: not known, where it has neither been adopted nor revised."""

    adoption: Adoption | None = None
    """Who adopted it. Left out: not known."""

    publication: Publication | None = None
    """Where it is published. Left out: not known."""

    revision: Revision | None = None
    """When it is looked at again."""

    required: Required | None = None
    """What a law demands of it."""

    rests_on: tuple[Key, ...] = ()
    """Superior documents it stays within (BRO-08)."""

    includes: tuple[Key, ...] = ()
    """Documents it takes in, and annexes (UNG-05, BRO-18)."""

    predecessor: Key | None = None
    """The one before it."""

    carried_over: tuple[LongText, ...] = ()
    """What it takes over from the one before (BRO-05)."""

    changed: tuple[LongText, ...] = ()
    """What is different from the one before."""

    rules_of: Reference | None = None
    """The forum whose rules it states; the product works by them (BRO-93)."""

    sections: tuple[Section, ...] = ()
    """Its sections."""

    links: tuple[Link, ...] = ()
    """Sources and references."""


class FrameKind(StrEnum):
    """What a national list holds."""

    RECOMMENDATIONS = "recommendations"
    LEARNING_GOALS = "learning_goals"
    TARGETS = "targets"


class By(StrEnum):
    """What fulfils an item of a national list."""

    DOCUMENT = "document"
    GOAL = "goal"
    INTERVENTION = "intervention"
    FORUM = "forum"
    LEARNING_GOAL = "learning_goal"
    DUTY = "duty"
    MODEL = "model"


class Fulfilment(Part):
    """One thing by which an item is fulfilled (BRO-15)."""

    by: By
    """What sort of thing."""

    key: Reference
    """Its key; of a section: document/section."""


class FrameItem(Part):
    """One recommendation or goal of a national list."""

    code: Key
    """Its name inside the list."""

    text: LongText
    """What it says."""

    fulfilled_by: tuple[Fulfilment, ...] = ()
    """What fulfils it here. Left out: a gap, shown as one."""


class NationalFrame(Keyed):
    """A national list as it stood on a day, and what fulfils each item here."""

    kind: FrameKind
    """What it holds."""

    issued_by: Name
    """Who issued it."""

    as_of: Day | None = None
    """The day it stood like this."""

    links: tuple[Link, ...] = ()
    """Where it can be read."""

    items: tuple[FrameItem, ...]
    """Its items, in order."""
