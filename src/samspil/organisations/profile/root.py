"""The whole profile of one municipality."""

from __future__ import annotations

from typing import Literal

from samspil.organisations.profile.calendar import Calendar
from samspil.organisations.profile.forums import Forum
from samspil.organisations.profile.parts import Part
from samspil.organisations.profile.place import District, Municipality, PoliceDistrict, Site
from samspil.organisations.profile.retention import RetentionRule
from samspil.organisations.profile.roles import Post, Role
from samspil.organisations.profile.units import Unit


class Profile(Part):
    """A municipality as data: who takes part, where they meet, and what they have agreed."""

    format: Literal[1]
    """The version of this format."""

    municipality: Municipality
    """Whose profile this is."""

    police_district: PoliceDistrict | None = None
    """The police district it lies in."""

    districts: tuple[District, ...] = ()
    """Its districts."""

    units: tuple[Unit, ...] = ()
    """Who takes part."""

    sites: tuple[Site, ...] = ()
    """Where they can be met."""

    roles: tuple[Role, ...] = ()
    """Roles by their local names."""

    posts: tuple[Post, ...] = ()
    """Posts in which somebody can hold a role."""

    forums: tuple[Forum, ...] = ()
    """Bodies that meet."""

    calendar: Calendar = Calendar()
    """School years, holidays, closing days and weeks off."""

    retention: tuple[RetentionRule, ...] = ()
    """How long rows are kept."""
