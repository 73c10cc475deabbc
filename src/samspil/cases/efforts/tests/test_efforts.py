"""A specific effort is started on a written assessment of the situation and the resources, for a child as for a group (BRO-89)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.audit.models import Event
from samspil.cases import actions as cases
from samspil.cases.efforts import actions
from samspil.cases.efforts.models import Effort
from samspil.cases.efforts.tests.stage import ASSESSED, for_group, running
from samspil.cases.models import Case
from samspil.cases.tests import stage
from samspil.cases.tests.test_handovers import accept
from samspil.lib.refusals import Refused
from samspil.sharing import actions as sharing
from samspil.sharing.models import RetentionRule
from tests.cast import Cast
from tests.clock import today

TYPED = {
    "situation": "Har været med i to tyverier på en måned",
    "resources": "Glad for fodbold; storebror hjælper gerne",
    "what": "Fritidsjob i kiosken",
}


def form_of(client: Any, address: str) -> dict[str, Any]:
    """What the page itself sends along."""
    return {"idempotency_key": client.get(address).context["form"]["idempotency_key"].value()}


@pytest.mark.covers("BRO-89", verb="effort.started", page="efforts:start")
def test_an_effort_for_a_child_is_not_started_without_situation_and_resources(cast: Cast) -> None:
    """Refused at the field with what was typed; with both it starts, and they stand with it: when and by whom."""
    case, client = stage.case(cast), cast.client("consultant")
    address, page = reverse("efforts:start", args=[case.pk]), reverse("cases:case", args=[case.pk])
    typed = TYPED | form_of(client, address)
    for left_out, sentence in (
        ("situation", "Skriv, hvordan I vurderer situationen"),
        ("resources", "Skriv, hvilke ressourcer der er"),
    ):
        with pytest.raises(Refused) as refused:
            actions.start_for_child(cast.consultant.sign(), case=case, start=replace(ASSESSED, **{left_out: "  "}))
        assert refused.value.field == left_out
        assert sentence in str(refused.value)
        again = client.post(address, typed | {left_out: " "})
        assert again.status_code == 422
        assert [sentence in str(error) for error in again.context["form"].errors[left_out]] == [True]
        assert all(text in again.content.decode() for name, text in typed.items() if name != left_out)
    assert not Effort.objects.exists()

    for _twice in range(2):
        assert client.post(address, typed).status_code == 303
    cast.consultant.sign()
    effort = Effort.objects.get()
    assert (effort.assessed_on, effort.started_on) == (today(), today())
    assert effort.assessed_by == cast.consultant.staff
    assert Event.objects.filter(act="effort.started", object_id=effort.pk).count() == 1
    shown = client.get(page).content.decode()
    for text in (*TYPED.values(), f"af {cast.consultant.staff.name}"):
        assert text in shown, text


@pytest.mark.covers("BRO-89", verb="effort.started", page="efforts:start_for_group")
def test_an_effort_for_a_group_is_not_started_without_situation_and_resources(cast: Cast) -> None:
    """The acute group's social worker as the SSP consultant: the rule is the same, and nobody of the group is named."""
    client, address = cast.client("social_worker"), reverse("efforts:start_for_group")
    typed = TYPED | {"group": "drengene ved torvet"} | form_of(client, address)
    for left_out in ("situation", "resources"):
        with pytest.raises(Refused) as refused:
            for_group(cast, start=replace(ASSESSED, **{left_out: ""}))
        assert refused.value.field == left_out
        again = client.post(address, typed | {left_out: ""})
        assert again.status_code == 422
        assert list(again.context["form"].errors) == [left_out]
        assert "drengene ved torvet" in again.content.decode()
    assert not Effort.objects.exists()
    page = client.post(address, typed).headers["Location"]
    assert "drengene ved torvet" in client.get(reverse("efforts:groups")).content.decode()
    shown = client.get(page).content.decode()
    cast.social_worker.sign()
    assert Event.objects.filter(act="effort.read", object_id=Effort.objects.get().pk).count() == 1
    for text in (*TYPED.values(), "drengene ved torvet", f"af {cast.social_worker.staff.name}"):
        assert text in shown, text
    # It is the unit's own: another one of the place reads nothing of it.
    assert cast.client("consultant").get(page).status_code == 404
    assert "drengene ved torvet" not in cast.client("consultant").get(reverse("efforts:groups")).content.decode()


@pytest.mark.parametrize("left_out", ["situation", "resources"])
def test_the_database_lets_no_effort_begin_without_an_assessment(cast: Cast, left_out: str) -> None:
    case = stage.case(cast)
    written = {"case": case, "owner_audience_id": case.owner_audience_id, "what": "Fodbold", "situation": "x"}
    written |= {"resources": "y", "assessed_on": today(), "started_on": today(), "assessed_by": cast.consultant.staff}
    cast.consultant.sign()
    with pytest.raises(IntegrityError, match="effort_is_assessed"), transaction.atomic():
        Effort.objects.create(**written | {left_out: " \n"})
    assert Effort.objects.create(**written).pk


def test_nobody_of_a_group_is_named(cast: Cast) -> None:
    for field in ("situation", "resources", "what"):
        told = replace(ASSESSED, **{field: "Det er Jonas Holm, der begynder"})
        with pytest.raises(Refused) as refused:
            for_group(cast, start=told)
        assert refused.value.field == field
    assert for_group(cast, start=told, sure=True).pk
    with pytest.raises(Refused):
        for_group(cast, group="720511-4222", sure=True)
    client, address = cast.client("consultant"), reverse("efforts:start_for_group")
    typed = TYPED | {"group": "Holdet om Jonas Holm"} | form_of(client, address)
    again = client.post(address, typed)
    assert again.status_code == 422
    assert client.post(address, typed | {"sure": "on"}).status_code == 303


def test_days_make_sense(cast: Cast) -> None:
    case, day = stage.case(cast), timedelta(days=1)
    for told, field in (
        ({"started_on": today() + day}, "started_on"),
        ({"assessed_on": today(), "started_on": today() - day}, "assessed_on"),
        ({"what": " "}, "what"),
        ({"intervention_id": 0}, "intervention_id"),
    ):
        with pytest.raises(Refused) as refused:
            actions.start_for_child(cast.consultant.sign(), case=case, start=replace(ASSESSED, **told))
        assert refused.value.field == field
    begun = replace(ASSESSED, started_on=today() - day)
    effort = actions.start_for_child(cast.consultant.sign(), case=case, start=begun)
    assert effort.assessed_on == today() - day
    for told, field in (
        ({"ended_on": today() + day}, "ended_on"),
        ({"ended_on": today() - 2 * day}, "ended_on"),
        ({"outcome": " "}, "outcome"),
    ):
        with pytest.raises(Refused) as refused:
            actions.end_effort(
                cast.consultant.sign(), effort=effort, version=effort.version, **{"outcome": "Godt", **told}
            )
        assert refused.value.field == field


def test_a_case_ends_when_its_efforts_have(cast: Cast) -> None:
    cast.administrator.sign()
    RetentionRule.objects.get_or_create(
        body=cast.body.audience_id, kind="case", defaults={"days": 365, "must_go": "x", "may_go": "y"}
    )
    case, client = stage.ripe_case(cast), cast.client("consultant")
    effort = running(cast, case)
    end, close = reverse("efforts:end", args=[effort.pk]), reverse("cases:close", args=[case.pk])
    assert end in client.get(close).content.decode()
    with pytest.raises(Refused):
        cases.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    sent = {"version": client.get(end).context["form"]["version"].value(), "outcome": "Har fået fritidsjobbet"}
    assert client.post(end, sent | {"outcome": ""}).status_code == 422
    assert client.post(end, sent).status_code == 303
    assert "Har fået fritidsjobbet" in client.get(reverse("cases:case", args=[case.pk])).content.decode()
    cases.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    assert Effort.objects.get().delete_after == Case.objects.get(pk=case.pk).delete_after is not None


def test_an_effort_for_a_group_gets_its_last_day_when_it_ends(cast: Cast) -> None:
    cast.administrator.sign()
    RetentionRule.objects.get_or_create(
        body=cast.body.audience_id, kind="case", defaults={"days": 365, "must_go": "x", "may_go": "y"}
    )
    effort, client = for_group(cast), cast.client("consultant")
    assert effort.delete_after is None
    assert (
        reverse("efforts:end", args=[effort.pk])
        in client.get(reverse("efforts:effort", args=[effort.pk])).content.decode()
    )
    ended = actions.end_effort(cast.consultant.sign(), effort=effort, version=effort.version, outcome="Ro på torvet")
    assert ended.delete_after is not None
    assert ended.delete_after > today()


@pytest.mark.parametrize("with_notes", [True, False])
def test_it_goes_with_the_case_as_the_notes_do(cast: Cast, with_notes: bool) -> None:
    case = stage.case(cast)
    effort = running(cast, case)
    accept(cast, stage.handover(cast, case, with_notes=with_notes))
    stage.settle()
    cast.social_worker.sign()
    assert Effort.objects.filter(pk=effort.pk).exists() is with_notes
    cast.consultant.sign()
    assert Effort.objects.filter(pk=effort.pk).exists() is not with_notes
    if not with_notes:  # what stays can be ended where it stays
        assert actions.end_effort(cast.consultant.sign(), effort=effort, version=effort.version, outcome="Slut").pk


def test_a_page_asks_as_much_however_many_there_are(cast: Cast) -> None:
    case, client = stage.case(cast), cast.client("consultant")
    running(cast, case)
    for_group(cast)
    for address in (reverse("cases:case", args=[case.pk]), reverse("efforts:groups")):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(address)
        for _each in range(3):
            running(cast, case)
            for_group(cast)
        with CaptureQueriesContext(connection) as many:
            client.get(address)
        assert len(many) == len(few)


@pytest.mark.parametrize("confirmed", ["", "Rigsarkivet"])
def test_an_effort_for_a_child_is_sealed_and_deleted_with_its_case(cast: Cast, confirmed: str) -> None:
    """It can hang on nothing else: a case that goes takes it along, for good where the rule is confirmed, else into the sealed room."""
    case = stage.case(cast)
    effort = running(cast, case)
    cast.administrator.sign()
    rule = {"days": 365, "must_go": "x", "may_go": "y", "may_confirmed_by": confirmed}
    RetentionRule.objects.update_or_create(body=cast.body.audience_id, kind=case.retention_kind, defaults=rule)
    counts = sharing.delete(cast.consultant.sign(), "cases_case", [case.pk], case.retention_kind)
    assert counts["efforts_effort"] == 1
    assert not Effort.objects.filter(pk=effort.pk).exists()
