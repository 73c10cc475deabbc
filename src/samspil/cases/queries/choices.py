"""What a person can choose from: colleagues, units, the basis that carries a sharing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samspil.cases.models import Case, Involvement, InvolvementState
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Forum, Staff, Unit, UnitType
from samspil.organisations.queries import OfferedUnit, colleagues_in, units_to_offer
from samspil.responsibility.notes import with_notes
from samspil.sharing.models import BasisStatus, BasisVersion
from samspil.sharing.queries import AUTHORITY, INSIDE, POLICE, SELF_GOVERNING, basis_for


def staff_in(units: Iterable[Unit], day: date) -> list[tuple[Staff, Unit]]:
    """The colleagues who work with children in these units that day, with the unit, in the order of the units, then by name; each with
    a note where they are away or stop soon.
    """
    found = colleagues_in(units, day)
    with_notes((staff for staff, _unit in found), day)
    return found


def unit_of_case(case: Case) -> Unit:
    """The unit that has the case. Raises NotVisible where it lies with no unit (minutes that were not finished)."""
    unit = Unit.objects.select_related("body").filter(audience_id=case.owner_audience_id).first()
    if unit is None:
        raise NotVisible
    return unit


def units_at(case: Case, own: Unit) -> list[Unit]:
    """The case's own unit, then those that take part: whose colleagues can be given a task in it."""
    involved = Involvement.objects.filter(case=case, state=InvolvementState.INVOLVED).values_list("unit_id", flat=True)
    return [own, *Unit.objects.select_related("body").filter(pk__in=list(involved)).exclude(pk=own.pk).order_by("name")]


def other_units(own: Unit, day: date, *, without: Collection[int] = ()) -> list[OfferedUnit]:
    """Units that can be asked to take something over or to take part: those of the municipality that serve children, its own
    police among them, the usual first.
    """
    return units_to_offer(own, day, without=without)


@dataclass(frozen=True)
class Receivers:
    """The units to which one's own can give something about a child, and on which bases they would read it."""

    units: list[OfferedUnit]
    bases: list[tuple[str, str]]  # for whom, and on which basis


def receivers(own: Unit, day: date, *, forum_id: int | None = None) -> Receivers:
    """The units that can be asked, without those for which no basis is in force. So many statements, whatever the number of units."""
    bases: dict[str, BasisVersion | None] = {}
    offered = []
    for one in other_units(own, day):
        kind = "" if forum_id else _kind(own, one.unit)
        if kind not in bases:
            try:
                bases[kind] = basis_between(own, one.unit, day, forum_id=forum_id)
            except Refused:
                bases[kind] = None
        if bases[kind] is not None:
            offered.append(one)
    whose = {INSIDE: _("the municipality’s own units"), AUTHORITY: _("the police and institutions")}
    lines = [(whose.get(kind, _("whoever is asked")), basis.basis.label) for kind, basis in bases.items() if basis]
    return Receivers(offered, lines)


def get_unit(unit_id: int) -> Unit:
    """A unit. Raises NotVisible."""
    unit = Unit.objects.select_related("body").filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible
    return unit


def basis_between(giver: Unit, receiver: Unit, day: date, *, forum_id: int | None = None) -> BasisVersion:
    """The wording in force on which one unit gives to another (retsplejeloven § 115, stk. 1-3; VAL-63).

    In a matter of a forum it is the forum's basis. Otherwise it follows from giver and receiver: two departments of one
    municipality are its inside. Raises Refused where nothing is in force.
    """
    forum = Forum.objects.filter(pk=forum_id).first() if forum_id else None
    if forum is not None:
        return basis_for(giver, forum, day)
    found = (
        BasisVersion.objects.select_related("basis")
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .filter(basis__giver=_kind(giver, receiver))
        .exclude(status=BasisStatus.EXPIRED)
        .order_by("basis__purpose", "status", F("valid_from").desc(nulls_last=True), "basis__key", "pk")
        .first()
    )
    if found is None:
        raise Refused(_("No legal basis for this sharing is in force. Ask your data protection officer first."))
    return found


def _kind(giver: Unit, receiver: Unit) -> str:
    if giver.sector == POLICE:
        return POLICE
    if giver.type == UnitType.SELF_GOVERNING:
        return SELF_GOVERNING
    inside = receiver.body_id == giver.body_id and receiver.type == UnitType.AUTHORITY and receiver.sector != POLICE
    return INSIDE if inside else AUTHORITY
