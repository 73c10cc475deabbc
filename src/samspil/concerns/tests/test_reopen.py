"""A concern that was closed by mistake is opened again: whoever had it goes on, and nothing that was written is gone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns.actions import assessing
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Assessment, Concern, Holding
from samspil.concerns.notifying.tests.test_notifying import page
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.scenes_door import close_it, version
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import holder
from samspil.lib.refusals import Refused
from tests import clock
from tests.cast import Cast
from tests.verbs.scene import fresh

OPENS = "Den blev afsluttet ved en fejl: genåbn den"


def closed(cast: Cast) -> Concern:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    assessing.take(cast.colleague.sign(), concern=concern)
    close_it(cast, concern)
    return Concern.objects.get(pk=concern.pk)


def test_what_was_closed_by_mistake_goes_on_with_who_had_it(cast: Cast) -> None:
    """It could not be undone, while a citizen's enquiry could; a new concern had to be written beside it."""
    concern = closed(cast)
    assert OPENS in page(cast, "consultant", concern)
    assert OPENS not in page(cast, "ssp_teacher", concern)
    client, address = cast.client("consultant"), reverse("concerns:reopen", args=[concern.pk])
    cast.consultant.sign()
    form = {"reopen-reason": "Det var den forkerte", "reopen-version": str(version(concern))}
    with clock.later(hours=30):
        empty = client.post(address, form | {"reopen-reason": " "})
        assert empty.status_code == 422
        assert client.post(address, form).status_code == 303
        shown = page(cast, "consultant", concern)
        assert OPENS not in shown
        assert "Genåbnet: Det var den forkerte" in shown
        assert "Afsluttet (Hjælp i hverdagen): Aftalt" in shown  # the closing stays in what has happened
        assert " ".join(shown.split()).count("Den blev lukket.") == 1
        assert holder(cast, concern) == "Line Østergaard"
        cast.consultant.sign()
        assert Holding.objects.filter(concern=concern, period__endswith__isnull=True).count() == 1
        told = Assessment.objects.get(concern=concern)
        assert (told.outcome, told.closed_at, fresh(concern).state) == ("", None, "taken")
        assert Event.objects.filter(act="concern.reopened", object_id=concern.pk).exists()
        sender = page(cast, "ssp_teacher", concern)
        assert "Den er ikke afsluttet alligevel, men åben igen." in sender
        assert "Det var den forkerte" not in sender
        assert "Fortæl mere" in sender
        close_it(cast, concern)
        assert fresh(concern).closed_at is not None


def test_what_was_closed_is_found_in_the_queue_for_thirty_days(cast: Cast) -> None:
    """Whoever had left the page found it nowhere: no list, no search and no page of a child led to what was closed by mistake."""
    concern = closed(cast)
    address, ended = reverse("concerns:queue"), {"vis": "ended"}
    for member in ("consultant", "colleague"):
        shown = cast.client(member).get(address, ended).content.decode()
        assert reverse("concerns:at_door", args=[concern.pk]) in shown
        assert "Hjælp i hverdagen" in shown
        assert 'name="tag"' not in shown  # nothing of it can be taken
    assert "1 passer." in cast.client("consultant").get(address, ended | {"q": "Vera"}).content.decode()
    assert concern.who not in cast.client("consultant").get(address).content.decode()
    assert concern.who not in cast.client("social_worker").get(address, ended).content.decode()  # another door's
    with clock.later(hours=31 * 24):
        assert "Intet passer" in cast.client("consultant").get(address, ended).content.decode()


def test_what_nobody_had_taken_is_nobodys_again(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    close_it(cast, concern)
    assessing.reopen(cast.colleague.sign(), concern=fresh(concern), version=version(concern), reason="Forkert")
    assert fresh(concern).state == "new"
    assessing.take(cast.colleague.sign(), concern=fresh(concern))
    assert holder(cast, concern) == "Line Østergaard"


def test_the_adult_whom_a_child_chose_has_it_again(cast: Cast) -> None:
    concern = confided(cast)
    close_it(cast, concern)
    assessing.reopen(cast.consultant.sign(), concern=fresh(concern), version=version(concern), reason="Forkert")
    assert holder(cast, concern) == "Anders Friis"
    assert reverse("concerns:add", args=[concern.pk]) in page(cast, "ssp_teacher", concern)


def test_an_open_one_is_not_opened(cast: Cast) -> None:
    concern = closed(cast)
    reopened = {"version": version(concern), "reason": "Forkert"}
    assessing.reopen(cast.consultant.sign(), concern=fresh(concern), **reopened)
    with pytest.raises(Refused, match="Bekymringen er åben"):
        assessing.reopen(cast.consultant.sign(), concern=fresh(concern), **reopened | {"version": version(concern)})


def test_only_those_at_the_door_open_it(cast: Cast) -> None:
    concern = closed(cast)
    with pytest.raises(Refused, match="Kun dem, der svarer ved døren"):
        assessing.reopen(cast.ssp_teacher.sign(), concern=fresh(concern), version=1, reason="Forkert")
