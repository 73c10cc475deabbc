"""A corrected list tells one line otherwise than its event: the item that waits leaves the event, and those at it read it no more."""

from __future__ import annotations

from samspil.concerns.models import Incident
from samspil.concerns.tests.made import VERA, row
from samspil.concerns.tests.test_event_words import FIRE, a_fire, corrected
from samspil.meetings.actions.preparing import place
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import Table, opened, planned
from tests.cast import Cast


def test_the_item_leaves_the_event_that_its_line_has_left_and_the_other_stays(cast: Cast) -> None:
    lines = a_fire(cast)
    meeting = planned(cast, days=0)
    chosen = placements_of(meeting, [f"entry-{line.pk}" for line in lines])
    items = place(cast.consultant.sign(), meeting=meeting, placements=chosen, necessity="valg af indsats")
    table = opened(Table(cast, meeting, items))
    first, second = (table.fresh(item) for item in items)
    event = lines[0].incident_id
    assert event
    assert {first.incident_id, second.incident_id} == {event}
    corrected(cast, row(2, "Vera Ottosen", VERA, **FIRE | {"text": "fyrværkeri, ingen brand"}))
    assert (table.fresh(first).incident_id, table.fresh(second).incident_id) == (None, event)
    client = cast.client("social_worker")
    shown = client.get(f"/moeder/punkt/{first.pk}/").content.decode()
    assert "fyrværkeri, ingen brand" in shown
    assert "brand i container" not in shown
    assert "brand i container" in client.get(f"/moeder/punkt/{second.pk}/").content.decode()
    cast.consultant.sign()
    audiences = Incident.objects.get(pk=event).audiences
    assert first.audience_id not in audiences
    assert second.audience_id in audiences
