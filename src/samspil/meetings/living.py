"""What happens to meetings when a municipality's profile changes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import ngettext

from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.models import Body
from samspil.organisations.profile import Change, Difference

AHEAD = (MeetingState.PLANNED, MeetingState.SENT)


def meetings_that_stand(body: Body, difference: Difference) -> Iterator[str]:
    """Meetings of a changed or ended forum that are planned already. They stand: people have them in their calendars."""
    if difference.section != "forums" or difference.change is Change.ADDED:
        return
    ahead = Meeting.objects.filter(
        forum__body=body, forum__key=difference.key, state__in=AHEAD, starts_at__gt=timezone.now()
    ).count()
    if ahead:
        yield ngettext(
            "%(ahead)d meeting is planned already and stands until somebody cancels or moves it.",
            "%(ahead)d meetings are planned already and stand until somebody cancels or moves them.",
            ahead,
        ) % {"ahead": ahead}
