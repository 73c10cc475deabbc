"""From the page of a meeting to the list that the police give for it."""

from __future__ import annotations

import re

from django.utils import timezone

from samspil.meetings.tests.steps import planned
from tests.cast import Cast


def test_the_list_is_for_the_meeting_whose_page_somebody_comes_from(cast: Cast) -> None:
    planned(cast, days=2)
    later = planned(cast, days=9)
    client = cast.client("consultant")
    page = client.get(f"/moeder/{later.pk}/").content.decode()
    links = re.findall(r'href="(/bekymringer/liste/ny/[^"]*)"', page)
    code = f"{cast.forum.pk}:{timezone.localdate(later.starts_at).isoformat()}"
    assert links == [f"/bekymringer/liste/ny/?til={code}"]
    assert f'<option value="{code}" selected>' in client.get(links[0]).content.decode()
