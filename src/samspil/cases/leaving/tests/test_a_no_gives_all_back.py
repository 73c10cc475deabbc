"""Who was given a case as a whole gives back all of it, and everybody is told in words that are true of them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from samspil.cases.actions.casework import change_coordinator
from samspil.cases.leaving import actions
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_ahead import stops
from samspil.cases.leaving.tests.test_giving_back import holders, told
from samspil.cases.models import Case, Responsibility
from samspil.cases.origins.tests.scenes import concern_of_child, opened
from samspil.cases.tests import stage
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import leader
from samspil.concerns.tests.test_handing import ready
from samspil.organisations.actions import keep_post
from samspil.organisations.models import Post
from tests.cast import Cast

GIVE_BACK = "leaving:give_back_case"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def passed_on_by_who_stops(cast: Cast) -> Case:
    """Who stops names another coordinator of a case that they hold too."""
    case = stage.case(cast)
    stops(cast)
    actor = cast.consultant.sign()
    seen = Responsibility.objects.get(case=case, duty="coordinator", period__upper_inf=True)
    change_coordinator(actor, case=case, seen=seen, to=cast.outreach_worker.staff, reason="Jeg stopper")
    assert holders(case) == {cast.outreach_worker.staff.name}
    return case


def test_a_no_to_another_coordinator_gives_back_the_case_and_its_coordination(cast: Cast) -> None:
    """Met by a stranger: the case lay again with who stops, and who had said no coordinated it still."""
    case = passed_on_by_who_stops(cast)
    client = cast.client("outreach_worker")
    answer = client.post(reverse(GIVE_BACK, args=[case.pk]), {"reason": "Jeg har ikke plads"})
    assert "Det ligger igen hos Mette Kjær" in text(client.get(answer["Location"]))
    cast.consultant.sign()
    assert holders(case) == {cast.consultant.staff.name}


def test_the_concern_about_the_child_that_came_in_the_same_act_goes_back_too(cast: Cast) -> None:
    """Met by a stranger: the tasks went back with the case, and the concern stayed without a word."""
    concern = concern_of_child(cast, chosen_by="")
    case = opened(cast, concern)
    apart = ready(cast, concern.door, who="En anden dreng")
    ended(cast)
    keys = [f"case-{case.pk}", f"concern-{concern.pk}", f"concern-{apart.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    client, page = cast.client("outreach_worker"), reverse(GIVE_BACK, args=[case.pk])
    assert "1 opgave, samtale eller bekymring, som du fik sammen med den, går også tilbage." in text(client.get(page))
    assert client.post(page, {"reason": "Jeg kender ham privat"}).status_code == 303
    actor = cast.outreach_worker.sign()
    held = who_has([concern, apart], actor.at)
    assert held[concern.pk].staff == cast.consultant.staff
    assert held[apart.pk].staff == cast.outreach_worker.staff  # about somebody else


def test_who_stops_and_gave_it_themselves_is_told_that_it_lies_with_them_again(cast: Cast) -> None:
    case = passed_on_by_who_stops(cast)
    cast.client("outreach_worker").post(reverse(GIVE_BACK, args=[case.pk]), {"reason": "Jeg har ikke plads"})
    lines = told(cast.consultant)
    assert "Noget, der var delt ud, ligger hos dig igen." in lines
    assert "Noget fra en kollega, der stopper, er givet tilbage." not in lines


def test_where_nobody_stops_any_more_who_gave_it_is_told_so(cast: Cast) -> None:
    """Met by a stranger: »fra en kollega, der stopper«, of a colleague who had come back."""
    case = stage.case(cast)
    post = stops(cast)
    boss = cast.client("outreach_worker")
    keys = [f"case-{case.pk}"]
    actions.share_out(cast.consultant.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    keep_post(cast.administrator.sign(), post=Post.objects.select_related("staff__body", "unit").get(pk=post.pk))
    boss.post(reverse(GIVE_BACK, args=[case.pk]), {"reason": "Jeg har ikke plads"})
    assert "Noget, der var delt ud, ligger hos dig igen." in told(cast.consultant)
    assert not [line for member in cast.members.values() for line in told(member) if "der stopper, er givet" in line]


def test_who_gave_it_for_a_colleague_who_stays_after_all_reads_where_it_is(cast: Cast) -> None:
    case, boss = stage.case(cast), leader(cast)
    post = stops(cast)
    keys = [f"case-{case.pk}"]
    actions.share_out(boss.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    keep_post(cast.administrator.sign(), post=Post.objects.select_related("staff__body", "unit").get(pk=post.pk))
    actions.give_back_case(cast.outreach_worker.sign(), case=case, reason="Jeg har ikke plads")
    assert "Noget er givet tilbage til den kollega, der havde det." in told(boss)
    assert "Noget fra en kollega, der stopper, er givet tilbage." not in told(boss)


def test_who_took_it_themselves_is_not_told_of_somebody_who_gave_it(cast: Cast) -> None:
    case = stage.case(cast)
    ended(cast)
    keys = [f"case-{case.pk}"]
    page, words = reverse(GIVE_BACK, args=[case.pk]), "Den, der gav dig den, får også besked."
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.colleague.staff)
    assert words not in text(cast.client("colleague").get(page))
    actions.give_back_case(cast.colleague.sign(), case=case, reason="Jeg har ikke plads")
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    assert words in text(cast.client("outreach_worker").get(page))


def test_who_thinks_better_of_a_no_is_back_at_the_case(cast: Cast) -> None:
    case = passed_on_by_who_stops(cast)
    shown = text(cast.client("outreach_worker").get(reverse(GIVE_BACK, args=[case.pk])))
    assert f'href="{reverse("cases:case", args=[case.pk])}"' in shown.split('name="reason"')[1].split("</form>")[0]


def test_who_administers_is_named_where_a_leader_looks(cast: Cast) -> None:
    """Met by a stranger: no page said who writes that a colleague stops."""
    type(cast.administrator.staff).objects.filter(pk=cast.administrator.staff.pk).update(phone="40 00 00 77")
    for page in ("leaving:left", "concerns:absences"):
        shown = text(cast.client("colleague").get(reverse(page)))
        assert 'Hanne Lund <a href="tel:40000077">40 00 00 77</a>' in shown, page
