"""My day: what waits for each of the cast, and what to do where nothing does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samspil.access import cabinet
from samspil.cases import actions, queries
from samspil.cases.tests import stage
from samspil.concerns.models import Concern
from samspil.desk.queries.day import MyDay, my_day
from samspil.meetings.models import Meeting
from samspil.organisations.queries import units_of
from tests.cast import Cast, Member
from tests.clock import today


def day_of(member: Member) -> MyDay:
    actor = member.sign()
    return my_day(actor, member.staff, units_of(actor, today()))


def test_tasks_stand_by_deadline_and_the_overdue_are_counted(cast: Cast) -> None:
    for days in (5, -2, 0, None):
        stage.task(cast, due_on=None if days is None else today() + timedelta(days=days))
    day = day_of(cast.consultant)
    assert [task.due_on for task in day.tasks] == [
        today() - timedelta(days=2),
        today(),
        today() + timedelta(days=5),
        None,
    ]
    assert day.overdue == 1


def test_conversations_and_follow_ups_stand_apart(cast: Cast) -> None:
    talk = stage.talk(cast, due_on=today())
    held = stage.talk(cast)
    actions.hold_conversation(
        cast.consultant.sign(),
        conversation=held,
        version=held.version,
        held=actions.Held(
            held_on=today(), place="", participants="Jonas", summary="Fodbold", follow_up_on=today() + timedelta(days=9)
        ),
    )
    day = day_of(cast.consultant)
    assert [row.pk for row in day.conversations] == [talk.pk]
    assert [row.follows_id for row in day.follow_ups] == [held.pk]


def test_a_handover_waits_for_the_asked_unit_and_is_held_by_the_giver(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    asked, giver, colleague = day_of(cast.social_worker), day_of(cast.consultant), day_of(cast.colleague)
    assert [row.pk for row in asked.handovers_to_us] == [offer.pk]
    assert asked.handovers_of_ours == []
    assert [row.pk for row in giver.handovers_of_ours] == [offer.pk]
    assert [row.pk for row in colleague.handovers_of_ours] == [offer.pk]
    asked_page, own_page = (cast.client(key).get("/").content.decode() for key in ("social_worker", "consultant"))
    assert ">Jonas Holm</a>" in asked_page
    assert ">Jonas Holm</a>" in own_page.split('id="ours"')[1]
    assert "Forløbet i skolen skal følges" not in asked_page + own_page, "what was written is read on its own page"
    actions.decline_handover(cast.social_worker.sign(), handover=queries.get_handover(offer.pk), answer="Nej")
    assert [row.pk for row in day_of(cast.consultant).declined] == [offer.pk]
    assert day_of(cast.social_worker).declined == []


def test_a_case_in_which_nothing_is_planned_is_named(cast: Cast) -> None:
    idle, busy = stage.case(cast), stage.case(cast)
    stage.task(cast, case=busy)
    assert [case.pk for case in day_of(cast.consultant).without_next_step] == [idle.pk]


def meeting(cast: Cast, days: int, **more: object) -> Meeting:
    start = cast.consultant.sign().at + timedelta(days=days)
    return Meeting.objects.create(
        forum=cast.forum, starts_at=start, ends_at=start + timedelta(hours=2), blocks=["under_18"], **more
    )


def test_meetings_of_ones_own_forums_this_week(cast: Cast) -> None:
    soon = meeting(cast, 2)
    meeting(cast, 9)
    moved = meeting(cast, 3, planned_for=today() + timedelta(days=1), note="Salen er optaget")
    cancelled = meeting(cast, 4, state="cancelled")
    day = day_of(cast.consultant)
    assert [seated.meeting.pk for seated in day.coming] == [soon.pk, moved.pk, cancelled.pk]
    assert "Aflyst" in cast.client("consultant").get("/").content.decode()
    assert day_of(cast.outreach_worker).meetings == []


def test_a_meeting_whose_day_has_passed_is_not_ahead(cast: Cast) -> None:
    """In progress since days ago it is named as not ended, to those who sit there; never begun, to those who lead."""
    gone_on, forgotten = meeting(cast, -21, state="open"), meeting(cast, -7)
    meeting(cast, -30)  # nothing stood on its agenda: nobody knows but that it was planned
    sent = meeting(cast, -9, state="sent")
    leads, sits = day_of(cast.social_worker), day_of(cast.police_officer)
    for day in (leads, sits):
        assert day.coming == []
        assert [seated.meeting.pk for seated in day.not_ended] == [gone_on.pk]
    assert [seated.meeting.pk for seated in leads.forgotten] == [sent.pk, forgotten.pk]
    assert sits.forgotten == []
    page = " ".join(cast.client("social_worker").get("/").content.decode().split())
    for words in ("er ikke afsluttet", "afslut det, så referatet kan godkendes", "blev aldrig begyndt", "I gang"):
        assert (words in page) is (words != "I gang"), words


def test_minutes_wait_for_those_who_lead(cast: Cast) -> None:
    held = meeting(cast, -2, state="held")
    assert [seated.meeting.pk for seated in day_of(cast.consultant).to_approve] == [held.pk]
    assert [seated.meeting.pk for seated in day_of(cast.social_worker).to_approve] == [held.pk]
    assert day_of(cast.police_officer).to_approve == []


def test_new_concerns_at_the_door(cast: Cast) -> None:
    cast.consultant.sign()
    concern = Concern.objects.create(
        owner_audience_id=cast.forum.door_id,
        forum_id=cast.forum.pk,
        about="group",
        who="Gruppe ved skaterbanen",
        text="De er der hver aften",
        source="leisure",
        sender_id=cast.consultant.staff.pk,
        sender_unit_id=cast.consultant.unit.pk,
    )
    assert [row.pk for row in day_of(cast.consultant).concerns] == [concern.pk]
    for key in ("police_officer", "outreach_worker", "outsider", "other_consultant"):
        assert day_of(cast.members[key]).concerns == []


@pytest.mark.parametrize(
    "key",
    ["consultant", "ssp_teacher", "police_officer", "politician", "administrator", "protection_officer", "outsider"],
)
def test_an_empty_day_says_what_to_do(cast: Cast, key: str) -> None:
    page = cast.client(key).get("/")
    assert page.status_code == 200
    assert "Du har ingen åbne opgaver" in page.content.decode()
    assert "De kommer her, når et møde eller en sag" in page.content.decode()


def test_who_holds_no_post_is_told(cast: Cast) -> None:
    cast.administrator.sign()
    cabinet.dismiss([cast.outsider.unit.audience_id], [cast.outsider.principal_id])
    cast.outsider.staff.post_set.update(valid_to=today() - timedelta(days=1))
    page = cast.client("outsider").get("/")
    assert "Bed jeres administrator om at give dig en" in page.content.decode()


def test_who_is_not_signed_in_signs_in_first(db: None) -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert "/konto/" in answer["Location"]


def test_other_peoples_work_does_not_stand_there(cast: Cast) -> None:
    case = stage.case(cast)
    stage.task(cast, case=case, due_on=today())
    stage.talk(cast, due_on=today())
    stage.handover(cast, case)
    for key in ("outsider", "ssp_teacher", "other_consultant", "politician", "administrator"):
        day = day_of(cast.members[key])
        assert (day.tasks, day.conversations, day.handovers_to_us, day.without_next_step) == ([], [], [], [])


def test_the_meeting_of_today_stands_before_everything_else(cast: Cast) -> None:
    begins = timezone.localtime(cast.consultant.sign().at).replace(hour=9, minute=0)
    for start in (begins, begins + timedelta(days=2)):
        Meeting.objects.create(forum=cast.forum, starts_at=start, ends_at=start + timedelta(hours=2), place="Rådhuset")
    page = cast.client("consultant").get("/").content.decode()
    today, tasks, later = page.index('id="today"'), page.index('id="tasks"'), page.index('id="meetings"')
    assert today < tasks < later
    assert page.count("Rådhuset") == 2
    assert "Rådhuset" in page[today:tasks]
