"""Activities of a team: planned, written up, added together (BAL-29), and how many came into a club (BAL-30)."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import Form
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.catalogue.actions import keep_registers
from samspil.catalogue.activities import actions, queries
from samspil.catalogue.activities.forms import IntoClubForm, PlanForm, WholeNumber, WriteUpForm
from samspil.catalogue.activities.models import Activity, Band, Gender, IntoClub
from samspil.catalogue.activities.tests.activitywork import came, held, planned, written
from samspil.lib.refusals import Conflict, Refused
from samspil.sharing.actions import delete
from samspil.sharing.models import RetentionRule
from tests.cast import Cast
from tests.profiles.reading import read


def today(cast: Cast) -> date:
    return timezone.localdate(cast.consultant.actor.at)


@pytest.mark.covers("BAL-29", verb="activity.written_up")
def test_an_activity_is_planned_and_written_up_with_numbers(cast: Cast) -> None:
    actor, key = cast.consultant.sign(), uuid4()
    made = planned(actor, planned_cost=1500, key=key)
    assert planned(actor, key=key).pk == made.pk  # sent twice, made once
    heads = {"13_14 girls": 4, "15_17 boys": 5}
    told = written(actor, made, heads=heads, cost=1200, went="God stemning.")
    assert (told.state, told.participants, told.heads, told.cost) == ("held", 9, heads, 1200)
    colleague = cast.colleague.sign()  # of the same unit: reads and corrects
    assert written(colleague, told, heads=heads, participants=11).participants == 11
    with pytest.raises(Refused) as refused:
        written(colleague, told, heads=heads, participants=8)
    assert refused.value.field == "participants"
    page = actions.open_activity(colleague, activity_id=made.pk)
    assert page.heads == [("13-14 år", [4, None, None]), ("15-17 år", [None, 5, None])]
    assert page.planned_by == cast.consultant.staff.name


@pytest.mark.covers("BAL-29", verb="activity.written_up")
def test_what_was_not_held_says_why_and_what_is_to_come_is_not_written_up(cast: Cast) -> None:
    actor = cast.consultant.sign()
    ahead = planned(actor, 5)
    for wrong, field in (
        ({"held": True}, "outcome"),
        ({"held": False}, "why_not"),
        ({"held": False, "why_not": "Regn", "participants": 3}, "participants"),
        ({"held": False, "why_not": "Regn", "heads": {"13_14 girls": 1}}, "participants"),
    ):
        with pytest.raises(Refused) as refused:
            written(actor, ahead, **wrong)
        assert refused.value.field == field
    off = written(actor, ahead, held=False, why_not="Hallen var lukket", cost=200)
    assert (off.state, off.participants, off.cost) == ("not_held", None, 200)
    with pytest.raises(Refused) as refused:
        change(actor, written(actor, planned(actor)), day=today(cast) + timedelta(days=1))
    assert refused.value.field == "day"


def test_an_activity_names_the_intervention_that_it_belongs_to(cast: Cast) -> None:
    keep_registers(cast.administrator.sign(), body=cast.body, profile=read("broendby"))
    actor = cast.consultant.sign()
    number, name = queries.interventions(cast.body, today(cast))[0]
    made, alone = planned(actor, intervention_id=number), planned(actor, key=uuid4())
    assert actions.open_activity(actor, activity_id=made.pk).intervention == name != ""
    assert actions.open_activity(actor, activity_id=alone.pk).intervention == ""
    page = cast.client("consultant").get(reverse("activities:activity", args=[made.pk])).content.decode()
    assert name in unescape(page)


def change(actor: Any, activity: Activity, version: int | None = None, **facts: Any) -> Activity:
    stands = {"title": activity.title, "place": activity.place, "day": activity.day} | facts
    return actions.change_plan(actor, activity=activity, version=version or activity.version, **stands)


@pytest.mark.parametrize("word", ["120511-4222", "1205114222"])
def test_no_number_of_a_person_and_no_name_stands_anywhere(cast: Cast, word: str) -> None:
    actor = cast.consultant.sign()
    made = written(actor, planned(actor))
    acts: dict[str, Any] = {
        "title": lambda text, sure: change(actor, made, title=text, sure=sure),
        "place": lambda text, sure: change(actor, made, place=text, sure=sure),
        "went": lambda text, sure: written(actor, made, went=text, sure=sure),
        "why_not": lambda text, sure: written(actor, made, held=False, why_not=text, sure=sure),
        "club": lambda text, sure: actions.count_into_club(actor, day=made.day, club=text, number=1, sure=sure),
    }
    for field, act in acts.items():
        for text, sure in ((f"Hallen {word}", True), ("Hallen med Vera Ottosen", False)):
            with pytest.raises(Refused) as refused:
                act(text, sure)
            assert refused.value.field == field
    assert change(actor, made, title="Løb i Nord", place="Skolen ved Mosen").title == "Løb i Nord"  # places are nobody
    assert change(actor, made, place="Grønne Eng", sure=True).place == "Grønne Eng"


def test_two_who_write_at_once_see_each_others_text(cast: Cast) -> None:
    made = planned(cast.consultant.sign())
    written(cast.colleague.sign(), made, went="Mange kom.", participants=20)
    with pytest.raises(Conflict) as met:
        written(
            cast.consultant.sign(),
            Activity(pk=made.pk, version=1, day=made.day, owner_audience_id=made.owner_audience_id),
        )
    assert met.value.version == 2
    client = cast.client("consultant")
    typed = {"outcome": "held", "participants": "9", "went": "Få kom.", "version": "1"}
    answer = client.post(reverse("activities:write_up", args=[made.pk]), typed)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Mange kom." in body
    assert "Få kom." in body
    assert 'name="version" value="2"' in body
    assert cast.colleague.staff.name in body
    saved = client.post(reverse("activities:write_up", args=[made.pk]), typed | {"version": "2"})
    assert saved.status_code == 303
    assert Activity.objects.get().participants == 9


def test_who_came_into_a_club_is_a_number_from_an_activity_or_by_itself(cast: Cast) -> None:
    actor = cast.consultant.sign()
    ahead, done = planned(actor, 3), held(cast)
    with pytest.raises(Refused):
        came(cast, ahead)  # nobody came from what has not been
    for wrong in ({"day": done.day + timedelta(days=1)}, {"day": done.day - timedelta(days=1)}):
        with pytest.raises(Refused) as refused:
            actions.count_into_club(actor, activity=done, club="klub", number=1, **wrong)
        assert refused.value.field == "day"
    with pytest.raises(Refused):
        actions.count_into_club(actor, activity=done, day=done.day, club="klub", number=0)
    came(cast, done)
    alone = came(cast, None)
    assert actions.open_activity(actor, activity_id=done.pk).into_club == 2
    assert queries.halves()[0].into_club == 4
    fixed = actions.correct_count(actor, count=alone, version=1, day=alone.day, club="ridning", number=1)
    assert queries.halves()[0].into_club == 3
    with pytest.raises(Conflict):
        actions.correct_count(actor, count=fixed, version=1, day=alone.day, club="ridning", number=5)
    actions.correct_count(actor, count=fixed, version=2, day=alone.day, club="ridning", number=0)
    assert [one.number for one in queries.activities_page(actor).counts] == [2]


def test_each_half_year_is_added_together(cast: Cast) -> None:
    actor = cast.consultant.sign()
    days = {"a": date(2026, 6, 30), "b": date(2026, 7, 1), "c": date(2026, 12, 31)}
    for number, day in enumerate(days.values(), 1):
        one = written(actor, planned(actor), participants=10 * number, cost=100 * number)
        Activity.objects.filter(pk=one.pk).update(day=day)
        Activity.objects.filter(pk=written(actor, planned(actor)).pk).update(day=day)  # nobody counted
        off = written(actor, planned(actor), held=False, why_not="Regn", cost=7)
        Activity.objects.filter(pk=off.pk).update(day=day)
        IntoClub.objects.filter(pk=came(cast, None).pk).update(day=day)
    planned(actor, 4)
    second, first = queries.halves()
    assert (first.year, first.half, first.held, first.participants, first.cost) == (2026, 1, 2, 10, 107)
    assert (second.half, second.held, second.participants, second.cost) == (2, 4, 50, 514)
    assert (first.without_number, second.without_number, first.into_club, second.into_club) == (1, 2, 2, 4)


def test_only_the_team_reads_and_writes(cast: Cast) -> None:
    made = held(cast)
    count = came(cast, made)
    for member in ("social_worker", "police_officer", "administrator", "other_consultant"):
        getattr(cast, member).sign()
        assert not Activity.objects.exists()
        assert not IntoClub.objects.exists()
        assert queries.halves() == []
        client = cast.client(member)
        for name, pk in (
            ("activity", made.pk),
            ("change", made.pk),
            ("write_up", made.pk),
            ("count_from", made.pk),
            ("correct", count.pk),
        ):
            assert client.get(reverse(f"activities:{name}", args=[pk])).status_code == 404
        assert "Fodbold i hallen" not in client.get(reverse("activities:activities")).content.decode()
    actor = cast.social_worker.sign()
    with pytest.raises(Refused):
        actions.change_plan(actor, activity=made, version=made.version, title="x", place="y", day=made.day)


def test_planned_ones_stand_first_and_the_list_asks_no_more_as_it_grows(cast: Cast) -> None:
    actor = cast.consultant.sign()
    written(actor, planned(actor, -9, title="Gammel"))
    written(actor, planned(actor, -2, title="Ny"))
    planned(actor, 6, title="Senere")
    planned(actor, 1, title="Snart")
    planned(actor, -1, title="Glemt")
    lines = queries.activities_page(actor).lines
    assert [line.activity.title for line in lines] == ["Glemt", "Snart", "Senere", "Ny", "Gammel"]
    assert [line.waits for line in lines] == [True, False, False, False, False]
    client = cast.client("consultant")
    few = statements(client)
    for number in range(queries.ON_A_PAGE):
        made = written(cast.consultant.sign(), planned(actor, -3, title=f"Nr. {number}"), participants=1)
        came(cast, made)
    assert statements(client) == few
    body = client.get(reverse("activities:activities")).content.decode()
    assert "Gammel" not in body
    assert "side=2" in body
    assert "Gammel" in client.get(reverse("activities:activities") + "?side=2").content.decode()


def statements(client: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("activities:activities")).status_code == 200
    return len(asked)


def test_pages_keep_what_was_typed_and_write_what_is_right(cast: Cast) -> None:
    client, day = cast.client("consultant"), f"{today(cast):%d.%m.%Y}"
    assert reverse("activities:activities") in client.get(reverse("catalogue:interventions")).content.decode()
    assert "Planlæg den første" in client.get(reverse("activities:activities")).content.decode()
    typed = {
        "title": "Fodbold med Vera Ottosen",
        "place": "Hallen",
        "day": day,
        "planned_cost": "1.500 kr.",
        "idempotency_key": uuid4(),
    }
    refused = client.post(reverse("activities:plan"), typed)
    body = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="Fodbold med Vera Ottosen"' in body
    assert 'value="1.500 kr."' in body
    assert 'type="checkbox" name="sure"' in body
    assert (
        client.post(reverse("activities:plan"), typed | {"planned_cost": "1,5", "title": "Fodbold"}).status_code == 422
    )
    assert (
        client.post(reverse("activities:plan"), typed | {"intervention_id": "99", "title": "Fodbold"}).status_code
        == 422
    )
    cast.consultant.sign()
    assert not Activity.objects.exists()
    assert client.post(reverse("activities:plan"), typed | {"title": "Fodbold"}).status_code == 303
    made = Activity.objects.get()
    assert made.planned_cost == 1500
    told = {
        "outcome": "held",
        "heads_13_14_girls": "x",
        "heads_15_17_boys": "3",
        "cost": "1.200",
        "went": "Godt",
        "version": "1",
    }
    wrong = client.post(reverse("activities:write_up", args=[made.pk]), told)
    body = wrong.content.decode()
    assert wrong.status_code == 422
    assert 'value="x"' in body
    assert 'value="1.200"' in body
    assert "Godt" in body
    assert (
        client.post(reverse("activities:write_up", args=[made.pk]), told | {"heads_13_14_girls": "4"}).status_code
        == 303
    )
    into = {"number": "2", "club": "fodboldklub", "day": day, "idempotency_key": uuid4()}
    assert client.post(reverse("activities:count_from", args=[made.pk]), into | {"number": "to"}).status_code == 422
    for _again in range(2):
        assert client.post(reverse("activities:count_from", args=[made.pk]), into).status_code == 303
    page = client.get(reverse("activities:activity", args=[made.pk])).content.decode()
    assert "1.200 kr." in page
    assert "2 unge kom i klub herfra" in page
    whole = client.get(reverse("activities:activities")).content.decode()
    assert "1.200 kr." in whole
    assert ">7</td>" in whole
    assert ">2</td>" in whole


def rule(cast: Cast, by: str = "") -> None:
    cast.administrator.sign()
    RetentionRule.objects.create(
        body=cast.body.audience_id, kind="activity", days=100, must_go="ikke nødvendig", may_go="hjemmel",
        must_confirmed_by=by, may_confirmed_by=by,
    )  # fmt: skip


def test_it_has_a_last_day_by_the_municipalitys_rule(cast: Cast) -> None:
    rule(cast)
    assert planned(cast.consultant.sign(), 10).delete_after == today(cast) + timedelta(days=110)
    assert came(cast, None).delete_after == today(cast) + timedelta(days=100)


@pytest.mark.parametrize("by", ["Niels Dahl", ""], ids=["destroyed", "sealed"])
def test_a_number_outlives_the_activity_it_came_from(cast: Cast, by: str) -> None:
    rule(cast, by)
    made = held(cast)
    count = came(cast, made)
    delete(cast.consultant.sign(), "activities_activity", [made.pk], actions.ACTIVITY_KIND)
    assert not Activity.objects.exists()
    assert [(one.held, one.into_club) for one in queries.halves()] == [(0, 2)]
    client, address = cast.client("consultant"), reverse("activities:correct", args=[count.pk])
    assert client.get(reverse("activities:activity", args=[made.pk])).status_code == 404
    typed = {
        "number": "3",
        "club": "fodboldklub",
        "day": f"{count.day:%d.%m.%Y}",
        "version": IntoClub.objects.get().version,
    }
    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 303
    assert queries.halves()[0].into_club == 3


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1500", 1500),
        ("1.500", 1500),
        ("1 500 kr.", 1500),
        ("1.500,00 kr", 1500),
        ("500,-", 500),
        ("0", 0),
        (" ", None),
    ],
)
def test_kroner_as_danes_write_them(text: str, number: int | None) -> None:
    assert WholeNumber(required=False).clean(text) == number


@pytest.mark.parametrize(
    ("form", "field", "most"),
    [
        (PlanForm(interventions=()), "planned_cost", 9_999_999),
        (WriteUpForm(), "cost", 9_999_999),
        (WriteUpForm(), "participants", 9_999),
        (WriteUpForm(), "heads_13_14_girls", 9_999),
        (IntoClubForm(), "number", 999),
    ],
)
def test_the_highest_number_is_taken_and_one_more_is_not(form: Form, field: str, most: int) -> None:
    assert form.fields[field].clean(str(most)) == most
    with pytest.raises(ValidationError, match="mindre tal"):
        form.fields[field].clean(str(most + 1))


def test_each_number_of_the_table_is_as_wide_as_the_highest_that_is_taken() -> None:
    """Each is a column beside others, on a telephone too."""
    fields = [bound.field for _band, row in WriteUpForm().rows for bound in row]
    assert len(fields) == len(Band) * len(Gender)
    assert {(field.widget.attrs["size"], field.required) for field in fields} == {(4, False)}
