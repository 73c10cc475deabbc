"""What a profile says with `source: ROW` is read on a page of that municipality, by somebody whom the row is for.

A row that is to stand in a register is proved by nothing less: a line of a file that no page shows proves nothing. All
words of each part that bears such a line must stand on one page. Which were found is kept in docs/reference/proof.csv; what was
found before and is not found again fails.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import resolve, reverse

from samspil.access.actor import Actor, now, sign
from samspil.catalogue.models import Intervention
from samspil.evaluation.models import Document, NationalFrame
from samspil.organisations import actions
from samspil.organisations.models import Forum, Role, Staff, Unit
from samspil.organisations.profile import RoleType, load
from samspil.organisations.signin.models import User
from tests.cast import Cast
from tests.profiles.reading import PROFILES
from tests.profiles.test_pages_of_the_four import settle
from tests.proof.rows import requirements, seen

# Values that are read; other values are keys, codes, days and numbers.
WORDS = (
    "name", "text", "title", "word", "definition", "purpose", "described", "about", "what", "who", "expected", "committee",
    "contradiction", "target_group", "label", "event", "law", "differs",
)  # fmt: skip
LISTS = ("duties", "purposes", "examples", "parties", "partners")
CODE = re.compile(r"[a-z_]+")  # a word of the format, such as minute_taker
# Posts are where an administrator puts people and no page lists them; their roles and units are read instead.
UNREAD = ("posts", "district_kinds")
# Whom a row is for, and the roles in which that reader may sign in. The first word that fits counts.
READERS = {
    "citizen": (),
    "young person": (),
    "consultant": ("ssp_consultant", "ssp_leader"),
    "coordinator": ("ssp_consultant", "ssp_leader"),
    "SSP leader": ("ssp_leader", "leader", "ssp_consultant"),
    "lead": ("leader", "ssp_leader", "school_head", "police_leader"),
    "head": ("school_head", "leader"),
    "school": ("teacher", "ssp_teacher", "school_head", "district_adviser"),
    "politician": ("politician", "secretary", "leader"),
    "secretary": ("secretary", "leader"),
    "police": ("police_officer", "police_leader"),
    "acute": ("ssp_consultant", "social_worker"),
    "case worker": ("social_worker",),
    "administrator": ("administrator",),
}


class Place:
    """A municipality as its profile says, with a colleague of each role that is asked for."""

    def __init__(self, name: str) -> None:
        self.body, self.administrator = settle(load(PROFILES / f"{name}.yaml"))
        self.clients: dict[str, Client] = {"administrator": self.administrator, "": Client()}
        self.texts: dict[tuple[str, str], str] = {}
        self.addresses = self.pages()

    def reader(self, who: str) -> str:
        """The role in which somebody reads what is for `who`; nothing for somebody without sign-in."""
        for word, types in READERS.items():
            if word in who and (not types or Role.objects.filter(body=self.body, type__in=types).exists()):
                return next((each for each in types if Role.objects.filter(body=self.body, type=each).exists()), "")
        others = Role.objects.filter(body=self.body).exclude(type__in=["administrator", "data_protection_officer"])
        return others[0].type if others else "administrator"

    def text(self, reader: str, address: str) -> str:
        """What that reader reads there, without markup; nothing where it is not for them."""
        if (reader, address) not in self.texts:
            answer = self.client(reader).get(address)
            body = answer.content.decode() if answer.status_code == 200 else ""
            self.texts[reader, address] = plain(re.sub(r"<[^>]*>", " ", body))
        return self.texts[reader, address]

    def client(self, reader: str) -> Client:
        """Somebody in that role, enrolled when first asked for."""
        if reader not in self.clients:
            sign(Actor(self.body.installer_id, now()))
            role = Role.objects.filter(body=self.body, type=reader)[0]
            unit = Unit.objects.filter(body=self.body, type="authority").order_by("pk")[0]
            email = f"{reader}@{self.body.key}.example.org"
            staff: Staff = actions.create_colleague(
                Actor(self.body.installer_id, now()),
                body=self.body,
                name="Ellen Bro",
                email=email,
                role=role,
                unit=unit,
            ).staff
            self.clients[reader] = Client()
            self.clients[reader].force_login(User.objects.get(principal_id=staff.principal_id))
        return self.clients[reader]

    def pages(self) -> list[str]:
        """Every page on which what is settled may stand."""
        sign(Actor(self.body.installer_id, now()))
        plain_names = (
            "words", "organisations:roles", "organisations:directory", "organisations:diagram", "organisations:forums",
            "organisations:units", "catalogue:prevention", "catalogue:interventions", "evaluation:goals",
            "evaluation:documents", "evaluation:year", "curriculum:curriculum",
        )  # fmt: skip
        numbered: dict[str, Any] = {
            "organisations:forum": Forum, "organisations:unit": Unit, "catalogue:intervention": Intervention,
            "evaluation:document": Document, "evaluation:frame": NationalFrame,
        }  # fmt: skip
        return [
            reverse("organisations:about", args=[self.body.key]),
            *(reverse(name) for name in plain_names),
            *(
                reverse(name, args=[pk])
                for name, model in numbered.items()
                for pk in model.objects.filter(body=self.body).order_by("pk").values_list("pk", flat=True)
            ),
        ]


def plain(text: str) -> str:
    """One space between words, nothing escaped."""
    return " ".join(html.unescape(text).split())


def parts(content: object) -> Iterator[tuple[str, list[str]]]:
    """Each row that a part of a profile names, with the words of that part."""
    if isinstance(content, list):
        for each in content:
            yield from parts(each)
    elif isinstance(content, dict):
        said = [str(content[key]) for key in WORDS if isinstance(content.get(key), str)]
        said += [str(one) for key in LISTS for one in content.get(key) or () if isinstance(one, str)]
        said = [plain(one) for one in said if not CODE.fullmatch(one)]
        for row in content.get("source") or ():
            if said:
                yield str(row), said
        for key, each in content.items():
            if key not in UNREAD:
                yield from parts(each)


def read(place: Place, row: str, said: list[str]) -> str:
    """The page on which a reader of the row reads all of it, by name; nothing where there is none."""
    reader = place.reader(requirements()[row].who)
    for address in place.addresses:  # looked for once, in what the administrator reads; then read by whom it is for
        found = (one in place.text(who, address) for who in ("administrator", reader) for one in said)
        if all(found):
            return str(resolve(address).view_name)
    return ""


def before(name: str) -> set[str]:
    """Rows of this profile that were read before."""
    return {each.row for each in seen() if each.where == of(name)}


def of(name: str) -> str:
    return f"profiles/{name}.yaml"


NAMES = sorted(
    file.stem
    for file in PROFILES.glob("*.yaml")
    if {role.type for role in load(file).roles} - {RoleType.ADMINISTRATOR, RoleType.DATA_PROTECTION_OFFICER}
)  # a place where nobody but they work has no reader


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_what_the_profile_says_is_read_by_whom_it_is_for(cast: Cast, name: str, request: pytest.FixtureRequest) -> None:
    place = Place(name)
    told: dict[str, list[str]] = defaultdict(list)
    for row, said in parts(yaml.safe_load((PROFILES / f"{name}.yaml").read_text(encoding="utf-8"))):
        if requirements()[row].must == "register":
            told[row].append(read(place, row, said))
    found = {row: pages[0] for row, pages in told.items() if all(pages)}
    for row, page in found.items():
        request.node.add_marker(pytest.mark.covers(row, page=page, of=of(name)))
    assert sorted(before(name) - found.keys()) == [], "was read before, and is not any more"
