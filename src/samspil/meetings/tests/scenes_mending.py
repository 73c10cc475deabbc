"""The scenes of mending an agenda: joining and parting, striking out, moving on, following lines, regrets and taking over."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from samspil.concerns.models import Incident, ListEntry
from samspil.meetings.actions import attending, capturing, joining, preparing, regretting, striking, taking_over
from samspil.meetings.actions.preparing.correcting import follow_lines
from samspil.meetings.models import Item
from samspil.meetings.tests.scenes import AT_THE_TABLE, at, item_at
from samspil.meetings.tests.steps import Table, approved, decided, listed, opened, placed, planned
from samspil.meetings.tests.test_taking_over import WHY, called, left
from tests.cast import Cast
from tests.verbs.scene import Nothing, Play, Unseen, scene


def named(cast: Cast) -> tuple[Table, Item]:
    """A child of a list and one whose name was typed at the table."""
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    item, _notes = capturing.write_line(
        cast.consultant.sign(), meeting=table.meeting, line="Jonas Holme 15 m", key=uuid4()
    )
    return table, item


def of_both(cast: Cast) -> Play:
    """What is said of two items that may be one child's."""
    table, typed = named(cast)

    def args() -> dict[str, Any]:
        return {"item": item_at(table.items[0]), "other": item_at(typed)}

    return Play("consultant", args, AT_THE_TABLE, lambda: decided(table, table.items[0], "support", cast.consultant))


@scene(joining.join)
def join(cast: Cast) -> Play:
    return of_both(cast)


@scene(joining.tell_apart)
def tell_apart(cast: Cast) -> Play:
    return of_both(cast)


@scene(joining.join_line)
def join_line(cast: Cast) -> Play:
    table, typed = named(cast)
    waits = listed(cast, "Jonas Holm")

    def args() -> dict[str, Any]:
        return {"item": item_at(typed), "entry_id": waits.pk}

    return Play("consultant", args, AT_THE_TABLE, lambda: decided(table, typed, "support", cast.consultant))


@scene(joining.part)
def part(cast: Cast) -> Play:
    table, typed = named(cast)
    joining.join(cast.consultant.sign(), item=item_at(table.items[0]), other=item_at(typed))

    def alone() -> None:
        joining.part(cast.consultant.sign(), item=item_at(typed))

    return Play("consultant", lambda: {"item": item_at(typed)}, Unseen("police_officer"), alone)


@scene(striking.strike)
def strike(cast: Cast) -> Play:
    table, typed = named(cast)

    def has_its_decision() -> None:
        decided(table, typed, "support", cast.consultant)

    return Play("consultant", lambda: {"item": item_at(typed)}, AT_THE_TABLE, has_its_decision)


@scene(striking.restore)
def restore(cast: Cast) -> Play:
    _table, typed = named(cast)
    striking.strike(cast.consultant.sign(), item=item_at(typed))

    def back() -> None:
        striking.restore(cast.consultant.sign(), item=item_at(typed))

    return Play("consultant", lambda: {"item": item_at(typed)}, Unseen("police_officer"), back)


@scene(preparing.move_items)
def move_items(cast: Cast) -> Play:
    table, coming = placed(cast, "Jonas Holm"), planned(cast, days=8)

    def args() -> dict[str, Any]:
        return {"from_meeting": at(table.meeting), "to_meeting": at(coming)}

    def decided_already() -> None:
        decided(opened(table), table.items[0], "support", cast.consultant)

    return Play(
        "consultant", args, Nothing("police_officer"), Nothing(given=decided_already), strangers=Nothing()
    )  # fmt: skip


@scene(follow_lines)
def follow(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    cast.consultant.sign()
    entry = ListEntry.objects.get(pk=table.items[0].entry_id)
    event = Incident.objects.create(owner_audience_id=cast.forum.door_id, text="Ild på torvet")
    Item.objects.filter(pk=table.items[0].pk).update(incident=event)

    def decided_already() -> None:
        decided(table, table.items[0], "support", cast.consultant)

    return Play(
        "consultant", lambda: {"entries": [entry], "left": {entry.pk: event.pk}}, Nothing("police_officer"), Nothing(given=decided_already),
        strangers=Nothing(),
    )  # fmt: skip


@scene(regretting.send_regrets)
def send_regrets(cast: Cast) -> Play:
    table = placed(cast, "Jonas Holm")
    chair = cast.consultant.staff.pk
    return Play(
        "consultant",
        lambda: {"meeting": at(table.meeting), "staff_id": chair},
        AT_THE_TABLE,
        lambda: opened(table),
    )


@scene(taking_over.take_over)
def take_over(cast: Cast) -> Play:
    meeting = called(cast)
    left(cast, "outreach_worker")

    def led() -> None:
        taking_over.take_over(cast.ssp_teacher.sign(), meeting=at(meeting), reason=WHY)

    return Play("ssp_teacher", lambda: {"meeting": at(meeting), "reason": WHY}, Unseen("social_worker"), led)


@scene(attending.correct_attendance)
def correct_attendance(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    police = cast.police_officer.staff.pk

    def over() -> None:
        decided(table, table.items[0], "support", cast.consultant)
        approved(table)

    return Play(
        "consultant", lambda: {"meeting": at(table.meeting), "staff_id": police, "was_here": False}, AT_THE_TABLE, over
    )
