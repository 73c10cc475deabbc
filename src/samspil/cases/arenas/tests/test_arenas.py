"""A case and its plan by the arenas of the child's life: contact, how it goes, what is planned, a word for it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access.models import History
from samspil.audit.models import Event
from samspil.cases import actions as cases
from samspil.cases.arenas import actions, queries
from samspil.cases.arenas.models import Line, Status, Where
from samspil.cases.models import Case, Responsibility
from samspil.cases.tests import stage
from samspil.cases.tests.test_handovers import accept
from samspil.lib.refusals import Conflict, Refused
from samspil.sharing.models import RetentionRule
from tests.cast import Cast, Member, as_role

ARENAS = [
    "Familien",
    "Dagtilbud eller skole",
    "Klubben",
    "Fritidsaktiviteter",
    "Venner, også online",
    "Arbejde eller uddannelse",
]
SCHOOL = {
    "contact": "Klasselæreren",
    "text": "Kommer de fleste dage",
    "plan": "Morgenmad i klassen",
    "status": "attention",
}


def written(member: Member, case: Case, arena: str = Where.SCHOOL, text: str = "Går fint") -> Line:
    return actions.write_arena(member.sign(), case=case, arena=arena, version=0, text=text, status=Status.WELL)


def panel(page: str) -> str:
    found = re.search(r'<section class="panel" aria-labelledby="livsarenaer">.*?</section>', page, re.DOTALL)
    assert found
    return found.group()


@pytest.mark.covers("HAL-20", verb="arena.written")
def test_the_case_and_its_plan_stand_by_the_arenas_of_the_childs_life(cast: Cast) -> None:
    case, client = stage.case(cast), cast.client("consultant")
    page, school = reverse("cases:case", args=[case.pk]), reverse("arenas:write", args=[case.pk, "school"])
    shown = panel(client.get(page).content.decode())
    assert re.findall(r"<strong>(.*?)</strong>", shown) == ARENAS
    assert shown.count("Her er ikke skrevet noget endnu") == len(ARENAS)

    form = client.get(school).context["form"]
    sent = {"version": form["version"].value(), "idempotency_key": form["idempotency_key"].value()}
    for wrong in ({"text": " "}, {"status": "7"}):
        again = client.post(school, SCHOOL | sent | wrong)
        assert again.status_code == 422
        assert "Morgenmad i klassen" in again.content.decode()
    for _twice in range(2):
        assert client.post(school, SCHOOL | sent).status_code == 303
    assert Line.objects.filter(case=case).count() == 1
    shown = panel(client.get(page).content.decode())
    assert shown.count("Her er ikke skrevet noget endnu") == len(ARENAS) - 1
    for part in ("Skal have opmærksomhed", "Kontakt: Klasselæreren", "Kommer de fleste dage", "Morgenmad i klassen"):
        assert part in shown, part

    # A colleague who saw the page before sees both texts, and nothing is written over unseen.
    late = cast.client("colleague").post(
        school, SCHOOL | sent | {"text": "Er flyttet til en anden klasse", "idempotency_key": ""}
    )
    assert late.status_code == 422
    key = cast.client("colleague").get(school).context["form"]["idempotency_key"].value()
    late = cast.client("colleague").post(
        school, SCHOOL | {"text": "Er flyttet til en anden klasse", "version": 0, "idempotency_key": key}
    )
    assert late.status_code == 409
    both = late.content.decode()
    assert "Er flyttet til en anden klasse" in both
    assert "Kommer de fleste dage" in both

    version = client.get(school).context["form"]["version"].value()
    better = SCHOOL | {"text": "Kommer hver dag", "status": "well", "version": version, "idempotency_key": key}
    assert client.post(school, better).status_code == 303
    shown = panel(client.get(page).content.decode())
    assert "Det går godt" in shown
    assert "Kommer de fleste dage" not in shown
    cast.consultant.sign()
    line = queries.line_of(case, "school")
    assert line
    (before,) = History.objects.filter(parent_table="arenas_line", parent_id=line.pk)
    assert before.was["text"] == "Kommer de fleste dage"
    assert Event.objects.filter(act="arena.written", object_id=line.pk).count() == 2


def test_what_is_written_of_an_arena_is_its_units_alone(cast: Cast) -> None:
    case = stage.case(cast)
    written(cast.consultant, case)
    address = reverse("arenas:write", args=[case.pk, "school"])
    for member in ("social_worker", "police_officer", "administrator", "other_consultant"):
        assert cast.client(member).get(address).status_code == 404
    cast.social_worker.sign()
    assert not Line.objects.exists()
    with pytest.raises(Refused):
        written(cast.social_worker, case, Where.CLUB)
    assert cast.client("consultant").get(reverse("arenas:write", args=[case.pk, "maanen"])).status_code == 404


@pytest.mark.parametrize("with_notes", [True, False])
def test_it_goes_with_the_case_as_the_notes_do(cast: Cast, with_notes: bool) -> None:
    case = stage.case(cast)
    line = written(cast.consultant, case)
    accept(cast, stage.handover(cast, case, with_notes=with_notes))
    stage.settle()
    cast.social_worker.sign()
    assert Line.objects.filter(pk=line.pk).exists() is with_notes
    cast.consultant.sign()
    assert Line.objects.filter(pk=line.pk).exists() is not with_notes


def test_two_who_begin_the_same_arena_at_once_begin_one_line(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has looked before the first wrote: the database refuses a second line, and both texts are shown."""
    case = stage.case(cast)
    written(cast.consultant, case, text="Kommer de fleste dage")

    def before_the_first_wrote(case: Case, arena: str) -> None:
        monkeypatch.setattr(actions, "line_of", queries.line_of)

    monkeypatch.setattr(actions, "line_of", before_the_first_wrote)
    with pytest.raises(Conflict) as both:
        written(cast.colleague, case, text="Er flyttet")
    assert (both.value.theirs["text"], both.value.mine["text"]) == ("Kommer de fleste dage", "Er flyttet")
    assert Line.objects.get(case=case).text == "Kommer de fleste dage"

    monkeypatch.setattr(actions, "line_of", before_the_first_wrote)
    key, sent = uuid4(), {"version": 0, "text": "Ny klub", "status": Status.WELL}
    first = actions.write_arena(cast.consultant.sign(), case=case, arena=Where.CLUB, key=key, **sent)
    monkeypatch.setattr(actions, "sent_before", lambda *_asked: None)
    monkeypatch.setattr(actions, "line_of", before_the_first_wrote)
    again = actions.write_arena(cast.consultant.sign(), case=case, arena=Where.CLUB, key=key, **sent)
    assert again == first
    assert Event.objects.filter(act="arena.written", object_id=first.pk).count() == 1


def test_a_case_that_comes_back_has_the_lines_of_both_units(cast: Cast) -> None:
    """Each unit began its own; they meet again without taking each other's place, however often the case travels."""
    case = stage.case(cast)
    mine = written(cast.consultant, case, text="Vores")
    accept(cast, stage.handover(cast, case, with_notes=False))
    stage.settle()
    theirs = written(cast.social_worker, Case.objects.get(pk=case.pk), text="Deres")
    assert theirs.pk != mine.pk
    assert theirs.begun_under == Responsibility.objects.get(case=case, duty="holder", period__upper_inf=True).pk
    with as_role("samspil_lock") as cursor:
        cursor.execute(
            "UPDATE arenas_line SET owner_audience = %s, audiences = ARRAY[%s]::bigint[] WHERE id = %s",
            [mine.owner_audience_id, mine.owner_audience_id, theirs.pk],
        )
    cast.consultant.sign()
    assert set(Line.objects.filter(case=case).values_list("text", flat=True)) == {"Vores", "Deres"}


def test_it_gets_its_last_day_when_the_case_is_closed(cast: Cast) -> None:
    cast.administrator.sign()
    RetentionRule.objects.create(
        body=cast.body.audience_id, kind="case", days=365, must_go="ikke nødvendig", may_go="kassation"
    )
    case = stage.case(cast)
    line = written(cast.consultant, case)
    stage.heard(cast.consultant.sign(), case)
    cases.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    closed = Case.objects.get(pk=case.pk)
    assert Line.objects.get(pk=line.pk).delete_after == closed.delete_after
    assert closed.delete_after
    with pytest.raises(Refused):
        written(cast.consultant, closed, Where.CLUB)
