"""Two people of one name, of whom one has stopped, are told apart wherever one acts for the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from samspil.cases.leaving import actions
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.tests import stage
from samspil.cases.tests.test_chosen_adult import chosen_by
from samspil.concerns.tests.doors import found
from samspil.concerns.tests.test_handing import ready
from samspil.organisations.actions import create_colleague
from samspil.organisations.models import Role, Staff
from samspil.organisations.queries import staff_named, told_apart
from samspil.web import dates
from tests.cast import Cast, Member

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def again(cast: Cast) -> Member:
    """Mette Kjær has a new access, and nobody else is here who could act."""
    for member in ("colleague", "outreach_worker", "consultant"):
        ended(cast, member)
    role, unit = Role.objects.get(body=cast.body, key="ssp_consultant"), cast.units["ssp"]
    actor = cast.administrator.sign()
    made = create_colleague(actor, body=cast.body, name="Mette Kjær", email="m@example.org", role=role, unit=unit)
    cast.members["again"] = Member("again", made.staff, unit)
    return cast.members["again"]


def test_the_one_who_has_stopped_is_called_with_the_day(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    case = chosen_by(cast, "child")
    her = again(cast)
    before = f"Mette Kjær (stoppet {dates.short(timezone.localdate())})"
    client = cast.client("again")
    page = text(client.get(reverse("cases:case", args=[case.pk])))
    assert f"Barnet har valgt at tale med {before}." in page
    assert f"{before} er stoppet. Mette Kjær tager sig af den, indtil den er overdraget." in page
    assert f"<strong>{before}</strong>, SSP-enheden, har sagen siden" in page
    assert f"{before} er stoppet. Mette Kjær" in text(client.get(reverse("concerns:at_door", args=[concern.pk])))
    assert f"For {before}" in text(client.get("/"))
    assert f">{before}</h2>" in text(client.get(PAGE))
    actions.share_out(her.sign(), unit=cast.units["ssp"], what=[f"case-{case.pk}"], to=her.staff)
    page = text(client.get(reverse("cases:case", args=[case.pk])))
    assert f"Barnet har valgt at tale med {before}. Sagen er gået over til Mette Kjær, og de er ikke spurgt." in page
    assert f"En anden voksen var valgt: {before}." in page


def test_two_of_one_name_who_have_both_stopped_are_told_apart_by_the_day_and_else_by_the_time(cast: Cast) -> None:
    """Met by a stranger: the day went out of the name when the second of them stopped too."""
    her = again(cast)
    ended(cast, "again")
    both = [cast.consultant.staff.pk, her.staff.pk]
    people = Staff.objects.in_bulk(both)
    said = {pk: f"Mette Kjær (stoppet {dates.moment(one.ended_at)})" for pk, one in people.items() if one.ended_at}
    assert staff_named(both) == said
    first = people[both[0]]
    first.ended_at = timezone.now() - timedelta(days=3)
    told_apart(people)
    assert first.name == f"Mette Kjær (stoppet {dates.short(timezone.localdate(first.ended_at))})"


def test_what_is_given_back_lies_with_the_one_who_has_stopped_and_who_acts_is_named(cast: Cast) -> None:
    """Met by a stranger: »Det ligger igen hos« the name alone, while a new colleague of that name had nothing."""
    case, concern = stage.case(cast), ready(cast, found(cast))
    ended(cast)
    keys = [f"case-{case.pk}", f"concern-{concern.pk}"]
    actions.share_out(cast.colleague.sign(), unit=cast.units["ssp"], what=keys, to=cast.outreach_worker.staff)
    role, unit = Role.objects.get(body=cast.body, key="ssp_consultant"), cast.units["ssp"]
    actor = cast.administrator.sign()
    create_colleague(actor, body=cast.body, name="Mette Kjær", email="m@example.org", role=role, unit=unit)
    before = f"Mette Kjær (stoppet {dates.short(timezone.localdate())})"
    client = cast.client("outreach_worker")
    for page in (
        reverse("leaving:give_back_case", args=[case.pk]),
        reverse("leaving:give_back_concern", args=[concern.pk]),
    ):
        shown = text(client.get(page))
        assert f"Du fik den efter {before}." in shown
        assert "Line Østergaard handler dér, får besked og tager sig af den" in shown
        answer = client.post(page, {"reason": "Mette er kommet igen."})
        said = f"Det ligger igen hos {before}. Line Østergaard handler dér og får besked."
        assert said in text(client.get(answer["Location"]))


def test_who_has_stopped_and_shares_a_name_with_nobody_is_called_as_before(cast: Cast) -> None:
    stage.task(cast)
    ended(cast)
    assert ">Mette Kjær</h2>" in text(cast.client("colleague").get(PAGE))
