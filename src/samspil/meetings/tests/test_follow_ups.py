"""What was agreed comes back by itself when it is due; giving it to those seated still takes a press."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from samspil.cases.models import Task
from samspil.meetings.actions import closing
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.queries import suggestions, what_waits
from samspil.meetings.tests.steps import Table, approved, decided, listed, opened, placed, planned
from tests.cast import Cast


def agreed_at_a_meeting(cast: Cast, *names: str, word: str = "support", by: str = "consultant") -> Table:
    """Approved minutes in which something was agreed about these children, due in a week."""
    table = opened(placed(cast, *names))
    for item in table.items:
        decided(table, item, word, cast.members[by] if word != "none" else None)
    return approved(table)


def offered(cast: Cast, meeting: Meeting) -> list[str]:
    cast.consultant.sign()
    meeting = Meeting.objects.select_related("forum__body").get(pk=meeting.pk)
    return [one.label for one in suggestions(meeting) if one.kind == "followup"]


def test_what_is_due_is_offered_at_the_next_meeting_and_not_before(cast: Cast) -> None:
    agreed_at_a_meeting(cast, "Jonas Holm")
    assert offered(cast, planned(cast, days=3)) == []
    meeting = planned(cast, days=9)
    assert offered(cast, meeting) == ["Jonas Holm"]
    page = cast.client("consultant").get(f"/moeder/{meeting.pk}/").content.decode()
    assert "Jonas Holm" in page
    assert "Tilbyd støtte" in page
    assert "Mette Kjær" in page


def test_a_child_whose_birth_date_nobody_knows_is_offered_without_an_age(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", born=None))
    decided(table, table.items[0], "support", cast.consultant)
    approved(table)
    meeting = planned(cast, days=9)
    assert offered(cast, meeting) == ["Jonas Holm"]
    page = cast.client("consultant").get(f"/moeder/{meeting.pk}/").content.decode()
    assert "Jonas Holm" in page


def test_one_press_places_all_that_is_due(cast: Cast) -> None:
    agreed_at_a_meeting(cast, "Jonas Holm", "Aya Ali")
    meeting = planned(cast, days=9)
    listed(cast, "Sara Bek")
    client = cast.client("consultant")
    page = client.get(f"/moeder/{meeting.pk}/").content.decode()
    assert 'name="all" value="followup"' in page
    assert not [
        line
        for line in page.split("<input")[1:]
        if 'name="chosen"' in line.split(">")[0] and " checked" in line.split(">")[0]
    ]
    press = {"all": "followup", "named": "with", "necessity": "valg af indsats"}
    assert client.post(f"/moeder/{meeting.pk}/placer/", press).status_code == 303
    cast.consultant.sign()
    assert set(Item.objects.filter(meeting=meeting).values_list("label", "source")) == {
        ("Jonas Holm", "follow_up"),
        ("Aya Ali", "follow_up"),
    }
    assert offered(cast, meeting) == []


def test_until_the_press_nobody_else_sees_whom_it_is_about(cast: Cast) -> None:
    agreed_at_a_meeting(cast, "Jonas Holm")
    meeting = planned(cast, days=9)
    page = cast.client("police_officer").get(f"/moeder/{meeting.pk}/").content.decode()
    assert "Jonas" not in page


def test_done_work_is_not_due(cast: Cast) -> None:
    agreed_at_a_meeting(cast, "Jonas Holm")
    meeting = planned(cast, days=9)
    actor = cast.consultant.sign()
    Task.objects.filter(state="open").update(state="done", done_at=actor.at)
    assert offered(cast, meeting) == []


def test_work_of_another_unit_is_folded_away_after_some_weeks_and_can_still_be_placed(cast: Cast) -> None:
    """Met by a stranger: it dropped off every later agenda, though the forum had never come back to it."""
    agreed_at_a_meeting(cast, "Jonas Holm", by="police_officer")
    assert offered(cast, planned(cast, days=9)) == ["Jonas Holm"]
    meeting = planned(cast, days=60)
    assert offered(cast, meeting) == []
    assert what_waits(meeting).all == 0  # what is folded away is not counted
    (older,) = [one for one in suggestions(meeting) if one.kind == "older"]
    client = cast.client("consultant")
    page = client.get(f"/moeder/{meeting.pk}/").content.decode()
    folded = page.split("<summary>")[1].split("</details>")[0]
    assert "Ældre opfølgninger, som andre arbejder med (1)" in folded
    assert f'value="older-{older.id}"' in folded
    press = {"chosen": [f"older-{older.id}"], "named": "with", "necessity": "valg af indsats"}
    assert client.post(f"/moeder/{meeting.pk}/placer/", press).status_code == 303
    cast.consultant.sign()
    assert (
        Item.objects.filter(meeting=meeting, source="follow_up").values_list("label", flat=True).get() == "Jonas Holm"
    )


def test_a_year_after_its_deadline_it_is_offered_no_more(cast: Cast) -> None:
    agreed_at_a_meeting(cast, "Jonas Holm", by="police_officer")
    cast.consultant.sign()
    assert [one.kind for one in suggestions(planned(cast, days=370))] == ["older"]
    assert suggestions(planned(cast, days=375)) == []


def test_an_older_follow_up_that_is_refused_stays_open_and_chosen(cast: Cast) -> None:
    agreed_at_a_meeting(cast, "Jonas Holm", by="police_officer")
    meeting = planned(cast, days=60)
    (older,) = suggestions(meeting)
    page = cast.client("consultant").post(f"/moeder/{meeting.pk}/placer/", {"chosen": [f"older-{older.id}"]})
    assert page.status_code == 422
    assert '<details class="fold" open>' in page.content.decode()


def test_what_the_forum_has_come_back_to_is_not_offered_again(cast: Cast) -> None:
    agreed_at_a_meeting(cast, "Jonas Holm")
    cast.consultant.sign()
    Decision.objects.get()
    meeting = planned(cast, days=9)
    client = cast.client("consultant")
    due = suggestions(Meeting.objects.select_related("forum__body").get(pk=meeting.pk))[0]
    client.post(
        f"/moeder/{meeting.pk}/placer/",
        {"chosen": [f"followup-{due.id}"], "named": "with", "necessity": "valg af indsats"},
    )
    cast.consultant.sign()
    meeting.refresh_from_db()
    again = opened(Table(cast, meeting, list(Item.objects.filter(meeting=meeting))))
    decided(again, again.items[0], "none")
    actor = cast.consultant.sign()
    closing.approve(actor, meeting=closing.end_meeting(actor, meeting=again.meeting))
    assert offered(cast, planned(cast, days=16)) == []
    assert Decision.objects.get().followed_up_on == timezone.localdate(actor.at + timedelta(days=9))
