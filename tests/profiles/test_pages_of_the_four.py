"""Every page in each of the four municipalities: it is there, it uses that place's words, and nobody else's."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from samspil.access.actor import Actor, now, sign
from samspil.access.installing import found_body
from samspil.organisations import actions
from samspil.organisations.models import Body, Forum, Role, Seat, Staff, Unit
from samspil.organisations.profile import Profile, expanded, load
from samspil.organisations.signin.models import User
from samspil.profiles.sections import SECTIONS
from tests.cast import Cast, as_role
from tests.lock.pages import ADMINISTERED, ANYBODY, COLLEAGUES, PAGES
from tests.profiles.reading import MUNICIPALITIES, PROFILES, read

# Words that are a unit's name in one place and plain Danish everywhere.
PLAIN = {
    "Andre", "Familie og børn", "Handicap", "Misbrug", "Politiet", "Psykiatri", "Psykiatrien", "Uddannelse", "dør",
    "handleplan",
    "Sparring", "sparring", "Sogn", "Borgmesteren", "Kriminalforsorgen", "Jobcentret", "Lokalpolitiet", "tovholder",
    "Foreningslivet", "Databeskyttelse", "Henvendelser fra borgere",
    "Familieafdelingen",  # the cast's municipality has one too, and may be asked to a meeting
}  # fmt: skip
OPEN = (ANYBODY, COLLEAGUES, ADMINISTERED)  # what the administrator who walks sees
FIFTH = PROFILES.parent / "tests" / "profiles" / "sortemose.yaml"


def settle(profile: Profile) -> tuple[Body, Client]:
    """Found and apply a profile inside the test, with somebody in a seat and an administrator; the latter's client."""
    with as_role("samspil_owner"):
        founded = found_body(connection, profile.whose.name)
    actor = Actor(founded.installer, now())
    sign(actor)
    body = actions.register_body(
        actor, founded=founded, key=profile.whose.key, name=profile.whose.name, kind=profile.body_kind
    )
    for section in SECTIONS:
        section.apply(actor, body, profile)
    roles, units = Role.objects.filter(body=body), Unit.objects.filter(body=body, type="authority").order_by("pk")
    administrator = _colleague(actor, body, "Hanne Lund", roles.get(type="administrator"), units[0])
    plain = Seat.objects.filter(forum__body=body, forum__named_persons=False, kind="standing", follows="")
    seat = plain.order_by("pk").first()
    role = roles.exclude(type__in=["administrator", "data_protection_officer"])[0]
    somebody = _colleague(actor, body, "Ida Holm", role, seat.unit if seat else units[0])
    if seat is not None:
        actions.give_seat(actor, staff=somebody, seat=seat)
    client = Client()
    client.force_login(User.objects.get(principal_id=administrator.principal_id))
    return body, client


def _colleague(actor: Actor, body: Body, name: str, role: Role, unit: Unit) -> Staff:
    email = f"{name.split(maxsplit=1)[0].lower()}@{body.key}.example.org"
    return actions.create_colleague(actor, body=body, name=name, email=email, role=role, unit=unit).staff


def somebody(body: Body) -> Client:
    """A client of the colleague who administers nothing."""
    client = Client()
    staff = Staff.objects.get(body=body, name="Ida Holm")
    client.force_login(User.objects.get(principal_id=staff.principal_id))
    return client


def addresses(body: Body) -> list[str]:
    """Every page that needs no number, and those of the organisation that do."""
    found = []
    for name, page in PAGES.items():
        if page in OPEN and not name.startswith("account_"):
            try:
                found.append(reverse(name))
            except NoReverseMatch:
                continue
    found += [
        reverse("organisations:forum", args=[pk]) for pk in Forum.objects.filter(body=body).values_list("pk", flat=True)
    ]
    found += [
        reverse("organisations:unit", args=[pk]) for pk in Unit.objects.filter(body=body).values_list("pk", flat=True)
    ]
    return [*found, reverse("organisations:about", args=[body.key])]


def local_words(name: str) -> set[str]:
    """What only this municipality's profile may say: names of places, forums and units, and its own words."""
    profile = read(name)
    words = {profile.whose.short_name, profile.whose.name}
    for part in (*profile.units, *profile.forums, *profile.districts, *profile.doors):
        words.add(part.name.replace(" {district}", ""))
    words |= {word.word for word in profile.vocabulary}
    return {word for word in words if len(word) > 4} - PLAIN


@pytest.mark.django_db
@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_page_is_there_and_says_no_other_municipalitys_word(cast: Cast, name: str) -> None:
    body, client = settle(read(name))
    own = (PROFILES / f"{name}.yaml").read_text(encoding="utf-8").casefold()
    foreign = {word for other in MUNICIPALITIES if other != name for word in local_words(other)}
    foreign = {word for word in foreign if word.casefold() not in own}
    assert len(foreign) > 40
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(foreign)))
    pages = addresses(body)
    assert len(pages) > 20
    # Pages of one forum and one unit are alike for both: of those, whoever administers nothing sees a few.
    few = [address for address in pages if not re.search(r"/(fora|enheder)/\d+/", address)]
    few += [address for address in pages if address not in few][::9]
    for who, walked in ((client, pages), (somebody(body), few)):
        for address in walked:
            response = who.get(address)
            assert response.status_code in {200, 302, 405, 409}, address
            text = response.content.decode() if response.status_code == 200 else ""
            assert pattern.search(text) is None, (address, pattern.search(text))
    assert client.get(reverse("setup:overview")).status_code == 200
    assert somebody(body).get(reverse("setup:overview")).status_code == 409, "told whom to ask"
    assert "Ret pladser og regler" not in somebody(body).get(reverse("organisations:forums")).content.decode()


@pytest.mark.django_db
@pytest.mark.covers("BAL-11", page="organisations:roles")
def test_who_is_missing_is_told_place_by_place(cast: Cast) -> None:
    body, client = settle(read("ballerup"))
    page = client.get(reverse("organisations:roles")).content.decode()
    assert "Der mangler nogen 15 steder." in page
    assert "SSP-kontaktlærer</a>: Baltorpskolen, Hedegårdsskolen" in page
    sign(Actor(body.installer_id, now()))
    role, unit = Role.objects.get(body=body, key="ssp-kontaktlaerer"), Unit.objects.get(body=body, key="baltorpskolen")
    actions.create_colleague(
        Actor(body.installer_id, now()), body=body, name="Bo Dam", email="bo@ballerup.example.org", role=role, unit=unit
    )
    page = client.get(reverse("organisations:roles")).content.decode()
    assert "Der mangler nogen 14 steder." in page
    assert "SSP-kontaktlærer</a>: Hedegårdsskolen" in page


@pytest.mark.django_db
@pytest.mark.covers("VAL-70", page="organisations:forum")
def test_two_numbers_the_line_and_a_forum_with_all_it_states(cast: Cast) -> None:
    body, client = settle(read("vallensbaek"))
    page = client.get(reverse("organisations:roles")).content.decode()
    assert re.search(r"Oplyst</dt><dd>5</dd>", page)
    assert re.search(r"Opregnet</dt><dd>8 \(", page)
    assert "Tallene er forskellige" in page
    assert "12 timer om ugen til hver" in page
    council = Forum.objects.get(body=body, key="lokalraadet")
    page = client.get(reverse("organisations:forum", args=[council.pk])).content.decode()
    for words in (
        "Vicepolitidirektøren",
        "Borgere",
        "Kredsrådets beslutninger",
        "Operationelt",
        "beslutter, informerer",
    ):
        assert words in page
    assert "ikke fastlagt" in page, "how often it meets"
    assert "Skriv, hvor tit" in page, "and how to settle it"
    group = Forum.objects.get(body=body, key="onsdagsgruppen")
    page = client.get(reverse("organisations:forum", args=[group.pk])).content.decode()
    assert "hver 2. skoleuge, onsdag, 09.00–11.00" in page
    assert "kun sager uden navne" in page
    assert "til og med 25 år" in page


@pytest.mark.django_db
@pytest.mark.covers("BRO-41", page="organisations:forums")
def test_the_register_marks_what_stands_and_what_meets_when_there_is_need(cast: Cast) -> None:
    body, _client = settle(read("broendby"))
    page = somebody(body).get(reverse("organisations:forums")).content.decode()
    lines = {line.split(">")[1].split("<")[0]: line.split("</li>")[0] for line in page.split("/fora/")[1:]}
    for forum in expanded(read("broendby")).forums:
        assert ("efter behov" in lines[forum.name]) is forum.is_ad_hoc, forum.name
    assert {forum.is_ad_hoc for forum in read("broendby").forums} == {True, False}


@pytest.mark.django_db
def test_a_municipality_without_forums_is_of_use(cast: Cast) -> None:
    _body, client = settle(read("halsnaes"))
    assert "Ingen fora er fastlagt endnu" in client.get(reverse("organisations:diagram")).content.decode()
    page = client.get(reverse("organisations:directory")).content.decode()
    assert "100 døre: den voksne, du vælger" in page
    assert "telefon ikke fastlagt" in page


@pytest.mark.django_db
@pytest.mark.covers("BRO-43", page="organisations:diagram")
def test_the_picture_has_a_box_for_every_forum_and_the_table_says_the_same(cast: Cast) -> None:
    _body, client = settle(read("broendby"))
    page = client.get(reverse("organisations:diagram")).content.decode()
    forums = expanded(read("broendby")).forums
    picture = page[: page.index("units-title")]
    assert picture.count("<rect") == len(forums) + 1, "and one above"
    assert all(f'<th scope="row">{forum.name}</th>' in picture for forum in forums)
    assert "koebenhavns-vestegn/kredsraadet" in picture, "not installed: named by its key"


@pytest.mark.django_db
@pytest.mark.covers("BAL-60", page="organisations:about")
def test_anybody_sees_the_public_page_without_colleagues(cast: Cast) -> None:
    body, _client = settle(read("ballerup"))
    page = Client().get(reverse("organisations:about", args=[body.key]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Det Opsøgende Team (DOT)" in text
    assert "https://headspace.dk" in text
    assert "Hanne Lund" not in text
    assert "SSP-konsulenten i skoledistriktet" not in text, "for colleagues only"
    assert Client().get(reverse("organisations:about", args=["nowhere"])).status_code == 404


@pytest.mark.django_db
def test_the_fifth_has_its_pages_too(cast: Cast) -> None:
    body, client = settle(load(FIFTH))
    for address in addresses(body):
        assert client.get(address).status_code in {200, 302, 405, 409}, address
    council = Forum.objects.get(body=body, key="ungeraadet")
    page = client.get(reverse("organisations:forum", args=[council.pk])).content.decode()
    for words in ("valgt af Rådets medlemmer", "for 2 år", "uden stemme", "Offentlige", "mindst 2 pladser", "Byrådet"):
        assert words in page, words
    assert "1,5 timer om ugen for hver 200 elever" in client.get(reverse("organisations:roles")).content.decode()
    table = Forum.objects.get(body=body, key="mandagsbordet")
    assert "50 % af dem, der stemmer" in client.get(reverse("organisations:forum", args=[table.pk])).content.decode()
