"""Papers are prepared item by item, made once they name nobody, and read."""

from __future__ import annotations

from typing import Any

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.lib.refusals import Conflict
from samspil.meetings.matters.models import Matter
from samspil.meetings.models import Meeting
from samspil.meetings.nameless import check_nameless
from samspil.meetings.papers import policies, queries
from samspil.meetings.papers.models import Paper, Preparation
from samspil.organisations.queries import staff_of


@verb("paper.prepared")
def write(
    actor: Actor, *, matter: Matter, proposal: str, background: str, annex: str, version: int = 0, sure: bool = False
) -> Preparation:
    """Write what an item needs beside its presentation (BRO-50). The same words again are the same act.

    Raises Refused, Conflict.
    """
    texts = {"proposal": proposal.strip(), "background": background.strip(), "annex": annex.strip()}
    policies.check_may_prepare(actor, matter.meeting)
    check_nameless(matter.meeting.forum.body, sure=sure, **texts)
    there = queries.preparation_of(matter)
    if there is None:
        there = Preparation.objects.create(owner_audience_id=matter.meeting.forum.audience_id, matter=matter, **texts)
    elif texts != {field: getattr(there, field) for field in texts}:
        if not Preparation.objects.filter(pk=there.pk, version=version).update(**texts):
            raise Conflict(theirs={field: getattr(there, field) for field in texts}, mine=texts, version=there.version)
        there.refresh_from_db()
    record("paper.prepared", there)
    return there


@verb("paper.made")
def make(actor: Actor, *, meeting: Meeting, sure: bool = False) -> Paper:
    """Make the paper of the items as they stand: seats read it on the page, as PDF and as a Word file.

    Made again without a change it is the same paper. Raises Refused for a CPR number, and for what looks like a name
    unless somebody is `sure`.
    """
    items = queries.items_now(meeting)
    policies.check_may_make(actor, meeting, items, sure=sure)
    content: list[dict[str, Any]] = [item.as_content() for item in items]
    before = queries.latest_paper(meeting)
    if before is not None and before.content == content:
        return before
    paper = Paper.objects.create(
        owner_audience_id=meeting.forum.audience_id, meeting=meeting, made_at=actor.at, made_by_id=staff_of(actor).pk,
        content=content,
    )  # fmt: skip
    record("paper.made", paper, count=len(items), sure=sure)
    return paper


@verb("paper.taken_out")
def take_out(actor: Actor, *, meeting: Meeting, form: str) -> Paper:
    """The paper leaves the house as a file (`form`: pdf or word). Raises NotVisible where none was made."""
    paper = queries.get_paper(meeting)
    record("paper.taken_out", paper, form=form)
    return paper


@verb("paper.read")
def open_page(actor: Actor, *, meeting: Meeting) -> queries.PaperPage:
    """Read the papers of a meeting."""
    page = queries.paper_page(meeting)
    if page.paper is not None:
        record("paper.read", page.paper)
    return page
