"""Who leads a meeting that no forum holds, and who writes its minutes, leave while it is in progress."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse

from samspil.access import cabinet
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.matters.actions import convening, sitting
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Meeting
from samspil.organisations.actions import end_seat
from samspil.organisations.models import SeatHolder
from samspil.sharing.notices.queries import mine
from tests import clock
from tests.cast import Cast


def text(answer: Any) -> str:
    return str(answer.content.decode())


def in_progress(cast: Cast) -> Meeting:
    """The consultant calls the teacher, who writes, and the outreach worker; the three sit together now."""
    actor = cast.consultant.sign()
    starts = actor.at + timedelta(minutes=5)
    meeting = convening.convene(
        actor,
        call=convening.Call(
            theme="Lys på stien", starts_at=starts, ends_at=starts + timedelta(hours=1),
            staff=[cast.ssp_teacher.staff, cast.outreach_worker.staff], minute_taker=cast.ssp_teacher.staff,
        ),
    )  # fmt: skip
    there = [
        Seated(holder.staff_id, "present", holder.seat_id)
        for holder in SeatHolder.objects.filter(seat__forum=meeting.forum_id).order_by("pk")
    ]
    sitting.begin(cast.consultant.sign(), meeting=network.fresh(meeting), attendance=there)
    return network.fresh(meeting)


def leaves(cast: Cast, member: str, meeting: Meeting) -> None:
    holder = SeatHolder.objects.select_related("staff__body", "seat__forum", "seat__unit").get(
        staff=cast.members[member].staff, seat__forum=meeting.forum_id
    )
    end_seat(cast.administrator.sign(), holder=holder)


def test_somebody_at_the_table_takes_over_the_minutes(cast: Cast) -> None:
    """Met by a stranger: both had left, and those around the table could do nothing."""
    meeting = in_progress(cast)
    client, page = cast.client("outreach_worker"), reverse("matters:agenda", args=[meeting.pk])
    over, write = reverse("meetings:take_over", args=[meeting.pk]), reverse("matters:write", args=[meeting.pk])
    leaves(cast, "ssp_teacher", meeting)
    shown = text(client.get(page))
    assert over not in shown  # the chair can go on
    assert "Anders Friis, som ikke har en plads her længere" in shown
    assert client.get(write).status_code == 409
    leaves(cast, "consultant", meeting)
    assert "Overtag referatet" in text(client.get(page))
    assert client.get(write)["Location"] == over
    assert client.post(over, {}).status_code == 303
    shown = text(client.get(page))
    assert over not in shown
    for gone in ("Anders Friis, som", "Mette Kjær, som"):
        assert gone not in shown
    assert shown.split("Skriver referat")[1].split("</dd>")[0].endswith(cast.outreach_worker.staff.name)
    assert client.get(write).status_code == 200
    for outsider in ("social_worker", "police_officer", "outsider"):
        assert cast.client(outsider).get(over).status_code in {404, 409}, outsider


def test_who_is_there_without_a_seat_takes_over_too_and_a_guest_of_one_item_does_not(cast: Cast) -> None:
    meeting = in_progress(cast)
    lines = [Seated(cast.social_worker.staff.pk, "substitute"), Seated(cast.colleague.staff.pk, "guest")]
    sitting.note_attendance(cast.consultant.sign(), meeting=meeting, attendance=lines)
    leaves(cast, "ssp_teacher", meeting)
    leaves(cast, "consultant", meeting)
    for member, may in (("social_worker", True), ("colleague", False)):
        cast.members[member].sign()
        assert cabinet.read("SELECT meetings.may_take_over(%s)", [meeting.pk]) == [(may,)], member


def test_before_a_seat_ends_the_page_says_that_a_meeting_is_in_progress_and_those_there_are_told(cast: Cast) -> None:
    """Met by a stranger: the page said nothing of the meeting, and nobody there was told."""
    meeting = in_progress(cast)

    def page(member: str) -> str:
        holder = SeatHolder.objects.get(staff=cast.members[member].staff, seat__forum=meeting.forum_id)
        return text(cast.client("administrator").get(reverse("administration:end_seat", args=[holder.pk])))

    def told(member: str) -> set[str]:
        cast.members[member].sign()
        return {line.sentence for line in mine()}

    assert "leder det eller skriver referat. En anden på mødet kan fortsætte" in page("ssp_teacher")
    assert "Et møde er i gang" not in page("outreach_worker")
    leaves(cast, "ssp_teacher", meeting)
    said = "Den, der skrev referat af et møde, der er i gang, er stoppet. Du kan fortsætte."
    assert said in told("consultant")
    assert said not in told("outreach_worker")
    assert "ingen andre end Mette Kjær skriver referat" in page("consultant")
    leaves(cast, "consultant", meeting)
    assert "Ingen skriver referat af et møde, du er med i. Du kan overtage det." in told("outreach_worker")


def test_whoever_has_a_seat_when_a_meeting_is_begun_early_sits_there(cast: Cast) -> None:
    """Met by a stranger: begun before the planned day, by somebody whose seat ends in between."""
    forum = network.forum(cast)
    meeting = network.meeting(cast, forum, days=14)
    holder = SeatHolder.objects.select_related("staff__body", "seat__forum", "seat__unit").get(
        staff=cast.ssp_teacher.staff, seat__forum=forum
    )
    end_seat(cast.administrator.sign(), holder=holder, last_day=clock.today() + timedelta(days=3))
    client = cast.client("consultant")
    name = cast.ssp_teacher.staff.name
    assert name not in text(client.get(reverse("matters:agenda", args=[meeting.pk])))  # on the planned day
    begin = reverse("matters:begin", args=[meeting.pk])
    assert f'name="staff_{cast.ssp_teacher.staff.pk}' in text(client.get(begin))
    network.begun(cast, meeting)
    shown = text(client.get(reverse("matters:agenda", args=[meeting.pk])))
    assert name in shown
    assert "som ikke har en plads her længere" not in shown
