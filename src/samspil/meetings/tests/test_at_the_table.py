"""What the table tells whoever looks at it: why an item is closed, what is told late, how to end, and what was corrected elsewhere."""

from __future__ import annotations

from typing import Any

from samspil.concerns import actions as concerns
from samspil.meetings.actions import closing, deciding, sitting
from samspil.meetings.models import Meeting
from samspil.meetings.queries import agenda_of, get_decision
from samspil.meetings.states import AttendanceState
from samspil.meetings.tests.steps import decided, opened, placed
from samspil.meetings.tests.test_fast_line import AT_THE_TABLE, now
from tests.cast import Cast


def words_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_who_is_led_away_is_told_why_and_has_the_same_numbers(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", "Sara Bek"))
    item, client = table.items[1], cast.client("police_officer")
    sitting.step_out(cast.consultant.sign(), item=table.fresh(item), staff_id=cast.police_officer.staff.pk)
    client.get(f"/moeder/{table.meeting.pk}/bord/nu/?item={item.pk}&slot={item.slot_id}&shown=", headers=AT_THE_TABLE)
    shown = client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    assert "Du er gået ud af punkt 2 som inhabil" in shown
    cast.police_officer.sign()
    numbers = {row.item.label: row.number for row in agenda_of(table.meeting).rows if row.item}
    assert numbers == {"Jonas Holm": 1, "Sara Bek": 3}


def test_what_is_told_after_a_decision_is_seen_by_teller_and_table(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    decided(table, table.items[0], "support", cast.social_worker)
    client, teller = cast.client("consultant"), cast.client("police_officer")
    _status, _content, mark = now(client, table, item=table.items[1])
    typed = {"text": "Set i nat", "necessity": "valg af indsats"}
    assert teller.post(f"/moeder/punkt/{table.items[0].pk}/del/", typed).status_code == 303
    assert (
        "allerede besluttet noget om Jonas Holm" in teller.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    )
    status, content, _mark = now(client, table, mark, table.items[1])
    assert status == 200
    assert "delt noget siden" in content
    assert "siden det blev besluttet" in client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    assert "delt noget siden" not in now(teller, table, item=table.items[1])[1]


def test_ending_is_in_reach_while_something_is_open(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    client, address = cast.client("consultant"), f"/moeder/{table.meeting.pk}/slut/"
    for page in (
        f"/moeder/punkt/{table.items[0].pk}/",
        f"/moeder/{table.meeting.pk}/fremmoede/",
        f"/moeder/{table.meeting.pk}/",
    ):
        assert f'href="{address}"' in client.get(page).content.decode(), page
    content = client.get(address).content.decode()
    assert "1 punkt mangler en beslutning" in content
    assert "Afslut mødet alligevel" in content
    assert address not in cast.client("police_officer").get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    cast.consultant.sign()
    assert Meeting.objects.get(pk=table.meeting.pk).state == "open"


def test_the_end_of_the_table_says_when_something_waits_again(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    made = decided(table, table.items[0], "continue")
    client = cast.client("consultant")
    page = client.get(f"/moeder/{table.meeting.pk}/bord/").content.decode()
    assert "Alle punkter, du kan se, har en beslutning" in page
    deciding.undo(cast.consultant.sign(), decision=get_decision(made.pk))
    _status, content, _mark = now(client, table)
    assert "1 punkt mangler" in content


def test_once_it_is_over_no_name_is_typed(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "continue")
    client = cast.client("consultant")
    assert 'id="id_line"' in client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    for page in (f"/moeder/punkt/{table.items[0].pk}/", f"/moeder/{table.meeting.pk}/bord/"):
        assert 'id="id_line"' not in client.get(page).content.decode()


def test_what_is_corrected_on_the_list_stands_at_the_table(cast: Cast) -> None:
    table = opened(placed(cast, "Freja Lund f"))
    entry = table.items[0].entry
    assert entry
    concerns.correct(
        cast.consultant.sign(), entry=entry, version=entry.version, name="Freja Lund", birth_date=entry.birth_date,
        role="victim", text=entry.text,
    )  # fmt: skip
    item = table.fresh(table.items[0])
    assert (item.label, item.role) == ("Freja Lund", "victim")


def test_a_name_that_is_not_said_yet_stays_unsaid(cast: Cast) -> None:
    table = opened(placed(cast, "Freja Lund", named=False))
    entry = table.items[0].entry
    assert entry
    concerns.correct(
        cast.consultant.sign(), entry=entry, version=entry.version, name="Freja Holm", birth_date=entry.birth_date,
        role=entry.role, text=entry.text,
    )  # fmt: skip
    assert table.fresh(table.items[0]).label == "Uden navn"


def test_a_role_is_set_at_the_table(cast: Cast) -> None:
    table = opened(placed(cast, "Freja Lund"))
    item = table.items[0]
    typed = {"name": "", "birth_date": "", "age_told": "", "role": "victim", "version": item.version}
    assert cast.client("consultant").post(f"/moeder/punkt/{item.pk}/hvem/", typed).status_code == 303
    cast.consultant.sign()
    assert table.fresh(item).role == "victim"


def test_who_is_noted_as_not_here_reads_so_and_keeps_the_minutes_all_the_same(cast: Cast) -> None:
    """A chair who has said no reads the table because the forum's minutes are theirs; the page says so, and that they stand as away."""
    table = placed(cast, "Jonas Holm")
    actor = cast.consultant.sign()
    away = [sitting.Seated(member.staff.pk, AttendanceState.ABSENT) for member in (cast.colleague, cast.police_officer)]
    sitting.open_meeting(
        actor,
        meeting=table.meeting,
        attendance=[sitting.Seated(cast.consultant.staff.pk, AttendanceState.PRESENT), *away],
    )
    item, end = f"/moeder/punkt/{table.items[0].pk}/", f"/moeder/{table.meeting.pk}/bord/"
    keeper = words_of(cast.client("colleague").get(item))
    assert "Du står som ikke til stede. Du læser og skriver her, fordi du fører forummets referat." in keeper
    assert f'href="/moeder/{table.meeting.pk}/fremmoede/"' in keeper
    assert "Du står som ikke til stede" not in words_of(cast.client("consultant").get(item))
    assert "dem, der fører referatet, se det." in words_of(cast.client("consultant").get(item))
    seat = words_of(cast.client("police_officer").get(end))
    assert "Ingen punkter er åbne for dig" in seat
    assert "Du står som ikke til stede. Er du her? Bed den, der skriver referatet, om at lukke dig ind." in seat
    assert "har en beslutning" not in seat
