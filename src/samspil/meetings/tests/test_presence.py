"""Coming, going, not being impartial, and who leads."""

from __future__ import annotations

from uuid import uuid4

import pytest

from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, deciding, sitting, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Item, Meeting, Presence
from samspil.meetings.tests.steps import decided, opened, placed, planned
from tests.cast import Cast


def test_who_leaves_reads_no_more_of_what_is_to_come(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Ida Skov"))
    decided(table, table.items[0], "continue")
    actor = cast.consultant.sign()
    sitting.leave(actor, meeting=table.meeting, staff_id=cast.police_officer.staff.pk)
    cast.police_officer.sign()
    assert set(Item.objects.values_list("pk", flat=True)) == {table.items[0].pk}


def test_a_guest_reads_from_now_and_keeps_nothing(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Ida Skov"), cast.consultant, cast.police_officer)
    decided(table, table.items[0], "continue")
    actor = cast.consultant.sign()
    sitting.arrive(actor, meeting=table.meeting, line=sitting.Seated(cast.ssp_teacher.staff.pk, "guest"))
    cast.ssp_teacher.sign()
    assert set(Item.objects.values_list("pk", flat=True)) == {table.items[1].pk}
    decided(table, table.items[1], "continue")
    cast.consultant.sign()
    assert Presence.objects.filter(item=table.items[1], staff_id=cast.ssp_teacher.staff.pk).exists()
    assert not Presence.objects.filter(item=table.items[0], staff_id=cast.ssp_teacher.staff.pk).exists()


def test_everybody_may_step_out_for_themselves(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.police_officer)
    client = cast.client("police_officer")
    item = table.items[0]
    answer = client.post(f"/moeder/punkt/{item.pk}/ude/", {"staff": cast.police_officer.staff.pk})
    assert answer.status_code == 303
    assert client.get(f"/moeder/punkt/{item.pk}/").status_code == 404
    assert cast.client("consultant").get(f"/moeder/punkt/{item.pk}/").status_code == 200


def test_nobody_sends_another_out_who_does_not_keep_the_minutes(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.consultant, cast.police_officer)
    actor = cast.police_officer.sign()
    with pytest.raises(Refused):
        sitting.step_out(actor, item=table.fresh(table.items[0]), staff_id=cast.consultant.staff.pk)


def test_without_the_chair_the_deputy_leads(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"), cast.social_worker, cast.police_officer)
    assert table.meeting.opened_by_id == cast.social_worker.staff.pk


def test_with_none_of_them_the_meeting_does_not_begin(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    with pytest.raises(Refused):
        opened(table, cast.police_officer)


@pytest.mark.parametrize("kind", ["ordinary", "extra"])
def test_a_meeting_called_now_is_read_by_those_chosen_and_reported(cast: Cast, kind: str) -> None:
    """Also where a forum has extra meetings alone."""
    following = planned(cast, days=3)
    Meeting.objects.filter(pk=following.pk).update(kind=kind)
    actor = cast.police_officer.sign()
    item = urgent.call_now(
        actor,
        forum=cast.forum,
        name="Jonas Holm",
        birth_date=None,
        present=[cast.social_worker.staff],
        necessity="sikkerhed",
    )
    cast.social_worker.sign()
    assert Item.objects.get(pk=item.pk).label == "Jonas Holm"
    for absent in ("consultant", "colleague", "outsider"):
        cast.members[absent].sign()
        assert not Item.objects.filter(pk=item.pk).exists()
    actor = cast.police_officer.sign()
    item = Item.objects.select_related("meeting__forum").get(pk=item.pk)
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())
    meeting = closing.end_meeting(actor, meeting=item.meeting)
    closing.approve(actor, meeting=meeting)
    assert Meeting.objects.get(pk=meeting.pk).reported_to_id == following.pk


def test_one_authority_alone_needs_no_meeting(cast: Cast) -> None:
    actor = cast.police_officer.sign()
    with pytest.raises(Refused):
        urgent.call_now(actor, forum=cast.forum, name="Jonas Holm", birth_date=None, present=[], necessity="sikkerhed")
