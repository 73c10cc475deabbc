"""A notification has no form of its own: at no door it is said that something is none. What is said is that the municipality judges
it itself, that one's own duty stands, and that no jurist has confirmed the words.
"""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import samspil
from samspil.concerns.actions import sparring
from samspil.concerns.arrivals.tests.steps import ask_for_sparring, enquired
from samspil.concerns.models import Concern, Sparring
from samspil.concerns.public.tests.places import asked, fields, link_to, opened, post
from samspil.concerns.public.tests.test_raise_outside import door_of, sent
from samspil.concerns.tests.doors import FORM
from tests.cast import Cast

DENIED = "Det her er ikke en underretning"
JUDGES_ITSELF = "Kommunen vurderer selv, om det er en underretning. Din egen pligt til at underrette består."
UNCONFIRMED = "Ingen jurist har bekræftet ordene om loven endnu."
ADDRESS = "ny.laerer@lillevig.example"


def public(cast: Cast, page: str, query: str = "", *more: str) -> HttpResponse:
    return Client().get(reverse(page, args=[cast.body.key, *more]) + query)


def raised_page(cast: Cast, page: str) -> HttpResponse:
    """What the colleague who has sent a concern sees: the page to which the form leads, or the one at the door."""
    client = cast.client("ssp_teacher")
    client.post(reverse("concerns:raise"), FORM | {"idempotency_key": str(uuid4())})
    cast.ssp_teacher.sign()
    return client.get(reverse(page, args=[Concern.objects.get().pk]))


def sparring_page(cast: Cast, member: str) -> HttpResponse:
    """A question for sparring with its advice, for who asked and for the door."""
    one = ask_for_sparring(cast)
    sparring.answer(cast.consultant.sign(), sparring=one, version=one.version, text="Tal med klassens lærer")
    return cast.client(member).get(reverse("concerns:sparring", args=[Sparring.objects.get().pk]))


def by_link(cast: Cast) -> HttpResponse:
    token = link_to(cast, ADDRESS)
    said = {"about": "group", "who": "Drengene ved kiosken", "text": "Deler piller ud", "door": door_of(cast, "nord")}
    answer: HttpResponse = post("send", cast, fields("send", cast, token) | said, token)
    return answer


# Every page of a door: of these it is said whose duty to notify stands.
TOLD = {
    "the colleague's form": lambda cast: cast.client("ssp_teacher").get(reverse("concerns:raise")),
    "the colleague's receipt": lambda cast: raised_page(cast, "concerns:raised"),
    "the colleague's concern": lambda cast: raised_page(cast, "concerns:at_door"),
    "a concern to a forum": lambda cast: cast.client("consultant").get(reverse("concerns:new")),
    "asking for sparring": lambda cast: cast.client("ssp_teacher").get(reverse("concerns:ask_sparring")),
    "sparring, for who asked": lambda cast: sparring_page(cast, "ssp_teacher"),
    "sparring, at the door": lambda cast: sparring_page(cast, "consultant"),
    "a citizen's form": lambda cast: public(cast, "public:concern"),
    "a citizen's receipt": sent,
    "an enquiry": lambda cast: public(cast, "citizens:enquire"),
    "a link's form": lambda cast: public(cast, "public:send", "", link_to(cast, ADDRESS)),
    "a link's receipt": by_link,
}
# And of these it is not: a child is told of no duty, and what waits at a door asks those who answer it.
UNTOLD = {
    "a child's form": lambda cast: public(cast, "public:concern", "?fra=barn"),
    "a child's receipt": lambda cast: sent(cast, source="child"),
    "whom a child can talk with": lambda cast: public(cast, "public:children"),
    "an anonymous question": lambda cast: public(cast, "public:ask"),
    "an enquiry's receipt": enquired,
    "asking for a link": lambda cast: public(cast, "public:link"),
    "the first question of the guide": lambda cast: cast.client("ssp_teacher").get(reverse("concerns:guide")),
    "the queue": lambda cast: queue(cast, "consultant", "concerns:queue"),
    "the counselling's queue": lambda cast: queue(cast, "social_worker", "counselling:questions"),
    "the enquiries' queue": lambda cast: queue(cast, "social_worker", "enquiries:queue"),
    "the door's own page": lambda cast: cast.client("consultant").get(
        reverse("concerns:at_door", args=[raised_page(cast, "concerns:at_door").context["page"].concern.pk])
    ),
}


def queue(cast: Cast, member: str, page: str) -> HttpResponse:
    for come in (sent, enquired, asked):
        come(cast)
    return cast.client(member).get(reverse(page))


@pytest.mark.parametrize("page", [*TOLD, *UNTOLD])
def test_no_page_of_a_door_says_that_something_is_no_notification(cast: Cast, page: str) -> None:
    opened(cast)
    shown = (TOLD | UNTOLD)[page](cast)
    assert shown.status_code == 200
    body = " ".join(shown.content.decode().split())
    assert DENIED not in body
    assert (JUDGES_ITSELF in body) is (page in TOLD)
    assert (UNCONFIRMED in body) is (page in TOLD)


def test_no_text_of_the_product_says_it() -> None:
    root = Path(samspil.__file__).parent
    files = [*root.rglob("django.po"), *root.rglob("*.html"), *(root.parents[1] / "profiles").rglob("*.yaml")]
    assert len(files) > 300
    said = {file.name: " ".join(file.read_text("utf-8").replace('"\n"', "").split()) for file in sorted(files)}
    assert [name for name, words in said.items() if DENIED in words] == []
