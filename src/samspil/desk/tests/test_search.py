"""Search: one attribute in one's own work, two beyond it, twenty answers and never how many."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspil.access import cabinet
from samspil.cases import actions as cases
from samspil.cases import queries as case_queries
from samspil.cases.tests import stage
from samspil.desk import actions
from samspil.desk.forms import SearchForm
from samspil.desk.queries import searching
from samspil.desk.queries.searching import Wanted
from samspil.lib.refusals import Refused
from samspil.meetings.models import Item, Meeting, Slot
from samspil.people.actions import correct, find_or_create, merge
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast, as_role

pytestmark = pytest.mark.wheel

BORN = date(2011, 3, 4)
CPR = "6403110000"


def known(cast: Cast, *names: str, key: str = "consultant", born: date = BORN) -> list[Person]:
    member = cast.members[key]
    return [stage.child(member, name=name, born=born) for name in names]


def found(wanted: Wanted, **more: Any) -> list[str]:
    return [person.name for person in searching.search(wanted, **more).persons]


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("jonas", True),
        ("holm jonas", True),
        ("JON HO", True),
        ("aagaard", True),
        ("ågaard", True),
        ("aagård", True),
        ("jonas-holm", True),
        ("onas", False),
        ("jonas bo", False),
        ("jönas", True),
        ("agard", True),
        ("aga", True),
    ],
)
def test_names_are_folded_and_begun(cast: Cast, typed: str, *, hit: bool) -> None:
    """Small and large letters, aa å and a, marks or none, any order, beginnings of words; never the middle of a word."""
    known(cast, "Jonas Aagård Holm")
    assert found(Wanted(name=typed, year=2011)) == (["Jonas Aagård Holm"] if hit else [])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Søren Løgsmør", "Soeren Loegsmoer"),
        ("Søren Løgsmør", "Soren Logsmor"),
        ("Soeren Loegsmoer", "Søren Løgsmør"),
        ("Vera Prøve", "Vera Prove"),
        ("Åse Bæk", "Ase Baek"),
        ("Aase Baek", "Åse Bæk"),
        ("Åse Bæk", "Aas Bae"),
        ("Ana Kovačević", "Kovacevic"),
        ("Jan Zieliński", "Zielinski"),
        ("Ömer Şahin", "Omer Sahin"),
        ("Omer Sahin", "Ömer Şahin"),
        ("Lukasz Đorđević", "Łukasz Dordevic"),
    ],
)
def test_a_name_is_found_by_who_lacks_its_letters(cast: Cast, name: str, typed: str) -> None:
    known(cast, name)
    assert found(Wanted(name=typed, year=2011)) == [name]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({"name": "Aya", "born": "120212"}, Wanted("Aya", date(2012, 2, 12))),
        ({"name": "Aya", "born": "12022012"}, Wanted("Aya", date(2012, 2, 12))),
        ({"name": "Aya", "born": "12. februar 2012"}, Wanted("Aya", date(2012, 2, 12))),
        ({"name": "Aya", "born": "d. 12 feb 2012"}, Wanted("Aya", date(2012, 2, 12))),
        ({"name": "Aya", "born": "12.02.12"}, Wanted("Aya", date(2012, 2, 12))),
        ({"name": "Aya", "born": "2012"}, Wanted("Aya", year=2012)),
        ({"name": "640311-0000"}, Wanted(cpr=CPR)),
        ({"name": "6403110000"}, Wanted(cpr=CPR)),
        ({"name": "Aya Ali 640311 0000"}, Wanted("Aya Ali", cpr=CPR)),
        ({"name": "640311\u2060-0000"}, Wanted(cpr=CPR)),
        ({"name": "Aya", "born": "640311-0000"}, Wanted("Aya", cpr=CPR)),
    ],
)
def test_dates_and_numbers_are_understood_as_people_write_them(typed: dict[str, str], wanted: Wanted) -> None:
    form = SearchForm(typed)
    assert form.is_valid(), form.errors
    assert form.wanted == wanted


def test_a_birth_date_alone_says_that_the_name_is_missing(cast: Cast) -> None:
    client = cast.client("consultant")
    only_born = client.post("/soeg/", {"born": "02.03.2009"}).content.decode()
    assert "Skriv også navnet" in only_born
    assert "Skriv også fødselsdato" not in only_born
    only_name = client.post("/soeg/", {"name": "Freja"}).content.decode()
    assert "Skriv også fødselsdato" in only_name
    stage.talk(cast)
    assert "Skriv også navnet" in client.post("/soeg/", {"born": str(stage.YOUNG.year)}).content.decode()


@pytest.mark.parametrize(
    ("wanted", "hits"),
    [
        (Wanted(name="jonas", birth_date=BORN), ["Jonas Holm"]),
        (Wanted(name="jonas", year=2011), ["Jonas Holm", "Jonas Krog"]),
        (Wanted(name="jonas", birth_date=date(2011, 3, 5)), ["Jonas Krog"]),
        (Wanted(name="jonas", year=2012), []),
    ],
)
def test_a_name_with_a_birth_date_or_year(cast: Cast, wanted: Wanted, hits: list[str]) -> None:
    known(cast, "Jonas Holm")
    known(cast, "Jonas Krog", born=date(2011, 3, 5))
    assert found(wanted) == hits


@pytest.mark.parametrize("wanted", [Wanted(name="jonas"), Wanted(year=2011), Wanted(birth_date=BORN), Wanted()])
def test_one_attribute_is_refused_by_the_database(cast: Cast, wanted: Wanted) -> None:
    known(cast, "Jonas Holm")
    assert not wanted.is_enough
    with pytest.raises(Refused):
        searching.search(wanted)


def test_a_whole_cpr_number_is_enough(cast: Cast) -> None:
    find_or_create(
        cast.consultant.sign(), owner_audience=cast.consultant.unit.audience_id, child=Child(name="Aya Ali", cpr=CPR)
    )
    assert found(Wanted(cpr=CPR)) == ["Aya Ali"]
    cast.social_worker.sign()
    assert found(Wanted(cpr=CPR)) == []


@pytest.mark.parametrize("key", ["outsider", "social_worker", "ssp_teacher", "other_consultant", "politician"])
def test_others_find_nothing(cast: Cast, key: str) -> None:
    """Neither rows nor ids: the audience stands in the index look-up itself."""
    known(cast, "Jonas Holm")
    cast.members[key].sign()
    ids = cabinet.call("SELECT people.search(ARRAY['jonas'], NULL, 2011, NULL, NULL, 20)", [])
    assert ids == []
    assert found(Wanted(name="jonas", year=2011)) == []
    own = known(cast, "Jonas Holm", key=key)
    assert [row for (row,) in cabinet.call("SELECT people.search(ARRAY['jonas'], NULL, 2011, NULL, NULL, 20)", [])] == [
        own[0].pk
    ]


def test_what_was_disclosed_is_found_while_it_lasts(cast: Cast) -> None:
    case = stage.case(cast)
    stage.involved(cast, case)
    year = stage.YOUNG.year
    cast.social_worker.sign()
    assert found(Wanted(name="jonas", year=year)) == ["Jonas Holm"]
    line = case_queries.get_line(case, cast.units["family"])
    cases.end_involvement(
        cast.consultant.sign(), case=case, unit=cast.units["family"], reason="Aftalt", version=line.version
    )
    cast.social_worker.sign()
    assert found(Wanted(name="jonas", year=year)) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Søren Kjærgaard", "Søren Kjergård"), ("Maja Aakjær", "Maya Åkjær"), ("Vera Prøve", "Vera Sofie Prøve")],
)
def test_with_the_whole_birth_date_a_name_need_only_be_like(cast: Cast, name: str, typed: str) -> None:
    known(cast, name, "Bo Lind")
    known(cast, "Bo Kjær", name, key="ssp_teacher")
    cast.consultant.sign()
    assert found(Wanted(name=typed, birth_date=BORN)) == [name], "nobody is found who cannot be read"
    assert found(Wanted(name=typed, birth_date=date(2011, 3, 5))) == []
    cast.outsider.sign()
    assert found(Wanted(name=typed, birth_date=BORN)) == []


def test_a_child_without_a_birth_date_is_found_by_first_name_and_surname(cast: Cast) -> None:
    unit = cast.consultant.unit.audience_id
    find_or_create(cast.consultant.sign(), owner_audience=unit, child=Child(name="Bo Jens Lind", age_told=12))
    known(cast, "Bo Lindholm")
    client = cast.client("consultant")
    page = client.post("/soeg/", {"name": "lind bo"}).content.decode()
    assert "Bo Jens Lind" in page
    assert "Bo Lindholm" not in page
    assert "fødselsdato ingen har skrevet" in page
    assert "Bo Jens" not in client.post("/soeg/", {"name": "bo"}).content.decode()
    assert "Bo Jens" not in client.post("/soeg/forslag/", {"name": "bo lind"}).content.decode()
    assert "Bo Jens" not in cast.client("outsider").post("/soeg/", {"name": "lind bo"}).content.decode()


def test_a_name_that_the_child_had_finds_it_and_stands_on_its_page(cast: Cast) -> None:
    (person,) = known(cast, "Vera Gammel")
    actor = cast.consultant.sign()
    wanted = Wanted(name="vera gammel", birth_date=BORN)
    with CaptureQueriesContext(connection) as few:
        assert found(wanted) == ["Vera Gammel"]
    for was, name in (("Vera Gammel", "Vera Gamel"), ("Vera Gamel", "Vera Nytnavn")):
        correct(actor, person_id=person.pk, was=was, name=name, birth_date=BORN)
    with CaptureQueriesContext(connection) as many:
        assert found(wanted) == ["Vera Nytnavn"]
    assert len(many) == len(few)
    page = cast.client("consultant").get(f"/barnet/{person.pk}/").content.decode()
    assert "hed før Vera Gamel, Vera Gammel" in page
    cast.outsider.sign()
    assert found(wanted) == []


def test_with_a_year_alone_a_changed_name_is_found_by_the_new_one_alone(cast: Cast) -> None:
    (person,) = known(cast, "Jonas Holm")
    correct(
        cast.consultant.sign(), person_id=person.pk, was=person.name, name="Jonas Bach", birth_date=person.birth_date
    )
    assert found(Wanted(name="holm", year=2011)) == []
    assert found(Wanted(name="bach", year=2011)) == ["Jonas Bach"]


def test_a_record_that_was_joined_is_not_found_beside(cast: Cast) -> None:
    keep, other = known(cast, "Jonas Holm", "Jonas B. Holm")
    merge(cast.consultant.sign(), keep=keep, other=other)
    assert found(Wanted(name="jonas", year=2011)) == ["Jonas Holm"]


def test_more_than_twenty_are_no_answer_and_no_number(cast: Cast) -> None:
    known(cast, *[f"Jonas Holm{letter}" for letter in "abcdefghijklmnopqrst"])
    assert len(found(Wanted(name="jonas", year=2011))) == 20
    known(cast, "Jonas Holmu")
    hits = searching.search(Wanted(name="jonas", year=2011))
    assert (hits.persons, hits.too_many) == ([], True)
    page = cast.client("consultant").post("/soeg/", {"name": "jonas", "born": "2011"}).content.decode()
    assert "Gør søgningen smallere" in page
    assert "21" not in page[page.index("<main") : page.index("</main>")]


def test_words_that_look_like_the_index_are_only_words(cast: Cast) -> None:
    """What separates audiences and dates from names in the index cannot be typed."""
    known(cast, "Jonas Holm")
    key = cast.consultant.unit.audience_id
    search = "SELECT people.search(ARRAY[%s], NULL, 2011, NULL, NULL, 20)"
    for typed in (f"#{key}", f"'#{key}'", "=2011", "|", "!", "\\", "'", ":*", ""):
        with pytest.raises(Refused):
            cabinet.call(search, [typed])
    for typed in ("jonas | x", "jonas' | 'x", "!jonas", "jonas:* | #1"):
        assert len(cabinet.call(search, [typed])) <= 1
    assert not Wanted(name=f"#{key} =2011").words


def at_the_table(cast: Cast, person: Person) -> None:
    """The child is an item of a meeting that is in progress, and the police officer is at it."""
    actor = cast.consultant.sign()
    minutes = stage.minutes(cast)
    meeting = Meeting.objects.create(
        forum=cast.forum, state="open", starts_at=actor.at, ends_at=actor.at, minutes_audience_id=minutes
    )
    (item,) = cabinet.found("item", minutes, ["item"])
    slot = Slot.objects.create(owner_audience_id=minutes, meeting=meeting, position=1)
    Item.objects.create(
        owner_audience_id=minutes,
        slot=slot,
        meeting=meeting,
        audience_id=item,
        label=person.name,
        source="list",
        subject=person.pk,
    )


def test_own_work_is_the_open_meeting_and_ones_cases_tasks_and_conversations(cast: Cast) -> None:
    case, talk = stage.case(cast), stage.talk(cast)
    (seated,) = known(cast, "Mikkel Aagaard")
    at_the_table(cast, seated)
    task = stage.task(cast)
    stage.Task.objects.filter(pk=task.pk).update(subject=known(cast, "Aya Ali")[0].pk)
    known(cast, "Freja Nord")
    cast.consultant.sign()
    own = searching.own_work(cast.consultant.staff.pk)
    names = set(Person.objects.filter(pk__in=own).values_list("name", flat=True))
    assert names == {"Jonas Holm", "Mikkel Aagaard", "Aya Ali"}
    assert {case.subject, talk.subject} <= set(own)
    assert found(Wanted(name="mik"), within=own) == ["Mikkel Aagaard"]
    assert found(Wanted(name="freja"), within=own) == []


def test_suggestions_are_ten_at_most(cast: Cast) -> None:
    for _each in range(11):
        stage.talk(cast)
    client = cast.client("consultant")
    several = client.post("/soeg/forslag/", {"name": "jon"}).content.decode()
    assert "<a " not in several
    assert "Der er flere" in several
    stage.talk(cast)
    (person,) = known(cast, "Mikkel Aagaard")
    at_the_table(cast, person)
    assert "Mikkel Aagaard" in client.post("/soeg/forslag/", {"name": "mi"}).content.decode()
    for short in ("m", "", "   "):
        assert client.post("/soeg/forslag/", {"name": short}).content.decode().strip() == ""


def test_a_name_alone_searches_ones_own_work(cast: Cast) -> None:
    stage.talk(cast)
    known(cast, "Freja Nord")
    client = cast.client("consultant")
    own = client.post("/soeg/", {"name": "jonas"}).content.decode()
    assert "Jonas Holm" in own
    assert "Skriv også fødselsdato" in own
    assert "Freja" not in client.post("/soeg/", {"name": "freja"}).content.decode().split("Fundet")[1]
    assert "Freja Nord" in client.post("/soeg/", {"name": "freja", "born": "2011"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"born": "31.02.2011"}, "born"),
        ({"born": "x"}, "born"),
        ({"cpr": "123"}, "cpr"),
        ({}, None),
        ({"name": "x"}, None),
    ],
)
def test_what_cannot_be_searched_says_why(typed: dict[str, str], field: str | None) -> None:
    form = SearchForm(typed)
    assert not form.is_valid()
    assert list(form.errors) == [field or "__all__"]


# --- the record -----------------------------------------------------------------------------------------------------
def test_search_words_are_in_the_record_as_a_keyed_hash_only(cast: Cast, settings: Any) -> None:
    known(cast, "Jonas Holm")
    client = cast.client("consultant")
    client.post("/soeg/", {"name": "Jonas", "born": "2011", "cpr": CPR})
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT detail::text FROM audit_event WHERE act = 'search.made'")
        ((detail,),) = cursor.fetchall()
    assert "onas" not in detail
    assert CPR not in detail
    assert actions.hashed(["Jonas", "2011", CPR]) in detail
    before = actions.hashed(["Jonas"])
    assert actions.hashed([" JONAS "]) == before
    settings.AUDIT_KEY = "another key"
    assert actions.hashed(["Jonas"]) != before


def test_who_was_found_can_see_that_they_were(cast: Cast) -> None:
    (person,) = known(cast, "Jonas Holm")
    cast.client("colleague").post("/soeg/", {"name": "Jonas", "born": "2011"})
    page = cast.client("consultant").get(f"/barnet/{person.pk}/laesninger/").content.decode()
    assert "Line Østergaard, fandt navnet ved en søgning" in page


def test_names_are_proposed_beneath_the_field_in_which_one_types(cast: Cast) -> None:
    page = cast.client("consultant").get("/soeg/").content.decode()
    assert page.index('id="id_name"') < page.index('id="suggestions"') < page.index('id="id_born"')
