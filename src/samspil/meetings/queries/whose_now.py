"""With whom lies now what a forum once decided that somebody is responsible for, as far as the actor reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.cases.models import Conversation, ConversationState, Duty, Responsibility, Task, TaskState
from samspil.meetings.models import Decision
from samspil.organisations.models import Post


def whose_now(decisions: Iterable[int], at: datetime) -> dict[int, str]:
    """In words, by decision, where it is not with who was responsible then, or with somebody who has stopped: "now with …", "… has
    stopped". One statement, none where there is no decision.
    """
    ids = list(decisions)
    if not ids:
        return {}
    responsible: dict[int, int] = {}
    now: dict[int, set[int]] = defaultdict(set)
    names: dict[int, str] = {}
    left: set[int] = set()
    for decision, who, name, is_here, was_then in _with_whom(ids, at):
        names[who] = name
        left |= set() if is_here else {who}
        if was_then:
            responsible[decision] = who
        else:
            now[decision].add(who)
    words = {}
    for decision, then in responsible.items():
        those = now.get(decision) or {then}
        words[decision] = _words(
            sorted(names[one] for one in those), sorted(names[one] for one in those & left), then in those
        )
    return {decision: said for decision, said in words.items() if said}


def _with_whom(ids: list[int], at: datetime) -> list[tuple[int, int, str, bool, bool]]:
    """Who was responsible by each decision, and who has what came of it and is not finished: tasks, conversations, cases; with the
    name, and whether they are here. One statement.
    """
    tasks = Task.objects.filter(decision_id__in=ids, state=TaskState.OPEN)
    talks = Conversation.objects.filter(decision_id__in=ids, state=ConversationState.PLANNED)
    cases = Responsibility.objects.filter(case__decision_id__in=ids, duty=Duty.COORDINATOR, period__upper_inf=True)
    then = Decision.objects.filter(pk__in=ids, responsible__isnull=False)
    came_of_it = (
        _rows(tasks, "decision_id", "responsible", at),
        _rows(talks, "decision_id", "responsible", at),
        _rows(cases, "case__decision_id", "staff", at),
    )
    return list(_rows(then, "pk", "responsible", at, was_then=True).union(*came_of_it, all=True))


def _rows(rows, decision: str, who: str, at: datetime, *, was_then: bool = False):  # type: ignore[no-untyped-def]
    posts = Post.objects.on(timezone.localdate(at)).filter(Q(staff__ended_at=None) | Q(staff__ended_at__gt=at))
    here = Exists(posts.filter(staff=OuterRef(f"{who}_id")))
    named = rows.annotate(of=F(decision), who=F(f"{who}_id"), called=F(f"{who}__name"), here=here, then=Value(was_then))
    return named.order_by().values_list("of", "who", "called", "here", "then")


def _words(names: list[str], gone: list[str], is_same: bool) -> str:
    said = [] if is_same else [_("now with %(names)s") % {"names": ", ".join(names)}]
    if gone:
        said.append(ngettext("%(names)s has stopped", "%(names)s have stopped", len(gone)) % {"names": ", ".join(gone)})
    return "; ".join(said)
