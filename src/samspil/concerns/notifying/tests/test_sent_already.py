"""A notification that is sent is not asked for again, and every page says so; and what is no word about the child goes with none."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from samspil.concerns.actions import assessing
from samspil.concerns.actions.raising import add_to
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.notifying import actions
from samspil.concerns.notifying.models import Notifier
from samspil.concerns.notifying.tests.scenes import said_yes, send_it
from samspil.concerns.notifying.tests.test_notifying import notices, page
from samspil.concerns.queries.clocks import my_clocks
from samspil.concerns.tests.doors import CONTENT, found, raised
from tests.cast import Cast
from tests.verbs.scene import fresh


def answer(cast: Cast, concern: Concern, **said: str):
    cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    form = {"first-answer": "yes", "first-version": str(version), "first-because": "", **said}
    return cast.client("consultant").post(reverse("concerns:answer_first", args=[concern.pk]), form)


def test_what_its_sender_has_sent_nobody_is_asked_to_send(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    send_it(cast, concern, "ssp_teacher")
    shown = page(cast, "consultant", concern)
    assert "Den er allerede sendt" in shown
    assert 'name="first-notifier"' not in shown
    answered = answer(cast, concern)
    assert answered.status_code == 303, answered.content.decode()
    assert not Notifier.objects.exists()
    assert (cast.ssp_teacher.staff.pk, "notification_yours") not in notices(cast)
    cast.consultant.sign()
    assert concern.pk not in my_clocks()
    # More is told: the question stands open anew, and a yes asks for somebody again.
    add_to(cast.ssp_teacher.sign(), concern=concern, text="Han har slået igen", key=uuid4())
    assert 'name="first-notifier"' in page(cast, "consultant", concern)
    assert answer(cast, concern).status_code == 422


def test_whoever_was_to_send_it_reads_that_the_door_has_sent_it(cast: Cast) -> None:
    concern = said_yes(cast, "ssp_teacher")
    assert "Send den" in page(cast, "ssp_teacher", concern)
    send_it(cast, concern)
    shown = page(cast, "ssp_teacher", concern)
    assert "Mette Kjær sendte den" in shown
    assert "Du skal ikke sende mere." in shown
    assert "Send den" not in shown


def test_whoever_was_to_send_it_reads_that_another_sends_it(cast: Cast) -> None:
    concern = said_yes(cast, "ssp_teacher")
    actions.assign(cast.consultant.sign(), concern=concern, notifier=cast.colleague.staff)
    shown = page(cast, "ssp_teacher", concern)
    assert f"{cast.colleague.staff.name} sender den." in shown
    assert "har sendt den" not in shown


def test_the_chosen_adult_reads_that_the_door_has_read_it(cast: Cast) -> None:
    concern = raised(cast, found(cast, content={**CONTENT, "chosen_adult": "responsible"}), chosen_by="child")
    unknown, known = "Vi ved ikke endnu, om nogen har gjort det", "har læst den"
    shown = page(cast, "ssp_teacher", concern)
    assert unknown in shown
    assert known not in shown
    cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.answer_first(
        cast.consultant.sign(), concern=concern, version=version, answer="yes", notifier=cast.ssp_teacher.staff
    )
    shown = page(cast, "ssp_teacher", concern)
    assert unknown not in shown
    assert known in shown


def test_why_somebody_cannot_send_it_is_no_word_about_the_child(cast: Cast) -> None:
    concern = said_yes(cast, "ssp_teacher")
    client = cast.client("ssp_teacher")
    to = reverse("concerns:add", args=[concern.pk]) + "?kan-ikke=1"
    assert to in page(cast, "ssp_teacher", concern)
    asked = client.get(to).content.decode()
    assert "Hvorfor kan du ikke sende underretningen?" in asked
    assert "Hvor gammelt er barnet?" not in asked
    gone = client.post(to, {"text": "Jeg underviser hele dagen", "idempotency_key": str(uuid4())})
    assert gone.status_code == 303, gone.content.decode()
    at_door = page(cast, "consultant", concern)
    assert "Jeg underviser hele dagen" in at_door.split('id="underretning"')[1].split("</section>")[0]
    text = cast.client("consultant").get(reverse("notifying:send", args=[concern.pk])).content.decode()
    assert "Jeg underviser hele dagen" not in text
    assert (cast.consultant.staff.pk, "notifier_cannot") in notices(cast)
    assert (cast.consultant.staff.pk, "sender_wrote") not in notices(cast)
    assert "Anders Friis sender den." not in at_door
    assert "Vælg en anden, eller send den selv." in at_door.split('id="underretning"')[1].split("</section>")[0]
    assessing.take(cast.consultant.sign(), concern=fresh(concern))
    day = cast.client("consultant").get(reverse("desk:my_day")).content.decode()
    assert "Anders Friis kan ikke sende underretningen. Vælg en anden, eller send den selv." in day
    assert "Anders Friis sender underretningen" not in day
    # Named once more, they are the one who sends it: what they wrote was of then.
    actions.assign(cast.consultant.sign(), concern=fresh(concern), notifier=cast.colleague.staff)
    actions.assign(cast.consultant.sign(), concern=fresh(concern), notifier=cast.ssp_teacher.staff)
    assert (
        "Anders Friis sender underretningen" in cast.client("consultant").get(reverse("desk:my_day")).content.decode()
    )
    assert "Anders Friis sender den." in page(cast, "consultant", concern)
    cast.consultant.sign()
    assert my_clocks()[concern.pk].waits == "unsent"


def test_who_sends_it_is_not_offered_to_send_it_instead(cast: Cast) -> None:
    concern = said_yes(cast)
    assert "i stedet for" not in page(cast, "consultant", concern)
    assert "i stedet for" in page(cast, "colleague", concern)


def test_taking_over_says_that_the_notification_stays(cast: Cast) -> None:
    concern = confided(cast)
    cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.answer_first(
        cast.consultant.sign(), concern=concern, version=version, answer="yes", notifier=cast.ssp_teacher.staff
    )
    shown = cast.client("consultant").get(reverse("chosen:take_over", args=[concern.pk])).content.decode()
    assert f"Underretningen følger ikke med: {cast.ssp_teacher.staff.name} skal sende den" in shown
