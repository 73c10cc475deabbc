"""What the pages of leaving say is what is so: who is asked, what goes along, where it lies now, and who has it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from samspil.cases import queries
from samspil.cases.leaving import actions
from samspil.cases.leaving.tests.places import higher
from samspil.cases.leaving.tests.scenes import ended, given
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.leaving.tests.test_giving_back import undo
from samspil.cases.origins.tests.scenes import concern_of_child, opened
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered
from samspil.concerns.actions.handing import register_absence
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_handing import propose, ready
from samspil.organisations.models import Staff
from samspil.sharing.notices.queries import mine
from samspil.web import dates
from tests import clock
from tests.cast import Cast, Member
from tests.verbs.scene import fresh

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def told(member: Member) -> list[str]:
    member.sign()
    return [line.sentence for line in mine()]


def test_who_was_asked_by_name_is_named_and_not_the_own_unit(cast: Cast) -> None:
    offered(cast, stage.case(cast), cast.outreach_worker)
    ended(cast)
    shown = text(cast.client("colleague").get(PAGE))
    assert "Omar Said er spurgt og har ikke svaret." in shown
    assert "Et spørgsmål til Omar Said, der venter på svar" in shown
    assert "SSP-enheden er spurgt" not in shown


def test_a_question_about_a_concern_is_shown_before_it_is_taken_back(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    propose(cast, concern, to="outreach_worker")
    ended(cast)
    shown = text(cast.client("colleague").get(PAGE))
    assert "Omar Said er spurgt og har ikke svaret. Gives den videre, tages spørgsmålet til Omar Said tilbage." in shown


def test_all_about_a_child_has_the_concerns_that_the_child_was_found_for(cast: Cast) -> None:
    concern = concern_of_child(cast)
    case = opened(cast, concern)
    ended(cast)
    client = cast.client("colleague")
    shown = text(client.get(PAGE))
    group = f"{cast.consultant.staff.pk}-{case.subject}"
    together = shown.split(f'id="group-{group}"')[1].split("</fieldset>")[0]
    assert f'value="case-{case.pk}"' in together
    assert f'value="concern-{concern.pk}"' in together
    assert "Andet" not in shown
    sent = client.post(PAGE, {"group": group, f"to-{group}": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303
    assert "ligger ingen sager" in text(client.get(PAGE))


def test_what_was_given_back_is_not_shown_as_with_who_had_it(cast: Cast) -> None:
    case, _task = given(cast)
    actions.give_back_case(cast.outreach_worker.sign(), case=fresh(case), reason="Jeg kender familien privat")
    client = cast.client("colleague")
    shown = text(client.get(PAGE))
    assert "Nu hos Omar Said: opgaven »Ring til skolen«" in shown
    assert "Nu hos Omar Said: sagen" not in shown
    answer = client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    receipt = text(client.get(answer["Location"]))
    assert "Taget tilbage: opgaven »Ring til skolen«" in receipt
    assert "Resten bliver" not in receipt  # the rest has been given back


def test_giving_back_names_who_had_it_and_says_of_nobody_that_they_have_left(cast: Cast) -> None:
    leader(cast)
    case = stage.case(cast)
    stops(cast)
    keys = [f"case-{case.pk}"]
    actions.share_out(cast.leader.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    assert "Noget, der lå hos dig, er delt ud." in told(cast.consultant)
    client, form = cast.client("outreach_worker"), reverse("leaving:give_back_case", args=[case.pk])
    shown = text(client.get(form))
    assert "Du fik den efter Mette Kjær." in shown
    assert "Det kommer til at stå ved sagen." in shown
    assert "der er stoppet" not in shown
    sent = client.post(form, {"reason": "Jeg kender familien privat"})
    assert "Det ligger igen hos Mette Kjær" in text(client.get(sent["Location"]))
    assert "Noget, der var delt ud, ligger hos dig igen." in told(cast.consultant)


def test_the_reason_for_giving_a_concern_back_stands_with_the_concern(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    ended(cast)
    keys = [f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    form = reverse("leaving:give_back_concern", args=[concern.pk])
    assert "Det kommer til at stå ved bekymringen." in text(cast.client("outreach_worker").get(form))


def test_the_sender_reads_one_holder_in_the_list_and_on_the_page_and_nobody_who_has_left(cast: Cast) -> None:
    concern = concern_of_child(cast)
    case = opened(cast, concern)
    client = cast.client("ssp_teacher")
    ended(cast)
    keys = [f"case-{case.pk}"]  # the case alone
    shown = text(client.get(reverse("concerns:waiting")))
    page = text(client.get(reverse("concerns:at_door", args=[concern.pk])))
    assert "Line Østergaard har den nu" in shown
    assert "<strong>Line Østergaard</strong>" in page
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    assert "Omar Said har den nu" in text(client.get(reverse("concerns:waiting")))
    assert "<strong>Omar Said</strong>" in text(client.get(reverse("concerns:at_door", args=[concern.pk])))


def test_who_asked_somebody_who_has_been_ended_is_not_told_that_there_was_an_answer(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    propose(cast, concern, to="outreach_worker")
    ended(cast, "outreach_worker")
    assert "En overdragelse, du er med i, har fået svar." not in told(cast.consultant)
    assert any("er stoppet. Spørg en anden" in sentence for sentence in told(cast.consultant))


def test_what_is_taken_back_in_one_act_is_told_once(cast: Cast) -> None:
    case, task = stage.case(cast), stage.task(cast)
    concern = ready(cast, found(cast))
    ended(cast)
    keys = [f"case-{case.pk}", f"task-{task.pk}", f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    client = cast.client("colleague")
    client.post(undo(client), {"enhed": cast.units["ssp"].pk})
    sentences = told(cast.outreach_worker)
    assert sentences.count("Noget, du havde fået, er taget tilbage.") == 1
    cast.outreach_worker.sign()
    assert all(line.seen_at for line in mine() if line.sentence.startswith("Du har fået arbejde"))


def test_a_seat_that_somebody_leaves_or_left_stands_on_the_page_and_who_can_give_it_is_told(cast: Cast) -> None:
    stage.task(cast)
    ended(cast, "colleague")
    ended(cast, "social_worker")
    post = stops(cast)
    client = cast.client("outreach_worker")
    shown = text(client.get(PAGE)).split('id="seats-title"')[1]
    assert f"Mette Kjær forlader den den {post.valid_to:%d.%m.%Y}." in shown
    assert not any("kan ingen længere åbne" in sentence for sentence in told(cast.administrator))
    ended(cast)
    shown = text(client.get(PAGE)).split('id="seats-title"')[1]
    assert "her har ingen siddet, siden" in shown
    assert "I et forum kan ingen længere åbne et møde: giv nogen pladsen." in told(cast.administrator)


def test_questions_that_wait_for_who_stops_stand_there_and_who_asked_reads_that_they_stop(cast: Cast) -> None:
    case, concern = stage.case(cast, cast.colleague), ready(cast, found(cast))
    offer = offered(cast, case, cast.consultant, by=cast.colleague)
    post = stops(cast)
    shown = text(cast.client("consultant").get(PAGE))
    assert "Et spørgsmål fra Line Østergaard, der venter på svar" in shown
    assert "Er det ikke besvaret efter den sidste dag, trækkes det tilbage" in shown
    page = text(cast.client("colleague").get(reverse("cases:handover", args=[offer.pk])))
    assert f"Mette Kjær: stopper {post.valid_to:%d.%m.%Y}." in page
    stops(cast, "outreach_worker")
    asked = propose(cast, concern, to="outreach_worker")
    assert "Et spørgsmål fra Mette Kjær, der venter på svar" in text(cast.client("colleague").get(PAGE))
    assert "Omar Said: stopper" in text(cast.client("consultant").get(reverse("concerns:handover", args=[asked.pk])))


def test_to_whom_something_is_given_says_who_is_away_or_stops(cast: Cast) -> None:
    case, _concern = stage.case(cast), ready(cast, found(cast))
    actor = cast.outreach_worker.sign()
    until = actor.at + timedelta(days=7)
    register_absence(actor, staff=cast.outreach_worker.staff, since=actor.at, until=until)
    day = f"{timezone.localtime(until):%d.%m.%Y}"
    note = f"Omar Said (væk til og med {day})"
    client = cast.client("consultant")
    assert note in text(client.get(reverse("cases:propose_handover", args=[case.pk])))
    assert note in text(client.get(reverse("concerns:hand_over", args=[_concern.pk])))
    stops(cast, "colleague")
    assert "Line Østergaard (stopper " in text(client.get(reverse("cases:propose_handover", args=[case.pk])))
    ended(cast)
    assert note in text(cast.client("colleague").get(PAGE))


def test_a_message_that_somebody_stops_leads_to_who_where_and_when(cast: Cast) -> None:
    boss = higher(cast)
    post = stops(cast, "social_worker")
    boss.sign()
    (page,) = [line.address for line in mine() if "stopper" in line.sentence]
    shown = text(cast.client("boss").get(page))
    assert cast.social_worker.staff.name in shown
    assert cast.units["family"].name in shown
    assert f"den sidste dag er {post.valid_to:%d.%m.%Y}. {boss.staff.name} handler derefter." in shown
    assert cast.client("other_consultant").get(page).status_code == 404


def test_who_pressed_too_late_reads_one_thing_to_put_right(cast: Cast) -> None:
    stage.task(cast)  # something is left, so that the form stands there
    _case, task = given(cast)
    late = cast.client("colleague").post(PAGE, {"what": [f"task-{task.pk}"], "to": "999999"})
    assert late.status_code == 422
    assert "har allerede fået det" in text(late)
    assert "Der er 2 ting at rette" not in text(late)


def test_who_is_ended_today_stopped_today_and_whoever_acts_acts_now(cast: Cast) -> None:
    """Met by a stranger: who had worked until that hour had their last day yesterday, and the other acted "from then on"."""
    stage.task(cast)
    ended(cast)
    staff = Staff.objects.get(pk=cast.consultant.staff.pk)
    shown = text(cast.client("colleague").get(reverse("leaving:of_colleague", args=[staff.pk])))
    assert f"den sidste dag var {dates.short(clock.today())}" in shown
    assert " handler nu." in shown
    assert "handler derefter" not in shown


def test_who_acts_for_the_giver_is_not_told_to_ask_themselves(cast: Cast) -> None:
    """Met by a stranger: the page told a colleague to ask that same colleague for the name of the child."""
    case = stage.case(cast)
    with_name = queries.who_knows(case, None, cast.colleague.sign().at, cast.colleague.staff)
    assert with_name is None or with_name.giver is None
    ended(cast)
    actor = cast.colleague.sign()
    acting = queries.who_knows(case, None, actor.at)
    assert acting is not None
    own = queries.who_knows(case, None, actor.at, acting.staff)
    assert own is not None
    assert own.giver is not None
    assert own.giver.pk == cast.consultant.staff.pk
