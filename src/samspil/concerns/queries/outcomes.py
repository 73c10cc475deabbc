"""What became of the rows of a list, in sentences: on its page, and when it has been received, taken back or put back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.access.actor import Actor
from samspil.concerns.models import ListEntry, PoliceList
from samspil.organisations.models import Staff
from samspil.web import dates

A_MOMENT = timedelta(minutes=5)


def outcome(received: PoliceList, entries: int, *, removed: int = 0) -> str:
    """What became of the rows: how many are lines that wait, corrected others, stood there before, were left out. `removed` of the
    lines were taken away since, and wait no longer.
    """
    said = []
    if entries and removed:
        said += [_lines(entries), *_still(entries - removed, removed)]
    elif entries:
        said.append(
            ngettext(
                "%(n)s line is received, and waits for the meeting.",
                "%(n)s lines are received, and wait for the meeting.",
                entries,
            )
            % {"n": entries}
        )
    if received.corrected:
        said.append(
            ngettext(
                "%(n)s row corrected a line from before.", "%(n)s rows corrected lines from before.", received.corrected
            )
            % {"n": received.corrected}
        )
    if received.known:
        said.append(
            ngettext(
                "%(n)s row says what another row or an earlier list says.",
                "%(n)s rows say what another row or an earlier list says.",
                received.known,
            )
            % {"n": received.known}
        )
    if received.left_out:
        said.append(
            ngettext("%(n)s row was left out.", "%(n)s rows were left out.", received.left_out)
            % {"n": received.left_out}
        )
    return " ".join(said)


def _lines(number: int) -> str:
    return ngettext("%(n)s line is received.", "%(n)s lines are received.", number) % {"n": number}


def _still(waiting: int, removed: int) -> list[str]:
    """How many of the lines wait, and how many have been removed since."""
    wait = ngettext("%(n)s line waits for the meeting.", "%(n)s lines wait for the meeting.", waiting) % {"n": waiting}
    gone = ngettext("%(n)s line has been removed since.", "%(n)s lines have been removed since.", removed)
    return [*([wait] if waiting else []), gone % {"n": removed}]


def receipt(actor: Actor, received: PoliceList, key: UUID) -> str:
    """What is said when a list has been received: what became of its rows; or that it was here already, and who took it."""
    if received.is_sent_otherwise:
        return _(
            "The list has been received already, in another window, and what you have chosen here is not on it. Compare with "
            "the lines below, and press “Correct” at the line that is to say something else."
        )
    if received.key == key and received.written_by == actor.principal_id:
        entries = ListEntry.objects.filter(police_list=received, removed_at__isnull=True).count()
        return outcome(received, entries) or _("There was nothing on the list.")
    at = received.written_at or actor.at
    who = {"who": name_of(received.written_by) or _("A colleague"), "when": dates.moment(at)}
    if len({one.list_id for one in received.became}) > 1:
        return _("All of this was received before, on more than one list. Nothing is taken twice.")
    if received.written_by == actor.principal_id:
        return _("You received all of this %(when)s, on the list that is shown here. Nothing is taken twice.") % who
    if actor.at - at < A_MOMENT:
        return _("%(who)s took this list a moment ago. Nothing is taken twice.") % who
    return _("%(who)s received this list %(when)s. Nothing is taken twice.") % who


def removed_words(count: int) -> str:
    """What is said when lines that stood twice have been removed."""
    return ngettext("%(n)s line that stood twice is removed.", "%(n)s lines that stood twice are removed.", count) % {
        "n": count
    }


def taken_back_words(count: int) -> str:
    """What is said when a whole list has been taken back; of one without lines, its remark has been."""
    if not count:
        return _("The remark is taken back. It can be put back from this page until the list is deleted.")
    return ngettext(
        "%(n)s line is taken back. It can be put back from this page until it is deleted.",
        "%(n)s lines are taken back. They can be put back from this page until they are deleted.",
        count,
    ) % {"n": count}


def put_back_words(count: int) -> str:
    """What is said when every removed line of a list is back; of one without lines, its remark is."""
    if not count:
        return _("The remark is back.")
    return ngettext(
        "%(n)s line is back, and waits for a meeting.", "%(n)s lines are back, and wait for a meeting.", count
    ) % {"n": count}


def nowhere_new(received: PoliceList, gone: int) -> str:
    """Where it stands what the rows of a list without new lines tell; `gone` are the lines from before that have been removed since."""
    told = received.corrected + received.known
    if not told:
        return _("Every row was left out when the list was received. What they tell stands on no line.")
    if gone >= told:
        return _(
            "The lines that told the same have been removed since. What the rows of this list tell stands on no line."
        )
    if gone:
        return _(
            "Some of what the rows of this list tell stands on lines from before. The other lines have been removed since."
        )
    if received.left_out:
        return _("What the rows that were not left out tell stands on the lines that were received before.")
    return _("What the rows of this list tell stands on the lines that were received before.")


def name_of(principal: int | None) -> str:
    """What a colleague is called; empty where nobody is known."""
    return next(iter(Staff.objects.filter(principal_id=principal or 0).values_list("name", flat=True)), "")


__all__ = [
    "name_of", "nowhere_new", "outcome", "put_back_words", "receipt", "removed_words", "taken_back_words",
]  # fmt: skip
