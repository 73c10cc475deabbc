"""What my day and my year lead to opens for whom it is shown to."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from samspil.concerns.tests.doors import found, raised
from samspil.meetings.models import Meeting, MeetingState
from tests import clock
from tests.cast import Cast


def test_my_year_leads_to_the_receipt_of_a_concern_at_a_door(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    client, address = cast.client("ssp_teacher"), reverse("concerns:raised", args=[concern.pk])
    assert address in client.get(reverse("desk:my_year"), {"aar": clock.today().year}).content.decode()
    assert client.get(address).status_code == 200


def test_a_meeting_whose_agenda_one_cannot_read_yet_is_named_without_a_link(cast: Cast) -> None:
    """A block's seat is told of the day; the agenda opens when it is sent to it."""
    starts = timezone.now() + timedelta(days=2)
    cast.consultant.sign()
    meeting = Meeting.objects.create(
        forum=cast.forum, starts_at=starts, ends_at=starts + timedelta(hours=1), blocks=["18_plus"]
    )
    assert meeting.state == MeetingState.PLANNED
    client, agenda = cast.client("youth_job_centre"), reverse("meetings:meeting", args=[meeting.pk])
    assert client.get(agenda).status_code == 404
    page = client.get(reverse("desk:my_day")).content.decode()
    assert cast.forum.name in page
    assert agenda not in page
    assert "Dagsordenen er ikke sendt endnu." in page
    in_calendar = client.get(reverse("calendar:meeting", args=[meeting.pk])).content.decode()
    assert f'href="{agenda}"' not in in_calendar
    assert "Dagsordenen er for dem, der er med til mødet." in in_calendar
    assert agenda in cast.client("consultant").get(reverse("desk:my_day")).content.decode()
    assert agenda in cast.client("consultant").get(reverse("calendar:meeting", args=[meeting.pk])).content.decode()
