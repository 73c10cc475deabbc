"""The youth effort: no start without need and degree (UNG-08), and communities that are dated and counted (UNG-47)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.audit.models import Event
from samspil.cases import actions as cases
from samspil.cases.models import Case
from samspil.cases.tests import stage as casework
from samspil.cases.tests.test_handovers import accept
from samspil.cases.youth import actions, queries
from samspil.cases.youth.actions import Stand
from samspil.cases.youth.models import CommunityState, DegreeChange, YouthEffort
from samspil.cases.youth.tests.stage import AGO, ELIGIBLE, OUTSIDE, entered, running
from samspil.lib.refusals import Refused
from samspil.sharing.models import RetentionRule
from tests.cast import Cast
from tests.clock import today
from tests.verbs.scene import fresh

DAY = timedelta(days=1)
TYPED = {
    "need_for": "both",
    "need": "Vil gerne være tømrer, men kommer ikke op om morgenen",
    "degree": "medium",
    "education": "outside",
    "work": "outside",
    "civil": "unknown",
}


def form_of(client: Any, address: str) -> dict[str, Any]:
    """What the page itself sends along."""
    form = client.get(address).context["form"]
    return {name: form[name].value() for name in ("idempotency_key", "version") if name in form.fields}


def panel(client: Any, case: Case) -> str:
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    found = re.search(r'<section class="panel" aria-labelledby="ungeindsats">.*?</section>', page, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


@pytest.mark.covers("UNG-08", verb="youth.started", page="youth:start")
def test_it_is_not_started_without_need_and_degree(cast: Cast) -> None:
    """A case worker who has the case: refused at the field with what was typed; with both it starts."""
    worker = cast.social_worker
    case, client = casework.case(cast, worker), cast.client("social_worker")
    address = reverse("youth:start", args=[case.pk])
    for left_out in ("need_for", "need", "degree"):
        with pytest.raises(Refused) as refused:
            running(cast, case, worker, eligibility=replace(ELIGIBLE, **{left_out: " " if left_out == "need" else ""}))
        assert refused.value.field == left_out
        again = client.post(address, TYPED | form_of(client, address) | {left_out: ""})
        assert again.status_code == 422
        assert list(again.context["form"].errors) == [left_out]
        assert str(refused.value) in again.content.decode()
        if left_out != "need":
            assert TYPED["need"] in again.content.decode()
    assert not YouthEffort.objects.exists()

    typed = TYPED | form_of(client, address)
    for _twice in range(2):
        assert client.post(address, typed).status_code == 303
    worker.sign()
    effort = YouthEffort.objects.get()
    assert (effort.assessed_by, effort.assessed_on, effort.degree) == (worker.staff, today(), "medium")
    assert Event.objects.filter(act="youth.started", object_id=effort.pk).count() == 1
    shown = panel(client, case)
    for text in (TYPED["need"], "Middel støtte", f"af {worker.staff.name}"):
        assert text in shown, text
    with pytest.raises(Refused):  # one at a time
        running(cast, case, worker)


@pytest.mark.parametrize("changed", [{"need": " \n"}, {"degree": ""}])
def test_the_database_lets_none_begin_without_need_and_degree(cast: Cast, changed: dict[str, str]) -> None:
    case = casework.case(cast)
    cast.consultant.sign()
    written: dict[str, Any] = {"case": case, "owner_audience_id": case.owner_audience_id, "need_for": "job"}
    written |= {"need": "x", "degree": "light", "assessed_on": today(), "started_on": today()}
    written["assessed_by"] = cast.consultant.staff
    with pytest.raises(IntegrityError), transaction.atomic():
        YouthEffort.objects.create(**written | changed)
    assert YouthEffort.objects.create(**written).pk


@pytest.mark.covers("UNG-08", verb="degree.changed", page="youth:degree")
def test_the_degree_is_raised_and_lowered_with_a_date(cast: Cast) -> None:
    effort, client = running(cast), cast.client("consultant")
    address = reverse("youth:degree", args=[effort.pk])
    raised = {"degree": "great", "since": f"{today() - 3 * DAY:%d.%m.%Y}", "reason": "Er holdt op med at komme"}
    again = client.post(address, raised | form_of(client, address) | {"reason": ""})
    assert again.status_code == 422
    assert "great" in again.content.decode()
    assert client.post(address, raised | form_of(client, address)).status_code == 303
    lowered = {"degree": "light", "since": "", "reason": "Kommer selv afsted"}
    assert client.post(address, lowered | form_of(client, address)).status_code == 303
    cast.consultant.sign()
    assert queries.degree_now(effort) == ("light", today())
    assert list(DegreeChange.objects.order_by("since").values_list("degree", "since", "said_by")) == [
        ("great", today() - 3 * DAY, cast.consultant.staff.pk),
        ("light", today(), cast.consultant.staff.pk),
    ]
    shown = panel(client, effort.case)  # the whole history, the newest first
    order = [shown.index(text) for text in ("Let støtte", "Kommer selv afsted", "Stor støtte", "Er holdt op", "Middel")]
    assert order == sorted(order)
    for told, field in (
        ({"degree": "light"}, "degree"),
        ({"degree": "7"}, "degree"),
        ({"since": today() + DAY}, "since"),
        ({"since": today() - DAY}, "since"),
        ({"reason": " "}, "reason"),
    ):
        with pytest.raises(Refused) as refused:
            actions.change_degree(cast.consultant.sign(), effort=effort, **{"degree": "medium", "reason": "x"} | told)
        assert refused.value.field == field


@pytest.mark.covers("UNG-47", verb="youth.started", page="youth:start")
def test_that_the_young_person_is_outside_is_part_of_who_it_is_for(cast: Cast) -> None:
    """Education and work are stated before it starts; civil society where it is known. Each has its day."""
    case, client = casework.case(cast), cast.client("consultant")
    address = reverse("youth:start", args=[case.pk])
    for left_out in ("education", "work"):
        stated = {name: stand for name, stand in OUTSIDE.items() if name != left_out}
        with pytest.raises(Refused) as refused:
            running(cast, case, eligibility=replace(ELIGIBLE, communities=stated))
        assert refused.value.field == left_out
        again = client.post(address, TYPED | form_of(client, address) | {left_out: ""})
        assert list(again.context["form"].errors) == [left_out]
    june = today() - 100 * DAY
    typed = TYPED | {"civil": "inside", "education_since": f"{june:%d.%m.%Y}"}
    later = typed | {"work_since": f"{today() + DAY:%d.%m.%Y}"}
    assert list(client.post(address, later | form_of(client, address)).context["form"].errors) == ["work_since"]
    assert client.post(address, typed | form_of(client, address)).status_code == 303
    cast.consultant.sign()
    assert list(
        CommunityState.objects.order_by("community").values_list("community", "inside", "since", "entered")
    ) == [
        ("civil", True, today(), False),
        ("education", False, june, False),
        ("work", False, today(), False),
    ]
    shown = panel(client, case)
    assert "Uddannelse står udenfor" in shown
    assert "Civilsamfundet er med" in shown


@pytest.mark.covers("UNG-47", verb="community.written", page="youth:figures")
def test_coming_into_a_community_is_dated_and_counted(cast: Cast) -> None:
    """Counted in the year of its day, for the whole municipality, and told from five; a neighbour reads none of it."""
    client, figures = cast.client("consultant"), reverse("youth:figures")
    effort = running(cast)
    address = reverse("youth:community", args=[effort.pk])
    came = {"community": "work", "inside": "inside", "since": f"{today():%d.%m.%Y}", "which": "Købmanden"}
    sent = came | form_of(client, address)
    for _twice in range(2):  # the same form
        assert client.post(address, sent).status_code == 303
    assert client.post(address, came | form_of(client, address)).status_code == 422  # takes part already
    shown = panel(client, effort.case)
    assert "er med (Købmanden) siden" in shown
    assert client.get(figures).context["years"] == [(today().year, [queries.EntryFigure("Arbejdsmarkedet", None)])]
    assert "færre end fem" in client.get(figures).content.decode()
    for _each in range(4):
        entered(cast, running(cast))
    entered(cast, running(cast), "civil")
    found = client.get(figures).context["years"]
    assert found == [
        (today().year, [queries.EntryFigure("Civilsamfundet", None), queries.EntryFigure("Arbejdsmarkedet", 5)])
    ]
    assert cast.client("other_consultant").get(figures).context["years"] == []


@pytest.mark.covers("UNG-47", verb="community.taken_back")
def test_what_was_written_by_mistake_counts_no_more(cast: Cast) -> None:
    client = cast.client("consultant")
    states = [entered(cast, running(cast)) for _each in range(5)]
    cast.consultant.sign()
    assert queries.figures()[0][1][0].number == 5
    address = reverse("youth:take_back", args=[states[0].pk])
    assert client.post(address, form_of(client, address)).status_code == 303
    cast.consultant.sign()
    assert queries.figures()[0][1][0].number is None
    assert "er med" not in panel(client, states[0].effort.case)
    first = CommunityState.objects.get(effort=states[1].effort, community="work", inside=False)
    with pytest.raises(Refused):  # the last one alone
        actions.take_back_community(cast.consultant.sign(), state=first, version=first.version)


def test_only_who_comes_from_outside_is_counted_and_in_the_year_of_the_day(cast: Cast) -> None:
    inside = {**OUTSIDE, "civil": Stand(inside=True)}
    begun = date(today().year - 1, 12, 1)
    effort = running(cast, eligibility=replace(ELIGIBLE, communities=inside), started_on=begun)
    actor = cast.consultant.sign()
    told = {"effort": effort, "community": "civil"}
    assert not actions.write_community(actor, **told, inside=False, since=begun).entered
    assert actions.write_community(actor, **told, inside=True, since=begun + DAY).entered
    unknown = {name: stand for name, stand in OUTSIDE.items() if name != "civil"}
    other = running(cast, eligibility=replace(ELIGIBLE, communities=unknown))
    assert not entered(cast, other, "civil").entered  # nobody knew that they stood outside
    cast.consultant.sign()
    assert queries.figures() == [(begun.year, [queries.EntryFigure("Civilsamfundet", None)])]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"inside": False}, "inside"),
        ({"community": "moon"}, "community"),
        ({"since": today() + DAY}, "since"),
        ({"since": today() - AGO - DAY}, "since"),
    ],
)
def test_what_is_written_of_a_community_makes_sense(cast: Cast, told: dict[str, Any], field: str) -> None:
    effort = running(cast)
    with pytest.raises(Refused) as refused:
        actions.write_community(
            cast.consultant.sign(), **{"effort": effort, "community": "work", "inside": True} | told
        )
    assert refused.value.field == field


@pytest.mark.parametrize(("years", "asked"), [(12, True), (13, False), (30, False), (31, True)])
def test_outside_the_ages_somebody_writes_why(cast: Cast, years: int, asked: bool) -> None:
    born = date(today().year - years, 1, 1)
    case, client = casework.case(cast, born=born), cast.client("consultant")
    address = reverse("youth:start", args=[case.pk])
    first = client.post(address, TYPED | form_of(client, address))
    assert first.status_code == (422 if asked else 303)
    if asked:
        assert list(first.context["form"].errors) == ["outside_age"]
        why = {"outside_age": "Fylder 13 om to uger"}
        assert client.post(address, TYPED | why | form_of(client, address)).status_code == 303
        assert "Fylder 13 om to uger" in panel(client, case)


def test_it_ends_with_a_reason_and_the_case_after_it(cast: Cast) -> None:
    cast.administrator.sign()
    RetentionRule.objects.get_or_create(
        body=cast.body.audience_id, kind="case", defaults={"days": 365, "must_go": "x", "may_go": "y"}
    )
    case, client = casework.ripe_case(cast), cast.client("consultant")
    effort = running(cast, case)
    entered(cast, effort)
    actions.change_degree(cast.consultant.sign(), effort=effort, degree="light", reason="Kommer selv afsted")
    end, close = reverse("youth:end", args=[effort.pk]), reverse("cases:close", args=[case.pk])
    assert end in client.get(close).content.decode()
    with pytest.raises(Refused):
        cases.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    early = {"reason": "Er i lære", "ended_on": f"{today() - DAY:%d.%m.%Y}"}
    for wrong in (early, {"reason": " "}, {"reason": "x", "ended_on": f"{today() + DAY:%d.%m.%Y}"}):
        assert client.post(end, wrong | form_of(client, end)).status_code == 422
    sent = {"reason": "Er i lære"} | form_of(client, end)
    assert client.post(end, sent).status_code == 303
    assert "Er i lære" in panel(client, case)
    with pytest.raises(Refused):
        entered(cast, fresh(effort), "civil")
    cases.close_case(cast.consultant.sign(), case=case, version=case.version, reason="Det går godt")
    goes = Case.objects.get(pk=case.pk).delete_after
    assert goes
    for rows in (YouthEffort, DegreeChange, CommunityState):
        assert set(rows.objects.values_list("delete_after", flat=True)) == {goes}


def test_who_comes_after_the_end_is_told_so(cast: Cast) -> None:
    """Their page is from before: what they hold says that it runs."""
    effort = running(cast)
    seen = fresh(effort)
    actions.end_youth_effort(cast.consultant.sign(), effort=effort, version=effort.version, reason="Er i lære")
    assert seen.ended_on is None
    actor = cast.colleague.sign()
    for late in (
        lambda: actions.end_youth_effort(actor, effort=seen, version=seen.version, reason="Slut"),
        lambda: actions.change_degree(actor, effort=seen, degree="light", reason="x"),
        lambda: actions.write_community(actor, effort=seen, community="work", inside=True),
    ):
        with pytest.raises(Refused, match="afsluttet"):
            late()


@pytest.mark.parametrize("with_notes", [True, False])
def test_it_goes_with_the_case_as_the_notes_do(cast: Cast, with_notes: bool) -> None:
    case = casework.case(cast)
    effort = running(cast, case)
    entered(cast, effort)
    actions.change_degree(cast.consultant.sign(), effort=effort, degree="light", reason="Kommer selv afsted")
    accept(cast, casework.handover(cast, case, with_notes=with_notes))
    casework.settle()
    for member, reads in ((cast.social_worker, with_notes), (cast.consultant, not with_notes)):
        member.sign()
        assert all(rows.objects.exists() is reads for rows in (YouthEffort, DegreeChange, CommunityState))
    if with_notes:
        moved = queries.get_youth_effort(_of(cast, effort))
        change = actions.change_degree(cast.social_worker.sign(), effort=moved, degree="great", reason="Ny skole")
        assert change.since == today()

    else:  # what stayed is ended where it stayed
        client, end = cast.client("consultant"), reverse("youth:end", args=[effort.pk])
        assert client.post(end, {"reason": "Sagen er givet videre"} | form_of(client, end)).status_code == 303


def _of(cast: Cast, effort: YouthEffort) -> int:
    cast.social_worker.sign()
    return effort.pk


def test_a_page_asks_as_much_however_much_is_written(cast: Cast) -> None:
    case, client = casework.case(cast), cast.client("consultant")
    effort = running(cast, case)
    address = reverse("cases:case", args=[case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for degree in ("light", "great", "light"):
        actions.change_degree(cast.consultant.sign(), effort=effort, degree=degree, reason="x")
    for community in ("education", "work", "civil"):
        entered(cast, effort, community)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
