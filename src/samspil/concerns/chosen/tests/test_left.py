"""The adult who was chosen has stopped: nothing that was entrusted to them is read or handled by them any more."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.concerns.actions import handing
from samspil.concerns.chosen import actions
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.chosen.tests.test_another_adult import say
from samspil.concerns.chosen.tests.test_chosen import at_door, text, told
from samspil.concerns.models import Concern, Handover, Holding, Step
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import leader
from samspil.lib.refusals import Refused
from samspil.organisations.actions import end_post, give_post, keep_post
from samspil.organisations.models import Post
from samspil.sharing.notices.queries import mine
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
    for address in (
        at_door(concern),
        f"/bekymringer/doer/{concern.pk}/overdrag/",
        f"/bekymringer/doer/{concern.pk}/tilfoej/",
    ):
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


def test_the_unit_is_that_of_who_acts(cast: Cast) -> None:
    """Met by a stranger: who acts stood there with the school of the teacher who had stopped."""
    panel = text(cast.client("consultant").get(at_door(stopped(cast)))).split("Hvem har det nu?")[1]
    assert f"<strong>Mette Kjær</strong>, {cast.consultant.unit.name}." in panel.split("</section>")[0]


def last_day(cast: Cast, days: int = 14) -> date:
    day = timezone.localdate() + timedelta(days=days)
    end_post(
        cast.administrator.sign(),
        post=Post.objects.filter(staff=cast.ssp_teacher.staff).order_by("pk")[0],
        last_day=day,
    )
    return day


def test_before_the_last_day_everybody_reads_what_was_entrusted_and_who_acts_then(cast: Cast) -> None:
    """Met by a stranger: the pages of the last day did not name it, and named somebody else as who acts."""
    concern = confided(cast)
    post = Post.objects.get(staff=cast.ssp_teacher.staff)
    foretold = "Derefter handler Mette Kjær for dem"
    for client, address in (
        (cast.client("administrator"), f"/administration/stillinger/{post.pk}/slut/"),
        (cast.client("administrator"), reverse("administration:end_colleague", args=[cast.ssp_teacher.staff.pk])),
        (cast.client("ssp_teacher"), f"/mine-stillinger/{post.pk}/sidste-dag/"),
    ):
        shown = text(client.get(address))
        whom = "dig" if "sidste-dag" in address else "medarbejderen"
        assert f"Bekymringer, hvor nogen har valgt {whom} at tale med: 1" in shown, address
        assert foretold in shown, address
    day = last_day(cast)
    cast.consultant.sign()
    assert told("En voksen, som nogen har valgt at tale med, stopper en aftalt dag.") == [at_door(concern)]
    for member in ("ssp_teacher", "consultant"):
        page = text(cast.client(member).get("/sager/efterladt/"))
        assert at_door(concern) in page, member
        assert f"Anders Friis stopper {day:%d.%m.%Y}. Derefter handler Mette Kjær." in page, member
    assert at_door(concern) not in text(cast.client("colleague").get("/sager/efterladt/"))
    with later(days=15):
        actor = cast.consultant.sign()
        assert who_has([concern], actor.at)[concern.pk].now.name == "Mette Kjær"  # as was foretold
        assert "Anders Friis er stoppet. Mette Kjær handler." in text(
            cast.client("consultant").get("/sager/efterladt/")
        )


def test_a_post_elsewhere_goes_on_and_nothing_is_foretold(cast: Cast) -> None:
    confided(cast)
    post = Post.objects.select_related("role").get(staff=cast.ssp_teacher.staff)
    give_post(cast.administrator.sign(), staff=cast.ssp_teacher.staff, role=post.role, unit=cast.units["family"])
    cast.administrator.sign()
    shown = text(cast.client("administrator").get(f"/administration/stillinger/{post.pk}/slut/"))
    assert "har valgt medarbejderen" not in shown
    last_day(cast)
    cast.consultant.sign()
    assert not told("En voksen, som nogen har valgt at tale med, stopper en aftalt dag.")


def test_the_day_taken_back_is_told(cast: Cast) -> None:
    concern = confided(cast)
    last_day(cast)
    keep_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    cast.consultant.sign()
    new = {line.sentence for line in mine() if line.seen_at is None}
    assert "En voksen, som nogen har valgt at tale med, stopper en aftalt dag." not in new
    assert told("En voksen, som nogen har valgt at tale med, stopper alligevel ikke.") == [at_door(concern)]


@pytest.mark.parametrize("rule", ["responsible", "contact"])
def test_of_who_has_stopped_nobody_says_that_the_child_still_talks_with_them(cast: Cast, rule: str) -> None:
    concern = confided(cast, rule=rule)
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    cast.consultant.sign()
    assert told("Den voksne, som nogen har valgt at tale med, er stoppet. Spørg, hvem de nu vil tale med.") == [
        at_door(concern)
    ]
    client = cast.client("consultant")

    def panel() -> str:
        return text(client.get(at_door(concern))).replace("\xa0", " ")

    said = "Anders Friis er stoppet. Mette Kjær spørger, hvem barnet nu vil tale med."
    for words in ("er stadig den, barnet taler med", "Anders Friis reagerer inden", "Anders Friis har den, indtil"):
        assert words not in panel()
    assert said in panel()
    if rule == "responsible":
        page = text(client.get(reverse("chosen:take_over", args=[concern.pk])))
        assert said in page
        assert "er stadig den" not in page
        actions.take_over(cast.consultant.sign(), concern=concern, ground="absence")
        assert said in panel()
        assert "er stadig den" not in panel()


@pytest.mark.parametrize("taken", [False, True])
def test_whoever_has_it_names_the_adult_whom_the_child_chooses_now(cast: Cast, taken: bool) -> None:
    role = Post.objects.select_related("role").get(staff=cast.social_worker.staff).role
    concern = confided(cast, roles=[role.key])
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    if taken:
        actions.take_over(cast.consultant.sign(), concern=concern, ground="absence")
    client = cast.client("consultant")
    page = text(client.get(at_door(concern)))
    assert "Nævn den voksne, som de nu vælger" in page
    form = reverse("concerns:hand_over", args=[concern.pk])
    assert cast.social_worker.staff.name in text(client.get(form))
    sent = client.post(form, {
        "to": f"staff-{cast.social_worker.staff.pk}", "reason": "Barnet vil tale med hende", "suspicion": "unsure",
        "idempotency_key": str(uuid4()),
    })  # fmt: skip
    assert sent.status_code == 303, text(sent)
    cast.consultant.sign()
    offer = Handover.objects.get(concern=concern)
    assert say(cast, offer, "receiver", "social_worker").state == "proposed"
    assert cast.client("social_worker").get(at_door(concern)).status_code == 404, "before the yes the question alone"
    assert say(cast, offer, "child", "consultant").state == "in_effect"
    cast.social_worker.sign()
    held = Holding.objects.get(concern=concern, period__upper_inf=True)
    assert (held.staff_id, held.footing) == (cast.social_worker.staff.pk, "chosen")
    assert "Barnet har valgt at tale med Pia Møller" in text(cast.client("social_worker").get(at_door(concern)))


def test_where_the_door_has_it_the_door_goes_on_having_it(cast: Cast) -> None:
    role = Post.objects.select_related("role").get(staff=cast.social_worker.staff).role
    concern = confided(cast, rule="contact", roles=[role.key])
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.social_worker.staff, reason="Barnet vil tale med hende",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    say(cast, offer, "receiver", "social_worker")
    assert say(cast, offer, "child", "consultant").state == "in_effect"
    cast.consultant.sign()
    assert Holding.objects.get(concern=concern, period__upper_inf=True).staff_id == cast.consultant.staff.pk
    shown = text(cast.client("social_worker").get(at_door(concern)))
    assert "Pia Møller er stadig den, barnet taler med" in shown


def test_while_the_adult_is_here_the_door_names_nobody(cast: Cast) -> None:
    role = Post.objects.select_related("role").get(staff=cast.social_worker.staff).role
    concern = confided(cast, rule="contact", roles=[role.key])
    with pytest.raises(Refused):
        handing.propose(
            cast.consultant.sign(), concern=concern, to_staff=cast.social_worker.staff, reason="x", key=uuid4(),
            suspicion="unsure",
        )  # fmt: skip
    assert cast.social_worker.staff.name not in text(
        cast.client("consultant").get(reverse("concerns:hand_over", args=[concern.pk]))
    )


@pytest.mark.parametrize("rule", ["responsible", "contact"])
def test_who_asks_writes_that_the_child_talks_with_them(cast: Cast, rule: str) -> None:
    concern = confided(cast, rule=rule)
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    client, form = cast.client("consultant"), reverse("chosen:hear_choice", args=[concern.pk])
    assert form in text(client.get(at_door(concern)))
    assert cast.client("colleague").get(form).status_code == 409
    assert "Anders Friis er stoppet. Mette Kjær spørger" in text(client.get(form))
    assert client.post(form, {"whom": "me", "words": " "}).status_code == 422
    assert client.post(form, {"whom": "me", "words": "Hun vil gerne tale med Mette"}).status_code == 303
    shown = text(client.get(at_door(concern)))
    assert "Barnet har valgt at tale med Mette Kjær." in shown
    assert "Anders Friis er stoppet. Mette Kjær spørger" not in shown
    assert "Hun vil gerne tale med Mette" in shown
    cast.consultant.sign()
    assert Holding.objects.get(concern=concern, period__upper_inf=True).staff_id == cast.consultant.staff.pk
    assert "Anders Friis er stoppet" not in text(client.get("/sager/efterladt/"))
    assert client.get(form).status_code == 409, "once"


def test_that_they_choose_nobody_stands_there_and_they_can_choose_later(cast: Cast) -> None:
    concern = confided(cast, rule="contact")
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    client, form = cast.client("consultant"), reverse("chosen:hear_choice", args=[concern.pk])
    assert client.post(form, {"whom": "nobody", "words": "Hun vil vente"}).status_code == 303
    shown = text(client.get(at_door(concern)))
    assert "Mette Kjær har spurgt, og barnet vælger ingen nu.</strong> »Hun vil vente«" in " ".join(shown.split())
    assert "Mette Kjær spørger, hvem barnet nu vil tale med" not in shown
    assert at_door(concern) not in text(client.get("/sager/efterladt/"))
    assert form in shown


def test_where_the_profile_names_no_role_anybody_who_works_with_children_is_named(cast: Cast) -> None:
    concern = confided(cast, rule="contact")
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    client = cast.client("consultant")
    assert "Nævn den voksne, som de nu vælger" in text(client.get(at_door(concern)))
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.social_worker.staff, reason="Barnet vil tale med hende",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    say(cast, offer, "receiver", "social_worker")
    assert say(cast, offer, "child", "consultant").state == "in_effect"
    assert "Pia Møller er stadig den, barnet taler med" in text(cast.client("social_worker").get(at_door(concern)))


@pytest.mark.parametrize("rule", ["responsible", "contact"])
@pytest.mark.parametrize("answer", ["agrees", "not_asked"])
def test_a_colleague_at_the_door_to_whom_the_child_says_yes_is_the_one_they_chose(
    cast: Cast, rule: str, answer: str
) -> None:
    """Met by a stranger: the concern went to her with the child's yes, and still said that the child talks with who had stopped."""
    concern = confided(cast, rule=rule)
    end_post(cast.administrator.sign(), post=Post.objects.get(staff=cast.ssp_teacher.staff))
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Barnet vil tale med hende",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    asked = text(cast.client("colleague").get(reverse("concerns:handover", args=[offer.pk])))
    assert "Anders Friis, som de havde valgt at tale med, er stoppet" in asked
    assert "taler de fra nu af med Line Østergaard" in asked
    say(cast, offer, "receiver", "colleague")
    if answer == "agrees":
        assert say(cast, offer, "child", "consultant").state == "in_effect"
    else:
        leader(cast)
        handing.reply(cast.consultant.sign(), handover=offer, party="child", answer="not_asked", because="danger")
        handing.reply(cast.members["leader"].sign(), handover=offer, party="child", answer="confirmed")
    shown = text(cast.client("colleague").get(at_door(concern)))
    assert ("Barnet har valgt at tale med Line Østergaard." in shown) is (answer == "agrees")
    assert ("Anders Friis er stoppet." in shown) is (answer != "agrees")
