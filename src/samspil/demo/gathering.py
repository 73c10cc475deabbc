"""Meetings that name nobody, in each of the municipalities: one held, with approved minutes, and the next with its agenda.

Where a municipality has no forum stated, two parties meet without one. What is said stands in `gathering.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from samspil.access.actor import Actor, acting
from samspil.demo.colleagues import OURS, Place
from samspil.demo.town import at, day_of, turn
from samspil.lib.refusals import Refused
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.calendar.actions import call_extra
from samspil.meetings.matters.actions import agenda, closing, convening, inviting, sitting
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.actions.sitting import Agreed
from samspil.meetings.matters.models import Matter, MatterKind
from samspil.meetings.models import Meeting, MeetingState
from samspil.organisations.actions import give_seat
from samspil.organisations.models import Forum, Seat, Staff
from samspil.organisations.queries import SeatThatDay, seats_on, who_may_lead

# Which forum meets; None: two parties without one. In the first municipality its people take their seats first.
WHERE = {
    OURS: "ssp-netvaerk-broendby-strand",
    "ballerup": "ssp-lokalraad",
    "vallensbaek": "lokalraadet",
    "halsnaes": None,
}
SEATS = {"ssp": "mette", "ssp-laerere": "anders", "politi": "rasmus", "distriktsraadgiver": "fatima", "uu": "ulla"}
AGO, AHEAD = 21, 14  # days


def live(place: Place, first: date, today: date) -> str:
    """Live through one meeting and prepare the next; answers what to say about it. Nobody worked here before `first`."""
    key = WHERE[place.body.key]
    begins = max(first, today - timedelta(days=AGO + 16))
    turn(begins, "10:00")
    if key is None:
        return _without_forum(place, begins, today)
    forum = next(place.forums[one] for one in sorted(place.forums) if one.startswith(key))
    if place.body.key == OURS:
        _take_seats(place, forum)
    chief = Staff.objects.get(pk=who_may_lead(forum, today)[0].staff_id)
    held = _meeting(forum, chief, today - timedelta(days=AGO), (begins + timedelta(days=3), today - timedelta(days=4)))
    ahead = today + timedelta(days=AHEAD)
    coming = _meeting(forum, chief, ahead, (today + timedelta(days=2), ahead + timedelta(days=40)))
    _hold(chief, held, coming, _told()["held"], begins)
    _prepare(forum, chief, coming, today)
    return f"{forum.name}: one meeting held with approved minutes, the next has its agenda"


@cache
def _told() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return read


@contextmanager
def _as(staff: Staff) -> Iterator[Actor]:
    with acting(staff.principal_id) as actor:
        yield actor


def _take_seats(place: Place, forum: Forum) -> None:
    with place.as_("hanne") as actor:
        for seat in Seat.objects.filter(forum=forum).select_related("forum", "unit").order_by("position"):
            name = SEATS.get(seat.key) or (SEATS["ssp-laerere"] if seat.key.startswith("ssp-laerere") else None)
            if name is not None and not seat.holders.filter(staff=place.staff[name]).exists():
                give_seat(actor, staff=place.staff[name], seat=seat)


def _meeting(forum: Forum, chief: Staff, about: date, within: tuple[date, date]) -> Meeting:
    """The forum's planned meeting in that time that is nearest; where there is none, one that is called."""
    near = Meeting.objects.filter(forum=forum, state=MeetingState.PLANNED).select_related("forum__body")
    window = (at(within[0], "00:00"), at(within[1], "00:00"))
    planned = near.filter(starts_at__range=window).order_by("starts_at").first()
    if planned is not None:
        return planned
    for later in range(10):
        day = about + timedelta(days=later)
        try:
            with _as(chief) as actor:
                return call_extra(
                    actor, forum=forum, starts_at=at(day, "13:00"), ends_at=at(day, "14:30"), place="Mødelokale 1"
                )
        except Refused:  # a weekend, a holiday: the next day
            continue
    raise LookupError(f"{forum.name} finds no day to meet")


def _hold(chief: Staff, held: Meeting, coming: Meeting | None, told: dict[str, Any], begins: date) -> None:
    day = day_of(held)
    turn(max(day - timedelta(days=10), begins), "10:30")
    seats = [seat for seat in seats_on(held.forum, day) if seat.is_standing]
    _settle(chief, held, told["theme"], seats)
    matters = _proposed(seats, chief, held, told["items"])
    turn(max(day - timedelta(days=7), begins + timedelta(days=1)), "10:00")
    with _as(chief) as actor:
        agenda.send(actor, meeting=_fresh(held))
    turn(day, f"{held.starts_at.astimezone().hour:02}:05")
    here = list(
        {one.staff_id: Seated(one.staff_id, "present", seat.id) for seat in seats for one in seat.holders}.values()
    )
    if len(here) > 3:
        here[-1] = Seated(here[-1].staff_id, "absent", here[-1].seat_id)
    with _as(chief) as actor:
        sitting.begin(actor, meeting=_fresh(held), attendance=here)
    turn(day, f"{held.starts_at.astimezone().hour:02}:40")
    made = None
    with _as(chief) as actor:
        for number, (item, matter) in enumerate(zip(told["items"], matters, strict=True)):
            row = Matter.objects.select_related("meeting__forum__body").get(pk=matter.pk)
            if item.get("put_off"):
                if coming is not None:
                    sitting.put_off(actor, matter=row, to=_fresh(coming))
                continue
            sitting.write(actor, matter=row, text=item["said"], version=row.version, sure=True)
            due = day + timedelta(days=item["days"]) if "days" in item else None
            does = here[number % len(here)].staff_id if due else None
            agreed = Agreed(item["kind_of"], item["agreed"], responsible_id=does, due_on=due)
            one = sitting.resolve(actor, matter=row, agreed=agreed, key=UUID(int=row.pk), sure=True)
            made = made or (one if due else None)
        standing = Matter.objects.select_related("meeting__forum__body").filter(meeting=held, kind=MatterKind.STANDING)
        for row, said in zip(standing.order_by("position"), cycle(told.get("standing", ())), strict=False):
            sitting.write(actor, matter=row, text=said, version=row.version, sure=True)
        closing.end(actor, meeting=_fresh(held))
    turn(day + timedelta(days=2), "09:30")
    with _as(chief) as actor:
        closing.approve(actor, meeting=_fresh(held))
        if made is not None and "outcome" in told:
            made.refresh_from_db()
            sitting.follow_up(
                actor, resolution=made, version=made.version, outcome=told["outcome"], done=False, sure=True
            )


def _prepare(forum: Forum, chief: Staff, coming: Meeting, today: date) -> None:
    told = _told()["coming"]
    turn(today - timedelta(days=4), "14:00")
    seats = [seat for seat in seats_on(forum, day_of(coming)) if seat.is_standing]
    _settle(chief, coming, told["theme"], seats)
    matters = _proposed(seats, chief, coming, told["items"])
    turn(today - timedelta(days=3), "09:00")
    with _as(chief) as actor:
        row = Matter.objects.select_related("meeting__forum__body").get(pk=matters[0].pk)
        inviting.invite_citizen(actor, matter=row, name="Formanden for idrætsforeningen")
        agenda.send(actor, meeting=_fresh(coming))


def _settle(chief: Staff, at_: Meeting, theme: str, seats: Sequence[SeatThatDay]) -> None:
    writes = next((one.staff_id for seat in seats if seat.keeps_minutes for one in seat.holders), chief.pk)
    leads = next((one.staff_id for seat in seats if seat.chairs for one in seat.holders), chief.pk)
    with _as(chief) as actor:
        sheet = agenda.lay_out(actor, _fresh(at_))
        agenda.settle(
            actor,
            meeting=_fresh(at_),
            theme=theme,
            chair_id=leads,
            minute_taker_id=writes,
            version=sheet.version,
            sure=True,
        )


def _proposed(
    seats: Sequence[SeatThatDay], chief: Staff, at_: Meeting, items: Sequence[dict[str, Any]]
) -> list[Matter]:
    """Each item from the one whose it is: the police, a school, else whoever leads."""
    of_sector = {seat.unit.sector: holder.staff_id for seat in reversed(seats) for holder in seat.holders}
    made = []
    for item in items:
        who = Staff.objects.get(pk=of_sector.get(item["from"], chief.pk))
        proposal = Proposal(
            title=item["title"], kind=item["kind"], text=item["text"], minutes_planned=item["minutes"],
            collected_from=item.get("collected", ""),
        )  # fmt: skip
        with _as(who) as actor:
            made.append(agenda.propose(actor, meeting=_fresh(at_), proposal=proposal, sure=True))
    return made


def _without_forum(place: Place, begins: date, today: date) -> str:
    """The consultant meets the street team and the police, once, and calls the next."""
    told = _told()["called"]
    of_type = {key: place.roles[role].type for key, role in place.role_of.items()}
    callers = sorted(
        place.staff, key=lambda key: (of_type.get(key) != "ssp_consultant", of_type.get(key) != "outreach_worker", key)
    )
    meets = [
        place.staff[key] for key in callers if of_type.get(key) not in {"administrator", "data_protection_officer"}
    ]
    consultant, others = meets[0], meets[1:3]
    for days, what in ((-AGO, "held"), (AHEAD, "coming")):
        turn(begins, "10:00")
        day = today + timedelta(days=days)
        day += timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)  # nobody meets on a Saturday
        call = convening.Call(
            theme=told["theme"] if what == "held" else _told()["coming"]["theme"], starts_at=at(day, "10:00"),
            ends_at=at(day, "11:00"), place=told["place"], staff=others,
        )  # fmt: skip
        with _as(consultant) as actor:
            meeting = convening.convene(actor, call=call, sure=True)
        if what == "held":
            _hold(consultant, meeting, None, told, begins)
        else:
            turn(today - timedelta(days=4), "09:00")
            seats = seats_on(meeting.forum, day_of(meeting))
            _proposed(seats, consultant, meeting, _told()["coming"]["items"][:1])
            with _as(consultant) as actor:
                agenda.send(actor, meeting=_fresh(meeting))
    return f"{place.body.name}: a meeting without a forum, held and approved, and the next one called"


def _fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)
