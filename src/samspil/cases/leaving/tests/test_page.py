"""Where a colleague says that they are away, and is told what to do when they stop."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.models import Conversation, Task
from samspil.cases.tests import stage
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


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def two_groups(cast: Cast) -> tuple[Task, Conversation, str, str]:
    """A task about one child and a conversation about another, of somebody who has left; and the names of their groups."""
    case = stage.case(cast)
    task, other = stage.task(cast, case=case), stage.child(cast.consultant, name="Freja Nord")
    talk = stage.talk(cast)
    Task.objects.filter(pk=task.pk).update(subject=case.subject)
    Conversation.objects.filter(pk=talk.pk).update(subject=other.pk)
    ended(cast)
    return task, talk, f"{cast.consultant.staff.pk}-{case.subject}", f"{cast.consultant.staff.pk}-{other.pk}"


def test_every_tick_box_has_its_label_right_after_it_so_that_a_finger_reaches_it(cast: Cast) -> None:
    two_groups(cast)
    page = text(cast.client("colleague").get(reverse("leaving:left")))
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert len(boxes) == 3
    for box in boxes:
        ((name,),) = [re.findall(r' id="([^"]+)"', box)]
        assert 'class="form-checkbox"' in box
        assert f'{box} <label class="form-label" for="{name}">' in page
    choosers = re.findall(r"<select[^>]*>", page)
    assert len(choosers) == 3  # one beside each child, one below
    assert all('class="form-select"' in one for one in choosers)


def test_what_was_chosen_besides_stands_when_one_group_has_been_passed_on(cast: Cast) -> None:
    _task, talk, first, second = two_groups(cast)
    client, page, to = cast.client("colleague"), reverse("leaving:left"), cast.outreach_worker.staff.pk
    sent = {"what": [f"conversation-{talk.pk}"], f"to-{second}": to, "to": to, f"to-{first}": to, "group": first}
    answer = client.post(page, sent)
    assert answer.status_code == 303
    shown = text(client.get(answer["Location"]))
    assert "Nu hos Omar Said: sagen om Jonas Holm, opgaven »Ring til skolen« om Jonas Holm." in shown
    assert f'value="conversation-{talk.pk}" checked' in shown
    assert shown.count(f'<option value="{to}" selected>') == 2  # beside the other group, and below
    done = client.post(answer["Location"], {"what": [f"conversation-{talk.pk}"], "to": to})
    assert done["Location"] == f"{page}?enhed={cast.units['ssp'].pk}"


def test_an_error_of_a_group_stands_beside_its_own_field(cast: Cast) -> None:
    _task, talk, first, _second = two_groups(cast)
    sent = {"what": [f"conversation-{talk.pk}"], "group": first, f"to-{first}": "", "to": cast.colleague.staff.pk}
    answer = cast.client("colleague").post(reverse("leaving:left"), sent)
    assert answer.status_code == 422
    shown = text(answer)
    assert f'<a href="#to-{first}">' in shown
    assert f'id="to-{first}-error"' in shown
    assert shown.count('aria-invalid="true"') == 1
    assert f'value="conversation-{talk.pk}" checked' in shown
    assert f'<option value="{cast.colleague.staff.pk}" selected>' in shown


def test_an_error_names_the_field_as_the_page_names_it(cast: Cast) -> None:
    """Met by a stranger: sentences about »Til hvem?« and »Hvad skal gives videre?«, and neither stood on the page."""
    _task, _talk, first, _second = two_groups(cast)
    client = cast.client("colleague")
    shown = text(client.post(reverse("leaving:left"), {"group": first, f"to-{first}": ""}))
    assert "Vælg noget under »Alt sammen til«." in shown
    assert "»Til hvem?«" not in shown
    shown = text(client.post(reverse("leaving:left"), {"to": cast.colleague.staff.pk}))
    assert "Sæt kryds ved det, der skal gives videre." in shown
    assert "»Hvad skal gives videre?«" not in shown
