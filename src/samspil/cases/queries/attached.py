"""The open cases in which a colleague's own unit works: it has them, or it takes part."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from samspil.access.actor import Actor
from samspil.access.cabinet import own_keys
from samspil.cases.models import Case, CaseState, Involvement, InvolvementState
from samspil.cases.queries import names
from samspil.concerns.attached import AttachedCase
from samspil.organisations.queries import units_of

MOST = 200


def attached_cases(actor: Actor) -> list[AttachedCase]:
    """The newest first. Three statements."""
    units = units_of(actor, timezone.localdate(actor.at))
    takes_part = Involvement.objects.filter(unit__in=units, state=InvolvementState.INVOLVED).values("case_id")
    cases = Case.objects.filter(Q(owner_audience_id__in=own_keys()) | Q(pk__in=takes_part), state=CaseState.OPEN)
    named = cases.annotate(child=names.child()).order_by("-opened_at", "-pk")[:MOST]
    return [AttachedCase(case.pk, case.child or "") for case in named]
