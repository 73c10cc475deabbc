"""What holds for all doors: numbers, rules, and what somebody who is worried is told (HAL-15, HAL-37). The doors: `doors`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from samspil.organisations.profile.opening import Opening, PhoneNumber
from samspil.organisations.profile.parts import Key, Keyed, LongText, Name, Part

FormAddress = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$", max_length=500)]
"""The address of a form, with https."""


MailDomain = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.-]{0,98}[a-z0-9])?\.[a-z]{2,20}$")]
"""What stands after @ in a mail address, in small letters."""


class Telephone(Part):
    """A number to ring, and when it is answered."""

    key: Key
    """Its name inside the profile; the guide points to it."""

    name: Name
    """Who answers."""

    phone: PhoneNumber
    """The number."""

    hours: tuple[Opening, ...] = ()
    """When; left out: always."""

    when_closed: Key | None = None
    """The number to ring instead when this one is closed."""


class Notification(Part):
    """The municipality's own way to receive a statutory notification."""

    name: Name
    """Who receives it."""

    form: FormAddress
    """The municipality's own form."""

    telephone: Key
    """The number of those who receive it."""


class AboutKind(StrEnum):
    """What is handed over: a concern about somebody or something, or a case about a child."""

    CHILD = "child"
    GROUP = "group"
    PLACE = "place"
    TREND = "trend"
    CASE = "case"


class Party(StrEnum):
    """Who agrees to a handover."""

    GIVER = "giver"
    RECEIVER = "receiver"
    CHILD = "child"
    PARENTS = "parents"


class Agreements(Part):
    """Which agreements a handover of a record of this kind needs; giver and receiver always agree (HAL-15)."""

    about: AboutKind
    """Concerns about what, or cases."""

    needs: tuple[Party, ...]
    """Who agrees besides giver and receiver."""


class ChosenAdultRole(StrEnum):
    """What an adult is whom a child, a young person or a family has chosen to tell."""

    CONTACT = "contact"
    RESPONSIBLE = "responsible"


class PossibleAnswer(Part):
    """One answer to a question of the assessment."""

    key: Key
    """Its name in the record; never changed once it is in use."""

    text: Name
    """As it stands."""


class AssessmentQuestion(Keyed):
    """What a municipality also wants judged about a concern; a person answers, and nothing is computed of it (BRO-90,
    UNG-08). Its name is the question.
    """

    help: str = ""
    """Whom or when it is about."""

    answers: Annotated[tuple[PossibleAnswer, ...], Field(min_length=2)]
    """The answers to choose among; it may be left open."""


class Outcome(StrEnum):
    """Where the guide leads."""

    CALL = "call"
    NOTIFICATION = "notification"
    SPARRING = "sparring"
    CONCERN = "concern"
    EVERYDAY = "everyday"


class Choice(Part):
    """An answer, and where it leads."""

    text: Name
    """The answer as it stands."""

    to: Key
    """The step or the end that comes next."""


class Step(Part):
    """A question of the guide."""

    key: Key
    """Its name."""

    question: Name
    """The question."""

    help: str = ""
    """What to think of."""

    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]
    """The answers."""


class End(Part):
    """What to do."""

    key: Key
    """Its name."""

    outcome: Outcome
    """What it leads to."""

    title: Name
    """What to do, in one sentence."""

    text: Annotated[tuple[LongText, ...], Field(min_length=1)]
    """How, paragraph by paragraph."""

    paragraph: Name
    """The paragraph of law that it builds on."""

    telephones: Annotated[tuple[Key, ...], Field(min_length=1)]
    """Whom to ring: numbers of the reception, or `door` for the employee's own door."""

    parents_first: bool = True
    """False: the parents are not told first."""


class Guide(Part):
    """The guide for somebody who is worried: the first step is where it begins (HAL-37)."""

    version: Name
    """Its name or date, shown at the bottom."""

    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """Questions."""

    ends: Annotated[tuple[End, ...], Field(min_length=1)]
    """Where they lead."""


class Reception(Part):
    """How concerns are received."""

    telephones: tuple[Telephone, ...] = ()
    """Numbers that the guide and the receipts name."""

    notification: Notification | None = None
    """Where a statutory notification is sent."""

    duty: Key | None = None
    """The number to ring about a child outside opening hours."""

    remind_after_hours: Annotated[int, Field(ge=1, le=24)] = 12
    """An unanswered concern about somebody under 18 is rung about after so many hours."""

    mail_domains: tuple[MailDomain, ...] = ()
    """Where there is no single sign-on: what stands after @ in work addresses. A link to such an address is enough to send a
    concern; reading it again needs sign-in."""

    agreements: tuple[Agreements, ...] = ()
    """Left out: a handover about a named child, of a concern or a case, needs the child and the parents."""

    chosen_adult: ChosenAdultRole = ChosenAdultRole.CONTACT
    """What the adult is whom a child or a family has chosen: `contact`: the door has the matter, and the adult stays the one
    whom the child talks with; `responsible`: the adult has the matter until everybody has agreed on somebody else."""

    chosen_adult_roles: tuple[Key, ...] = ()
    """To whom an adult who is `responsible` may hand the matter over, besides those who answer the door: colleagues with one of these
    roles, in any unit that may be told of children. Left out: to nobody else."""

    questions: tuple[AssessmentQuestion, ...] = ()
    """What the assessment of a concern also answers here, besides level, reason and proportionality."""

    guide: Guide | None = None
    """The municipality's own guide for somebody who is worried; left out: the one that the product brings."""
