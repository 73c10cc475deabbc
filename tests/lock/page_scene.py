"""What the pages of the matrix are asked about, and all addresses there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samspil.cases.efforts.tests import stage as efforts
from samspil.cases.references import actions as references
from samspil.cases.tests import stage as casework
from samspil.cases.youth.tests import stage as youth
from samspil.catalogue.activities.tests import activitywork
from samspil.catalogue.models import Intervention, InterventionVersion
from samspil.concerns.models import Concern
from samspil.concerns.signs.tests.scenes import noted
from samspil.concerns.tests import doors as doorwork
from samspil.evaluation.models import Document, DocumentVersion, NationalFrame, NationalFrameVersion
from samspil.meetings.actions import sitting
from samspil.meetings.matters.actions import inviting
from samspil.meetings.matters.models import Matter
from samspil.meetings.matters.tests import network
from samspil.meetings.papers import actions as papers
from samspil.meetings.passages import actions as passages
from samspil.meetings.passages.queries import Addressee
from samspil.meetings.tests import steps
from samspil.organisations.models import Post, ProfileVersion, SeatHolder
from samspil.organisations.profile import Document as DocumentPart
from samspil.organisations.profile import Intervention as InterventionPart
from samspil.organisations.profile import NationalFrame as FramePart
from samspil.organisations.profile.parts import Keyed
from samspil.organisations.registers import keep_register
from samspil.organisations.registers.models import EntryVersion, RegisterEntry
from samspil.sharing.files.actions import attach
from samspil.sharing.models import File
from tests.cast import Cast


@dataclass
class Scene:
    """A meeting in progress, a case of the consultant's unit, a concern at the forum's door: all ids by their names."""

    cast: Cast
    numbers: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cast = self.cast
        table = steps.opened(steps.placed(cast, "Alma Krogh", "Bo Lind"))
        first, second = table.items
        statement = sitting.share(
            cast.police_officer.sign(), item=first, text="Kendt fra stationen", necessity="valg af indsats"
        )
        decision = steps.decided(table, second, "continue")
        case, concern = casework.case(cast), self._concern()
        self.numbers = {
            **self._profile(),
            **self._at_a_door(),
            **self._activity(),
            "sign_id": noted(cast).pk,
            "meeting_id": table.meeting.pk, "item_id": first.pk, "slot_id": first.slot_id, "decision_id": decision.pk,
            **self._without_names(),
            "statement_id": statement.pk, "entry_id": first.entry_id,
            "list_id": first.entry.police_list_id if first.entry else 0,
            "forum_id": cast.forum.pk, "case_id": case.pk, "person_id": case.subject, "duty": "coordinator",
            "note_id": casework.note(cast, case).pk, "passage_id": self._passage(), "task_id": casework.task(cast).pk,
            "reference_id": references.refer(cast.consultant.sign(), case=case, system="DUBU", number="1").pk,
            "effort_id": efforts.running(cast, case).pk,
            **youth.numbers(cast, case),
            "conversation_id": casework.talk(cast, born=date(casework.YOUNG.year - 1, 1, 1)).pk,
            "handover_id": casework.handover(cast, case).pk,
            "concern_id": concern.pk, "file_id": self._file(concern).pk, "unit_id": cast.units["family"].pk,
            "staff_id": cast.colleague.staff.pk,
            "post_id": Post.objects.get(staff=cast.colleague.staff).pk,
            "holder_id": SeatHolder.objects.get(staff=cast.colleague.staff).pk,
            "intervention_id": self._entry(
                Intervention, InterventionVersion, InterventionPart(key="motocross", name="Motocross", kind="offer")
            ),
            "document_id": self._entry(Document, DocumentVersion, DocumentPart(key="plan", name="Planen", kind="plan")),
            "frame_id": self._entry(
                NationalFrame, NationalFrameVersion,
                FramePart(key="ramme", name="Rammen", kind="targets", issued_by="Ministeriet", items=()),
            ),
            "arena": "school", "change_id": 0, "notice_id": 0, "incident_id": 0, "shared_id": 0,
            "body_key": "none", "index": 0, "key": UUID(int=1), "secret": "none", "token": "none",
            "name": "none", "uidb36": "0",
        }  # fmt: skip

    def _profile(self) -> dict[str, Any]:
        """A profile has been applied that states the cast's forum: what administrators change."""
        content: dict[str, Any] = {
            "format": 1,
            "municipality": {"key": self.cast.body.key, "name": self.cast.body.name, "short_name": "Lillevig", "purpose": "At forebygge"},
            "units": [{"key": "ssp", "name": "SSP-enheden", "type": "authority", "sector": "leisure"}],
            "forums": [
                {
                    "key": self.cast.forum.key, "name": self.cast.forum.name, "type": "named_case_forum",
                    "terms": [{}], "seats": [{"key": "ssp", "name": "SSP", "unit": "ssp"}],
                }
            ],
        }  # fmt: skip
        at = self.cast.administrator.sign().at
        version = ProfileVersion.objects.create(body=self.cast.body, applied_at=at, digest="", profile=content)
        return {"version_id": version.pk, "starts": 2026, "term": "concern", "seat_key": "ssp", "forum_key": "none"}

    def _at_a_door(self) -> dict[str, Any]:
        """Of the addresses below `concerns`: a concern at a door, offered to another door; a question; an absence."""
        return doorwork.numbers(self.cast)

    def _activity(self) -> dict[str, Any]:
        """The consultant's unit has held an activity and counted who came into a club."""
        held = activitywork.held(self.cast)
        return {"activity_id": held.pk, "count_id": activitywork.came(self.cast, held).pk}

    def _passage(self) -> int:
        """The forum sends something on to the social worker's unit."""
        family = self.cast.units["family"]
        (sent,) = passages.send(
            self.cast.consultant.sign(), forum=self.cast.forum, to=[Addressee("down", family.name, unit_id=family.pk)],
            kind="question", title="Lys på stien", text="Hvornår kommer der lys på stien?",
        )  # fmt: skip
        return sent.pk

    def _concern(self) -> Concern:
        actor = self.cast.consultant.sign()
        return Concern.objects.create(
            owner_audience_id=self.cast.forum.door_id, forum_id=self.cast.forum.pk, about="child", who="Alma Krogh",
            text="Kommer ikke i skole", source="school", sender_id=self.cast.consultant.staff.pk,
            sender_unit_id=self.cast.consultant.unit.pk, event_at=actor.at,
        )  # fmt: skip

    def _entry(self, entries: type[RegisterEntry], versions: type[EntryVersion], part: Keyed) -> int:
        keep_register(
            self.cast.administrator.sign(), body=self.cast.body, entries=entries, versions=versions, parts=[part]
        )  # fmt: skip
        return int(entries._default_manager.get(body=self.cast.body).pk)

    def _file(self, concern: Concern) -> File:
        return attach(self.cast.consultant.sign(), to=concern, name="brev.pdf", data=b"%PDF-1.7")

    def _without_names(self) -> dict[str, Any]:
        """A meeting that names nobody, in progress; a colleague and a citizen are invited to one item of it."""
        at = network.meeting(self.cast, network.forum(self.cast))
        matter = network.proposed(self.cast, at)
        network.begun(self.cast, at)
        actor, matter = self.cast.consultant.sign(), Matter.objects.select_related("meeting__forum").get(pk=matter.pk)
        papers.make(actor, meeting=matter.meeting, sure=True)
        invited = inviting.invite_colleague(actor, matter=matter, staff=self.cast.social_worker.staff)
        _citizen, secret = inviting.invite_citizen(actor, matter=matter, name="Bodil Grøn")
        taken = Matter.objects.select_related("meeting__forum__body").filter(meeting=at, kind="standing").earliest("pk")
        return {
            "gathering_id": at.pk, "matter_id": matter.pk, "invitation_id": invited.pk, "guest_secret": secret,
            "resolution_id": network.agreed(self.cast, taken).pk,
        }  # fmt: skip


# A draft is kept under the name of a form that exists, and under no other.
OWN: dict[str, dict[str, Any]] = {"drafts:save": {"key": "f-" + "0" * 32}}


def address(name: str, pattern: URLPattern, numbers: dict[str, Any]) -> str:
    named = pattern.pattern.converters or (getattr(pattern.pattern, "regex", None) and pattern.pattern.regex.groupindex)
    return reverse(name, kwargs={key: numbers[key] for key in named or ()} | OWN.get(name, {}))


def addresses() -> dict[str, URLPattern]:
    """Every named address, by the name that `reverse` takes."""
    return dict(_walk(get_resolver().url_patterns, ()))


def _walk(patterns: Any, spaces: tuple[str, ...]) -> Any:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join([*spaces, pattern.name or repr(pattern.pattern)]), pattern
