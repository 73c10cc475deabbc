"""The pages that are measured, as a colleague meets them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from urllib.parse import urlsplit
from uuid import uuid4

from django.urls import reverse
from django.utils.timezone import localdate

from samspil.bench.visiting import Ask, File, Page, Steps, Visit, WrongAnswer
from samspil.bench.world import words

MOST_WRITTEN_ABOUT = """
SELECT c.id FROM cases_case c JOIN organisations_unit u ON u.audience_id = c.owner_audience
  JOIN cases_note n ON n.case_id = c.id WHERE u.id = %s AND c.state = 'open' GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 1
"""
_TARGET = re.compile(r'<select[^>]*name="target".*?<option value="([^"]+)"', re.DOTALL)


def bare(visit: Visit) -> Steps:
    yield Ask(reverse("bench_bare", args=[visit.spot.child]))


def layout(visit: Visit) -> Steps:
    yield Ask(reverse("bench_layout", args=[visit.spot.child]))


def my_day(visit: Visit) -> Steps:
    yield Ask(reverse("desk:my_day"))


def cases(visit: Visit) -> Steps:
    yield Ask(f"{reverse('cases:cases')}?enhed={visit.spot.unit}")


def table(visit: Visit) -> Steps:
    yield Ask(reverse("meetings:item", args=[visit.spot.items[0]]))


def case(visit: Visit) -> Steps:
    """The case of the unit that most is written about, so that something hangs on it in every world."""
    found = visit.sql(MOST_WRITTEN_ABOUT, [visit.spot.unit])
    yield Ask(reverse("cases:case", args=[found]))


def meeting(visit: Visit) -> Steps:
    """The page of today's meeting, with its agenda."""
    yield Ask(reverse("meetings:meeting", args=[visit.spot.meeting]))


def calendar(visit: Visit) -> Steps:
    """A forum's year."""
    yield Ask(reverse("calendar:year"))


def child(visit: Visit) -> Steps:
    yield Ask(reverse("desk:child", args=[visit.spot.child]))


def name_search(visit: Visit) -> Steps:
    """Two attributes, among all children that one may read."""
    form = {"name": visit.spot.child_name, "born": visit.spot.child_born, "cpr": ""}
    yield Ask(reverse("search:children"), form)


def note_search(visit: Visit) -> Steps:
    """Two words, in all notes that one may read."""
    yield Ask(reverse("search:notes"), {"text": f"{words.COMMON} {words.RARE}", "everywhere": "on"})


def concern_form(visit: Visit) -> Steps:
    """A concern, about to be written."""
    yield Ask(reverse("concerns:raise"))


def queue(visit: Visit) -> Steps:
    """What waits at the door, five hundred."""
    yield Ask(reverse("concerns:queue"))


def directory(visit: Visit) -> Steps:
    """Whom do I call? A name among all colleagues."""
    yield Ask(f"{reverse('organisations:directory')}?ord={visit.spot.child_name.split()[0][:3]}")


def upload(visit: Visit) -> Steps:
    """The list is read and its preview drawn, as one waits for it; what was read is dropped again."""
    address = reverse("concerns:upload")
    target = _TARGET.search(visit.quietly(Ask(address)).body)
    if target is None:
        raise WrongAnswer(f"{address} offers no meeting to upload for")
    form = {"target": target[1], "giver": str(visit.spot.police), "pasted": ""}
    answer = yield Ask(address, form, File("list.csv", list_of(visit.rows)), answers=303)
    preview = urlsplit(answer.location).path
    yield Ask(preview)
    visit.quietly(Ask(f"{preview}slet/", {}, answers=303))


def saving(visit: Visit) -> Steps:
    """A decision with its task is saved; afterwards it is undone, so that there is always one to make."""
    item = visit.item()
    version = visit.sql("SELECT version FROM meetings_item WHERE id = %s", [item])
    form = {"word": "support", "version": str(version), "idempotency_key": str(uuid4()), "reason": "", "text": ""}
    yield Ask(reverse("meetings:decide", args=[item]), form, answers=303)
    decision = visit.sql("SELECT max(id) FROM meetings_decision WHERE item_id = %s", [item])
    visit.quietly(Ask(reverse("meetings:undo", args=[decision]), {}, answers=303))


BARE = Page("bare", "Bare: session, signed actor, one policed row", None, bare)
# How many times bare a page may take, and its statements.
PAGES = (
    Page("layout", "The layout alone", 2, layout),
    Page("my_day", "My day", 8, my_day, most_statements=18),
    Page("cases", "List of 50 cases", 5, cases),
    Page("case", "A case", 6, case, most_statements=18),
    Page("child", "A child", 6, child),
    Page("calendar", "The calendar", 6, calendar),
    Page("meeting", "A meeting's page, 30 on the agenda", 7, meeting, most_statements=18),
    Page("table", "The table, 30 on the agenda", 7, table),
    Page("name_search", "Search by name", 5, name_search),
    Page("note_search", "Search in notes", 5, note_search),
    Page("concern_form", "The form of a concern", 5, concern_form),
    Page("queue", "A door's queue of 500", 7, queue),
    Page("directory", "Whom do I call: a search", 5, directory),
    Page("upload", "Upload of 1,000 rows, with its preview", None, upload, compared=5, of_each=10),
    Page("saving", "Saving a decision", 8, saving),
)


RECENT = 250  # days; what is older is asked about


@lru_cache(maxsize=4)
def list_of(rows: int) -> bytes:
    """A list of the police as a file: made-up children with replacement numbers."""
    random = Random(rows)
    lines = ["Navn;CPR-nr.;Adresse;Gerningssted;Dato;Rolle;Forhold;Journalnr."]
    for number in range(rows):
        born = date.fromordinal(random.randrange(date(2005, 1, 1).toordinal(), date(2014, 1, 1).toordinal()))
        cpr = f"{born.day + 60:02}{born:%m%y}-{4000 + number % 6000:04}"
        happened = localdate() - timedelta(days=random.randrange(RECENT))
        lines.append(
            f"{words.name(random)};{cpr};Vejen {number % 90 + 1};Stationen;{happened:%d.%m.%Y};mistænkt;"
            f"{words.line(random)};{number // 3:05}"
        )
    return "\r\n".join(lines).encode("cp1252")
