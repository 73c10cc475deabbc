"""Who gave what to whom, and back, reads as it was: in the history of a concern, and on the page that gives something back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from samspil.cases.leaving import actions
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.tests import stage
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Concern
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_assess import first
from samspil.concerns.tests.test_handing import ready
from tests.cast import Cast


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def given_and_back(cast: Cast, concern: Concern) -> str:
    """Line gives it to Omar after Mette has left, who gives it back; and what the page of it says to Line."""
    ended(cast)
    keys = [f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    form = reverse("leaving:give_back_concern", args=[concern.pk])
    assert cast.client("outreach_worker").post(form, {"reason": "Jeg kender dem"}).status_code == 303
    return text(cast.client("colleague").get(reverse("concerns:at_door", args=[concern.pk])))


def test_a_concern_that_was_given_and_given_back_is_not_told_as_taken(cast: Cast) -> None:
    shown = given_and_back(cast, ready(cast, found(cast)))
    assert "Omar Said har taget den." not in shown
    assert shown.count("Mette Kjær har den som den første ved døren.") == 1
    assert shown.count("Line Østergaard gav den til Omar Said.") == 1
    assert shown.count("Omar Said har givet den tilbage, fordi: »Jeg kender dem«") == 1


def test_with_an_adult_who_was_chosen_it_stands_in_the_history_and_not_as_a_change_of_adult(cast: Cast) -> None:
    concern = confided(cast, rule="contact")
    first(cast.consultant.sign(), concern)
    shown = given_and_back(cast, concern)
    panel = shown.split('id="valgt-voksen"')[1].split("</section>")[0]
    for words in ("gav den til Omar Said.", "Omar Said har givet den tilbage"):
        assert words not in panel
        assert shown.count(words) == 1
    assert "Omar Said har taget den." not in shown
    adult = text(cast.client("ssp_teacher").get(reverse("concerns:at_door", args=[concern.pk])))
    assert "har den som den første ved døren" in adult
    assert adult.count("har den som den første ved døren") == 1


def test_what_is_given_back_to_a_colleague_who_is_still_here_says_so(cast: Cast) -> None:
    """Met by a stranger: the page named those who act, and it went to the colleague who works until another day."""
    door = found(cast)
    leader(cast)
    case, concern = stage.case(cast), ready(cast, door)
    stops(cast)
    keys = [f"case-{case.pk}", f"concern-{concern.pk}"]
    actions.share_out(cast.members["leader"].sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    client = cast.client("outreach_worker")
    for page in (
        reverse("leaving:give_back_case", args=[case.pk]),
        reverse("leaving:give_back_concern", args=[concern.pk]),
    ):
        shown = text(client.get(page))
        assert "Mette Kjær arbejder her stadig og har den så igen og får besked." in shown
        assert "De tager sig af den" not in shown
        answer = client.post(page, {"reason": "Jeg kender dem"})
        assert "Det ligger igen hos Mette Kjær, som får besked." in text(client.get(answer["Location"]))


def test_what_is_given_back_after_a_colleague_who_has_left_is_with_who_acts(cast: Cast) -> None:
    case = stage.case(cast)
    ended(cast)
    actions.share_out(
        cast.colleague.sign(), unit=cast.units["ssp"], what=[f"case-{case.pk}"], to=cast.outreach_worker.staff
    )
    shown = text(cast.client("outreach_worker").get(reverse("leaving:give_back_case", args=[case.pk])))
    assert "Line Østergaard handler dér, får besked og tager sig af den" in shown


def test_a_concern_that_a_colleague_takes_from_one_who_is_still_here_says_after_whom(cast: Cast) -> None:
    """Met by a stranger: »Den voksne er væk eller er stoppet«, about somebody who was at work for another month."""
    concern = ready(cast, found(cast))
    boss = leader(cast)
    stops(cast)
    keys = [f"concern-{concern.pk}"]
    actions.share_out(boss.sign(), unit=cast.units["ssp"], what=keys, to=boss.staff)
    shown = text(cast.client("leader").get(reverse("concerns:at_door", args=[concern.pk])))
    assert f"{boss.staff.name} har taget over efter Mette Kjær." in shown
    assert "er væk eller er stoppet" not in shown
