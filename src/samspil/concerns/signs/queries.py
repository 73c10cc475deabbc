"""The early signs of one's units, the newest first, narrowed by area, theme and one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.concerns.models import Concern
from samspil.concerns.queries.own_door import NoDoor, door_of
from samspil.concerns.signs.models import EarlySign
from samspil.concerns.signs.policies import check_is_ours
from samspil.concerns.signs.states import WRITERS, SignState
from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body, ConcernDoor, District
from samspil.organisations.profile.doors import DoorTakes
from samspil.organisations.queries import posts_of, staff_of
from samspil.organisations.queries.concern_doors import doors_of

ON_A_PAGE = 25
OWN = "egne"


@dataclass(frozen=True)
class SignFilter:
    """Which signs somebody looks for; nothing is all of them."""

    district: int | None = None
    place: str = ""
    theme: str = ""
    own: bool = False
    page: str = "1"

    @property
    def narrows(self) -> bool:
        return bool(self.district or self.place or self.theme or self.own)


@dataclass(frozen=True)
class SignLine:
    """One sign, and what this reader may do with it. `concern_id`: of a concern that they read."""

    sign: EarlySign
    concern_id: int | None
    is_mine: bool
    door: ConcernDoor | None = None  # where it goes if it becomes a concern

    @property
    def is_open(self) -> bool:
        return self.sign.state == SignState.OPEN

    @property
    def may_take_back(self) -> bool:
        return self.is_open and self.is_mine


@dataclass(frozen=True)
class SignsPage:
    """One page of signs. `may_write`: the reader notes signs too."""

    lines: Sequence[SignLine]
    page: Page[Any]
    wanted: SignFilter
    may_write: bool


def districts_of(body: Body) -> Sequence[District]:
    """The districts in which a sign can lie, by name."""
    return list(District.objects.filter(body=body).order_by("name", "pk"))


def signs_page(actor: Actor, wanted: SignFilter) -> SignsPage:
    """The signs of the actor's units. What was taken back is shown to who wrote it, among their own. Nine statements at most."""
    asked = Q(owner_audience_id__in=own_keys())
    if wanted.district:
        asked &= Q(district_id=wanted.district)
    if wanted.place:
        asked &= Q(place__icontains=wanted.place)
    if wanted.theme:
        asked &= Q(theme=wanted.theme)
    asked &= Q(written_by=actor.principal_id) if wanted.own else ~Q(state=SignState.TAKEN_BACK)
    found = EarlySign.objects.filter(asked).select_related("staff", "district", "unit").order_by("-seen_on", "-pk")
    page = Paginator(found, ON_A_PAGE).get_page(wanted.page)
    signs: list[EarlySign] = list(page.object_list)
    read = set(
        Concern.objects.filter(pk__in=[sign.concern_id for sign in signs if sign.concern_id]).values_list(
            "pk", flat=True
        )
    )
    try:
        goes_to = doors_for(actor, [sign for sign in signs if sign.state == SignState.OPEN])
    except NoDoor:  # told where somebody sends it
        goes_to = {}
    lines = [
        SignLine(
            sign,
            sign.concern_id if sign.concern_id in read else None,
            sign.written_by == actor.principal_id,
            goes_to.get(sign.pk),
        )
        for sign in signs
    ]
    today = timezone.localdate(actor.at)
    return SignsPage(lines, page, wanted, any(post.role.type in WRITERS for post in posts_of(actor, today)))


def doors_for(actor: Actor, signs: Sequence[EarlySign]) -> dict[int, ConcernDoor]:
    """By sign the door to which it goes as a concern: that of its district, else the colleague's own. The same few statements however
    many there are. Raises Refused where the municipality has no door.
    """
    if not signs:
        return {}
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    doors = [door for door in doors_of(staff.body, today, DoorTakes.CONCERN) if not door.matter]
    of_district: dict[int | None, ConcernDoor] = {
        door.district_id: door for door in reversed(doors) if door.district_id
    }
    own = door_of(staff, today, DoorTakes.CONCERN)
    return {sign.pk: of_district.get(sign.district_id, own) for sign in signs}


def get_sign(sign_id: int) -> EarlySign:
    """One sign of the actor's units. Raises NotVisible."""
    sign = EarlySign.objects.select_related("district", "unit").filter(pk=sign_id).first()
    if sign is None:
        raise NotVisible
    check_is_ours(sign)
    return sign
