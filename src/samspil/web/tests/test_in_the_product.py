"""The kit under the settings of the product: nobody signed in, no page of a domain."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_statement_is_open_to_everybody(client: Client) -> None:
    response = client.get(reverse("web:accessibility"))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Tilgængelighedserklæring" in page
    assert 'lang="da"' in page
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_an_address_that_does_not_exist(client: Client) -> None:
    response = client.get("/findes/ikke/")
    assert response.status_code == 404
    assert "Siden findes ikke, eller den er ikke for dig." in response.content.decode()


def test_nul_is_refused_before_the_database(client: Client) -> None:
    assert client.get(reverse("web:accessibility"), {"q": "\x00"}).status_code == 400


def test_the_style_guide_is_not_there_without_demo(client: Client, settings) -> None:
    settings.DEMO = settings.DEBUG = False
    assert client.get(reverse("web:styleguide")).status_code == 404


def test_an_address_that_something_is_sent_to_answers_with_a_page_that_leads_on(cast: Cast) -> None:
    client = cast.client("consultant")
    for address, above in (
        ("/moeder/punkt/7/beslut/", "/moeder/punkt/7/"),
        ("/moeder/16/placer/", "/moeder/16/"),
        ("/moeder/beslutning/3/fortryd/", "/"),
    ):
        response = client.get(address)
        assert (response.status_code, response.headers["Allow"]) == (405, "POST"), address
        page = response.content.decode()
        assert "Der er ikke noget at se på denne adresse" in page
        assert f'<a href="{above}">Til den side, den hører til</a>' in page
    assert client.get("/moeder/punkt/7/beslut/", headers={"HX-Request": "true"}).status_code == 405


def test_who_goes_on_from_an_error_page_at_such_an_address_gets_the_page_above(cast: Cast) -> None:
    client = cast.client("consultant")
    answer = client.get("/moeder/punkt/7/beslut/", headers={"Referer": "http://testserver/moeder/punkt/7/beslut/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/moeder/punkt/7/")
