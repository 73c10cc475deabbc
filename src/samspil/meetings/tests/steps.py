"""Given-steps of the meeting's tests: each reaches its state through the actions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from samspil.concerns.models import ListEntry, PoliceList
from samspil.meetings.actions import closing, deciding, preparing, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Decision, Item, Meeting
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests import clock
from tests.cast import Cast, Member

BORN = date(clock.today().year - 15, 5, 3)


@dataclass
class Table:
    """One meeting on its way."""

    cast: Cast
    meeting: Meeting
    items: list[Item] = field(default_factory=list)

    def fresh(self, item: Item) -> Item:
        return Item.objects.select_related("meeting__forum", "entry", "slot").get(pk=item.pk)


def planned(cast: Cast, *, days: int = 1, blocks: tuple[str, ...] = ("under_18",)) -> Meeting:
    start = cast.consultant.sign().at + timedelta(days=days)
    return Meeting.objects.create(
        forum=cast.forum, starts_at=start, ends_at=start + timedelta(hours=2), blocks=list(blocks)
    )


def listed(
    cast: Cast, name: str, *, born: date | None = BORN, role: str = "suspected", text: str = "Set ved stationen"
) -> ListEntry:
    """A child on a police list to the forum, received by the consultant."""
    actor = cast.consultant.sign()
    door = cast.forum.door_id
    person = find_or_create(actor, owner_audience=door, child=Child(name=name, birth_date=born), origin="police")
    police_list = PoliceList.objects.create(
        owner_audience_id=door,
        forum_id=cast.forum.pk,
        received_on=actor.at.date(),
        way="file",
        giver_unit_id=cast.units["local_police"].pk,
        origin="police",
    )
    return ListEntry.objects.create(
        owner_audience_id=door,
        police_list=police_list,
        row=1,
        name=name,
        birth_date=born,
        role=role,
        text=text,
        giver_unit_id=cast.units["local_police"].pk,
        subject=person.pk,
        origin="police",
    )


def placed(cast: Cast, *names: str, named: bool = True, meeting: Meeting | None = None, **entry: object) -> Table:
    """Children of a list on the agenda of a planned meeting."""
    meeting = meeting or planned(cast)
    entries = [listed(cast, name, **entry) for name in names]  # type: ignore[arg-type]
    actor = cast.consultant.sign()
    items = preparing.place(
        actor,
        meeting=meeting,
        necessity="valg af indsats",
        placements=[
            Placement(
                label=one.name if named else "Uden navn",
                source="list",
                subject=one.subject,
                birth_date=one.birth_date,
                role=one.role,
                entry_id=one.pk,
                named=named,
            )
            for one in entries
        ],
    )
    meeting.refresh_from_db()
    return Table(cast, meeting, items)


def opened(table: Table, *members: Member) -> Table:
    """The meeting in progress with these present (consultant, social worker and police unless told)."""
    cast = table.cast
    present = members or (cast.consultant, cast.social_worker, cast.police_officer)
    actor = cast.consultant.sign()
    table.meeting = sitting.open_meeting(
        actor, meeting=table.meeting, attendance=[sitting.Seated(member.staff.pk, "present") for member in present]
    )
    table.items = [table.fresh(item) for item in table.items]
    return table


def decided(table: Table, item: Item, word: str, responsible: Member | None = None, **choice: object) -> Decision:
    actor = table.cast.consultant.sign()
    item = table.fresh(item)
    staff = responsible.staff if responsible else None
    due = actor.at.date() + timedelta(days=7)
    return deciding.decide(
        actor,
        item=item,
        version=item.version,
        key=uuid4(),
        choice=Choice(word=word, responsible=staff, due_on=due, **choice),  # type: ignore[arg-type]
    )


def approved(table: Table) -> Table:
    actor = table.cast.consultant.sign()
    table.meeting = closing.approve(actor, meeting=closing.end_meeting(actor, meeting=table.meeting))
    return table
