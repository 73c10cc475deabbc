"""The 24-hour question is asked again: by new words of the sender, and by a door that knows better. Every answer stays."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing
from samspil.concerns.actions.raising import add_to
from samspil.concerns.arrivals import actions as arrivals
from samspil.concerns.arrivals.tests.steps import told
from samspil.concerns.models import Assessment, Concern, StepKind
from samspil.concerns.notifying.models import Notifier
from samspil.concerns.notifying.tests.scenes import send_it
from samspil.concerns.queries.clocks import my_clocks
from samspil.concerns.tests.doors import FORM, at, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from tests import clock
from tests.cast import Cast, as_role

TUESDAY = at("2026-11-24T10:20")
WORDS = "Emil siger, at hans far slår ham"


def main(cast: Cast, concern: Concern, member: str = "consultant") -> str:
    shown = cast.client(member).get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    return str(shown.split("<main")[1].split("</main")[0])


def tells_more(cast: Cast, concern: Concern, text: str = WORDS) -> None:
    add_to(cast.ssp_teacher.sign(), concern=concern, text=text, key=uuid4())


def waits(cast: Cast, concern: Concern, member: str = "consultant") -> str:
    cast.members[member].sign()
    running = my_clocks().get(concern.pk)
    return running.waits if running else ""


def close(cast: Cast, concern: Concern, outcome: str = "help") -> None:
    actor = cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.close(
        actor, concern=Concern.objects.get(pk=concern.pk), version=version, outcome=outcome, reason="Aftalt"
    )


def remind(hours: int) -> None:
    with as_role("none") as cursor:
        cursor.execute("SELECT concerns.remind(access.at() + make_interval(hours => %s))", [hours])


def test_a_no_is_asked_again_when_the_sender_tells_more_and_the_clock_begins_with_those_words(cast: Cast) -> None:
    with clock.at(TUESDAY):
        concern = raised(cast, found(cast), about="group", who="En gruppe drenge")
        first(cast.consultant.sign(), concern, because="Ingen enkelte børn nævnt")
        assert waits(cast, concern) == ""
        assert 'name="first-answer"' in main(cast, concern)  # it can be changed at any time
        assert "Nej: Ingen enkelte børn nævnt" in main(cast, concern)  # and reads as a sentence
        assert "fordi …:" not in main(cast, concern)
    with clock.at(TUESDAY + timedelta(days=3)):
        tells_more(cast, concern)
        assert waits(cast, concern) == "again"
        shown = main(cast, concern)
        assert "Afsenderen har fortalt mere, siden I svarede. Svar igen." in shown
        assert shown.count(WORDS) >= 2  # beside the question, and in what has happened
        assert "24 timer udløber 28.11.2026 kl. 10.20" in shown
        assert (
            "Har fortalt mere: svar igen" in cast.client("consultant").get(reverse("concerns:queue")).content.decode()
        )
        with pytest.raises(Refused, match="fortalt mere"):
            close(cast, concern)
        first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
        assert waits(cast, concern) == "unsent"
        assert "24 timer udløber 28.11.2026 kl. 10.20" in main(cast, concern)  # from the new words, not from Tuesday
        send_it(cast, concern)
        close(cast, concern, "notification")
        history = main(cast, concern).split("Hvad der er sket")[1]
        assert "svarede: Det er ikke en underretning, fordi" in history
        assert "Ingen enkelte børn nævnt" in history
        assert "svarede: Det kan være en underretning." in history


def test_new_words_after_it_was_sent_ask_again_and_it_is_sent_again(cast: Cast) -> None:
    with clock.at(TUESDAY):
        concern = raised(cast, found(cast))
        first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
        send_it(cast, concern)
        assert waits(cast, concern) == ""
        with pytest.raises(Refused, match="allerede sendt"):
            first(cast.consultant.sign(), concern)
    with clock.at(TUESDAY + timedelta(hours=5)):
        tells_more(cast, concern)
        assert waits(cast, concern) == "again"
        first(cast.consultant.sign(), concern, "yes", "", cast.colleague.staff)
        assert waits(cast, concern) == "unsent"
        send_it(cast, concern)
        assert waits(cast, concern) == ""


def test_what_is_told_while_it_is_unsent_belongs_to_what_is_sent(cast: Cast) -> None:
    with clock.at(TUESDAY):
        concern = raised(cast, found(cast))
        first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    with clock.at(TUESDAY + timedelta(hours=1)):
        tells_more(cast, concern)
        assert waits(cast, concern) == "unsent"
    with clock.at(TUESDAY + timedelta(hours=2)):
        send_it(cast, concern)
        assert waits(cast, concern) == ""


def test_who_does_not_know_yet_keeps_the_clock_and_what_was_agreed_stays(cast: Cast) -> None:
    with clock.at(TUESDAY):
        concern = raised(cast, found(cast))
        first(cast.consultant.sign(), concern, "unsure", "Ringet til døgnvagten 13.50. De ringer tilbage.")
        assert waits(cast, concern) == "unsure"
        assert "24 timer udløber" in main(cast, concern)
        first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
        assert "Ringet til døgnvagten 13.50. De ringer tilbage." in main(cast, concern)
        tells_more(cast, concern)


def test_a_yes_becomes_a_no_with_its_reason_and_who_was_to_send_it_is_told(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern, "yes", "", cast.ssp_teacher.staff)
    assert "Du sender den." in main(cast, concern, "ssp_teacher")
    assert "24 timer udløber" in main(cast, concern, "ssp_teacher")  # who is to send it sees the clock too
    with pytest.raises(Refused, match="Der er svaret ja"):
        first(cast.consultant.sign(), concern, "yes", "", cast.ssp_teacher.staff)
    first(cast.consultant.sign(), concern, "no", "Modtagelsen har den allerede")
    assert cast.ssp_teacher.staff.pk in told("notification_off")
    assert "Du sender den." not in main(cast, concern, "ssp_teacher")
    cast.consultant.sign()
    assert [one.staff_id for one in Notifier.objects.order_by("pk")] == [cast.ssp_teacher.staff.pk, None]
    assert "Der skal alligevel ikke sendes en underretning." in main(cast, concern)


def test_each_clock_is_reminded_of_once(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    cast.consultant.sign()
    remind(13)
    remind(14)
    before = told("hours_passed")[cast.consultant.staff.pk]
    assert len(before) == 1
    with clock.later(hours=14):
        with as_role("samspil_lock") as cursor:
            cursor.execute("UPDATE notices_notice SET seen_at = made_at")
        first(cast.consultant.sign(), concern)
    with clock.later(hours=15):
        tells_more(cast, concern)
        cast.consultant.sign()
        remind(1)
        assert len(told("hours_passed")[cast.consultant.staff.pk]) == 1
        remind(13)
        remind(14)
        assert len(told("hours_passed")[cast.consultant.staff.pk]) == 2


def test_the_chosen_adult_who_tells_more_is_heard_by_the_door(cast: Cast) -> None:
    """What lies with the adult who tells it would else be told to nobody."""
    from samspil.concerns.chosen.tests.scenes import confided  # noqa: PLC0415

    concern = confided(cast)
    tells_more(cast, concern)
    assert cast.consultant.staff.pk in told("sender_wrote")


def test_danger_and_who_acts_on_it_stay_in_sight_until_it_is_closed(cast: Cast) -> None:
    """After the first answer the box was gone: a colleague who came later saw neither the danger nor who acted."""
    found(cast)
    form = FORM | {"idempotency_key": str(uuid4()), "in_danger": "on"}
    cast.client("ssp_teacher").post(reverse("concerns:raise"), form)
    cast.consultant.sign()
    concern = Concern.objects.get()
    arrivals.take(cast.consultant.sign(), about=concern)
    first(cast.consultant.sign(), concern, "unsure", "Ringer til vagten")
    shown = main(cast, concern, "colleague")
    assert "Afsenderen siger, at nogen er i fare nu" in shown
    assert f"{cast.consultant.staff.name} har handlet på det siden" in shown
    history = shown.split("Hvad der er sket")[1]
    assert "Afsenderen sagde, at nogen er i fare." in history
    assert f"{cast.consultant.staff.name} handler på faren." in history


def test_what_has_happened_is_told_in_the_order_of_time_with_who_was_asked(cast: Cast) -> None:
    from samspil.concerns.actions import handing  # noqa: PLC0415

    with clock.at(TUESDAY):
        concern = raised(cast, found(cast), about="group")
        first(cast.consultant.sign(), concern)
        assessing.take(cast.consultant.sign(), concern=concern)
    with clock.at(TUESDAY + timedelta(hours=1)):
        offer = handing.propose(
            cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender dem", key=uuid4()
        )
    with clock.at(TUESDAY + timedelta(hours=2)):
        handing.reply(cast.colleague.sign(), handover=offer, party="receiver", answer="disagrees", note="Ferie")
    with clock.at(TUESDAY + timedelta(hours=3)):
        tells_more(cast, concern)
        history = main(cast, concern).split("Hvad der er sket")[1]
        hours = [f"{hour}.{minute}" for hour, minute in re.findall(r"24\.11\.2026 kl\. (\d+)\.(\d\d):", history)]
        assert hours == sorted(hours)
        assert "Line Østergaard blev bedt om at overtage den fra Mette Kjær." in history
        assert "Line Østergaard sagde nej til at overtage den." in history
        assert history.index("sagde nej") < history.index(WORDS)


def test_every_kind_of_clock_is_one_that_the_page_knows(cast: Cast) -> None:
    """The words stand in SQL and in Python."""
    from samspil.concerns.queries import clocks  # noqa: PLC0415

    with as_role("none") as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE oid = 'concerns.clocks'::regproc")
        (source,) = cursor.fetchone()
    said = set(re.findall(r"THEN '(\w+)'|ELSE '(\w+)'", source))
    words = {word for pair in said for word in pair if word}
    assert words == {clocks.FIRST, clocks.UNSURE, clocks.UNSENT, clocks.AGAIN}
    assert {StepKind.ADDED, StepKind.ANSWERED} == set(re.findall(r"'(added|answered)'", source))
