"""What other pages show of meetings: the way to an urgent one, and what waits for the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone
from django.utils.text import Truncator

from samspil.access import cabinet
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.templatetags.concerns import told_when_and_where
from samspil.meetings import queries
from samspil.meetings.calendar.queries import coming
from samspil.meetings.forms import NotedForm
from samspil.meetings.models import Attendance, Decision, Item, Meeting, MeetingKind, MeetingState
from samspil.meetings.queries.sentences import count_word, day_in_words, held_on, hours_of
from samspil.meetings.states import CONTACT, AttendanceState, ItemState
from samspil.organisations.models import Forum
from samspil.organisations.queries import who_may_lead
from samspil.web import dates

register = template.Library()


@register.inclusion_tag("meetings/_call_now.html", takes_context=True)
def call_now_link(context: template.Context, forum: Forum | None = None, child: int | None = None) -> dict[str, Any]:
    """The way to an urgent meeting, of this forum or of any, for who may call one. One statement. From a child's page the way
    is open to every reader, with no statement: where it leads it is told who may call.
    """
    request: Any = context["request"]
    if child is not None:
        return {"is_open": True, "child": child}
    forums = queries.forums_to_call(timezone.localdate(request.actor.at)) if request.colleague else []
    shown = [one for one in forums if forum is None or one.pk == forum.pk]
    return {"forum": shown[0] if len(shown) == 1 else None, "is_open": bool(shown)}


@register.inclusion_tag("meetings/_follow_up.html", takes_context=True)
def follow_up(context: template.Context, item: Item) -> dict[str, Any]:
    """What there is to follow up about the item's child, and what can be noted in one press."""
    day = timezone.localdate(item.meeting.starts_at)
    keeps = item.owner_audience_id in cabinet.own_keys()
    tells = item.meeting.state in {MeetingState.SENT, MeetingState.OPEN, MeetingState.HELD} and item.named
    people = queries.tellers_at(item, but=context["request"].colleague) if keeps else []
    return {
        "page": queries.following(item),
        "item": item,
        "keeps": keeps,
        "tells": tells,
        "people": people,
        "noted": NotedForm(people=people, auto_id="noted-%s"),
        "presses": CONTACT,
        "schools": queries.schools_near(item.meeting, day) if keeps and tells else [],
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("meetings/_without_name.html")
def without_name(item: Item) -> dict[str, Any]:
    """At an item whose name has not been said: the step that comes before it, for those who keep the minutes."""
    waits = not item.named and item.state == ItemState.WAITING and item.meeting.state == MeetingState.OPEN
    return {"item": item if waits and item.owner_audience_id in cabinet.own_keys() else None}


@register.inclusion_tag("meetings/_of_list.html", takes_context=True)
def meeting_of_list(context: template.Context, received: PoliceList) -> dict[str, Any]:
    """On from a received list: the meeting that goes through it, else the forum's next one. One statement."""
    since = received.meets_on or timezone.localdate(context["request"].actor.at)
    return {"meets": next(iter(coming(received.forum_id, since)), None)}


@register.filter
def counted(label: str) -> str:
    """A decision word without the dots where its day goes: "Tages op igen"."""
    return count_word(label)


@register.filter
def hours(meeting: Meeting) -> str:
    """From when to when the meeting is, or was."""
    return hours_of(meeting)


@register.filter
def held_day(meeting: Meeting, form: str = "long") -> str:
    """The day on which the meeting was held, or is planned for; in long both, where they are two."""
    return dates.short(held_on(meeting)) if form == "short" else day_in_words(meeting)


@register.inclusion_tag("meetings/_on_agendas.html")
def on_agendas(records: Sequence[int]) -> dict[str, Any]:
    """The agendas on which a child stands and has not been decided about, as far as the reader may see them. One statement."""
    return {"items": queries.items_that_wait(records)}


@register.inclusion_tag("meetings/_why.html")
def why_decided(decision_id: int | None) -> dict[str, Any]:
    """Why the forum decided what a task or a conversation came of, for who reads the decision. One statement."""
    found = Decision.objects.filter(pk=decision_id).first() if decision_id else None
    return {"decision": found}


@register.inclusion_tag("meetings/_leaders.html")
def leaders_of(meeting: Meeting) -> dict[str, Any]:
    """Who leads the meeting and writes its minutes, and who of them has stopped; before it has begun, who may. Four statements at most."""
    if meeting.kind == MeetingKind.URGENT and not meeting.opened_by:
        return {}
    leads, writes = meeting.opened_by, meeting.minute_taker
    stopped = queries.stopped_during(meeting)
    return {
        "leads_until": stopped.get(leads.pk) if leads else None,
        "writes_until": stopped.get(writes.pk) if writes else None,
        "leaders": [leads] if leads else queries.leaders_at(meeting),
        "leads": leads.name if leads else "",
        "left": leads is not None and leads.ended_at is not None,
        "writes": writes.name if writes else "",
    }


@register.inclusion_tag("meetings/_called_in.html")
def called_in(meeting: Meeting) -> dict[str, Any]:
    """Who sits in the forum when it concerns them, and how they come to the meeting. Two statements at most."""
    return {"names": queries.called_in(meeting)}


@register.inclusion_tag("meetings/_who_reopens.html", takes_context=True)
def who_reopens(context: template.Context, meeting: Meeting) -> dict[str, Any]:
    """For who cannot open minutes again: those who can. Two statements."""
    today = timezone.localdate(context["request"].actor.at)
    return {"leaders": [leader.name for leader in who_may_lead(meeting.forum, today)]}


@register.inclusion_tag("meetings/_who_led.html")
def who_led(meeting: Meeting) -> dict[str, Any]:
    """Before approval: who stands as leader or minute-taker to the end, and stopped before it. One statement."""
    stopped = queries.stopped_during(meeting)
    stands = {one.pk: one for one in (meeting.opened_by, meeting.minute_taker) if one}
    return {"meeting": meeting, "gone": [(one.name, stopped[pk]) for pk, one in stands.items() if pk in stopped]}


@register.inclusion_tag("meetings/_take_over.html", takes_context=True)
def take_over(context: template.Context, meeting: Meeting) -> dict[str, Any]:
    """For who may take the meeting over: in one press where everybody there sees why, else with a reason. One statement at most."""
    keeper = meeting.minute_taker or meeting.opened_by
    gone = queries.has_lost_its_keeper(meeting)
    led = meeting.kind == MeetingKind.URGENT or meeting.forum.type != Forum.AD_HOC
    return {
        "meeting": meeting,
        "gone": gone,
        "keeper": keeper.name if keeper and led and keeper.ended_at is None else "",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("meetings/_unfinished_lists.html", takes_context=True)
def unfinished_lists(context: template.Context) -> dict[str, Any]:
    """The lists that somebody has begun and nobody has finished, for those who may receive them."""
    request: Any = context["request"]
    return {"lists": queries.unfinished_lists(request.actor) if request.colleague else []}


@register.inclusion_tag("meetings/_what_waits.html")
def what_waits(meeting: Meeting) -> dict[str, Any]:
    """How much waits for this meeting's agenda, for those who place it. Nothing is shown where nothing waits."""
    keeps = meeting.forum.door_id in cabinet.own_keys() and meeting.kind != MeetingKind.URGENT
    return {"meeting": meeting, "waits": queries.what_waits(meeting) if keeps else None}


@register.filter
def in_seats(present: Sequence[Attendance]) -> int:
    """How many of those who are there sit in a seat of the meeting: what is counted of its seats."""
    return len(present) - guests(present)


@register.filter
def guests(present: Sequence[Attendance]) -> int:
    """How many of those who are there take no seat."""
    return sum(line.state == AttendanceState.GUEST for line in present)


@register.filter
def deed_in_short(entry: ListEntry) -> str:
    """When and where it happened and in which words: by that one line about a child is told from another."""
    words = entry.text or (entry.incident.text if entry.incident else "")
    return " · ".join(filter(None, [told_when_and_where(entry), Truncator(words).chars(60)]))
