"""Where work about a child comes without the name, the page says whom to ask."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from samspil.cases import actions
from samspil.cases.models import Case, Conversation
from samspil.cases.queries.names import with_children
from samspil.cases.tests import stage
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_case_about_nobody_bears_no_childs_name(cast: Cast) -> None:
    cast.consultant.sign()
    first = Person.objects.create(
        pk=1, owner_audience_id=cast.units["ssp"].audience_id, name="Vera Ottosen", birth_date=stage.YOUNG
    )
    about_her, about_nobody = with_children([Case(subject=first.pk), Case()])
    assert (about_her.child, about_her.child_born) == ("Vera Ottosen", stage.YOUNG)
    assert (about_nobody.child, about_nobody.child_born) == (None, None)


def decided(cast: Cast) -> Conversation:
    """A conversation that a forum's decision gives a teacher. Until the minutes are approved the school is told no name."""
    minutes = stage.minutes(cast)
    known = Child(name="Jonas Holm", birth_date=stage.YOUNG)
    child = find_or_create(cast.consultant.sign(), owner_audience=cast.forum.door_id, child=known)
    return actions.plan_conversation(
        cast.consultant.sign(),
        person_id=child.pk,
        kind="preventive",
        responsible=cast.ssp_teacher.staff,
        unit=cast.units["school"],
        owner_audience_id=minutes,
        decision_id=77,
        basis_version_id=stage.basis(cast, receiver="school"),
        necessity="Opfølgning på mødet",
    )


def test_where_the_name_has_not_come_the_page_says_whom_to_ask(cast: Cast) -> None:
    talk = decided(cast)
    shown = text(cast.client("ssp_teacher").get(reverse("cases:conversation", args=[talk.pk])))
    assert "Jonas Holm" not in shown
    assert "Barnets navn er ikke delt med din enhed." in shown
    assert f"Spørg {cast.consultant.staff.name}, {cast.units['ssp'].name}" in shown
