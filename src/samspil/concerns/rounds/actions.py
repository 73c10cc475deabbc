"""Holding a round."""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.rounds import policies
from samspil.concerns.rounds.models import Outcome, Round, Sign
from samspil.concerns.rounds.queries import half_of
from samspil.lib.refusals import Refused
from samspil.organisations.queries import staff_of, unit_of
from samspil.sharing.queries import delete_after

ROUND_KIND = "round"


@verb("round.held")
def hold(actor: Actor, *, group: str, signs: Collection[str], outcome: str) -> Round:
    """Write down that a class or group has had its round, once in each half of the year. Raises Refused."""
    group = " ".join(group.split())
    policies.check_names_nobody(group)
    today = timezone.localdate(actor.at)
    unit, (year, half) = unit_of(actor, today), half_of(today)
    try:
        with transaction.atomic():
            held = Round.objects.create(
                owner_audience_id=unit.audience_id, unit_id=unit.pk, group=group, year=year, half=half,
                signs=[sign for sign in Sign.values if sign in signs], outcome=Outcome(outcome), held_at=actor.at,
                staff_id=staff_of(actor).pk, retention_kind=ROUND_KIND,
                delete_after=delete_after(unit.body.audience_id, ROUND_KIND, today),
            )  # fmt: skip
    except IntegrityError as twice:
        raise Refused(
            _("%(group)s has had its round in this half of the year.") % {"group": group}, field="group"
        ) from twice
    record("round.held", held, outcome=outcome, signs=len(held.signs))
    return held
