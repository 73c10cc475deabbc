"""Who prepares the papers of a meeting, and what a paper must not hold."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.lib.refusals import Refused
from samspil.meetings.matters.policies import check_leads
from samspil.meetings.models import Meeting, MeetingState
from samspil.meetings.nameless import check_nameless
from samspil.meetings.papers.queries import Item


def check_may_prepare(actor: Actor, meeting: Meeting) -> None:
    """Chair, deputy and minute-taker prepare the papers, until the minutes are approved (BRO-50)."""
    check_leads(actor, meeting)
    if meeting.state in {MeetingState.APPROVED, MeetingState.CANCELLED}:
        raise Refused(_("The meeting is over or cancelled, so its papers stay as they are."))


def check_may_make(actor: Actor, meeting: Meeting, items: Sequence[Item], *, sure: bool) -> None:
    """A paper has items, and names nobody: politicians and their administration read it. Raises Refused with the item."""
    check_may_prepare(actor, meeting)
    if not items:
        raise Refused(_("Nothing is on the agenda. Propose an item first."))
    for item in items:
        try:
            check_nameless(meeting.forum.body, sure=sure, **item.texts)
        except Refused as refused:
            raise Refused(
                _("Item %(number)s, “%(title)s”: %(sentence)s")
                % {"number": item.number, "title": item.title, "sentence": refused.sentence},
                field="sure",
            ) from refused
