"""Where people can turn: children, parents, colleagues, citizens. One clear door each, among many (HAL-12, HAL-18).

This is the one register of doors: directory, forms, receipts and guide read it, and who answers a door is written nowhere else.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from samspil.organisations.profile.opening import Opening, PhoneNumber
from samspil.organisations.profile.parts import Day, Key, Keyed, LongText, Name, WebAddress


class DoorFor(StrEnum):
    """Whom a door is for."""

    CHILD = "child"
    PARENT = "parent"
    COLLEAGUE = "colleague"
    CITIZEN = "citizen"


class DoorKind(StrEnum):
    """How somebody goes through it."""

    PERSON = "person"
    TEAM = "team"
    TELEPHONE = "telephone"
    PLACE = "place"
    CHAT = "chat"
    WEBSITE = "website"


class DoorPurpose(StrEnum):
    """What it is for."""

    HELP = "help"
    CONCERN = "concern"
    CONSULTATION = "consultation"
    ADVICE = "advice"
    ACUTE = "acute"


class DoorTakes(StrEnum):
    """What can be sent to a door through the product."""

    CONCERN = "concern"
    SPARRING = "sparring"
    ENQUIRY = "enquiry"
    QUESTION = "question"


class DoorMatter(StrEnum):
    """A sort of matter that has a door of its own."""

    EXIT = "exit"


class Door(Keyed):
    """A way in. One with `takes`, `posts`, `phone` and `hours` also receives in the product; until they are all known it only
    stands in the directory.
    """

    kind: DoorKind
    """How somebody goes through it."""

    purpose: DoorPurpose
    """What it is for."""

    open_for: tuple[DoorFor, ...]
    """Whom it is for."""

    unit: Key | None = None
    """The unit that answers; its leader stands in when nobody else can."""

    role: Key | None = None
    """The role that answers."""

    district: Key | None = None
    """Only for this district; left out: for everybody without a door of their own."""

    workplace: Key | None = None
    """Only for those who work in this unit, such as a school whose own SSP teacher gives sparring (VAL-94)."""

    matter: DoorMatter | None = None
    """Only for this sort of matter: in exit cases the police give sparring (VAL-108)."""

    takes: tuple[DoorTakes, ...] = ()
    """What can be sent there in the product: concerns, sparring, citizens' enquiries, anonymous questions. Each is answered at
    exactly one door for each district, workplace and sort of matter, and where it is taken at all there is one for everybody;
    anonymous questions have one door or none, and without one nobody is asked to write any."""

    posts: tuple[Key, ...] = ()
    """The posts that answer it, in this order: the first has it, the next stand in."""

    answers_within_open_hours: Annotated[int, Field(ge=1, le=80)] = 8
    """How soon the sender hears from somebody, counted in hours in which the door is open: 8 is about one working day. No
    source states one; where it is left out, 8 is the product's own assumption."""

    phone: PhoneNumber | None = None
    """Telephone."""

    address: str = ""
    """Where it is."""

    link: WebAddress | None = None
    """Its page."""

    link_checked_on: Day | None = None
    """The day somebody saw that the link works."""

    hours: tuple[Opening, ...] = ()
    """When somebody reads and answers; left out: not settled."""

    anonymous: bool = False
    """Whether nobody needs to say who they are."""

    is_first: bool = False
    """The one door that is named first for its purpose and those it is for."""

    is_public: bool = True
    """Whether it is shown without sign-in."""

    text: LongText | None = None
    """What happens there, in plain words."""

    run_by: Name | None = None
    """Who runs it, where it is not the municipality."""

    @property
    def receives(self) -> bool:
        """Whether something can be sent there in the product: everything that a receipt promises is known."""
        return bool(self.takes and self.posts and self.unit and self.phone and self.hours)
