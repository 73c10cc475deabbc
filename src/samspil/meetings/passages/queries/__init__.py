"""What stands on the pages. Everything is read under the policies; a list needs the same few statements at any length."""

from samspil.meetings.passages.queries.addressees import Addressee, addressees, units_below
from samspil.meetings.passages.queries.lists import (
    ForumPassages,
    MyForums,
    Waiting,
    forum_passages,
    my_forums,
    waiting_for,
)
from samspil.meetings.passages.queries.reading import (
    Line,
    PassagePage,
    coming_meetings,
    get_passage,
    passage_page,
    reply_to,
    to_words,
)
from samspil.meetings.passages.queries.reports import Owed, reports_owed

__all__ = [
    "Addressee",
    "ForumPassages",
    "Line",
    "MyForums",
    "Owed",
    "PassagePage",
    "Waiting",
    "addressees",
    "coming_meetings",
    "forum_passages",
    "get_passage",
    "my_forums",
    "passage_page",
    "reply_to",
    "reports_owed",
    "to_words",
    "units_below",
    "waiting_for",
]
