"""What is to be known of a colleague before something is given to them: that they are away, or stop soon. It is a note beside the
name, and hinders nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.organisations.models import Post, Staff, Unit
from samspil.organisations.queries import staff_named
from samspil.responsibility.models import Absence
from samspil.responsibility.queries import SETTLED_AHEAD, presence_in
from samspil.web import dates


def notes_of(staff: Iterable[int], day: date) -> dict[int, str]:
    """In words, of those of these colleagues who are away that day or soon, or who stop. Two statements, none for nobody."""
    ids = {one for one in staff if one}
    if not ids:
        return {}
    begins = timezone.make_aware(datetime.combine(day, time()))
    soon = DateTimeTZRange(begins, begins + SETTLED_AHEAD)
    last_days = _last_days(ids, day)
    notes = {pk: stops(last) for pk, last in last_days.items()}
    for one in Absence.objects.filter(staff_id__in=ids, away__overlap=soon).order_by(
        "-away", "-pk"
    ):  # the first one stays
        if one.away.upper is None or one.away.upper > timezone.now():
            notes[one.staff_id] = _away(one, day, last_days.get(one.staff_id))
    return notes


def away_at(staff: Iterable[int], at: datetime) -> dict[int, str]:
    """In words, of those of these colleagues who are away at that moment. One statement."""
    absences = Absence.objects.filter(staff_id__in=set(staff), away__contains=at).order_by("pk")
    return {one.staff_id: _away(one, timezone.localdate(at), None) for one in absences}


def away_later(staff: Iterable[int]) -> dict[int, str]:
    """The names of these colleagues, with the first day of the next absence of those who are away later on. Two statements."""
    ids = set(staff)
    ahead = Absence.objects.filter(staff_id__in=ids, away__startswith__gt=timezone.now()).order_by("-away", "-pk")
    begins = {one.staff_id: dates.short(timezone.localdate(one.away.lower)) for one in ahead}  # the first one stays
    return {
        pk: _("%(name)s, away from %(day)s") % {"name": name, "day": begins[pk]} if pk in begins else name
        for pk, name in staff_named(ids).items()
    }


def not_there_until(staff: Iterable[int], at: datetime) -> dict[int, tuple[date, str]]:
    """Of those of these colleagues who act for somebody and stop, or are away themselves later on: the first day on which they are not
    there, and in words that somebody else acts from then on. Four statements at most, none for nobody.
    """
    ids, day = {one for one in staff if one}, timezone.localdate(at)
    if not ids:
        return {}
    names, last_days = staff_named(ids), _last_days(ids, day)
    found = {
        pk: (
            last + timedelta(days=1),
            _("%(name)s stops %(day)s. From then on the next in the unit or at the door acts.")
            % {"name": names[pk], "day": dates.short(last)},
        )
        for pk, last in last_days.items()
    }
    for one in Absence.objects.filter(staff_id__in=ids, away__startswith__gt=at, away__isempty=False).order_by("away"):
        since = timezone.localdate(one.away.lower)
        if one.staff_id not in found or since < found[one.staff_id][0]:
            words = _("%(name)s is away from %(day)s. So long the next in the unit or at the door acts.")
            found[one.staff_id] = (since, words % {"name": names[one.staff_id], "day": dates.short(since)})
    return found


def acts_meanwhile(staff: Staff, unit: Unit, at: datetime) -> str:
    """Of a colleague to whom something of the unit has been given and who is away: in words, that somebody else acts. Empty where they are
    here. Three statements, three more where nobody of the unit is here.
    """
    acting = presence_in([unit.pk], [staff.pk], at).acting_for(staff, unit.pk)
    if acting is None:
        return ""
    return _("%(holder)s is away: %(acting)s acts so long.") % {"holder": staff.name, "acting": acting.name}


def stops(last_day: date) -> str:
    """Of who stops, in words."""
    return _("stops %(day)s") % {"day": dates.short(last_day)}


def _last_days(ids: Iterable[int], day: date) -> dict[int, date]:
    last: dict[int, date] = {}
    for staff_id, until in Post.objects.filter(staff_id__in=ids).on_or_after(day).values_list("staff_id", "valid_to"):
        last[staff_id] = max(last.get(staff_id, date.min), until or date.max)
    return {staff_id: until for staff_id, until in last.items() if until <= day + SETTLED_AHEAD}


def _away(one: Absence, day: date, last_day: date | None) -> str:
    since, upper = timezone.localdate(one.away.lower), one.away.upper
    if last_day is not None:  # both are said: who is away until then does not come back
        if is_away_to_the_end(one, last_day) and since <= day:
            return _("away, and stops %(day)s without coming back") % {"day": dates.short(last_day)}
        return ", ".join((_away(one, day, None), stops(last_day)))
    if since > day:
        return _("away from %(day)s") % {"day": dates.short(since)}
    if upper is None:
        return _("away")
    return _("away until and with %(day)s") % {
        "day": dates.short(timezone.localdate(upper - timedelta(microseconds=1)))
    }


def is_away_to_the_end(one: Absence, last_day: date) -> bool:
    """Whether an absence lasts until the last day or longer."""
    ends = one.away.upper
    return ends is None or timezone.localdate(ends - timedelta(microseconds=1)) >= last_day


def stops_meanwhile(staff: Staff, until: datetime | None, day: date) -> str:
    """Of an absence that lasts until the last day or longer, in words; empty where they come back before. One statement."""
    last_day = _last_days({staff.pk}, day).get(staff.pk)
    away = DateTimeTZRange(None, until)
    if last_day is None or not is_away_to_the_end(Absence(away=away), last_day):
        return ""
    return _("%(name)s stops %(day)s and does not come back before.") % {
        "name": staff.name,
        "day": dates.short(last_day),
    }


def with_notes(staff: Iterable[Staff], day: date) -> list[Staff]:
    """The colleagues, each with its note where there is one. Two statements."""
    people = list(staff)
    notes = notes_of((one.pk for one in people), day)
    for one in people:
        one.note = notes.get(one.pk, "")  # type: ignore[attr-defined]
    return people


def called(one: Staff) -> str:
    """The name as a list of choices shows it, with the note."""
    note = getattr(one, "note", "")
    return f"{one.name} ({note})" if note else one.name
