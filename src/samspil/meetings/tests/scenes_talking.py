"""The scenes of a matter without its name, and of what is noted in one press."""

from __future__ import annotations

from typing import Any

from samspil.meetings.actions import closing, discussing, following
from samspil.meetings.models import Item, Meeting
from samspil.meetings.states import StatementKind
from samspil.meetings.tests.scenes import at, item_at, of_item, of_meeting, over
from samspil.meetings.tests.steps import Table, opened, placed, planned
from tests.cast import Cast
from tests.verbs.scene import Play, Unseen, scene

WHY = {"because": "Vi er i tvivl om, hvem der skal tale med familien", "sure": False}


def nameless(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", named=False))


def asked(cast: Cast) -> Table:
    table = nameless(cast)
    discussing.ask(cast.consultant.sign(), item=table.items[0], needed=[cast.police_officer.staff.pk], **WHY)
    return table


def of_nameless(cast: Cast, table: Table, args: Any) -> Play:
    """Nobody but who keeps the minutes sees the item; once the name is said it is too late."""

    def said() -> None:
        actor, item = cast.consultant.sign(), item_at(table.items[0])
        if not item.nameless_because:
            item = discussing.ask(actor, item=item, needed=[cast.police_officer.staff.pk], **WHY)
        discussing.say_name(actor, item=item_at(item), name="Jonas Holm", birth_date=None)

    return Play("consultant", lambda: args(item_at(table.items[0])), Unseen("police_officer"), said)


@scene(discussing.begin)
def begin(cast: Cast) -> Play:
    table = opened(Table(cast, planned(cast)))

    def args(meeting: Meeting) -> dict[str, Any]:
        return {"meeting": meeting, "needed": [cast.police_officer.staff.pk], "necessity": "valg af indsats", **WHY}

    return of_meeting(table, args, lambda: args(at(planned(cast))))


@scene(discussing.ask)
def ask(cast: Cast) -> Play:
    return of_nameless(
        cast, nameless(cast), lambda item: {"item": item, "needed": [cast.police_officer.staff.pk], **WHY}
    )


@scene(discussing.say_name)
def say_name(cast: Cast) -> Play:
    table = asked(cast)

    def args() -> dict[str, Any]:
        return {"item": item_at(table.items[0]), "name": "Jonas Holm", "birth_date": None}

    def ended() -> None:
        closing.end_meeting(cast.consultant.sign(), meeting=at(table.meeting), left_open=1)

    return Play("consultant", args, Unseen("police_officer"), ended)


@scene(discussing.end)
def end(cast: Cast) -> Play:
    return of_nameless(cast, nameless(cast), lambda item: {"item": item})


@scene(following.note)
def note(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))

    def late() -> dict[str, Any]:
        cast.social_worker.sign()
        page = item_at(table.items[0])
        over(table)
        page.meeting.refresh_from_db()
        return {"item": page, "kind": StatementKind.CALLED}

    return Play(
        "social_worker",
        lambda: {"item": item_at(table.items[0]), "kind": StatementKind.CALLED},
        "Everybody at the item may tell something.",
        late,
    )


@scene(following.tell_school)
def tell_school(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))

    def late() -> dict[str, Any]:
        cast.consultant.sign()
        page: Item = item_at(table.items[0])
        over(table)
        page.meeting.refresh_from_db()
        return {"item": page, "school": cast.units["school"]}

    return of_item(table, lambda item: {"item": item, "school": cast.units["school"]}, late)
