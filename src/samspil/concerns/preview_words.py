"""What the preview of a list says of a line, and how its answers are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.actions.list_children import number_is_known
from samspil.concerns.lists.differences import Earlier
from samspil.concerns.lists.likeness import deed_key
from samspil.concerns.lists.lines import Line
from samspil.concerns.models import Became
from samspil.concerns.person_words import twin_words
from samspil.concerns.policies import age_of
from samspil.concerns.queries.preview import row_name
from samspil.concerns.queries.preview_lines import is_one_name, known_as
from samspil.concerns.queries.preview_page import (
    AGAIN,
    CREATE,
    OTHER,
    RENAMED,
    SAME_AS,
    SKIP,
    UPDATE,
    Candidate,
    Preview,
    PreviewLine,
)
from samspil.concerns.states import role_label
from samspil.web import dates

MEANINGS = {
    "name": _("Name"),
    "given_name": _("Given name"),
    "surname": _("Surname"),
    "cpr": _("CPR number"),
    "birth_date": _("Birth date"),
    "age": _("Age"),
    "address": _("Address"),
    "place": _("Place"),
    "date": _("Date"),
    "time": _("Time of day"),
    "role": _("Role"),
    "text": _("Text"),
    "reference": _("Journal number"),
}
FIELDS = {
    "name": _("Name"),
    "birth_date": _("Birth date"),
    "role": _("Role"),
    "text": _("Words"),
    "place": _("Place"),
    "happened_on": _("Date"),
    "happened_at": _("Time of day"),
    "reference": _("Number"),
    "cpr": _("CPR number"),
    "note": _("The remark"),
}


def who(line: Line) -> str:
    """The name on a line, or that nobody is named, with the words of the list for that."""
    if line.name or not line.name_told:
        return line.name or gettext("not identified")
    return gettext("not identified (“%(words)s”)") % {"words": line.name_told}


def title(line: PreviewLine) -> str:
    """Row, name, age and role: what the line is about."""
    parts = [f"{row_name(line.line)}: {who(line.line)}"]
    if line.line.birth_date:
        parts.append(dates.short(line.line.birth_date))
    if line.age is not None:
        parts.append(ngettext("%(age)s year old", "%(age)s years old", line.age) % {"age": line.age})
    if line.role:
        parts.append(role_of(line))
    return ", ".join(parts)


def role_of(line: PreviewLine) -> str:
    """The role of a line, with the words of the list where these are others."""
    role, told = role_label(line.role, line.age_then), line.line.role_told
    return f"{role} (»{told}«)" if told else str(role)


def when(day: date | None, clock: time | None) -> str:
    """24.11.2026 at 23.30; empty for a day that is not known."""
    if day is None:
        return gettext("at %(time)s") % {"time": dates.clock(clock)} if clock else ""
    if clock is None:
        return dates.short(day)
    return gettext("%(date)s at %(time)s") % {"date": dates.short(day), "time": dates.clock(clock)}


def day_and_place(line: PreviewLine) -> str:
    """When and where it happened; that a day is missing is said."""
    told = line.line
    day = when(told.happened_on, told.happened_at) or ("" if line.asks_day else gettext("the date is missing"))
    return " · ".join(filter(None, [day, told.place, told.reference]))


def remarks(line: PreviewLine, preview: Preview) -> Iterable[str]:
    """What is to be told about a line, sentence by sentence: the deed, the forum's bounds, what stood there before."""
    yield day_and_place(line)
    if line.line.text:
        yield f"»{line.line.text}«"
    if line.is_above:
        yield gettext("Above %(age)s: the forum is told nothing about those who are older. The row is not taken.") % {
            "age": preview.ages.at_most
        }
    if line.is_below:
        family = preview.family
        way = f"{family.name} {family.phone}".strip() if family else gettext("the family department")
        yield gettext("Under %(age)s: the way is %(unit)s.") % {"age": preview.ages.at_least, "unit": way}
    if line.role_was_changed:
        yield gettext("The list says “%(said)s”; under 15 it is written as “%(role)s”.") % {
            "said": line.line.role_told or role_label(line.line.role, None), "role": role_label(line.role, line.age_then),
        }  # fmt: skip
    if line.told_before:
        yield line.told_before
    changed = line.difference.changed
    if changed:
        yield _stands(changed)
        if line.is_of_another:
            yield gettext(
                "The CPR number of the row is that of another child here than the one the line from before is about."
            )
        yield from _changes(line, changed)
    beside = len(line.difference.beside)
    if beside:
        yield ngettext(
            "The child has %(n)s line on the week’s list already. This is a further one.",
            "The child has %(n)s lines on the week’s list already. This is a further one.",
            beside,
        ) % {"n": beside}


def _stands(entry: Earlier) -> str:
    """Which line stands there, so that it can be found."""
    place = " · ".join(filter(None, [when(entry.happened_on, entry.happened_at), entry.place]))
    said = gettext("Stands on the week’s list already: %(name)s") % {"name": entry.name or gettext("not identified")}
    if place:
        said = f"{said}, {place}"
    if entry.listed_at is not None:
        said += gettext(" (received %(when)s)") % {"when": dates.moment(entry.listed_at)}
    return f"{said}."


def _changes(line: PreviewLine, entry: Earlier) -> Iterable[str]:
    """What the new line says otherwise: Role: Suspected → Witness."""
    if line.asks_day and entry.happened_on:
        written = (
            gettext("to be chosen (%(told)s)") % {"told": line.day_told} if line.day_told else gettext("to be chosen")
        )
        yield f"{FIELDS['happened_on']}: {dates.short(entry.happened_on)} → {written}"
    nothing = gettext("nothing")
    for field in line.changed_in:
        label = FIELDS[field]
        called = known_as(entry)
        if field == "name" and called and is_one_name(line.line.name, called):
            yield gettext("The list writes “%(written)s”. The child goes on being called %(name)s.") % {
                "written": line.line.name, "name": called,
            }  # fmt: skip
            continue
        if field == "cpr":
            yield gettext("New: the CPR number.")
            continue
        was, now = _value(field, getattr(entry, field), line), _value(field, _new(line, field), line)
        yield f"{label}: {was or nothing} → {now}"


def _new(line: PreviewLine, field: str) -> Any:
    return line.role if field == "role" else getattr(line.line, field)


def _value(field: str, value: Any, line: PreviewLine) -> str:
    if field == "role":
        return str(role_label(value, line.age_then))
    if isinstance(value, datetime | time):
        return dates.clock(value)
    if isinstance(value, date):
        return dates.short(value)
    return str(value or "")


MOST_TOLD = 20


def columns_said(said: Iterable[tuple[str, str]]) -> list[str]:
    """What a person has said of columns, each by its heading."""
    return [
        gettext("The column “%(heading)s” is read as %(meaning)s, because you said so.")
        % {"heading": heading, "meaning": str(MEANINGS[meaning])}
        for heading, meaning in said
    ]


def with_rows(receipt: str, became: Sequence[Became]) -> SafeString:
    """A receipt with what became of the rows that are no new lines, and links to where they stand: first what is otherwise now,
    then the rest, counted and folded.
    """
    changes, rest = [one for one in became if one.is_change], [one for one in became if not one.is_change]
    if len(rest) == 1:
        changes, rest = [*changes, *rest], []
    told = _each(changes[:MOST_TOLD])
    more = len(changes) - MOST_TOLD
    further = ngettext("and %(n)s row more", "and %(n)s rows more", more) % {"n": more} if more > 0 else ""
    if not rest:
        return format_html("{} {} {}", receipt, told, further)
    count = ngettext(
        "%(n)s row stood there before or was left out", "%(n)s rows stood there before or were left out", len(rest)
    ) % {"n": len(rest)}
    fold = format_html("<details><summary>{}</summary>{}</details>", count, _each(rest))
    return format_html("{} {} {}{}", receipt, told, further, fold)


def _rows_words(kind: str, number: int) -> str:
    if kind == "attention":
        return ngettext(
            "One row to look at above; it is taken as it stands here if you do not correct it",
            "%(n)s rows to look at above; they are taken as they stand here if you do not correct them", number,
        )  # fmt: skip
    if kind == "waiting":
        return ngettext(
            "One row that waits for your answer, above", "%(n)s rows that wait for your answer, above", number
        )
    return ngettext("One row that is taken as it stands", "%(n)s rows that are taken as they stand", number)


def rows_heading(ident: str, kind: str, lines: Sequence[PreviewLine], skipped: set[str]) -> SafeString:
    """The heading over rows of the preview: how many are taken, without those that are left out. The page's script counts anew with the
    same words.
    """
    number = sum(str(line.index) not in skipped for line in lines)
    return format_html(
        '<h2 id="{}" data-one="{}" data-many="{}">{}</h2>',
        ident, _rows_words(kind, 1), _rows_words(kind, 2) % {"n": "#"}, _rows_words(kind, number) % {"n": number},
    )  # fmt: skip


def with_otherwise(receipt: str, otherwise: Sequence[Became]) -> SafeString | str:
    """A receipt with the answers that stand otherwise now, each with a link to its line."""
    if not otherwise:
        return receipt
    return format_html(
        "{} {} <ul>{}</ul>", receipt, otherwise_words(len(otherwise)), _each(otherwise, "<li>{} {}</li>")
    )


def otherwise_words(number: int) -> str:
    """How many answers stand otherwise now."""
    return ngettext(
        "One of your answers is not what stands now:", "%(n)s of your answers are not what stands now:", number
    ) % {"n": number}


def _each(became: Sequence[Became], form: str = "{} {}") -> SafeString:
    return format_html_join(" ", form, [(one.sentence, _to_list(one.list_id, one.entry_id)) for one in became])


def _to_list(number: int, entry: int = 0) -> SafeString:
    if not number:
        return SafeString("")
    address = reverse("concerns:list", args=[number])
    if entry:
        return format_html('<a href="{}#line-{}">{}</a>', address, entry, gettext("See its line"))
    return format_html('<a href="{}">{}</a>', address, gettext("See its list"))


def answer_words(line: PreviewLine, preview: Preview) -> list[tuple[str, str]]:
    """The answers that a line has, in words."""
    labels = {
        CREATE: gettext("A child we have not met: make a new record"),
        SKIP: gettext("Leave the row out"),
        OTHER: _another(line, preview),
        **_of_earlier(line),
    }
    if line.is_below and not line.candidates:
        labels[CREATE] = gettext("Take it in all the same")
    for candidate in line.candidates:
        labels |= _of_candidate(candidate, preview)
        if line.difference.changed:
            labels |= _of_numbered(candidate, preview)
    for index in line.alike:
        labels[f"{SAME_AS}{index}"] = _same_child(line, preview.lines[index])
    return [(option, labels[option]) for option in line.options]


def _another(line: PreviewLine, preview: Preview) -> str:
    if number_is_known(preview, line):
        return gettext("Another child: the CPR number of the row is wrong and is left out")
    return gettext("Another child, who has the same name")


def _of_earlier(line: PreviewLine) -> dict[str, str]:
    """A further deed of the child whose line was received before, or the same one corrected."""
    again = gettext("A new event about the same child: take it with beside the line from before")
    update = gettext("The same event: correct the line from before")
    if f"{UPDATE}{RENAMED}" not in line.options:
        return {AGAIN: again, UPDATE: update}
    still = gettext("The child is still called %(name)s.") % {"name": line.known_as}
    now = gettext("The child is called %(name)s now: on its page, on the agenda and when searched.") % {
        "name": line.line.name
    }
    return {
        AGAIN: f"{again}. {still}",
        f"{AGAIN}{RENAMED}": f"{again}. {now}",
        UPDATE: f"{update}. {still}",
        f"{UPDATE}{RENAMED}": f"{update}. {now}",
    }


def _named(candidate: Candidate, preview: Preview) -> str:
    """Name, birth date and age of a record; of twins, what tells this one from the other."""
    person = candidate.person
    age = age_of(person.birth_date, person.age_told, preview.day)
    return ", ".join(
        filter(None, [
            person.name or gettext("no name"),
            dates.short(person.birth_date) if person.birth_date else "",
            "" if age is None else ngettext("%(age)s year old", "%(age)s years old", age) % {"age": age},
            twin_words(person, candidate.told_on) if candidate.is_twin else "",
        ])
    )  # fmt: skip


def _told(candidate: Candidate) -> str:
    """Behind an answer of which no line comes."""
    if not candidate.is_told:
        return ""
    return gettext(" (and the same event, which an earlier list tells: no new line comes of it)")


def _of_numbered(candidate: Candidate, preview: Preview) -> dict[str, str]:
    """The child who has the row's CPR number, where the earlier line is about another record."""
    child = {"child": _named(candidate, preview)}
    return {
        candidate.answer: gettext("A new event about the child who has the CPR number: %(child)s") % child + _told(candidate),
        candidate.correcting: gettext(
            "The same event: correct the line from before, and say that it is about the child who has the CPR number: %(child)s"
        ) % child,
    }  # fmt: skip


def _of_candidate(candidate: Candidate, preview: Preview) -> dict[str, str]:
    named = _named(candidate, preview)
    told = _told(candidate)
    picked = gettext("%(child)s: %(ground)s (known to %(audience)s)") % {
        "child": named, "ground": _ground(candidate), "audience": candidate.kept_by,
    }  # fmt: skip
    renamed = gettext("%(child)s: has got the name of this row, and the record is to say so") % {"child": named}
    return {candidate.answer: picked + told, candidate.renaming: renamed + told}


def _same_child(line: PreviewLine, other: PreviewLine) -> str:
    label = gettext("The same child as in row %(row)s: %(name)s") % {"row": other.line.row, "name": other.line.name}
    if deed_key(0, line.line, line.role, line.line.text) == deed_key(0, other.line, other.role, other.line.text):
        label += gettext(" (and the same event: it is taken once)")
    return label


def _ground(candidate: Candidate) -> str:
    if candidate.by_number:
        return gettext("same CPR number")
    if candidate.is_like:
        return gettext("same birth date, the name is like")
    if candidate.had_the_name:
        return gettext("same birth date, the child had this name before")
    if candidate.had_one_like_it:
        return gettext("same birth date, the name is like one that the child had before")
    if candidate.is_born_of_one:
        return gettext("same name, on a line of the same week, and a birth date of one of the two alone")
    if candidate.by_name_alone:
        return gettext("same name, and no birth date is told here")
    return gettext("same name and birth date")
