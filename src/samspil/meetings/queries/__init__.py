"""What the pages of a meeting show. Every list is read under the policies; a page needs the same few statements however
many children there are.
"""

from samspil.meetings.queries.agenda import Agenda, Heading, Row, agenda_of, seats_at, upcoming
from samspil.meetings.queries.alike import on_agenda, waiting_twins
from samspil.meetings.queries.beside import last_decision, struck
from samspil.meetings.queries.calling import forums_to_call, known_by, reported_at
from samspil.meetings.queries.due import Agreed
from samspil.meetings.queries.extract import Extract, child_on_paper, extract_of, has_child
from samspil.meetings.queries.finding import (
    agendas_read,
    get_decision,
    get_forum,
    get_item,
    get_item_to_show,
    get_meeting,
    get_statement,
    has_lapsed,
)
from samspil.meetings.queries.following import Following, following, schools_near
from samspil.meetings.queries.gathering import EventPage, event_page
from samspil.meetings.queries.lines import items_that_wait
from samspil.meetings.queries.live import LivePage, live_page
from samspil.meetings.queries.minutes import (
    DecisionLine,
    MinutesPage,
    attendance_of,
    here_at,
    holders_of,
    minutes_page,
    tellers_at,
)
from samspil.meetings.queries.presence import (
    Sitting,
    block_names,
    called_in,
    closed_to_me,
    coming_to,
    has_lost_its_keeper,
    leaders_at,
    not_there,
    not_to_be_let_in,
    sittings,
    stands_in,
    stopped_during,
    why_gone,
    why_not_offered,
    writes_minutes,
)
from samspil.meetings.queries.several import decided_meanwhile, proposed_for, taken_alone, told_marks
from samspil.meetings.queries.table import (
    DecidingPage,
    TablePage,
    Told,
    deciding_page,
    staff_around,
    table_page,
    takes_names,
)
from samspil.meetings.queries.twice import (
    came_from,
    decided_twice,
    joined_on,
    joined_to,
    known_to,
    lines_of,
    own_record,
    twice,
    twins_of,
)
from samspil.meetings.queries.unfinished_lists import unfinished_lists
from samspil.meetings.queries.unsaved import unsaved_at
from samspil.meetings.queries.waiting import Suggestion, Waits, placements_of, suggestions, what_waits
from samspil.meetings.queries.wall import Wall, wall_of
from samspil.meetings.queries.who_can_come import WhoCanCome, who_can_come
from samspil.meetings.queries.words import Word, words_for

__all__ = [
    "Agenda",
    "Agreed",
    "DecidingPage",
    "DecisionLine",
    "EventPage",
    "Extract",
    "Following",
    "Heading",
    "LivePage",
    "MinutesPage",
    "Row",
    "Sitting",
    "Suggestion",
    "TablePage",
    "Told",
    "Waits",
    "Wall",
    "WhoCanCome",
    "Word",
    "agenda_of",
    "agendas_read",
    "attendance_of",
    "block_names",
    "called_in",
    "came_from",
    "child_on_paper",
    "closed_to_me",
    "coming_to",
    "decided_meanwhile",
    "decided_twice",
    "deciding_page",
    "event_page",
    "extract_of",
    "following",
    "forums_to_call",
    "get_decision",
    "get_forum",
    "get_item",
    "get_item_to_show",
    "get_meeting",
    "get_statement",
    "has_child",
    "has_lapsed",
    "has_lost_its_keeper",
    "here_at",
    "holders_of",
    "items_that_wait",
    "joined_on",
    "joined_to",
    "known_by",
    "known_to",
    "last_decision",
    "leaders_at",
    "lines_of",
    "live_page",
    "minutes_page",
    "not_there",
    "not_to_be_let_in",
    "on_agenda",
    "own_record",
    "placements_of",
    "proposed_for",
    "reported_at",
    "schools_near",
    "seats_at",
    "sittings",
    "staff_around",
    "stands_in",
    "stopped_during",
    "struck",
    "suggestions",
    "table_page",
    "taken_alone",
    "takes_names",
    "tellers_at",
    "told_marks",
    "twice",
    "twins_of",
    "unfinished_lists",
    "unsaved_at",
    "upcoming",
    "waiting_twins",
    "wall_of",
    "what_waits",
    "who_can_come",
    "why_gone",
    "why_not_offered",
    "words_for",
    "writes_minutes",
]
