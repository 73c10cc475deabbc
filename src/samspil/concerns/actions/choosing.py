"""What was chosen in a preview, looked at before its list is received: nothing is missing, out of date or left to guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.concerns import policies
from samspil.concerns.actions.reading import Choices, EventChoice
from samspil.concerns.lists.events import Event
from samspil.concerns.lists.likeness import plain
from samspil.concerns.lists.lines import names_of
from samspil.concerns.models import PoliceList
from samspil.concerns.queries.preview import row_name, to_choose
from samspil.concerns.queries.preview_page import NO_DAY, SAME_AS, SKIP, Preview, PreviewLine
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


def check_something_is_there(seen: Preview) -> None:
    """A list without a row, and without a remark that was taken, is none: the lines were to be written by hand, and none was."""
    if not (seen.rows or seen.note):
        raise Refused(_("There is no row on the list yet. Write one, or delete what was read."))


def check_choices(seen: Preview, chosen: Mapping[int, str | None]) -> None:
    """Each row has an answer that it offers. Raises Refused at the row."""
    for line in seen.lines:
        answer = chosen[line.index]
        if answer is None:
            raise Refused(to_choose(line), field=f"line-{line.index}")
        if answer != SKIP and not line.is_aside and line.births:
            raise Refused(
                _("%(row)s: choose which of the two birth dates is right, or leave the row out.")
                % {"row": row_name(line.line)}
            )
        if answer not in line.options:
            raise Refused(
                _("%(row)s cannot be taken like this. Choose once more.") % {"row": row_name(line.line)},
                field=f"line-{line.index}",
            )
        if answer.startswith(SAME_AS) and chosen[int(answer.removeprefix(SAME_AS))] == SKIP:
            other = seen.lines[int(answer.removeprefix(SAME_AS))].line.row
            raise Refused(
                _("Row %(other)s is left out, so row %(row)s cannot be about the same child. Choose once more.")
                % {"other": other, "row": line.line.row},
                field=f"line-{line.index}",
            )


def check_days(seen: Preview, chosen: Mapping[int, str | None], days: Mapping[int, str]) -> None:
    """Each row with a date that can be read in two ways has its day. Raises Refused at the row."""
    for line in seen.asking_day:
        offered = {NO_DAY, *(day.isoformat() for day in line.line.date_choices)}
        if chosen[line.index] != SKIP and days.get(line.index) not in offered:
            raise Refused(
                _("%(row)s: say on which day it happened.") % {"row": row_name(line.line)}, field=f"date-{line.index}"
            )


def happened_of(seen: Preview, taken: Sequence[PreviewLine], texts: Mapping[str, EventChoice]) -> list[Event]:
    """The events that were chosen, of which two lines or more are taken."""
    indexes = {line.index for line in taken}
    return [event for event in seen.events if event.key in texts and len(indexes.intersection(event.members)) > 1]


def check_events(seen: Preview, happened: Sequence[Event], texts: Mapping[str, EventChoice]) -> None:
    """An event is told without names: each child is shown the event and its own role, never the others."""
    for event in happened:
        rows = [seen.lines[index].line for index in event.members]
        if not texts[event.key].text.strip() and event.texts:
            raise Refused(_("Write in a few words what happened, without names."), field=f"event_text-{event.key}")
        policies.check_names_nobody(
            texts[event.key].text, names_of(rows), names_are_words=texts[event.key].names_are_words,
            field=f"event_text-{event.key}",
        )  # fmt: skip


def check_names_belong(
    seen: Preview, taken: Sequence[PreviewLine], chosen: Mapping[int, str | None], choices: Choices
) -> None:
    """The words of a row follow its child: who is named there beside it is taken out, or a person says that it belongs there.

    Words that become those of an event are asked about there.
    """
    told_once = {
        index
        for event in happened_of(seen, taken, choices.events)
        for index in event.members
        if is_told_once(seen.lines[index], event)
    }
    for line in seen.naming:
        if chosen[line.index] == SKIP or line.index in choices.belongs or line.index in told_once:
            continue
        raise Refused(
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


def check_no_words_lost(seen: Preview, taken: Sequence[PreviewLine], apart: Mapping[str, str]) -> None:
    """What somebody wrote of rows that are not taken as one event would stand nowhere."""
    indexes = {line.index for line in taken}
    for event in seen.events:
        written = plain(apart.get(event.key, ""))
        if written not in {"", plain(event.text)} and len(indexes.intersection(event.members)) > 1:
            raise Refused(
                _(
                    "You have written what happened, but the rows are not taken as one event, and the words would be lost. "
                    "Tick “Take these rows as one event”, or empty the field."
                ),
                field=f"event_text-{event.key}",
            )
