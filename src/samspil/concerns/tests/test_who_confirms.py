"""That somebody is not asked is confirmed by whoever leads the unit behind the door, else by who acts from above, else by a second
colleague; they are told, see it on their day, and open the page that asks (HAL-15).
"""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access import cabinet
from samspil.concerns.actions import handing
from samspil.concerns.models import Concern, Handover
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_handing import propose, ready, say
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Unit
from samspil.sharing.models import Disclosure
from samspil.sharing.notices.models import Notice
from tests.cast import Cast, Member, as_role


def not_asked(cast: Cast, concern: Concern) -> Handover:
    """Handed to a colleague who says yes; neither child nor parents are asked."""
    handover = propose(cast, concern)
    say(cast, handover, "receiver", by="colleague")
    say(cast, handover, "parents")
    return say(cast, handover, "child", "not_asked", because="danger")


def told(handover: Handover) -> set[int]:
    with as_role("samspil_lock"):
        rows = Notice.objects.filter(kind="confirm_asked", about_id=handover.pk)
        return set(rows.order_by("pk").values_list("staff_id", flat=True))


def my_day(cast: Cast, member: str) -> str:
    return cast.client(member).get(reverse("desk:my_day")).content.decode()


def page(cast: Cast, member: str, handover: Handover) -> str:
    return cast.client(member).get(reverse("concerns:handover", args=[handover.pk])).content.decode()


def above(cast: Cast) -> Member:
    """A leader of the unit above the one behind the door, who reads nothing at the door."""
    with as_role("samspil_owner"):
        Unit.objects.filter(pk=cast.units["ssp"].pk).update(parent=cast.units["school"])
    return leader(cast, "school")


def test_where_nobody_leads_the_unit_who_acts_from_above_confirms_it(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    boss = above(cast)
    handover = not_asked(cast, concern)
    assert handover.state == "proposed"
    assert told(handover) == {boss.staff.pk}
    assert "Du skal bekræfte, at nogen ikke bliver spurgt." in my_day(cast, "leader")
    shown = page(cast, "leader", handover)
    assert "Bekræft, at de ikke bliver spurgt" in shown
    assert "bringe barnet i fare" in shown
    assert "Vera Ottosen" not in shown, "the question alone: nothing of the concern"
    assert f"Venter på at blive bekræftet af: {boss.staff.name}." in page(cast, "consultant", handover)
    with pytest.raises(Refused, match="leder"):
        say(cast, handover, "child", "confirmed", by="colleague")
    cast.client("leader").post(reverse("concerns:confirm_handover", args=[handover.pk, "child"]))
    cast.consultant.sign()
    assert Handover.objects.get(pk=handover.pk).state == "in_effect"
    assert Disclosure.objects.filter(
        rows__table_name="concerns_handover", to_audience_id=boss.staff.person_audience_id
    ).exists()


def test_while_the_leader_is_away_who_acts_from_above_confirms_it_too(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    leader(cast)
    behind = cast.members.pop("leader")
    boss = above(cast)
    actor = behind.sign()
    handing.register_absence(actor, staff=behind.staff, since=actor.at, until=None)
    assert told(not_asked(cast, concern)) == {behind.staff.pk, boss.staff.pk}


def test_where_there_is_nobody_above_a_second_colleague_confirms_it(cast: Cast) -> None:
    handover = not_asked(cast, ready(cast, found(cast)))
    assert told(handover) == {cast.colleague.staff.pk, cast.outreach_worker.staff.pk}
    with pytest.raises(Refused):
        say(cast, handover, "child", "confirmed", by="consultant")
    assert say(cast, handover, "child", "confirmed", by="outreach_worker").state == "in_effect"


def test_only_who_wrote_it_asks_for_the_confirmation(cast: Cast) -> None:
    handover = not_asked(cast, ready(cast, found(cast)))
    cast.colleague.sign()
    with pytest.raises(Refused):
        cabinet.call("SELECT concerns.ask_to_confirm(%s, 'child')", [handover.pk])


def test_who_has_said_yes_reads_for_whom_it_waits(cast: Cast) -> None:
    """Every line was answered, and it waited all the same, for somebody whom the receiver could not know of."""
    concern = ready(cast, found(cast))
    boss = leader(cast)
    handover = handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), key=uuid4(),
        reason="Moren slår hende", suspicion="none",
    )  # fmt: skip
    say(cast, handover, "parents")
    say(cast, handover, "child", "not_asked", because="danger")
    assert boss.staff.name not in page(cast, "social_worker", handover), "the receiver's own answer comes first"
    say(cast, handover, "receiver", by="social_worker")
    shown = page(cast, "social_worker", handover)
    assert f"Nu venter den på {boss.staff.name}, der skal bekræfte den." in shown
    assert "bringe barnet i fare" not in shown, "not of which party, and why"
    say(cast, handover, "child", "confirmed", by="leader")
    assert "Nu venter den på" not in page(cast, "social_worker", handover)


def test_a_waiting_handover_is_named_by_what_it_is_and_not_by_why(cast: Cast) -> None:
    """What the giver wrote can hold the worst words, and stood on the day of whoever was asked."""
    concern = ready(cast, found(cast))
    handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), key=uuid4(),
        reason="Moren slår hende", suspicion="none",
    )  # fmt: skip
    queue = cast.client("social_worker").get(reverse("concerns:queue")).content.decode()
    for shown in (my_day(cast, "social_worker"), queue):
        assert "En bekymring fra Mette Kjær" in shown
        assert "Moren slår hende" not in shown
        assert "Vera Ottosen" not in shown
    propose(cast, ready(cast, ConcernDoor.objects.get(key="nord")))
    assert "Vera Ottosen" in my_day(cast, "colleague"), "who reads the concern reads whom it is about"
