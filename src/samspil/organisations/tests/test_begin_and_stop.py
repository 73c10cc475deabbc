"""Who begins on a day to come, and who has stopped: the one-time link, and the directory."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from allauth.account.forms import default_token_generator
from django.urls import reverse
from django.utils import timezone, translation

from samspil.organisations import actions, queries
from samspil.organisations.models import Post
from samspil.organisations.signin.models import User
from tests.cast import Cast


@pytest.mark.parametrize(("days", "works"), [(2, True), (17, True), (18, False)])
def test_the_link_of_who_begins_later_works_until_three_days_after_the_first_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, days: int, works: bool
) -> None:
    """Met by a stranger: a colleague was created with a first day in two weeks, and the link was dead on it."""
    actor = cast.administrator.sign()
    post = Post.objects.select_related("role", "unit").filter(staff=cast.consultant.staff)[0]
    first = timezone.localdate(actor.at) + timedelta(days=14)
    made = actions.create_colleague(
        actor, body=cast.body, name="Nora Lund", email="nora@example.org", role=post.role, unit=post.unit, since=first
    )
    assert made.begins == first
    key = made.link.rstrip("/").split("/")[-1].partition("-")[2]
    user = User.objects.get(principal_id=made.staff.principal_id)
    then = datetime.combine(timezone.localdate() + timedelta(days=days), time(12))
    monkeypatch.setattr(type(default_token_generator), "_now", lambda _self: then)
    assert default_token_generator.check_token(user, key) is works


def test_the_directory_says_of_who_has_no_post_that_they_have_stopped_or_when_they_begin(cast: Cast) -> None:
    """Met by a stranger: both stood there with an address and nothing else."""
    actor = cast.administrator.sign()
    post = Post.objects.select_related("role", "unit__body", "staff__body").filter(staff=cast.consultant.staff)[0]
    first = timezone.localdate(actor.at) + timedelta(days=14)
    actions.create_colleague(
        actor, body=cast.body, name="Nora Lund", email="nora@example.org", role=post.role, unit=post.unit, since=first
    )
    actions.end_post(actor, post=post)
    day = timezone.localdate(actor.at)
    with translation.override("da"):
        notes = {one.name: one.note for one in queries.find_colleagues(cast.body, day)}
    assert notes["Mette Kjær"] == "er stoppet"
    assert notes["Nora Lund"] == f"begynder {first:%d.%m.%Y} som {post.role.name}, {post.unit.name}"
    assert notes["Line Østergaard"] == ""
    shown = " ".join(
        cast.client("colleague").get(reverse("organisations:directory"), {"ord": "Mette"}).content.decode().split()
    )
    assert "er stoppet" in shown
