"""A colleague who loses post and access during a meeting does not hold up the others."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.lib.refusals import Refused
from samspil.meetings.actions import attending, capturing, closing, sitting
from samspil.meetings.models import Attendance, Decision, Item, Meeting, Statement
from samspil.meetings.tests.steps import Table, decided, opened, placed, planned
from samspil.organisations.actions import end_post
from samspil.organisations.models import Post
from samspil.web import dates
from tests import clock
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    """A meeting in progress, whose police officer has lost her post since it began."""
    table = opened(placed(cast, "Amela Delić", "Jonas Holm", meeting=planned(cast, days=0)))
    actor = cast.administrator.sign()
    for post in Post.objects.filter(staff=cast.police_officer.staff):
        end_post(actor, post=post)
    return table


def fresh(cast: Cast, table: Table) -> Meeting:
    cast.consultant.sign()
    return Meeting.objects.select_related("forum").get(pk=table.meeting.pk)


def test_the_agenda_goes_on_without_whoever_lost_the_post(cast: Cast, table: Table) -> None:
    meeting = fresh(cast, table)
    item, _notes = capturing.write_line(cast.consultant.sign(), meeting=meeting, line="Ida Lund 14", key=uuid4())
    cast.social_worker.sign()
    assert Item.objects.filter(pk=item.pk).exists()
    cast.police_officer.sign()
    assert not Item.objects.filter(pk=item.pk).exists()


@pytest.mark.parametrize("left", ["", "now"])
def test_the_attendance_is_saved_as_it_was(cast: Cast, table: Table, left: str) -> None:
    cast.consultant.sign()
    began = timezone.localtime().replace(hour=0, minute=1, second=0, microsecond=0)
    Meeting.objects.filter(pk=table.meeting.pk).update(began_at=began)
    until = (began + timedelta(minutes=30)).strftime("%H.%M") if left else ""
    address = f"/moeder/{table.meeting.pk}/fremmoede/{cast.police_officer.staff.pk}/"
    answer = cast.client("consultant").post(address, {"was_here": "yes", "came": "", "left": until})
    assert answer.status_code == 303
    cast.consultant.sign()
    line = Attendance.objects.get(meeting=table.meeting, staff=cast.police_officer.staff)
    assert line.left_at == (began + timedelta(minutes=30) if left else None)
    assert line.state == "present"


def test_who_lost_the_post_comes_in_again_at_no_item_and_the_refusal_says_who(cast: Cast, table: Table) -> None:
    with pytest.raises(Refused, match=cast.police_officer.staff.name):
        sitting.arrive(
            cast.consultant.sign(),
            meeting=fresh(cast, table),
            line=sitting.Seated(cast.police_officer.staff.pk, "guest"),
        )
    sitting.step_out(cast.consultant.sign(), item=table.items[0], staff_id=cast.police_officer.staff.pk)
    sitting.step_in(cast.consultant.sign(), item=table.items[0], staff_id=cast.police_officer.staff.pk)
    cast.police_officer.sign()
    assert not Item.objects.filter(pk=table.items[0].pk).exists()


def test_the_minutes_are_approved_and_opened_again_without_them(cast: Cast, table: Table) -> None:
    sitting.step_out(cast.consultant.sign(), item=table.items[0], staff_id=cast.social_worker.staff.pk)
    for item in table.items:
        decided(table, item, "continue")
    actor = cast.consultant.sign()
    meeting = closing.approve(actor, meeting=closing.end_meeting(actor, meeting=fresh(cast, table)))
    closing.reopen(cast.consultant.sign(), meeting=meeting)
    noted = attending.correct_attendance(
        cast.consultant.sign(), meeting=fresh(cast, table), staff_id=cast.police_officer.staff.pk, was_here=True
    )
    assert noted.state == "present"


def test_what_they_said_is_written_down_and_somebody_else_is_made_responsible(cast: Cast, table: Table) -> None:
    """The words were said while they had the post. They are chosen as responsible no longer: the page says so, keeps what was typed, and
    takes another.
    """
    item, officer, client = table.items[0], cast.police_officer.staff, cast.client("consultant")
    told = {
        "text": "Set ved stationen",
        "necessity": "valg af indsats",
        "said_by": officer.pk,
        "idempotency_key": uuid4(),
    }
    assert client.post(f"/moeder/punkt/{item.pk}/del/", told).status_code == 303
    cast.consultant.sign()
    statement = Statement.objects.get(item=item)
    assert (statement.said_by, statement.giver_unit) == (officer, cast.units["local_police"])
    page = client.get(f"/moeder/punkt/{item.pk}/").content.decode()
    typed = {
        "word": "preventive", "version": table.fresh(item).version, "idempotency_key": uuid4(), "responsible": officer.pk,
        "due_on": clock.late(), "reason": "Han vil gerne tale med nogen",
    }  # fmt: skip
    refused = client.post(f"/moeder/punkt/{item.pk}/beslut/", typed)
    assert f'<option value="{officer.pk}"' not in page
    assert refused.status_code == 422
    for words in ("Han vil gerne tale med nogen", "Karen Holt har ingen stilling her mere. Vælg en anden."):
        assert words in refused.content.decode()
    typed["responsible"] = cast.social_worker.staff.pk
    assert client.post(f"/moeder/punkt/{item.pk}/beslut/", typed).status_code == 303
    cast.consultant.sign()
    assert Decision.objects.get(item=item).responsible == cast.social_worker.staff


def test_whoever_has_no_post_any_more_is_told_so_with_every_no(cast: Cast, table: Table) -> None:
    told = "Du har ingen stilling i dag. Bed din administrator om at give dig en."
    client = cast.client("police_officer")
    item, meeting = table.items[0].pk, table.meeting.pk
    for refused in (
        client.get(f"/moeder/punkt/{item}/"),
        client.post(f"/moeder/punkt/{item}/beslut/"),
        client.post(f"/moeder/{meeting}/godkend/"),
        client.post(f"/moeder/punkt/{item}/beslut/", headers={"HX-Request": "true"}),
    ):
        assert refused.status_code >= 400
        assert told in refused.content.decode()
    assert told not in cast.client("outsider").get(f"/moeder/punkt/{item}/").content.decode()


def test_a_leader_who_has_stopped_meanwhile_is_said_so_and_before_approval_it_asks_who_led(cast: Cast) -> None:
    """Met by a stranger: the meeting went on saying that they led it, wrote, and were here, and nothing asked before approval."""
    table = opened(placed(cast, "Amela Delić", meeting=planned(cast, days=0)))
    for item in table.items:
        decided(table, item, "continue")
    actor = cast.administrator.sign()
    for post in Post.objects.filter(staff=cast.consultant.staff):
        end_post(actor, post=post)
    when = dates.clock(timezone.localtime(actor.at))
    page, client = f"/moeder/{table.meeting.pk}/", cast.client("colleague")
    for address in (page, f"{page}fremmoede/"):
        shown = " ".join(client.get(address).content.decode().split())
        assert f"Leder mødet: Mette Kjær (er stoppet kl. {when})" in shown
    assert f"Mette Kjær · er stoppet kl. {when}" in shown
    head = client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode().split("table-progress")[1][:300]
    assert "til stede: 2 af 3" in head
    closing.end_meeting(cast.colleague.sign(), meeting=Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    shown = " ".join(client.get(f"{page}referat/").content.decode().split())
    assert f"Mette Kjær stoppede kl. {when}, før mødet var slut." in shown
