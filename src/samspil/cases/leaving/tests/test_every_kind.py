"""Whatever lies with a colleague when they leave has somebody who acts, who is told and sees it on their day. Every column that names
a colleague stands in one of two lists here, so that a new kind cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from samspil.access.actor import now
from samspil.cases.leaving.tests.places import other_team
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_one_post import registered
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered
from samspil.concerns.arrivals import actions as arrivals
from samspil.concerns.joint import actions as joint
from samspil.concerns.joint.tests.scenes import answered, asked
from samspil.concerns.public import actions as public
from samspil.concerns.public.tests.scenes import waiting
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.made import JONAS, VERA, keep, row
from samspil.concerns.tests.test_handing import propose, ready
from samspil.lib.refusals import Refused
from samspil.organisations import actions as organisations
from samspil.organisations.models import Post, Staff
from samspil.sharing.notices.queries import mine
from tests import clock
from tests.cast import Cast
from tests.verbs.scene import fresh

DAY, PAGE = "/", "/sager/efterladt/"

# Who wrote, said, judged or has done something: it stays theirs, and nobody waits for them.
DONE = {
    "organisations_takingpart.decided_by", "concerns_concern.sender", "concerns_assessment.first_by", "concerns_step.staff",
    "concerns_listentry.said_by", "concerns_agreement.staff", "concerns_sparring.answered_by", "chosen_takeover.staff",
    "notifying_sentnotification.staff", "joint_jointanswer.staff", "together_tie.said_by", "together_tie.parted_by",
    "rounds_round.staff", "signs_earlysign.staff", "public_question.answered_by", "enquiries_enquirystep.staff",
    "cases_agreement.staff", "cases_agreement.coordinator", "arenas_line.said_by", "efforts_effort.assessed_by",
    "origins_parentsrule.staff", "youth_youtheffort.assessed_by", "youth_degreechange.said_by", "youth_communitystate.said_by",
    "meetings_meeting.approved_by", "meetings_statement.said_by", "meetings_attendance.staff", "meetings_presence.staff",
    "calendar_change.made_by", "calendar_seen.staff", "matters_matter.proposed_by", "papers_paper.made_by",
    "evaluation_documentrenewal.staff", "profiles_change.made_by", "activities_intoclub.staff",
}  # fmt: skip
# Somebody's own settings, places and letters: they end with the access.
OWN = {
    "organisations_post.staff", "organisations_seatholder.staff", "organisations_feedaddress.staff", "notices_notice.staff",
    "notices_outgoingmail.staff", "notices_choice.staff", "responsibility_absence.staff", "responsibility_absence.deputy",
}  # fmt: skip
# It lies with a unit, a door or a forum, whose people all see it and do it: that somebody is named takes it from nobody.
EVERYBODYS = {
    "activities_activity.staff": "the team carries it out",
    "concerns_sparring.asker": "the door that is asked answers",
    "chosen_chosenadult.staff": "whoever has the concern, in `concerns_holding`",
    "notifying_notifier.staff": "the door names another; the clock reminds everybody there",
    "meetings_meeting.opened_by": "those who were there take it over (desk: leaderless)",
    "meetings_meeting.minute_taker": "who chairs, deputises or keeps minutes in the forum",
    "meetings_decision.responsible": "its task or case, and the forum that takes it up again",
    "meetings_decision.officer": "its task",
    "matters_sheet.chair": "who chairs or deputises in the forum",
    "matters_sheet.minute_taker": "who keeps minutes in the forum",
    "matters_resolution.responsible": "the forum follows it up until it is done",
    "matters_invitation.staff": "who invited",
}


def _handover(cast: Cast) -> str:
    offered(cast, stage.case(cast, cast.colleague), cast.consultant)
    return ""


def _offer(cast: Cast) -> str:
    stage.handover(cast, stage.case(cast))
    return "Jonas Holm"


def _concern_offer(cast: Cast) -> str:
    propose(cast, ready(cast, found(cast)), to="outreach_worker")
    return "Vera"


def _enquiry(cast: Cast) -> str:
    registered(cast, found(cast))
    return "Der er uro ved legepladsen"


def _joint(cast: Cast) -> str:
    asked(cast)
    return "Den fælles vurdering af"


def _case(cast: Cast) -> str:
    stage.case(cast)
    return "Jonas Holm"


def _task(cast: Cast) -> str:
    stage.task(cast)
    return "Ring til skolen"


def _talk(cast: Cast) -> str:
    stage.talk(cast)
    return "Jonas Holm"


def _concern(cast: Cast) -> str:
    ready(cast, found(cast))
    return "Vera"


# What lies with the consultant; each answers words that the one who acts then reads on their day, empty where it ends with the access.
OPEN: dict[str, Callable[[Cast], str]] = {
    "cases_responsibility.staff": _case,
    "cases_task.responsible": _task,
    "cases_conversation.responsible": _talk,
    "cases_handover.from_staff": _offer,
    "cases_handover.to_staff": _handover,
    "concerns_holding.staff": _concern,
    "concerns_handover.from_staff": _concern_offer,
    "enquiries_enquiry.assigned_to": _enquiry,
    "joint_jointassessment.consultant": _joint,
}
# The same as one that is played, or played below by itself.
LIKE = {
    "concerns_handover.to_staff": "cases_handover.to_staff",
    "joint_jointassessment.teacher": "joint_jointassessment.consultant",
    "joint_jointassessment.school": "joint_jointassessment.consultant",
    "public_question.taken_by": "test_a_question_that_somebody_took",
    "arrivals_arrival.taken_by": "test_a_danger_on_which_somebody_acted",
}


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def columns() -> set[str]:
    """Every column of a table that names a colleague."""
    return {
        f"{model._meta.db_table}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model is Staff
    }


def test_every_column_that_names_a_colleague_says_who_acts_when_they_leave() -> None:
    lists = (DONE, OWN, EVERYBODYS.keys(), OPEN.keys(), LIKE.keys())
    assert sum(len(one) for one in lists) == len(set().union(*lists)), "one column stands in two lists"
    assert columns() == set().union(*lists), "say of it whether it is done, somebody's own, everybody's, or open"


@pytest.mark.parametrize("kind", OPEN)
def test_what_lies_with_who_leaves_is_acted_for_told_and_on_the_day(cast: Cast, kind: str) -> None:
    words = OPEN[kind](cast)
    ended(cast)
    sentences = {}
    for member in ("colleague", "outreach_worker"):
        cast.members[member].sign()
        sentences[member] = {line.sentence for line in mine()}
    if not words:  # the giver asks somebody else
        assert any("er rejst" in one or "er stoppet" in one for one in sentences["colleague"]), sentences
        assert "Et af jeres spørgsmål er lukket, fordi sagen er gået videre." not in sentences["colleague"]
        return
    acting = [member for member in sentences if "Du handler for en kollega, der er stoppet." in sentences[member]]
    assert acting, "nobody was told"
    assert any(words in text(cast.client(member).get(DAY)) or kind.startswith("enquiries") for member in acting)
    assert all(words in text(cast.client(member).get(PAGE)) for member in acting)


def test_a_joint_assessment_ends_without_the_one_who_left(cast: Cast) -> None:
    one = asked(cast)
    answered(cast, one, "consultant", "leader")
    with pytest.raises(Refused, match="Alle tre"):
        joint.conclude(cast.consultant.sign(), assessment=fresh(one), measures="Vi ringer", missing_because="Stoppet")
    ended(cast, "ssp_teacher")
    done = joint.conclude(
        cast.consultant.sign(), assessment=fresh(one), measures="Vi ringer", missing_because="Læreren er stoppet"
    )
    assert done.concluded_at is not None


def test_a_question_that_somebody_took_is_taken_again_when_they_answer_the_counselling_no_more(cast: Cast) -> None:
    question = waiting(cast)
    follower = other_team(cast)
    role = Post.objects.get(staff=cast.social_worker.staff).role
    organisations.give_post(cast.administrator.sign(), staff=follower.staff, role=role, unit=cast.units["family"])
    public.take(cast.social_worker.sign(), question=fresh(question))
    with pytest.raises(Refused, match=r"har de[tn] allerede"):
        public.take(follower.sign(), question=fresh(question))
    post = Post.objects.select_related("staff__body", "unit").get(staff=cast.social_worker.staff)
    organisations.give_post(
        cast.administrator.sign(), staff=cast.social_worker.staff, role=role, unit=cast.units["ssp"]
    )
    organisations.end_post(cast.administrator.sign(), post=post)
    follower.sign()
    assert public.take(follower.sign(), question=fresh(question)).taken_by_id == follower.staff.pk


def test_a_danger_on_which_somebody_acted_is_nobodys_again_when_they_leave(cast: Cast) -> None:
    concern = raised(cast, found(cast), in_danger=True)
    arrivals.take(cast.consultant.sign(), about=concern)
    with pytest.raises(Refused):
        arrivals.take(cast.colleague.sign(), about=concern)
    ended(cast)
    with clock.later(minutes=20):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE samspil_keeper")
            cursor.execute("SELECT arrivals.remind(%s)", [now()])
            cursor.execute("SET LOCAL ROLE samspil_app")
        cast.outreach_worker.sign()
        assert [line for line in mine() if line.made_at > now() - timedelta(minutes=5)], "nobody is told of the danger"
    arrivals.take(cast.colleague.sign(), about=concern)


def test_who_asked_a_colleague_that_stopped_when_their_last_day_passed_is_told(cast: Cast) -> None:
    offered(cast, stage.case(cast, cast.colleague), cast.consultant)
    post = Post.objects.select_related("staff__body", "unit").get(staff=cast.consultant.staff)
    organisations.end_post(cast.administrator.sign(), post=post, last_day=clock.today())
    with clock.later(days=1):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE samspil_keeper")
            cursor.execute("SELECT leaving.remind(%s)", [now()])
            cursor.execute("SET LOCAL ROLE samspil_app")
        cast.colleague.sign()
        sentence = "En kollega, som du har bedt om at overtage noget, er stoppet. Spørg en anden."
        assert sentence in {line.sentence for line in mine()}


def test_a_list_that_who_left_had_begun_is_on_the_day_of_those_who_may_receive_it(cast: Cast) -> None:
    keep(cast, cast.consultant.sign(), row(2, "Vera Ottosen", VERA), row(3, "Jonas Holm", JONAS))
    ended(cast)
    assert "Begyndt og ikke modtaget: 2 linjer" in text(cast.client("colleague").get(DAY))
