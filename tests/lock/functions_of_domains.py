"""The functions of people, cases, meetings and organisations (see `functions`)."""

from __future__ import annotations

from tests.lock.calling import ADMINISTRATOR, ANYBODY, DOOR, EVERYBODY, POLICE, UNIT, Call

MYSELF = "(SELECT id FROM organisations_staff WHERE principal_id = %(me)s)"
CONVENES = "SELECT matters.convene('x', '{{}}', ARRAY[{staff}]::bigint[], ARRAY[{unit}]::bigint[], ARRAY[true])"
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
    "organisations.leaders_of": (
        Call(
            "asks who leads a unit",
            "SELECT count(*) FROM organisations.leaders_of(%(ssp_unit)s, CURRENT_DATE)",
            ANYBODY,
        ),
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
