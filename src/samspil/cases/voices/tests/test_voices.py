"""A case says how the child and the network took part before it ends; what they answer about the cooperation is counted alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.audit.models import Event
from samspil.cases import actions as cases
from samspil.cases.models import Case, CaseState
from samspil.cases.tests import stage
from samspil.cases.voices import actions, queries
from samspil.cases.voices.models import Voice
from samspil.lib.refusals import Refused
from samspil.organisations.models import ProfileVersion
from samspil.organisations.profile import load
from tests.cast import Cast, as_role

PROFILES = Path(__file__).resolve().parents[5] / "profiles"


@pytest.mark.covers("HAL-05", verb="case.closed")
def test_a_case_ends_only_when_child_and_network_are_heard_or_it_says_why_not(cast: Cast) -> None:
    case = stage.case(cast)
    for whose, involved in (("child", True), ("network", False)):
        with pytest.raises(Refused, match="barnet" if whose == "child" else "netværk"):
            cases.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
        actions.write_voice(cast.consultant.sign(), case=case, whose=whose, involved=involved, text="Sådan var det")
    cases.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    assert Case.objects.get(pk=case.pk).state == CaseState.CLOSED
    assert Event.objects.filter(act="voice.written").count() == 2


@pytest.mark.parametrize(("involved", "said"), [(True, "hvad de sagde"), (False, "hvorfor de ikke har")])
def test_a_line_without_words_is_asked_for_them(cast: Cast, involved: bool, said: str) -> None:
    with pytest.raises(Refused, match=said):
        actions.write_voice(cast.consultant.sign(), case=stage.case(cast), whose="child", involved=involved, text=" ")


def test_another_unit_neither_reads_nor_writes_them(cast: Cast) -> None:
    case = stage.case(cast)
    stage.heard(cast.consultant.sign(), case)
    cast.social_worker.sign()
    assert not Voice.objects.exists()
    with pytest.raises(Refused):
        actions.write_voice(cast.social_worker.sign(), case=case, whose="child", involved=True, text="Hej")


def test_the_page_asks_for_what_is_missing_and_keeps_what_was_typed(cast: Cast) -> None:
    case, client = stage.case(cast), cast.client("consultant")
    page = reverse("cases:case", args=[case.pk])
    assert "Der mangler endnu" in client.get(page).content.decode()
    write = reverse("voices:write", args=[case.pk])
    again = client.post(write, {"whose": "child", "text": "Vil hellere bokse end spille fodbold", "on": "31.02.2026"})
    assert again.status_code == 422
    assert "Vil hellere bokse end spille fodbold" in again.content.decode()
    typed = {"whose": "child", "took_part": "yes", "text": "Vil hellere bokse", "idempotency_key": str(uuid4())}
    for _twice in range(2):
        assert client.post(write, typed).status_code == 303
    shown = client.get(page).content.decode()
    assert shown.count("Vil hellere bokse") == 1
    cast.consultant.sign()
    assert queries.heard_in(case).missing == ["Familie og netværk"]


@pytest.mark.covers("HAL-21", verb="experience.told", page="voices:figures")
def test_answers_are_counted_from_five_and_lead_back_to_nobody(cast: Cast) -> None:
    case, client = stage.case(cast), cast.client("consultant")
    ask, figures = reverse("voices:ask", args=[case.pk]), reverse("voices:figures")
    asked = client.get(ask).content.decode()
    assert "De voksne arbejder sammen" in asked
    assert "Jonas" not in asked  # the screen that a child is handed shows nothing of the case
    for number in range(4):
        answered = client.post(ask, {"whose": "child", "together": "yes" if number else "no"})
        assert answered.status_code == 303
        assert "give skærmen tilbage" in client.get(answered["Location"]).content.decode().lower()
    assert "De voksne arbejder sammen" not in client.get(figures).content.decode()  # four are too few
    client.post(ask, {"whose": "child", "together": "partly"})
    shown = cast.client("politician").get(figures)
    assert [(each.statement, each.yes, each.other) for each in shown.context["figures"]] == [
        ("De voksne arbejder sammen", 3, 2)
    ]
    assert not cast.client("other_consultant").get(figures).context["figures"]
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT * FROM public.voices_experience")
        assert {column.name for column in cursor.description} == {
            "id", "body", "since", "whose", "statement", "reply", "count"
        }  # fmt: skip


def test_an_empty_answer_is_asked_again_and_a_stranger_cannot_answer(cast: Cast) -> None:
    case = stage.case(cast)
    answer = cast.client("consultant").post(reverse("voices:ask", args=[case.pk]), {"whose": "child"})
    assert answer.status_code == 422
    with pytest.raises(Refused):
        actions.tell_experience(cast.social_worker.sign(), case=case, whose="child", replies={"together": "yes"})
    assert cast.client("social_worker").get(reverse("voices:ask", args=[case.pk])).status_code == 404


def test_a_day_to_come_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="ikke kommet"):
        actions.write_voice(
            cast.consultant.sign(), case=stage.case(cast), whose="child", involved=True, text="I morgen",
            on=timezone.localdate() + timedelta(days=1),
        )  # fmt: skip


@pytest.mark.covers("UNG-23", page="voices:write")
def test_what_the_municipality_stands_for_stands_where_the_young_persons_part_is_written(cast: Cast) -> None:
    case, client = stage.case(cast), cast.client("consultant")
    write = reverse("voices:write", args=[case.pk])
    assert "Det, vi står for" not in client.get(write).content.decode()
    stated = load(PROFILES / "ballerup.yaml").model_dump(mode="json", include={"goal_trees"})
    actor = cast.administrator.sign()
    ProfileVersion.objects.create(body=cast.body, applied_at=actor.at, digest="x", profile=stated)
    page = client.get(write).content.decode()
    assert "Det fælles ungesyn" in page
    assert "betydningsfulde deltagere i fællesskaber" in page
