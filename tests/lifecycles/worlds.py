"""Where each walk begins: a thing in its first state, its pages, and the tables whose rows live with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from samspil.cases import states as cases
from samspil.cases.tests import stage
from samspil.catalogue.activities import states as activities
from samspil.catalogue.activities.tests import activitywork
from samspil.concerns import states as concerns
from samspil.concerns.actions import sparring
from samspil.concerns.enquiries import states as enquiries
from samspil.concerns.enquiries.tests import callers
from samspil.concerns.public import states as public
from samspil.concerns.public.tests import places
from samspil.concerns.signs import states as signs
from samspil.concerns.signs.tests.scenes import noted
from samspil.concerns.tests import doors, test_handing
from samspil.concerns.tests.test_send import send
from samspil.lib.lifecycles import LifeCycle
from samspil.meetings import states as meetings
from samspil.meetings.matters import states as matters
from samspil.meetings.matters.tests import network
from samspil.meetings.passages import states as passages
from samspil.meetings.passages.tests import forums as above_and_below
from samspil.meetings.passages.tests.test_travelling import sent_down
from samspil.meetings.tests import steps
from tests.cast import Cast

PEOPLE = ("consultant", "colleague", "social_worker", "police_officer", "ssp_teacher", "outreach_worker")


@dataclass
class World:
    """What is walked. `rows` says which rows belong to it: a life cycle, and a condition on its table. `facts` are queries
    for words that must stand before a way opens, such as how a child took part before a case ends.
    """

    pages: tuple[str, ...]
    rows: tuple[tuple[LifeCycle, str], ...]
    people: tuple[str, ...] = PEOPLE
    facts: tuple[str, ...] = ()


def meeting(cast: Cast) -> World:
    table = steps.placed(cast, "Aya Lund")
    return _meeting(table.meeting.pk)


def meeting_without_children(cast: Cast) -> World:
    return _meeting(steps.planned(cast).pk)


def _meeting(pk: int) -> World:
    return World(
        (f"/moeder/{pk}/", f"/moeder/{pk}/bord/", f"/moeder/{pk}/referat/", f"/kalender/moede/{pk}/"),
        ((meetings.MEETING, f"id = {pk}"), (meetings.ITEM, f"meeting_id = {pk}")),
    )


def meeting_that_names_nobody(cast: Cast) -> World:
    at = network.meeting(cast, network.forum(cast))
    network.proposed(cast, at)
    return World(
        (f"/moeder/{at.pk}/dagsorden/", f"/moeder/{at.pk}/moedereferat/"),
        (
            (meetings.MEETING, f"id = {at.pk}"),
            (matters.MATTER, f"meeting_id = {at.pk} AND kind <> 'standing'"),
        ),
    )


def agreement(cast: Cast) -> World:
    at = network.meeting(cast, network.forum(cast))
    matter = network.proposed(cast, at)
    matter.meeting = network.begun(cast, at)
    made = network.agreed(cast, matter)
    return World(
        (f"/moeder/{at.pk}/moedereferat/", f"/moeder/emne/{matter.pk}/"), ((matters.RESOLUTION, f"id = {made.pk}"),)
    )


def case(cast: Cast) -> World:
    pk = stage.case(cast).pk
    heard = f"SELECT DISTINCT whose FROM voices_voice WHERE case_id = {pk} ORDER BY 1"
    return World((f"/sager/{pk}/",), ((cases.CASE, f"id = {pk}"),), facts=(heard,))


def task(cast: Cast) -> World:
    pk = stage.task(cast).pk
    return World((f"/sager/opgaver/{pk}/",), ((cases.TASK, f"id = {pk}"),))


def conversation(cast: Cast) -> World:
    pk = stage.talk(cast).pk
    return World((f"/sager/samtaler/{pk}/",), ((cases.CONVERSATION, f"id = {pk}"),))


def handover_of_a_case(cast: Cast) -> World:
    doors.leader(cast)
    pk = stage.handover(cast, stage.case(cast), said=()).pk
    return World((f"/sager/overdragelser/{pk}/",), ((cases.HANDOVER, f"id = {pk}"),), (*PEOPLE, "leader"))


def involvement(cast: Cast) -> World:
    of = stage.case(cast)
    stage.involved(cast, of)
    return World((f"/sager/{of.pk}/aktoerer/",), ((cases.INVOLVEMENT, f"case_id = {of.pk}"),))


def passage(cast: Cast) -> World:
    sent = sent_down(cast, above_and_below.found(cast))
    people = ("other_consultant", "other_police", "consultant", "social_worker", "politician")
    return World((f"/op-og-ned/{sent.pk}/",), ((passages.PASSAGE, f"id = {sent.pk}"),), people)


def concern_at_a_door(cast: Cast) -> World:
    pk = doors.raised(cast, doors.found(cast)).pk
    said = "SELECT DISTINCT {} FROM concerns_assessment WHERE concern_id = " + str(pk)
    facts = tuple(said.format(column) for column in ("first_answer", "level", "outcome"))
    return World((f"/bekymringer/doer/{pk}/",), ((concerns.AT_DOOR, f"id = {pk}"),), facts=facts)


def concern_to_a_forum(cast: Cast) -> World:
    at = steps.planned(cast).pk
    pk = send(cast).pk
    facts = (
        f"SELECT state FROM meetings_meeting WHERE id = {at}",
        f"SELECT DISTINCT state FROM meetings_item WHERE concern_id = {pk} ORDER BY 1",
    )
    pages = (f"/bekymringer/{pk}/", f"/moeder/{at}/", f"/moeder/{at}/bord/", f"/moeder/{at}/referat/")
    return World(pages, ((concerns.CONCERN, f"id = {pk}"),), facts=facts)


def handover_of_a_concern(cast: Cast) -> World:
    door = doors.found(cast)
    doors.leader(cast)
    pk = test_handing.propose(cast, test_handing.ready(cast, door)).pk
    return World((f"/bekymringer/overdragelse/{pk}/",), ((concerns.HANDOVER, f"id = {pk}"),), (*PEOPLE, "leader"))


def question_to_a_colleague(cast: Cast) -> World:
    doors.found(cast)
    asked = sparring.ask(cast.outreach_worker.sign(), about="nobody", who="", question="Hvad gør vi?", key=uuid4())
    return World((f"/bekymringer/sparring/{asked.pk}/",), ((concerns.SPARRING, f"id = {asked.pk}"),))


def enquiry(cast: Cast) -> World:
    pk = callers.enquiry(cast, doors.found(cast))
    return World((f"/henvendelser/{pk}/",), ((enquiries.ENQUIRY, f"id = {pk}"),))


def anonymous_question(cast: Cast) -> World:
    places.opened(cast)
    pk = places.question(cast)
    return World((f"/bekymringer/raadgivning/{pk}/",), ((public.QUESTION, f"id = {pk}"),))


def activity(cast: Cast) -> World:
    pk = activitywork.planned(cast.consultant.sign()).pk
    return World((f"/aktiviteter/{pk}/",), ((activities.ACTIVITY, f"id = {pk}"),))


def early_sign(cast: Cast) -> World:
    doors.found(cast)
    pk = noted(cast).pk
    return World(("/bekymringer/tegn/",), ((signs.SIGN, f"id = {pk}"),))


BEGINNINGS = (
    meeting, meeting_without_children, meeting_that_names_nobody, agreement, case, task, conversation, handover_of_a_case,
    involvement, passage, concern_at_a_door, concern_to_a_forum, handover_of_a_concern, question_to_a_colleague, enquiry,
    anonymous_question, activity, early_sign,
)  # fmt: skip
