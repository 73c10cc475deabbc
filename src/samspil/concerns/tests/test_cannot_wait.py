"""A handover that cannot wait: danger, or the 24 hours run. Nobody waits for a leader, and the reason is written down."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import handing
from samspil.concerns.models import Agreement, Concern, Handover
from samspil.concerns.queries.clocks import my_clocks, urgent_questions
from samspil.concerns.tests.doors import found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import holder, propose, ready, say
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast


def urgent(cast: Cast) -> tuple[Concern, Handover]:
    """Can be a notification, 24 hours run, and "we do not know" of the suspicion; offered to another door, which says yes."""
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), reason="Kender hende",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    say(cast, offer, "receiver", by="social_worker")
    return concern, offer


def test_where_it_cannot_wait_who_has_it_writes_why_the_child_is_not_asked_and_no_leader_is_waited_for(
    cast: Cast,
) -> None:
    """Met at a handover: the receiver had said yes, and for a child in danger nobody could read it until a leader came."""
    leader(cast)
    concern, offer = urgent(cast)
    assert holder(cast, concern) == "Mette Kjær", "the child has not answered"
    shown = cast.client("consultant").get(reverse("concerns:handover", args=[offer.pk])).content.decode()
    assert "Det kan ikke vente" in shown
    with pytest.raises(Refused):
        say(cast, offer, "child", "not_asked", because="travlt")
    with pytest.raises(Refused):
        say(cast, offer, "child", "not_asked", because="danger", by="social_worker")  # not the receiver's to say
    assert say(cast, offer, "child", "not_asked", because="danger").state == "in_effect"
    assert holder(cast, concern, "social_worker") == "Pia Møller"
    cast.social_worker.sign()
    assert Agreement.objects.get(handover=offer, party="child").because == "danger"
    shown = cast.client("social_worker").get(reverse("concerns:handover", args=[offer.pk])).content.decode()
    assert "ikke spurgt: det kunne ikke vente" in shown
    assert "det skal bekræftes" not in shown


def test_where_it_can_wait_a_leader_confirms_all_the_same(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    leader(cast)
    handover = propose(cast, concern)
    for party, by in (("receiver", "colleague"), ("parents", "consultant")):
        say(cast, handover, party, by=by)
    assert say(cast, handover, "child", "not_asked", because="danger").state == "proposed"
    shown = cast.client("consultant").get(reverse("concerns:handover", args=[handover.pk])).content.decode()
    assert "Det kan ikke vente" not in shown
    assert "det skal bekræftes" in shown


def test_who_is_asked_reads_that_it_cannot_wait_on_page_list_and_day_and_nothing_of_the_concern(cast: Cast) -> None:
    door = found(cast)
    concern = ready(cast, door)
    calm = handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), reason="Rolig sag",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    urgent_one = raised(cast, door, who="En anden pige")
    first(cast.consultant.sign(), urgent_one, "yes", "", cast.consultant.staff)
    offer = handing.propose(
        cast.consultant.sign(), concern=urgent_one, to_door=ConcernDoor.objects.get(key="alle"), reason="Kender hende",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    client = cast.client("social_worker")
    page = client.get(reverse("concerns:handover", args=[offer.pk])).content.decode()
    assert "Det kan ikke vente" in page
    assert "Svar nu" in page
    assert "Ingen leder skal bekræfte" not in page, "that is said to who writes it"
    assert "Det kan ikke vente" not in client.get(reverse("concerns:handover", args=[calm.pk])).content.decode()
    for where in (reverse("concerns:queue"), "/"):
        shown = client.get(where).content.decode()
        assert shown.count("Kan ikke vente") == 1, where
        links = [shown.index(reverse("concerns:handover", args=[one.pk])) for one in (offer, calm)]
        assert shown.index("Kan ikke vente") < links[0] < links[1], where
        assert "En anden pige" not in shown
    cast.outsider.sign()
    assert urgent_questions([offer.pk]) == set()
    cast.social_worker.sign()
    assert urgent_questions([offer.pk, calm.pk]) == {offer.pk}
    say(cast, offer, "receiver", "disagrees", by="social_worker", note="Nej")
    cast.social_worker.sign()
    assert urgent_questions([offer.pk]) == set()


def test_who_is_asked_reads_that_the_unsent_notification_comes_along(cast: Cast) -> None:
    """Whoever said yes learnt afterwards that it was they who had to send it."""
    concern, offer = urgent(cast)
    page = reverse("concerns:handover", args=[offer.pk])
    sure, if_any = (
        "Underretningen er ikke sendt endnu. Den følger med",
        "Er der en underretning, som ikke er sendt endnu",
    )
    assert sure in cast.client("consultant").get(page).content.decode()
    asked = cast.client("social_worker").get(page).content.decode()
    assert if_any in asked  # who does not read the concern yet does not read what was answered of it either
    assert sure not in asked
    say(cast, offer, "child", "not_asked", because="danger")
    cast.social_worker.sign()
    assert my_clocks()[concern.pk].is_mine
    assert sure not in cast.client("social_worker").get(page).content.decode()


def test_at_the_same_door_it_stays_with_who_was_named(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    offer = propose(cast, concern)
    shown = cast.client("colleague").get(reverse("concerns:handover", args=[offer.pk])).content.decode()
    assert "Det kan ikke vente" in shown
    assert "følger med" not in shown
    for party, by in (("receiver", "colleague"), ("child", "consultant"), ("parents", "consultant")):
        say(cast, offer, party, by=by)
    cast.colleague.sign()
    assert not my_clocks()[concern.pk].is_mine
