"""Knowledge that names nobody goes to the forum for which it is meant, and is read there and nowhere else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspil.audit.models import Event
from samspil.meetings.passages.models import Passage
from samspil.meetings.passages.tests.forums import Forums, found
from tests.cast import Cast

TITLE = "Løbehjul ved stationen"
TREND = "Flere unge mødes sent ved stationen. Det hjælper, når to voksne bliver der til kl. 22."


@pytest.fixture
def forums(cast: Cast) -> Forums:
    return found(cast)


def listed(client: Client, forum: int) -> bool:
    page = client.get(reverse("passages:forum", args=[forum]))
    return page.status_code == 200 and TITLE in page.content.decode()


@pytest.mark.covers("HAL-23", verb="passage.sent")
def test_a_trend_and_a_method_are_shared_with_the_right_forum_and_with_nobody_else(cast: Cast, forums: Forums) -> None:
    giver, receiver = cast.client("consultant"), cast.client("other_consultant")
    send = reverse("passages:send", args=[forums.here.pk])
    # Whom it may go to is proposed from the profile, and that it is information is a kind of its own.
    assert "Rådet (Storevig)" in giver.get(send).content.decode()
    typed = {
        "to": [f"forum-{forums.above.pk}"], "unit": "", "outside": "", "kind": "information", "title": TITLE, "text": TREND,
        "idempotency_key": str(uuid4()),
    }  # fmt: skip
    for named in ("Alma Krogh er med.", "Det er 200611-4123."):
        refused = giver.post(send, typed | {"text": f"{TREND} {named}"})
        assert refused.status_code == 422
        assert named in refused.content.decode()
    assert not listed(receiver, forums.above.pk)
    assert giver.post(send, typed).status_code == 303

    assert listed(giver, forums.here.pk)
    assert listed(receiver, forums.above.pk)
    assert listed(cast.client("other_police"), forums.above.pk)  # a seat there
    assert not listed(receiver, forums.here.pk)  # the page of the forum that gave it is not theirs
    cast.other_consultant.sign()
    passage = Passage.objects.get()
    page = reverse("passages:passage", args=[passage.pk])
    assert TREND in receiver.get(page).content.decode()
    assert Event.objects.filter(act="passage.read", object_id=passage.pk).exists()
    for outsider in ("colleague", "police_officer", "ssp_teacher", "administrator", "outsider"):
        assert cast.client(outsider).get(page).status_code == 404
        assert not listed(cast.client(outsider), forums.here.pk)
        assert not listed(cast.client(outsider), forums.above.pk)
