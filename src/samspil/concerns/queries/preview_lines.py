"""One line of a list's preview: which answers it has, and which of them is chosen in advance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samspil.concerns import policies
from samspil.concerns.lists.differences import Difference, Earlier
from samspil.concerns.lists.likeness import Deed, deed_key
from samspil.concerns.lists.lines import Line
from samspil.concerns.models import ListEntry
from samspil.concerns.queries.preview_page import (
    AGAIN,
    CREATE,
    OTHER,
    RENAMED,
    SAME_AS,
    SKIP,
    UPDATE,
    Candidate,
    PreviewLine,
)
from samspil.concerns.queries.told_before import DeedKey, told_of
from samspil.concerns.queries.twins import twins_of
from samspil.lib.names import are_like, fold, sought, spelled
from samspil.organisations.models import Forum
from samspil.organisations.profile import AgeScope
from samspil.people.models import Person
from samspil.people.queries import Match, former_names, is_called


@dataclass(frozen=True)
class Alike:
    """An earlier line of the list that may tell of the same child; `by_number`: both have its CPR number, beside another name."""

    index: int
    by_number: bool = False


@dataclass(frozen=True)
class Circle:
    """For whom the forum is, and on which day that counts."""

    forum: Forum
    ages: AgeScope
    day: date


def left_out(index: int, line: Line, day: date, *, repeats: int | None = None) -> PreviewLine:
    """A line that is not taken: it is shown as it stands, and looked up nowhere."""
    age = policies.age_of(line.birth_date, line.age, day)
    return PreviewLine(
        index, line, age, line.role, is_above=False, is_below=False, candidates=(), difference=Difference(), changed_in=(),
        options=(SKIP,), default=SKIP, is_left_out=repeats is None, repeats=repeats,
    )  # fmt: skip


def preview_line(
    index: int, line: Line, found: Sequence[Match], difference: Difference, alike: Alike | None, circle: Circle
) -> PreviewLine:
    """A line that is read, with the records that may be its child and what was received of it before."""
    age = policies.age_of(line.birth_date, line.age, circle.day)
    role = role_met(line, circle.day)
    above, below = policies.is_above(age, circle.ages), policies.is_below(age, circle.ages)
    candidates = sorted(
        (_candidate(match, circle.forum, line) for match in found),
        key=lambda one: (not one.by_number, not one.is_ours),
    )
    changed = difference.changed
    options: tuple[str, ...] = (SKIP,)
    default: str | None = SKIP
    if changed and not above:
        numbered = [one for one in candidates if one.by_number and one.is_ours and one.person.pk != changed.subject]
        options, default = _answers_to_earlier(line, changed, difference.deed, numbered)
    elif not (above or difference.same):
        options, default = _answers(line, candidates, alike, below=below)
    return PreviewLine(
        index=index,
        line=line,
        age=age,
        role=role,
        is_above=above,
        is_below=below,
        candidates=() if above or difference.same else tuple(candidates),
        difference=difference,
        changed_in=changed.differs_in(line, role) if changed else (),
        options=options,
        default=default,
        alike=() if above or difference.same or changed or alike is None else (alike.index,),
        known_as=known_as(changed) if changed else "",
    )


def role_met(line: Line, day: date) -> str | None:
    """The role of a line as it may be written, by the age at the event; where its day is not known, at `day`."""
    return policies.role_as_met(line.role, policies.age_of(line.birth_date, line.age, line.happened_on or day))


def known_as(entry: Earlier) -> str:
    """The name of the child whose line was received before."""
    return entry.child_name or entry.name


def has_other_name(line: Line, name: str) -> bool:
    """Whether the line calls the child otherwise than it is called."""
    return bool(fold(line.name)) and bool(fold(name)) and fold(line.name) != fold(name)


def is_one_name(written: str, known: str) -> bool:
    """The two may be one person's name, or one of them says nothing."""
    return not fold(written) or not fold(known) or are_like(written, known)


def _has_name(candidate: Candidate, written: str) -> bool:
    return is_one_name(written, candidate.person.name) or is_called(candidate.person, written)


def alike_lines(lines: Sequence[tuple[int, Line]]) -> dict[int, Alike]:
    """For each line the earlier one that may tell of the same child, though their keys do not say it: one birth date and a
    like name, or the same one spelled otherwise (Aage and Åge); one name, however it is spelled, and a birth date that only one of
    them has; one CPR number beside two names.
    """
    by_day: dict[date, list[tuple[int, Line]]] = defaultdict(list)
    by_number: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    by_name: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    answer: dict[int, Alike] = {}
    for index, line in lines:
        folded = fold(line.name)
        twins = by_number[line.cpr] if line.cpr else []
        if twins and not any(is_one_name(line.name, other.name) for _index, other in twins):
            answer[index] = Alike(twins[0][0], by_number=True)
        elif not twins and folded:
            found = _like_by_name(line, by_day[line.birth_date] if line.birth_date else [], by_name[sought(line.name)])
            if found is not None:
                answer[index] = Alike(found)
        if line.cpr:
            by_number[line.cpr].append((index, line))
        if folded:
            by_name[sought(line.name)].append((index, line))
            if line.birth_date:
                by_day[line.birth_date].append((index, line))
    return answer


def _like_by_name(line: Line, born: Sequence[tuple[int, Line]], named: Sequence[tuple[int, Line]]) -> int | None:
    """The earlier line, or None; two lines with a CPR number each are clear, and so are two with one key."""
    one_key = [(i, other) for i, other in born if line.child_keys and line.child_keys[0] in other.child_keys]
    if one_key:
        spelled_so = line.cpr or any(spelled(line.name) == spelled(other.name) for _index, other in one_key)
        return None if spelled_so else one_key[0][0]
    for index, other in born:
        if not (line.cpr and other.cpr) and are_like(line.name, other.name):
            return index
    for index, other in named:
        if not (line.birth_date and other.birth_date):
            return index
    return None


def with_those_who_wait(found: Sequence[Match], line: Line, waiting: Mapping[str, Sequence[Person]]) -> list[Match]:
    """The records that may be the child of a line, and those of the forum's lines of the week that have its name, where a birth date is
    told of one of the two at most: who waits for the same meeting is asked about, and never chosen.
    """
    known = {match.person.pk for match in found}
    named = [
        person
        for person in waiting.get(sought(line.name), ())
        if person.pk not in known and not (person.birth_date and line.birth_date) and not (person.cpr_hash and line.cpr)
    ]
    return [*found, *(Match(person, "name_alone") for person in named)]


def _candidate(match: Match, forum: Forum, line: Line) -> Candidate:
    person, by_former = match.person, match.by == "former_name_and_birth_date"
    had_the_name = by_former and fold(line.name) in map(fold, former_names(person))
    is_ours = person.owner_audience_id == forum.door_id
    return Candidate(
        person,
        match.by == "cpr",
        is_ours,
        person.owner_audience.name,
        match.by == "like_name_and_birth_date",
        had_the_name,
        match.by in {"name_alone", "name_of_known"},
        is_born_of_one=match.by == "name_alone"
        and bool(person.birth_date or person.cpr_hash is not None or line.birth_date or line.cpr),
        had_one_like_it=by_former and not had_the_name,
    )


def _answers_to_earlier(
    line: Line, entry: Earlier, deed: Deed, numbered: Sequence[Candidate]
) -> tuple[tuple[str, ...], str | None]:
    """The line of a child that was received before: a further deed, or the same one corrected. Where it calls the child
    otherwise, a person says whether that is the child's name now. Where the CPR number is that of another record of the door, it
    is of that child that either is told: in one audience a number stands on one record.
    """
    if numbered:
        return (*(one.answer for one in numbered), *(one.correcting for one in numbered), OTHER, SKIP), None
    renamed = has_other_name(line, known_as(entry))
    deeds = [
        *([AGAIN, f"{AGAIN}{RENAMED}"] if renamed else [AGAIN]),
        *([UPDATE, f"{UPDATE}{RENAMED}"] if renamed else [UPDATE]),
    ]
    default = {Deed.SAME: UPDATE, Deed.OTHER: AGAIN, Deed.UNCLEAR: None}[deed]
    return (*deeds, OTHER, SKIP), None if renamed else default


def _answers(
    line: Line, candidates: Sequence[Candidate], alike: Alike | None, *, below: bool
) -> tuple[tuple[str, ...], str | None]:
    """What can be chosen for a line, and what is chosen in advance: a record by its number, else a new one.

    A match by name and birth date, or a number beside a new name, is for a person to judge.
    """
    by_number = [candidate for candidate in candidates if candidate.by_number]
    is_known = bool(by_number) and _has_name(by_number[0], line.name)
    picks = [candidate.answer for candidate in candidates]
    if by_number and not is_known:
        picks = [one.renaming for one in by_number if one.is_ours] + picks
    same = [f"{SAME_AS}{alike.index}"] if alike and not by_number else []
    # The number finds the record in its audience anyway: who is another child has another number.
    new = OTHER if by_number or (alike and alike.by_number) else CREATE
    options = (*picks, *same, new, SKIP)
    if below:
        return options, SKIP
    if is_known:
        return options, by_number[0].answer
    return options, None if candidates or alike else CREATE


def with_told(lines: Sequence[PreviewLine], circle: Circle) -> list[PreviewLine]:
    """The lines with what is to be known before a record is chosen: that it has a line already which says the same, so that none
    comes of the row. One statement, none where the door has no such record.
    """
    ours = {one.person.pk for line in lines for one in line.candidates if one.is_ours}
    told = told_of(ours, circle.forum.door_id, circle.day) if ours else {}
    if not told:
        return list(lines)
    return [
        replace(line, candidates=tuple(replace(one, is_told=_deed(line, one) in told) for one in line.candidates))
        for line in lines
    ]


def _deed(line: PreviewLine, one: Candidate) -> DeedKey:
    return deed_key(one.person.pk, line.line, line.role, line.line.text)


def with_twins_told(lines: Sequence[PreviewLine]) -> list[PreviewLine]:
    """The lines with what tells records apart that would be called the same in a choice."""
    twins = twins_of(one.person for line in lines for one in line.candidates)
    if not twins:
        return list(lines)
    return [replace(line, candidates=tuple(_told_apart(one, twins) for one in line.candidates)) for line in lines]


def _told_apart(one: Candidate, twins: Mapping[int, ListEntry | None]) -> Candidate:
    return replace(one, is_twin=True, told_on=twins[one.person.pk]) if one.person.pk in twins else one


ELSEWHERE = -1  # no line of the list


def names_elsewhere(lines: Mapping[int, Line], others: Iterable[str] = ()) -> dict[int, list[str]]:
    """For each line the words of its text that are names of other children of the list, or of these `others`, as they are written."""
    owners: dict[str, set[int]] = defaultdict(set)
    for name in others:
        for word in fold(name).split():
            owners[word].add(ELSEWHERE)
    for index, line in lines.items():
        for word in fold(line.name).split():
            owners[word].add(index)
    found: dict[int, list[str]] = {}
    for index, line in lines.items():
        own = set(fold(line.name).split())
        named = [
            written
            for written in _capitalised(line.text)
            if (word := _bare_genitive(fold(written), owners)) and word not in own and owners[word] - {index}
        ]
        if named:
            found[index] = list(dict.fromkeys(named))
    return found


def _capitalised(text: str) -> list[str]:
    return [
        word.strip(".,;:!?()»«\"'’") for word in text.split() if len(word) > 2 and word.strip("(»\"'")[:1].isupper()
    ]


def _bare_genitive(folded: str, owners: Mapping[str, set[int]]) -> str:
    if folded in owners:
        return folded
    return folded[:-1] if folded.endswith("s") and folded[:-1] in owners else ""
