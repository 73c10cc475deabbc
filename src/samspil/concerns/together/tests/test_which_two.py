"""Which concerns can be one: proposed as on a list, never by the name alone, and refused with a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment
from samspil.concerns.tests.doors import raised
from samspil.concerns.tests.made import AYA, VERA
from samspil.concerns.tests.test_assess import first
from samspil.concerns.together import queries
from samspil.concerns.together.tests.scenes import joined, two
from samspil.concerns.together.tests.steps import BORN, holder, name, subject, take
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from samspil.people.queries import Child
from tests.cast import Cast
from tests.verbs.scene import fresh


def test_who_it_is_is_said_once_for_both(cast: Cast) -> None:
    trainer, teacher = two(cast)
    joined(cast, trainer, teacher)
    vera = name(cast, teacher, Child("Vera Ottosen", BORN))
    assert subject(cast, trainer) == vera


@pytest.mark.parametrize(
    ("child", "is_proposed"),
    [
        (Child("Vera Ottosen", BORN), True),
        (Child("Vera Ottossen", BORN), True),  # a like name, born the same day
        (Child("Vera Ottosen", BORN, VERA), True),
        (Child("Vera Ottosen", None), False),  # the name alone
        (Child("Aya Dam", BORN), False),
        (Child("Vera Ottosen", date(2012, 9, 9), AYA), False),
    ],
)
def test_the_same_child_is_proposed_as_on_a_list_and_never_by_name_alone(
    cast: Cast, child: Child, is_proposed: bool
) -> None:
    trainer, teacher = two(cast)
    name(cast, trainer, Child("Vera Ottosen", BORN, VERA if child.cpr == VERA else None))
    name(cast, teacher, child)
    client = cast.client("consultant")
    page = client.get(reverse("concerns:at_door", args=[teacher.pk])).content.decode()
    assert (reverse("together:join", args=[teacher.pk, trainer.pk]) in page) is is_proposed
    chosen = client.get(reverse("together:choose", args=[teacher.pk])).context["page"]
    assert [line.is_proposed for line in chosen.lines if line.concern.pk == trainer.pk] == [is_proposed]


def test_three_become_one_and_two_groups_do_not(cast: Cast) -> None:
    trainer, teacher = two(cast)
    door = ConcernDoor.objects.get(key="nord")
    third, fourth = (raised(cast, door, "social_worker") for _ in range(2))
    for concern in (third, fourth):
        first(cast.consultant.sign(), concern)
    joined(cast, trainer, teacher)
    assert joined(cast, third, teacher).kept_id == trainer.pk
    take(cast, third, "colleague")
    assert {holder(cast, one) for one in (trainer, teacher, third)} == {"Line Østergaard"}
    with pytest.raises(Refused, match="allerede"):
        joined(cast, third, teacher)
    fifth = raised(cast, door, "social_worker")
    first(cast.consultant.sign(), fifth)
    joined(cast, fourth, fifth)
    with pytest.raises(Refused, match="at de er to"):
        joined(cast, fifth, third, "colleague")


def test_what_is_wrong_is_refused(cast: Cast) -> None:
    trainer, teacher = two(cast)
    door = ConcernDoor.objects.get(key="nord")
    group = raised(cast, door, "ssp_teacher", about="group", who="Drengene")
    fresh_one = raised(cast, door, "ssp_teacher")
    first(cast.consultant.sign(), group)
    for other, words in ((group, "ét barn"), (fresh_one, "Svar først"), (trainer, "allerede én sag")):
        with pytest.raises(Refused, match=words):
            joined(cast, trainer, other)
    client = cast.client("consultant")
    for args in ([trainer.pk, trainer.pk], [trainer.pk, 999_999], [999_999, trainer.pk]):
        assert client.get(reverse("together:join", args=args)).status_code == 404
    version = Assessment.objects.get(concern=teacher).version
    assessing.close(cast.consultant.sign(), concern=fresh(teacher), version=version, outcome="help", reason="Aftalt")
    with pytest.raises(Refused, match="afsluttet"):
        joined(cast, trainer, teacher)


def test_the_page_takes_no_more_statements_however_many_there_are(cast: Cast) -> None:
    trainer, teacher = two(cast)
    door = ConcernDoor.objects.get(key="nord")
    joined(cast, trainer, teacher)

    def statements() -> int:
        cast.consultant.sign()
        with CaptureQueriesContext(connection) as asked:
            assert queries.panel(cast.consultant.actor, fresh(trainer), None).joined
            queries.choice(cast.consultant.actor, fresh(trainer))
        return len(asked)

    raised(cast, door, "social_worker")
    before = statements()
    for _ in range(3):
        more = raised(cast, door, "social_worker")
        first(cast.consultant.sign(), more)
        joined(cast, trainer, more)
        raised(cast, door, "social_worker")
    assert statements() == before
