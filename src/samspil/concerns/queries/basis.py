"""On which basis a door is told something (retsplejeloven § 115)."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samspil.concerns.states import POLICE_ORIGIN
from samspil.lib.refusals import Refused
from samspil.organisations.models import Unit, UnitType
from samspil.sharing.models import BasisStatus, BasisVersion
from samspil.sharing.queries import AUTHORITY, INSIDE, POLICE, SELF_GOVERNING


def origin_of(giver: Unit) -> str:
    """The mark that what came from a unit carries in every copy: the police's, or none of its own."""
    return POLICE_ORIGIN if giver.sector == POLICE else "own"


def basis_to_door(giver_unit: Unit, body_id: int, day: date, *, to_police: bool = False) -> BasisVersion:
    """The wording in force on which `giver_unit` tells a door of a municipality something that day: the paragraph follows
    from the giver (retsplejeloven § 115, stk. 1-3), and inside one municipality from its own rules; a door that the police
    answer is not inside it. Raises Refused.
    """
    if giver_unit.type == UnitType.PRIVATE:
        raise Refused(
            _("A private association cannot share here. Ring instead; and anybody may notify (barnets lov § 135).")
        )
    if giver_unit.sector == POLICE:
        giver = POLICE
    elif giver_unit.type == UnitType.SELF_GOVERNING:
        giver = SELF_GOVERNING
    else:
        giver = INSIDE if giver_unit.body_id == body_id and not to_police else AUTHORITY
    found = (
        BasisVersion.objects.select_related("basis")
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        .filter(basis__giver=giver)
        .exclude(status=BasisStatus.EXPIRED)
        .order_by("basis__purpose", "status", F("valid_from").desc(nulls_last=True), "basis__key", "pk")
        .first()
    )
    if found is None:
        raise Refused(_("No legal basis for this sharing is in force. Ask your data protection officer first."))
    return found
