"""Keeping these registers as the municipality's profile says."""

from __future__ import annotations

from collections import Counter
from datetime import date

from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.evaluation import models, policies, queries
from samspil.organisations.actions.keys import today
from samspil.organisations.models import Body
from samspil.organisations.profile import Document, Profile
from samspil.organisations.queries import staff_of
from samspil.organisations.registers import entries_on, get_entry, keep_register


@verb("document.kept", "annualduty.kept", "goaltree.kept", "nationalframe.kept")
def keep_registers(actor: Actor, body: Body, profile: Profile) -> Counter[str]:
    """Rows added, changed and ended; nothing is deleted.

    Refused: for others than the municipality's administrators, and where a part that was adopted changes without a new
    adoption (BRO-17).
    """
    before = {entry.key: entry.part for entry in entries_on(models.DocumentVersion, Document, body, today(actor))}
    for document in profile.documents:
        if document.key in before:
            policies.check_may_change(before[document.key], document)
    changes: Counter[str] = Counter()
    for entries, versions, parts in (
        (models.Document, models.DocumentVersion, profile.documents),
        (models.GoalTree, models.GoalTreeVersion, profile.goal_trees),
        (models.NationalFrame, models.NationalFrameVersion, profile.national_frames),
        (models.AnnualDuty, models.AnnualDutyVersion, profile.annual_duties),
    ):
        changes += keep_register(actor, body=body, entries=entries, versions=versions, parts=parts)
    return changes


@verb("document.renewed")
def renew(
    actor: Actor,
    *,
    document_id: int,
    written_on: date,
    adopted_on: date | None = None,
    adopted_by: str = "",
    published_on: date | None = None,
    link: str = "",
) -> models.DocumentRenewal:
    """Write down that a document was written anew, and when it was adopted and published; what is still to come is left open and
    written down later, with the same day of writing (VAL-04). Raises NotVisible, and Refused for who is not responsible.
    """
    staff, day = staff_of(actor), today(actor)
    document = get_entry(models.DocumentVersion, Document, staff.body, document_id, day).part
    policies.check_may_renew(document_id, document)
    known = queries.newest_renewals([document_id]).get(document_id)
    policies.check_steps(
        written_on=written_on, adopted_on=adopted_on, published_on=published_on, link=link,
        before=known.written_on if known else None, today=day,
    )  # fmt: skip
    told = {
        "written_on": written_on, "adopted_on": adopted_on, "adopted_by": adopted_by.strip(),
        "published_on": published_on, "link": link.strip(),
    }  # fmt: skip
    if known is not None and all(getattr(known, name) == value for name, value in told.items()):
        return known  # sent twice
    renewal = models.DocumentRenewal.objects.create(entry_id=document_id, staff_id=staff.pk, told_at=actor.at, **told)
    record(
        "document.renewed", owner=staff.body.audience_id, document=document_id, adopted=adopted_on is not None,
        published=published_on is not None,
    )  # fmt: skip
    return renewal
