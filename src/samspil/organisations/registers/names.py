"""What the keys of a profile stand for: one statement for all names, whichever domain keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from samspil.organisations.models import Body, ProfileVersion

SECTIONS = ("districts", "units", "roles", "documents", "interventions", "annual_duties", "national_frames")


def names_in_profile(body: Body) -> Mapping[str, Mapping[str, str]]:
    """Names by key, for each section of the profile that was applied last; nothing where none was.

    Beside the sections of the file: "levels", "goals" (with their indicators and criteria), "learning_goals",
    and "national", the items of national lists as list/item.
    """
    version = ProfileVersion.objects.filter(body=body).order_by("-pk").first()
    content: dict[str, Any] = version.profile if version is not None else {}
    found = {section: dict(_pairs(content.get(section))) for section in (*SECTIONS, "forums")}
    models, trees, curricula = (content.get(name, ()) for name in ("prevention_models", "goal_trees", "curricula"))
    found["levels"] = dict(pair for model in models for axis in model["axes"] for pair in _pairs(axis["levels"]))
    goals = [goal for tree in trees for goal in tree["goals"]]
    found["goals"] = dict(_pairs(goals)) | dict(pair for goal in goals for pair in _measures(goal))
    found["national"] = {
        f"{frame['key']}/{item['code']}": f"{frame['name']}: {item['text']}"
        for frame in content.get("national_frames", ())
        for item in frame["items"]
    }
    found["learning_goals"] = dict(pair for one in curricula for pair in _pairs(one.get("learning_goals")))
    return found


def _pairs(parts: Any) -> Iterator[tuple[str, str]]:
    yield from ((part["key"], part["name"]) for part in parts or ())


def _measures(goal: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _pairs(goal.get("indicators"))
    for criterion in goal.get("criteria", ()):
        yield criterion["key"], criterion["name"]
        yield from _pairs(criterion.get("indicators"))
