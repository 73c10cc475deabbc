"""The adult who was chosen has stopped: nothing that was entrusted to them is read or handled by them any more."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.concerns.actions import handing
from samspil.concerns.chosen import actions
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.chosen.tests.test_chosen import at_door, text
from samspil.concerns.models import Concern, Holding, Step
from samspil.concerns.queries.holders import who_has
from samspil.lib.refusals import Refused
from samspil.organisations.actions import end_post, give_post
from samspil.organisations.models import Post
from tests.cast import Cast
from tests.clock import later


def stopped(cast: Cast) -> Concern:
    """A child chose the teacher, who has it; the teacher's only post has ended since."""
    concern = confided(cast)
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    return concern


def test_who_has_no_post_reads_and_handles_nothing_that_was_entrusted_to_them(cast: Cast) -> None:
    """Met by a stranger: the teacher had stopped, and went on reading the concern and was offered to hand it over."""
    concern = stopped(cast)
    cast.ssp_teacher.sign()
    for rows in (Concern.objects.all(), Holding.objects.all(), ChosenAdult.objects.all(), Step.objects.all()):
        assert not rows.exists()
    client = cast.client("ssp_teacher")
    for address in (at_door(concern), f"/bekymringer/doer/{concern.pk}/overdrag/", f"/bekymringer/doer/{concern.pk}/tilfoej/"):
        assert client.get(address).status_code == 404, address
    assert concern.who not in text(client.get("/"))


def test_no_act_of_who_has_no_post_touches_it(cast: Cast) -> None:
    concern = stopped(cast)
    for act in (
        lambda actor: actions.ask_to_take_over(actor, concern=concern, words="For stort", key=uuid4()),
        lambda actor: handing.propose(
            actor, concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(), suspicion="home"
        ),
    ):
        with pytest.raises(Refused):
            act(cast.ssp_teacher.sign())
    actor = cast.consultant.sign()
    assert who_has([concern], actor.at)[concern.pk].has_left
    actions.take_over(actor, concern=concern, ground="absence")


def test_the_keys_come_back_with_a_post(cast: Cast) -> None:
    concern = stopped(cast)
    post = Post.objects.select_related("role", "unit").get(staff=cast.ssp_teacher.staff)
    give_post(cast.administrator.sign(), staff=cast.ssp_teacher.staff, role=post.role, unit=post.unit)
    cast.ssp_teacher.sign()
    assert Concern.objects.filter(pk=concern.pk).exists()
    assert at_door(concern) in text(cast.client("ssp_teacher").get("/bekymringer/"))


def test_the_last_day_closes_by_itself(cast: Cast) -> None:
    """A day that was settled passes; nothing waits for a job."""
    concern, day = confided(cast), timezone.localdate()
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff), last_day=day)
    cast.ssp_teacher.sign()
    assert Concern.objects.filter(pk=concern.pk).exists()
    with later(days=1):
        cast.ssp_teacher.sign()
        assert not Concern.objects.filter(pk=concern.pk).exists()
