"""Before the last day: the leader sees it on their day, a child is asked while the adult is here, and the deputy is told of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from samspil.cases.leaving.actions import share_out
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.tests import stage
from samspil.concerns.chosen import actions as chosen
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Concern
from samspil.concerns.tests.doors import leader
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.organisations.models import Seat, SeatHolder
from samspil.sharing.notices.queries import mine
from samspil.web import dates
from tests import clock
from tests.cast import Cast, Member

CHAIR_LEFT = "Formanden for et forum er stoppet. Du leder møderne som stedfortræder, til der er en ny."


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def told(member: Member) -> list[str]:
    member.sign()
    return [line.sentence for line in mine()]


def test_who_stops_with_something_stands_on_the_day_of_the_leader_until_it_is_shared_out(cast: Cast) -> None:
    leader(cast)
    task = stage.task(cast)
    post = stops(cast)
    client = cast.client("leader")
    words = f"Mette Kjær stopper {dates.short(post.valid_to)} og har 1 ting, som ingen har fået endnu."
    assert words in text(client.get("/"))
    assert words in text(client.get("/")), "also when the message has been seen"
    assert "ingen har fået endnu" not in text(cast.client("consultant").get("/"))
    assert "ingen har fået endnu" not in text(cast.client("outreach_worker").get("/"))
    share_out(
        cast.members["leader"].sign(), unit=cast.units["ssp"], what=[f"task-{task.pk}"], to=cast.outreach_worker.staff
    )
    assert "ingen har fået endnu" not in text(client.get("/"))


def test_where_nobody_leads_it_stands_on_the_day_of_who_acts_from_then_on(cast: Cast) -> None:
    stage.task(cast)
    stops(cast)
    days = [
        member
        for member in ("colleague", "outreach_worker")
        if "ingen har fået endnu" in text(cast.client(member).get("/"))
    ]
    assert len(days) == 1


@pytest.fixture
def concern(cast: Cast) -> Concern:
    """A child has chosen the teacher, the door has the concern, and the teacher stops in four days."""
    concern = confided(cast, rule="contact")
    first(cast.consultant.sign(), concern)
    stops(cast, "ssp_teacher", days=4)
    return concern


def test_the_concern_and_the_adult_s_page_say_that_the_adult_stops(cast: Cast, concern: Concern) -> None:
    page = reverse("concerns:at_door", args=[concern.pk])
    day = dates.short(clock.today() + timedelta(days=4))
    for member in ("consultant", "ssp_teacher"):
        shown = text(cast.client(member).get(page))
        assert f"Anders Friis stopper {day}. Mette Kjær spørger nu, hvem barnet vil tale med bagefter." in shown
        assert "er stadig den, barnet taler med" not in shown
    assert "Skriv, hvad de siger" in text(cast.client("consultant").get(page))
    assert "Skriv, hvad de siger" not in text(cast.client("ssp_teacher").get(page))


def test_the_choice_is_written_before_the_last_day(cast: Cast, concern: Concern) -> None:
    form = reverse("chosen:hear_choice", args=[concern.pk])
    client = cast.client("consultant")
    assert client.get(form).status_code == 200
    chosen.hear_choice(cast.consultant.sign(), concern=concern, mine=True, words="Hun vil gerne tale med mig")
    assert ChosenAdult.objects.get(concern=concern).staff_id == cast.consultant.staff.pk
    assert "Anders Friis stopper" not in text(client.get(reverse("concerns:at_door", args=[concern.pk])))


def test_while_the_adult_stays_nobody_writes_another_choice(cast: Cast) -> None:
    concern = confided(cast, rule="contact")
    first(cast.consultant.sign(), concern)
    with pytest.raises(Refused):
        chosen.hear_choice(cast.consultant.sign(), concern=concern, mine=True, words="Hun vil gerne tale med mig")


def test_the_deputy_is_told_when_the_chair_has_left(cast: Cast) -> None:
    cast.administrator.sign()
    chairs = set(
        SeatHolder.objects.filter(seat__chairs=True, seat__forum=cast.forum).values_list("staff_id", flat=True)
    )
    deputies = SeatHolder.objects.filter(seat__deputises=True, seat__forum=cast.forum).exclude(staff__in=chairs)
    assert Seat.objects.filter(forum=cast.forum, deputises=True).exists()
    names = {cast.members[key].staff.pk: key for key in cast.members}
    (deputy,) = {names[pk] for pk in deputies.values_list("staff_id", flat=True)}
    assert CHAIR_LEFT not in told(cast.members[deputy])
    for pk in sorted(chairs):
        ended(cast, names[pk])
    assert told(cast.members[deputy]).count(CHAIR_LEFT) == 1
