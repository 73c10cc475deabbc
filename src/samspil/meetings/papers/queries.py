"""The items of a paper as they stand now, and the paper as it was made last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from samspil.lib.refusals import NotVisible
from samspil.meetings.matters.models import Matter, MatterState
from samspil.meetings.models import Meeting
from samspil.meetings.papers.models import Paper, Preparation
from samspil.organisations.queries import staff_named


@dataclass(frozen=True)
class Item:
    """One item of a paper, in plain texts."""

    number: int
    matter_id: int
    title: str
    kind: str
    text: str = ""
    proposal: str = ""
    background: str = ""
    annex: str = ""

    @property
    def texts(self) -> dict[str, str]:
        """Everything that is looked through for names."""
        return {
            "title": self.title, "text": self.text, "proposal": self.proposal, "background": self.background, "annex": self.annex,
        }  # fmt: skip

    @property
    def annexes(self) -> list[str]:
        return [line.strip() for line in self.annex.splitlines() if line.strip()]

    def as_content(self) -> dict[str, Any]:
        """How a paper keeps it."""
        return asdict(self)


def items_now(meeting: Meeting) -> list[Item]:
    """The items of the agenda with what was prepared for each, in their order. Two statements."""
    matters = Matter.objects.filter(meeting=meeting, owner_audience_id=meeting.forum.audience_id)
    rows = list(
        matters.filter(state__in=[MatterState.WAITING, MatterState.TAKEN]).order_by("position", "pk")
    )  # fmt: skip
    prepared = {one.matter_id: one for one in Preparation.objects.filter(matter__in=[row.pk for row in rows])}
    return [_item(number, row, prepared.get(row.pk)) for number, row in enumerate(rows, 1)]


def _item(number: int, matter: Matter, prepared: Preparation | None) -> Item:
    return Item(
        number=number,
        matter_id=matter.pk,
        title=matter.title,
        kind=str(matter.get_kind_display()),
        text=matter.text,
        proposal=prepared.proposal if prepared else "",
        background=prepared.background if prepared else "",
        annex=prepared.annex if prepared else "",
    )


def preparation_of(matter: Matter) -> Preparation | None:
    """What has been written to an item."""
    return Preparation.objects.filter(matter=matter, owner_audience_id=matter.meeting.forum.audience_id).first()


def latest_paper(meeting: Meeting) -> Paper | None:
    """The paper that counts."""
    papers = Paper.objects.filter(meeting=meeting, owner_audience_id=meeting.forum.audience_id)
    return papers.order_by("-made_at", "-pk").first()


def get_paper(meeting: Meeting) -> Paper:
    """The paper that counts. Raises NotVisible where none has been made."""
    found = latest_paper(meeting)
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True)
class PaperPage:
    """The papers of a meeting: as made last, and the items as they stand now for those who prepare."""

    meeting: Meeting
    paper: Paper | None
    made_by: str
    items: Sequence[Item]
    now: Sequence[Item]

    @property
    def has_changed(self) -> bool:
        """Whether an item has changed since the paper was made."""
        return self.paper is not None and [item.as_content() for item in self.now] != self.paper.content


def paper_page(meeting: Meeting) -> PaperPage:
    """The page of a meeting's papers. A constant number of statements."""
    paper = latest_paper(meeting)
    by = staff_named([paper.made_by_id]).get(paper.made_by_id, "") if paper else ""
    return PaperPage(meeting, paper, by, items_of(paper) if paper else [], items_now(meeting))


def items_of(paper: Paper) -> list[Item]:
    """The items of a paper as it was made."""
    return [Item(**item) for item in paper.content]
