"""The scenes of decisions and of closing the minutes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from samspil.meetings.actions import capturing, closing, deciding, extracting, gathering
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Decision, Meeting
from samspil.meetings.tests.scenes import at, item_at, of_item, of_meeting, over
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.people.models import Person
from tests.cast import Cast
from tests.verbs.scene import Other, Play, fresh, scene

AT_THE_TABLE = Other("police_officer")


def choice(cast: Cast, word: str = "support") -> Choice:
    due = cast.consultant.actor.at.date() + timedelta(days=7)
    return Choice(word=word, responsible=cast.social_worker.staff, due_on=due)


@scene(deciding.decide)
def decide(cast: Cast) -> Play:
    key = uuid4()
    return of_item(
        opened(placed(cast, "Jonas Holm")),
        lambda item: {"item": item, "version": item.version, "choice": choice(cast), "key": key},
    )


@scene(deciding.decide_event)
def decide_event(cast: Cast) -> Play:
    table, key = opened(placed(cast, "Jonas Holm", "Aya Ali")), uuid4()

    def args() -> dict[str, Any]:
        items = [item_at(item) for item in table.items]
        return {"items": [(item, item.version, None) for item in items], "choice": choice(cast), "key": key}

    def too_early() -> dict[str, Any]:
        """Another meeting, which has not begun."""
        items = [item_at(item) for item in placed(cast, "Bo Bech", "Eva Dam").items]
        return args() | {"items": [(item, item.version, None) for item in items]}

    return Play("consultant", args, AT_THE_TABLE, too_early)


@scene(gathering.gather)
def gather(cast: Cast) -> Play:
    table = opened(Table(cast, planned(cast)))
    for line in ("Jonas Holm 15 m", "Aya Ali 14 f"):
        item, _notes = capturing.write_line(cast.consultant.sign(), meeting=table.meeting, line=line, key=uuid4())
        table.items.append(item)

    def args() -> dict[str, Any]:
        items = [item_at(item) for item in table.items]
        return {"meeting": at(table.meeting), "items": items, "text": "Slagsmål", "place": "Stationen"}

    def late() -> dict[str, Any]:
        cast.consultant.sign()
        told = args()
        over(table)
        told["meeting"].refresh_from_db()
        return told

    return Play("consultant", args, AT_THE_TABLE, late)


@scene(deciding.undo_together)
def undo_together(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    items = [item_at(item) for item in table.items]
    made = deciding.decide_event(
        cast.consultant.sign(), items=[(item, item.version, None) for item in items], choice=choice(cast), key=uuid4()
    )

    def late() -> dict[str, Any]:
        cast.consultant.sign()
        page = standing(made[0])
        approved(table)
        page.meeting.refresh_from_db()
        return {"decision": page}

    return Play("consultant", lambda: {"decision": standing(made[0])}, AT_THE_TABLE, late)


def standing(decision: Decision) -> Decision:
    return Decision.objects.select_related("item__meeting__forum__body", "item__slot", "meeting__forum").get(
        pk=decision.pk
    )


@scene(deciding.decide_instead)
def decide_instead(cast: Cast) -> Play:
    table, key = opened(placed(cast, "Jonas Holm")), uuid4()
    first = decided(table, table.items[0], "support", cast.social_worker)

    def args() -> dict[str, Any]:
        replaced = standing(first)
        return {
            "replaced": replaced, "version": replaced.item.version, "choice": choice(cast, "preventive"), "key": key,
        }  # fmt: skip

    def late() -> dict[str, Any]:
        cast.consultant.sign()
        page = args()
        approved(table)
        page["replaced"].meeting.refresh_from_db()
        return page

    return Play("consultant", args, AT_THE_TABLE, late)


@scene(deciding.undo)
def undo(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    decision = decided(table, table.items[0], "support", cast.social_worker)

    def late() -> dict[str, Any]:
        cast.consultant.sign()
        page = standing(decision)
        approved(table)
        page.meeting.refresh_from_db()
        return {"decision": page}

    return Play("consultant", lambda: {"decision": standing(decision)}, AT_THE_TABLE, late)


@scene(closing.end_meeting)
def end_meeting(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "support", cast.social_worker)
    return of_meeting(table, lambda meeting: {"meeting": meeting}, lambda: approved(table))


@scene(closing.resume)
def resume(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    closing.end_meeting(cast.consultant.sign(), meeting=at(table.meeting), left_open=1)
    return of_meeting(table, lambda meeting: {"meeting": meeting}, lambda: {"meeting": at(planned(cast))})


@scene(closing.correct_facts)
def correct_facts(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))

    def args(meeting: Meeting) -> dict[str, Any]:
        staff = cast.consultant.staff.pk
        began = timezone.localtime(meeting.began_at).time().replace(second=0, microsecond=0)
        times = {"began": began, "ended": None}
        return {
            "meeting": meeting, "version": meeting.version, "place": "Biblioteket", "leader": staff, "writer": staff, **times,
        }  # fmt: skip

    return of_meeting(table, args, lambda: over(table))


@scene(closing.approve)
def approve(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "support", cast.social_worker)
    closing.end_meeting(cast.consultant.sign(), meeting=at(table.meeting))
    return of_meeting(
        table,
        lambda meeting: {"meeting": meeting},
        lambda: closing.approve(cast.consultant.sign(), meeting=at(table.meeting)) and None,
    )


@scene(closing.reopen)
def reopen(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    over(table)
    return of_meeting(
        table,
        lambda meeting: {"meeting": meeting},
        lambda: {"meeting": at(planned(cast))},
    )


@scene(extracting.take_out)
def take_out(cast: Cast) -> Play:
    table = opened(placed(cast, "Jonas Holm"))
    decision = decided(table, table.items[0], "support", cast.social_worker)
    approved(table)
    cast.social_worker.sign()
    person = Person.objects.get(pk=decision.subject)

    def args() -> dict[str, Any]:
        return {"staff": cast.social_worker.staff, "person": fresh(person), "records": [person.pk]}

    def not_theirs() -> dict[str, Any]:
        return args() | {"records": [0]}

    return Play(
        "social_worker", args, Other("consultant"), not_theirs,
        reads=True,
    )  # fmt: skip
