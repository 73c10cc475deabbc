"""The functions of who has it: leaving, being away, stepping in (see `functions`)."""

from __future__ import annotations

from tests.lock.calling import ADMINISTRATOR, ANYBODY, UNIT, Call

TO_AND_FROM, FROM_AND_TO = (
    ("consultant", "outreach_worker"),
    ("colleague", "outreach_worker"),
)  # who got it, and who gave it
GAVE = ("outreach_worker",)
PASSES = "SELECT leaving.pass_concern(%({concern})s, %({to})s, '{why}')"

CALLS: dict[str, tuple[Call, ...]] = {
    "leaving.held": (
        Call(
            "counts what a colleague holds",
            "SELECT count(*) FROM leaving.held(%(consultant_staff)s, NULL)",
            ("consultant", *ADMINISTRATOR),
        ),
    ),
    "leaving.left_behind": (
        Call("says that somebody has left who is here", "SELECT leaving.left_behind(%(consultant_staff)s)"),
    ),
    "leaving.post_ended": (
        Call("says that a post has ended that runs", "SELECT leaving.post_ended(%(consultant_post)s)"),
    ),
    "leaving.post_given": (
        Call("tells of a new post", "SELECT leaving.post_given(%(consultant_post)s)", ADMINISTRATOR),
    ),
    "leaving.tell_given": (
        Call(
            "tells of what was not passed on",
            "SELECT leaving.tell_given(%(sits)s, ARRAY[%(consultant_staff)s]::bigint[])",
        ),
    ),
    "leaving.tell_taken_back": (
        Call(
            "tells of what was not taken back",
            "SELECT leaving.tell_taken_back(0, ARRAY[%(consultant_staff)s]::bigint[])",
        ),
    ),
    "leaving.pass_case": (
        Call(
            "passes on the case of somebody who is here",
            "SELECT leaving.pass_case(%(case)s, %(consultant_staff)s, 'x')",
        ),
        Call(
            "passes on the case of a colleague who has left",
            "SELECT leaving.pass_case(%(left_case)s, %(consultant_staff)s, 'x')",
            UNIT,
        ),
        Call("passes it on without a word", "SELECT leaving.pass_case(%(left_case)s, %(consultant_staff)s, ' ')"),
        Call("passes it on to who has no post there", "SELECT leaving.pass_case(%(left_case)s, %(sits)s, 'x')"),
        Call("passes on a closed case", "SELECT leaving.pass_case(%(left_ended_case)s, %(consultant_staff)s, 'x')"),
    ),
    "leaving.give_back_case": (
        Call("gives back a case that nobody gave", "SELECT leaving.give_back_case(%(left_case)s, 'x')"),
        Call("gives back a closed case", "SELECT leaving.give_back_case(%(given_ended_case)s, 'x')"),
        Call("gives it back without a word", "SELECT leaving.give_back_case(%(given_case)s, ' ')"),
        Call("gives back what was given", "SELECT leaving.give_back_case(%(given_case)s, 'x')", TO_AND_FROM),
        Call("takes it back, which needs no word", "SELECT leaving.give_back_case(%(given_case)s, NULL)", GAVE),
    ),
    "leaving.hear_choice": (
        Call("writes what a child said who chose nobody", "SELECT leaving.hear_choice(%(case)s, 'x')"),
        Call("writes it for a closed case", "SELECT leaving.hear_choice(%(given_ended_case)s, 'x')"),
        Call("writes it without a word", "SELECT leaving.hear_choice(%(chosen_case)s, ' ')"),
        Call("writes what the child says now", "SELECT leaving.hear_choice(%(chosen_case)s, 'x')", ("consultant",)),
    ),
    "leaving.give_back_concern": (
        Call("gives back a concern that nobody gave", "SELECT leaving.give_back_concern(%(left_concern)s, 'x')"),
        Call("gives it back without a word", "SELECT leaving.give_back_concern(%(given_concern)s, ' ')"),
        Call("gives back what was given", "SELECT leaving.give_back_concern(%(given_concern)s, 'x')", FROM_AND_TO),
        Call("takes it back, which needs no word", "SELECT leaving.give_back_concern(%(given_concern)s, NULL)", GAVE),
    ),
    "leaving.last_day_set": (
        Call(
            "tells that a colleague leaves",
            "SELECT leaving.last_day_set(%(consultant_post)s)",
            ("consultant", *ADMINISTRATOR),
        ),
    ),
    "leaving.pass_concern": (
        Call(
            "passes on the concern of somebody who is here",
            PASSES.format(concern="taken_concern", to="colleague_staff", why="x"),
        ),
        Call(
            "passes on the concern of a colleague who has left",
            PASSES.format(concern="left_concern", to="colleague_staff", why="x"),
            UNIT,
        ),
        Call("passes it on without a word", PASSES.format(concern="left_concern", to="colleague_staff", why=" ")),
        Call(
            "passes it on to who does not answer the door",
            PASSES.format(concern="left_concern", to="sits", why="x"),
        ),
    ),
    "leaving.acting_for": (Call("asks for how much one acts", "SELECT count(*) FROM leaving.acting_for()", ANYBODY),),
    "leaving.acting_inside": (
        Call(
            "asks what lies where one only acts from above",
            "SELECT 1 FROM leaving.acting_inside() WHERE unit = %(empty_unit)s",
            (),
            "nothing",
        ),
    ),
    "leaving.unstaffed": (
        Call(
            "asks where somebody must be put in",
            "SELECT 1 FROM leaving.unstaffed() WHERE unit = %(empty_unit)s",
            ADMINISTRATOR,
            "nothing",
        ),
    ),
    "leaving.urgent_without": (
        Call(
            "asks where something cannot wait and nobody acts",
            "SELECT 1 FROM leaving.unstaffed() n WHERE n.unit = %(empty_unit)s AND NOT EXISTS (SELECT FROM leaving.urgent_without() w"
            " WHERE w.unit <> n.unit)",
            ADMINISTRATOR,
            "nothing",
        ),
    ),
    "leaving.without": (
        Call(
            "asks where nobody would act",
            "SELECT 1 FROM leaving.without(%(worker_staff)s) WHERE unit = %(empty_unit)s",
            ADMINISTRATOR,
            "nothing",
        ),
    ),
    "leaving.came": (Call("says that somebody has come", "SELECT leaving.came()", ANYBODY),),
    "leaving.would_act": (
        Call("asks who would act", "SELECT leaving.would_act(%(consultant_staff)s, %(ssp_unit)s)", ANYBODY),
    ),
    "leaving.stopping_soon": (Call("asks who stops soon", "SELECT count(*) FROM leaving.stopping_soon()", ANYBODY),),
    "leaving.led_beside": (
        Call(
            "asks who leaves a unit that one leads beside another", "SELECT count(*) FROM leaving.led_beside()", ANYBODY
        ),
    ),
    "leaving.stopped_on": (
        Call(
            "asks on which day somebody stopped",
            "SELECT count(*) FROM leaving.stopped_on(ARRAY[%(consultant_staff)s], ARRAY[CURRENT_DATE])",
            ANYBODY,
        ),
    ),
    "leaving.shares_ahead": (
        Call(
            "shares out for somebody who stays",
            "SELECT 1 WHERE leaving.shares_ahead(%(consultant_staff)s, %(ssp_unit)s)",
            (),
            "nothing",
        ),
    ),
    "responsibility.step_in": (
        Call("steps in where nobody works", "SELECT responsibility.step_in(%(empty_unit)s)", ("social_worker",)),
        Call("steps in where somebody works", "SELECT responsibility.step_in(%(ssp_unit)s)"),
    ),
    "responsibility.my_units": (
        Call("asks where they have stepped in", "SELECT count(*) FROM responsibility.my_units()", ANYBODY),
    ),
    "responsibility.says_away": (
        Call("asks who writes an absence", "SELECT responsibility.says_away(%(consultant_staff)s)", ANYBODY),
    ),
    "responsibility.may_say_away": (
        Call("asks of whom they write it", "SELECT count(*) FROM responsibility.may_say_away()", ANYBODY),
    ),
    "responsibility.ends_away": (
        Call("asks who ends an absence", "SELECT responsibility.ends_away(0, %(consultant_staff)s)", ANYBODY),
    ),
    "responsibility.written_away": (
        Call("asks which absences they wrote", "SELECT count(*) FROM responsibility.written_away()", ANYBODY),
    ),
    "responsibility.acts_instead": (
        Call("asks who acts for those who are away", "SELECT count(*) FROM responsibility.acts_instead()", ANYBODY),
    ),
    "responsibility.tell_away": (Call("tells of an absence", "SELECT responsibility.tell_away(0, false)"),),
    "responsibility.relieve": (Call("lets who stepped in go", "SELECT responsibility.relieve()", ANYBODY),),
}
