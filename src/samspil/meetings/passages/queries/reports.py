"""The reports that a forum owes by its profile."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from samspil.meetings.passages.queries.addressees import forums_named
from samspil.organisations.models import Forum
from samspil.organisations.profile import Due, ReportOwed
from samspil.organisations.queries import profile_of
from samspil.organisations.wording import DUES


@dataclass(frozen=True)
class Owed:
    """A report that the forum owes by its profile (BRO-107, BRO-108, BRO-109), and when the next is due."""

    what: str
    to: str
    how: str | Promise
    due_on: date | None


def reports_owed(forum: Forum, today: date) -> list[Owed]:
    """What the forum owes others; a day only where the profile says one. Two statements."""
    stated = forum.terms.on(today).first()
    if stated is None:
        return []
    reports = profile_of(forum, today).reports
    named = forums_named({one.forum for one in reports if one.forum}, forum.body)
    return [
        Owed(
            what=one.what,
            to=one.to or (named[one.forum].name if one.forum in named else one.forum or ""),
            how=DUES[one.due],
            due_on=_next_due(one, today),
        )
        for one in reports
    ]


def _next_due(report: ReportOwed, today: date) -> date | None:
    """The last day of the month, of the quarter, or of the stated month; none for every meeting and what is ongoing."""
    if report.due is Due.YEARLY and report.month is not None:
        year = today.year if today.month <= report.month else today.year + 1
        return _last_of(year, report.month)
    if report.due is Due.MONTHLY:
        return _last_of(today.year, today.month)
    if report.due is Due.QUARTERLY:
        return _last_of(today.year, (today.month + 2) // 3 * 3)
    return None


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
