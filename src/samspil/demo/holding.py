"""One meeting of the past from its agenda to its approved minutes, lived through with the acts behind the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from uuid import UUID

from samspil.access.actor import Actor, renew
from samspil.concerns.models import Concern, ListEntry
from samspil.concerns.states import UNDER_AGE
from samspil.demo import judging
from samspil.demo.town import Town, day_of, turn, words
from samspil.lib.calendars import age_on
from samspil.meetings import queries
from samspil.meetings.actions import closing, deciding, preparing, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Item, Meeting
from samspil.meetings.states import AttendanceState, ItemState, Source
from samspil.organisations.models import Staff
from samspil.organisations.profile import DecisionWord
from samspil.organisations.queries import terms_of

TOLD_OF_A_HUNDRED = 40  # items about which somebody chooses to tell something
SOME_AGAIN = 1  # of the last meeting, so that today's has something to take up
SPEAKERS = {"social": "pia", "police": "karen", "prevention": "omar", "employment": "jonas"}
RESPONSIBLE = {
    judging.TALK: ("mette", "line", "omar", "line"),
    judging.POLICE_TALK: ("line", "karen", "mette"),
    judging.CASE: ("line", "omar", "mette", "pia", "line"),
    judging.SUPPORT: ("line", "pia", "omar"),
    judging.HAND_OVER: ("pia",),
    judging.NOTIFY: ("pia", "mette"),
}


def hold(town: Town, meeting: Meeting, *, take_up_on: date | None = None) -> Meeting:
    """Place what waits, send the agenda, meet, decide everything and approve. `take_up_on`: when matters come again."""
    coming_again = SOME_AGAIN if take_up_on else 0
    day = day_of(meeting)
    random = town.chance(f"meeting {day}")
    meeting = prepare(town, meeting, day)
    turn(day, "08:31")
    with town.place.as_(town.writer) as actor:
        present = attendance(meeting, random)
        meeting = sitting.open_meeting(actor, meeting=meeting, attendance=present)
    here = {line.staff_id for line in present if line.state != AttendanceState.ABSENT}
    _tell_themselves(town, meeting, here, random)
    turn(day, "08:50")
    with town.place.as_(town.writer) as actor:
        for item in items_of(meeting):
            now = renew(actor)  # a long morning: a signed instant holds for a minute
            word = _word(town, item, day, random)
            if coming_again and word == judging.TALK:
                word, coming_again = judging.AGAIN, coming_again - 1
            if word != judging.NOTHING and random.randrange(100) < TOLD_OF_A_HUNDRED:
                _write_down(town, now, item, here, random)
            choice = _choice(town, meeting, item, word, random, take_up_on)
            deciding.decide(now, item=item, version=item.version, choice=choice, key=UUID(int=random.getrandbits(128)))
            town.past_of(item.subject).words.append(word)
            town.told["decisions"] += 1
    turn(day, "10:52")
    with town.place.as_(town.writer) as actor:
        meeting = closing.end_meeting(actor, meeting=meeting)
    turn(day, "13:20")
    with town.place.as_(town.writer) as actor:
        meeting = closing.approve(actor, meeting=meeting)
    town.told["meetings"] += 1
    return meeting


def prepare(town: Town, meeting: Meeting, day: date) -> Meeting:
    """Place what waits and send the agenda, on the afternoon before `day`."""
    turn(day - timedelta(days=1), "14:25")
    with town.place.as_(town.writer) as actor:
        waiting = queries.suggestions(meeting)
        phrases = terms_of(meeting.forum, day).necessity_phrases
        placements = _placements([one.id for one in waiting if one.kind == "entry"],
                                 [one.id for one in waiting if one.kind == "concern"])  # fmt: skip
        if placements:
            preparing.place(actor, meeting=meeting, placements=placements, necessity=phrases[0])
        return preparing.send_agenda(actor, meeting=meeting)


def _placements(entries: Sequence[int], concerns: Sequence[int]) -> list[Placement]:
    return [
        Placement(
            label=entry.name, source=Source.LIST, subject=entry.subject, birth_date=entry.birth_date,
            age_told=entry.age_told, role=entry.role, entry_id=entry.pk, incident_id=entry.incident_id,
        )
        for entry in ListEntry.objects.filter(pk__in=entries).order_by("incident_id", "row", "pk")
    ] + [
        Placement(
            label=concern.who, source=Source.CONCERN, about=concern.about, subject=concern.subject, concern_id=concern.pk,
        )
        for concern in Concern.objects.filter(pk__in=concerns).order_by("written_at")
    ]  # fmt: skip


def attendance(meeting: Meeting, random: Random) -> list[sitting.Seated]:
    """Everybody who holds a seat; somebody who does not lead may be away."""
    lines: dict[int, sitting.Seated] = {}
    for seat in queries.seats_at(meeting):
        leads = seat.chairs or seat.keeps_minutes
        for holder in seat.holders:
            away = not leads and random.randrange(100) < 8
            state = AttendanceState.ABSENT if away else AttendanceState.PRESENT
            lines.setdefault(holder.staff_id, sitting.Seated(holder.staff_id, state, seat.id))
    return list(lines.values())


def items_of(meeting: Meeting) -> list[Item]:
    """What waits on the agenda, in its order."""
    return list(
        Item.objects.filter(meeting=meeting, state=ItemState.WAITING)
        .select_related("meeting__forum__body", "entry", "slot", "incident")
        .order_by("slot__position")
    )


def _tell_themselves(town: Town, meeting: Meeting, here: set[int], random: Random) -> None:
    """Police and social worker sit at their own computers and share something themselves."""
    for sector in ("police", "social"):
        key = SPEAKERS[sector]
        if town.place.staff[key].pk not in here:
            continue
        with town.place.as_(key) as actor:
            grave = [item for item in items_of(meeting) if _grave(town, item)[0] >= 2]
            for item in random.sample(grave, min(2, len(grave))):
                phrase = terms_of(meeting.forum, day_of(meeting)).necessity_phrases[0]
                sitting.share(actor, item=item, text=random.choice(words("tells", sector)), necessity=phrase)
                town.told["statements"] += 1


def _write_down(town: Town, actor: Actor, item: Item, here: set[int], random: Random) -> None:
    """Somebody says something aloud and the minute-taker writes it down for them."""
    sectors = [sector for sector, key in SPEAKERS.items() if town.place.staff[key].pk in here]
    if not _is_adult(item):
        sectors = [sector for sector in sectors if sector != "employment"]
    if not sectors:
        return
    sector = random.choice(sectors)
    speaker = town.place.staff[SPEAKERS[sector]]
    phrase = random.choice(terms_of(item.meeting.forum, day_of(item.meeting)).necessity_phrases[:4])
    sitting.write_down(actor, item=item, said_by=speaker, text=random.choice(words("tells", sector)), necessity=phrase)
    town.told["statements"] += 1


def _grave(town: Town, item: Item) -> tuple[int, str]:
    reference = item.incident.reference if item.incident else item.entry.reference if item.entry else ""
    return town.grave.get(reference, (1, item.source))


def _is_adult(item: Item) -> bool:
    return bool(item.birth_date) and age_on(item.birth_date, day_of(item.meeting)) >= 18  # type: ignore[arg-type]


def _word(town: Town, item: Item, day: date, random: Random) -> str:
    grave, code = _grave(town, item)
    if item.about not in UNDER_AGE:
        return random.choice((judging.AGAIN, judging.NOTHING))
    if item.source == Source.CONCERN and not item.subject:
        return random.choice((judging.TALK, judging.SUPPORT, judging.AGAIN, judging.NOTHING))
    return judging.word_for(
        random, role=item.role, age=age_on(item.birth_date, day) if item.birth_date else None, grave=grave,
        about_home=code == "at_home", known=bool(item.subject), past=town.past_of(item.subject),
    )  # fmt: skip


def _choice(town: Town, meeting: Meeting, item: Item, word: str, random: Random, take_up_on: date | None) -> Choice:
    terms = terms_of(meeting.forum, day_of(meeting))
    told = terms.word(word)
    assert told is not None
    keys = (
        ("jonas",)
        if _is_adult(item) and word in {judging.TALK, judging.CASE, judging.SUPPORT}
        else RESPONSIBLE.get(word)
    )
    staff: Staff | None = town.place.staff[random.choice(keys)] if keys else None
    due = day_of(meeting) + timedelta(days=told.deadline_days) if told.deadline_days is not None else None
    if word == judging.AGAIN and take_up_on:
        due = take_up_on
    reason = random.choice(words("cases", "reasons")) if word == judging.CASE else ""
    texts: dict[str, Callable[[], str]] = {
        judging.SUPPORT: lambda: random.choice(words("tasks", "support")),
        judging.NOTIFY: lambda: random.choice(words("tasks", "notification")),
        judging.HAND_OVER: lambda: random.choice(words("handovers", "texts")),
    }
    return Choice(
        word=word,
        responsible=staff,
        due_on=due,
        reason=reason,
        text=texts[word]() if word in texts else "",
        answer=answer_to(told),
    )


def answer_to(word: DecisionWord) -> str:
    """What is answered where the word asks: the first answer with which something is decided."""
    told = word.asks.answers if word.asks else ()
    return next((answer.code for answer in told if not answer.refuses), "")
