"""The functions of notices, arrivals and rounds (see `functions`)."""

from __future__ import annotations

from tests.lock.calling import ANYBODY, DOOR, EVERYBODY, POLICE, UNIT, Call

CALLS: dict[str, tuple[Call, ...]] = {
    "notices.tell": (
        Call(
            "tells of a concern",
            "SELECT notices.tell(ARRAY[%(colleague_staff)s], 'concern_arrived', 'concerns_concern', %(concern)s)",
            (*UNIT, *POLICE),
        ),
        Call(
            "tells of an agenda",
            "SELECT notices.tell(ARRAY[%(colleague_staff)s], 'agenda_sent', 'meetings_meeting', %(meeting)s)",
            DOOR,
        ),
        Call(
            "tells of a row without readers",
            "SELECT notices.tell(ARRAY[%(colleague_staff)s], 'agenda_sent', 'access_audience', %(ssp)s)",
        ),
        Call(
            "tells in words of their own",
            "SELECT notices.tell(ARRAY[%(colleague_staff)s], 'Vera er her', 'concerns_concern', %(concern)s)",
        ),
        Call("tells of no table", "SELECT notices.tell(ARRAY[%(colleague_staff)s], 'agenda_sent', 'no_table', 1)"),
    ),
    "notices.unseen": (Call("counts their own", "SELECT notices.unseen()", ANYBODY),),
    "notices.mine": (Call("reads their own", "SELECT 1 WHERE (SELECT count(*) FROM notices.mine(5)) >= 0", ANYBODY),),
    "notices.undelivered": (
        Call(
            "reads whose mail does not arrive",
            "SELECT 1 WHERE (SELECT count(*) FROM notices.undelivered()) >= 0",
            ANYBODY,
        ),
    ),
    "notices.see": (Call("has seen their own", "SELECT notices.see(NULL)", ANYBODY),),
    "notices.choice": (Call("reads their choice", "SELECT how FROM notices.choice()", ANYBODY),),
    "notices.choose": (
        Call("chooses", "SELECT notices.choose('daily', '17:00', '07:00', true)", EVERYBODY),
        Call("chooses what is not there", "SELECT notices.choose('hourly', '17:00', '07:00', true)"),
    ),
    "arrivals.promise": (
        Call(
            "promises about another's row", "SELECT arrivals.promise('concerns_concern', gen_random_uuid(), NULL, true)"
        ),
        Call("promises about a person", "SELECT arrivals.promise('people_person', gen_random_uuid(), NULL, true)"),
    ),
    "arrivals.promised": (
        Call(
            "reads what was promised",
            "SELECT FROM arrivals.promised('concerns_concern', ARRAY[%(concern)s])",
            (*UNIT, *POLICE),
            "nothing",
        ),
    ),
    "arrivals.promised_by_words": (
        Call("reads a promise as oneself", "SELECT arrivals.promised_by_words(%(front_door)s, 'x')", ANYBODY),
    ),
    "arrivals.waiting": (
        Call("counts what waits", "SELECT 1 WHERE (SELECT count(*) FROM arrivals.waiting()) >= 0", ANYBODY),
    ),
    "arrivals.late_below": (
        Call("asks what is late below", "SELECT 1 WHERE (SELECT count(*) FROM arrivals.late_below()) >= 0", ANYBODY),
    ),
    "arrivals.dangers_above": (
        Call("asks where to step in", "SELECT 1 WHERE (SELECT count(*) FROM arrivals.dangers_above()) >= 0", ANYBODY),
    ),
    "arrivals.take": (
        Call("acts on a danger", "SELECT arrivals.take('concerns_concern', %(concern)s)", UNIT),
        Call(
            "acts on it again",
            "SELECT arrivals.take('concerns_concern', %(concern)s), arrivals.take('concerns_concern', %(concern)s)",
        ),
        Call("acts on what is no danger", "SELECT arrivals.take('people_person', 1)"),
    ),
    "arrivals.go_on": (
        Call("lets nobody act on what is not theirs", "SELECT arrivals.go_on(1, %(concern)s)", ANYBODY),
    ),
    "rounds.counts": (
        Call("counts rounds", "SELECT 1 WHERE (SELECT count(*) FROM rounds.counts(2026, 2)) >= 0", ANYBODY),
    ),
}
