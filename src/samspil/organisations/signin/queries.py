"""Who can be chosen on the demo's front door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from samspil.lib.refusals import NotVisible
from samspil.organisations.models import Body, Post, Staff
from samspil.organisations.queries.concern_doors import bodies_with_a_door
from samspil.organisations.signin.models import FurtherPlace, User


@dataclass(frozen=True)
class Member:
    """One made-up colleague: who, what, where, and a line about what there is to try."""

    principal_id: int
    name: str
    role: str
    unit: str
    about: str


@dataclass(frozen=True)
class Group:
    """The colleagues of one municipality; `first` are those whom the demo is about."""

    place: str
    first: list[Member]
    others: list[Member]


@dataclass(frozen=True)
class Place:
    """Somewhere a person may work: which principal, in which body, as what."""

    principal_id: int
    body: str
    roles: tuple[str, ...]
    is_here: bool


def principals_of(user: User) -> list[int]:
    """The principals that a person may work as, the first one first."""
    further = FurtherPlace.objects.filter(user=user).order_by("pk").values_list("principal_id", flat=True)
    return [user.principal_id, *further]


def places_of(user: User, *, here: int) -> list[Place]:
    """Where a person may work today; ended places are left out."""
    principals = principals_of(user)
    staff = Staff.objects.filter(principal_id__in=principals, ended_at__isnull=True).select_related("body")
    posts = Post.objects.on(timezone.localdate()).filter(staff__in=staff).select_related("role", "unit")
    of: dict[int, list[str]] = {}
    for post in posts.order_by("-leads", "pk"):
        of.setdefault(post.staff_id, []).append(f"{post.role.name}, {post.unit.name}")
    found = {
        one.principal_id: Place(one.principal_id, one.body.name, tuple(of.get(one.pk, ())), one.principal_id == here)
        for one in staff
    }
    return [found[principal] for principal in principals if principal in found]


def demo_members() -> list[Group]:
    """Everybody who has a sign-in and a post today; who carries `demo` in the preferences first, in that order."""
    with_sign_in = set(User.objects.filter(is_active=True).values_list("principal_id", flat=True))
    posts = (
        Post.objects.on(timezone.localdate())
        .filter(staff__ended_at__isnull=True, staff__principal_id__in=with_sign_in)
        .select_related("staff", "role", "unit", "unit__body")
        .order_by("unit__body__name", "unit__name", "staff__name", "pk")
    )
    groups = []
    for place, of_place in groupby(posts, key=lambda post: post.unit.body.name):
        once = {post.staff_id: post for post in reversed(list(of_place))}
        chosen = sorted(
            (post for post in once.values() if "demo" in post.staff.preferences),
            key=lambda post: (post.staff.preferences["demo"].get("order", 0), post.staff.name),
        )
        others = sorted(
            (post for post in once.values() if "demo" not in post.staff.preferences),
            key=lambda post: (post.unit.name, post.staff.name),
        )
        groups.append(Group(place, [_member(post) for post in chosen], [_member(post) for post in others]))
    return sorted(groups, key=lambda group: (not group.first, group.place))


def _member(post: Post) -> Member:
    about = post.staff.preferences.get("demo", {}).get("about", "")
    return Member(post.staff.principal_id, post.staff.name, post.role.name, post.unit.name, about)


def demo_user(principal: str) -> User:
    """The sign-in of a principal given as text. Raises NotVisible where there is none."""
    user = User.objects.filter(principal_id=int(principal), is_active=True).first() if principal.isdecimal() else None
    if user is None:
        raise NotVisible
    return user


def worried_places() -> Sequence[Body]:
    """Where somebody who is worried and has no sign-in can turn. One statement."""
    return bodies_with_a_door(timezone.localdate())
