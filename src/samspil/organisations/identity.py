"""Who is signed in, as the header bar says it, and which entries of the menu are of use to them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from samspil.organisations.models import Post, Unit
from samspil.organisations.queries import posts_of
from samspil.organisations.signin.middleware import SEVERAL
from samspil.organisations.states import RoleType
from samspil.web.navigation import Identity


def posts_today(request: Any) -> list[Post]:
    """Today's posts of the colleague, read once a request."""
    if getattr(request, "actor", None) is None:
        return []
    if not hasattr(request, "_posts_today"):
        request._posts_today = posts_of(request.actor, timezone.localtime(request.actor.at).date())
    posts: list[Post] = request._posts_today
    return posts


def identity_of(request: Any) -> Identity | None:
    """Name, role and place; None for nobody signed in."""
    if getattr(request, "actor", None) is None:
        return None
    posts = posts_today(request)
    return Identity(
        name=request.colleague.name,
        role=posts[0].role.name if posts else "",
        place=request.colleague.body.name,
        places_url=reverse("account_places") if request.session.get(SEVERAL) else "",
    )


def units_today(request: Any) -> list[Unit]:
    """The units in which the colleague works today, the first post's first; read once a request."""
    return list({post.unit_id: post.unit for post in posts_today(request)}.values())


def works_here(request: Any) -> bool:
    return bool(posts_today(request))


def leads_or_administers(request: Any) -> bool:
    """A courtesy too: whether something may wait for whoever leads a unit or administers the municipality."""
    return any(post.leads or post.role.type == RoleType.ADMINISTRATOR for post in posts_today(request))


def administers(request: Any) -> bool:
    """A courtesy to the eye; the pages ask the database."""
    return any(post.role.type == RoleType.ADMINISTRATOR for post in posts_today(request))
