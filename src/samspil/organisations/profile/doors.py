"""Where people can turn: children, parents, colleagues, citizens. One clear door each, among many (HAL-12, HAL-18)."""

from __future__ import annotations

from enum import StrEnum

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


class Door(Keyed):
    """A way in."""

    kind: DoorKind
    """How somebody goes through it."""

    purpose: DoorPurpose
    """What it is for."""

    open_for: tuple[DoorFor, ...]
    """Whom it is for."""

    unit: Key | None = None
    """The unit that answers."""

    role: Key | None = None
    """The role that answers."""

    district: Key | None = None
    """Only for this district."""

    phone: str = ""
    """Telephone."""

    address: str = ""
    """Where it is."""

    link: WebAddress | None = None
    """Its page."""

    link_checked_on: Day | None = None
    """The day somebody saw that the link works."""

    hours: str = ""
    """When it is open."""

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
