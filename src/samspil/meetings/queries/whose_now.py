"""With whom lies now what a forum once decided that somebody is responsible for, as far as the actor reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.cases.models import Conversation, ConversationState, Duty, Responsibility, Task, TaskState
from samspil.organisations.queries import staff_named
from samspil.responsibility.queries import who_left


def whose_now(responsible: Mapping[int, int | None], at: datetime) -> dict[int, str]:
    """In words, by decision, where it is not with who was responsible then, or with somebody who has stopped: "now with …", "… has
    stopped". `responsible` names the colleague of each decision. Five statements at most, none where there is no decision.
    """
    named = {pk: who for pk, who in responsible.items() if who}
    if not named:
        return {}
    now = _with_whom(named)
    holders = {pk: now.get(pk) or {who} for pk, who in named.items()}
    people = {who for those in holders.values() for who in those}
    left = who_left(people, at)
    moved = {pk for pk, those in holders.items() if named[pk] not in those}
    if not moved and not left:
        return {}
    names = staff_named(people)
    words = {pk: _words(those, pk in moved, left, names) for pk, those in holders.items()}
    return {pk: said for pk, said in words.items() if said}


def _with_whom(named: Mapping[int, int]) -> dict[int, set[int]]:
    """Who has what came of each decision and is not finished: tasks, conversations, cases. Three statements."""
    found: dict[int, set[int]] = defaultdict(set)
    tasks = Task.objects.filter(decision_id__in=named, state=TaskState.OPEN)
    talks = Conversation.objects.filter(decision_id__in=named, state=ConversationState.PLANNED)
    cases = Responsibility.objects.filter(case__decision_id__in=named, duty=Duty.COORDINATOR, period__upper_inf=True)
    for decision, who in [
        *tasks.values_list("decision_id", "responsible_id"),
        *talks.values_list("decision_id", "responsible_id"),
        *cases.values_list("case__decision_id", "staff_id"),
    ]:
        found[decision or 0].add(who)
    return found


def _words(those: set[int], has_moved: bool, left: set[int], names: Mapping[int, str]) -> str:
    said = []
    if has_moved:
        said.append(_("now with %(names)s") % {"names": ", ".join(sorted(names[one] for one in those))})
    if gone := sorted(names[one] for one in those & left):
        said.append(ngettext("%(names)s has stopped", "%(names)s have stopped", len(gone)) % {"names": ", ".join(gone)})
    return "; ".join(said)
