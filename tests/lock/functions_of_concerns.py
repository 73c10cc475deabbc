"""The functions of concerns (see `functions`)."""

from __future__ import annotations

from tests.lock import functions_of_front
from tests.lock.calling import ADMINISTRATOR, ANYBODY, EVERYBODY, POLICE, UNIT, Call


def _tell(unit: str, *, seen: str = "conflict", did: str = "spoke", times: int = 1) -> str:
    audience = f"(SELECT audience_id FROM public.organisations_unit WHERE id = %({unit})s)"
    return f"SELECT onthespot.tell({audience}, '{seen}', '{did}', {times}, gen_random_uuid())"


def _whom(unit: str, answer: str = "own") -> str:
    return f"SELECT doorsurvey.answer(%({unit})s, '{answer}')"


OF_THE_PLACE = tuple(member for member in EVERYBODY if not member.startswith("other_"))

CALLS: dict[str, tuple[Call, ...]] = functions_of_front.CALLS | {
    "concerns.take": (
        Call("takes the concern", "SELECT concerns.take(%(concern)s, %(ssp_unit)s)", UNIT),
        Call("takes a concern that somebody has taken", "SELECT concerns.take(%(taken_concern)s, %(ssp_unit)s)"),
        Call("takes a closed concern", "SELECT concerns.take(%(closed_concern)s, %(ssp_unit)s)"),
        Call("takes it for a unit without a post", "SELECT concerns.take(%(concern)s, %(police_unit)s)"),
    ),
    "concerns.finish": (
        Call("closes the concern", "SELECT concerns.finish(%(concern)s)", UNIT),
        Call("closes it again", "SELECT concerns.finish(%(closed_concern)s)"),
    ),
    "concerns.reopen": (
        Call("opens a closed concern again", "SELECT concerns.reopen(%(closed_concern)s)", UNIT),
        Call("opens an open concern again", "SELECT concerns.reopen(%(concern)s)"),
    ),
    "concerns.sides": (
        Call(
            "asks who has agreed",
            "SELECT 1 FROM concerns.sides(%(concern_handover)s) WHERE party = 'giver' AND met",
            (*UNIT, *POLICE),
            "nothing",
        ),
    ),
    "concerns.ask_to_confirm": (
        Call(
            "asks for the confirmation of what nobody has written",
            "SELECT concerns.ask_to_confirm(%(concern_handover)s, 'child')",
        ),
    ),
    "concerns.urgency": (
        Call(
            "asks which questions cannot wait",
            "SELECT FROM concerns.urgency(ARRAY[%(concern_handover)s]::bigint[])",
            (*UNIT, *POLICE),
            "nothing",
        ),
    ),
    "concerns.my_clocks": (
        Call(
            "reads the clocks that run at one's door", "SELECT FROM concerns.my_clocks()", (*UNIT, *POLICE), "nothing"
        ),
    ),
    "concerns.at_door": (
        Call(
            "asks what the door has done",
            "SELECT FROM concerns.at_door(%(taken_concern)s)",
            (*UNIT, *POLICE),
            "nothing",
        ),
    ),
    "notifying.told_sent": (
        Call(
            "asks who has sent the notification",
            "SELECT FROM notifying.told_sent(%(taken_concern)s)",
            (*UNIT, *POLICE),
            "nothing",
        ),
        Call(
            "asks who has sent one that is not sent",
            "SELECT FROM notifying.told_sent(%(unsent_concern)s)",
            (),
            "nothing",
        ),
    ),
    "concerns.begun_lists": (
        Call("reads which lists colleagues have begun", "SELECT FROM concerns.begun_lists()", (), "nothing"),
    ),
    "concerns.door_of_unit": (
        Call("opens the door of a unit", "SELECT concerns.door_of_unit(%(family_unit)s)", UNIT),
        Call("opens a door at the police's", "SELECT concerns.door_of_unit(%(police_unit)s)"),
        Call("opens a door at a unit where nobody is", "SELECT concerns.door_of_unit(%(empty_unit)s)"),
    ),
    "concerns.pass_on": (
        Call("passes on what one has told", "SELECT concerns.pass_on(%(told_step)s)", ("consultant",)),
        Call("passes on what is not there", "SELECT concerns.pass_on(0)"),
    ),
    "concerns.settle": (
        Call("asks whether the concern moves", "SELECT concerns.settle(%(concern_handover)s)", (*UNIT, *POLICE)),
        Call("gives to another adult what no child has asked of one", "SELECT concerns.settle(%(adult_handover)s)"),
    ),
    "concerns.withdraw": (
        Call("takes the question back", "SELECT 1 WHERE concerns.withdraw(%(concern_handover)s)", UNIT),
    ),
    "concerns.withdraw_sparring": (
        Call(
            "takes the question for advice back",
            "SELECT 1 WHERE concerns.withdraw_sparring(%(sparring)s)",
            ("consultant",),
        ),
        Call("takes back what is not there", "SELECT concerns.withdraw_sparring(0)"),
    ),
    "chosen.take_over": (
        Call(
            "takes over in danger", "SELECT chosen.take_over(%(confided_concern)s, %(ssp_unit)s, 'danger', 'x')", UNIT
        ),
        Call("takes over without a word", "SELECT chosen.take_over(%(confided_concern)s, %(ssp_unit)s, 'danger', '')"),
        Call("takes over for no reason", "SELECT chosen.take_over(%(confided_concern)s, %(ssp_unit)s, 'travlt', 'x')"),
        Call(
            "takes over from somebody at work",
            "SELECT chosen.take_over(%(confided_concern)s, %(ssp_unit)s, 'absence', '')",
        ),
        Call("takes over unasked", "SELECT chosen.take_over(%(confided_concern)s, %(ssp_unit)s, 'asked', '')"),
        Call(
            "takes over for a unit in which one has no post",
            "SELECT chosen.take_over(%(confided_concern)s, %(police_unit)s, 'danger', 'x')",
        ),
        Call("takes over what nobody chose", "SELECT chosen.take_over(%(taken_concern)s, %(ssp_unit)s, 'danger', 'x')"),
    ),
    "chosen.hear_choice": (
        Call(
            "writes whom a child talks with whose adult is here",
            "SELECT chosen.hear_choice(%(confided_concern)s, true)",
        ),
        Call("writes it where nobody was chosen", "SELECT chosen.hear_choice(%(taken_concern)s, false)"),
    ),
    "chosen.held": (
        Call(
            "counts for whom a colleague is the adult",
            "SELECT count(*) FROM chosen.held(%(consultant_staff)s, NULL)",
            ("consultant", *ADMINISTRATOR),
        ),
    ),
    "chosen.left_behind": (
        Call("tells that an adult has left", "SELECT chosen.left_behind(%(consultant_staff)s)", ADMINISTRATOR),
    ),
    "chosen.last_day_set": (
        Call(
            "tells that an adult stops",
            "SELECT chosen.last_day_set(%(consultant_post)s)",
            ("consultant", *ADMINISTRATOR),
        ),
    ),
    "onthespot.tell": (
        Call("counts what was seen, for the own unit", _tell("ssp_unit"), UNIT),
        Call("counts for the police's unit", _tell("police_unit"), POLICE),
        Call("counts what there is no word for", _tell("ssp_unit", seen="jonas")),
        Call("counts what nobody can have done", _tell("ssp_unit", did="jonas")),
        Call("counts too many at once", _tell("ssp_unit", times=21)),
    ),
    "sources.figures": (Call("reads where it came from", "SELECT FROM sources.figures()", UNIT, "nothing"),),
    "evaluation.my_overdue": (
        Call("asks which documents wait for them", "SELECT FROM evaluation.my_overdue()", (), "nothing"),
    ),
    "evaluation.is_mine": (
        Call("asks whether they renew a document", "SELECT 1 WHERE evaluation.is_mine(0)", (), "nothing"),
    ),
    "evaluation.who_renews": (
        Call("asks who renews a document", "SELECT 1 WHERE evaluation.who_renews(0) IS NULL", ANYBODY),
    ),
    "sources.locations": (Call("reads where it happens", "SELECT FROM sources.locations()", UNIT, "nothing"),),
    "doorsurvey.waits": (
        Call(
            "asks whether the question of the year waits",
            "SELECT FROM doorsurvey.waits() AS w WHERE w",
            OF_THE_PLACE,
            "nothing",
        ),
    ),
    "doorsurvey.answer": (
        Call("says whom one would contact", _whom("ssp_unit"), UNIT),
        Call("says it for the police's unit", _whom("police_unit"), POLICE),
        Call("says what there is no word for", _whom("ssp_unit", "jonas")),
    ),
    "doorsurvey.decline": (Call("does not say it this year", "SELECT doorsurvey.decline()", OF_THE_PLACE),),
    "doorsurvey.figures": (
        Call("reads what is for those who lead", "SELECT count(*) FROM doorsurvey.figures()", ("social_worker",)),
    ),
    "together.follow": (
        Call("has both, where nobody has taken either", "SELECT together.follow(%(tie)s)", UNIT),
        Call("draws the second to who has taken the first", "SELECT together.follow(%(taken_tie)s)", ("consultant",)),
        Call("draws one from whom a child chose", "SELECT together.follow(%(confided_tie)s)"),
        Call("draws one from a colleague who has taken it", "SELECT together.follow(%(held_tie)s)"),
        Call("draws one from another door", "SELECT together.follow(%(far_tie)s)"),
        Call("follows what was parted", "SELECT together.follow(%(parted_tie)s)"),
    ),
    "onthespot.figures": (Call("reads the figures", "SELECT count(*) FROM onthespot.figures()", ANYBODY),),
}
