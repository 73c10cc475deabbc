"""What the sections of a profile and the product's own words are called on these pages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTION_WORDS: dict[str, str | Promise] = {
    "municipality": _("The municipality"),
    "body": _("The body"),
    "police_district": _("Police district"),
    "vocabulary": _("Local words"),
    "district_kinds": _("Kinds of districts"),
    "districts": _("Districts"),
    "units": _("Units"),
    "sites": _("Places where they can be met"),
    "roles": _("Roles"),
    "posts": _("Posts"),
    "staffing": _("Size of teams"),
    "doors": _("Doors"),
    "forums": _("Forums"),
    "calendar": _("Calendar"),
    "reception": _("How concerns are received"),
    "retention": _("How long rows are kept"),
    "prevention_models": _("How we prevent"),
    "documents": _("Plans, policies and agreements"),
    "goal_trees": _("Goals"),
    "national_frames": _("National lists"),
    "interventions": _("Catalogue of interventions"),
    "curricula": _("Teaching"),
    "annual_duties": _("The year’s duties"),
}
TERMS: dict[str, str | Promise] = {
    "ssp_consultant": _("SSP consultant"),
    "ssp_teacher": _("Teacher in the cooperation"),
    "outreach_team": _("Outreach team"),
    "outreach_worker": _("Outreach worker"),
    "youth_unit": _("Youth unit"),
    "youth_job_centre": _("Youth job centre"),
    "named_case_forum": _("Forum for named children"),
    "frontline_network": _("Network at the front line"),
    "coordination_group": _("Coordination group"),
    "local_council": _("Local council"),
    "concern_conversation": _("Concern conversation"),
    "preventive_conversation": _("Preventive conversation"),
    "social_curriculum": _("Social curriculum"),
    "concern": _("Concern"),
    "consultation": _("Professional advice"),
    "entry_point": _("Way in"),
    "prevention_triangle": _("Prevention triangle"),
    "action_plan": _("Action plan"),
    "one_plan": _("One plan across the services"),
    "cooperation_model": _("Model of cooperation"),
    "coordinator": _("Coordinator of a case"),
}
