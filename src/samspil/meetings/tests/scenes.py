"""The scenes of an agenda and a table: placing, sending, sitting, telling, showing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from samspil.meetings.actions import (
    capturing,
    closing,
    coming_in,
    identifying,
    preparing,
    reading,
    showing,
    sitting,
    urgent,
)
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.models import Item, Meeting, Slot
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from tests.cast import Cast
from tests.verbs.scene import READ_BY_WHO_SEES, READ_IN_ANY_STATE, Nothing, Other, Play, Unseen, scene

AT_THE_TABLE = Other("police_officer")  # sits there, and keeps no minutes


def at(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)


def item_at(item: Item) -> Item:
    return Item.objects.select_related("meeting__forum__body", "entry", "slot").get(pk=item.pk)


def over(table: Table) -> None:
    """The meeting is over and its minutes are approved."""
    for item in table.items:
        decided(table, item, "support", table.cast.consultant)
    approved(table)


def of_meeting(table: Table, args: Callable[[Meeting], dict[str, Any]], wrong_state: Callable[[], Any] | str) -> Play:
    return Play("consultant", lambda: args(at(table.meeting)), AT_THE_TABLE, wrong_state)


def of_item(table: Table, args: Callable[[Item], dict[str, Any]], wrong_state: Callable[[], Any] | str = "") -> Play:
    """Something done with the first item by whoever keeps the minutes; when it is decided and the meeting has ended it is too late."""
    item = table.items[0]

    def ended() -> None:
        decided(table, item, "support", table.cast.consultant)
        closing.end_meeting(table.cast.consultant.sign(), meeting=at(table.meeting))

    return Play("consultant", lambda: args(item_at(item)), AT_THE_TABLE, wrong_state or ended)


# --- before the meeting ---------------------------------------------------------------------------------------------------
@scene(preparing.place)
def place(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    placement = Placement(label="Aya Ali", source="concern", named=False)
    return of_meeting(
        table,
        lambda meeting: {"meeting": meeting, "placements": [placement], "necessity": "valg af indsats"},
        lambda: over(table),
    )


@scene(preparing.take_off)
def take_off(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))

    def has_its_decision() -> None:
        decided(table, table.items[0], "support", cast.consultant)

    return of_item(table, lambda item: {"item": item}, has_its_decision)


@scene(preparing.name_item)
def name_item(cast: Cast) -> Play:
    item = opened(placed(cast, "Jonas Holm", named=False)).items[0]
    return Play(
        "consultant",
        lambda: {"item": item_at(item), "label": "Jonas Holm"},
        Unseen("police_officer"),
        lambda: preparing.take_off(cast.consultant.sign(), item=item_at(item)),
    )


@scene(preparing.reorder)
def reorder(cast: Cast) -> Play:
    table = placed(cast, "Jonas Holm", "Aya Ali")

    def args(meeting: Meeting) -> dict[str, Any]:
        slots = list(Slot.objects.filter(meeting=meeting).order_by("-position").values_list("pk", flat=True))
        return {"meeting": meeting, "slot_ids": slots}

    return of_meeting(table, args, lambda: over(opened(table)))


@scene(preparing.send_agenda)
def send_agenda(cast: Cast) -> Play:
    table = placed(cast, "Jonas Holm")
    return of_meeting(table, lambda meeting: {"meeting": meeting}, lambda: opened(table))


# --- at the table ---------------------------------------------------------------------------------------------------------
@scene(sitting.open_meeting)
def open_meeting(cast: Cast) -> Play:
    table = placed(cast, "Jonas Holm")
    seated = [Seated(cast.consultant.staff.pk, "present"), Seated(cast.police_officer.staff.pk, "present")]
    return of_meeting(table, lambda meeting: {"meeting": meeting, "attendance": seated}, lambda: opened(table))


def with_somebody(cast: Cast, args: Callable[[Meeting], dict[str, Any]]) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    return of_meeting(table, args, lambda: over(table))


@scene(sitting.arrive)
def arrive(cast: Cast) -> Play:
    return with_somebody(cast, lambda meeting: {"meeting": meeting, "line": Seated(cast.colleague.staff.pk, "present")})


@scene(sitting.leave)
def leave(cast: Cast) -> Play:
    return with_somebody(cast, lambda meeting: {"meeting": meeting, "staff_id": cast.social_worker.staff.pk})


@scene(sitting.step_out)
def step_out(cast: Cast) -> Play:
    return of_item(
        opened(placed(cast, "Jonas Holm")),
        lambda item: {"item": item, "staff_id": cast.social_worker.staff.pk},
    )


@scene(sitting.step_in)
def step_in(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    sitting.step_out(cast.consultant.sign(), item=table.items[0], staff_id=cast.social_worker.staff.pk)
    return of_item(table, lambda item: {"item": item, "staff_id": cast.social_worker.staff.pk})


@scene(coming_in.come_in)
def come_in(cast: Cast) -> Play:
    keepers = (cast.consultant, cast.colleague, cast.social_worker)
    table = opened(placed(cast, "Jonas Holm"), *keepers, cast.police_officer)
    for keeper in keepers:
        sitting.step_out(keeper.sign(), item=table.items[0], staff_id=keeper.staff.pk)
    slot = table.items[0].slot_id

    def ended() -> None:
        closing.end_meeting(cast.consultant.sign(), meeting=at(table.meeting), left_open=1)

    return of_meeting(table, lambda meeting: {"meeting": meeting, "slot_id": slot}, ended)


SAYS = {"text": "Kommer ikke i skole", "necessity": "valg af indsats"}


@scene(sitting.share)
def share(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    item = table.items[0]

    def late() -> dict[str, Any]:
        cast.social_worker.sign()
        page = item_at(item)
        over(table)
        page.meeting.refresh_from_db()
        return {"item": page, **SAYS}

    return Play(
        "social_worker", lambda: {"item": item_at(item), **SAYS}, "Everybody at the item may tell something.", late
    )  # fmt: skip


@scene(sitting.write_down)
def write_down(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))

    def late() -> dict[str, Any]:
        cast.consultant.sign()
        page = item_at(table.items[0])
        over(table)
        page.meeting.refresh_from_db()
        return {"item": page, "said_by": cast.social_worker.staff, **SAYS}

    return of_item(table, lambda item: {"item": item, "said_by": cast.social_worker.staff, **SAYS}, late)


def told(cast: Cast) -> tuple[Table, Any]:
    table = opened(placed(cast, "Jonas Holm"))
    return table, sitting.share(cast.social_worker.sign(), item=table.items[0], **SAYS)


def of_statement(cast: Cast, args: Callable[[Any], dict[str, Any]], wrong_role: Other | str) -> Play:
    table, statement = told(cast)

    def late() -> dict[str, Any]:
        cast.social_worker.sign()
        page = whole(statement)
        over(table)
        page.item.meeting.refresh_from_db()
        return args(page)

    return Play("social_worker", lambda: args(whole(statement)), wrong_role, late)


def whole(statement: Any) -> Any:
    return type(statement).objects.select_related("item__meeting").get(pk=statement.pk)


@scene(sitting.correct)
def correct(cast: Cast) -> Play:
    return of_statement(
        cast,
        lambda one: {"statement": one, "version": one.version, "text": "Kommer sjældent i skole"},
        AT_THE_TABLE,
    )


@scene(sitting.take_back)
def take_back(cast: Cast) -> Play:
    return of_statement(cast, lambda one: {"statement": one}, AT_THE_TABLE)


@scene(sitting.show)
def show(cast: Cast) -> Play:
    item = opened(placed(cast, "Jonas Holm")).items[0]
    return Play("consultant", lambda: {"item": item_at(item)}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(showing.turn)
def turn(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))

    def args() -> dict[str, Any]:
        return {"item": item_at(table.items[0])}

    def ended() -> dict[str, Any]:
        cast.consultant.sign()
        page = args()
        over(table)
        return page

    return Play("consultant", args, Nothing("police_officer"), Nothing(given=ended), strangers=Nothing())


@scene(showing.show_on_wall)
def show_on_wall(cast: Cast) -> Play:
    item = opened(placed(cast, "Jonas Holm")).items[0]
    return Play("consultant", lambda: {"item": item_at(item)}, READ_BY_WHO_SEES, READ_IN_ANY_STATE, reads=True)


@scene(identifying.tell)
def tell(cast: Cast) -> Play:
    def args(item: Item) -> dict[str, Any]:
        return {"item": item, "version": item.version, "name": "Jonas Holme", "birth_date": None, "age_told": 15}

    return of_item(opened(placed(cast, "Jonas Holm")), args)


@scene(identifying.match)
def match(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    return of_item(table, lambda item: {"item": item, "version": item.version, "person_id": None})


@scene(capturing.write_line)
def write_line(cast: Cast) -> Play:
    table, key = opened(Table(cast, planned(cast))), uuid4()
    return of_meeting(
        table, lambda meeting: {"meeting": meeting, "line": "Jonas Holm 15 s", "key": key}, lambda: over(table)
    )


@scene(urgent.call_now)
def call_now(cast: Cast) -> Play:
    def args(*present: Any) -> dict[str, Any]:
        return {
            "forum": cast.forum, "name": "Jonas Holm", "birth_date": None, "present": present, "necessity": "sikkerhed",
        }  # fmt: skip

    return Play(
        "police_officer", lambda: args(cast.social_worker.staff), Other("ssp_teacher"), args
    )  # fmt: skip


# --- the minutes, read ----------------------------------------------------------------------------------------------------
OPEN_MEETING = "That a meeting was held, and what was said of nobody by name, is open to the municipality."


@scene(reading.read_minutes)
def read_minutes(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    over(table)
    return Play(
        "consultant", lambda: {"meeting": at(table.meeting)}, OPEN_MEETING, READ_IN_ANY_STATE, strangers=OPEN_MEETING, reads=True
    )  # fmt: skip


@scene(reading.download_minutes)
def download_minutes(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    over(table)
    return Play(
        "consultant", lambda: {"meeting": at(table.meeting)}, OPEN_MEETING, READ_IN_ANY_STATE, strangers=OPEN_MEETING, reads=True
    )  # fmt: skip
