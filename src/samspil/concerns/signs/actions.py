"""Noting an early sign, looking at them, making a concern of one, and taking a wrong one back (BAL-27)."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.actions.raising import raise_concern
from samspil.concerns.models import Concern
from samspil.concerns.signs import policies, queries
from samspil.concerns.signs.models import EarlySign
from samspil.concerns.signs.queries import SignFilter, SignsPage
from samspil.concerns.signs.states import WRITERS, SignState, SignTheme
from samspil.concerns.states import About
from samspil.lib.refusals import Refused
from samspil.organisations.queries import staff_of
from samspil.sharing.queries import delete_after
from samspil.web import dates

SIGN_KIND = "early_sign"


@verb("sign.noted")
def note(
    actor: Actor,
    *,
    text: str,
    theme: str,
    arena: str,
    seen_on: date,
    key: UUID,
    district_id: int | None = None,
    place: str = "",
    sure: bool = False,
) -> EarlySign:
    """Note what was seen, for the writer's unit, once per `key`. Raises Refused for who does not write signs, for a CPR
    number, for a name unless somebody is `sure` that it is no child, without an area, and for a day far off.
    """
    staff, today = staff_of(actor), timezone.localdate(actor.at)
    post = policies.writing_post(actor, today)
    if again := EarlySign.objects.filter(written_by=actor.principal_id, key=key).first():
        return again
    text, place = text.strip(), " ".join(place.split())
    if not text:
        raise Refused(_("Write what you have seen."), field="text")
    if district_id is not None and district_id not in {one.pk for one in queries.districts_of(staff.body)}:
        raise Refused(_("Choose a district of the municipality."), field="district_id")
    policies.check_area(district_id, place)
    policies.check_seen_on(seen_on, today)
    policies.check_names_no_child(staff.body, sure=sure, text=text, place=place)
    try:
        with transaction.atomic():
            sign = EarlySign.objects.create(
                owner_audience_id=post.unit.audience_id, unit_id=post.unit_id, staff_id=staff.pk, text=text,
                district_id=district_id, place=place, theme=theme, arena=arena, source=WRITERS[post.role.type],
                seen_on=seen_on, key=key, retention_kind=SIGN_KIND,
                delete_after=delete_after(staff.body.audience_id, SIGN_KIND, today),
            )  # fmt: skip
    except IntegrityError:  # sent twice in one moment
        return EarlySign.objects.get(written_by=actor.principal_id, key=key)
    record("sign.noted", sign, theme=theme, sure=sure)
    return sign


@verb("sign.listed")
def look_at_signs(actor: Actor, *, wanted: SignFilter = SignFilter()) -> SignsPage:  # noqa: B008  frozen
    """The signs of one's units: that they were seen is recorded once for each unit."""
    page = queries.signs_page(actor, wanted)
    owners = [line.sign.owner_audience_id for line in page.lines]
    for owner in sorted(set(owners)):
        record("sign.listed", owner=owner, count=owners.count(owner))
    return page


@verb("sign.became_concern")
def to_concern(actor: Actor, *, sign: EarlySign) -> Concern:
    """Make a concern of it at the door of its area, once: text, area, theme and day go along, and the sign leads to it. Of two
    who press at once, the second is told that it has been done. Raises NotVisible, Refused.
    """
    policies.check_is_ours(sign)
    sign = EarlySign.objects.select_for_update(of=("self",)).select_related("district").get(pk=sign.pk)
    policies.check_may_become(sign, SignState.CONCERN)
    concern = raise_concern(
        actor, door=queries.doors_for(actor, [sign])[sign.pk], about=About.PLACE,
        who=sign.area, text=_told(sign), arena=sign.arena, source=sign.source,
        key=uuid5(UUID(int=0), f"sign {sign.pk}"),
    )  # fmt: skip
    EarlySign.objects.filter(pk=sign.pk).update(state=SignState.CONCERN, concern=concern)
    record("sign.became_concern", sign, concern=concern.pk)
    return concern


@verb("sign.taken_back")
def take_back(actor: Actor, *, sign: EarlySign) -> None:
    """It was wrong: colleagues do not read it any more; it goes by its rule. Raises NotVisible, Refused."""
    policies.check_is_ours(sign)
    policies.check_wrote(actor, sign)
    sign = EarlySign.objects.select_for_update().get(pk=sign.pk)
    policies.check_may_become(sign, SignState.TAKEN_BACK)
    EarlySign.objects.filter(pk=sign.pk).update(state=SignState.TAKEN_BACK)
    record("sign.taken_back", sign)


def _told(sign: EarlySign) -> str:
    """What was seen, and below it theme, area and day."""
    facts = _("An early sign: %(theme)s. Seen %(day)s, %(area)s.") % {
        "theme": SignTheme(sign.theme).label, "day": dates.short(sign.seen_on), "area": sign.area,
    }  # fmt: skip
    return f"{sign.text}\n\n{facts}"


__all__ = ["look_at_signs", "note", "take_back", "to_concern"]
