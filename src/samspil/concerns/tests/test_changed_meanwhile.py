"""What a colleague did meanwhile, and what must be done before a concern ends: nothing typed is lost, and one truth stands."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import sparring
from samspil.concerns.arrivals import actions as arrivals
from samspil.concerns.arrivals.tests.steps import my_day, remind, told
from samspil.concerns.chosen.tests.scenes import close_it
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_handing import propose, ready, say
from samspil.lib.refusals import Refused
from tests import clock
from tests.cast import Cast, as_role

TYPED = "Hun har ringet to gange i dag"
FORMS = {
    "first": ("answer_first", {"first-answer": "no", "first-because": TYPED}),
    "ask": ("ask", {"ask-text": TYPED}),
    "note": ("note", {"note-text": TYPED}),
    "judge": ("judge", {"judge-opening_reason": TYPED}),
    "close": ("close", {"close-outcome": "help", "close-reason": TYPED}),
}


def page(cast: Cast, member: str, concern: Concern) -> str:
    return str(cast.client(member).get(reverse("concerns:at_door", args=[concern.pk])).content.decode())


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_comes_back_with_the_sentence_when_a_colleague_has_closed_it(cast: Cast, name: str) -> None:
    concern = ready(cast, found(cast))
    version = Assessment.objects.get(concern=concern).version
    close_it(cast, concern)
    act, said = FORMS[name]
    sent = said | {f"{name}-version": str(version), f"{name}-idempotency_key": str(uuid4())}
    answer = cast.client("colleague").post(reverse(f"concerns:{act}", args=[concern.pk]), sent)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert TYPED in words
    assert "Bekymringen er afsluttet" in words or "En kollega har" in words


def test_a_danger_is_acted_on_before_the_concern_ends(cast: Cast) -> None:
    concern = ready(cast, found(cast), in_danger=True)
    with pytest.raises(Refused, match="i fare nu"):
        close_it(cast, concern)
    assert page(cast, "consultant", concern).count("Jeg handler på det nu") == 2, "also beside the form that closes it"
    arrivals.take(cast.consultant.sign(), about=Concern.objects.get(pk=concern.pk))
    close_it(cast, concern)
    assert "concern_closed" in set(_kinds(cast, concern))


def _kinds(cast: Cast, concern: Concern) -> list[str]:
    with as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT kind FROM notices_notice WHERE about_id = %s AND staff_id = %s",
            [concern.pk, cast.ssp_teacher.staff.pk],
        )
        return [kind for (kind,) in cursor.fetchall()]


def test_who_acted_on_a_danger_and_left_is_named_in_the_history_alone(cast: Cast) -> None:
    concern, at = ready(cast, found(cast), in_danger=True), now()
    arrivals.take(cast.consultant.sign(), about=concern)
    assert "Fare nu" not in my_day(cast, "colleague")
    sign(Actor(cast.body.installer_id, now()))
    cabinet.dismiss([concern.owner_audience_id], [cast.consultant.staff.principal_id])
    shown = page(cast, "colleague", concern)
    assert "Jeg handler på det nu" in shown
    assert "Mette Kjær handlede på faren" in shown
    assert "Fare nu" in my_day(cast, "colleague")
    assert "Fare nu" in cast.client("colleague").get(reverse("concerns:queue")).content.decode()
    remind(at + timedelta(minutes=20))
    assert cast.colleague.staff.pk in told("danger_concern")


def test_who_asked_for_sparring_is_told_of_the_answer(cast: Cast) -> None:
    found(cast)
    asked = sparring.ask(cast.ssp_teacher.sign(), about="nobody", who="", question="Hvad gør vi?", key=uuid4())
    actor = cast.consultant.sign()
    asked.refresh_from_db()
    sparring.answer(actor, sparring=asked, version=asked.version, text="Tal med klubben")
    assert list(told("sparring_answered")) == [cast.ssp_teacher.staff.pk]


def test_nobody_was_tried_before_the_concern_came(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    leader(cast)
    handover = propose(cast, concern)
    came = clock.today()
    with clock.later(days=2):
        for days in ((-2, -1), (-1, 0)):
            tries = [came + timedelta(days=day) for day in days]
            with pytest.raises(Refused, match="før sagen kom") as refusal:
                say(cast, handover, "parents", "not_asked", because="not_reached", tries=tries)
            assert refusal.value.field == "first_try"
        tries = [came, came + timedelta(days=1)]
        say(cast, handover, "parents", "not_asked", because="not_reached", tries=tries)


def test_what_the_parents_said_is_asked_for_no_more_when_it_is_written(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    handover = propose(cast, concern)
    say(cast, handover, "child")
    assert "Skriv, hvad forældrene siger" in my_day(cast, "consultant")
    say(cast, handover, "parents", "disagrees", note="Nej tak")
    assert "Skriv, hvad forældrene siger" not in my_day(cast, "consultant")
    shown = cast.client("consultant").get(reverse("concerns:handover", args=[handover.pk])).content.decode()
    assert "Forældrene har sagt nej, så det bliver hos Mette Kjær" in shown
