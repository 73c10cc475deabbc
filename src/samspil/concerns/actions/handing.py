"""Handing a concern over: offered, answered by each who must agree, in effect when all have (HAL-15, HAL-16).

The database decides whether the answers suffice (`concerns.settle`); here they are only written down, each by the one
whose answer it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns import absence_policies, policies
from samspil.concerns.chosen.models import ChosenAdult
from samspil.concerns.chosen.states import Chooser
from samspil.concerns.models import Agreement, Assessment, Concern, Footing, Handover, HandoverState, Holding
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.handing import SIDES, adult_who_stops, adults_for, standing_offer
from samspil.concerns.queries.holders import Holder, who_has
from samspil.concerns.queries.hours import needs_of, rules_of
from samspil.concerns.queries.outside import is_nobody_known
from samspil.concerns.together.policies import check_stands_alone
from samspil.concerns.together.queries import is_joined
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor, Post, Staff, Unit
from samspil.organisations.queries import staff_of, unit_of, who_receives
from samspil.organisations.queries.concern_doors import answering, get_door, units_asked
from samspil.responsibility.models import Absence
from samspil.responsibility.policies import check_has_it_not, check_judged, check_reply
from samspil.responsibility.queries import sides
from samspil.responsibility.states import CHILD, GIVER, PARENTS, RECEIVER, Answer
from samspil.sharing.actions import disclose, hand_over
from samspil.sharing.notices.actions import tell


@verb(
    "concernhandover.proposed",
    "concernhandover.answered",
    "concernhandover.declined",
    "concernhandover.in_effect",
    "concernhandover.withdrawn",
)
def propose(
    actor: Actor,
    *,
    concern: Concern,
    reason: str,
    key: UUID,
    to_staff: Staff | None = None,
    to_door: ConcernDoor | None = None,
    to_unit: Unit | None = None,
    suspicion: str = "",
    nobody_at_home: bool = False,
) -> Handover:
    """Offer a concern to a colleague at the door, to another door, or to a unit that has none. The reason says why it is best for
    the child (HAL-16); `suspicion` says whether the parents are asked, told, or left out, and where the concern says that it may be
    somebody at home, `nobody_at_home` that this was judged. The holder's own offer is the giver's
    yes; a colleague's offer to take it is the receiver's. Raises Refused.
    """
    if again := Handover.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    me, today = staff_of(actor), timezone.localdate(actor.at)
    holder = who_has([concern], actor.at).get(concern.pk)
    if to_unit is not None:
        to_door = _door_of(to_unit, me, today)
    at_door = policies.check_may_offer(actor, me, concern, holder, to_door)
    if at_door:
        policies.check_first_is_answered(actor, Assessment.objects.get(concern=concern))
    if not reason.strip():
        raise Refused(_("Write why it is best for the child."), field="reason")
    if to_door is not None and to_door.pk != concern.door_id:
        check_stands_alone(is_joined(concern))
    needs = list(needed(concern, holder))
    check_judged(needs, suspicion)
    policies.check_nobody_at_home(concern, needs, suspicion, nobody_at_home=nobody_at_home)
    # Two who offer it at once come one after the other. The chosen adult does not own the row, and is alone in offering it.
    Concern.objects.select_for_update(no_key=True).filter(pk=concern.pk).first()
    if standing := standing_offer(concern):
        raise Refused(
            _("%(name)s is asked to take it over already. Take that question back first.") % {"name": standing.receiver}
        )
    holder = who_has([concern], actor.at)[concern.pk]
    adult = None if to_door else _adult(actor, concern, holder, me, to_staff)
    needs = list(dict.fromkeys([*needs, *(_chooser(concern) if adult else ())]))
    unit = adult.unit if adult else _unit_of_receiver(concern, to_staff, to_door, today)
    if to_staff is not None:
        check_has_it_not(to_staff, holder.staff.pk)
    basis = basis_to_door(holder.unit, holder.unit.body_id, today)
    moves = to_door is not None and to_door.pk != concern.door_id
    handover = Handover.objects.create(
        owner_audience_id=concern.owner_audience_id if at_door else me.person_audience_id,
        retention_kind=concern.retention_kind, delete_after=concern.delete_after, origin=concern.origin, concern=concern,
        from_staff_id=holder.staff.pk, from_unit_id=holder.unit.pk, to_staff_id=to_staff.pk if to_staff else None,
        to_unit_id=unit.pk, to_door_id=to_door.pk if to_door and moves else None, needs=needs, suspicion=suspicion,
        reason=reason.strip(), basis_version_id=basis.pk, necessity=_("handing over of a concern"), key=key,
    )  # fmt: skip
    record("concernhandover.proposed", handover, to=unit.pk)
    if not at_door:
        also = [adult.staff.person_audience_id] if adult else []
        _give_to_door(actor, "concerns_handover", handover.pk, me, handover, concern.owner_audience_id, also)
    elif others := _further_readers(actor, handover, me):
        # Before the yes the asked door reads the question and its reason, not the concern; the chosen adult reads what is
        # asked of them.
        disclose(actor, "concerns_handover", [handover.pk] * len(others), others, basis.pk, handover.necessity)
    handover.refresh_from_db()
    asked = {to_staff.pk} if to_staff else set()
    if to_door is not None:
        asked |= {post.staff_id for _place, post in answering([to_door], today)[to_door.pk]}
    tell(actor, {*asked, holder.staff.pk, holder.now.pk}, "concern_offered", handover)
    if me.pk in {holder.staff.pk, holder.now.pk}:
        _say(actor, handover, GIVER, Answer.AGREES)
    if to_staff is not None and me.pk == to_staff.pk:
        _say(actor, handover, RECEIVER, Answer.AGREES)
    settle(actor, handover)
    return handover


@verb("concernhandover.answered", "concernhandover.declined", "concernhandover.in_effect", "concernhandover.withdrawn")
def reply(
    actor: Actor,
    *,
    handover: Handover,
    party: str,
    answer: str,
    because: str = "",
    tries: Sequence[date] = (),
    note: str = "",
) -> Handover:
    """Write down what a party answers: giver and receiver each their own, the giver's side for child and parents. Whoever
    is not asked needs a listed reason, and a leader who confirms it unless it cannot wait (`concerns.cannot_wait`). Raises Refused.
    """
    # Two who answer at once come one after the other, and no answer comes after the question is settled.
    Concern.objects.select_for_update(no_key=True).filter(pk=handover.concern_id).first()
    handover.refresh_from_db()
    if handover.state != HandoverState.PROPOSED:
        raise Refused(_("The question is settled already."))
    check_reply(
        actor,
        sides(SIDES, handover.pk),
        party,
        answer,
        because=because,
        tries=tries,
        note=note,
        since=_came_on(handover),
    )
    policies.check_no_has_a_reason(party, answer, note)
    _say(actor, handover, party, answer, because=because, tries=tries, note=note)
    waits = any(side.party == party and side.standing == Answer.NOT_ASKED for side in sides(SIDES, handover.pk))
    if answer == Answer.NOT_ASKED and waits:
        cabinet.call("SELECT concerns.ask_to_confirm(%s, %s)", [handover.pk, party])
    settle(actor, handover, tell_of_answer=(handover.from_staff_id, handover.to_staff_id))
    return handover


@verb("concernhandover.withdrawn")
def withdraw(actor: Actor, *, handover: Handover) -> None:
    """The giver's side takes the question back, and the asked door reads it no more; who had the concern goes on having it."""
    policies.check_may_withdraw_handover(actor, staff_of(actor), handover)
    ((ended,),) = cabinet.call("SELECT concerns.withdraw(%s)", [handover.pk])
    if not ended:
        raise Refused(_("The question is settled already."))


def settle(actor: Actor, handover: Handover, *, tell_of_answer: Sequence[int | None] = ()) -> str:
    """Ask the database whether all have agreed; the concern moves in that instant. With a no the asked door reads the
    question no more, so who is told of the answer is told there.
    """
    told = [staff for staff in tell_of_answer if staff]
    ((state,),) = cabinet.call(
        "SELECT concerns.settle(%s, %s::bigint[], %s)", [handover.pk, told, _react_by(actor, handover)]
    )
    handover.state = state
    return str(state)


@verb("absence.registered", "unit.stepped_in", "unit.stepped_out")
def register_absence(
    actor: Actor, *, staff: Staff, since: datetime, until: datetime | None, deputy: Staff | None = None
) -> Absence:
    """Somebody is away from now or later on: meanwhile the deputy, else the next at the door, acts for them. Whoever acts is told,
    and the colleague themselves where somebody else writes it. The same again is the first again. Raises Refused.
    """
    absence_policies.check_may_say_away(actor, staff)
    since = max(since, actor.at)  # what has been done meanwhile was not done by somebody absent
    if until is not None and until <= since:
        raise Refused(_("The absence ends before it begins."), field="until")
    if deputy is not None:
        absence_policies.check_deputy(staff, deputy, timezone.localdate(actor.at))
    away = DateTimeTZRange(since, until)
    others = list(Absence.objects.filter(staff=staff, away__overlap=away).order_by("pk"))
    if same := next((one for one in others if _is_the_same(one, away, deputy)), None):
        return same
    absence_policies.check_not_away_already(staff.name, others)
    absence = Absence.objects.create(staff_id=staff.pk, away=away, deputy_id=deputy.pk if deputy else None)
    record("absence.registered", absence, owner=staff.person_audience_id, staff=staff.pk)
    cabinet.call("SELECT responsibility.tell_away(%s, false)", [absence.pk])
    cabinet.call(
        "SELECT responsibility.relieve()", []
    )  # whoever has stepped in for a unit answers its door from now on too
    return absence


def _is_the_same(one: Absence, away: DateTimeTZRange, deputy: Staff | None) -> bool:
    """Whether an absence says already what is sent: until the same day, with the same deputy."""
    begun = bool(one.away.lower <= away.lower)
    return begun and one.away.upper == away.upper and one.deputy_id == (deputy.pk if deputy else None)


@verb("absence.ended", "unit.stepped_in", "unit.stepped_out")
def end_absence(actor: Actor, *, absence: Absence) -> None:
    """Back at work, from this instant; an absence to come does not come. Whoever acted is told, and the colleague where somebody else
    writes it. Raises Refused where the absence is over: it does not become longer.
    """
    staff = Staff.objects.select_related("body").get(pk=absence.staff_id)
    absence_policies.check_may_end(absence)
    absence_policies.check_is_away(actor, absence)
    begins = absence.away.lower
    Absence.objects.filter(pk=absence.pk).update(away=DateTimeTZRange(begins, max(begins, actor.at)))
    record("absence.ended", absence, owner=staff.person_audience_id, staff=staff.pk)
    cabinet.call("SELECT responsibility.tell_away(%s, true)", [absence.pk])
    cabinet.call("SELECT responsibility.relieve()", [])  # whoever had stepped in from above acts no more


# --- what the acts share --------------------------------------------------------------------------------------------
def needed(concern: Concern, holder: Holder | None) -> Sequence[str]:
    """Who must agree besides giver and receiver: as the profile says; about a named child the child and the parents; and
    whoever chose the adult who has it (HAL-15). Where nobody knows which child it is, neither child nor parents can be asked.
    """
    if is_nobody_known(concern):
        return []
    door = get_door(concern.door_id or 0)
    told = needs_of(door.body, concern.about)
    needs = list(([CHILD, PARENTS] if concern.about == "child" else []) if told is None else told)
    if holder is not None and holder.is_chosen:
        needs += _chooser(concern)
    return list(dict.fromkeys(needs))


def _chooser(concern: Concern) -> list[str]:
    """Who says yes or no for whoever chose the adult."""
    chosen = ChosenAdult.objects.filter(concern=concern).first()
    return [PARENTS if chosen is not None and chosen.chosen_by == Chooser.FAMILY else CHILD]


def _react_by(actor: Actor, handover: Handover) -> datetime | None:
    """Before when another adult reacts whom a child chooses now, by the hours of the door at which the concern is (HAL-13)."""
    if handover.to_staff_id is None:
        return None
    door = (
        ConcernDoor.objects.select_related("body").filter(audience_id=handover.owner_audience_id).order_by("pk").first()
    )
    return None if door is None else rules_of(door.body).promised(door, actor.at)


def _door_of(unit: Unit, me: Staff, day: date) -> ConcernDoor:
    """The door at which a unit is asked; it is made when the unit is asked for the first time. Raises Refused."""
    if unit.pk not in {one.pk for one in units_asked(me.body, day)}:
        raise Refused(_("%(unit)s cannot be asked to take over a concern.") % {"unit": unit.name}, field="to")
    ((door,),) = cabinet.call("SELECT concerns.door_of_unit(%s)", [unit.pk])
    return get_door(door)


def _further_readers(actor: Actor, handover: Handover, me: Staff) -> list[int]:
    """The other sides of a question: the door that is asked, and where a child chose the giver, that adult and the one who is asked
    instead. Who is asked instead reads nothing of the concern yet, and knows that it lies with an adult by the question.
    """
    day = timezone.localdate(actor.at)
    readers = [] if handover.to_door_id is None else [get_door(handover.to_door_id).audience_id]
    concern = Concern.objects.filter(pk=handover.concern_id).first()
    people: set[int] = set()
    asked = {handover.to_staff_id} if handover.to_staff_id and handover.to_door_id is None else set()
    if concern is None:
        people = {handover.from_staff_id} if handover.to_staff_id == me.pk else set()
    elif (
        Holding.objects.filter(concern=concern, footing=Footing.CHOSEN, staff_id=handover.from_staff_id).exists()
        or adult_who_stops(concern, actor.at) is not None
    ):
        door = get_door(concern.door_id or 0)
        at_door = {post.staff_id for _place, post in answering([door], day)[door.pk]}
        people = ({handover.from_staff_id} | asked) - at_door
    adults = Staff.objects.filter(pk__in=who_receives(people, day)).order_by("pk")
    return readers + [adult.person_audience_id for adult in adults]


def _came_on(handover: Handover) -> date | None:
    """The day on which the concern came, for who reads it."""
    received = Concern.objects.filter(pk=handover.concern_id).values_list("received_at", flat=True).first()
    return timezone.localdate(received) if received else None


def _asked_side(handover: Handover) -> set[int]:
    """The audiences of the other door, or of the adult, who is asked."""
    door = {get_door(handover.to_door_id).audience_id} if handover.to_door_id is not None else set()
    adult = Staff.objects.filter(pk=handover.to_staff_id or 0)
    return door | set(adult.values_list("person_audience_id", flat=True))


def _give_to_door(
    actor: Actor, table: str, row: int, me: Staff, handover: Handover, door_audience: int, also: Sequence[int] = ()
) -> None:
    """What the chosen adult writes about the matter belongs to the door, as the matter does; the adult goes on reading it, and so does
    `also` the adult on the other side of the question.
    """
    unit, today = unit_of(actor, timezone.localdate(actor.at)), timezone.localdate(actor.at)
    basis = basis_to_door(unit, unit.body_id, today)
    others = [one for one in also if one not in {me.person_audience_id, door_audience}]
    if others:
        disclose(actor, table, [row] * len(others), others, basis.pk, handover.necessity)
    hand_over(actor, table, [row], door_audience, [me.person_audience_id, *others], basis.pk, handover.necessity)


def _adult(actor: Actor, concern: Concern, holder: Holder, me: Staff, to: Staff | None) -> Post | None:
    """The post of an adult whom the child chooses now; None: somebody at the door is asked, or the door."""
    if to is None:
        return None
    offered = adults_for(actor, concern, holder, me)
    return next((one.post for one in offered if one.post.staff_id == to.pk), None)


def _unit_of_receiver(concern: Concern, staff: Staff | None, door: ConcernDoor | None, day: date) -> Unit:
    target = door or get_door(concern.door_id or 0)
    if staff is None:
        if door is None or door.pk == concern.door_id:
            raise Refused(_("Choose a colleague, or another door."), field="to")
        return target.unit
    posts = [post for _place, post in answering([target], day)[target.pk] if post.staff_id == staff.pk]
    if not posts:
        raise Refused(_("%(name)s does not answer this door.") % {"name": staff.name}, field="to")
    return posts[0].unit


def _say(
    actor: Actor, handover: Handover, party: str, answer: str, *, because: str = "", tries: Sequence[date] = (),
    note: str = "",
) -> Agreement:  # fmt: skip
    """An answer stands in the answering side's own audience, and is told to the other sides. The chosen adult's is the
    door's, as the matter is.
    """
    me, today = staff_of(actor), timezone.localdate(actor.at)
    own, giving = cabinet.own_keys(), handover.owner_audience_id
    # What child and parents say is read by the other side when the concern is theirs, and not before.
    further = _further_readers(actor, handover, me)
    readers = {giving, *further} - (_asked_side(handover) if party in {CHILD, PARENTS} else set())
    asked = get_door(handover.to_door_id).audience_id if handover.to_door_id is not None else None
    owner = asked if asked is not None and asked in own and (giving not in own or party == RECEIVER) else giving
    adult = owner not in own
    agreement = Agreement.objects.create(
        owner_audience_id=me.person_audience_id if adult else owner, retention_kind=handover.retention_kind,
        delete_after=handover.delete_after, origin=handover.origin, handover=handover, party=party, answer=answer,
        because=because, tries=list(tries), note=note.strip(), staff_id=me.pk,
    )  # fmt: skip
    record("concernhandover.answered", handover, party=party, answer=answer)
    if adult:
        _give_to_door(actor, "concerns_agreement", agreement.pk, me, handover, owner, sorted(readers))
    elif others := sorted(readers - {owner}):
        unit = unit_of(actor, today)
        basis = basis_to_door(unit, unit.body_id, today)
        why = _("handing over of a concern")
        disclose(actor, "concerns_agreement", [agreement.pk] * len(others), others, basis.pk, why)
    return agreement


__all__ = ["end_absence", "needed", "propose", "register_absence", "reply", "settle", "withdraw"]
