"""A case refers to what runs in other systems, and copies nothing of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.access.models import History
from samspil.audit.models import Event
from samspil.cases.references import actions, queries
from samspil.cases.references.models import Reference, Status
from samspil.cases.tests import stage
from samspil.cases.tests.test_handovers import accept
from samspil.lib.refusals import Conflict, Refused
from tests.cast import Cast

TYPED = {"system": "DUBU", "number": "2026-1187", "what": "Kontaktperson", "status": "running", "link": ""}


def test_another_systems_case_is_referred_to_by_number_and_status(cast: Cast) -> None:
    case, client = stage.case(cast), cast.client("consultant")
    page, address = reverse("cases:case", args=[case.pk]), reverse("references:refer", args=[case.pk])
    assert "Der er ikke henvist til noget" in client.get(page).content.decode()
    key = client.get(address).context["form"]["idempotency_key"].value()
    for field, typed, said in (
        ("number", "200611-4123", "Her står et CPR-nummer"),
        ("link", "http://dubu.example.org", "https://"),
        ("link", "https://dubu.example.org/2006114123", "ligner et CPR-nummer"),
    ):
        wrong = client.post(address, TYPED | {field: typed, "idempotency_key": key})
        assert wrong.status_code == 422
        assert said in wrong.content.decode()
        assert typed in wrong.content.decode(), "what was typed is kept"
    link = "https://dubu.example.org/sag/1187"
    for _twice in range(2):
        assert client.post(address, TYPED | {"link": link, "idempotency_key": key}).status_code in {302, 303}
    shown = client.get(page).content.decode()
    assert shown.count("DUBU 2026-1187</strong>: Kontaktperson") == 1
    assert Reference.objects.get().retention_kind == "case"
    assert f'href="{link}" rel="noreferrer"' in shown

    cast.consultant.sign()
    (one,) = queries.references_of(case)
    change = reverse("references:change", args=[one.pk])
    ended = TYPED | {"status": "ended", "version": one.version, "idempotency_key": key}
    assert client.post(change, ended).status_code in {302, 303}
    assert "afsluttet" in client.get(page).content.decode()
    cast.consultant.sign()
    assert History.objects.filter(parent_table="references_reference", parent_id=one.pk).exists()
    assert Event.objects.filter(act="reference.changed", object_id=one.pk).exists()
    with pytest.raises(Conflict):
        actions.change_reference(
            cast.colleague.sign(), reference=one, version=one.version, system="DUBU", number="1", what="", status="ended",
            link="",
        )  # fmt: skip


def test_each_reference_says_who_wrote_it(cast: Cast) -> None:
    case = stage.case(cast)
    for member, system in ((cast.colleague, "DUBU"), (cast.consultant, "KSD")):
        actions.refer(member.sign(), case=case, system=system, number="7", status=Status.RUNNING)
    other = stage.case(cast)
    actions.refer(cast.consultant.sign(), case=other, system="DUBU", number="8", status=Status.RUNNING)
    named = [(one.system, one.number, one.writer) for one in queries.references_of(case)]  # type: ignore[attr-defined]
    assert named == [("DUBU", "7", "Line Østergaard"), ("KSD", "7", "Mette Kjær")]


def test_a_reference_is_its_units_alone(cast: Cast) -> None:
    case = stage.case(cast)
    made = actions.refer(cast.consultant.sign(), case=case, system="DUBU", number="7", status=Status.RUNNING)
    for member in ("social_worker", "police_officer", "administrator", "other_consultant"):
        assert cast.client(member).get(reverse("references:change", args=[made.pk])).status_code == 404
    cast.social_worker.sign()
    assert not Reference.objects.exists()
    with pytest.raises(Refused):
        actions.refer(cast.social_worker.sign(), case=case, system="DUBU", number="8")


@pytest.mark.parametrize("with_notes", [True, False])
def test_it_goes_with_the_case_as_the_notes_do(cast: Cast, with_notes: bool) -> None:
    case = stage.case(cast)
    made = actions.refer(cast.consultant.sign(), case=case, system="DUBU", number="7")
    accept(cast, stage.handover(cast, case, with_notes=with_notes))
    stage.settle()
    receiver, giver = cast.social_worker, cast.consultant
    receiver.sign()
    assert Reference.objects.filter(pk=made.pk).exists() is with_notes
    giver.sign()
    assert Reference.objects.filter(pk=made.pk).exists() is not with_notes
