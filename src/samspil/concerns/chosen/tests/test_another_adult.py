"""The adult whom a child chose hands the matter over to another adult whom the child chooses now (HAL-13, HAL-15)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import handing, raising
from samspil.concerns.arrivals.tests.steps import remind, told
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.chosen.tests.test_chosen import at_door, text
from samspil.concerns.models import Agreement, Assessment, Concern, Handover, Holding, Step
from samspil.lib.refusals import Refused
from samspil.organisations.models import Post
from tests import clock
from tests.cast import Cast

REASON = "Barnet har det godt med ham"


def asked(cast: Cast) -> Concern:
    """A child told the teacher; the profile names the role of the social worker."""
    post = Post.objects.select_related("role").filter(staff=cast.social_worker.staff).first()
    assert post is not None
    return confided(cast, roles=[post.role.key])


def form_of(concern: Concern) -> str:
    return reverse("concerns:hand_over", args=[concern.pk])


def offered(cast: Cast, concern: Concern) -> Handover:
    return handing.propose(
        cast.ssp_teacher.sign(), concern=concern, to_staff=cast.social_worker.staff, reason=REASON, key=uuid4(),
        suspicion="unsure",
    )  # fmt: skip


def say(cast: Cast, offer: Handover, party: str, by: str, answer: str = "agrees", **said: str) -> Handover:
    actor = cast.members[by].sign()
    return handing.reply(actor, handover=Handover.objects.get(pk=offer.pk), party=party, answer=answer, **said)  # type: ignore[arg-type]


def test_it_goes_to_the_adult_whom_the_child_chooses_now_when_all_have_agreed(cast: Cast) -> None:
    concern = asked(cast)
    teacher, other = cast.client("ssp_teacher"), cast.client("social_worker")
    page = text(teacher.get(form_of(concern)))
    assert "En voksen, som barnet vælger nu" in page
    assert cast.social_worker.staff.name in page
    assert "Ikke deres vurdering" in page  # what is disclosed stands above the button
    sent = teacher.post(
        form_of(concern),
        {
            "to": f"staff-{cast.social_worker.staff.pk}", "reason": REASON, "suspicion": "unsure",
            "idempotency_key": str(uuid4()),
        },
    )  # fmt: skip
    assert sent.status_code == 303, text(sent)
    offer = Handover.objects.get() if cast.ssp_teacher.sign() else None
    assert offer is not None
    question = text(other.get(reverse("concerns:handover", args=[offer.pk])))
    assert REASON in question
    assert other.get(at_door(concern)).status_code == 404, "before the yes the question alone is read"
    assert say(cast, offer, "receiver", "social_worker").state == "proposed"
    assert other.get(at_door(concern)).status_code == 404
    assert "Pia Møller" in text(teacher.get(reverse("concerns:handover", args=[offer.pk])))  # reads the yes
    assert say(cast, offer, "child", "ssp_teacher").state == "in_effect"
    cast.social_worker.sign()
    held = Holding.objects.get(concern=concern, period__upper_inf=True)
    assert (held.staff_id, held.footing, held.unit_id) == (
        cast.social_worker.staff.pk,
        "chosen",
        cast.units["family"].pk,
    )
    assert not Assessment.objects.exists(), "what the door assesses stays the door's"
    shown = text(other.get(at_door(concern)))
    assert "Barnet har valgt at tale med Pia Møller" in shown
    assert "Bed døren om at tage over" in shown
    assert "Bed døren om at tage over" not in text(teacher.get(at_door(concern)))
    assert text(cast.client("consultant").get(at_door(concern))).count("Pia Møller")
    raising.add_to(cast.social_worker.sign(), concern=concern, text="Talt med hende i dag", key=uuid4())
    assert "Talt med hende i dag" in text(cast.client("consultant").get(at_door(concern)))
    for outsider in ("outsider", "police_officer", "other_consultant"):
        assert cast.client(outsider).get(at_door(concern)).status_code == 404
        assert cast.client(outsider).get(reverse("concerns:handover", args=[offer.pk])).status_code == 404


def test_without_the_childs_yes_it_stays_and_with_a_no_the_question_is_read_no_more(cast: Cast) -> None:
    concern = asked(cast)
    offer = offered(cast, concern)
    assert say(cast, offer, "receiver", "social_worker", "disagrees", note="Jeg kender familien").state == "declined"
    cast.social_worker.sign()
    assert not Handover.objects.exists()
    assert not Concern.objects.exists()
    shown = text(cast.client("ssp_teacher").get(reverse("concerns:handover", args=[offer.pk])))
    assert "Jeg kender familien" in shown
    offer = offered(cast, concern)
    handing.withdraw(cast.ssp_teacher.sign(), handover=offer)
    cast.social_worker.sign()
    assert not Handover.objects.exists()


def test_the_adult_before_who_did_not_send_it_reads_it_no_more(cast: Cast) -> None:
    concern = asked(cast)
    offer = offered(cast, concern)
    say(cast, offer, "receiver", "social_worker")
    say(cast, offer, "child", "ssp_teacher")
    back = handing.propose(
        cast.colleague.sign(), concern=Concern.objects.get(pk=concern.pk), to_staff=cast.colleague.staff, reason="Døren kan mere",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    say(cast, back, "giver", "social_worker")
    say(cast, back, "child", "social_worker")
    assert Handover.objects.get(pk=back.pk).state == "in_effect"
    cast.social_worker.sign()
    assert not Concern.objects.exists()
    assert not Step.objects.exists()
    cast.ssp_teacher.sign()
    assert Concern.objects.exists(), "who sent it goes on reading what they sent"


def test_the_profile_says_which_roles(cast: Cast) -> None:
    concern = confided(cast)
    assert cast.social_worker.staff.name not in text(cast.client("ssp_teacher").get(form_of(concern)))
    with pytest.raises(Refused):
        offered(cast, concern)


def test_only_the_adult_who_has_it_offers_it_to_another_adult(cast: Cast) -> None:
    concern = asked(cast)
    with pytest.raises(Refused):
        handing.propose(
            cast.consultant.sign(), concern=concern, to_staff=cast.social_worker.staff, reason=REASON, key=uuid4(),
            suspicion="unsure",
        )  # fmt: skip


def test_the_new_adult_has_the_same_acts_and_a_clock_of_their_own(cast: Cast) -> None:
    concern = asked(cast)
    offer = offered(cast, concern)
    say(cast, offer, "child", "ssp_teacher")
    before = ChosenAdult.objects.get(concern=concern)
    with clock.later(days=3):
        assert say(cast, offer, "receiver", "social_worker").state == "in_effect"  # the last yes reads no concern yet
        other = cast.client("social_worker")
        page = text(other.get(at_door(concern))).replace("\xa0", " ")
        for act in ("Skriv, hvad du har gjort", "Fortæl mere", "Reagér inden", "Overdrag"):
            assert act in page, act
        assert concern.who in text(other.get(reverse("concerns:waiting")))
        assert "Pia Møller reagerer inden" in text(cast.client("consultant").get(at_door(concern))).replace("\xa0", " ")
        assert "Skriv, hvad du har gjort" not in text(cast.client("ssp_teacher").get(at_door(concern)))
        cast.social_worker.sign()
        chosen = ChosenAdult.objects.get(concern=concern)
        assert (chosen.staff_id, chosen.react_by is not None) == (cast.social_worker.staff.pk, True)
        assert before.react_by is not None
        assert chosen.react_by is not None
        assert chosen.react_by > before.react_by
    due = chosen.react_by
    remind(due - timedelta(hours=1))
    assert list(told("chosen_waits")) == [cast.social_worker.staff.pk]


def test_who_is_asked_reads_that_the_child_has_answered_and_not_what(cast: Cast) -> None:
    concern = asked(cast)
    offer = offered(cast, concern)
    say(cast, offer, "child", "ssp_teacher", "disagrees", note="Malthe vil ikke have, at læreren ved det")
    page = text(cast.client("social_worker").get(reverse("concerns:handover", args=[offer.pk])))
    assert "Malthe vil ikke" not in page
    assert "Barnet: er ikke enig" not in page
    assert "svaret er skrevet ned" in page
    cast.social_worker.sign()
    assert not Agreement.objects.filter(party="child").exists(), "the row itself is not theirs"
    for member in ("ssp_teacher", "consultant"):
        assert "Malthe vil ikke" in text(cast.client(member).get(reverse("concerns:handover", args=[offer.pk])))
