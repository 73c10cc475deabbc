"""Every form of the pages: shown, carried out, refused with what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.cases.models import Case, Conversation, Handover, Involvement, Note, Task
from samspil.cases.tests import stage
from tests.cast import Cast

LATER = timezone.localdate().year + 5
DAY = f"01.02.{LATER}"


@dataclass(frozen=True)
class Scene:
    """What the forms are about, by the names that the addresses give them."""

    numbers: dict[str, int]
    pairs: dict[str, str]


@pytest.fixture
def scene(cast: Cast) -> Scene:
    case = stage.case(cast)
    stage.involved(cast, case)
    task, talk, note = stage.task(cast), stage.talk(cast), stage.note(cast, case)
    offered = stage.talk(cast)
    Conversation.objects.filter(pk=offered.pk).update(state="held", offer="Fritidspas", held_on="2026-01-05")
    asked = stage.handover(cast, stage.case(cast))
    cast.consultant.sign()
    numbers = {
        "case": case.pk,
        "task": task.pk,
        "talk": talk.pk,
        "offered": offered.pk,
        "note": note.pk,
        "asked": asked.pk,
        "child": stage.child(cast.consultant).pk,
        "family": cast.units["family"].pk,
        "school": cast.units["school"].pk,
        "case_version": Case.objects.get(pk=case.pk).version,
        "offered_version": Conversation.objects.get(pk=offered.pk).version,
        "asked_version": Handover.objects.get(pk=asked.pk).version,
        "line_version": Involvement.objects.get(case=case).version,
        "duty": stage.coordinator(case).pk,
    }
    pairs = {key: f"{member.staff.pk}-{member.unit.pk}" for key, member in cast.members.items()}
    return Scene(numbers, pairs)


# name: (address, what is posted, who)
FORMS: dict[str, tuple[str, dict[str, str], str]] = {
    "open": ("ny/?barn={child}", {"opening_reason": "Nødvendig", "coordinator": "{consultant}", "idempotency_key": "{key}"},
             "consultant"),
    "coordinator": ("{case}/skift-tovholder/", {"to": "{colleague}", "reason": "Ferie", "version": "{duty}"}, "consultant"),
    "background": ("{case}/baggrund/", {"background": "Skolen", "version": "{case_version}"}, "consultant"),
    "note": ("{case}/notat/", {"text": "Mor ringede", "event_on": "05.01.2026", "idempotency_key": "{key}"}, "consultant"),
    "mend": ("notater/{note}/ret/", {"text": "Far ringede", "version": "1"}, "consultant"),
    "task": ("{case}/opgave/", {"text": "Ring", "responsible": "{consultant}", "due_on": DAY, "idempotency_key": "{key}"},
             "consultant"),
    "task elsewhere": ("{case}/opgave/", {"text": "Ring", "responsible": "{social_worker}", "idempotency_key": "{key}"},
                       "consultant"),
    "complete": ("opgaver/{task}/udfoert/", {"outcome": "Gjort", "version": "1"}, "consultant"),
    "postpone": ("opgaver/{task}/udskyd/", {"due_on": DAY, "reason": "Lukket", "version": "1"}, "consultant"),
    "pass a task on": ("opgaver/{task}/giv-videre/", {"to": "{colleague}", "version": "1"}, "consultant"),
    "pass a conversation on": ("samtaler/{talk}/giv-videre/", {"to": "{colleague}", "version": "1"}, "consultant"),
    "plan": ("{case}/samtale/", {"kind": "concern", "responsible": "{consultant}", "idempotency_key": "{key}"}, "consultant"),
    "hold": ("samtaler/{talk}/holdt/", {"held_on": "05.01.2026", "participants": "Jonas", "summary": "Fodbold",
                                        "version": "1"}, "consultant"),
    "skip": ("samtaler/{talk}/ikke-holdt/", {"reason": "Flyttet", "version": "1"}, "consultant"),
    "answer": ("samtaler/{offered}/svar/", {"answer_child": "no", "answer_parents": "yes", "answered_on": "06.01.2026",
                                            "version": "{offered_version}"}, "consultant"),
    "hand over": ("{case}/overdrag/", {"to_unit": "{family}", "text": "Forløbet", "necessity": "Bor der",
                                       "suspicion": "none", "idempotency_key": "{key}"}, "consultant"),
    "accept": ("overdragelser/{asked}/ja/", {"responsible": "{social_worker}", "answer": "Ja"}, "social_worker"),
    "decline": ("overdragelser/{asked}/nej/", {"answer": "Nej"}, "social_worker"),
    "consider": ("{case}/aktoerer/", {"unit": "{school}"}, "consultant"),
    "involve": ("{case}/aktoerer/{school}/inddrag/", {"reason": "Ser barnet", "version": "0"}, "consultant"),
    "leave out": ("{case}/aktoerer/{school}/fravaelg/", {"reason": "Går et andet sted", "version": "0"}, "consultant"),
    "end": ("{case}/aktoerer/{family}/afslut/", {"reason": "Aftalt", "version": "{line_version}"}, "consultant"),
}  # fmt: skip


def filled(scene: Scene, text: str) -> str:
    return text.format(**scene.numbers, **scene.pairs, key=uuid4())


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_shown_and_carried_out(cast: Cast, scene: Scene, form: str) -> None:
    path, typed, who = FORMS[form]
    client, address = cast.client(who), "/sager/" + filled(scene, path)
    assert client.get(address).status_code == 200
    before = stage.acts()
    answer = client.post(address, {name: filled(scene, value) for name, value in typed.items()})
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    stage.settle()
    assert len(stage.acts()) > len(before)
    # the page that follows shows it
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("form", [name for name in FORMS if name not in {"complete"}])
def test_an_empty_form_comes_back_with_what_is_missing(cast: Cast, scene: Scene, form: str) -> None:
    path, _typed, who = FORMS[form]
    before = stage.world()
    answer = cast.client(who).post("/sager/" + filled(scene, path), {})
    assert answer.status_code == 422
    assert "form-error-message" in answer.content.decode()
    assert stage.world() == before


def test_another_text_under_the_same_key_is_another_note(cast: Cast, scene: Scene) -> None:
    """Back in the browser, written on, sent again: the second text is kept too. The same text twice is one note."""
    client, address = cast.client("consultant"), f"/sager/{scene.numbers['case']}/notat/"
    typed = {"text": "Mor ringede igen", "event_on": "05.01.2026", "idempotency_key": str(uuid4())}
    for text in ("Mor ringede igen", "Mor ringede igen", "Far ringede også"):
        assert client.post(address, typed | {"text": text}).status_code == 303
    cast.consultant.sign()
    texts = list(Note.objects.filter(case=scene.numbers["case"]).values_list("text", flat=True))
    assert [texts.count(text) for text in ("Mor ringede igen", "Far ringede også")] == [1, 1]


def test_a_refusal_keeps_what_was_typed(cast: Cast, scene: Scene) -> None:
    typed = {"due_on": "01.02.2020", "reason": "Skolen er lukket i ferien", "version": "1"}
    answer = cast.client("consultant").post(f"/sager/opgaver/{scene.numbers['task']}/udskyd/", typed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Skolen er lukket i ferien" in text
    assert "Vælg en dag, der ikke er gået" in text


def test_a_conflict_that_a_form_cannot_show_becomes_a_page_with_what_was_typed(cast: Cast, scene: Scene) -> None:
    client = cast.client("consultant")
    task = scene.numbers["task"]
    client.post(f"/sager/opgaver/{task}/udskyd/", {"due_on": DAY, "reason": "Lukket", "version": "1"})
    later = {"due_on": f"01.03.{LATER}", "reason": "Skolen holder ferie", "version": "1"}
    answer = client.post(f"/sager/opgaver/{task}/udskyd/", later)
    assert answer.status_code == 409
    assert "Skolen holder ferie" in answer.content.decode()


def test_the_question_is_taken_back(cast: Cast, scene: Scene) -> None:
    path = f"/sager/overdragelser/{scene.numbers['asked']}/tilbage/"
    client = cast.client("consultant")
    assert client.get(path).status_code == 405
    assert client.post(path, {"version": "x"}).status_code == 409
    assert client.post(path, {"version": scene.numbers["asked_version"]}).status_code == 303
    assert Handover.objects.get(pk=scene.numbers["asked"]).state == "withdrawn"


def test_an_adults_form_does_not_ask_the_parents(cast: Cast) -> None:
    adult = stage.talk(cast, born=stage.YOUNG.replace(year=1990))
    text = cast.client("consultant").get(f"/sager/samtaler/{adult.pk}/holdt/").content.decode()
    assert "Den unge er fyldt 18 år" in text
    assert 'name="answer_parents"' not in text
    young = stage.talk(cast)
    assert (
        'name="answer_parents"' in cast.client("consultant").get(f"/sager/samtaler/{young.pk}/holdt/").content.decode()
    )


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "0"])
def test_a_child_that_is_no_number_is_not_there(cast: Cast, number: str) -> None:
    assert cast.client("consultant").get(f"/sager/ny/?barn={number}").status_code == 404


def test_lists_are_sorted_and_filtered(cast: Cast) -> None:
    stage.case(cast)
    client = cast.client("consultant")
    for query in ("", "?orden=navn", "?orden=tovholder", "?orden=frist", "?orden=aeldste", "?orden=x", "?vis=afsluttede",
                  "?vis=inddraget", "?side=99", "?enhed=x"):  # fmt: skip
        page = client.get(f"/sager/{query}")
        assert page.status_code == 200, query
    assert "Jonas Holm" in client.get("/sager/").content.decode()
    for query in ("", "?vis=enheden", "?vis=udfoerte"):
        assert client.get(f"/sager/opgaver/{query}").status_code == 200


def test_a_page_says_why_one_cannot_work_there(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    text = cast.client("social_worker").get(f"/sager/{case.pk}/").content.decode()
    assert "En anden enhed har dette" in text
    assert "Luk sagen" not in text
    assert "Skriv et notat" not in text


def test_what_the_rows_hold_is_escaped(cast: Cast) -> None:
    case = stage.case(cast)
    stage.note(cast, case, "<script>alert(1)</script>")
    text: Any = cast.client("consultant").get(f"/sager/{case.pk}/").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    assert Note.objects.count() == 1
    assert Task.objects.count() == 0
