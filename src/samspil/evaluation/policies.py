"""What may be changed in a document while it holds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspil.lib.refusals import Refused
from samspil.organisations.profile import Document, Section

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
