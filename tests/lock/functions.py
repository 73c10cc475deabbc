"""Every function that the database offers, and who of the cast gets something from it.

`CALLS` must name each function of our schemas: add a line to `functions_of_the_lock` or `functions_of_domains` when you
add a function, or the matrix names it. A function
that the app role may not call stands in `CLOSED`. Each `Call` is an attempt; those named in `may` succeed, everybody
else gets `otherwise`. Names in %(…)s come from `scene.arrange` and, for the caller, `me` (principal), `mine` (unit) and
`my_person`.

Write one call for each reason that the function has to refuse: the mutation test takes every refusal out in turn and
demands that some call notices.
"""

from __future__ import annotations

from tests.lock import (
    functions_of_concerns,
    functions_of_domains,
    functions_of_notices,
    functions_of_passages,
    functions_of_the_lock,
)
from tests.lock.calling import ADMINISTRATOR, ANYBODY, DOOR, EVERYBODY, FORUM, POLICE, UNIT, Call

# Only other functions, triggers and the owner call these.
CLOSED = (
    "access.act",
    "access.found_body",
    "access.refuse",
    "arrivals.answering",
    "arrivals.led",
    "arrivals.owner",
    "arrivals.remind",
    "arrivals.sort",
    "arrivals.unanswered",
    "audit.holds_codes_only",
    "cases.asked",
    "cases.asking",
    "cases.end_disclosures",
    "cases.first_giver",
    "cases.move",
    "cases.note_query",
    "cases.overtake",
    "cases.pass",
    "cases.remind",
    "chosen.has_reacted",
    "chosen.remind",
    "concerns.asked_adult",
    "concerns.can_send",
    "concerns.cannot_wait",
    "concerns.choose_adult",
    "concerns.clocks",
    "concerns.close_question",
    "concerns.end_questions",
    "concerns.has_left",
    "concerns.held",
    "concerns.leave_adult",
    "concerns.pass",
    "concerns.pass_notification",
    "concerns.put_once",
    "concerns.reminds_after",
    "concerns.remind",
    "concerns.senders",
    "doorsurvey.close",
    "doorsurvey.key",
    "doorsurvey.mine",
    "evaluation.lacks",
    "evaluation.overdue",
    "evaluation.remind",
    "evaluation.responsible",
    "front.door",
    "front.hour",
    "front.make_link",
    "front.receive",
    "front.record",
    "leaving.absent_holders",
    "leaving.acting_things",
    "leaving.enquiries",
    "leaving.given",
    "leaving.gives_back",
    "leaving.lies_with",
    "leaving.something_lies",
    "leaving.tell_given_back",
    "origins.follow",
    "origins.give",
    "leaving.remind",
    "leaving.tell_who_acts",
    "leaving.units_from_above",
    "matters.day_ends",
    "meetings.forget_due",
    "meetings.forget_matters",
    "meetings.looked_past",
    "meetings.sign_past",
    "notices.failed",
    "notices.forget",
    "notices.gather",
    "notices.is_quiet",
    "notices.leaders",
    "notices.mailed",
    "notices.me",
    "notices.next_mail",
    "notices.post",
    "notices.put",
    "notifying.remind",
    "organisations.is_last",
    "organisations.keys_of_seats",
    "organisations.leaders_due",
    "organisations.led_by",
    "organisations.own_post",
    "organisations.seat_keys",
    "organisations.seats_follow",
    "organisations.seats_following",
    "organisations.told_of_seat",
    "people.connected",
    "people.regroup",
    "people.stands",
    "responsibility.above",
    "responsibility.acts_at",
    "responsibility.acts_in",
    "responsibility.answers_for",
    "responsibility.confirms",
    "responsibility.end_reading",
    "responsibility.givers",
    "responsibility.has_left",
    "responsibility.has_left_unit",
    "responsibility.holds",
    "responsibility.is_away",
    "responsibility.last_day",
    "responsibility.parties",
    "responsibility.relieve_at",
    "responsibility.sides",
    "responsibility.stepped_in",
    "responsibility.weigh",
    "responsibility.works_in",
    "retention.carry_out",
    "retention.carry_out_each",
    "retention.check_own",
    "retention.idle",
    "retention.remove",
    "retention.sweep",
    "retention.today",
    "sharing.check_basis",
    "sharing.check_receiver",
    "sharing.end_disclosure",
    "sharing.today",
    "sharing.why_not",
    "sharing.write_disclosure",
    "sources.count",
    "together.pass_to",
)

CALLS: dict[str, tuple[Call, ...]] = (
    functions_of_the_lock.CALLS
    | functions_of_domains.CALLS
    | functions_of_notices.CALLS
    | functions_of_concerns.CALLS
    | functions_of_passages.CALLS
)

__all__ = ["ADMINISTRATOR", "ANYBODY", "CALLS", "CLOSED", "DOOR", "EVERYBODY", "FORUM", "POLICE", "UNIT", "Call"]
