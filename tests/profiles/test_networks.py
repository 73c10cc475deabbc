"""The networks of the districts and their joint meetings, planned for a year by whoever calls them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum
from tests import clock
from tests.cast import Cast
from tests.profiles.reading import read
from tests.profiles.test_councils import client_of, seated
from tests.profiles.test_pages_of_the_four import settle

pytestmark = pytest.mark.django_db
SUMMER = datetime(2026, 8, 3, 7, tzinfo=UTC)  # before the first meeting of a school year that the profile knows


@pytest.mark.covers("BRO-67", verb="calendar.planned", page="calendar:year")
@pytest.mark.covers("BRO-67", verb="meeting.cancelled", page="calendar:cancel_meeting")
def test_each_district_meets_monthly_all_meet_three_times_and_one_fewer_warns(cast: Cast) -> None:
    with clock.at(SUMMER):
        body, _client = settle(read("broendby"))
        networks = list(Forum.objects.filter(body=body, key__startswith="ssp-netvaerk").order_by("key"))
        consultants = {
            forum.key: client_of(seated(body, forum.key, "ssp", f"Mette{number} Lind", "ssp-konsulent"))
            for number, forum in enumerate(networks)
        }
        for forum in networks:
            planned = consultants[forum.key].post(reverse("calendar:plan_year", args=[forum.pk]), {"year": "2026"})
            assert planned.status_code == 200
        joint = next(forum for forum in networks if forum.key == "ssp-netvaerk-paa-tvaers")
        districts = [forum for forum in networks if forum != joint]
        assert len(districts) == 3
        for forum in districts:
            held = Counter(timezone.localtime(one.starts_at).month for one in Meeting.objects.filter(forum=forum))
            assert held == dict.fromkeys([8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6], 1), forum.name

        client, year = consultants[joint.key], f"{reverse('calendar:year')}?forum={joint.pk}"
        meetings = list(Meeting.objects.filter(forum=joint).order_by("starts_at"))
        assert len(meetings) == 3
        assert "alert-warning" not in client.get(year).content.decode()
        cancel = reverse("calendar:cancel_meeting", args=[meetings[1].pk])
        assert re.search(r"kun 2 af årets 3 aftalte møder", client.get(cancel).content.decode())
        assert client.post(cancel, {"reason": "Alle er på kursus"}).status_code == 303
        assert re.search(r"kun 2 møder tilbage.* aftalt 3", client.get(year).content.decode())
        first = districts[0]
        some = Meeting.objects.filter(forum=first)[0]
        gentle = consultants[first.key].get(reverse("calendar:cancel_meeting", args=[some.pk])).content.decode()
        assert "aftalte møder" not in gentle, "the terms of a district's network agree no number"

        extra = {"day": "17.03.2027", "starts": "13.00", "ends": "16.00", "place": "", "reason": "I stedet"}
        called = client.post(reverse("calendar:call_extra", args=[joint.pk]), extra)
        assert called.status_code == 303, called.content.decode()
        assert "alert-warning" not in client.get(year).content.decode()
