"""Every address of the product, and who of the cast gets it. The other half of the matrix: over HTTP.

A new page gets one line here, named as `{% url %}` names it: `"cases:case": Page(UNIT)`. Those named see the page; everybody
else gets 404, for a wrong audience must not learn that there is something (design: the access model). Somebody not signed in
is asked to sign in. An address that takes only POST is posted to, empty: what counts is whether it is there.

If a page needs a number that `page_scene.Scene` does not know yet, add it there under the name that the address gives it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.lock.functions import ADMINISTRATOR, DOOR, EVERYBODY, FORUM, UNIT


@dataclass(frozen=True)
class Page:
    sees: tuple[str, ...]
    others: str = "404"
    nobody: str = "sign in"
    query: str = ""  # what the address needs behind it
    but: tuple[tuple[str, str], ...] = ()  # members who get something else

    def answer(self, member: str) -> str:
        if member == "nobody":
            return self.nobody
        return dict(self.but).get(member) or ("page" if member in self.sees else self.others)


ANYBODY = Page(EVERYBODY, nobody="page")
COLLEAGUES = Page(EVERYBODY)
NOWHERE = Page((), nobody="404")  # not in this installation, or not with the scene's numbers
NEIGHBOURS = ("other_consultant", "other_police")
MUNICIPALITY = tuple(member for member in EVERYBODY if member not in NEIGHBOURS)
CASE = Page(UNIT)
SEATED = Page(FORUM)  # the meeting's standing seats, all present at the item
KEPT = Page(FORUM, but=(("police_officer", "refused"),))  # who keeps the minutes; the police's seat is told who does
AT_THE_DOOR = Page(DOOR)
OFFERED = Page((*UNIT, "social_worker"))  # the unit that is asked reads the offer and whom it is about
ACROSS = tuple((member, "404") for member in NEIGHBOURS)
LED_BY_SOMEBODY = Page((), others="refused", but=ACROSS)  # when a meeting is, is known in the municipality
NOWHERE_TO_JOIN = Page(())  # posted without the other item
NOWHERE_TO_UNDO = Page(())
RECEIVER = Page(("social_worker",), but=tuple((member, "refused") for member in FORUM if member != "social_worker"))
ADMINISTERED = Page(ADMINISTRATOR, others="refused")  # who administers is no secret; the answer says whom to ask

AT_A_DOOR = Page(UNIT)  # who answers the door of the district
TO_NOBODY_CHOSEN = Page((), but=tuple((member, "refused") for member in UNIT))  # the scene's concern lies with the door
ASKED_AT_A_DOOR = Page((*UNIT, "social_worker"))  # the door that is asked reads the question

NETWORK = Page(("consultant", "police_officer", "ssp_teacher", "other_consultant"))  # its seats, of two municipalities
_REFUSED = tuple((member, "refused") for member in NETWORK.sees[1:])
LED = Page(("consultant",), but=_REFUSED)  # who leads; the other seats are told whom to ask

PAGES: dict[str, Page] = {
    # --- sign-in, own settings --------------------------------------------------------------------------------------
    "account_login": ANYBODY,
    "account_logout": COLLEAGUES,
    "account_places": COLLEAGUES,
    "account_inactive": Page((), others="refused", nobody="refused"),
    "account_change_password": COLLEAGUES,
    "account_reset_password_from_key": ANYBODY,
    "account_reset_password_from_key_done": ANYBODY,
    "signin:choose_member": NOWHERE,  # in the demo alone
    "demo:lists": NOWHERE,
    "demo:download": NOWHERE,
    "demo:aloud": NOWHERE,
    "web:accessibility": ANYBODY,
    "web:settings": ANYBODY,
    "web:styleguide": NOWHERE,
    "drafts:save": COLLEAGUES,
    "onthespot:tell": COLLEAGUES,
    "onthespot:figures": COLLEAGUES,
    "arrivals:take": AT_A_DOOR,  # posted only
    "sources:figures": COLLEAGUES,
    "together:choose": AT_A_DOOR,
    "together:join": AT_A_DOOR,
    "together:part": AT_A_DOOR,  # posted only
    "doorsurvey:ask": COLLEAGUES,  # the neighbour has no door, and reads whom to ring
    "doorsurvey:decline": COLLEAGUES,  # posted only; a refusal is an answer too
    "doorsurvey:figures": Page((), others="refused"),  # for those who lead, and in the scene nobody does
    "rounds:rounds": COLLEAGUES,
    "rounds:hold": COLLEAGUES,
    "signs:signs": COLLEAGUES,
    "signs:note": Page(("outreach_worker", "ssp_teacher"), others="refused"),  # by the type of the role
    "signs:to_concern": Page(UNIT),
    "signs:take_back": Page(UNIT),  # posted only; a refusal is an answer too
    "notices:notices": COLLEAGUES,
    "notices:see_all": COLLEAGUES,  # posted only; one's own alone
    "notices:see": COLLEAGUES,
    "notices:choose": COLLEAGUES,
    "files:read": AT_THE_DOOR,  # it hangs on a concern
    # --- registers: what the municipality has settled, for everybody who works there ---------------------------------
    "catalogue:prevention": COLLEAGUES,
    "catalogue:interventions": COLLEAGUES,
    "catalogue:intervention": Page(MUNICIPALITY),
    "activities:activities": COLLEAGUES,
    "activities:plan": COLLEAGUES,
    "activities:count": COLLEAGUES,
    "activities:activity": CASE,
    "activities:change": CASE,
    "activities:write_up": CASE,
    "activities:count_from": CASE,
    "activities:correct": CASE,
    "curriculum:curriculum": COLLEAGUES,
    "evaluation:documents": COLLEAGUES,
    "evaluation:document": Page(MUNICIPALITY),
    "evaluation:renew": Page(ADMINISTRATOR, others="refused", but=ACROSS),  # and who leads the unit behind
    "evaluation:frame": Page(MUNICIPALITY),
    "evaluation:goals": COLLEAGUES,
    "evaluation:year": COLLEAGUES,
    # --- one's own day, search: rows are the database's matter ----------------------------------------------------------
    "desk:my_day": COLLEAGUES,
    "desk:my_year": COLLEAGUES,
    "search:children": COLLEAGUES,
    "search:suggest": COLLEAGUES,
    "search:notes": COLLEAGUES,
    "desk:child": OFFERED,
    "desk:disclosures": OFFERED,
    "desk:readings": OFFERED,
    "desk:show_cpr": OFFERED,
    # --- the organisation -----------------------------------------------------------------------------------------------
    "organisations:units": COLLEAGUES,
    "organisations:unit": Page(MUNICIPALITY),
    "organisations:forums": COLLEAGUES,
    "organisations:forum": Page(MUNICIPALITY),
    "organisations:diagram": COLLEAGUES,
    "organisations:roles": COLLEAGUES,
    "words": COLLEAGUES,
    "organisations:directory": COLLEAGUES,
    "organisations:about": NOWHERE,  # the scene's municipality has no profile, so no public page
    "administration:colleagues": ADMINISTERED,
    "administration:create_colleague": ADMINISTERED,
    "administration:colleague": ADMINISTERED,
    "administration:change_colleague": ADMINISTERED,
    "administration:give_post": ADMINISTERED,
    "administration:give_seat": ADMINISTERED,
    "administration:renew_password": ADMINISTERED,
    "administration:end_sessions": ADMINISTERED,
    "administration:end_colleague": ADMINISTERED,
    "administration:end_post": ADMINISTERED,
    "administration:end_seat": ADMINISTERED,
    "setup:overview": ADMINISTERED,
    "setup:history": ADMINISTERED,
    "setup:version": ADMINISTERED,
    "setup:export": ADMINISTERED,
    "setup:school_year": ADMINISTERED,
    "setup:closing_days": ADMINISTERED,
    "setup:word": ADMINISTERED,
    "setup:texts": ADMINISTERED,
    "setup:forum": ADMINISTERED,
    "setup:add_seat": ADMINISTERED,
    "setup:change_seat": ADMINISTERED,
    "setup:end_seat": ADMINISTERED,
    "setup:rhythm": ADMINISTERED,
    "setup:agenda": ADMINISTERED,
    "setup:decisions": ADMINISTERED,
    # no section is called as in the scene
    "setup:section": Page((), others="refused", but=(("administrator", "404"),)),
    # --- what comes in ----------------------------------------------------------------------------------------------------
    "concerns:waiting": COLLEAGUES,
    "concerns:new": COLLEAGUES,
    "concerns:concern": AT_THE_DOOR,
    "concerns:receipt": AT_THE_DOOR,
    "concerns:raise": COLLEAGUES,  # the neighbour has set up no door, and reads whom to ring
    "concerns:raised": AT_A_DOOR,
    "concerns:add": AT_A_DOOR,
    "concerns:queue": COLLEAGUES,
    "concerns:take_several": COLLEAGUES,  # posted only; each is asked for by itself
    "concerns:figures": COLLEAGUES,
    "concerns:at_door": AT_A_DOOR,
    "concerns:answer_first": AT_A_DOOR,
    "concerns:take": AT_A_DOOR,
    "concerns:ask": AT_A_DOOR,
    "concerns:note": AT_A_DOOR,
    "concerns:judge": AT_A_DOOR,
    "concerns:name_child": AT_A_DOOR,
    "concerns:to_meeting": AT_A_DOOR,
    "concerns:shut_file": Page(()),  # no file hangs on it
    "concerns:to_case": AT_A_DOOR,
    "concerns:close": AT_A_DOOR,
    "concerns:reopen": AT_A_DOOR,
    "concerns:hand_over": AT_A_DOOR,
    "chosen:ask": TO_NOBODY_CHOSEN,
    "chosen:take_back": AT_A_DOOR,  # posted only
    "chosen:take_over": TO_NOBODY_CHOSEN,
    "chosen:hear_choice": TO_NOBODY_CHOSEN,
    "concerns:handover": ASKED_AT_A_DOOR,
    "concerns:reply_handover": ASKED_AT_A_DOOR,
    "concerns:confirm_handover": ASKED_AT_A_DOOR,
    "concerns:withdraw_handover": ASKED_AT_A_DOOR,
    # Without sign-in; the scene's addresses name a municipality that has no such pages.
    "public:children": NOWHERE,
    "public:ask": NOWHERE,
    "public:read": NOWHERE,
    "public:concern": NOWHERE,
    "notifying:send": AT_A_DOOR,
    "notifying:assign": AT_A_DOOR,
    "joint:begin": AT_A_DOOR,
    "joint:assessment": Page((*UNIT, "ssp_teacher")),  # the three, and the door
    "guide:where": ANYBODY,
    "guide:public": NOWHERE,
    "guide:public_step": NOWHERE,
    "public:link": NOWHERE,
    "public:send": NOWHERE,
    "citizens:enquire": NOWHERE,
    "enquiries:queue": COLLEAGUES,
    "enquiries:take_several": COLLEAGUES,  # posted only; each is asked for by itself
    "enquiries:register": Page((*UNIT, "social_worker")),  # who answers a door
    "enquiries:on_the_spot": Page((*UNIT, "social_worker")),
    "enquiries:enquiry": AT_A_DOOR,
    "enquiries:assign": AT_A_DOOR,
    "enquiries:answer": AT_A_DOOR,
    "enquiries:pass_on": AT_A_DOOR,
    "enquiries:to_concern": AT_A_DOOR,
    "enquiries:close": AT_A_DOOR,
    "enquiries:reopen": AT_A_DOOR,
    "counselling:questions": COLLEAGUES,
    "counselling:take_several": COLLEAGUES,
    "counselling:question": Page(("social_worker",)),  # who answers the door for everybody
    "concerns:absences": COLLEAGUES,
    "concerns:end_absence": COLLEAGUES,  # posted only; whose it is, the action asks
    "concerns:elsewhere": COLLEAGUES,
    "concerns:guide": COLLEAGUES,
    "concerns:guide_step": COLLEAGUES,
    "concerns:sparrings": COLLEAGUES,
    "concerns:ask_sparring": COLLEAGUES,
    "concerns:sparring": AT_A_DOOR,
    "concerns:withdraw_sparring": AT_A_DOOR,  # posted only
    "concerns:upload": Page(DOOR, but=(("police_officer", "refused"),)),  # is told who receives the forum's lists
    "concerns:preview": Page(()),  # the uploader's alone, and nothing has been uploaded
    "concerns:row": Page(()),  # the same
    "concerns:forget": COLLEAGUES,  # what is not there (any more) leads on, whoever asks
    "concerns:list": AT_THE_DOOR,
    "concerns:match": AT_THE_DOOR,
    "concerns:correct": AT_THE_DOOR,
    "concerns:correct_event": AT_THE_DOOR,
    "concerns:remove": AT_THE_DOOR,
    "concerns:restore": AT_THE_DOOR,
    "concerns:remove_doubles": AT_THE_DOOR,
    "concerns:remove_list": AT_THE_DOOR,
    "concerns:restore_list": AT_THE_DOOR,
    "concerns:remark": Page(()),  # a list without a remark has no such page: tests of its own walk it
    # --- meetings -----------------------------------------------------------------------------------------------------------
    "meetings:meeting": SEATED,
    "meetings:place": SEATED,
    "meetings:send": SEATED,
    "meetings:shift": SEATED,
    "meetings:start": SEATED,
    "meetings:attendance": SEATED,
    "meetings:was_here": Page((), but=KEPT.but),  # the scene's colleague does not sit at the meeting
    "meetings:table": SEATED,
    "meetings:capture": SEATED,
    "meetings:now": SEATED,
    "meetings:gather": AT_THE_DOOR,
    "meetings:event": Page(()),  # an event of names read aloud: none has been told
    "meetings:end": KEPT,
    "meetings:resume": SEATED,
    "meetings:minutes": SEATED,
    "meetings:summary_pdf": SEATED,
    "meetings:approve": SEATED,
    "meetings:reopen": SEATED,
    "meetings:item": SEATED,
    "meetings:decide": SEATED,
    "meetings:decide_event": SEATED,
    "meetings:share": SEATED,
    "meetings:step_out": SEATED,
    "meetings:who": AT_THE_DOOR,
    "meetings:wall": SEATED,
    "meetings:turn": SEATED,
    "meetings:child_pdf": Page(
        ("consultant",), but=(("colleague", "refused"), ("outreach_worker", "refused"), ("social_worker", "refused"))
    ),
    "meetings:take_off": SEATED,
    "meetings:join": NOWHERE_TO_JOIN,
    "meetings:part": SEATED,
    "meetings:strike": SEATED,
    "meetings:restore": SEATED,
    "meetings:regrets": SEATED,
    "meetings:take_over": LED_BY_SOMEBODY,
    "meetings:correct": Page(("consultant", "social_worker", "police_officer")),  # those at the item
    "meetings:take_back": Page(
        ("consultant", "social_worker", "police_officer")
    ),  # those at the item; only the giver may
    "meetings:undo": SEATED,
    "meetings:call_now": SEATED,
    "meetings:call_now_where": COLLEAGUES,  # it says who may call one; whoever sits in one forum is led on
    "meetings:facts": KEPT,
    "meetings:begin_without_name": KEPT,
    "meetings:say_names": KEPT,
    "meetings:without_name": AT_THE_DOOR,
    "meetings:note": SEATED,
    "meetings:school": SEATED,
    "calendar:year": COLLEAGUES,
    "calendar:subscribe": COLLEAGUES,
    "calendar:all_forums": COLLEAGUES,
    "calendar:forum_calendar": Page(MUNICIPALITY),
    "calendar:forum_feed": NOWHERE,  # nobody has this secret
    "calendar:public_feed": NOWHERE,  # no forum of the scene is public
    "calendar:feed": NOWHERE,  # nobody has this secret
    "calendar:meeting": Page(MUNICIPALITY),  # the calendar is without names
    "calendar:move_meeting": Page((), others="refused", but=ACROSS),  # it is in progress
    "calendar:cancel_meeting": Page((), others="refused", but=ACROSS),
    "calendar:call_block": Page(MUNICIPALITY),  # a POST: whoever may not is told why
    "calendar:call_extra": Page((*DOOR, *ADMINISTRATOR), others="refused", but=ACROSS),
    "calendar:plan_year": Page((*DOOR, *ADMINISTRATOR), others="refused", but=ACROSS),
    "calendar:put_aside": Page(()),
    # --- what travels: a passage of the forum to the social worker's unit ------------------------------------------------
    "passages:mine": COLLEAGUES,
    "passages:forum": Page(MUNICIPALITY),  # rows are the database's matter
    "passages:forum_pdf": Page(MUNICIPALITY),
    "passages:send": Page(DOOR, others="refused", but=ACROSS),
    "passages:passage": SEATED,
    "passages:acknowledge": SEATED,
    "passages:place": Page(()),  # it went to a unit
    "passages:withdraw": SEATED,
    "passages:answer": RECEIVER,
    "passages:carry_out": RECEIVER,
    "passages:make_task": RECEIVER,
    # --- the papers of a meeting that names nobody ---------------------------------------------------------------------
    "papers:paper": NETWORK,
    "papers:paper_pdf": NETWORK,
    "papers:paper_word": NETWORK,
    "papers:make": LED,
    "papers:write": LED,
    # --- cases ----------------------------------------------------------------------------------------------------------------
    "cases:cases": COLLEAGUES,
    "organisations:own_last_day": Page(("colleague",)),  # the scene's post is theirs
    "leaving:left": COLLEAGUES,
    "leaving:of_colleague": Page(MUNICIPALITY),
    "leaving:take_back": NOWHERE_TO_UNDO,  # posted only; nobody has shared anything out
    "leaving:give_back_case": CASE,
    "leaving:hear_choice": CASE,
    "leaving:give_back_concern": AT_A_DOOR,
    "leaving:step_in": COLLEAGUES,  # posted only; that somebody works in the scene's unit is a sentence
    "cases:reopen": Page((), but=tuple((member, "refused") for member in UNIT)),  # the scene's case is open
    "arenas:write": CASE,
    "efforts:start": CASE,
    "efforts:groups": COLLEAGUES,  # rows are the database's matter
    "efforts:start_for_group": COLLEAGUES,
    "efforts:effort": CASE,
    "efforts:end": CASE,
    "references:refer": CASE,
    "references:change": CASE,
    "cases:open": Page((*UNIT, "social_worker"), query="?barn={person_id}"),
    "cases:case": CASE,
    "cases:change_coordinator": CASE,
    "origins:parents": CASE,
    "youth:start": CASE,
    "youth:degree": CASE,
    "youth:community": CASE,
    "youth:take_back": CASE,
    "youth:end": CASE,
    "youth:figures": COLLEAGUES,
    "voices:figures": COLLEAGUES,
    "voices:write": CASE,
    "voices:ask": CASE,
    "voices:thanks": CASE,
    "cases:describe": CASE,
    # --- meetings that name nobody: one in progress, one item of it with the social worker and a citizen as guests -----------
    "matters:agenda": NETWORK,
    "matters:agenda_pdf": NETWORK,
    "matters:minutes": NETWORK,
    "matters:minutes_pdf": NETWORK,
    "matters:propose": NETWORK,
    "matters:follow_up": NETWORK,
    "matters:hand_on": Page(("consultant", "ssp_teacher")),  # who keeps the minutes, and who has it
    "matters:matter": Page((*NETWORK.sees, "social_worker")),
    "matters:change": Page(("consultant", "police_officer"), but=_REFUSED[1:]),
    "matters:settle": LED,
    "matters:send": LED,
    "matters:begin": LED,
    "matters:attendance": LED,
    "matters:write": NETWORK,  # nobody is noted as present in the scene: who sits there is led to taking it over
    "matters:put_off": LED,
    "matters:invite": LED,
    "matters:shift": NETWORK,
    "matters:withdraw": NETWORK,
    "matters:call_off": NETWORK,
    "matters:take_back": NETWORK,
    "matters:end": NETWORK,
    "matters:approve": NETWORK,
    "matters:reopen": NETWORK,
    "matters:convene": COLLEAGUES,
    "guests:matter": ANYBODY,  # whoever has the link
    "cases:close": CASE,
    "cases:write_note": CASE,
    "cases:correct_note": CASE,
    "cases:give_task": CASE,
    "cases:plan_conversation": CASE,
    "cases:propose_handover": CASE,
    "cases:actors": CASE,
    "cases:involve_unit": CASE,
    "cases:leave_out_unit": CASE,
    "cases:end_involvement": CASE,
    "cases:tasks": COLLEAGUES,
    "cases:task": CASE,
    "cases:complete_task": CASE,
    "cases:postpone_task": CASE,
    "cases:pass_task": CASE,
    "cases:pass_conversation": CASE,
    "cases:conversation": CASE,
    "cases:hold_conversation": CASE,
    "cases:skip_conversation": CASE,
    "cases:note_attempt": CASE,  # posted only
    "cases:answer_offer": CASE,
    "cases:handover": OFFERED,
    "cases:reply_handover": OFFERED,
    "cases:confirm_handover": OFFERED,
    "cases:accept_handover": OFFERED,
    "cases:decline_handover": OFFERED,
    "cases:withdraw_handover": OFFERED,
}
