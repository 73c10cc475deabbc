"""Where a colleague says that they are away, and is told what to do when they stop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from samspil.responsibility.models import Absence
from samspil.web import dates
from tests import clock
from tests.cast import Cast


@pytest.mark.parametrize("who", ["social_worker", "ssp_teacher", "police_officer", "outreach_worker"])
def test_everybody_finds_where_to_write_that_they_are_away_also_who_answers_no_door(cast: Cast, who: str) -> None:
    client = cast.client(who)
    absences = reverse("concerns:absences")
    page = client.get(reverse("leaving:left")).content.decode()
    assert f'href="{absences}"' in page
    assert "sidste-dag" in page
    last = clock.today() + timedelta(days=3)
    answer = client.post(
        absences, {"staff": cast.members[who].staff.pk, "since": "", "until": f"{last:%d.%m.%Y}", "deputy": ""}
    )
    assert answer.status_code == 303
    cast.members[who].sign()
    assert Absence.objects.filter(staff_id=cast.members[who].staff.pk).exists()
    assert f"til og med {dates.short(last)}" in " ".join(client.get(absences).content.decode().split())
