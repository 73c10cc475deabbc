"""Whatever moves, somebody's day says that the notification is to be sent: walked through every way in which a concern moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing, handing
from samspil.concerns.arrivals.tests.test_on_the_day import mine
from samspil.concerns.chosen import actions as chosen_actions
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Concern, Handover
from samspil.concerns.notifying.models import Notifier
from samspil.concerns.notifying.tests.scenes import said_yes, send_it
from samspil.concerns.notifying.tests.test_notifying import notices, page, remind
from samspil.concerns.queries.clocks import my_clocks
from samspil.concerns.tests.test_assess import first
from samspil.organisations.actions import end_colleague
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast

TO_SEND = "Du skal sende underretningen."
EVERYBODY = ("consultant", "colleague", "outreach_worker", "social_worker", "ssp_teacher")


def senders(cast: Cast, concern: Concern) -> set[str]:
    """On whose day it stands that they send it: as the page says it, and as the rule does."""
    told = {
        member for member in EVERYBODY if cast.members[member].staff.ended_at is None and TO_SEND in mine(cast, member)
    }
    ruled = set()
    for member in EVERYBODY:
        cast.members[member].sign()
        running = my_clocks().get(concern.pk)
        ruled |= {member} if running is not None and running.is_mine else set()
    assert told == ruled
    return told


def hand_over(cast: Cast, concern: Concern, receiver: str, **to: object) -> Handover:
    offer = handing.propose(
        cast.consultant.sign(),
        concern=concern,
        reason="Kender dem",
        key=uuid4(),
        suspicion="none",
        nobody_at_home=True,
        **to,
    )
    for party in ("child", "parents"):
        handing.reply(cast.consultant.sign(), handover=offer, party=party, answer="agrees")
    done = handing.reply(cast.members[receiver].sign(), handover=offer, party="receiver", answer="agrees")
    assert done.state == "in_effect"
    return done


def to_another_door(cast: Cast, concern: Concern) -> None:
    offer = hand_over(cast, concern, "social_worker", to_door=ConcernDoor.objects.get(key="alle"))
    told = notices(cast)
    assert (cast.social_worker.staff.pk, "notification_fell") in told
    assert (cast.consultant.staff.pk, "notification_passed") in told
    assert offer.state == "in_effect"


def to_a_colleague(cast: Cast, concern: Concern) -> None:
    hand_over(cast, concern, "colleague", to_staff=cast.colleague.staff)


def goes_away(cast: Cast, concern: Concern) -> None:
    actor = cast.consultant.sign()
    handing.register_absence(
        actor, staff=cast.consultant.staff, since=actor.at, until=None, deputy=cast.outreach_worker.staff
    )


def leaves(cast: Cast, concern: Concern) -> None:
    end_colleague(cast.administrator.sign(), staff=cast.consultant.staff)


def stays(cast: Cast, concern: Concern) -> None:
    """Nothing moves."""


@pytest.mark.parametrize(
    ("happens", "expected"),
    [
        (stays, {"consultant"}),
        (to_a_colleague, {"consultant"}),
        (to_another_door, {"social_worker"}),
        (goes_away, {"consultant", "outreach_worker"}),
        (leaves, {"colleague"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_at_every_instant_somebodys_day_says_that_they_send_it(
    cast: Cast, happens: Callable[[Cast, Concern], None], expected: set[str]
) -> None:
    concern = said_yes(cast)
    assessing.take(cast.consultant.sign(), concern=concern)
    happens(cast, concern)
    assert senders(cast, concern) == expected
    sender = sorted(expected - {"consultant"} or expected)[0]
    cast.members[sender].sign()
    send_it(cast, Concern.objects.get(pk=concern.pk), sender)
    assert senders(cast, concern) == set()


def test_a_new_holder_reads_on_page_and_day_that_the_duty_is_theirs_when_the_named_one_has_it_no_more(
    cast: Cast,
) -> None:
    concern = said_yes(cast)
    to_another_door(cast, concern)
    shown = page(cast, "social_worker", concern)
    assert "Før skulle Mette Kjær sende den." in shown
    assert "Du sender den." in shown
    assert "Mette Kjær sender den." not in shown
    assert "Før skulle Mette Kjær sende den." in mine(cast, "social_worker")
    assert "Du handler for" not in mine(cast, "social_worker")  # nobody is away: the concern was handed over


def test_a_new_holder_beside_the_named_one_is_asked_and_may_say_i_send_it(cast: Cast) -> None:
    concern = said_yes(cast)
    to_a_colleague(cast, concern)
    assert "Mette Kjær sender underretningen – eller send den selv." in mine(cast, "colleague")
    line = mine(cast, "consultant")
    assert "Line Østergaard har bekymringen; du sender underretningen." in line
    assert "En anden har den." not in line
    shown = page(cast, "colleague", concern)
    assert "Mette Kjær sender den." in shown
    button = shown.split("Jeg sender den")[0].rsplit("<form", 1)[1]
    assert f'name="notifier" value="{cast.colleague.staff.pk}"' in button
    address = reverse("notifying:assign", args=[concern.pk])
    assert f'action="{address}"' in button
    cast.client("colleague").post(address, {"notifier": str(cast.colleague.staff.pk)})
    assert senders(cast, concern) == {"colleague"}
    assert (cast.consultant.staff.pk, "notification_taken") in notices(cast)
    assert "Jeg sender den" not in page(cast, "colleague", concern)


def test_what_a_chosen_adult_wrote_is_sent_by_whoever_is_named_and_else_by_the_adult(cast: Cast) -> None:
    concern = confided(cast)
    first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    assert senders(cast, concern) == {"consultant"}
    end_colleague(cast.administrator.sign(), staff=cast.consultant.staff)
    assert senders(cast, concern) == {"ssp_teacher"}, "the adult has it, and wrote it"
    chosen_actions.take_over(cast.colleague.sign(), concern=concern, ground="danger", words="Bange for far")
    assert senders(cast, concern) == {"colleague"}


def test_who_sends_it_instead_is_told_by_time_alone_and_once(cast: Cast) -> None:
    concern = said_yes(cast)
    assessing.take(cast.consultant.sign(), concern=concern)
    goes_away(cast, concern)
    cast.colleague.sign()
    for hours in (0, 1):
        remind(hours)
    told = [one for one in notices(cast) if one[1] == "notification_fell"]
    assert told == [(cast.outreach_worker.staff.pk, "notification_fell")]


def test_who_wrote_it_and_is_named_sends_it_wherever_it_lies(cast: Cast) -> None:
    concern = said_yes(cast, "ssp_teacher")
    hand_over(cast, concern, "social_worker", to_door=ConcernDoor.objects.get(key="alle"))
    assert senders(cast, concern) == {"ssp_teacher"}
    assert "Anders Friis sender underretningen – eller send den selv." in mine(cast, "social_worker")
    assert Notifier.objects.count() <= 1


def test_the_clock_of_a_day_is_not_reset_by_a_handover(cast: Cast) -> None:
    concern = said_yes(cast)
    to_another_door(cast, concern)
    actor = cast.social_worker.sign()
    clock = my_clocks()[concern.pk]
    assert clock.due == concern.received_at + timedelta(hours=24)
    assert clock.named == cast.consultant.staff.pk
    assert not clock.is_late(actor.at)


def test_who_is_away_is_offered_with_a_word_of_it(cast: Cast) -> None:
    """Met by a stranger: the list of who can send it named a leader who was away like everybody else."""
    concern = said_yes(cast)
    actor = cast.colleague.sign()
    handing.register_absence(actor, staff=cast.colleague.staff, since=actor.at, until=None)
    shown = cast.client("consultant").get(reverse("notifying:assign", args=[concern.pk])).content.decode()
    assert "Line Østergaard (væk)" in shown
