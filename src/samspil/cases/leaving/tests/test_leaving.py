"""A colleague leaves: counted beforehand, told and acted for afterwards, shared out on one page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from samspil.access import cabinet
from samspil.cases import actions, queries
from samspil.cases.leaving.acting import acting_where
from samspil.cases.leaving.actions import share_out
from samspil.cases.leaving.queries import left_in
from samspil.cases.leaving.tests.places import posted
from samspil.cases.leaving.tests.scenes import ended, left_behind
from samspil.cases.models import Conversation, Handover, Responsibility, Task
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered
from samspil.concerns.actions import handing
from samspil.concerns.models import Handover as ConcernHandover
from samspil.concerns.tests.doors import found
from samspil.concerns.tests.test_handing import propose, ready
from samspil.lib.refusals import Refused
from samspil.organisations.models import Post
from samspil.responsibility.queries import presence_in
from samspil.sharing.notices.queries import mine
from tests.cast import Cast, as_role

PAGE = "/sager/efterladt/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


def told(cast: Cast, member: str) -> list[str]:
    cast.members[member].sign()
    return [line.address for line in mine() if line.sentence == "Du handler for en kollega, der er stoppet."]


def test_before_a_colleague_leaves_what_they_hold_is_counted_without_a_name(cast: Cast) -> None:
    concern = ready(cast, found(cast))
    for _number in range(2):
        stage.task(cast)
    stage.case(cast)
    stage.talk(cast, born=date(2011, 2, 3))
    page = reverse("administration:end_colleague", args=[cast.consultant.staff.pk])
    shown = text(cast.client("administrator").get(page))
    for words in (
        "Sager som tovholder eller ansvarlig: 1",
        "Åbne opgaver: 2",
        "Samtaler, der ikke er holdt: 1",
        "Bekymringer: 1",
    ):
        assert words in shown
    assert "Jonas Holm" not in shown
    assert concern.who not in shown
    cast.colleague.sign()
    with pytest.raises(Refused):
        cabinet.call("SELECT * FROM leaving.held(%s, NULL)", [cast.consultant.staff.pk])


@pytest.mark.covers("HAL-14", verb="colleague.ended")
def test_after_a_colleague_has_left_somebody_acts_is_told_and_sees_it_on_their_day(cast: Cast) -> None:
    left_behind(cast)
    assert told(cast, "colleague") == [PAGE]
    assert told(cast, "outreach_worker") == told(cast, "social_worker") == []
    day = text(cast.client("colleague").get("/"))
    assert "Du handler for kolleger" in day
    assert "Du handler for kolleger" not in text(cast.client("outreach_worker").get("/"))
    shown = text(cast.client("colleague").get(PAGE))
    for words in ("Jonas Holm", "Ring til skolen", "er stoppet", "Line Østergaard handler nu."):
        assert words in shown


def test_the_lists_of_the_unit_mark_what_lies_with_somebody_who_has_left(cast: Cast) -> None:
    left_behind(cast)
    client = cast.client("colleague")
    for address in ("/sager/", "/sager/opgaver/?vis=enheden"):
        row = text(client.get(address)).split("Mette Kjær")[1][:200]
        assert "er stoppet" in row, address


def test_everything_is_shared_out_on_one_page_and_the_receivers_are_told(cast: Cast) -> None:
    case, task = left_behind(cast)
    client = cast.client("colleague")
    nothing = client.post(PAGE, {"to": cast.outreach_worker.staff.pk})
    assert nothing.status_code == 422
    stranger = client.post(PAGE, {"what": [f"task-{task.pk}"], "to": cast.social_worker.staff.pk})
    assert stranger.status_code == 422
    sent = client.post(PAGE, {"what": [f"task-{task.pk}", f"case-{case.pk}"], "to": cast.outreach_worker.staff.pk})
    assert sent.status_code == 303
    assert "Nu hos Omar Said: sagen om Jonas Holm, opgaven »Ring til skolen«" in text(client.get(sent["Location"]))
    cast.outreach_worker.sign()
    assert Task.objects.get(pk=task.pk).responsible_id == cast.outreach_worker.staff.pk
    assert {queries.get_duty(case, duty).staff_name for duty in ("holder", "coordinator")} == {"Omar Said"}
    of_it = [
        line.address for line in mine() if line.sentence == "Du har fået arbejde efter en kollega, der er stoppet."
    ]
    assert of_it == [PAGE]  # one notice of all of it
    got = text(cast.client("outreach_worker").get(PAGE)).split("Det har du fået efter Mette Kjær")[1]
    assert f"/sager/opgaver/{task.pk}/" in got
    assert f"/sager/{case.pk}/" in got
    reason = Responsibility.objects.get(case=case, duty="holder", period__upper_inf=True).reason
    assert reason == ""  # nobody was asked for one
    stage.settle()
    assert left_in(cast.units["ssp"], cast.outreach_worker.actor.at) == []


def test_what_was_given_stands_on_the_page_until_it_is_done_or_goes_on(cast: Cast) -> None:
    _case, task = left_behind(cast)
    to, unit = cast.outreach_worker.staff, cast.units["ssp"]
    share_out(cast.colleague.sign(), unit=unit, what=[f"task-{task.pk}"], to=to)
    client = cast.client("outreach_worker")
    assert "Det har du fået efter Mette Kjær" in text(client.get(PAGE))
    assert "Det har du fået efter" not in text(cast.client("colleague").get(PAGE))
    actor = cast.outreach_worker.sign()
    work = Task.objects.get(pk=task.pk)
    actions.complete_task(actor, task=work, version=work.version, outcome="Gjort")
    assert "Det har du fået efter" not in text(client.get(PAGE))


def test_what_lies_at_a_door_is_offered_to_those_who_answer_it_the_same_role_first(cast: Cast) -> None:
    concern, task = ready(cast, found(cast)), stage.task(cast)
    secretary = posted(cast, "secretary", "Dorte Ravn", cast.units["ssp"], "secretary", leads=False)
    ended(cast)
    shown = text(cast.client("colleague").get(PAGE))
    choosers = [part.split("</select>")[0] for part in shown.split("<select")[1:]]
    with_her = [one for one in choosers if "Dorte Ravn" in one]
    assert with_her
    assert any("Dorte Ravn" not in one and "Omar Said" in one for one in choosers)
    assert all(one.index("Line Østergaard") < one.index("Omar Said") for one in choosers if "optgroup" in one)
    unit = cast.units["ssp"]
    with pytest.raises(Refused, match="svarer ikke ved den dør"):
        share_out(cast.colleague.sign(), unit=unit, what=[f"concern-{concern.pk}"], to=secretary.staff)
    assert share_out(cast.colleague.sign(), unit=unit, what=[f"task-{task.pk}"], to=secretary.staff)


def test_what_lies_with_somebody_who_is_only_away_is_shown_and_not_passed_on(cast: Cast) -> None:
    case, task = stage.case(cast), stage.task(cast)
    actor = cast.consultant.sign()
    handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=actor.at + timedelta(days=3))
    client = cast.client("colleague")
    assert "er væk" in text(client.get(PAGE))
    assert client.post(PAGE, {"what": [f"task-{task.pk}"], "to": cast.colleague.staff.pk}).status_code == 422
    cast.colleague.sign()
    with pytest.raises(Refused, match="her stadig"):
        cabinet.call("SELECT leaving.pass_case(%s, %s, 'x')", [case.pk, cast.colleague.staff.pk])


def test_another_unit_shares_nothing_out(cast: Cast) -> None:
    case, _task = left_behind(cast)
    with pytest.raises(Refused):
        share_out(
            cast.social_worker.sign(), unit=cast.units["ssp"], what=[f"case-{case.pk}"], to=cast.social_worker.staff
        )


def test_a_handover_that_waited_for_who_left_ends_and_the_giver_can_ask_somebody_else(cast: Cast) -> None:
    case, concern = stage.case(cast), ready(cast, found(cast))
    offer, asked = offered(cast, case, cast.outreach_worker), propose(cast, concern, to="outreach_worker")
    ended(cast, "outreach_worker")
    cast.consultant.sign()
    assert Handover.objects.get(pk=offer.pk).state == "withdrawn"
    assert ConcernHandover.objects.get(pk=asked.pk).state == "withdrawn"
    addresses = [line.address for line in mine()]
    assert {f"/sager/overdragelser/{offer.pk}/", f"/bekymringer/overdragelse/{asked.pk}/"} <= set(addresses)
    again = offered(cast, case, cast.colleague)
    actions.accept_handover(cast.colleague.sign(), handover=again, responsible=cast.colleague.staff)


def test_sql_and_python_say_the_same_of_who_acts(cast: Cast) -> None:
    """The leader, a deputy, the one who is away, nobody but the absent: one rule, told twice and compared here."""
    unit, consultant = cast.units["ssp"], cast.consultant.staff

    def compared() -> str | None:
        at = cast.administrator.sign().at
        here = presence_in([unit.pk], [consultant.pk], at).acting_for(consultant, unit.pk)
        with as_role("samspil_lock") as cursor:
            cursor.execute("SELECT responsibility.acts_in(%s, %s, %s)", [consultant.pk, unit.pk, at])
            ((said,),) = cursor.fetchall()
        assert said == (here.pk if here else None)
        return here.name if here else None

    def goes(member: str, deputy: str = "") -> None:
        actor = cast.administrator.sign()
        stands_in = cast.members[deputy].staff if deputy else None
        handing.register_absence(actor, staff=cast.members[member].staff, since=actor.at, until=None, deputy=stands_in)

    goes("consultant", "outreach_worker")
    assert compared() == "Omar Said"
    goes("outreach_worker")
    assert compared() == "Line Østergaard"
    goes("colleague")
    assert compared() in {"Line Østergaard", "Omar Said"}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(
            "UPDATE organisations_post SET leads = true WHERE staff_id = %s", [cast.outreach_worker.staff.pk]
        )
        cursor.execute("SET LOCAL ROLE samspil_app")
    assert Post.objects.filter(staff=cast.outreach_worker.staff, leads=True).exists()
    assert compared() == "Omar Said"


def test_the_day_counts_what_the_page_shows(cast: Cast) -> None:
    left_behind(cast)
    stage.talk(cast, cast.colleague, born=date(2011, 2, 3), key=uuid4())
    actor = cast.colleague.sign()
    shown = [line for line in left_in(cast.units["ssp"], actor.at) if line.acting == cast.colleague.staff]
    assert [(one.unit.pk, one.things, one.is_inside) for one in acting_where()] == [(cast.units["ssp"].pk, 2, True)]
    assert len(shown) == 2
    assert Conversation.objects.filter(responsible=cast.colleague.staff).exists()
