"""The same decision for several children of one event: for whom it is proposed, who is decided alone, and what came between."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils import timezone

from samspil.meetings.models import Decision, Item, Statement
from samspil.meetings.policies import asks_who, mark_of_told, why_not
from samspil.meetings.queries.agenda import Row
from samspil.meetings.queries.fitting import items_with_plan
from samspil.meetings.queries.table import TablePage
from samspil.organisations.queries import terms_of


def proposed_for(page: TablePage, word: str) -> set[int]:
    """For whom of an event a word is ticked in advance: not for whom the profile has another word (victims: support), nor for
    whom nobody has said the name of: decided unseen, it could not be said without undoing.
    """
    special = {str(role): one.word.code for one in page.words for role in one.word.default_for}
    named = [row.item for row in page.siblings if row.item and row.item.named]
    return {item.pk for item in named if special.get(item.role or "", word) == word}


def taken_alone(page: TablePage, code: str) -> dict[int, str]:
    """Those of an event for whom a word makes no sense or asks first, with why: about each of them one decides alone."""
    word = next(one.word for one in page.words if one.word.code == code)
    items = [row.item for row in page.siblings if row.item]
    terms = terms_of(page.meeting.forum, timezone.localdate(page.meeting.starts_at))
    going_on = items_with_plan(items, terms) if word.fits.needs_plan else set()
    found = {}
    for row in page.siblings:
        misfit = word.misfit(row.item.about, row.age, has_plan=row.item.pk in going_on) if row.item else None
        question = asks_who(word, row.item) if row.item and not misfit else word.question(misfit)
        if row.item and (misfit or question):
            found[row.item.pk] = question.text if question else why_not(word, row.item.about, misfit)  # type: ignore[arg-type]
    return found


def told_marks(items: Iterable[Item]) -> dict[int, str]:
    """Of each item the mark of what the reader can read of what was told there (`policies.mark_of_told`). One statement."""
    told: dict[int, list[tuple[int, int]]] = {item.pk: [] for item in items}
    for item_id, pk, version in Statement.objects.filter(item_id__in=told).values_list("item_id", "pk", "version"):
        told[item_id].append((pk, version))
    return {pk: mark_of_told(statements) for pk, statements in told.items()}


def decided_meanwhile(page: TablePage, chosen: Collection[str], key: UUID) -> list[Row]:
    """Those of an event who were ticked and wait no longer: somebody else has decided about them since the page was drawn. What this
    very form (`key`) has decided is not among them. One statement where there are any.
    """
    rows = [row for row in page.agenda.rows if row.item and str(row.item.pk) in chosen and not row.is_open]
    if not rows:
        return []
    own = set(Decision.objects.filter(meeting=page.meeting, together=key).values_list("item_id", flat=True))
    return [row for row in rows if row.item and row.item.pk not in own]
