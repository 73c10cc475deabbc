"""Who wants to share is guided to what is lawful, is checked, and finds afterwards what was given, to whom and why."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from samspil.audit.models import Event
from samspil.cases.models import Case
from samspil.cases.queries import basis_between
from samspil.cases.tests import stage
from samspil.sharing.models import Disclosure
from tests.cast import Cast

WHY = "Familien har et forløb der, som barnet kan have gavn af"


@pytest.mark.covers("HAL-11", "VAL-67", verb="actor.involved")
def test_sharing_is_guided_checked_and_logged(cast: Cast) -> None:
    case, client = stage.case(cast), cast.client("consultant")
    reads, family, sports = cast.client("social_worker"), cast.units["family"], cast.units["sports"]
    front = reverse("cases:case", args=[case.pk])
    log = reverse("desk:disclosures", args=[case.subject])
    before = set(Disclosure.objects.values_list("pk", flat=True))

    # The guide: who could use it; before anything is given, what they will read and on which basis. Who may not be given it
    # is not proposed.
    actors = reverse("cases:actors", args=[case.pk])
    assert "Familieafdelingen" in client.get(actors).content.decode()
    assert sports.name not in client.get(actors).content.decode()
    assert client.post(actors, {"unit": sports.pk}).status_code == 422
    form = reverse("cases:involve_unit", args=[case.pk, family.pk])
    told = client.get(form).content.decode()
    basis = basis_between(cast.units["ssp"], family, timezone.localdate())
    assert "Notater, opgaver og samtaler er ikke med." in told
    assert escape(basis.basis.label) in told

    # The check: not without a reason, not to an association, not by somebody who merely reads.
    assert client.post(form, {"reason": " ", "version": "0"}).status_code == 422
    refused = client.post(reverse("cases:involve_unit", args=[case.pk, sports.pk]), {"reason": WHY, "version": "0"})
    assert refused.status_code == 422
    assert "§ 115, stk. 3" in refused.content.decode()
    assert WHY in refused.content.decode()
    assert reads.get(front).status_code == 404
    cast.consultant.sign()
    assert set(Disclosure.objects.values_list("pk", flat=True)) == before

    # Given: exactly that unit reads it, and only what was announced.
    assert client.post(form, {"reason": WHY, "version": "0"}).status_code == 303
    assert reads.get(front).status_code == 200
    assert cast.client("ssp_teacher").get(front).status_code == 404
    school = reads.post(
        reverse("cases:involve_unit", args=[case.pk, cast.units["school"].pk]), {"reason": WHY, "version": "0"}
    )
    assert school.status_code != 303

    # The log: receiver, basis and reason, for both sides; nothing of it for others.
    for side in (client, reads):
        shown = side.get(log).content.decode()
        for part in ("SSP-enheden til Familieafdelingen", escape(basis.basis.label), WHY):
            assert part in shown, part
    assert cast.client("ssp_teacher").get(log).status_code == 404
    cast.consultant.sign()
    given = Event.objects.filter(act="row.disclosed", object_table=Case._meta.db_table, object_id=case.pk)
    assert [event.principal for event in given] == [cast.consultant.principal_id]
