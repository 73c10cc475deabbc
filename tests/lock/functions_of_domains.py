"""The functions of people, cases, meetings and organisations (see `functions`)."""

from __future__ import annotations

from tests.lock.calling import ADMINISTRATOR, ANYBODY, DOOR, EVERYBODY, POLICE, UNIT, Call

MYSELF = "(SELECT id FROM organisations_staff WHERE principal_id = %(me)s)"
CONVENES = "SELECT matters.convene('x', '{{}}', ARRAY[{staff}]::bigint[], ARRAY[{unit}]::bigint[], ARRAY[true])"
TO_AND_FROM, FROM_AND_TO = (
    ("consultant", "outreach_worker"),
    ("colleague", "outreach_worker"),
)  # who got it, and who gave it
GAVE = ("outreach_worker",)
PASSES = "SELECT leaving.pass_concern(%({concern})s, %({to})s, '{why}')"
LEADS = ("consultant",)  # who answers for the forum that names nobody

CALLS: dict[str, tuple[Call, ...]] = {
    # --- children ---------------------------------------------------------------------------------------------------
    "people.same_human": (
        Call("joins two records", "SELECT people.same_human(%(child)s, %(same_child)s)", UNIT),
        Call("joins a record to another unit's", "SELECT people.same_human(%(child)s, %(family_child)s)"),
    ),
    "people.another_human": (
        Call("takes two records apart", "SELECT people.another_human(%(child)s, %(same_child)s)", UNIT),
        Call("takes another unit's record off", "SELECT people.another_human(%(child)s, %(family_child)s)"),
    ),
    "people.search_vector": (Call("folds words", "SELECT people.search_vector('x', NULL, '{}')", ANYBODY),),
    "people.search": (
        Call(
            "finds the child among known ones",
            "SELECT people.search(ARRAY['x'], NULL, NULL, NULL, ARRAY[%(child)s, %(same_child)s], 10)",
            (*UNIT, *POLICE),
            "nothing",
        ),
        Call("searches all children by one word", "SELECT people.search(ARRAY['x'], NULL, NULL, NULL, NULL, 10)"),
        Call(
            "searches all children by a year and no letters",
            "SELECT people.search(ARRAY['12'], NULL, 2010, NULL, NULL, 10)",
        ),
        Call("searches all children by nothing", "SELECT people.search('{}', '2010-01-01', NULL, NULL, NULL, 10)"),
    ),
    # --- cases ------------------------------------------------------------------------------------------------------
    "cases.made_for": (
        Call(
            "asks what the decision has led to",
            "SELECT 1 WHERE cases.made_for('cases_task', %(decision)s, 'task') IS NOT NULL",
            UNIT,
            "nothing",
        ),
        Call("asks it of another table", "SELECT cases.made_for('people_person', %(decision)s, NULL)"),
    ),
    "cases.withdraw": (
        Call(
            "takes back what the decision led to",
            "SELECT 1 WHERE (SELECT withdrawn FROM cases.withdraw(%(decision)s)) > 0",
            UNIT,
            "nothing",
        ),
    ),
    "cases.take_back": (
        Call("takes back what the handover gave", "SELECT cases.take_back('cases_handover', %(handover)s)", UNIT),
        Call("takes back by another table", "SELECT cases.take_back('people_person', %(child)s)"),
    ),
    "cases.introduce": (
        Call(
            "tells a unit whom the case is about",
            "SELECT cases.introduce('cases_case', %(case)s, %(family)s, %(basis)s, 'x', NULL)",
            UNIT,
        ),
        Call(
            "passes a record on that is merely read",
            "SELECT cases.introduce('cases_case', %(read_case)s, %(police)s, %(basis)s, 'x', NULL)",
        ),
        Call(
            "tells a private association",
            "SELECT cases.introduce('cases_case', %(case)s, %(private)s, %(basis)s, 'x', NULL)",
        ),
        Call(
            "introduces by another table",
            "SELECT cases.introduce('people_person', %(child)s, %(family)s, %(basis)s, 'x', NULL)",
        ),
    ),
    "cases.answer": (
        Call("accepts the handover", "SELECT cases.answer(%(handover)s, true, '')", POLICE),
        Call("declines the handover", "SELECT cases.answer(%(handover)s, false, '')", POLICE),
        Call("answers for the colleague who is asked", "SELECT cases.answer(%(asked_handover)s, true, '')"),
    ),
    "cases.sides": (
        Call(
            "asks who has agreed to the case's handover",
            "SELECT 1 FROM cases.sides(%(case_handover)s) WHERE party = 'giver' AND met",
            (*UNIT, *POLICE),
            "nothing",
        ),
    ),
    "cases.ask_to_confirm": (
        Call(
            "asks for the confirmation of what nobody has written about the case",
            "SELECT cases.ask_to_confirm(%(case_handover)s, 'child')",
        ),
    ),
    "cases.settle": (Call("asks whether the case moves", "SELECT cases.settle(%(case_handover)s)", (*UNIT, *POLICE)),),
    "cases.finish": (
        Call("ends the case", "SELECT cases.finish(%(case)s)", UNIT),
        Call("ends a closed case", "SELECT cases.finish(%(ended_case)s)"),
    ),
    "cases.reopen": (
        Call("opens a case again that was closed just now", "SELECT cases.reopen(%(fresh_case)s)", UNIT),
        Call("opens an open case again", "SELECT cases.reopen(%(case)s)"),
    ),
    "origins.holders": (
        Call(
            "asks who has the case of a concern",
            "SELECT FROM origins.holders(ARRAY[%(origin_concern)s])",
            UNIT,
            "nothing",
        ),
    ),
    "origins.goes_along": (
        Call(
            "asks whether a concern comes along",
            "SELECT 1 FROM origins.goes_along(%(case_handover)s) WHERE comes",
            (*UNIT, *POLICE),
            "nothing",
        ),
    ),
    "leaving.held": (
        Call(
            "counts what a colleague holds",
            "SELECT count(*) FROM leaving.held(%(consultant_staff)s, NULL)",
            ("consultant", *ADMINISTRATOR),
        ),
    ),
    "origins.adult_left": (
        Call("tells that an adult has left", "SELECT origins.adult_left(%(consultant_staff)s)", ADMINISTRATOR),
    ),
    "matters.held": (
        Call(
            "counts the agreements of a colleague",
            "SELECT count(*) FROM matters.held(%(consultant_staff)s, NULL)",
            ("consultant", *ADMINISTRATOR),
        ),
    ),
    "matters.my_agreements": (
        Call("reads the own agreements", "SELECT 1 FROM matters.my_agreements()", ("colleague",), "nothing"),
    ),
    "matters.left_agreements": (
        Call("reads agreements of colleagues", "SELECT 1 FROM matters.left_agreements()", (), "nothing"),
    ),
    "matters.tell_how_far": (
        Call("says how far nobody's agreement is", "SELECT matters.tell_how_far(0, 1, 'x', true)"),
        Call(
            "says how far an agreement is", "SELECT matters.tell_how_far(%(agreement)s, 1, 'x', true)", ("colleague",)
        ),
        Call("says it on an older page", "SELECT matters.tell_how_far(%(agreement)s, 0, 'x', true)"),
    ),
    "matters.hand_on": (
        Call("gives an agreement on", "SELECT matters.hand_on(%(agreement)s, %(consultant_staff)s)", DOOR),
        Call("gives it to whoever has it", "SELECT matters.hand_on(%(agreement)s, %(colleague_staff)s)"),
    ),
    "matters.read_agreement": (
        Call("reads an agreement that is nobody's", "SELECT 1 FROM matters.read_agreement(0)", (), "nothing"),
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
    "leaving.would_act": (
        Call("asks who would act", "SELECT leaving.would_act(%(consultant_staff)s, %(ssp_unit)s)", ANYBODY),
    ),
    "leaving.stopping_soon": (Call("asks who stops soon", "SELECT count(*) FROM leaving.stopping_soon()", ANYBODY),),
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
    "responsibility.tell_away": (Call("tells of an absence", "SELECT responsibility.tell_away(0, false)"),),
    "responsibility.relieve": (Call("lets who stepped in go", "SELECT responsibility.relieve()", ANYBODY),),
    "cases.note_vector": (Call("folds words", "SELECT cases.note_vector('x', '{}')", ANYBODY),),
    "cases.search_notes": (
        Call("finds the note", "SELECT cases.search_notes('alpha beta', NULL, 10)", (*UNIT, *POLICE), "nothing"),
        Call(
            "finds the note in the case",
            "SELECT cases.search_notes('alpha', ARRAY[%(note_case)s], 10)",
            (*UNIT, *POLICE),
            "nothing",
        ),
        Call("searches all notes by one word", "SELECT cases.search_notes('alpha', NULL, 10)"),
    ),
    "voices.tell": (
        Call(
            "counts what a child answers",
            """SELECT voices.tell(%(case)s, 'child', '{"together": "yes"}')""",
            UNIT,
        ),
        Call(
            "counts an answer in a case that is merely read",
            """SELECT voices.tell(%(lent_case)s, 'child', '{"together": "yes"}')""",
            POLICE,
        ),
        Call("counts a reply that there is not", """SELECT voices.tell(%(case)s, 'child', '{"together": "maybe"}')"""),
    ),
    "youth.figures": (Call("reads how many came in", "SELECT count(*) FROM youth.figures()", ANYBODY),),
    "voices.experience": (Call("reads the figures", "SELECT count(*) FROM voices.experience()", ANYBODY),),
    # --- meetings, organisations ------------------------------------------------------------------------------------
    "meetings.note_regrets": (
        Call("notes who will not come", "SELECT meetings.note_regrets(%(coming)s, %(consultant_staff)s, true)", DOOR),
        Call("notes it of who has no seat", "SELECT meetings.note_regrets(%(coming)s, %(left_staff)s, true)"),
        Call("notes it once it goes on", "SELECT meetings.note_regrets(%(meeting)s, %(consultant_staff)s, true)"),
    ),
    "meetings.in_progress": (
        Call(
            "asks which meetings a colleague keeps now",
            "SELECT count(*) FROM meetings.in_progress(%(consultant_staff)s, 0)",
            ADMINISTRATOR,
        ),
    ),
    "meetings.left_table": (
        Call("tells that a keeper has left", "SELECT meetings.left_table(%(consultant_staff)s)", ADMINISTRATOR),
    ),
    "meetings.stopped_during": (
        Call(
            "asks who has stopped during a meeting",
            "SELECT 1 WHERE (SELECT count(*) FROM meetings.stopped_during(%(meeting)s)) >= 0",
            ANYBODY,
        ),
    ),
    "meetings.may_take_over": (
        Call(
            "asks whether nobody leads it any more",
            "SELECT 1 WHERE meetings.may_take_over(%(orphaned)s)",
            ("police_officer",),
            "nothing",
        ),
        Call("asks it of one that is led", "SELECT 1 WHERE meetings.may_take_over(%(meeting)s)", (), "nothing"),
    ),
    "meetings.has_lost_its_keeper": (
        Call(
            "asks whether nobody writes any more",
            "SELECT 1 WHERE meetings.has_lost_its_keeper(%(orphaned)s)",
            ("police_officer",),
            "nothing",
        ),
        Call("asks it of one that is led", "SELECT 1 WHERE meetings.has_lost_its_keeper(%(meeting)s)", (), "nothing"),
    ),
    "meetings.take_over": (
        Call("takes over what nobody leads", "SELECT meetings.take_over(%(orphaned)s)", ("police_officer",)),
        Call("takes over what is led", "SELECT meetings.take_over(%(meeting)s)"),
    ),
    "meetings.lay_down_pen": (
        Call("lays the pen of a meeting down that is not approved", "SELECT meetings.lay_down_pen(%(meeting)s)"),
    ),
    "meetings.carry": (Call("carries what was told on", "SELECT meetings.carry(%(meeting)s)", DOOR),),
    "meetings.decided": (
        Call("notes that the item is decided", "SELECT 1 WHERE meetings.decided(%(item)s)", DOOR, "nothing"),
    ),
    "meetings.note_out": (
        Call(
            "notes that a colleague is out of an item",
            "SELECT meetings.note_out(%(item)s, %(sits)s, true)",
            (*DOOR, *POLICE),
        ),
        Call("notes somebody who does not sit there", "SELECT meetings.note_out(%(item)s, %(colleague_staff)s, true)"),
        Call("lets a colleague in again", "SELECT meetings.note_out(%(item)s, %(sits)s, false)", DOOR),
        Call("goes out of an item of one's own", "SELECT meetings.note_out(%(planted)s, %(sits)s, true)"),
        Call(
            "lets a keeper in again who went out",
            "SELECT meetings.note_out(%(out_item)s, %(consultant_staff)s, false)",
            ("colleague", "social_worker"),  # the other keepers
        ),
        Call("goes out of what one is responsible for", "SELECT meetings.note_out(%(own_item)s, %(sits)s, true)"),
    ),
    "meetings.out_of": (
        Call("is out", "SELECT 1 WHERE %(out_item)s = ANY (meetings.out_of('id'))", ("consultant",), "nothing"),
    ),
    "meetings.other_keys": (
        Call(
            "lays down the door's key",
            "SELECT 1 WHERE %(door)s = ANY (access.keys()) AND NOT %(door)s = ANY (meetings.other_keys())",
            ("consultant",),
            "nothing",
        ),
    ),
    "meetings.look_past": (
        Call("acts on a meeting as a whole", "SELECT 1 WHERE meetings.look_past(%(meeting)s)", DOOR, "nothing"),
    ),
    "meetings.keepers": (
        Call("asks who decides", "SELECT 1 WHERE meetings.keepers(%(out_slot)s) <> '{}'", DOOR, "nothing"),
    ),
    "meetings.come_in": (Call("comes in again where another keeps it", "SELECT meetings.come_in(%(out_slot)s)"),),
    "meetings.follow_up": (Call("marks what was due", "SELECT meetings.follow_up(%(meeting)s)", DOOR),),
    "meetings.count_sealed": (
        Call("counts what is closed", "SELECT 1 WHERE meetings.count_sealed(%(meeting)s) >= 0", ANYBODY),
    ),
    "meetings.unsaid": (
        Call(
            "reads the line of a name unsaid",
            "SELECT FROM meetings.unsaid(%(meeting)s)",
            ("police_officer",),
            "nothing",
        ),
        Call("reads it of a meeting of others", "SELECT FROM meetings.unsaid(%(orphaned)s)", (), "nothing"),
    ),
    "meetings.forget": (
        Call("forgets a matter of the meeting", "SELECT meetings.forget(ARRAY[%(item)s], 'no_follow_up')", DOOR),
        Call("forgets a matter by the rule of other rows", "SELECT meetings.forget(ARRAY[%(item)s], 'list')"),
        Call("forgets it through an item of one's own", "SELECT meetings.forget(ARRAY[%(planted)s], 'no_follow_up')"),
        Call("forgets nothing", "SELECT meetings.forget('{}', 'no_follow_up')"),
    ),
    "matters.invite": (
        Call("invites to one matter", "SELECT matters.invite(%(matter)s, ARRAY[%(police)s])", LEADS),
        Call("invites to a matter that is over", "SELECT matters.invite(%(taken_matter)s, ARRAY[%(police)s])"),
        Call("invites a whole forum", "SELECT matters.invite(%(matter)s, ARRAY[%(forum)s])"),
    ),
    "matters.convene": (
        Call("calls a meeting", CONVENES.format(staff=MYSELF, unit="%(ssp_unit)s"), EVERYBODY),
        Call(
            "calls a meeting of others",
            CONVENES.format(staff="%(colleague_staff)s", unit="%(ssp_unit)s"),
            ("colleague",),
        ),
        Call("calls nobody known", CONVENES.format(staff=MYSELF, unit="0")),
    ),
    "matters.call_off": (Call("calls it off", "SELECT matters.call_off(%(matter)s, ARRAY[%(police)s])", LEADS),),
    "matters.enrol_guest": (
        Call("lets a citizen in", "SELECT principal FROM matters.enrol_guest(%(plain_door)s)", LEADS),
        Call("lets one in where named persons are discussed", "SELECT principal FROM matters.enrol_guest(%(door)s)"),
    ),
    "matters.guest_of": (
        Call("opens a secret link", "SELECT 1 WHERE matters.guest_of('open') = %(guest)s", ANYBODY),
        Call(
            "opens one that a stranger wrote", "SELECT 1 WHERE matters.guest_of('planted') IS NOT NULL", (), "nothing"
        ),
        Call("opens without a secret", "SELECT 1 WHERE matters.guest_of('') IS NOT NULL", (), "nothing"),
    ),
    "organisations.follow_leaders": (
        Call("lets seats follow the chair", "SELECT organisations.follow_leaders(ARRAY[]::bigint[])", ADMINISTRATOR),
        Call("takes a seat by chairing", "SELECT organisations.follow_leaders(ARRAY[%(led_forum)s]::bigint[])"),
    ),
    "organisations.own_last_days": (
        Call("asks for own last days", "SELECT count(*) FROM organisations.own_last_days()", ANYBODY),
    ),
    "organisations.say_last_day": (
        Call(
            "says the own last day",
            "SELECT organisations.say_last_day(%(consultant_post)s, current_date + 9)",
            ("consultant",),
        ),
        Call("says a day that has passed", "SELECT organisations.say_last_day(%(consultant_post)s, current_date - 9)"),
        Call(
            "leaves the place without administrator",
            "SELECT organisations.say_last_day(%(administrator_post)s, current_date + 9)",
        ),
    ),
    "organisations.take_last_day_back": (
        Call("takes a day back that nobody said", "SELECT organisations.take_last_day_back(%(consultant_post)s)"),
    ),
    "organisations.give_keys_up": (
        Call(
            "gives keys up without stopping",
            "SELECT organisations.give_keys_up(ARRAY[%(ssp)s]::bigint[], ARRAY[now()])",
        ),
    ),
    "organisations.take_keys_back": (
        Call(
            "takes a key back that was not given up",
            "SELECT 1 FROM organisations.take_keys_back(ARRAY[%(police)s]::bigint[], ARRAY[NULL]::timestamptz[]) "
            "WHERE access.own_keys() @> ARRAY[%(police)s::bigint]",
            ("police_officer",),
            "nothing",
        ),
    ),
    "organisations.settled": (
        Call("settles the last day", "SELECT organisations.settled(%(consultant_staff)s)", ADMINISTRATOR),
    ),
    "organisations.follow_settlement": (
        Call(
            "lets the keys follow",
            "SELECT organisations.follow_settlement(%(family_unit)s, true)",
            ("protection_officer",),
        ),
    ),
}
