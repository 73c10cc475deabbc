"""How each colleague came to have a duty in a case: in whose words, shared out, taken back, or because who chose them was asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samspil.cases.models import Duty, Responsibility
from samspil.organisations.queries import staff_named


def with_how(duties: Iterable[Responsibility]) -> list[Responsibility]:
    """The rows of a case in the order of time (annotated with `writer`, `staff_name` and `has_left`), each with `how` it came. Two
    statements where somebody of them has left, else none.
    """
    rows = list(duties)
    apart = staff_named(left) if (left := {row.staff_id for row in rows if row.has_left}) else {}  # type: ignore[attr-defined]
    for row in rows:
        row.staff_name = apart.get(row.staff_id, row.staff_name)  # type: ignore[attr-defined]
    earlier: dict[str, list[Responsibility]] = {duty: [] for duty in Duty}
    adults: dict[str, str] = {}
    for row in rows:
        before = earlier[row.duty]
        again = bool(before) and before[-1].staff_id == row.staff_id
        adult = "" if not row.chosen_by else row.staff_name if again else adults.get(row.duty) or row.staff_name  # type: ignore[attr-defined]
        row.is_back = _is_back(row, before)  # type: ignore[attr-defined]
        row.how = " ".join(sentence for sentence in (_came(row, before), _chosen(row, adult)) if sentence)  # type: ignore[attr-defined]
        adults[row.duty] = adult
        before.append(row)
    return rows


def _came(row: Responsibility, before: list[Responsibility]) -> str:
    words = {"name": row.writer or "–", "reason": row.reason}  # type: ignore[attr-defined]
    if row.reason and before and before[-1].staff_id == row.staff_id:
        return _("%(name)s asked who they want to talk with, and wrote: “%(reason)s”") % words
    if row.reason:
        return _("Why, in the words of %(name)s: “%(reason)s”") % words
    if not before:
        return ""
    return (_("Taken back by %(name)s.") if row.is_back else _("Passed on by %(name)s.")) % words  # type: ignore[attr-defined]


def _is_back(row: Responsibility, before: list[Responsibility]) -> bool:
    """Whether who had given it took it back with this row: it is with the colleague before again. What they give anew after having
    taken it back is given.
    """
    if len(before) < 2 or before[-1].is_back:  # type: ignore[attr-defined]
        return False
    return before[-2].staff_id == row.staff_id and before[-1].written_by == row.written_by


def _chosen(row: Responsibility, adult: str) -> str:
    """Where the choice went along, and they have not been asked."""
    if not adult or adult == row.staff_name:  # type: ignore[attr-defined]
        return ""
    return _("Another adult had been chosen: %(adult)s. It passed without asking.") % {"adult": adult}
