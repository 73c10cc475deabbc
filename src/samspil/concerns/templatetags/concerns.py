"""Words of lists and concerns for templates: `{% load concerns %}`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from samspil.concerns import policies
from samspil.concerns.models import Assessment, Concern, ConcernState, FirstAnswer, ListEntry, PoliceList, Way
from samspil.concerns.preview_words import FIELDS, when
from samspil.concerns.queries.earlier import Before, as_kept
from samspil.concerns.queries.queue import QueueLine
from samspil.concerns.queries.received import Corrected, EntryLine
from samspil.concerns.states import UNASKED, About, Arena, LocationType, Source, SparringState, role_label
from samspil.web import dates
from samspil.web.templatetags.samspil import badge

register = template.Library()

TONES = {
    ConcernState.NEW: "info",
    ConcernState.TAKEN: "success",
    ConcernState.ON_AGENDA: "warning",
    ConcernState.CLOSED: "neutral",
}


@register.filter
def role_of_entry(line: EntryLine) -> str:
    """The role of an entry."""
    return role_then(line.entry)


@register.filter
def role_word(role: str | None, age: int | None) -> str:
    """A role as it is read of somebody of that age: one word wherever it stands, and under 15 nobody is charged."""
    return role_label(policies.role_as_met(role, age), age)


@register.filter
def about_badge(about: str) -> SafeString:
    """Child, group or place."""
    return badge(str(About(about).label))


@register.filter
def state_badge(concern: Concern) -> SafeString:
    """Where a concern is."""
    return badge(str(ConcernState(concern.state).label), TONES[ConcernState(concern.state)])


@register.filter
def source_name(source: str) -> str:
    """Where the knowledge comes from (BRO-91)."""
    return str(Source(source).label)


@register.filter
def role_then(entry: ListEntry) -> str:
    """The role of an entry as it is read for the child's age at the event: under 15 nobody is charged. Where the day of it is
    not known, at the day on which the line was received: who reads the line need not read its list.
    """
    day = entry.happened_on or timezone.localdate(entry.written_at)
    return role_label(entry.role, policies.age_of(entry.birth_date, entry.age_told, day))


@register.filter
def told_when_and_where(entry: ListEntry) -> str:
    """When and where it happened, or when it was told."""
    return _day_and_place(entry) or (dates.short(timezone.localdate(entry.written_at)) if entry.written_at else "")


@register.filter
def when_and_where(line: EntryLine) -> str:
    """Day, time of day and place of a line."""
    return _day_and_place(line.entry)


def _day_and_place(entry: ListEntry) -> str:
    event = entry.incident
    day = entry.happened_on or (event.happened_on if event else None)
    place = entry.place or (event.place if event else "")
    return " · ".join(filter(None, [when(day, entry.happened_at), place, entry.reference]))


@register.filter
def in_short(line: EntryLine) -> str:
    """A line in one sentence: who, as what, when and where, the words."""
    who = line.entry.name or _("Not identified")
    return " · ".join(filter(None, [who, role_of_entry(line), when_and_where(line), line.text[:120]]))


@register.filter
def way_it_came(received: PoliceList) -> str:
    """How a list came: read aloud, or in writing; a list that was pasted or written by hand is no file."""
    return str(Way(received.way).label) if received.way == Way.ALOUD else _("In writing")


@register.filter
def before_words(before: Before, age: int | None = None) -> str:
    """What a line said until it was changed: 24.11.2026 kl. 14.03, Mette Kjær: Rolle: Mistænkt."""
    nothing = _("nothing")
    said = "; ".join(f"{FIELDS[name]}: {_as_said(name, value, age) or nothing}" for name, value in before.said)
    when = dates.moment(before.at) if before.at else ""
    return ", ".join(filter(None, [when, before.by])) + f": {said}"


@register.filter
def corrected_words(one: Corrected) -> str:
    """What a list has corrected in a line: Rolle: Mistænkt → Vidne."""
    nothing = _("nothing")
    now = {name: as_kept(getattr(one.entry, name)) for name, _was in one.said}
    if "text" in now and one.entry.incident:
        now["text"] = now["text"] or one.entry.incident.text
    day = one.entry.happened_on or timezone.localdate(one.entry.written_at)
    age = policies.age_of(one.entry.birth_date, one.entry.age_told, day)
    pairs = [(name, _as_said(name, was, age), _as_said(name, now[name], age)) for name, was in one.said]
    return "; ".join(f"{FIELDS[name]}: {was or nothing} → {said or nothing}" for name, was, said in pairs)


def _as_said(name: str, value: str, age: int | None) -> str:
    if name == "role":
        return role_label(value, age)
    if name in {"birth_date", "happened_on"} and value:
        return dates.short(date.fromisoformat(value))
    if name == "happened_at" and value:
        return dates.clock(time.fromisoformat(value))
    return value


@register.filter
def location_badge(location: str) -> SafeString | str:
    """Whether it happens at a place, online or both; nothing where nobody has told."""
    return badge(str(LocationType(location).label), "info") if location in LocationType.values else ""


@register.filter
def noticed_at(concern: Concern) -> str:
    """Where it was noticed (BAL-28), after what stands before it; nothing where its sender was not asked."""
    if concern.arena not in Arena.values or (
        concern.arena == Arena.OTHER and (not concern.sender_id or concern.source in UNASKED)
    ):
        return ""
    return f" · {Arena(concern.arena).label}"


@register.filter
def first_answer(assessment: Assessment) -> str:
    """The answer that stands to "can this be a statutory notification?", with its reason."""
    words = {
        FirstAnswer.YES: _("Yes"),
        FirstAnswer.NO: _("No"),
        FirstAnswer.UNSURE: _("We do not know; we ring and ask"),
    }
    told = words.get(FirstAnswer(assessment.first_answer), "") if assessment.first_answer else _("Not answered")
    return f"{told}: {assessment.first_because}" if assessment.first_because else told


@register.filter
def sparring_state(state: str) -> str:
    """Where a question is."""
    return str(SparringState(state).label)


def _has_hour_alone(concern: Concern, at: datetime) -> bool:
    """Whether only the hour was kept: of what came without sign-in, so that nobody finds out who wrote (`front.hour`)."""
    assert concern.received_at is not None  # a concern at a door was received
    is_outside = not concern.sender_id or at < concern.received_at
    return is_outside and (at.minute, at.second, at.microsecond) == (0, 0, 0)


def _instant(concern: Concern, at: datetime | None) -> str:
    assert at is not None  # a concern at a door was received
    return _within_hour(at) if _has_hour_alone(concern, at) else dates.moment(at)


@register.filter
def received(concern: Concern, line: QueueLine | None = None) -> str:
    """When it was received: 24.11.2026 kl. 9.41; where only the hour was kept, 24.11.2026 mellem kl. 9 og 10. With its `line` in the
    queue: when the municipality had it, where that was earlier, as an enquiry.
    """
    return _instant(concern, concern.received_at if line is None else line.since)


@register.filter
def hour_or_minute(at: datetime) -> str:
    """When something came: 24.11.2026 kl. 9.41; where only the hour was kept, 24.11.2026 mellem kl. 9 og 10. No age in minutes is made
    up of an hour.
    """
    return dates.moment(at) if (at.minute, at.second, at.microsecond) != (0, 0, 0) else _within_hour(at)


def _within_hour(at: datetime) -> str:
    local, after = timezone.localtime(at), timezone.localtime(at + timedelta(hours=1))
    return gettext("%(day)s between %(from)s and %(to)s o'clock") % {
        "day": dates.short(local.date()), "from": local.hour, "to": after.hour or 24,
    }  # fmt: skip


@register.filter
def happened_at(at: datetime, concern: Concern) -> str:
    """When something happened with a concern: what came with it, of whose instant only the hour was kept, within that hour."""
    return _instant(concern, at) if concern.received_at is not None and at <= concern.received_at else dates.moment(at)


@register.filter
def has_hour_alone(concern: Concern, line: QueueLine | None = None) -> bool:
    """Whether the page says that only the hour was kept, and how old it is to the minute is not known."""
    at = concern.received_at if line is None else line.since
    return at is not None and _has_hour_alone(concern, at)
