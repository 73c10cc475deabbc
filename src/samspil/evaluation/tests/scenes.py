"""The scene of the registers of documents, goals, national lists and yearly duties."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samspil.evaluation import actions
from samspil.evaluation.models import Document
from samspil.organisations.profile import Profile
from tests.cast import Cast
from tests.profiles.reading import read
from tests.verbs.scene import Other, Play, scene


def with_other_goals() -> Profile:
    """The part that was adopted is written anew, without a new adoption."""
    content = read("broendby").model_dump(mode="json", exclude_defaults=True)
    plan = next(each for each in content["documents"] if each["key"] == "ssp-plan")
    plan["sections"][0]["text"] = "Andre mål"
    return Profile.model_validate(content)


@scene(actions.keep_registers)
def keep_registers(cast: Cast) -> Play:
    def adopted() -> dict[str, Any]:
        actions.keep_registers(cast.administrator.sign(), cast.body, read("broendby"))
        return {"body": cast.body, "profile": with_other_goals()}

    return Play("administrator", lambda: {"body": cast.body, "profile": read("broendby")}, Other("consultant"), adopted)


@scene(actions.renew)
def renew(cast: Cast) -> Play:
    actions.keep_registers(cast.administrator.sign(), cast.body, read("vallensbaek"))
    plan = Document.objects.get(body=cast.body, key="beredskab")

    def args(days: int = 1) -> dict[str, Any]:
        return {"document_id": plan.pk, "written_on": timezone.localdate() - timedelta(days=days)}

    def renewed() -> dict[str, Any]:
        actions.renew(cast.administrator.sign(), **args())
        return args(2)

    return Play("administrator", args, Other("consultant"), renewed)
