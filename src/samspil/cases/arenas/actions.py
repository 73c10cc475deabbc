"""Writing how it goes in one arena of the child's life."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases import policies
from samspil.cases.actions.writing import change, required, sent_before
from samspil.cases.arenas.models import Line
from samspil.cases.arenas.queries import line_of
from samspil.cases.models import Case, Duty, Responsibility
from samspil.organisations.queries import staff_of


@verb("arena.written")
def write_arena(
    actor: Actor,
    *,
    case: Case,
    arena: str,
    version: int,
    text: str,
    status: str,
    contact: str = "",
    plan: str = "",
    key: UUID | None = None,
) -> Line:
    """Who the contact is in an arena, how it goes there, what is planned (HAL-20). `version` is 0 where nothing stood.

    What stood before stays in the history. Raises Refused without words and in a case that is closed or another unit's;
    Conflict when somebody has written of the same arena meanwhile.
    """
    text = required(text, _("Write how it goes here, in a few words."), "text")
    if sent := sent_before(Line, case.owner_audience_id, key):
        return sent  # type: ignore[no-any-return]
    policies.check_is_open(actor, case, cabinet.own_keys())
    words = {"contact": contact.strip(), "text": text, "plan": plan.strip()}
    chosen = {"status": status, "status_on": timezone.localdate(actor.at), "said_by_id": staff_of(actor).pk}
    line = line_of(case, arena)
    if line is None:
        try:
            with transaction.atomic():
                line = _begin(case, arena, key=key, **words, **chosen)
        except IntegrityError:  # begun in the same moment by somebody who was faster, or by the same form sent twice
            line = line_of(case, arena)
            if line is None:
                raise
            if key is not None and line.key == key:
                return line
            change(actor, line, version, words, **words, **chosen)
    else:
        change(actor, line, version, words, **words, **chosen)
    record("arena.written", line, arena=arena, status=status)
    return line


def _begin(case: Case, arena: str, **written: Any) -> Line:
    """The first words of an arena. The database lets one line begin while one colleague has the case."""
    has_it = Responsibility.objects.get(case=case, duty=Duty.HOLDER, period__upper_inf=True)
    return Line.objects.create(
        owner_audience_id=case.owner_audience_id, subject=case.subject, case=case, arena=arena, begun_under=has_it.pk,
        retention_kind="case", **written,
    )  # fmt: skip
