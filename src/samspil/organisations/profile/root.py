"""The whole profile of one municipality, or of one body above the municipalities."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from samspil.organisations.profile.calendar import Calendar
from samspil.organisations.profile.curriculum import Curriculum
from samspil.organisations.profile.documents import Document, NationalFrame
from samspil.organisations.profile.doors import Door
from samspil.organisations.profile.duties import AnnualDuty
from samspil.organisations.profile.forums import Forum
from samspil.organisations.profile.goals import GoalTree
from samspil.organisations.profile.interventions import Intervention
from samspil.organisations.profile.older import brought_up
from samspil.organisations.profile.parts import Part
from samspil.organisations.profile.place import BodyAbove, District, DistrictKind, Municipality, PoliceDistrict, Site
from samspil.organisations.profile.prevention import PreventionModel
from samspil.organisations.profile.reception import Reception
from samspil.organisations.profile.retention import RetentionRule
from samspil.organisations.profile.roles import Post, Role, Staffing
from samspil.organisations.profile.units import Unit
from samspil.organisations.profile.vocabulary import Word


class Profile(Part):
    """A municipality as data: who takes part, where they meet, and what they have agreed."""

    format: Literal[1]
    """The version of this format."""

    municipality: Municipality | None = None
    """Whose profile this is, for a municipality."""

    body: BodyAbove | None = None
    """Whose profile this is, for a body above the municipalities; exactly one of the two."""

    police_district: PoliceDistrict | None = None
    """The police district it lies in."""

    vocabulary: tuple[Word, ...] = ()
    """What the product's own words are called here."""

    district_kinds: tuple[DistrictKind, ...] = ()
    """Sorts of division, under their local names."""

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

    staffing: tuple[Staffing, ...] = ()
    """What sources say about the size of teams."""

    doors: tuple[Door, ...] = ()
    """Where people can turn, and who answers there: the one register of doors."""

    forums: tuple[Forum, ...] = ()
    """Bodies that meet."""

    calendar: Calendar = Calendar()
    """School years, holidays, closing days and weeks off."""

    reception: Reception = Reception()
    """What holds for all doors: numbers, rules, guide."""

    retention: tuple[RetentionRule, ...] = ()
    """How long rows are kept."""

    prevention_models: tuple[PreventionModel, ...] = ()
    """How it prevents: levels under their local names."""

    documents: tuple[Document, ...] = ()
    """Plans, policies and agreements."""

    goal_trees: tuple[GoalTree, ...] = ()
    """What is to be reached."""

    national_frames: tuple[NationalFrame, ...] = ()
    """National lists, and what fulfils them here."""

    interventions: tuple[Intervention, ...] = ()
    """The catalogue of what can be offered."""

    curricula: tuple[Curriculum, ...] = ()
    """What is taught to a whole class."""

    annual_duties: tuple[AnnualDuty, ...] = ()
    """What recurs in the year."""

    @model_validator(mode="before")
    @classmethod
    def _as_written_now(cls, data: Any) -> Any:
        return brought_up(data)

    @property
    def whose(self) -> Municipality | BodyAbove:
        """The municipality or body. Loading a file makes sure that there is exactly one."""
        whose = self.municipality or self.body
        assert whose is not None
        return whose

    @property
    def body_kind(self) -> str:
        """What is founded for it: a municipality, or what the body above says."""
        return "municipality" if self.municipality else str(self.body.kind) if self.body else ""
