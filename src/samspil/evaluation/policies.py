"""What may be changed in a document while it holds."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from samspil.evaluation.queries import may_renew
from samspil.lib.refusals import Refused
from samspil.organisations.profile import Document, Section
from samspil.organisations.profile.parts import ADDRESS_PATTERN
from samspil.web.dates import short

WHERE_IT_COMES_FROM = {"source", "note", "assumed", "shows"}


def check_may_change(before: Document, after: Document) -> None:
    """What was adopted is changed only by a new adoption; the other parts may be adjusted at any time (BRO-16, BRO-17).

    Refused where an adopted section changes, comes or goes and the document's adoption has no later date than before.
    """
    if _adopted(before) == _adopted(after) or _adopted_anew(before, after) or not before.adoption:
        return
    raise Refused(
        _(
            "The adopted part of “%(document)s” is changed only by a new adoption. Write its date and reference under "
            "adoption, or leave the part as it was; the other parts may be adjusted freely."
        )
        % {"document": before.name}
    )


def check_may_renew(document_id: int, document: Document) -> None:
    """Who leads the unit that looks after a document, and the administrators, write down that it is renewed (VAL-04)."""
    if not may_renew(document_id):
        raise Refused(
            _("Whoever leads the unit that looks after “%(document)s” writes down that it is renewed.")
            % {"document": document.name}
        )


def check_steps(
    *, written_on: date, adopted_on: date | None, published_on: date | None, link: str, before: date | None, today: date
) -> None:
    """A document is written, then adopted, then published, each on a day that has been; a renewal comes after the one before.
    Raises Refused at the field.
    """
    if written_on > today:
        raise Refused(_("Choose a day that has been."), field="written_on")
    if before is not None and written_on < before:
        raise Refused(
            _("It was renewed on %(day)s already. Write the day of the newest one.") % {"day": short(before)},
            field="written_on",
        )
    for field, day, after in (
        ("adopted_on", adopted_on, written_on),
        ("published_on", published_on, adopted_on or written_on),
    ):
        if day is not None and day > today:
            raise Refused(_("Choose a day that has been."), field=field)
        if day is not None and day < after:
            raise Refused(_("It is written first, then adopted, then published. Check the days."), field=field)
    if link and not re.fullmatch(ADDRESS_PATTERN, link):
        raise Refused(_("Write an address that begins with https://."), field="link")


def _adopted(document: Document) -> dict[str, dict[str, object]]:
    """What the adopted sections bind: not where it is read from, nor where the product shows it."""
    return {section.key: _binding(section) for section in document.sections if section.adopted}


def _binding(section: Section) -> dict[str, object]:
    return section.model_dump(exclude=WHERE_IT_COMES_FROM)


def _adopted_anew(before: Document, after: Document) -> bool:
    if after.adoption is None or after.adoption.on is None:
        return False
    earlier = before.adoption.on if before.adoption else None
    return earlier is None or after.adoption.on > earlier
