"""What the chosen adult and the door do: written down when the concern is sent, asked for, taken over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.chosen import policies
from samspil.concerns.chosen.models import ChosenAdult, TakeOver
from samspil.concerns.chosen.queries import asked_at
from samspil.concerns.chosen.states import Act, Ground
from samspil.concerns.models import Concern, Step, StepKind
from samspil.concerns.policies import check_answers_door
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.holders import who_has
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import staff_of, unit_of
from samspil.organisations.queries.concern_doors import answering, get_door
from samspil.sharing.actions import hand_over
from samspil.sharing.notices.actions import tell


def write_chosen(
    actor: Actor, concern: Concern, staff: Staff, unit: Unit, chosen_by: str, header: Mapping[str, Any],
    react_by: datetime | None,
) -> ChosenAdult:  # fmt: skip
    """Whom the child, the young person or the family chose; part of sending the concern, with its header. Where the adult has
    the matter, the clock by which they react begins (HAL-13): `react_by`.
    """
    return ChosenAdult.objects.create(
        **header, concern=concern, staff_id=staff.pk, unit_id=unit.pk, chosen_by=chosen_by, since=actor.at,
        react_by=react_by,
    )  # fmt: skip


@verb("takeover.asked")
def ask_to_take_over(actor: Actor, *, concern: Concern, words: str, key: UUID) -> TakeOver:
    """The adult asks the door to take the matter over; until somebody does, it is theirs. Once per `key`. Raises Refused."""
    if again := TakeOver.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    staff = staff_of(actor)
    holder = who_has([concern], actor.at).get(concern.pk)
    policies.check_holds_as_chosen(actor, staff, concern, holder)
    if not words.strip():
        raise Refused(_("Write why it is better that the door takes over."), field="words")
    asked = _write_to_door(actor, staff, concern, Act.ASKED, words.strip(), key)
    record("takeover.asked", asked)
    _tell_door(actor, concern, "takeover_asked")
    return asked


@verb("takeover.taken_back")
def take_question_back(actor: Actor, *, concern: Concern) -> TakeOver:
    """The adult who asked the door to take over takes the question back: the matter stays theirs, and the door is told. Raises
    Refused.
    """
    staff = staff_of(actor)
    holder = who_has([concern], actor.at).get(concern.pk)
    policies.check_holds_as_chosen(actor, staff, concern, holder)
    policies.check_has_asked(asked_at(concern))
    back = _write_to_door(actor, staff, concern, Act.TAKEN_BACK, "", None)
    record("takeover.taken_back", back)
    _tell_door(actor, concern, "takeover_off")
    return back


def _write_to_door(actor: Actor, staff: Staff, concern: Concern, act: Act, words: str, key: UUID | None) -> TakeOver:
    """What the adult says of taking over belongs to the door, as the matter does; the adult goes on reading it."""
    line = TakeOver.objects.create(
        owner_audience_id=staff.person_audience_id, retention_kind=concern.retention_kind,
        delete_after=concern.delete_after, origin=concern.origin, concern=concern, act=act, ground=Ground.ASKED,
        words=words, staff_id=staff.pk, at=actor.at, key=key,
    )  # fmt: skip
    today = timezone.localdate(actor.at)
    unit = unit_of(actor, today)
    basis = basis_to_door(unit, unit.body_id, today)
    keep = [staff.person_audience_id]
    hand_over(
        actor, "chosen_takeover", [line.pk], concern.owner_audience_id, keep, basis.pk, _("assessment of a concern")
    )
    line.refresh_from_db()
    return line


def _tell_door(actor: Actor, concern: Concern, kind: str) -> None:
    door = get_door(concern.door_id or 0)
    today = timezone.localdate(actor.at)
    tell(actor, {post.staff_id for _place, post in answering([door], today)[door.pk]}, kind, concern)


@verb("concern.taken_over", "concernhandover.withdrawn")
def take_over(actor: Actor, *, concern: Concern, ground: str, words: str = "") -> TakeOver:
    """The door takes over what lies with the chosen adult: in danger, while the adult is away, by law, or asked by the adult.
    The adult is told, reads who has it and why, and stays the one whom the child talks with. Raises Refused.
    """
    check_answers_door(actor, concern)
    policies.check_ground(ground, words)
    unit = unit_of(actor, timezone.localdate(actor.at))
    before = who_has([concern], actor.at)[concern.pk].staff
    ((written,),) = cabinet.call("SELECT chosen.take_over(%s, %s, %s, %s)", [concern.pk, unit.pk, ground, words])
    concern.refresh_from_db()
    tell(actor, {before.pk}, "taken_over", concern)
    return TakeOver.objects.get(pk=written)


@verb("choice.heard", "concernhandover.withdrawn")
def hear_choice(actor: Actor, *, concern: Concern, mine: bool, words: str) -> Step:
    """The adult whom somebody chose has stopped, and whoever has the concern has asked them: they talk with who asks (`mine`), or
    choose nobody now. What they say stands as a note. Another adult is named by a handover. Raises Refused.
    """
    check_answers_door(actor, concern)
    if not words.strip():
        raise Refused(_("Write what they say."), field="words")
    cabinet.call("SELECT chosen.hear_choice(%s, %s)", [concern.pk, mine])
    return Step.objects.create(
        owner_audience_id=concern.owner_audience_id, concern=concern, kind=StepKind.NOTED, text=words.strip(),
        staff_id=staff_of(actor).pk, retention_kind=concern.retention_kind, delete_after=concern.delete_after,
        origin=concern.origin,
    )  # fmt: skip


__all__ = ["ask_to_take_over", "hear_choice", "take_over", "take_question_back", "write_chosen"]
