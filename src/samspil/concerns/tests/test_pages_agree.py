"""What two pages, or one page at two instants, say of one concern agrees."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.access.actor import now
from samspil.concerns.actions import assessing, handing
from samspil.concerns.chosen import actions as chosen
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Assessment, Concern, Handover
from samspil.concerns.notifying import actions as notifying
from samspil.concerns.notifying.tests.scenes import said_yes, send_it
from samspil.concerns.notifying.tests.test_notifying import page
from samspil.concerns.queries.clocks import my_clocks
from samspil.concerns.tests.doors import found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import say
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Staff, Unit
from tests.cast import Cast
from tests.verbs.scene import fresh

WARNS = "Tal ikke med forældrene først"
SENDS = "Send den, og skriv, at den er sendt"
HOME = "Jeg har vurderet det"


def closed(cast: Cast, concern: Concern, outcome: str) -> None:
    actor = cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    assessing.close(actor, concern=fresh(concern), version=version, outcome=outcome, reason="Aftalt")


def test_who_was_to_send_it_reads_that_somebody_else_has(cast: Cast) -> None:
    """The page went on saying that a colleague sends it, with the button to do it oneself; closed, an empty section stood there."""
    concern = said_yes(cast, "ssp_teacher")
    notifying.assign(cast.consultant.sign(), concern=fresh(concern), notifier=cast.consultant.staff)
    before = page(cast, "ssp_teacher", concern)
    assert "Mette Kjær sender den." in before
    notifying.assign(cast.consultant.sign(), concern=fresh(concern), notifier=cast.colleague.staff)
    assert "Line Østergaard sender den." in page(cast, "ssp_teacher", concern), "the name of who sends it now"
    send_it(cast, concern, "colleague")
    for _state in ("open", "closed"):
        shown = page(cast, "ssp_teacher", concern)
        assert "Line Østergaard sendte den" in shown.split('id="underretning"')[1].split("</section>")[0]
        assert "Line Østergaard sendte underretningen." in shown.split("Hvad der er sket")[1]
        assert SENDS not in shown
        assert "Vera er bange for at gå hjem" not in shown, "with which words is the door's"
        if fresh(concern).closed_at is None:
            closed(cast, concern, "notification")


def test_who_reads_nothing_of_who_sends_it_reads_nothing_of_its_being_sent(cast: Cast) -> None:
    concern = said_yes(cast)
    send_it(cast, concern)
    assert 'id="underretning"' not in page(cast, "ssp_teacher", concern)
    assert "sendte underretningen" not in page(cast, "ssp_teacher", concern)


def test_a_new_question_of_sending_is_not_answered_by_what_was_sent_before(cast: Cast) -> None:
    concern = said_yes(cast, "ssp_teacher")
    notifying.assign(cast.consultant.sign(), concern=fresh(concern), notifier=cast.consultant.staff)
    send_it(cast, concern)
    notifying.assign(cast.consultant.sign(), concern=fresh(concern), notifier=cast.colleague.staff)
    assert "Line Østergaard sender den." in page(cast, "ssp_teacher", concern)


@pytest.mark.parametrize("member", ["consultant", "ssp_teacher"])
def test_that_nobody_talks_with_the_parents_first_stands_when_it_is_closed(cast: Cast, member: str) -> None:
    """It vanished with the closing, while the receipt went on saying it."""
    concern = raised(cast, found(cast), arena="home")
    first(cast.consultant.sign(), concern)
    assert WARNS in page(cast, member, concern)
    closed(cast, concern, "help")
    assert WARNS in page(cast, member, concern)
    receipt = cast.client("ssp_teacher").get(reverse("concerns:raised", args=[concern.pk])).content.decode()
    assert WARNS in receipt


def handed_without_suspicion(cast: Cast) -> dict[str, str]:
    """The form that hands a concern to a colleague, with a no to suspicion at home."""
    return {
        "to": f"staff-{cast.colleague.staff.pk}", "reason": "Line kender hende", "idempotency_key": str(uuid4()),
        "suspicion": "none",
    }  # fmt: skip


def test_the_warning_goes_along_when_it_is_handed_over_and_a_no_is_asked_about(cast: Cast) -> None:
    """A stepfather who hits: the form forgot it, and "no" had the parents asked."""
    concern = raised(cast, found(cast), arena="home")
    first(cast.consultant.sign(), concern)
    client, address = cast.client("consultant"), reverse("concerns:hand_over", args=[concern.pk])
    shown = client.get(address).content.decode()
    assert WARNS in shown
    assert HOME not in shown
    said = handed_without_suspicion(cast)
    questioned = client.post(address, said)
    body = questioned.content.decode()
    assert questioned.status_code == 422
    assert "Bekymringen siger, at det kan være en i hjemmet eller familien" in body
    assert HOME in body
    assert "Line kender hende" in body
    assert not Handover.objects.exists()
    answer = client.post(address, {**said, "nobody_at_home": "on"})
    assert answer.status_code == 303, answer.content.decode()
    assert WARNS in client.get(answer.headers["Location"]).content.decode()


def test_what_can_be_a_notification_warns_of_the_parents_and_asks_about_a_no(cast: Cast) -> None:
    """A tired "no" to violence at home was taken, the 24 hours running, and the next page asked what the parents say."""
    concern = said_yes(cast)
    client, address = cast.client("consultant"), reverse("concerns:hand_over", args=[concern.pk])
    said = handed_without_suspicion(cast)
    questioned = client.post(address, said)
    body = questioned.content.decode()
    assert questioned.status_code == 422
    assert "Du har svaret, at det kan være en underretning" in body
    assert HOME in body
    answer = client.post(address, {**said, "nobody_at_home": "on"})
    assert answer.status_code == 303, answer.content.decode()
    assert "Tal ikke med forældrene først" in client.get(answer.headers["Location"]).content.decode()


def test_where_nothing_says_that_it_is_at_home_a_no_is_a_no(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    said = {"concern": concern, "to_staff": cast.colleague.staff, "reason": "Kender hende", "suspicion": "none"}
    assert handing.propose(cast.consultant.sign(), key=uuid4(), **said).state == "proposed"
    at_home = raised(cast, ConcernDoor.objects.get(key="nord"), arena="home", who="En anden pige")
    first(cast.consultant.sign(), at_home)
    with pytest.raises(Refused) as refused:
        handing.propose(cast.consultant.sign(), key=uuid4(), **said | {"concern": at_home})
    assert refused.value.field == "suspicion"
    judged = {"concern": at_home, "suspicion": "home"}
    assert handing.propose(cast.consultant.sign(), key=uuid4(), **said | judged).state == "proposed"


def test_the_number_of_an_adult_whom_a_child_chose_is_never_that_of_the_door(cast: Cast) -> None:
    """The door read its own number beside the teacher's name, and would have rung itself."""
    concern = confided(cast)
    ring(cast, Staff, cast.ssp_teacher.staff.pk, "")
    ring(cast, Unit, cast.units["school"].pk, "")

    def beside_the_name(member: str) -> str:
        return page(cast, member, concern).split("Hvem har det nu?")[1].split("</section>")[0].split("</p>")[0]

    for member in ("consultant", "ssp_teacher"):
        assert "Anders Friis" in beside_the_name(member)
        assert "Telefon" not in beside_the_name(member)
    ring(cast, Unit, cast.units["school"].pk, "40 77 00 00")
    assert f"40 77 00 00</strong></a> {Unit.objects.get(pk=cast.units['school'].pk).name}" in beside_the_name(
        "consultant"
    )


def ring(cast: Cast, kind: type[Staff] | type[Unit], pk: int, phone: str) -> None:
    """That one has this telephone, or none."""
    cast.administrator.sign()
    assert kind._default_manager.filter(pk=pk).update(phone=phone) == 1


def offered(cast: Cast) -> tuple[Concern, Handover]:
    """What cannot wait is offered to the family's door, whose leader and social worker both read the question."""
    concern = raised(cast, found(cast))
    leader(cast, "family")
    first(cast.consultant.sign(), concern, "yes", "", cast.consultant.staff)
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_door=ConcernDoor.objects.get(key="alle"), reason="Kender hende",
        key=uuid4(), suspicion="unsure",
    )  # fmt: skip
    return concern, offer


@pytest.mark.parametrize("answer", ["agrees", "disagrees"])
def test_who_answers_after_a_colleague_has_said_no_reads_who_did(cast: Cast, answer: str) -> None:
    """A leader pressed "agrees" and met that there is nothing here."""
    _concern, offer = offered(cast)
    client = cast.client("leader")
    assert "Kender hende" in client.get(reverse("concerns:handover", args=[offer.pk])).content.decode()
    say(cast, offer, "receiver", "disagrees", by="social_worker", note="Ingen ledige i dag")
    sent = client.post(
        reverse("concerns:reply_handover", args=[offer.pk, "receiver"]),
        {"receiver-answer": answer, "receiver-note": "Det gør vi"},
    )
    shown = sent.content.decode()
    assert "Pia Møller har svaret nej for jeres enhed" in shown
    assert " kl. " in shown.split("har svaret nej for jeres enhed")[1][:30]
    assert "Dit svar er ikke gemt." in shown
    for address in ("confirm_handover", "withdraw_handover"):
        args = [offer.pk] + (["receiver"] if address == "confirm_handover" else [])
        assert "Pia Møller har svaret nej" in client.post(reverse(f"concerns:{address}", args=args)).content.decode()


def test_who_is_asked_reads_that_it_stays_when_somebody_has_said_no_and_not_who(cast: Cast) -> None:
    """Everybody seemed to have answered, and yet it waited: "answer now"."""
    _concern, offer = offered(cast)
    address = reverse("concerns:handover", args=[offer.pk])
    asked = cast.client("social_worker")
    assert "Svar nu" in asked.get(address).content.decode()
    say(cast, offer, "child", "disagrees", by="consultant", note="Hellere Mette")
    say(cast, offer, "receiver", by="social_worker")
    shown = asked.get(address).content.decode()
    assert "Det bliver hos Mette Kjær indtil videre." in shown
    for never in ("Svar nu", "Barnet har sagt nej", "Hellere Mette"):
        assert never not in shown, never
    assert (
        "Barnet har sagt nej, så det bliver hos Mette Kjær" in cast.client("consultant").get(address).content.decode()
    )


def test_who_has_said_yes_is_not_told_to_answer_now(cast: Cast) -> None:
    _concern, offer = offered(cast)
    say(cast, offer, "receiver", by="social_worker")
    assert (
        "Svar nu"
        not in cast.client("social_worker").get(reverse("concerns:handover", args=[offer.pk])).content.decode()
    )


def test_who_is_to_answer_now_reads_the_number_of_who_asks(cast: Cast) -> None:
    _concern, offer = offered(cast)
    ring(cast, Staff, cast.consultant.staff.pk, "40 55 00 11")
    address = reverse("concerns:handover", args=[offer.pk])
    shown = cast.client("social_worker").get(address).content.decode().split("Svar nu")[1].split("</p>")[0]
    assert "40 55 00 11" in shown
    ring(cast, Staff, cast.consultant.staff.pk, "")
    ring(cast, Unit, offer.from_unit_id, "40 55 00 22")
    assert Staff.objects.get(pk=cast.consultant.staff.pk).phone == ""
    shown = cast.client("social_worker").get(address).content.decode().split("Svar nu")[1].split("</p>")[0]
    assert "40 55 00 22" in shown


def test_who_would_hand_over_what_is_offered_already_reads_to_whom_with_a_way_there(cast: Cast) -> None:
    concern, offer = offered(cast)
    client, address = cast.client("consultant"), reverse("concerns:hand_over", args=[concern.pk])
    shown = client.get(address).content.decode()
    assert "er allerede spurgt, om de vil overtage den" in shown
    assert reverse("concerns:handover", args=[offer.pk]) in shown
    with pytest.raises(Refused, match="er allerede spurgt"):
        handing.propose(
            cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(),
            suspicion="unsure",
        )  # fmt: skip


def test_who_takes_over_what_the_adult_has_taken_back_reads_why_not(cast: Cast) -> None:
    """What was chosen could not be chosen any more, and nothing said that the adult had taken it back."""
    concern = confided(cast)
    chosen.ask_to_take_over(cast.ssp_teacher.sign(), concern=concern, words="Det er for stort", key=uuid4())
    client, address = cast.client("consultant"), reverse("chosen:take_over", args=[concern.pk])
    assert 'value="asked"' in client.get(address).content.decode()
    chosen.take_question_back(cast.ssp_teacher.sign(), concern=concern)
    answer = client.post(address, {"ground": "asked"})
    assert answer.status_code == 422
    assert "Den voksne har trukket spørgsmålet tilbage" in answer.content.decode()


def test_who_takes_over_what_a_colleague_has_taken_over_reads_who_has_it(cast: Cast) -> None:
    concern = confided(cast)
    client, address = cast.client("colleague"), reverse("chosen:take_over", args=[concern.pk])
    assert client.get(address).status_code == 200
    chosen.take_over(cast.consultant.sign(), concern=concern, ground="danger", words="Onklen kommer")
    answer = client.post(address, {"ground": "danger", "words": "Onklen"})
    assert "Mette Kjær har den nu" in client.get(answer.headers["Location"]).content.decode()


def test_who_answers_the_telephone_right_now_is_one_list_everywhere(cast: Cast) -> None:
    """Within one minute two receipts named different numbers under the same sentence."""
    concern = confided(cast, in_danger=True)
    shown = cast.client("ssp_teacher").get(reverse("concerns:raised", args=[concern.pk])).content.decode()
    lists = [part.split("<ul")[1].split("</ul>")[0] for part in shown.split("tager telefonen lige nu")[1:]]
    assert len(lists) == 2  # in danger, and for the adult whom the child chose
    numbers = [one.split("tel:")[1:] for one in lists]
    assert [one.split('"')[0] for one in numbers[0]] == [one.split('"')[0] for one in numbers[1]]
    assert lists[0].index("112") < lists[0].index("40 00 00 02")


def test_the_hours_run_from_when_the_sender_had_sent_a_notification(cast: Cast) -> None:
    """The family department had it at ten, by the sender's own; its clock began at twenty past one."""
    concern = raised(cast, found(cast))
    sent_at = concern.received_at - timedelta(hours=3)
    send_it(cast, concern, "ssp_teacher", sent_at=sent_at)
    cast.consultant.sign()
    assert my_clocks()[concern.pk].since == sent_at
    first(cast.consultant.sign(), concern, "unsure", "Vi ringer")
    cast.consultant.sign()
    assert my_clocks()[concern.pk].since == sent_at


def test_the_hours_run_from_receipt_where_the_sender_sent_it_later(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    send_it(cast, concern, "ssp_teacher", sent_at=now())
    cast.consultant.sign()
    assert my_clocks()[concern.pk].since == Assessment.objects.get(concern=concern).received_at
