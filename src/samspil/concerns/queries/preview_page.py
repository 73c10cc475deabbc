"""The page before a list is received: its lines, what can be chosen for each, and what is left out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samspil.concerns import policies
from samspil.concerns.lists.differences import Difference, Earlier
from samspil.concerns.lists.events import Event
from samspil.concerns.lists.lines import Line
from samspil.concerns.models import ListEntry, ListRole
from samspil.concerns.reader import Meaning, OpenColumn
from samspil.organisations.models import Forum, Unit
from samspil.organisations.profile import AgeScope
from samspil.people.models import Person

CREATE, SKIP = "create", "skip"
UPDATE, AGAIN = "update", "again"  # of a child whose line was received before: the same deed, or a further one
UPDATE_FOR = "update-for-"  # the same deed corrected, and its line is about this record: the one that has the number
OTHER = "other"  # another child than the number says
RENAMED = "-renamed"  # behind UPDATE or AGAIN: and the child has got the name of the row
PICK, RENAME, SAME_AS = (
    "pick-",
    "rename-",
    "same-",
)  # a record; the same and its name is the line's now; another line's child
NO_DAY = "none"
COLUMNS, REMARK = "columns", "remark"
GONE = "gone"  # the part of a row in which nothing is read any more; it keeps its place


def is_update(answer: str | None) -> bool:
    """Whether an answer corrects the line that was received before."""
    return (answer or "").removesuffix(RENAMED) == UPDATE or (answer or "").startswith(UPDATE_FOR)


def is_again(answer: str | None) -> bool:
    """Whether an answer adds a further deed of a child whose line was received before."""
    return (answer or "").removesuffix(RENAMED) == AGAIN


BEHIND_MARK = "."  # parts what was received from what the columns are said to be
APART = frozenset({ListRole.VICTIM, ListRole.WITNESS})


@dataclass(frozen=True)
class Candidate:
    """A record that may be the child of a line."""

    person: Person
    by_number: bool
    is_ours: bool  # kept by the forum's door
    kept_by: str
    is_like: bool = False  # the birth date is the same, the name only like
    had_the_name: bool = False  # the birth date is the same, and the child was called so before
    by_name_alone: bool = False  # the line has no number and no birth date, or the record has none
    is_born_of_one: bool = False  # the name is the same, and a birth date is told of one of the two alone
    had_one_like_it: bool = False  # the birth date is the same, and the name is like one that the child had before
    is_told: bool = False  # a line about it says what the row says already: none comes of the row
    told_on: ListEntry | None = None  # of several who would be called the same: the last line about it
    is_twin: bool = False  # another record that is offered would be called the same

    @property
    def answer(self) -> str:
        """The choice that picks it."""
        return f"{PICK}{self.person.pk}"

    @property
    def correcting(self) -> str:
        """The choice that corrects the line from before, and says that it is about this child."""
        return f"{UPDATE_FOR}{self.person.pk}"

    @property
    def renaming(self) -> str:
        """The choice that picks it and gives it the line's name."""
        return f"{RENAME}{self.person.pk}"


@dataclass(frozen=True)
class PreviewLine:
    """A line, what is to be known of it, and what can be done with it. `default` is None where a person must choose."""

    index: int
    line: Line
    age: int | None
    role: str | None
    is_above: bool
    is_below: bool
    candidates: tuple[Candidate, ...]
    difference: Difference
    changed_in: tuple[str, ...]
    options: tuple[str, ...]
    default: str | None
    alike: tuple[int, ...] = ()  # earlier lines of this list that may be the same child
    is_left_out: bool = False
    repeats: int | None = None  # an earlier line of this list that says the same, word for word
    known_as: str = ""  # the name of the child whose line was received before
    day_told: str = ""  # what the file says of a day in doubt
    told_before: str = ""  # that the line was removed, or has said this until it was corrected
    names_others: tuple[str, ...] = ()  # words of its text that are names of other children of the list
    births: tuple[date, date] | None = (
        None  # by its number, and as it is told, where the two differed as they were read
    )
    born: str = ""  # which of these was chosen

    @property
    def age_then(self) -> int | None:
        """The age on the day of the event, where that day is known: who was under 15 then is never charged."""
        return policies.age_then(self.line.birth_date, self.line.happened_on, self.age)

    @property
    def asks_day(self) -> bool:
        """Whether a person must say on which day it happened."""
        return bool(self.line.date_choices) and not (self.is_aside or self.is_above)

    @property
    def asks_birth(self) -> bool:
        """Whether a person must say which of two birth dates is right."""
        return self.births is not None and not (self.born or self.is_aside)

    @property
    def waits(self) -> bool:
        """Whether it is not taken before a person has answered what is asked above the rows, or has corrected it."""
        return self.asks_day or self.asks_birth or bool(self.names_others)

    @property
    def is_of_another(self) -> bool:
        """Whether the row's number is that of another record of the door than the one that its earlier line is about."""
        return any(option.startswith(UPDATE_FOR) for option in self.options)

    @property
    def role_was_changed(self) -> bool:
        """Under 15: the list said charged."""
        return self.role != self.line.role

    @property
    def is_apart(self) -> bool:
        """Victims and witnesses are met otherwise, and stand apart."""
        return self.role in APART

    @property
    def needs_a_look(self) -> bool:
        """Anything to choose, or to be told."""
        if self.is_aside:
            return False
        told = self.candidates or self.alike or self.difference.changed or self.told_before
        return bool(told or self.is_above or self.is_below)

    @property
    def is_known_by_number(self) -> bool:
        """The number says who it is, and nothing else is to be told: such lines stand folded."""
        by_number = self.default is not None and any(
            one.by_number and one.answer == self.default for one in self.candidates
        )
        return (
            by_number and len(self.candidates) == 1 and not (self.is_above or self.is_below or self.difference.changed)
        )

    @property
    def is_aside(self) -> bool:
        """Not taken for a reason that is told elsewhere on the page."""
        return self.is_same or self.is_left_out or self.repeats is not None

    @property
    def is_same(self) -> bool:
        """Has been received before, unchanged."""
        return self.difference.same is not None


@dataclass(frozen=True)
class LeftOut:
    """A part of the file that is left out until somebody takes it: hidden rows, another sheet, hidden columns."""

    key: str
    kind: str
    name: str
    more: int
    is_taken: bool
    lines: tuple[PreviewLine, ...]  # none of which was looked up among those who are known, until it is taken
    hidden: tuple[tuple[PreviewLine, str], ...] = ()  # of hidden columns: what they say of each row

    @property
    def count(self) -> int:
        """How many rows it has, or how many rows have more in hidden columns."""
        return len(self.lines) + self.more

    @property
    def is_remark(self) -> bool:
        """Whether it is no rows but a remark on the list as a whole."""
        return self.kind == REMARK


@dataclass(frozen=True)
class Attention:
    """What is to be looked at in one row. `index` is None where the row itself is not on the page."""

    index: int | None
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """The page before a list is received. `lines` holds those that are left out as well, so that an index is a place in it."""

    key: UUID
    forum: Forum
    giver: Unit
    meets_on: date | None
    day: date
    ages: AgeScope
    columns: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    attention: tuple[Attention, ...]
    lines: tuple[PreviewLine, ...]
    events: tuple[Event, ...]
    gone: tuple[Earlier, ...]
    mark: str  # changes when somebody else receives something about these children, and with what the columns are said to be
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    asides: tuple[LeftOut, ...] = ()
    family: Unit | None = field(default=None)
    open_columns: tuple[OpenColumn, ...] = ()  # of which a person can say what they are, as one of `meanings`
    meanings: tuple[Meaning, ...] = ()
    said: Mapping[int, Meaning] = field(default_factory=dict)
    is_bare: bool = False  # no headings are known: there is no row before somebody has said what the columns are

    @property
    def columns_said(self) -> list[tuple[str, Meaning]]:
        """The headings of which a person has said what they mean, each with it."""
        return [(one.heading, self.said[one.column]) for one in self.open_columns if one.column in self.said]

    @property
    def rows(self) -> int:
        """How many rows are read: the list's own, and those of the parts that were taken."""
        return sum(not line.is_left_out for line in self.lines)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is to be looked at in the file, sentence by sentence."""
        return tuple(sentence for one in self.attention for sentence in one.sentences)

    @property
    def left_out(self) -> list[LeftOut]:
        """The parts that are not taken."""
        return [part for part in self.asides if not part.is_taken]

    @property
    def taken(self) -> list[LeftOut]:
        """The parts that are taken."""
        return [part for part in self.asides if part.is_taken]

    @property
    def note(self) -> str:
        """The remarks below the list that were taken."""
        remarks = [line for part in self.taken if part.is_remark for line in part.lines]
        return "\n".join(" ".join(filter(None, [line.line.name, line.line.text])) for line in remarks)

    @property
    def cuts_number(self) -> bool:
        """Whether a CPR number stood in one of these remarks: it is not kept there."""
        return any(line.line.cpr for part in self.taken if part.is_remark for line in part.lines)

    @property
    def asking_day(self) -> list[PreviewLine]:
        """Lines of which the day must be said."""
        return [line for line in self.lines if line.asks_day]

    @property
    def looked_at(self) -> list[PreviewLine]:
        """Lines with something to choose or to be told, the open choices first."""
        return sorted((line for line in self.lines if line.needs_a_look), key=lambda line: line.default is not None)

    @property
    def naming(self) -> list[PreviewLine]:
        """Lines whose words name other children of the list."""
        return [line for line in self.lines if line.names_others and not line.is_aside]

    @property
    def plain(self) -> list[PreviewLine]:
        """Lines of which nothing is to be said, but for victims and witnesses, and for those that wait for an answer."""
        return [line for line in self._untold if not line.waits and line.index not in self._attended]

    @property
    def plain_but_attention(self) -> list[PreviewLine]:
        """Lines of which something is told above that could not be read: taken as they stand only if nobody corrects them."""
        return [line for line in self._untold if not line.waits and line.index in self._attended]

    @property
    def _attended(self) -> set[int | None]:
        return {one.index for one in self.attention}

    @property
    def plain_but_waiting(self) -> list[PreviewLine]:
        """Lines that wait for an answer above: which day, which birth date, whether a name belongs there."""
        return [line for line in self._untold if line.waits]

    @property
    def _untold(self) -> list[PreviewLine]:
        return [line for line in self.lines if not (line.needs_a_look or line.is_apart or line.is_aside)]

    @property
    def apart(self) -> list[PreviewLine]:
        """Victims and witnesses of which nothing is to be said."""
        return [line for line in self.lines if line.is_apart and not (line.needs_a_look or line.is_aside)]

    @property
    def same(self) -> list[PreviewLine]:
        """Lines that stand on the week's list already."""
        return [line for line in self.lines if line.is_same]

    @property
    def repeated(self) -> list[PreviewLine]:
        """Lines that say what an earlier line of the list says, word for word."""
        return [line for line in self.lines if line.repeats is not None and not line.is_same]

    @property
    def stood_before(self) -> int:
        """How many lines are not taken because they stand on a list of the week already, or twice on this one."""
        return sum(line.is_aside and not line.is_left_out for line in self.lines)

    @property
    def is_known(self) -> bool:
        """Whether all that stands on the list was received before."""
        read = [line for line in self.lines if not line.is_left_out]
        return bool(self.same) and all(line.is_same or line.repeats is not None for line in read)

    @property
    def matched(self) -> int:
        """How many lines tell of somebody known; for the record of the reading."""
        return sum(bool(line.candidates) for line in self.lines)
