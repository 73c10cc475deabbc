"""Who reads what when something is passed on: the sentences that stand above the button (`web/_readers.html`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from samspil.organisations.models import ConcernDoor

Readers = list[dict[str, str]]


def _lines(*told: tuple[str, str]) -> Readers:
    return [{"label": whom, "value": what} for whom, what in told]


def of_handover(*, has_staff: bool, has_others: bool, has_adults: bool = False) -> Readers:
    """A concern is offered to a colleague at the door, to another door or unit, or to an adult whom the child chooses now."""
    near = (
        ((_("A colleague at this door"), _("Reads the concern already. Nothing is passed on.")),) if has_staff else ()
    )
    further = (
        (_("Another door or unit, now"), _("Your reason, and who has it. Not the concern.")),
        (
            _("Another door or unit, when everybody has said yes"),
            _("The concern with everything that belongs to it. Your door reads it no more."),
        ),
    )
    adults = (
        (_("An adult whom the child chooses now, before the yes"), _("Your reason, and who has it. Not the concern.")),
        (
            _("That adult, when everybody has said yes"),
            _(
                "What you read here: the concern, what has been said between you and the door, and who has had it. Not what the "
                "door assesses. The door reads it all, and helps as now."
            ),
        ),
    )
    return _lines(*near, *(further if has_others else ()), *(adults if has_adults else ()))


def of_door(doors: Sequence[ConcernDoor], led: Collection[int]) -> Readers:
    """A concern goes to one of these doors. `led`: those whose unit has a leader of its own, who reads there too."""
    if len(doors) == 1:
        whom = (
            _("Those who answer at %(door)s, and their leader, now") if led else _("Those who answer at %(door)s, now")
        )
        whom %= {"door": doors[0].name}
    elif len(led) == len(doors):
        whom = _("Those who answer where it goes, and their leader, now")
    elif led:
        whom = _("Those who answer where it goes, and their leader where they have one, now")
    else:
        whom = _("Those who answer where it goes, now")
    return _lines(
        (whom, _("What you write here, what you attach, and who you are.")),
        (
            _("Yourself, from now on"),
            _("What you have sent, who has it, and what the door asks and tells you. Not what the door assesses."),
        ),
        (_("Everybody else"), _("Nothing, until the door passes it on.")),
    )


def of_forum(*, keeps: bool) -> Readers:
    """A concern goes to a forum. `keeps`: it is told anew there, and the door's own concern stays where it is."""
    told = (
        (
            _("Those who prepare the forum’s meetings, now"),
            _("What you write here, and whom it is about. They decide whether it comes on the agenda."),
        ),
        (_("Those present at the item"), _("Whom it is about, and what you write here.")),
    )
    stays = ((_("The rest of the concern"), _("Stays at your door. The forum reads nothing of it.")),) if keeps else ()
    return _lines(*told, *stays)


def of_joint() -> Readers:
    """Three are asked to assess together."""
    return _lines(
        (_("Each of the three, now"), _("Your question, what set it off, and the day. Nothing else of the concern.")),
        (_("Your door and the three"), _("What each of them answers.")),
    )
