"""The scenes of retention rules, deletion, files, drafts and notices."""

from __future__ import annotations

from datetime import time
from typing import Any

from samspil.cases.tests import stage
from samspil.concerns.models import Concern
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from samspil.sharing import actions
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.files import actions as files
from samspil.sharing.models import BasisVersion, File, RetentionRule
from samspil.sharing.notices import actions as notices
from tests.cast import Cast
from tests.verbs.scene import AGAIN_AT_ANY_TIME, OWN, Nothing, Other, Play, fresh, scene

PAPER = b"%PDF-1.7 a letter"


@scene(actions.set_retention_rules)
def set_retention_rules(cast: Cast) -> Play:
    stated = RetentionRule(kind="note", days=30, must_go="ikke nødvendig", may_go="kassationshjemmel")
    return Play(
        "administrator",
        lambda: {"body": cast.body, "rules": [stated]},
        Other("consultant"),
        Nothing(
            given=lambda: (
                actions.set_retention_rules(cast.administrator.sign(), body=cast.body, rules=[stated]) and None
            )
        ),
    )


@scene(actions.delete)
def delete(cast: Cast) -> Play:
    RetentionRule.objects.create(
        body=cast.body.audience_id, kind="test_rule", days=14, must_go="…", may_go="…", may_confirmed_by="N.D."
    )
    person = find_or_create(
        cast.consultant.sign(), owner_audience=cast.consultant.unit.audience_id, child=Child("Vera Ottosen"),
        retention_kind="test_rule",
    )  # fmt: skip

    def args(rule: str) -> dict[str, Any]:
        return {"table": "people_person", "ids": [person.pk], "rule": rule}

    # The rule of other rows: one whose ground is confirmed destroys nothing that another rule keeps.
    return Play("consultant", lambda: args("test_rule"), Other("social_worker"), lambda: args("no_follow_up"))


# --- files ----------------------------------------------------------------------------------------------------------------
def concern(cast: Cast) -> Concern:
    one = cast.ssp_teacher
    one.sign()
    return Concern.objects.create(
        owner_audience_id=one.unit.audience_id, forum_id=cast.forum.pk, about="child", who="Alma Krogh",
        text="Kommer ikke i skole", source="school", sender_id=one.staff.pk, sender_unit_id=one.unit.pk,
    )  # fmt: skip


def given(cast: Cast, told: Concern, file: File | None = None) -> Other:
    """The SSP unit was given the concern, with the file: it reads both."""

    def give() -> None:
        basis = BasisVersion.objects.filter(status="confirmed", valid_to=None).order_by("pk").first()
        assert basis is not None
        rows = [("concerns_concern", told.pk), *([("sharing_file", file.pk)] if file else [])]
        for table, row in rows:
            actions.disclose(
                cast.ssp_teacher.sign(), table, [row], [cast.units["ssp"].audience_id], basis.pk, "tidlig indsats"
            )

    return Other("consultant", give)


def attached(cast: Cast) -> tuple[Concern, File]:
    told = concern(cast)
    return told, files.attach(cast.ssp_teacher.sign(), to=told, name="brev.pdf", data=PAPER)


@scene(files.attach)
def attach(cast: Cast) -> Play:
    told = concern(cast)
    return Play(
        "ssp_teacher",
        lambda: {"to": fresh(told), "name": "brev.pdf", "data": PAPER},
        given(cast, told),
        lambda: {"to": fresh(told), "name": "brev.pdf", "data": b""},
    )


@scene(files.read)
def read(cast: Cast) -> Play:
    _told, file = attached(cast)
    return Play(
        "ssp_teacher",
        lambda: {"file_id": file.pk},
        "Whoever sees that there is a file opens it.",
        lambda: files.shut_away(cast.ssp_teacher.sign(), file_id=file.pk),
        reads=True,
    )


@scene(files.scan)
def scan(cast: Cast) -> Play:
    told, file = attached(cast)
    return Play(
        "ssp_teacher",
        lambda: {"file_id": file.pk},
        given(cast, told, file),
        "A file is looked at again at any time.",
    )


@scene(files.shut_away)
def shut_away(cast: Cast) -> Play:
    told, file = attached(cast)

    def shut() -> None:
        files.shut_away(cast.ssp_teacher.sign(), file_id=file.pk)

    return Play("ssp_teacher", lambda: {"file_id": file.pk}, given(cast, told, file), Nothing(given=shut))


# --- one's own: drafts and notices ------------------------------------------------------------------------------------------


@scene(drafts.save)
def save(cast: Cast) -> Play:
    def args(key: str = "note:1") -> dict[str, Any]:
        return {"key": key, "data": {"text": "Mor"}}

    return Play("consultant", args, OWN, lambda: args("note:" + "1" * 120), strangers=OWN)


@scene(drafts.discard)
def discard(cast: Cast) -> Play:
    drafts.save(cast.consultant.sign(), key="note:1", data={"text": "Mor"})
    gone = Nothing(given=lambda: drafts.discard(cast.consultant.sign(), "note:1"))
    return Play("consultant", dict, OWN, gone, strangers=OWN, more=("note:1",))


@scene(notices.see)
def see(cast: Cast) -> Play:
    stage.handover(cast, stage.case(cast))
    return Play("social_worker", dict, OWN, AGAIN_AT_ANY_TIME, strangers=OWN)


@scene(notices.choose)
def choose(cast: Cast) -> Play:
    def args(how: str = "daily") -> dict[str, Any]:
        return {"how": how, "quiet_from": time(17), "quiet_to": time(7), "quiet_weekends": True}

    return Play("consultant", args, OWN, lambda: args("every_minute"), strangers=OWN)
