"""A concern: from one colleague to a forum's door."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import transaction

from samspil.audit.models import Event
from samspil.concerns import actions
from samspil.concerns.models import Concern
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.models import Disclosure, Draft
from tests.cast import Cast, as_role

SAID = {
    "about": "child", "who": "Vera Ottosen, 7.b", "text": "Er set med ældre drenge ved stationen", "source": "school",
    "crime_focus": "Ældre unge giver hende opgaver", "necessity": "valg af indsats",
}  # fmt: skip


def send(cast: Cast, member: str = "ssp_teacher", key: UUID | None = None, **said) -> Concern:
    actor = cast.members[member].sign()
    return actions.send(actor, forum=cast.forum, key=key or uuid4(), **{**SAID, **said})


def test_a_concern_reaches_the_door_and_its_sender_goes_on_reading(cast):
    concern = send(cast)
    assert (concern.source, concern.sender_id, concern.sender_unit_id) == (
        "school", cast.ssp_teacher.staff.pk, cast.units["school"].pk,
    )  # fmt: skip
    assert concern.owner_audience_id == cast.forum.door_id
    for member, sees in {
        "ssp_teacher": True, "consultant": True, "social_worker": True,
        "police_officer": False, "outsider": False, "administrator": False, "other_consultant": False,
    }.items():  # fmt: skip
        cast.members[member].sign()
        assert Concern.objects.filter(pk=concern.pk).exists() is sees, member


def test_it_is_a_disclosure_on_the_basis_of_the_giver(cast):
    send(cast)
    cast.consultant.sign()
    given = Disclosure.objects.get()
    assert (given.basis_version.basis.key, given.necessity, given.to_audience_id) == (
        "rpl-115-2", "valg af indsats", cast.forum.door_id,
    )  # fmt: skip
    assert send(cast, "police_officer").origin == "police"
    cast.consultant.sign()
    assert set(Disclosure.objects.values_list("basis_version__basis__key", flat=True)) == {"rpl-115-1-1", "rpl-115-2"}


@pytest.mark.covers("BRO-09", verb="concern.sent")
def test_a_forum_for_named_persons_asks_for_the_crime_preventive_focus(cast):
    with pytest.raises(Refused) as refusal:
        send(cast, crime_focus="  ")
    assert refusal.value.field == "crime_focus"
    assert not Concern.objects.exists()
    assert send(cast).crime_focus == SAID["crime_focus"]


def test_a_child_is_not_named_where_nobody_may_be(cast):
    cast.forum.named_persons = False
    with pytest.raises(Refused) as refusal:
        send(cast)
    assert refusal.value.field == "forum"
    assert send(cast, about="place", crime_focus="", who="Stationen").pk


def test_a_private_association_and_another_municipality_send_nothing(cast):
    with pytest.raises(Refused):
        send(cast, "outsider")
    with pytest.raises(NotVisible):
        send(cast, "other_consultant")
    cast.consultant.sign()
    assert not Concern.objects.exists()


def test_sent_twice_is_one_concern_and_the_draft_is_gone(cast):
    key = uuid4()
    drafts.save(cast.ssp_teacher.sign(), key="concern", data={"values": {"text": ["Er set"]}})
    first = send(cast, key=key, draft="concern")
    assert send(cast, key=key, draft="concern").pk == first.pk
    assert Concern.objects.count() == 1
    assert not Draft.objects.exists()


def test_two_requests_in_one_moment_are_one_concern(cast, monkeypatch):
    key = uuid4()
    first = send(cast, key=key)
    monkeypatch.setattr("samspil.concerns.actions.sending._sent", lambda actor, key: None)
    assert send(cast, key=key).pk == first.pk
    assert Concern.objects.count() == 1


def test_nothing_is_sent_where_it_cannot_be_recorded(cast, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("samspil.concerns.actions.sending.record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        send(cast)
    assert not Concern.objects.exists()
    assert not Disclosure.objects.exists()


def test_opening_it_is_noted(cast):
    concern = send(cast)
    actor = cast.consultant.sign()
    assert actions.open_concern(actor, concern_id=concern.pk).may_place
    with as_role("samspil_lock"):
        acts = Event.objects.filter(object_id=concern.pk, act__startswith="concern").order_by("pk")
        assert list(acts.values_list("act", "principal")) == [
            ("concern.sent", cast.ssp_teacher.principal_id), ("concern.read", actor.principal_id),
        ]  # fmt: skip


def test_it_moves_on_by_those_who_have_it(cast):
    concern = send(cast)
    with pytest.raises(Refused):
        actions.become(cast.ssp_teacher.sign(), concern=concern, state="closed", version=concern.version)
    actor = cast.consultant.sign()
    moved = actions.become(actor, concern=concern, state="on_agenda", version=concern.version)
    assert moved.state == "on_agenda"
    with pytest.raises(Conflict):
        actions.become(actor, concern=moved, state="closed", version=1)
    closed = actions.become(actor, concern=moved, state="closed", version=moved.version)
    with pytest.raises(Refused):
        actions.become(actor, concern=closed, state="new", version=closed.version)
