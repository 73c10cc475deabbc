"""Vallensbæk's forum for named children, at the same table: meetings held, and the next one with its agenda sent.

Everything that is its own comes from the profile: the conversation that is chosen in advance and the reason for not, the
age up to and including 25, the parties. Here stands only who would say what.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from samspil.access.actor import renew
from samspil.concerns.states import UNDER_AGE
from samspil.demo.children import make_children
from samspil.demo.colleagues import Place
from samspil.demo.holding import answer_to, attendance, items_of, prepare
from samspil.demo.lists import Sheet, make_lists
from samspil.demo.receiving import receive
from samspil.demo.town import Town, at, day_of, turn, words
from samspil.demo.working import work
from samspil.meetings.actions import closing, deciding, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Item, Meeting, MeetingState
from samspil.meetings.states import AttendanceState
from samspil.organisations.profile import Terms
from samspil.organisations.queries import terms_of

WHERE, FORUM, WRITER = "vallensbaek", "onsdagsgruppen", "ssp-konsulent"
HELD = 2  # meetings lived through
CHILDREN, LINES = 60, 8
TEACHERS = ("ssp-laerer-egholm", "ssp-laerer-pilehave", "ssp-laerer-vallensbaek")
SPEAKERS = {"police": "lokalbetjente", "social": "socialraadgivere"}
NO_TALK, CASE, AGAIN, SUPPORT = "no_conversation", "open_case", "again", "offer_support"
WHY_NOT = (
    "Skolen talte med familien samme dag, og de vil gerne have ro. Vi gør ikke mere her.",
    "Er kun set på stedet sammen med andre. Gadeteamet har talt med den unge.",
    "Den unge er begyndt på efterskole og har en fast voksen der.",
)


def live(place: Place, seed: int, first: date, today: date, scale: float) -> str:
    """Live through the forum's last meetings, and send the agenda of the next; answers what to say about it."""
    children = make_children(seed + 2, CHILDREN, today, [""])  # the municipality has no districts
    town = Town(place, place.forums[FORUM], seed + 2, today, children, writer=WRITER)
    held, coming = _meetings(town, first, today)
    days = [day_of(meeting) for meeting in held]
    sheets = make_lists(town.seed, children, [*days, today], today, lines=max(4, round(LINES * scale)))
    for meeting, sheet in zip(held, sheets, strict=False):
        receive(town, sheet)
        following = _following(meeting, [*held, coming])
        _hold(town, meeting, again_on=day_of(following) if following else None)
        after = min(day_of(meeting) + timedelta(days=6), today - timedelta(days=1))
        work(town, after, thoroughly=False, workers=(WRITER, *TEACHERS, *SPEAKERS.values()))
    if coming is not None:
        receive(town, _to(coming, sheets[len(held)], today))
        prepare(town, coming, today)
    return f"{town.forum.name}: {len(held)} meetings held, {town.told['decisions']} decisions, the next agenda is sent"


def _meetings(town: Town, first: date, today: date) -> tuple[list[Meeting], Meeting | None]:
    """The forum's last meetings before today, oldest first, and its next one."""
    planned = Meeting.objects.filter(forum=town.forum, state=MeetingState.PLANNED).select_related("forum__body")
    earlier = planned.filter(starts_at__gte=at(first, "00:00"), starts_at__lt=at(today, "00:00"))
    later = planned.filter(starts_at__gte=at(today + timedelta(days=1), "00:00"))
    return list(earlier.order_by("-starts_at")[:HELD])[::-1], later.order_by("starts_at").first()


def _following(meeting: Meeting, all_of_them: list[Meeting | None]) -> Meeting | None:
    return next((one for one in all_of_them if one and one.starts_at > meeting.starts_at), None)


def _to(coming: Meeting, sheet: Sheet, today: date) -> Sheet:
    """The week's list for a meeting that is some days ahead, received yesterday."""
    return replace(sheet, meets_on=day_of(coming), received_on=today - timedelta(days=1))


def _hold(town: Town, meeting: Meeting, *, again_on: date | None) -> None:
    day = day_of(meeting)
    random = town.chance(f"meeting {day}")
    meeting = prepare(town, meeting, day)
    turn(day, "09:01")
    with town.place.as_(town.writer) as actor:
        present = attendance(meeting, random)
        meeting = sitting.open_meeting(actor, meeting=meeting, attendance=present)
    terms = terms_of(meeting.forum, day)
    here = {line.staff_id for line in present if line.state != AttendanceState.ABSENT}
    for sector, key in SPEAKERS.items():
        if town.place.staff[key].pk in here:
            with town.place.as_(key) as actor:
                for item in random.sample(waiting := items_of(meeting), min(2, len(waiting))):
                    text = random.choice(words("tells", sector))
                    sitting.share(actor, item=item, text=text, necessity=random.choice(terms.necessity_phrases))
    turn(day, "09:20")
    with town.place.as_(town.writer) as actor:
        for number, item in enumerate(items_of(meeting)):
            choice = _choice(town, terms, item, number, day, random, again_on)
            once = UUID(int=random.getrandbits(128))
            deciding.decide(renew(actor), item=item, version=item.version, choice=choice, key=once)
            town.told["decisions"] += 1
    turn(day, "10:50")
    with town.place.as_(town.writer) as actor:
        meeting = closing.end_meeting(actor, meeting=meeting)
    turn(day, "12:40")
    with town.place.as_(town.writer) as actor:
        closing.approve(actor, meeting=meeting)


def _choice(
    town: Town, terms: Terms, item: Item, number: int, day: date, random: Random, again_on: date | None
) -> Choice:
    """Mostly what the forum has chosen in advance; now and then another of its words."""
    default = terms.default_word(item.role)
    assert default is not None
    code = {1: NO_TALK, 2: CASE, 3: SUPPORT, 4: AGAIN if again_on else NO_TALK}.get(number % 6, default.code)
    if item.about not in UNDER_AGE:
        code = NO_TALK
    word = terms.word(code)
    assert word is not None
    if code == NO_TALK:
        return Choice(word=code, reason=random.choice(WHY_NOT))
    staff = town.place.staff[town.writer if code == CASE else random.choice(TEACHERS)]
    due = day + timedelta(days=word.deadline_days) if word.deadline_days is not None else None
    return Choice(
        word=code,
        responsible=staff if word.needs_responsible else None,
        due_on=again_on if code == AGAIN else due,
        reason=random.choice(words("cases", "reasons")) if code == CASE else "",
        text=random.choice(words("tasks", "support")) if code == SUPPORT else "",
        answer=answer_to(word),
    )


__all__ = ["FORUM", "WHERE", "live"]
