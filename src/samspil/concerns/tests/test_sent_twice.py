"""The same answer sent twice at once is one answer, and nobody is told of a colleague who was not there."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from samspil.concerns.actions import sparring
from samspil.concerns.models import Assessment, Sparring, Step
from samspil.concerns.tests.doors import found, raised
from tests.cast import Cast

MEANWHILE = "En kollega har gjort noget her imens"


def test_the_first_answer_sent_twice_is_saved_once(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    address = reverse("concerns:answer_first", args=[concern.pk])
    sent = {"first-answer": "no", "first-because": "Trives", "first-version": version}
    client = cast.client("consultant")
    answers = [client.post(address, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert MEANWHILE not in client.get(answers[1]["Location"]).content.decode()
    cast.consultant.sign()
    assert Step.objects.filter(concern=concern, text="Trives").count() == 1
    others = cast.client("colleague").post(address, sent)
    assert others.status_code == 422
    assert MEANWHILE in others.content.decode(), "what another has written is another's, also in the same words"
    mended = client.post(address, sent | {"first-because": "Trives ikke"})
    assert mended.status_code == 422, "other words are no second sending"


def test_advice_sent_twice_is_given_once(cast: Cast) -> None:
    found(cast)
    asked = sparring.ask(cast.ssp_teacher.sign(), about="nobody", who="", question="Hvad gør vi?", key=uuid4())
    client, address = cast.client("social_worker"), reverse("concerns:sparring", args=[asked.pk])
    if client.get(address).status_code != 200:
        client = cast.client("consultant")
    sent = {"answer": "Tal med klassen", "version": asked.version}
    assert client.post(address, sent).status_code == 303
    again = client.post(address, sent)
    assert MEANWHILE not in again.content.decode()
    cast.consultant.sign()
    cast.ssp_teacher.sign()
    assert Sparring.objects.get(pk=asked.pk).answer == "Tal med klassen"
