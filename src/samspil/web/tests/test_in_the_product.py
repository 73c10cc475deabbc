"""The kit under the settings of the product: nobody signed in, no page of a domain."""

import pytest
from django.test import Client
from django.urls import reverse

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
