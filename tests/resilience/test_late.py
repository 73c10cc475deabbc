"""What comes late: minutes that nobody approved, and something told that is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from samspil.access.actor import set_test_clock
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, sitting
from samspil.meetings.models import Decision, Item, Meeting, Statement
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed
from samspil.people.models import Person
from samspil.sharing import actions as sharing
from samspil.sharing.models import DisclosedRow
from tests import clock
from tests.cast import Cast

THERE = ("consultant", "social_worker", "police_officer")


@pytest.fixture
def later() -> Iterator[Callable[[timedelta], None]]:
    """Call it, and it is so much later for database and pages alike."""

    def call(ahead: timedelta) -> None:
        clock.turn(ahead)

    yield call
    set_test_clock(timedelta(0))


@pytest.fixture
def table(cast: Cast) -> Table:
    """A meeting with what was told and decided, over and not approved."""
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    item = table.fresh(table.items[0])
    sitting.share(cast.social_worker.sign(), item=item, text="Fravær siden ferien", necessity="valg af indsats")
    decided(table, table.items[0], "support", cast.social_worker)
    decided(table, table.items[1], "none")
    table.meeting = closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    return table


def reads(cast: Cast, who: str) -> set[str]:
    """Of which kinds this member reads anything."""
    cast.members[who].sign()
    return {model.__name__ for model in (Item, Decision, Statement) if model.objects.exists()}


def test_minutes_that_nobody_approved_close_by_themselves(
    cast: Cast, table: Table, later: Callable[[timedelta], None]
) -> None:
    everything = {"Item", "Decision", "Statement"}
    assert {who: reads(cast, who) for who in THERE} == dict.fromkeys(THERE, everything)
    later(table.meeting.closes_at - table.meeting.starts_at)  # the forum's days, and not an hour more
    assert reads(cast, "police_officer") == everything

    later(table.meeting.closes_at - table.meeting.starts_at + timedelta(days=2))

    assert {who: reads(cast, who) for who in THERE} == {who: set() for who in THERE} | {
        "social_worker": {"Statement"}  # what her unit told is her unit's
    }
    for who in THERE:
        page = cast.client(who).get(f"/moeder/{table.meeting.pk}/").content.decode()
        assert "Ingen nåede at godkende referatet i tide" in page, who
    assert "Jonas Holm" not in page_of(cast, "police_officer", table.meeting)
    assert cast.client("consultant").get(f"/moeder/punkt/{table.items[0].pk}/").status_code == 404
    assert cast.client("consultant").post(f"/moeder/{table.meeting.pk}/godkend/").status_code == 409


def test_the_leader_opens_closed_minutes_again_and_approves_them(
    cast: Cast, table: Table, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(days=20))
    assert cast.client("police_officer").post(f"/moeder/{table.meeting.pk}/genaabn/").status_code == 409
    client = cast.client("consultant")
    button = f'action="/moeder/{table.meeting.pk}/genaabn/"'
    assert button in client.get(f"/moeder/{table.meeting.pk}/referat/").content.decode()

    assert client.post(f"/moeder/{table.meeting.pk}/genaabn/").status_code == 303

    assert {who: reads(cast, who) for who in THERE} == {who: {"Item", "Decision", "Statement"} for who in THERE}
    assert client.post(f"/moeder/{table.meeting.pk}/godkend/").status_code == 303
    cast.police_officer.sign()
    assert [decision.label for decision in Decision.objects.all()] == ["Tilbyd støtte"]
    assert not Person.objects.filter(name="Aya Ali").exists()


def test_minutes_opened_again_close_again(cast: Cast, table: Table, later: Callable[[timedelta], None]) -> None:
    later(timedelta(days=20))
    closing.reopen(cast.consultant.sign(), meeting=table.meeting)
    later(timedelta(days=24))
    assert reads(cast, "consultant") == set()
    assert (
        "Ingen nåede at godkende referatet i tide"
        in cast.client("consultant").get(f"/moeder/{table.meeting.pk}/").content.decode()
    )


def test_a_meeting_that_was_never_ended_closes_too(cast: Cast, later: Callable[[timedelta], None]) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    later(timedelta(days=20))
    assert reads(cast, "consultant") == set()
    assert (
        "Ingen nåede at godkende referatet i tide"
        in cast.client("consultant").get(f"/moeder/{table.meeting.pk}/").content.decode()
    )


# --- told, and taken back -------------------------------------------------------------------------------------------------
def told(cast: Cast, table: Table) -> tuple[Statement, int]:
    """Something the social worker told those at the first item, and the act by which she did."""
    item = table.fresh(table.items[0])
    statement = sitting.share(cast.social_worker.sign(), item=item, text="Bor hos farmor", necessity="valg af indsats")
    act = DisclosedRow.objects.get(table_name="meetings_statement", row_id=statement.pk).disclosure_id
    return statement, act


def page_of(cast: Cast, who: str, of: Item | Meeting) -> str:
    address = f"/moeder/punkt/{of.pk}/" if isinstance(of, Item) else f"/moeder/{of.pk}/"
    return str(cast.client(who).get(address).content.decode())


def test_what_is_taken_back_is_read_by_nobody_else(cast: Cast) -> None:
    """Retsplejeloven § 115, stk. 4: nobody must give anything, and what was given can be taken back."""
    table = opened(placed(cast, "Jonas Holm"))
    _statement, act = told(cast, table)
    assert "Bor hos farmor" in page_of(cast, "police_officer", table.items[0])

    sharing.withdraw(cast.social_worker.sign(), act)

    for who in ("police_officer", "consultant", "colleague"):
        assert "Bor hos farmor" not in page_of(cast, who, table.items[0])
        assert reads(cast, who) == {"Item"}
    assert "Bor hos farmor" in page_of(cast, "social_worker", table.items[0])


def test_only_who_told_it_takes_it_back(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    _statement, act = told(cast, table)
    for who in ("consultant", "police_officer", "outsider"):
        with pytest.raises(Refused):
            sharing.withdraw(cast.members[who].sign(), act)
    assert "Bor hos farmor" in page_of(cast, "police_officer", table.items[0])


def test_what_was_taken_back_does_not_go_on_at_approval(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    statement, act = told(cast, table)
    sharing.withdraw(cast.social_worker.sign(), act)
    decided(table, table.items[0], "support", cast.youth_job_centre)
    approved(table)
    assert {who for who in cast.members if "Statement" in reads(cast, who)} == {"social_worker"}
    cast.social_worker.sign()
    assert Statement.objects.get(pk=statement.pk).text == "Bor hos farmor"
