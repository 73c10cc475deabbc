"""Reads: documents and their state, national lists and their gaps, goals, the year."""

from samspil.evaluation.queries.documents import (
    DocumentPage,
    FramePage,
    Listed,
    State,
    document_page,
    find_documents,
    frame_page,
    frames_on,
    may_renew,
    my_overdue,
    newest_renewals,
    renewed,
    state_of,
)
from samspil.evaluation.queries.goals import GoalShown, TreeShown, goal_page, target_words
from samspil.evaluation.queries.year import Month, Year, annual_wheel

__all__ = [
    "DocumentPage",
    "FramePage",
    "GoalShown",
    "Listed",
    "Month",
    "State",
    "TreeShown",
    "Year",
    "annual_wheel",
    "document_page",
    "find_documents",
    "frame_page",
    "frames_on",
    "goal_page",
    "may_renew",
    "my_overdue",
    "newest_renewals",
    "renewed",
    "state_of",
    "target_words",
]
