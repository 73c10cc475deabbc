"""What the police tell at the table: under section 115, number 1, and only with why it is necessary."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.audit.models import Event
from samspil.meetings.models import Statement
from samspil.meetings.tests.steps import opened, placed
from samspil.sharing.models import DisclosedRow
from tests.cast import Cast


@pytest.mark.covers("VAL-63", verb="statement.shared")
def test_the_police_disclose_with_a_necessity_under_number_1_and_not_without(cast: Cast) -> None:
    item = opened(placed(cast, "Jonas Holm")).items[0]
    client, path = cast.client("police_officer"), reverse("meetings:share", args=[item.pk])
    for nothing in ("", "   "):
        refused = client.post(path, {"text": "Set ved stationen i går", "necessity": nothing})
        assert refused.status_code == 422
        assert "Set ved stationen i går" in refused.content.decode(), "what was typed is kept"
    cast.consultant.sign()
    assert not Statement.objects.exists()

    given = client.post(path, {"text": "Set ved stationen i går", "necessity": "valg af indsats"})
    assert given.status_code == 303, given.content.decode()
    cast.consultant.sign()
    (told,) = Statement.objects.all()
    assert told.giver_unit_id == cast.units["local_police"].pk
    act = DisclosedRow.objects.get(table_name="meetings_statement", row_id=told.pk).disclosure
    assert (act.basis_version.basis.key, act.necessity) == ("rpl-115-1-1", "valg af indsats")
    cast.police_officer.sign()
    assert Event.objects.filter(act="row.disclosed", object_table="meetings_statement", object_id=told.pk).exists()
