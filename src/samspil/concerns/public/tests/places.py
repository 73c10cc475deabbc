"""A municipality with public pages, for tests."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.public import actions, limits, links
from samspil.concerns.public.models import Question
from samspil.concerns.public.queries import PublicPlace, public_place
from samspil.concerns.tests.doors import CONTENT, found
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast

LINKS = CONTENT | {"mail_domains": ["lillevig.example"]}
QUESTION = "Min ven ryger noget. Hvad skal jeg gøre?"


def opened(cast: Cast, **more: Any) -> ConcernDoor:
    """Doors, numbers, and the principal of the public forms; nobody has sent anything today."""
    door = found(cast, **{"content": LINKS, **more})
    enrolled(cast)
    return door


def enrolled(cast: Cast) -> None:
    """The principal of the public forms."""
    limits.forget()
    sign(Actor(cast.body.installer_id, now()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT front.enrol_public(%s)", [cast.body.administration_id])


def question(cast: Cast) -> int:
    """A question that waits at the door for everybody, where doors are set up already. For addresses."""
    enrolled(cast)
    actions.ask(place(cast), question=QUESTION, theme="drugs", age_band="untold", nonce="one")
    cast.social_worker.sign()
    return int(Question.objects.get().pk)


def place(cast: Cast) -> PublicPlace:
    """The place as a page has it."""
    return public_place(cast.body.key, "somebody")


def fields(page: str, cast: Cast, *more: Any, client: Client | None = None) -> dict[str, Any]:
    """What the form carries when it is fetched, by somebody without sign-in."""
    answer = (client or Client()).get(reverse(page if ":" in page else f"public:{page}", args=[cast.body.key, *more]))
    assert answer.status_code == 200, answer.content.decode()
    return {"token": answer.context["form"]["token"].value()}


def post(page: str, cast: Cast, data: dict[str, Any], *more: Any, **extra: Any) -> Any:
    """Send a form as somebody without sign-in: a client that begins without any cookie, and keeps none."""
    client = Client()
    answer = client.post(reverse(page if ":" in page else f"public:{page}", args=[cast.body.key, *more]), data, **extra)
    assert not client.cookies
    return answer


def asked(cast: Cast, **said: Any) -> str:
    """A question asked through the page; answers its code."""
    data = fields("ask", cast) | {"question": QUESTION, "theme": "drugs", "age_band": "up_to_15", **said}
    answer = post("ask", cast, data)
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.context["code"])


def link_to(cast: Cast, address: str) -> str:
    """A link as the keeper makes it when the letter goes."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE samspil_keeper")
        token = links.made_for(cast.body.key, address)
        cursor.execute("SELECT front.make_link(%s, %s)", [links.hashed(token), now()])
        cursor.execute("SET LOCAL ROLE samspil_app")
    return token


__all__ = ["LINKS", "QUESTION", "asked", "enrolled", "fields", "link_to", "opened", "place", "post", "question"]
