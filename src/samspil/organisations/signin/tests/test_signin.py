"""Signing in and out, with password and limits, and what is noted about it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.utils import timezone

from samspil.organisations.signin import actions
from samspil.organisations.signin.models import Session, User
from samspil.organisations.signin.sessions import SessionStore, hashed
from samspil.organisations.tests.conftest import events
from tests.cast import Cast

PASSWORD = "tre ord hører sammen"
MAIL = "mette.kjaer@example.org"


@pytest.fixture(autouse=True)
def no_earlier_attempts(db: None) -> None:
    cache.clear()


@pytest.fixture
def account(cast: Cast) -> User:
    return User.objects.create_user(MAIL, PASSWORD, principal_id=cast.consultant.principal_id)


def words(response: Any) -> str:
    return str(response.content.decode())


def sign_in(client: Client, password: str = PASSWORD, login: str = MAIL, **extra: str) -> Any:
    return client.post("/konto/log-ind/", {"login": login, "password": password, **extra})


def test_signing_in_leads_to_where_one_was_going_and_is_noted(cast: Cast, account: User) -> None:
    client = Client()
    asked = client.get("/fora/")
    assert asked.url == "/konto/log-ind/?next=/fora/"
    page = words(client.get(asked.url))
    assert 'value="/fora/"' in page
    assert sign_in(client, login=MAIL.upper(), next="/fora/").url == "/fora/"
    shown = client.get("/fora/")
    assert shown.status_code == 200
    assert "Mette Kjær" in words(shown)
    (event,) = events("session.opened")
    assert event.principal == cast.consultant.principal_id
    assert set(event.audiences) == {cast.consultant.staff.person_audience_id, cast.body.protection_id}


def test_a_wrong_password_says_no_and_is_noted_without_the_address(cast: Cast, account: User) -> None:
    answer = sign_in(Client(), password="noget helt andet")
    assert answer.status_code == 200
    assert "adgangskode" in words(answer)
    (event,) = events("session.refused")
    assert event.owner_audience == cast.body.administration_id
    assert event.detail == {"principal": cast.consultant.principal_id}


def test_an_unknown_address_gets_the_same_answer(cast: Cast, account: User) -> None:
    known, unknown = sign_in(Client(), password="forkert"), sign_in(Client(), password="forkert", login="x@example.org")
    assert _said(known) == _said(unknown)
    assert len(events("session.refused")) == 1


def _said(response: Any) -> str:
    """The page's own part, without the address that was typed and the token of the form."""
    page = words(response).replace("x@example.org", "").replace(MAIL, "").split("<main")[1].split("</main")[0]
    before, after = page.split("csrfmiddlewaretoken")
    return before + after.split(">", 1)[1]


def test_after_five_wrong_passwords_the_right_one_waits_too(cast: Cast, account: User) -> None:
    for _attempt in range(5):
        sign_in(Client(), password="forkert")
    answer = sign_in(Client())
    assert answer.status_code == 200
    assert events("session.opened") == []


def test_too_many_attempts_from_one_place_get_a_page_that_says_how_long_to_wait(cast: Cast) -> None:
    for _attempt in range(30):
        answer = Client().post("/konto/log-ind/", {"login": "", "password": ""})
    assert answer.status_code == 200
    answer = Client().post("/konto/log-ind/", {"login": "", "password": ""})
    assert answer.status_code == 429
    assert "Vent fem minutter" in words(answer)


def test_attempts_are_counted_where_every_process_sees_them(cast: Cast, account: User) -> None:
    sign_in(Client(), password="forkert")
    with connections["door"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM signin_cache")
        assert cursor.fetchone()[0] > 0


def test_nobody_signs_up_and_nothing_is_sent_by_mail(cast: Cast) -> None:
    for path in ("/konto/signup/", "/konto/password/reset/", "/konto/email/", "/accounts/signup/"):
        assert Client().get(path).status_code == 404


def test_signing_out_asks_by_get_and_ends_the_session_by_post(cast: Cast, account: User) -> None:
    client = Client()
    sign_in(client)
    assert "Vil du logge af?" in words(client.get("/konto/log-ud/"))
    assert Session.objects.filter(user_id=account.pk).exists()
    assert client.post("/konto/log-ud/").url == "/konto/log-ind/"
    assert not Session.objects.filter(user_id=account.pk).exists()
    assert client.get("/fora/").status_code == 302


def test_changing_the_password_keeps_this_browser_and_ends_the_others(cast: Cast, account: User) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    assert here.get("/konto/adgangskode/").status_code == 200
    assert Client().get("/konto/adgangskode/").status_code == 302
    wrong = here.post("/konto/adgangskode/", {"oldpassword": "forkert", "password1": "kort", "password2": "kort"})
    assert wrong.status_code == 200
    assert "mindst 12 tegn" in words(wrong)
    fresh = "fire ord hører også sammen"
    done = here.post("/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert done.status_code == 302
    assert here.get("/fora/").status_code == 200
    assert elsewhere.get("/fora/").status_code == 302


def test_a_closed_sign_in_opens_nothing(cast: Cast, account: User) -> None:
    actions.close_account(principal_id=account.principal_id)
    assert sign_in(Client()).status_code == 200
    assert "Log ind" in words(Client().get("/konto/log-ind/"))
    assert Client().get("/konto/lukket/").status_code == 403


def test_ending_a_sign_in_that_is_not_there_is_nothing(db: None) -> None:
    actions.close_account(principal_id=987_654)
    assert actions.end_sessions(principal_id=987_654) == 0


def test_a_sign_in_without_a_colleague_is_not_noted(db: None) -> None:
    actions.note_signed_in(user=User.objects.create_user("x@example.org", principal_id=1), way="password")
    assert events("session.opened") == []


# --- sessions -----------------------------------------------------------------------------------------------------
def test_the_table_does_not_know_the_key_of_a_session(cast: Cast, account: User) -> None:
    client = Client()
    sign_in(client)
    key = client.session.session_key
    stored = set(Session.objects.values_list("session_key", flat=True))
    assert key not in stored
    assert hashed(key) in stored
    assert SessionStore(hashed(key)).load() == {}


def test_an_expired_or_unknown_session_is_empty_and_a_deleted_one_gone(db: None) -> None:
    store = SessionStore()
    store.create()
    store["a"] = 1
    store.save()
    assert store.exists(store.session_key)
    assert SessionStore(store.session_key).load() == {"a": 1}
    Session.objects.update(expire_date=timezone.now())
    assert SessionStore(store.session_key).load() == {}
    store.delete()
    assert not Session.objects.exists()
    SessionStore().delete()


# --- demo ---------------------------------------------------------------------------------------------------------
def test_the_demos_door_is_not_there_in_a_real_installation(cast: Cast, account: User, settings: Any) -> None:
    settings.DEMO = False
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/", {"principal": account.principal_id}).status_code == 404
    assert "/demo/" not in words(Client().get("/konto/log-ind/"))


def test_in_the_demo_one_click_signs_in_under_a_banner(cast: Cast, account: User, settings: Any) -> None:
    settings.DEMO = True
    User.objects.create_user("tom@example.org", principal_id=cast.outsider.principal_id)
    cast.consultant.staff.preferences = {"demo": {"order": 1, "about": "Leder mødet tirsdag"}}
    cast.consultant.staff.save()
    client = Client()
    assert "/demo/" in words(client.get("/konto/log-ind/"))
    page = words(client.get("/demo/"))
    assert "demo-banner" in page
    assert "Leder mødet tirsdag" in page
    assert page.index("Mette Kjær") < page.index("Alle andre") < page.index("Tom Vester")
    assert "Pia Møller" not in page  # has no sign-in
    assert client.post("/demo/", {"principal": cast.consultant.principal_id}).status_code == 303
    assert "Mette Kjær" in words(client.get("/fora/"))
    (event,) = events("session.opened")
    assert event.detail == {"way": "demo"}


@pytest.mark.parametrize("principal", ["", "x", "999999", "-1"])
def test_in_the_demo_only_those_who_are_there_can_be_chosen(cast: Cast, settings: Any, principal: str) -> None:
    settings.DEMO = True
    assert Client().post("/demo/", {"principal": principal}).status_code == 404
    assert "Her er ingen endnu" in words(Client().get("/demo/"))


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/bekymringer/doer/?vis=late", "/bekymringer/doer/?vis=late"),
        ("/beskeder/", "/beskeder/"),
        ("", "/"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_in_the_demo_a_link_leads_on_to_its_page_and_never_to_others(
    cast: Cast, account: User, settings: Any, wanted: str, leads: str
) -> None:
    """Whoever came by a link stood on My day after choosing a person, and had to find the matter again."""
    settings.DEMO, settings.LOGIN_URL = True, "signin:choose_member"
    client = Client()
    address = "/demo/"
    if wanted.startswith("/b"):
        asked = client.get(wanted)
        assert asked.status_code == 302
        address = asked.url
        assert address.startswith("/demo/?next=")
    elif wanted:
        address = f"/demo/?{urlencode({'next': wanted})}"
    assert client.get(address).status_code == 200
    chosen = client.post(address, {"principal": account.principal_id})
    assert (chosen.status_code, chosen.headers["Location"]) == (303, leads)
