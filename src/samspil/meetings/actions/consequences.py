"""What follows from a decision: its task, conversation, case or handover, and the police officer whom it reaches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.cases import actions as cases
from samspil.lib.refusals import Refused
from samspil.meetings.models import Attendance, Decision, Item
from samspil.meetings.queries.fitting import officers_at
from samspil.organisations.models import Post, Unit
from samspil.organisations.profile import Consequence, DecisionWord

if TYPE_CHECKING:
    from samspil.meetings.actions.deciding import Choice


def officer_for(item: Item, word: DecisionWord, unit: Unit | None, day: date) -> Post | None:
    """Whom a conversation with the police reaches beside the responsible: an officer who holds a seat, never one who went out of the
    item; one to whom the name was not said only where there is no other. Where the responsible is of the police, nobody beside.
    Raises Refused where the police have nobody here: it would reach no officer.
    """
    meeting = item.meeting
    if Consequence.CONVERSATION_WITH_POLICE not in word.consequences or (unit and unit.sector == "police"):
        return None
    lines = list(Attendance.objects.filter(meeting=meeting))
    went_out = {line.staff_id for line in lines if item.slot_id in line.stepped_out}
    not_told = {line.staff_id for line in lines if item.slot_id in line.left_out}
    officers = [one for one in officers_at(meeting, day) if one.staff_id not in went_out]
    officers.sort(key=lambda one: one.staff_id in not_told)
    if not officers:
        raise Refused(
            _("Nobody from the police holds a seat here. Choose a police officer as responsible, or another word."),
            field="responsible",
        )
    return officers[0]


def carry_out(
    actor: Actor, decision: Decision, word: DecisionWord, choice: Choice, unit: Unit | None, basis: int, necessity: str
) -> None:
    """Task, conversation, case or handover, as the word says, for the responsible and their unit; nothing where nobody is."""
    if unit is None or choice.responsible is None:
        return
    text = choice.text or word.label
    if choice.text and decision.answer:  # what the answer made of the word is not to be overwritten by a remark
        text = f"{word.label}: {choice.text}"
    common: dict[str, Any] = {
        "person_id": decision.subject,
        "responsible": choice.responsible,
        "unit": unit,
        "due_on": choice.due_on,
        "decision_id": decision.pk,
        "owner_audience_id": decision.owner_audience_id,
        "keep": [],
        "basis_version_id": basis,
        "necessity": necessity,
    }
    for consequence in word.consequences:
        match consequence:
            case "task":
                cases.give_task(actor, text=text, kind="task", **common)
            case "notification":
                cases.give_task(actor, text=text, kind="notification", **common)
            case "conversation" | "conversation_with_police":
                cases.plan_conversation(
                    actor,
                    kind="concern" if consequence.endswith("police") else "preventive",
                    with_police=consequence.endswith("police"),
                    **common,
                )
            case "case":
                common_case = {name: value for name, value in common.items() if name != "responsible"}
                cases.open_case(
                    actor,
                    opening_reason=choice.reason or necessity,
                    coordinator=choice.responsible,
                    forum_id=decision.meeting.forum_id,
                    first_step=choice.text,
                    **common_case,
                )
            case "handover":
                cases.propose_handover(
                    actor,
                    # What whoever says yes is to do, in the words of the table.
                    text=choice.text.strip() or choice.reason,
                    to_unit=choice.to_unit or unit,
                    necessity=choice.reason or _why_decided(decision),
                    **{
                        name: value
                        for name, value in common.items()
                        if name not in {"responsible", "unit", "necessity"}
                    },
                )


def _why_decided(decision: Decision) -> str:
    """Why a matter is offered to another unit where nobody wrote it; what the item was placed for is another thing."""
    return _("Decided in %(forum)s: %(word)s") % {"forum": decision.meeting.forum.name, "word": decision.label}


def reach(actor: Actor, decision: Decision, officer: Post, choice: Choice, basis: int, necessity: str) -> None:
    """The officer has it on their day: with whom the conversation is held, and by when (BRO-98)."""
    with_whom = choice.responsible.name if choice.responsible else ""
    cases.give_task(
        actor,
        text=_("%(word)s: agree on a time with %(name)s") % {"word": decision.label, "name": with_whom},
        kind="talk",
        responsible=officer.staff,
        unit=officer.unit,
        due_on=decision.due_on,
        person_id=decision.subject,
        decision_id=decision.pk,
        owner_audience_id=decision.owner_audience_id,
        basis_version_id=basis,
        necessity=necessity,
    )


__all__ = ["carry_out", "officer_for", "reach"]
