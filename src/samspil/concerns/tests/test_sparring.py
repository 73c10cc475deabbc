"""Sparring: one door, about nobody or a named child, answered and closed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import sparring
from samspil.concerns.models import Sparring
from samspil.concerns.queries.sparring import my_door
from samspil.concerns.tests.doors import OFFICE, at, found
from samspil.lib.naming import traces
from samspil.lib.refusals import Conflict, Refused
from samspil.sharing.notices import queries as notices
from tests import clock


@pytest.fixture
def door(cast):
    return found(cast)


def ask(cast, member: str = "ssp_teacher", **said) -> Sparring:
    told = {
        "about": "nobody",
        "who": "",
        "question": "Hvad gør vi med en dreng, der ikke kommer?",
        "key": uuid4(),
        **said,
    }
    return sparring.ask(cast.members[member].sign(), **told)


@pytest.mark.parametrize(
    ("text", "found_"),
    [
        ("En dreng i 7. klasse vil ikke hjem.", ()),
        ("Han hedder Jonas og bor her.", ("Jonas",)),
        ("Jonas Holm kommer ikke.", ("Jonas Holm",)),
        ("De bor på Mosevej 3 i byen.", ("Mosevej 3",)),
        ("Det sker på Snapchat. Hun er 13.", ()),
    ],
)
def test_what_gives_a_child_away(text, found_):
    assert traces(text).doubtful == found_


@pytest.mark.parametrize("number", ["720511-4222", "7205114222", "720511 4222"])
def test_a_number_is_refused_always(cast, door, number):
    for about, who in (("nobody", ""), ("child", "Vera")):
        with pytest.raises(Refused) as refusal:
            ask(cast, about=about, who=who, question=f"Hun har {number}", sure=True)
        assert refusal.value.field == "question"


def test_a_name_is_asked_about_once(cast, door):
    with pytest.raises(Refused, match="Jonas Holm"):
        ask(cast, question="Hvad med Jonas Holm?")
    assert ask(cast, question="Hvad med Jonas Holm?", sure=True).pk
    assert ask(cast, about="child", who="Jonas Holm", question="Hvad med Jonas Holm?").who == "Jonas Holm"
    with pytest.raises(Refused) as refusal:
        ask(cast, about="child")
    assert refusal.value.field == "who"


def test_everybody_has_exactly_one_door(cast, door):
    for member in ("ssp_teacher", "consultant", "social_worker", "police_officer", "politician", "youth_job_centre"):
        mine = my_door(cast.members[member].sign())
        assert mine.now.door.key == "nord", member  # all units of the cast lie in the north
        assert mine.names == ("Mette Kjær", "Line Østergaard", "Omar Said")


def test_asked_answered_closed(cast, door):
    asked = ask(cast)
    for member, sees in {
        "ssp_teacher": True,
        "consultant": True,
        "social_worker": False,
        "administrator": False,
    }.items():
        cast.members[member].sign()
        assert Sparring.objects.filter(pk=asked.pk).exists() is sees, member
    with pytest.raises(Refused):
        sparring.answer(cast.ssp_teacher.sign(), sparring=asked, version=asked.version, text="Selv")
    actor = cast.colleague.sign()
    with pytest.raises(Refused):
        sparring.close(actor, sparring=asked, version=asked.version, decided="Intet")
    answered = sparring.answer(actor, sparring=asked, version=asked.version, text="Ring til ham")
    assert (answered.state, answered.answered_by_id, answered.answered_at) == (
        "answered",
        cast.colleague.staff.pk,
        actor.at,
    )
    with pytest.raises(Conflict):
        sparring.close(actor, sparring=answered, version=1, decided="x")
    closed = sparring.close(actor, sparring=answered, version=answered.version, decided="Læreren ringer")
    assert closed.state == "closed"
    with pytest.raises(Refused):
        sparring.answer(actor, sparring=closed, version=closed.version, text="Mere")
    cast.ssp_teacher.sign()
    assert Sparring.objects.get(pk=asked.pk).decided == "Læreren ringer"


def test_who_asked_takes_the_question_back_until_it_is_answered(cast, door):
    """Met at a door: who had asked by mistake, or knew the answer meanwhile, had no way to say so."""
    asked = ask(cast)
    page, back = (reverse(f"concerns:{name}", args=[asked.pk]) for name in ("sparring", "withdraw_sparring"))
    asker, helper = cast.client("ssp_teacher"), cast.client("consultant")
    assert back in asker.get(page).content.decode()
    assert back not in helper.get(page).content.decode()
    with pytest.raises(Refused, match="Kun den, der har spurgt"):
        sparring.withdraw(cast.consultant.sign(), sparring=asked)
    assert asker.post(back).status_code == 303
    gone = asker.get(page).content.decode()
    assert back not in gone
    assert "trukket tilbage" in gone
    assert "Haster det" not in gone
    cast.consultant.sign()
    asked.refresh_from_db()
    assert asked.state == "withdrawn"
    assert asked.closed_at
    assert asked.question not in helper.get(reverse("concerns:sparrings")).content.decode()
    assert 'name="answer"' not in helper.get(page).content.decode()
    cast.colleague.sign()
    assert [one.sentence for one in notices.mine() if not one.seen_at] == [
        "Et spørgsmål til jeres dør er taget tilbage."
    ]
    with pytest.raises(Refused, match="har taget spørgsmålet tilbage"):
        sparring.answer(cast.consultant.sign(), sparring=asked, version=asked.version, text="Ring")
    with pytest.raises(Refused):
        sparring.withdraw(cast.ssp_teacher.sign(), sparring=asked)


def test_the_asker_reads_by_when_and_whether_the_number_is_answered(cast):
    found(cast, hours=OFFICE)
    with clock.at(at("2026-11-25T22:00")):
        asked = ask(cast)
        shown = cast.client("ssp_teacher").get(reverse("concerns:sparring", args=[asked.pk])).content.decode()
    assert "Der er svar inden" in shown
    assert 'href="tel:40001000"' in shown
    assert "lukket nu, åbner" in shown.split('href="tel:40001000"')[1][:200]


def test_what_is_answered_is_not_taken_back(cast, door):
    asked = ask(cast)
    sparring.answer(cast.consultant.sign(), sparring=asked, version=asked.version, text="Ring til ham")
    back = reverse("concerns:withdraw_sparring", args=[asked.pk])
    assert back not in cast.client("ssp_teacher").get(reverse("concerns:sparring", args=[asked.pk])).content.decode()
    with pytest.raises(Refused, match="besvaret"):
        sparring.withdraw(cast.ssp_teacher.sign(), sparring=asked)


def test_the_pages(cast, door):
    client = cast.client("ssp_teacher")
    said = {"about": "nobody", "question": "Hvad med Jonas Holm?", "idempotency_key": str(uuid4())}
    kept = client.post(reverse("concerns:ask_sparring"), said)
    assert kept.status_code == 422
    assert "Hvad med Jonas Holm?" in kept.content.decode()
    sent = client.post(reverse("concerns:ask_sparring"), {**said, "question": "Hvad gør jeg?"})
    assert sent.status_code == 303
    assert "Hvad gør jeg?" in client.get(reverse("concerns:sparrings")).content.decode()
    cast.consultant.sign()
    asked = Sparring.objects.get()
    helper, page = cast.client("consultant"), reverse("concerns:sparring", args=[asked.pk])
    assert "Hvad gør jeg?" in helper.get(reverse("concerns:sparrings")).content.decode()
    assert helper.post(page, {"answer": "", "version": asked.version}).status_code == 422
    assert helper.post(page, {"answer": "Ring", "version": asked.version}).status_code == 303
    late = helper.post(page, {"decided": "Vi ringer", "version": 0})
    assert late.status_code == 409
    assert "Vi ringer" in late.content.decode()
    cast.consultant.sign()
    assert helper.post(page, {"decided": "Vi ringer", "version": Sparring.objects.get().version}).status_code == 303
    assert "Vi ringer" in client.get(page).content.decode()
    assert cast.client("social_worker").get(page).status_code == 404
