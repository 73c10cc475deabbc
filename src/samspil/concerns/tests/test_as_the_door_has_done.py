"""What the sender, the chosen adult and the door's colleagues read follows what was done, and says no more of it."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing, handing
from samspil.concerns.arrivals.tests.steps import TUESDAY, my_day
from samspil.concerns.chosen import actions as chosen
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.chosen.tests.test_another_adult import asked, offered
from samspil.concerns.chosen.tests.test_another_adult import say as agree
from samspil.concerns.models import Assessment, Concern, Handover
from samspil.concerns.notifying.models import SentNotification
from samspil.concerns.notifying.tests.scenes import send_it
from samspil.concerns.queries import cases
from samspil.concerns.queries.cases import CaseNow
from samspil.concerns.tests.doors import OFFICE, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import propose, ready, say
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit
from tests import clock
from tests.cast import Cast
from tests.verbs.scene import fresh

PERHAPS = "Kan det være en i hjemmet eller familien?"
WARNS = "Tal ikke med forældrene først"
TALKS = "De taler med dig"


def show(cast: Cast, member: str, name: str, *args: int) -> str:
    answer = cast.client(member).get(reverse(name, args=args))
    return unescape(str(answer.content.decode().split("<main")[1].split("</main")[0]))


def page(cast: Cast, member: str, concern: Concern) -> str:
    return show(cast, member, "concerns:at_door", concern.pk)


def closed(cast: Cast, concern: Concern, outcome: str = "help") -> None:
    actor, version = cast.consultant.sign(), Assessment.objects.get(concern=concern).version
    assessing.close(actor, concern=fresh(concern), version=version, outcome=outcome, reason="Aftalt")


# --- a case came of it ----------------------------------------------------------------------------------------------
@pytest.fixture
def led_to_case(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every concern has led to a case that the door's colleague has."""

    def answer(_actor: object, concerns: list[Concern]) -> dict[int, CaseNow]:
        staff, unit = cast.colleague.staff, cast.colleague.unit
        return {one.pk: CaseNow(Staff.objects.get(pk=staff.pk), Unit.objects.get(pk=unit.pk)) for one in concerns}

    monkeypatch.setattr(cases, "_answers", [answer])


@pytest.mark.usefixtures("led_to_case")
def test_that_a_case_came_of_it_is_told_at_the_door_alone(cast: Cast) -> None:
    """Whoever reads that a case came of what they sent knows that the child is known."""
    concern = ready(cast, found(cast))
    assert "Der er kommet en sag ud af den" in page(cast, "consultant", concern)
    for name in ("concerns:at_door", "concerns:raised", "concerns:add"):
        shown = show(cast, "ssp_teacher", name, concern.pk)
        assert "<strong>Line Østergaard</strong>" in shown, name
        assert "sag ud af" not in shown, name


@pytest.mark.usefixtures("led_to_case")
def test_the_chosen_adult_reads_of_no_case_on_the_page_and_on_the_day(cast: Cast) -> None:
    concern = confided(cast)
    assert "sag ud af" not in page(cast, "ssp_teacher", concern)
    day = my_day(cast, "ssp_teacher")
    assert concern.who in unescape(day)
    assert "Sagen er hos" not in day


@pytest.mark.usefixtures("led_to_case")
def test_where_neither_who_has_the_case_nor_their_unit_has_a_telephone_the_doors_stands_there(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    assert f'"tel:{fresh(concern).door.phone}"' in page(cast, "ssp_teacher", concern).split(">Hvem har det nu?")[1]


# --- the chosen adult -----------------------------------------------------------------------------------------------
def test_the_adult_reads_that_the_door_has_read_it_when_it_has_answered(cast: Cast) -> None:
    concern = confided(cast)
    shown = page(cast, "ssp_teacher", concern)
    assert "Vi ved ikke endnu, om nogen" not in shown
    assert "har læst den" in shown


def test_what_the_adult_asks_of_the_door_stands_in_its_queue_and_on_its_day(cast: Cast) -> None:
    concern, asks = confided(cast), "Anders Friis har den og beder jer om at tage over."
    assert asks not in show(cast, "consultant", "concerns:queue")
    chosen.ask_to_take_over(cast.ssp_teacher.sign(), concern=concern, words="Jeg må ikke vente", key=uuid4())
    assert asks in show(cast, "consultant", "concerns:queue")
    for member in ("consultant", "colleague"):
        assert asks in my_day(cast, member), member
    assert asks not in my_day(cast, "ssp_teacher")
    chosen.take_question_back(cast.ssp_teacher.sign(), concern=concern)
    assert asks not in show(cast, "consultant", "concerns:queue")
    assert asks not in my_day(cast, "consultant")


def test_what_the_adult_asked_is_gone_when_somebody_has_taken_over(cast: Cast) -> None:
    concern = confided(cast)
    chosen.ask_to_take_over(cast.ssp_teacher.sign(), concern=concern, words="Jeg må ikke vente", key=uuid4())
    chosen.take_over(cast.consultant.sign(), concern=concern, ground="asked", words="")
    assert "beder jer om at tage over" not in show(cast, "consultant", "concerns:queue")
    assert "beder jer om at tage over" not in my_day(cast, "colleague")


def test_the_adult_finds_the_childs_concern_while_it_is_open_whoever_has_it(cast: Cast) -> None:
    concern = confided(cast)
    link = reverse("concerns:at_door", args=[concern.pk])
    assert TALKS not in my_day(cast, "ssp_teacher")
    chosen.take_over(cast.consultant.sign(), concern=concern, ground="danger", words="Onklen kommer")
    day = my_day(cast, "ssp_teacher")
    assert link in day.split(TALKS)[1].split("</section>")[0]
    closed(cast, concern)
    assert TALKS not in my_day(cast, "ssp_teacher")


def test_the_adult_whom_the_child_chose_afterwards_finds_it_in_the_list_too(cast: Cast) -> None:
    concern = asked(cast)
    offer = offered(cast, concern)
    for party, by in (("receiver", "social_worker"), ("child", "ssp_teacher")):
        agree(cast, offer, party, by)
    chosen.take_over(cast.consultant.sign(), concern=concern, ground="danger", words="Onklen kommer")
    link = reverse("concerns:at_door", args=[concern.pk])
    shown = show(cast, "social_worker", "concerns:waiting")
    assert link in shown.split(TALKS)[1].split("</ul>")[0]
    assert "Mette Kjær har den nu" in shown.split(TALKS)[1].split("</ul>")[0]
    assert link in my_day(cast, "social_worker").split(TALKS)[1].split("</section>")[0]
    assert TALKS not in show(cast, "ssp_teacher", "concerns:waiting")


# --- the parents ----------------------------------------------------------------------------------------------------
def test_the_question_about_the_parents_goes_at_the_sender_as_at_the_door(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    for name in ("concerns:at_door", "concerns:raised"):
        assert PERHAPS in show(cast, "ssp_teacher", name, concern.pk)
    first(cast.consultant.sign(), concern)
    for name in ("concerns:at_door", "concerns:raised"):
        assert PERHAPS not in show(cast, "ssp_teacher", name, concern.pk), name
    closed(cast, concern)
    assert PERHAPS not in page(cast, "ssp_teacher", concern)


@pytest.mark.parametrize("said", [{"in_danger": True}, {"arena": "home"}])
def test_where_it_may_be_the_home_it_stays_at_the_sender_whatever_is_answered(cast: Cast, said: dict) -> None:
    concern = raised(cast, found(cast), **said)
    first(cast.consultant.sign(), concern)
    assert WARNS in page(cast, "ssp_teacher", concern)


def test_whom_to_ring_stands_with_that_nobody_talks_with_the_parents_first(cast: Cast) -> None:
    concern = raised(cast, found(cast), arena="home")
    own = fresh(concern).door.phone
    for member, has_own in (("ssp_teacher", True), ("consultant", False)):
        box = page(cast, member, concern).split('id="parents-last"')[1].split("</div>")[0]
        assert (f"tel:{own}" in box) is has_own, member
        assert "tel:40000002" in box, member  # on duty
    first(cast.consultant.sign(), concern)
    for name in ("concerns:hand_over", "concerns:raised"):
        member = "ssp_teacher" if name == "concerns:raised" else "consultant"
        assert "tel:" in show(cast, member, name, concern.pk).split('id="parents-last"')[1].split("</div>")[0], name
    offer = handing.propose(
        cast.consultant.sign(), concern=fresh(concern), to_staff=cast.colleague.staff, reason="Kender hende",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    shown = show(cast, "consultant", "concerns:handover", offer.pk)
    assert "tel:" in shown.split('id="parents-last"')[1].split("</div>")[0]
    assert "tel:" in show(cast, "ssp_teacher", "concerns:raise").split('id="parents-last"')[1].split("</div>")[0]


# --- the history ----------------------------------------------------------------------------------------------------
def asked_for_it(cast: Cast) -> tuple[Concern, Handover]:
    """A colleague at the door asks for what another has."""
    concern = ready(cast, found(cast))
    assessing.take(cast.consultant.sign(), concern=concern)
    return concern, propose(cast, concern, by="colleague")


def test_who_asked_to_get_it_was_not_asked(cast: Cast) -> None:
    concern, offer = asked_for_it(cast)
    shown = page(cast, "consultant", concern)
    assert "Line Østergaard bad Mette Kjær om at få den." in shown
    assert "blev bedt om at overtage" not in shown
    say(cast, offer, "giver", "disagrees", note="Jeg bliver på den")
    assert "Line Østergaard bad om at få den og fik nej." in page(cast, "consultant", concern)


def test_who_was_asked_was_asked(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    propose(cast, concern)
    assert "Line Østergaard blev bedt om at overtage den fra Mette Kjær." in page(cast, "consultant", concern)


def test_a_question_that_ended_because_it_was_closed_says_so(cast: Cast) -> None:
    concern, offer = asked_for_it(cast)
    with clock.at(TUESDAY + timedelta(days=30)):
        closed(cast, concern)
    ended = "Spørgsmålet, om Line Østergaard overtager den, sluttede, da bekymringen blev afsluttet."
    assert ended in page(cast, "colleague", concern)
    shown = show(cast, "colleague", "concerns:handover", offer.pk)
    assert "Bekymringen blev afsluttet, før der var svaret." in shown
    assert "Den bliver hos den, der havde den" not in shown


def test_a_question_that_was_taken_back_says_that(cast: Cast) -> None:
    concern, offer = asked_for_it(cast)
    handing.withdraw(cast.consultant.sign(), handover=offer)
    assert "Spørgsmålet fra Line Østergaard blev trukket tilbage." in page(cast, "consultant", concern)


def test_what_one_means_to_do_is_not_told_as_done(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern, "unsure", "Vi ringer til skolen i dag")
    shown = page(cast, "consultant", concern)
    assert "I vidste det ikke og skrev: Vi ringer til skolen i dag" in " ".join(shown.split())
    assert "ringede" not in shown


# --- what came of it, and the telephone -------------------------------------------------------------------------------
def test_that_it_was_sent_on_as_a_notification_is_written_also_of_a_place(cast: Cast) -> None:
    concern = raised(cast, found(cast), about="place", who="Stationen")
    with pytest.raises(Refused) as refusal:
        closed(cast, concern, "notification")
    assert "Skriv først, hvem der sendte den" in str(refusal.value)
    assert reverse("notifying:send", args=[concern.pk]) in page(cast, "consultant", concern)
    client, to = cast.client("consultant"), reverse("notifying:send", args=[concern.pk])
    assert client.get(to).status_code == 200
    send_it(cast, concern)
    assert SentNotification.objects.filter(concern=concern).exists()
    closed(cast, concern, "notification")
    assert "Mette Kjær sendte underretningen" in page(cast, "consultant", concern)


def test_the_door_that_is_open_stands_among_those_who_answer_the_telephone_now(cast: Cast) -> None:
    with clock.at(TUESDAY):
        concern = raised(cast, found(cast, hours=OFFICE), in_danger=True)
        own = fresh(concern).door.phone
        assert f"tel:{own}" in _now(show(cast, "ssp_teacher", "concerns:raised", concern.pk))
    with clock.at(TUESDAY + timedelta(hours=8)):
        assert f"tel:{own}" not in _now(show(cast, "ssp_teacher", "concerns:raised", concern.pk))


def _now(shown: str) -> str:
    return shown.split("De her tager telefonen lige nu")[1].split("</ul>", maxsplit=1)[0]
