"""Making the demo: municipalities, an autumn of meetings that were really held, and a morning with work waiting.

Everything is made by the acts behind the pages, with the clock set back (`clock`), so that audit, disclosures, history and
deletion are what they would be. The same seed and day give the same people and the same story.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from samspil.access.actor import now
from samspil.demo import activities, casework, clock, morning, neighbour, others, outside, travelling, wednesday
from samspil.demo.children import make_children
from samspil.demo.colleagues import DISTRICT, FILES, NEIGHBOUR, OURS, open_place
from samspil.demo.gathering import live as gather
from samspil.demo.holding import hold
from samspil.demo.lists import LINES_A_WEEK, Sheet, children_in, corrected, make_lists
from samspil.demo.planning import plan
from samspil.demo.receiving import receive, send_concerns
from samspil.demo.sheets import write_files
from samspil.demo.town import WRITER, Town, at, day_of, turn, words
from samspil.demo.working import say_whom, work
from samspil.meetings.models import Meeting, MeetingState

SEED = 115
CHILDREN = 300
WEEKS = 14  # meetings lived through
WEEKS_AT_LEAST = 6  # what the forums without names have behind them, in the smallest demo too
FORUM = "akutgruppen"
CHIEF = "hanne"  # administers the first municipality


def build(
    *,
    seed: int = SEED,
    today: date | None = None,
    scale: float = 1.0,
    folder: Path | None = None,
    say: Callable[[str], None] | None = None,
) -> Town:
    """Make everything in the database of this process, and write the waiting list's files.

    `scale` makes a smaller one for tests. Raises nothing of its own: what a verb refuses is a fault of the demo.
    """
    tell = say or _say
    moment = now()
    day = today or timezone.localdate(moment)
    with clock.lived_time(), translation.override("da"):
        town = _found(seed, day, scale, tell)
        sheets = _live(town, moment, scale, tell)
    files = write_files(folder or FOLDER, sheets[-1], corrected(sheets[-1]))
    tell("Wrote the list that waits: " + ", ".join(_short(path) for path in files))
    return town


def made_from() -> str:
    """Changes with the day, with the code, the profiles and the texts, and when a file of the list that waits is gone."""
    parts = [timezone.localdate(now()).isoformat().encode()]
    kinds = {".py", ".sql", ".yaml", ".mo"}
    made_of = [path for path in settings.SOURCE.rglob("*") if path.suffix in kinds]
    for file in sorted([*made_of, *FILES.values(), *FOLDER.glob("*")]):
        parts += [str(file).encode(), file.read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def _found(seed: int, day: date, scale: float, tell: Callable[[str], None]) -> Town:
    begins = day - timedelta(weeks=max(_weeks(scale) + 2, WEEKS_AT_LEAST))
    turn(begins, "08:00")
    place = open_place(OURS)
    forum = place.forums[FORUM]
    tell(f"{place.body.name}: {len(place.units)} units, {len(place.forums)} forums, {len(place.staff)} colleagues")
    planned = plan(place, WRITER, forum, begins, day)
    tell(f"Planned {planned} meetings of {forum.name} from the rhythm in the profile")
    other = open_place(NEIGHBOUR)
    count = neighbour.live(other, seed, begins, day)
    tell(f"{other.body.name}, the neighbour: {len(other.staff)} colleagues, {count} children of its own")
    tell(f"{others.plan_all(place, CHIEF, begins, day)} meetings of its other forums")
    tell(gather(place, begins, day))
    above = others.open_above(seed, begins, place, WRITER)
    tell(f"{len(above)} bodies above the municipalities")
    for further, meetings in others.open_others(seed, begins, day):
        tell(f"{further.body.name}: {len(further.staff)} colleagues, {meetings} meetings planned")
        tell(gather(further, begins, day))
        if further.body.key == activities.WHERE:
            tell(activities.live(further, day))
        if further.body.key == wednesday.WHERE:
            tell(wednesday.live(further, seed, begins, day, scale))
            tell(travelling.live(place, above[DISTRICT], further, day))
    children = make_children(seed, max(40, round(CHILDREN * scale)), day, list(place.districts))
    return Town(place, forum, seed, day, children)


def _live(town: Town, moment: datetime, scale: float, tell: Callable[[str], None]) -> list[Sheet]:
    today = morning.meeting_of_today(town, moment)
    meetings = _past_meetings(town, _weeks(scale))
    days = [day_of(meeting) for meeting in meetings]
    sheets = make_lists(town.seed, town.children, days, town.today, lines=max(5, round(LINES_A_WEEK * scale)))
    town.used = children_in(sheets)
    casework.open_own_cases(town, town.today - timedelta(weeks=_weeks(scale) + 1), town.today)
    tell(f"{town.told['own cases']} cases that the units have on their own account")
    for number, (meeting, sheet) in enumerate(zip(meetings, sheets, strict=False), 1):
        last = number == len(meetings)
        receive(town, sheet)
        random = town.chance(f"concerns {sheet.meets_on}")
        send_concerns(town, random.sample(words("concerns"), 2), sheet.meets_on, random)
        hold(town, meeting, take_up_on=town.today if last else None)
        work(town, sheet.meets_on + timedelta(days=2), thoroughly=number <= len(meetings) - 2)
        tell(
            f"Meeting {number} of {len(meetings)}, {sheet.meets_on:%d.%m.%Y}: {len(sheet.lines)} lines, minutes approved"
        )
    work(town, town.today - timedelta(days=3), thoroughly=False)
    say_whom(town, town.today - timedelta(days=3))
    morning.leave_waiting(town)
    tell(outside.live(town))
    random = town.chance("concerns of today")
    send_concerns(town, random.sample(words("concerns"), 5), town.today, random)
    told = town.told
    tell(
        f"{len(town.used)} children; {told['decisions']} decisions, {told['statements']} statements, "
        f"{told['conversations']} conversations held, {told['tasks']} tasks done, {told['notes']} notes"
    )
    tell(
        f"Today: {today.forum.name} {timezone.localtime(today.starts_at):%d.%m.%Y %H.%M}, with {len(sheets[-1].lines)} lines on a list"
    )
    return sheets


def _past_meetings(town: Town, weeks: int) -> list[Meeting]:
    """The forum's last meetings before today, oldest first."""
    found = Meeting.objects.filter(forum=town.forum, state=MeetingState.PLANNED, starts_at__lt=at(town.today, "00:00"))
    return list(found.select_related("forum__body").order_by("-starts_at")[:weeks])[::-1]


def _weeks(scale: float) -> int:
    return max(2, round(WEEKS * scale))


def _folder() -> Path:
    """`var/demo` of the checkout; where the package is installed elsewhere, a folder for things that may go."""
    checkout = settings.SOURCE.parents[1]
    root = checkout / "var" if (checkout / "pyproject.toml").exists() else Path(tempfile.gettempdir()) / "samspil"
    return Path(root) / "demo"


FOLDER = _folder()


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _say(what: str) -> None:
    sys.stdout.write(f"- {what}\n")
    sys.stdout.flush()
