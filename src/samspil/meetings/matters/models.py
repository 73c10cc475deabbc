"""The agenda of a forum that names nobody: matters, what was said and agreed, and who is invited to one matter alone.

Every row belongs to the forum's standing seats, whichever authority they sit for. Who is invited to one matter holds an
audience of that matter alone, for as long as the meeting lasts (`sql/guests.sql`).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.access.columns import known
from samspil.access.models import Audience, Confidential, Principal
from samspil.lib.privacy import TableClass
from samspil.meetings.models import Meeting
from samspil.organisations.models import Staff, Unit


class MatterKind(models.TextChoices):
    STANDING = "standing", _("Standing item")
    THEME = "theme", _("Theme")
    DISCUSSION = "discussion", _("For discussion")
    DECISION = "decision", _("For decision")
    INFORMATION = "information", _("For information")


class MatterState(models.TextChoices):
    WAITING = "waiting", _("On the agenda")
    TAKEN = "taken", _("Dealt with")
    MOVED = "moved", _("Moved to a later meeting")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ResolutionKind(models.TextChoices):
    DECISION = "decision", _("Decision")
    RECOMMENDATION = "recommendation", _("Recommendation")
    COMMENT = "comment", _("Comment")
    AGREEMENT = "agreement", _("Agreement")


class ResolutionState(models.TextChoices):
    STANDING = "standing", _("In force")
    DONE = "done", _("Done")
    UNDONE = "undone", _("Taken back")


class InvitedKind(models.TextChoices):
    COLLEAGUE = "colleague", _("A colleague")
    UNIT = "unit", _("A unit")
    CITIZEN = "citizen", _("A citizen")


class Sheet(Confidential):
    """The front of a meeting's agenda and minutes: its theme, who leads, who writes, and when the agenda was sent."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sheets")
    theme = models.TextField(default="")
    # The unit that is responsible for holding the meeting (VAL-103).
    organiser = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    chair = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    minute_taker = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["meeting"], name="sheet_of_meeting"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "theme": "what the meeting is about; names are asked about, CPR numbers refused",
            "organiser": "which unit holds the meeting",
            "chair": "who leads",
            "minute_taker": "who writes",
            "sent_at": "when the agenda was sent",
        }


class Matter(Confidential):
    """One item of the agenda, and what was said about it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="matters")
    position = models.IntegerField()
    kind = models.TextField(choices=MatterKind, default=MatterKind.DISCUSSION)
    heading = models.TextField(default="")  # code of the heading in the forum's terms that it was laid out from
    title = models.TextField()
    text = models.TextField(default="")
    minutes_planned = models.IntegerField(null=True)
    proposed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    proposed_by_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    collected_from = models.TextField(default="")
    presenter = models.TextField(default="")
    state = models.TextField(choices=MatterState, default=MatterState.WAITING)
    minutes_text = models.TextField(default="")
    from_matter = models.BigIntegerField(null=True)  # moved from an earlier meeting
    from_passage_id = models.BigIntegerField(null=True)  # came from another forum
    key = models.UUIDField(null=True)  # the same request twice is one matter

    class Meta:
        constraints = (
            *known("matters_matter", kind=MatterKind, state=MatterState),
            models.UniqueConstraint(fields=["owner_audience", "key"], name="matter_key"),
        )
        indexes = (models.Index(fields=["meeting", "position"], name="matter_meeting_position"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        numbers: ClassVar[dict[str, str]] = {
            "from_matter": "the earlier one may be deleted before this",
            "from_passage_id": "passages are known above, not here",
        }
        fields: ClassVar[dict[str, str]] = {
            "position": "order",
            "kind": "which sort",
            "heading": "which standing item",
            "title": "what it is about; names are asked about, CPR numbers refused",
            "text": "the presentation; names are asked about, CPR numbers refused",
            "minutes_planned": "how long",
            "proposed_by": "who asked for it",
            "proposed_by_unit": "for which unit",
            "collected_from": "whom it was collected from: units and groups",
            "presenter": "which colleague presents it",
            "state": "how far",
            "minutes_text": "what was said; names are asked about, CPR numbers refused",
            "from_matter": "moved from",
            "from_passage_id": "which other forum sent it",
            "key": "the same request twice is one matter",
        }


class Resolution(Confidential):
    """What came of a matter: a decision, a recommendation, a comment, or an agreement that is followed up until done."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="resolutions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    kind = models.TextField(choices=ResolutionKind, default=ResolutionKind.AGREEMENT)
    text = models.TextField()
    decided_on = models.DateField()
    responsible = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    due_on = models.DateField(null=True)
    state = models.TextField(choices=ResolutionState, default=ResolutionState.STANDING)
    outcome = models.TextField(default="")
    done_on = models.DateField(null=True)
    key = models.UUIDField(null=True)

    class Meta:
        constraints = (
            *known("matters_resolution", kind=ResolutionKind, state=ResolutionState),
            models.UniqueConstraint(fields=["owner_audience", "key"], name="resolution_key"),
        )
        indexes = (models.Index(fields=["meeting"], name="resolution_of_meeting"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "kind": "which sort",
            "text": "what was agreed; names are asked about, CPR numbers refused",
            "decided_on": "when",
            "responsible": "which colleague does it",
            "unit": "which unit does it",
            "due_on": "by when",
            "state": "standing, done or taken back",
            "outcome": "what came of it; names are asked about, CPR numbers refused",
            "done_on": "when it was done",
            "key": "the same request twice is one resolution",
        }


class Invitation(Confidential):
    """Somebody is invited to one matter, and reads that one alone, until the meeting's day is over (VAL-71, BRO-47)."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="invitations")
    kind = models.TextField(choices=InvitedKind)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.TextField(default="")
    email = models.TextField(default="")
    guest_principal = models.ForeignKey(Principal, models.PROTECT, null=True, related_name="+", db_index=False)
    guest_audience = models.ForeignKey(Audience, models.PROTECT, null=True, related_name="+", db_index=False)
    secret_hash = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = known("matters_invitation", kind=InvitedKind)
        indexes = (models.Index(fields=["secret_hash"], name="invitation_secret"),)

    class Privacy:
        table = TableClass.CONFIDENTIAL
        fields: ClassVar[dict[str, str]] = {
            "kind": "colleague, unit or citizen",
            "staff": "which colleague",
            "unit": "which unit",
            "name": "what the citizen is called; goes when the minutes are approved",
            "email": "where the link was sent; goes when the minutes are approved",
            "guest_principal": "as whom the citizen reads",
            "guest_audience": "the citizen's own audience",
            "secret_hash": "opens one matter until the meeting's day is over",
            "ended_at": "called off",
        }
