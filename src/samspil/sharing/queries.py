"""Reads of the register: which legal basis carries a disclosure, how long a kind of row is kept."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import DateTimeField, Exists, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused
from samspil.organisations.models import Forum, Seat, Unit, UnitType
from samspil.organisations.profile import Terms
from samspil.organisations.queries import terms_of
from samspil.sharing.models import BasisStatus, BasisVersion, DisclosedRow, RetentionRule

POLICE = "police"
AUTHORITY = "authority"
SELF_GOVERNING = "self_governing"
INSIDE = "inside"
GIVERS = (POLICE, AUTHORITY, SELF_GOVERNING, INSIDE)


def basis_for(giver_unit: Unit, forum: Forum, day: date, terms: Terms | None = None) -> BasisVersion:
    """The wording in force on which `giver_unit` shares with `forum` that day.

    The paragraph follows from the giver (retsplejeloven § 115, stk. 1-3; VAL-63, VAL-67) and from the forum's terms:
    what these leave out cannot be given here. Terms that name no basis at all leave it to the register. A wording that
    has expired carries nothing. `terms`: the forum's that day, where they have been read already. Raises Refused.
    """
    bases = (terms or terms_of(forum, day)).bases
    in_force = list(
        BasisVersion.objects.select_related("basis")
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .exclude(status=BasisStatus.EXPIRED)
        .annotate(outside=Exists(_seats_outside(giver_unit, forum, day)))
        # Prevention before the purposes of other tracks; confirmed before unconfirmed; the newest.
        .order_by("basis__purpose", "status", F("valid_from").desc(nulls_last=True), "basis__key", "pk")
    )
    giver = _kind(giver_unit, outside=any(version.outside for version in in_force))
    if any(getattr(bases, kind) for kind in GIVERS):
        named = getattr(bases, giver)
        suits = (version for version in in_force if named and version.basis.key == named.basis)
    else:
        suits = (version for version in in_force if version.basis.giver == giver)
    found = next(suits, None)
    if found is None:
        raise Refused(_("No legal basis for this sharing is in force. Ask your data protection officer first."))
    return found


def kind_of_giver(giver_unit: Unit, forum: Forum, day: date) -> str:
    """Who gives, in the register's words: police, another authority, a self-governing institution, or the inside of one
    municipality where nobody from outside sits at the table. Raises Refused for a private association (VAL-67).
    """
    return _kind(giver_unit, outside=_seats_outside(giver_unit, forum, day).exists())


def _seats_outside(giver_unit: Unit, forum: Forum, day: date) -> QuerySet[Seat]:
    """The forum's seats for somebody who is no authority of the giver's own municipality."""
    outside = Q(unit__sector=POLICE) | ~Q(unit__body_id=giver_unit.body_id) | ~Q(unit__type=UnitType.AUTHORITY)
    return Seat.objects.on(day).filter(outside, forum=forum)


def _kind(giver_unit: Unit, *, outside: bool) -> str:
    if giver_unit.type == UnitType.PRIVATE:
        raise Refused(
            _("A private association cannot share here. Call one of the forum's members instead, and tell it there.")
        )
    if giver_unit.sector == POLICE:
        return POLICE
    if giver_unit.type == UnitType.SELF_GOVERNING:
        return SELF_GOVERNING
    return AUTHORITY if outside else INSIDE


def disclosures_of(table: str, row_id: int, to_audience: int) -> QuerySet[DisclosedRow, int]:
    """The disclosures that give this row to that audience now, oldest first."""
    given = DisclosedRow.objects.filter(
        table_name=table, row_id=row_id, disclosure__kind="disclosure", disclosure__to_audience=to_audience
    )
    in_force = given.filter(disclosure__period__contains=RawSQL("access.at()", [], DateTimeField()))
    return in_force.order_by("disclosure_id").values_list("disclosure_id", flat=True)


def delete_after(body_id: int, kind: str, day: date) -> date | None:
    """When rows of this kind, written on `day`, must go; None where the municipality has no rule for the kind."""
    days = RetentionRule.objects.filter(body=body_id, kind=kind).values_list("days", flat=True).first()
    return None if days is None else day + timedelta(days=days)
