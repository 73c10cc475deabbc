"""What was chosen in a preview, looked at before its list is received: nothing is missing, out of date or left to guess."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.concerns import policies
from samspil.concerns.actions.reading import Choices, EventChoice
from samspil.concerns.lists.events import Event
from samspil.concerns.lists.likeness import plain
from samspil.concerns.lists.lines import names_of
from samspil.concerns.models import Became, ListEntry, PoliceList
from samspil.concerns.queries.preview import row_name, to_choose
from samspil.concerns.queries.preview_page import BEHIND_MARK, NO_DAY, SAME_AS, SKIP, Preview, PreviewLine, is_update
from samspil.concerns.queries.said_otherwise import SaidOtherwise, said_otherwise
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.web import dates


def check_is_fresh(actor: Actor, seen: Preview, choices: Choices) -> None:
    """The week's list is as the page showed it. Raises Refused with who was faster."""
    if choices.mark in {"", seen.mark}:
        return
    latest = (
        PoliceList.objects.filter(forum_id=seen.forum.pk, owner_audience_id=seen.forum.door_id).order_by("-pk").first()
    )
    who = Staff.objects.filter(principal_id=latest.written_by or 0).first() if latest else None
    if latest and who and latest.written_by != actor.principal_id:
        raise Refused(
            _(
                "%(who)s has received a list at %(time)s, and something about these children stands on it. Look once more."
            )
            % {"who": who.name, "time": dates.clock(latest.written_at or actor.at)}
        )
    raise Refused(_("The week’s list has changed since you opened this page. Look once more, then receive the rest."))


def check_read_as_shown(seen: Preview, choices: Choices) -> None:
    """The columns are read as the page showed them. Raises Refused where another window has said something else of them."""
    if choices.mark and choices.mark.partition(BEHIND_MARK)[2] != seen.mark.partition(BEHIND_MARK)[2]:
        raise Refused(
            _(
                "The list has been read again since you opened this page, with other words for its columns. Look once more."
            )
        )


def check_columns(seen: Preview, choices: Choices) -> None:
    """The columns are read as they are said to be. Raises Refused: else what was said would be lost without a word."""
    check_read_as_shown(seen, choices)
    for one in seen.open_columns:
        if one.column in choices.columns and choices.columns[one.column] != seen.said.get(one.column, ""):
            raise Refused(
                _(
                    "You have said what the column “%(heading)s” is, and the list is not read with it yet. Press “Read again with that”."
                )
                % {"heading": one.heading},
                field=f"column-{one.column}",
            )


def check_something_is_there(seen: Preview) -> None:
    """A list without a row, and without a remark that was taken, is none: the lines were to be written by hand, and none was."""
    if not (seen.rows or seen.note):
        raise Refused(_("There is no row on the list yet. Write one, or delete what was read."))


def otherwise_of(seen: Preview, choices: Choices) -> list[SaidOtherwise]:
    """The choices that differ from what has been received of the same rows since they were made."""
    written = {key: event.text for key, event in choices.events.items()}
    return said_otherwise(seen, {**choices.said, **choices.lines}, written, choices.apart)


def became_otherwise(seen: Preview, choices: Choices) -> list[Became]:
    """The same, for whoever has just received the list."""
    return [
        Became(one.sentence, one.list_id, is_change=True, entry_id=one.entry_id) for one in otherwise_of(seen, choices)
    ]


class Unanswered(Refused):
    """Things to be answered before a list is received. It is the first of them, and holds `all`, so that they are said at once."""

    def __init__(self, refusals: Sequence[Refused]) -> None:
        super().__init__(refusals[0].sentence, field=refusals[0].field)
        self.all = tuple(refusals)


def check_rows(seen: Preview, taken: Sequence[PreviewLine], chosen: Mapping[int, str | None], choices: Choices) -> None:
    """Each row has an answer that it offers, and its day. Raises Unanswered with all that is open, also what the words ask."""
    if found := [*_open_rows(seen, chosen), *_open_days(seen, chosen, choices.days)]:
        happened = happened_of(seen, taken, choices.events)
        raise Unanswered([
            *found, *_open_events(seen, happened, choices.events), *_words_apart(seen, taken, choices.apart),
            *_open_names(seen, happened, chosen, choices.belongs),
        ])  # fmt: skip


def check_words(
    seen: Preview,
    fresh: Sequence[PreviewLine],
    chosen: Mapping[int, str | None],
    told_on: Mapping[int, ListEntry | None],
    choices: Choices,
) -> None:
    """What is written stands where it belongs, names nobody else, and none of it is lost. `fresh` are the rows that become lines,
    `told_on` those that say what is told already. Raises Unanswered.
    """
    happened = happened_of(seen, fresh, choices.events)
    kept = {index: SKIP if index in told_on else answer for index, answer in chosen.items()}
    if found := [
        *_open_events(seen, happened, choices.events), *_words_apart(seen, fresh, choices.apart),
        *_words_lost(seen, fresh, chosen, told_on, choices), *_open_names(seen, happened, kept, choices.belongs),
    ]:  # fmt: skip
        raise Unanswered(found)


def _open_rows(seen: Preview, chosen: Mapping[int, str | None]) -> Iterator[Refused]:
    """Rows without an answer, or with one that they do not offer."""
    for line in seen.lines:
        answer = chosen[line.index]
        if answer != SKIP and line.asks_birth:
            yield Refused(
                _("%(row)s: choose which of the two birth dates is right, or leave the row out.")
                % {"row": row_name(line.line)}
            )
        if answer is None:
            yield Refused(to_choose(line), field=f"line-{line.index}")
        elif answer not in line.options:
            yield Refused(
                _("%(row)s cannot be taken like this. Choose once more.") % {"row": row_name(line.line)},
                field=f"line-{line.index}",
            )
        elif answer.startswith(SAME_AS) and chosen[int(answer.removeprefix(SAME_AS))] == SKIP:
            other = seen.lines[int(answer.removeprefix(SAME_AS))].line.row
            yield Refused(
                _("Row %(other)s is left out, so row %(row)s cannot be about the same child. Choose once more.")
                % {"other": other, "row": line.line.row},
                field=f"line-{line.index}",
            )


def _open_days(seen: Preview, chosen: Mapping[int, str | None], days: Mapping[int, str]) -> Iterator[Refused]:
    """Rows with a date that can be read in two ways, of which nobody has said the day."""
    for line in seen.asking_day:
        offered = {NO_DAY, *(day.isoformat() for day in line.line.date_choices)}
        if chosen[line.index] != SKIP and days.get(line.index) not in offered:
            yield Refused(
                _("%(row)s: say on which day it happened.") % {"row": row_name(line.line)}, field=f"date-{line.index}"
            )


def happened_of(seen: Preview, taken: Sequence[PreviewLine], texts: Mapping[str, EventChoice]) -> list[Event]:
    """The events that were chosen, of which two lines or more are taken."""
    indexes = {line.index for line in taken}
    return [event for event in seen.events if event.key in texts and len(indexes.intersection(event.members)) > 1]


def _open_events(seen: Preview, happened: Sequence[Event], texts: Mapping[str, EventChoice]) -> Iterator[Refused]:
    """Events without words, or with a name in them: each child is shown the event and its own role, never the others."""
    for event in happened:
        rows = [seen.lines[index].line for index in event.members]
        field = f"event_text-{event.key}"
        if not texts[event.key].text.strip() and event.texts:
            yield Refused(_("Write in a few words what happened, without names."), field=field)
        try:
            policies.check_names_nobody(
                texts[event.key].text, names_of(rows), names_are_words=texts[event.key].names_are_words, field=field
            )
        except Refused as refused:
            yield refused


def _open_names(
    seen: Preview, happened: Sequence[Event], chosen: Mapping[int, str | None], belongs: Collection[int]
) -> Iterator[Refused]:
    """Rows whose words name somebody else: they follow the child, so the name is taken out, or a person says that it belongs there.

    Words that become those of an event are asked about there.
    """
    told_once = {index for event in happened for index in event.members if is_told_once(seen.lines[index], event)}
    for line in seen.naming:
        if chosen[line.index] == SKIP or line.index in belongs or line.index in told_once:
            continue
        yield Refused(
            _(
                "%(row)s: the words name %(names)s, who is another child. Correct the row so that the name is gone, or tick that "
                "it belongs there."
            )
            % {"row": row_name(line.line), "names": ", ".join(line.names_others)},
            field=f"named-{line.index}",
        )


def is_told_once(line: PreviewLine, event: Event) -> bool:
    """Whether the words of a row are those of its event, so that they stand there and not with the row."""
    return bool(event.text) and plain(line.line.text) == plain(event.text)


def _words_apart(seen: Preview, taken: Sequence[PreviewLine], apart: Mapping[str, str]) -> Iterator[Refused]:
    """Events of which somebody wrote, and whose rows are not taken as one event: the words would stand nowhere."""
    indexes = {line.index for line in taken}
    for event in seen.events:
        if _is_written(event, apart.get(event.key, "")) and len(indexes.intersection(event.members)) > 1:
            yield Refused(
                _(
                    "You have written what happened, but the rows are not taken as one event, and the words would be lost. "
                    "Tick “Take these rows as one event”, or empty the field."
                ),
                field=f"event_text-{event.key}",
            )


def _words_lost(
    seen: Preview,
    fresh: Sequence[PreviewLine],
    chosen: Mapping[int, str | None],
    told_on: Mapping[int, ListEntry | None],
    choices: Choices,
) -> Iterator[Refused]:
    """Events of which somebody wrote, and that do not come on the list: of their rows one becomes a line at most, for the others are
    left out, say what an earlier line says, or correct it. Where every row is left out, the words go with them.
    """
    indexes = {line.index for line in fresh}
    written = {key: event.text for key, event in choices.events.items()} | dict(choices.apart)
    for event in seen.events:
        left = [seen.lines[index] for index in event.members if chosen[index] != SKIP]
        if (
            not left
            or len(indexes.intersection(event.members)) > 1
            or not _is_written(event, written.get(event.key, ""))
        ):
            continue
        before = [
            f"{row_name(line.line)} ({dates.moment(at)})" for line in left if (at := _told_at(line, told_on, chosen))
        ]
        sentence = _(
            "You have written what happened, but the rows are not taken as one event any more, and the words would be lost. Write "
            "them in the row that is left, or empty the field."
        )
        if before:
            sentence = _(
                "You have written what happened, but an earlier list tells it already, no event comes of these rows, and the words "
                "would be lost. When that list was received: %(rows)s. Write the words on its line, where it says “Correct”, and "
                "empty the field here."
            ) % {"rows": ", ".join(before)}
        yield Refused(sentence, field=f"event_text-{event.key}")


def _told_at(
    line: PreviewLine, told_on: Mapping[int, ListEntry | None], chosen: Mapping[int, str | None]
) -> datetime | None:
    """When the list was received that has the earlier line, where a row says the same or corrects it."""
    if (entry := told_on.get(line.index)) is not None:
        return entry.police_list.written_at
    earlier = line.difference.changed
    return earlier.listed_at if earlier and is_update(chosen[line.index]) else None


def _is_written(event: Event, text: str) -> bool:
    """Whether somebody wrote other words of an event than its rows say."""
    return plain(text) not in {"", plain(event.text), *map(plain, event.texts)}
