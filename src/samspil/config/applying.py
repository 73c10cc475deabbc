"""Applying a profile to an installation: founding what must exist first, then each domain's share of the file.

This stands above the domains because the file speaks to several of them and none may know the others above it. The
demo and the command line both come through here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from samspil.access.actor import acting
from samspil.access.installing import FoundedBody, found_body
from samspil.access.models import Audience, Principal
from samspil.organisations.actions import create_colleague, register_body
from samspil.organisations.models import Body, Role, Unit
from samspil.organisations.profile import Difference, Profile
from samspil.organisations.queries import get_body
from samspil.organisations.states import RoleType
from samspil.profiles import actions, queries


@dataclass(frozen=True)
class Installed:
    """The municipality, and what applying its profile did: rows by domain and by what happened to them."""

    body: Body
    changes: Mapping[str, Mapping[str, int]]

    @property
    def total(self) -> Counter[str]:
        """Rows added, changed and ended, over all domains."""
        return sum((Counter(done) for done in self.changes.values()), Counter())


def install(profile: Profile) -> Installed:
    """Found the municipality and its police district where they are new, and bring them to what the profile says.

    Founding is done on the owner's connection; every domain applies its sections in one transaction, as the
    municipality's installer.
    """
    if profile.police_district is not None:
        _body(profile.police_district.key, profile.police_district.name, "police_district")
    whose = profile.whose
    body = _body(whose.key, whose.name, profile.body_kind, whose.code or "")
    with acting(body.installer_id) as actor:
        return Installed(body, actions.apply(actor, body, profile))


def body_of(profile: Profile) -> Body | None:
    """The body whose profile it is; None where it is not founded yet."""
    return Body.objects.filter(key=profile.whose.key).first()


def differences_from(body: Body | None, profile: Profile) -> list[Difference]:
    """What the profile says differently from the one that holds, with what would happen to living records."""
    return queries.differences_from(body, profile)


def exported(key: str) -> tuple[str, dict[str, Any]]:
    """The name of a body and its profile as it holds now. Raises Refused where none has been applied."""
    body = get_body(key)
    return body.name, queries.content_of(body)


def _body(key: str, name: str, kind: str, code: str = "") -> Body:
    known = Body.objects.filter(key=key).first()
    if known is not None:
        return known
    founded = _founded_before(name) or found_body(connections["owner"], name)
    with acting(founded.installer) as actor:
        return register_body(actor, founded=founded, key=key, name=name, kind=kind, code=code)


def _founded_before(name: str) -> FoundedBody | None:
    """What a run that was broken off has founded already."""
    taken = Body.objects.values("audience_id")
    audience = Audience.objects.filter(kind="body", name=name).exclude(pk__in=taken).first()
    if audience is None:
        return None
    return FoundedBody(
        audience=audience.pk,
        administration=Audience.objects.get(kind="administration", body=audience).pk,
        installer=Principal.objects.get(kind="service", body=audience).pk,
    )


def first_administrator(body: Body, *, name: str, email: str) -> str:
    """Enrol the administrator who enrols everybody else; answers the path of the one-time link.

    Raises Refused where the profile names no role of an administrator, or no unit.
    """
    with acting(body.installer_id) as actor, transaction.atomic():
        day = timezone.localtime(actor.at).date()
        role = Role.objects.filter(body=body, type=RoleType.ADMINISTRATOR).on(day).order_by("pk").first()
        unit = Unit.objects.filter(body=body, parent__isnull=True).on(day).order_by("pk").first()
        return create_colleague(actor, body=body, name=name, email=email, role=role, unit=unit).link


__all__ = ["Installed", "body_of", "differences_from", "exported", "first_administrator", "install"]
