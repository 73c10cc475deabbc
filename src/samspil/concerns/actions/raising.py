"""A concern for a door: written by somebody in a minute, received by somebody with a name (BAL-31, HAL-06, HAL-10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import policies
from samspil.concerns.arrivals.actions import promise
from samspil.concerns.chosen.actions import write_chosen
from samspil.concerns.chosen.queries import adult_is_responsible
from samspil.concerns.models import Assessment, Concern, Footing, Holding, Step, StepKind
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.cases import cases_of
from samspil.concerns.queries.holders import who_has
from samspil.concerns.queries.hours import rules_of
from samspil.concerns.states import (
    CONCERN_KIND,
    POLICE_ORIGIN,
    SOURCE_OF_SECTOR,
    UNDER_AGE,
    Source,
    location_told,
)
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Staff
from samspil.organisations.queries import staff_of, unit_of
from samspil.organisations.queries.concern_doors import answering, get_door
from samspil.responsibility.queries import presence
from samspil.sharing.actions import hand_over
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.files.actions import attach_all
from samspil.sharing.notices.actions import tell
from samspil.sharing.queries import delete_after


@verb("concern.raised")
def raise_concern(
    actor: Actor,
    *,
    door: ConcernDoor,
    about: str,
    who: str,
    text: str,
    arena: str,
    location_type: str = "",
    key: UUID,
    chosen_by: str = "",
    files: Sequence[tuple[str, bytes]] = (),
    draft: str = "",
    clock_from: datetime | None = None,
    in_danger: bool = False,
    source: str = "",
) -> Concern:
    """Send a concern to the door of one's district, once per `key`. It has a holder from this instant: the first at the
    door who is here, or the sender, where the child or the family chose them and the profile leaves it with them (HAL-14).

    It begins in the sender's own audience and is handed to the door; the sender goes on reading concern and holder, never
    what is assessed. `clock_from`: when the municipality had it at another of its doors; the 24 hours run from there (barnets
    lov § 136). `source`: where the knowledge comes from, where that is not the sender's sector (BRO-91). Raises Refused.
    """
    if again := Concern.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    unit = unit_of(actor, today)
    policies.check_may_raise(actor, staff, door)
    basis = basis_to_door(unit, door.body_id, today)
    stays = bool(chosen_by) and adult_is_responsible(door.body)
    first = None if stays else presence([door], [], actor.at).first_at(door.pk)
    if first is None and not stays:
        raise Refused(_("Nobody answers this door today. Ring %(phone)s.") % {"phone": door.phone}, field="text")
    header = {
        "owner_audience_id": staff.person_audience_id, "retention_kind": CONCERN_KIND,
        "delete_after": delete_after(door.body.audience_id, CONCERN_KIND, today),
        "origin": POLICE_ORIGIN if unit.sector == "police" else "own",
    }  # fmt: skip
    try:
        with transaction.atomic():
            concern = Concern.objects.create(
                **header, door_id=door.pk, about=about, who=who, text=text, arena=arena,
                location_type=location_told(location_type, arena),
                source=source or SOURCE_OF_SECTOR.get(unit.sector, Source.OTHER), sender_id=staff.pk, sender_unit_id=unit.pk,
                received_at=actor.at, key=key,
            )  # fmt: skip
            holding = Holding.objects.create(
                **header, concern=concern, staff_id=first.staff_id if first else staff.pk,
                unit_id=first.unit_id if first else unit.pk,
                footing=Footing.RECEIVED if first else Footing.CHOSEN, period=DateTimeTZRange(actor.at, None),
            )  # fmt: skip
            assessment = Assessment.objects.create(
                **header, concern=concern, asks_notification=about in UNDER_AGE, received_at=clock_from or actor.at
            )
            react_by = rules_of(door.body).promised(door, actor.at) if stays else None
            chosen = write_chosen(actor, concern, staff, unit, chosen_by, header, react_by) if chosen_by else None
    except IntegrityError:  # sent twice in one moment
        return Concern.objects.get(written_by=actor.principal_id, key=key)
    # While the concern is still the sender's: files go where it goes.
    attach_all(actor, to=concern, files=files, field="attachments")
    keep, why = [staff.person_audience_id], _("assessment of a concern")
    hand_over(actor, "concerns_concern", [concern.pk], door.audience_id, keep, basis.pk, why)
    hand_over(actor, "concerns_holding", [holding.pk], door.audience_id, keep, basis.pk, why)
    if chosen is not None:
        hand_over(actor, "chosen_chosenadult", [chosen.pk], door.audience_id, keep, basis.pk, why)
    # The sender never learns whether the child is known: what the door works with is the door's alone.
    hand_over(actor, "concerns_assessment", [assessment.pk], door.audience_id, [], basis.pk, why)
    concern.refresh_from_db()
    # The adult whom somebody chose keeps the matter and promises nothing, but danger rings at the door whoever has it.
    if first is not None or in_danger:
        answer_by = rules_of(door.body).promised(door, actor.at) if first is not None else None
        promise("concerns_concern", key, answer_by, in_danger=in_danger)
    record(
        "concern.raised",
        concern,
        door=door.pk,
        about=about,
        source=concern.source,
        arena=arena,
        location=concern.location_type,
    )
    tell(actor, {post.staff_id for _place, post in answering([door], today)[door.pk]}, "concern_arrived", concern)
    if draft:
        drafts.discard(actor, draft)
    return concern


@verb("concern.added")
def add_to(actor: Actor, *, concern: Concern, text: str, key: UUID, cannot_send: bool = False) -> Step:
    """The sender tells more, or answers what the door asked. Nothing that was received is changed or taken back. `cannot_send`: it is
    why they cannot send the notification, and no word about the child: nothing asks anew, and it never goes along.
    """
    if again := Step.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    policies.check_may_add(actor, staff, concern, who_has([concern], actor.at).get(concern.pk))
    if not text.strip():
        raise Refused(_("Write what you want to add."), field="text")
    asked = Step.objects.filter(concern=concern, kind__in=[StepKind.ASKED, StepKind.ANSWERED]).order_by("-pk").first()
    kind = StepKind.ANSWERED if asked is not None and asked.kind == StepKind.ASKED else StepKind.ADDED
    if cannot_send:
        kind = StepKind.CANNOT_SEND
    step = Step.objects.create(
        owner_audience_id=staff.person_audience_id, concern=concern, kind=kind, text=text, staff_id=staff.pk, key=key,
        retention_kind=concern.retention_kind, delete_after=concern.delete_after, origin=concern.origin,
    )  # fmt: skip
    unit = unit_of(actor, today)
    basis = basis_to_door(unit, unit.body_id, today)
    why = _("assessment of a concern")
    hand_over(actor, "concerns_step", [step.pk], concern.owner_audience_id, [staff.person_audience_id], basis.pk, why)
    if not cannot_send:  # between the sender and the door
        cabinet.call("SELECT concerns.pass_on(%s)", [step.pk])
    record("concern.added", concern, kind=kind)
    tell(actor, _who_hears(actor, concern, staff, today), "notifier_cannot" if cannot_send else "sender_wrote", concern)
    return step


def _who_hears(actor: Actor, concern: Concern, sender: Staff, today: date) -> set[int]:
    """Who has it, and who has the case that came of it; where that is the sender, those who answer the door: somebody hears it."""
    told = {who_has([concern], actor.at)[concern.pk].now.pk}
    told |= {case.staff.pk for case in cases_of(actor, [concern]).values()}
    if told <= {sender.pk}:
        door = get_door(concern.door_id or 0)
        told |= {post.staff_id for _place, post in answering([door], today)[door.pk]}
    return told


__all__ = ["add_to", "raise_concern"]
