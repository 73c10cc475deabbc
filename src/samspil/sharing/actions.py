"""Sharing is an act.

Each function calls the database function of its name, which checks that the actor may, and writes disclosure and audit
itself (`sql/disclosures.sql`, `sql/retention.sql`). All raise `Refused` where the database refuses.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from samspil.access.actor import Actor
from samspil.access.cabinet import call
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.organisations import policies
from samspil.organisations.models import Body
from samspil.organisations.profile import RetentionRule as Stated
from samspil.sharing.models import RetentionRule


def disclose(
    actor: Actor,
    table: str,
    ids: Sequence[int],
    to: Sequence[int],
    basis_version: int,
    necessity: str,
    *,
    until: datetime | None = None,
) -> list[int]:
    """Give own rows of `table` to audiences: one for all rows, or one for each (retsplejeloven § 115; VAL-63, VAL-66).

    With `until` the receiver reads them until then. Returns the disclosures, one per receiver. Refused: a row of
    somebody else, a basis that is not in force, no necessity, a receiver that may not receive (VAL-67).
    """
    rows = call(
        "SELECT sharing.disclose(%s, %s::bigint[], %s::bigint[], %s, %s, %s)",
        [table, list(ids), list(to), basis_version, necessity, until],
    )
    return [row[0] for row in rows]


def withdraw(actor: Actor, disclosure_id: int) -> None:
    """Take a disclosure back: its readers lose the rows now, unless another disclosure still gives them."""
    call("SELECT sharing.withdraw(%s)", [disclosure_id])


def hand_over(
    actor: Actor, table: str, ids: Sequence[int], to: int, keep: Sequence[int], basis_version: int, necessity: str
) -> int:
    """Give own rows away: they become the receiver's; only the audiences in `keep` go on reading. Returns the act."""
    rows = call(
        "SELECT sharing.hand_over(%s, %s::bigint[], %s, %s::bigint[], %s, %s)",
        [table, list(ids), to, list(keep), basis_version, necessity],
    )
    return int(rows[0][0])


@verb("row.destroyed", "row.sealed")
def delete(actor: Actor, table: str, ids: Sequence[int], rule: str) -> dict[str, int]:
    """Delete own rows with all that hangs on them, under a retention rule of the municipality (BRO-56).

    A rule whose disposal ground is not confirmed blanks instead (arkivloven). Returns counts by table.
    """
    rows = call("SELECT retention.delete(%s, %s::bigint[], %s)::text", [table, list(ids), rule])
    counts: dict[str, int] = json.loads(rows[0][0])
    return counts


def forget_idle(actor: Actor, table: str, ids: Sequence[int], rule: str) -> None:
    """Delete those own rows to which nothing else is left. Which ones stayed is not told."""
    call("SELECT retention.forget_idle(%s, %s::bigint[], %s)", [table, list(ids), rule])


@verb("retention.stated")
def set_retention_rules(actor: Actor, *, body: Body, rules: Sequence[Stated]) -> int:
    """Bring the municipality's retention rules to what its profile states; answers how many changed.

    A rule that the profile no longer names stays: rows of its kind must still go. Refused: for others than the
    municipality's installer and administrators.
    """
    policies.check_administers(actor, body)
    known = {rule.kind: rule for rule in RetentionRule.objects.filter(body=body.audience_id)}
    changed = 0
    for stated in rules:
        facts = {
            "days": stated.days,
            "must_go": stated.must_go,
            "may_go": stated.may_go,
            "must_confirmed_by": stated.must_confirmed_by,
            "may_confirmed_by": stated.may_confirmed_by,
        }
        rule = known.get(stated.kind) or RetentionRule(body=body.audience_id, kind=stated.kind)
        if rule.pk is None or any(getattr(rule, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(rule, name, value)
            rule.save()
            changed += 1
    if changed:
        record("retention.stated", owner=body.administration_id, changed=changed)
    return changed
