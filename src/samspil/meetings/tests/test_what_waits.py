"""What waits is counted where the meeting begins; the list leads on to it; another day is asked about and never in the way."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.cases.leaving.tests.scenes import ended
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.tests.made import JONAS, VERA, keep, row
from samspil.meetings.actions import closing
from samspil.meetings.actions.preparing import Placement, place
from samspil.meetings.models import Item, Meeting
from samspil.meetings.queries import placements_of, what_waits
from samspil.meetings.tests.steps import Table, approved, decided, listed, opened, placed, planned
from samspil.meetings.tests.test_concerns_on_the_agenda import sent
from samspil.web import dates
from tests import clock
from tests.cast import Cast

DAY = timedelta(days=1)


def waiting(cast: Cast, meeting: Meeting) -> list[str]:
    cast.consultant.sign()
    return what_waits(Meeting.objects.select_related("forum__body").get(pk=meeting.pk)).words


def page(cast: Cast, who: str, address: str) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def here(cast: Cast, **more: str) -> dict[str, str]:
    keys = ("consultant", "colleague", "social_worker", "police_officer")
    return {f"staff_{cast.members[key].staff.pk}": "present" for key in keys} | more


def test_what_waits_is_counted_by_where_it_comes_from(cast: Cast) -> None:
    meeting = planned(cast, days=9)
    assert waiting(cast, meeting) == []
    for name in ("Jonas Holm", "Aya Ali"):
        listed(cast, name)
    assert waiting(cast, meeting) == ["2 linjer fra lister"]
    table = opened(placed(cast, "Sara Bek"))
    decided(table, table.items[0], "support", cast.consultant)
    approved(table)
    assert waiting(cast, meeting) == ["2 linjer fra lister", "1 opfølgning"]


def test_a_concern_counts_among_what_waits(cast: Cast) -> None:
    meeting = planned(cast)
    listed(cast, "Jonas Holm")
    for who in ("Alma Krogh", "Bo Dam"):
        concern = sent(cast, "ssp_teacher", who)
    assert waiting(cast, meeting) == ["1 linje fra en liste", "2 bekymringer"]
    place(
        cast.consultant.sign(), meeting=meeting, necessity="valg af indsats",
        placements=placements_of(meeting, [f"concern-{concern.pk}"]),
    )  # fmt: skip
    assert waiting(cast, meeting) == ["1 linje fra en liste", "1 bekymring"]


def test_a_child_with_several_lines_counts_once_and_a_line_for_a_later_meeting_not_yet(cast: Cast) -> None:
    meeting = planned(cast, days=2)
    first, again = listed(cast, "Jonas Holm"), listed(cast, "Jonas Holm")
    ListEntry.objects.filter(pk=again.pk).update(subject=first.subject)
    later = listed(cast, "Aya Ali")
    cast.consultant.sign()
    PoliceList.objects.filter(pk=later.police_list_id).update(meets_on=timezone.localdate(meeting.starts_at) + DAY)
    assert waiting(cast, meeting) == ["1 linje fra en liste"]


def test_at_an_item_it_stands_in_one_line_with_the_way_to_it_and_keeps_nobody_from_deciding(cast: Cast) -> None:
    """For those who place it, while names come onto the agenda; others at the table read nothing of it."""
    table = opened(placed(cast, "Jonas Holm", "Aya Ali"))
    address = f"/moeder/punkt/{table.items[0].pk}/"
    assert "waits-line" not in page(cast, "consultant", address)  # nothing waits
    sent(cast, "ssp_teacher", "Alma Krogh")
    for name in ("Sara Bek", "Bo Bech"):
        listed(cast, name)
    shown = " ".join(page(cast, "consultant", address).split())
    line = shown.split("waits-line")[1].split("</p>")[0]
    assert f'href="/moeder/{table.meeting.pk}/#waiting-title"' in line
    assert "Venter på at komme på dagsordenen: 2 linjer fra lister, 1 bekymring" in line
    assert "waits-line" not in page(cast, "police_officer", address)
    typed = {"word": "continue", "version": table.fresh(table.items[0]).version, "idempotency_key": uuid4()}
    client = cast.client("consultant")
    assert client.post(f"{address}beslut/", {**typed, "reason": "Nyt forløb"}).status_code == 303
    decided(table, table.items[1], "continue")
    at_the_end = page(cast, "consultant", f"/moeder/{table.meeting.pk}/bord/")
    assert "1 bekymring" in at_the_end
    closing.end_meeting(cast.consultant.sign(), meeting=table.meeting)
    assert "waits-line" not in page(cast, "consultant", address)  # it waits for another meeting


def test_it_stands_on_the_meeting_and_where_it_begins_for_who_places_it(cast: Cast) -> None:
    meeting = planned(cast, days=0)
    listed(cast, "Jonas Holm")
    for address in (f"/moeder/{meeting.pk}/", f"/moeder/{meeting.pk}/begynd/"):
        shown = page(cast, "consultant", address)
        assert "1 linje fra en liste" in shown
        assert f'href="/moeder/{meeting.pk}/#waiting-title"' in shown
        assert "fra en liste" not in page(cast, "police_officer", address)


def test_what_waits_never_keeps_a_meeting_from_beginning(cast: Cast) -> None:
    """Most lists are read aloud."""
    meeting = planned(cast, days=0)
    listed(cast, "Jonas Holm")
    assert cast.client("consultant").post(f"/moeder/{meeting.pk}/begynd/", here(cast)).status_code == 303


def test_nothing_is_said_where_nothing_waits(cast: Cast) -> None:
    meeting = planned(cast, days=0)
    assert "what-waits" not in page(cast, "consultant", f"/moeder/{meeting.pk}/begynd/")


def test_a_received_list_leads_on_to_its_meeting(cast: Cast) -> None:
    earlier, meeting = planned(cast, days=2), planned(cast, days=9)
    entry = listed(cast, "Jonas Holm")
    address = f"/bekymringer/liste/{entry.police_list_id}/"
    assert f'href="/moeder/{earlier.pk}/#waiting-title"' in page(cast, "consultant", address)
    cast.consultant.sign()
    PoliceList.objects.filter(pk=entry.police_list_id).update(meets_on=timezone.localdate(meeting.starts_at))
    assert f'href="/moeder/{meeting.pk}/#waiting-title"' in page(cast, "consultant", address)


def test_beginning_days_early_is_asked_and_what_was_marked_stays(cast: Cast) -> None:
    meeting, client = planned(cast, days=3), cast.client("consultant")
    absent = {f"staff_{cast.police_officer.staff.pk}": "absent"}
    asked = client.post(f"/moeder/{meeting.pk}/begynd/", here(cast) | absent)
    assert asked.status_code == 422
    shown = asked.content.decode()
    assert "Sæt kryds, hvis det begynder nu" in shown
    assert 'value="absent" selected' in shown
    assert Meeting.objects.get(pk=meeting.pk).state == "planned"
    assert client.post(f"/moeder/{meeting.pk}/begynd/", here(cast, early="on")).status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).state == "open"


def test_on_its_day_nothing_is_asked(cast: Cast) -> None:
    shown = page(cast, "consultant", f"/moeder/{planned(cast, days=0).pk}/begynd/")
    assert 'name="early"' not in shown
    assert 'name="late"' not in shown


@pytest.mark.parametrize("prepared", [False, True], ids=["empty", "prepared"])
def test_a_meeting_whose_day_has_passed_begins_after_a_question_and_is_approved(cast: Cast, prepared: bool) -> None:
    """Its minutes close as long after today as they would have closed after its day."""
    meeting, client = planned(cast, days=1), cast.client("consultant")
    if prepared:
        placed(cast, "Jonas Holm", meeting=meeting)
    with clock.later(days=60):
        client, address = cast.client("consultant"), f"/moeder/{meeting.pk}/begynd/"
        asked = client.post(address, here(cast))
        assert asked.status_code == 422
        assert "Sæt kryds, hvis det begynder nu" in asked.content.decode()
        assert client.post(address, here(cast, late="on")).status_code == 303
        begun = Meeting.objects.get(pk=meeting.pk)
        assert begun.state == "open"
        assert begun.closes_at is not None
        assert begun.closes_at > cast.consultant.sign().at + timedelta(days=2)
        items = list(Item.objects.filter(meeting=meeting))
        assert len(items) == int(prepared)
        for item in items:
            assert "Jonas Holm" in page(cast, "police_officer", f"/moeder/punkt/{item.pk}/")
            cast.consultant.sign()
            decided(Table(cast, begun, items), item, "none")
        for step in ("slut", "godkend"):
            assert client.post(f"/moeder/{meeting.pk}/{step}/", {"left_open": 0, "empty": "on"}).status_code == 303, (
                step
            )
        assert Meeting.objects.get(pk=meeting.pk).state == "approved"
        assert f"begyndt {dates.long(clock.today())} kl. " in page(cast, "consultant", f"/moeder/{meeting.pk}/referat/")


def test_approving_days_early_is_asked(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "none")
    client = cast.client("consultant")
    client.post(f"/moeder/{table.meeting.pk}/slut/")
    asked = client.post(f"/moeder/{table.meeting.pk}/godkend/").content.decode()
    assert "før mødets dag" in asked
    assert Meeting.objects.get(pk=table.meeting.pk).state == "held"
    assert client.post(f"/moeder/{table.meeting.pk}/godkend/", {"early": "on"}).status_code == 303
    assert Meeting.objects.get(pk=table.meeting.pk).state == "approved"


def test_on_its_day_it_is_approved_in_one_press(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "none")
    client = cast.client("consultant")
    for step in ("slut", "godkend"):
        assert client.post(f"/moeder/{table.meeting.pk}/{step}/").status_code == 303
    assert Meeting.objects.get(pk=table.meeting.pk).state == "approved"


def test_a_table_that_began_early_has_not_ended_before_it_began(cast: Cast) -> None:
    table: Table = opened(placed(cast, "Jonas Holm"))
    decided(table, table.items[0], "continue")
    cast.client("consultant").post(f"/moeder/{table.meeting.pk}/slut/")
    meeting = Meeting.objects.get(pk=table.meeting.pk)
    assert meeting.began_at
    assert meeting.ended_at
    assert meeting.began_at <= meeting.ended_at < meeting.starts_at < meeting.ends_at
    assert meeting.ended_at - meeting.began_at < timedelta(minutes=5)


def test_a_list_that_somebody_began_is_found_by_all_who_may_receive_it_until_it_is_finished(cast: Cast) -> None:
    """Begun and not received, or received and not placed: who began it, how much is left and the way to it, on the day and the list."""
    day = "/"
    assert "Lister, der ikke er færdige" not in page(cast, "colleague", day)
    keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA), row(3, "Jonas Holm", JONAS))
    for address in (day, reverse("concerns:waiting")):
        own, others = (" ".join(page(cast, who, address).split()) for who in ("consultant", "colleague"))
        assert "Begyndt og ikke modtaget: 2 linjer" in own
        assert "begyndt af dig" in own
        assert "Begyndt og ikke modtaget: 2 linjer" in others
        assert "begyndt af Mette Kjær" in others
        assert "Vera Ottosen" not in others  # what was read stays with who read it
        assert "Begyndt og ikke modtaget" not in page(cast, "police_officer", address)  # sits there, and places nothing
    entry = listed(cast, "Aya Ali")
    meeting = planned(cast, days=0)
    shown = " ".join(page(cast, "colleague", day).split())
    assert "1 linje er ikke på en dagsorden" in shown
    assert reverse("concerns:list", args=[entry.police_list_id]) in shown
    line = Placement(label=entry.name, source="list", subject=entry.subject, role=entry.role, entry_id=entry.pk)
    place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=[line])
    assert "ikke på en dagsorden" not in page(cast, "colleague", day)


def test_a_list_that_was_begun_by_somebody_who_left_is_found(cast: Cast) -> None:
    keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA))
    ended(cast)
    shown = " ".join(page(cast, "colleague", "/").split())
    assert "begyndt af Mette Kjær" in shown.split("Lister, der ikke er færdige")[1]
    assert "er stoppet" in shown.split("Lister, der ikke er færdige")[1]
