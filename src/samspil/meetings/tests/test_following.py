"""A follow-up shows what to follow up, and what is said in one press: attempts to reach the family, facts, the school."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from samspil.cases import actions as cases
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.models import Task
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, following, preparing, sitting
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Item, Statement
from samspil.meetings.queries import following as what_to_follow_up
from samspil.meetings.queries.waiting import suggestions
from samspil.meetings.states import StatementKind
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.organisations.models import Post, Role, Staff
from tests.cast import SINCE, Cast


def followed_up(cast: Cast, *, by: str = "consultant", days: int = 9) -> Table:
    """Something was agreed about Jonas; some meetings later it stands on the agenda as a follow-up."""
    first = opened(placed(cast, "Jonas Holm"))
    decided(first, first.items[0], "support", cast.members[by])
    approved(first)
    meeting, actor = planned(cast, days=days), cast.consultant.sign()
    placement = Placement(
        label="Jonas Holm", source="follow_up", subject=first.items[0].subject, birth_date=first.items[0].birth_date,
        from_item_id=first.items[0].pk,
    )  # fmt: skip
    items = preparing.place(actor, meeting=meeting, necessity="valg af indsats", placements=[placement])
    meeting.refresh_from_db()
    return opened(Table(cast, meeting, items))


def drawn(cast: Cast, who: str, item: Item) -> str:
    """The part of the table that the template tag draws."""
    member = cast.members[who]
    request = RequestFactory().get("/")
    request.actor, request.colleague = member.sign(), member.staff  # type: ignore[attr-defined]
    with translation.override("da"):
        template = Template("{% load meetings %}{% follow_up item %}")
        fresh = Item.objects.select_related("meeting__forum__body", "slot", "concern__sender_unit").get(pk=item.pk)
        return " ".join(template.render(Context({"request": request, "item": fresh})).split())


def test_it_shows_what_was_decided_who_is_responsible_and_by_when(cast: Cast) -> None:
    shown = drawn(cast, "police_officer", followed_up(cast).items[0])
    assert "Tilbyd støtte. Ansvarlig: Mette Kjær, SSP-enheden. Frist: " in shown
    # The officer does not read the consultant's work, done or not.
    assert "fristen er overskredet; om det er gjort, kan ikke ses her" in shown


def test_it_shows_with_whom_it_lies_now_and_who_has_stopped(cast: Cast) -> None:
    """Met by a stranger: the task had been given to a colleague, and the meeting named who had stopped since."""
    item = followed_up(cast).items[0]
    actor = cast.consultant.sign()
    task = Task.objects.get()
    assert "nu hos" not in drawn(cast, "consultant", item)
    cases.pass_task(actor, task=task, version=task.version, to=cast.colleague.staff)
    assert "nu hos Line Østergaard" in drawn(cast, "consultant", item)
    assert "nu hos" not in drawn(cast, "police_officer", item)  # who does not read the task does not read whose it is
    ended(cast, "consultant")
    assert "Mette Kjær er stoppet" not in drawn(cast, "colleague", item)
    assert "Mette Kjær er stoppet" in drawn(cast, "police_officer", item)


def test_the_list_of_what_waits_names_who_has_it_now(cast: Cast) -> None:
    first = opened(placed(cast, "Jonas Holm"))
    decided(first, first.items[0], "support", cast.consultant)
    approved(first)
    meeting, actor = planned(cast, days=9), cast.consultant.sign()
    task = Task.objects.get()
    cases.pass_task(actor, task=task, version=task.version, to=cast.colleague.staff)
    with translation.override("da"):
        (waits,) = [one for one in suggestions(meeting) if one.kind == "followup"]
    assert [one.responsible for one in waits.agreed] == ["Mette Kjær, nu hos Line Østergaard"]


def test_who_has_done_it_reads_that_it_is_done_and_others_nothing_of_it(cast: Cast) -> None:
    item = followed_up(cast).items[0]
    assert "ikke gjort endnu" in drawn(cast, "consultant", item)
    actor = cast.consultant.sign()
    task = Task.objects.get()
    cases.complete_task(actor, task=task, version=task.version, outcome="Begyndt til fodbold")
    shown = drawn(cast, "consultant", item)
    assert "udført " in shown
    assert "Begyndt til fodbold" in shown
    assert "fristen er overskredet" not in shown
    assert "Begyndt til fodbold" not in drawn(cast, "police_officer", item)  # another unit's work


def test_the_open_case_stands_there_for_who_may_read_it(cast: Cast) -> None:
    table = followed_up(cast)
    actor = cast.consultant.sign()
    cases.open_case(
        actor, person_id=table.items[0].subject, unit=cast.consultant.unit, forum_id=cast.forum.pk,
        owner_audience_id=cast.consultant.unit.audience_id, opening_reason="Behov for fælles indsats",
        coordinator=cast.consultant.staff,
    )  # fmt: skip
    assert "Sag åbnet" in drawn(cast, "consultant", table.items[0])
    assert "Sag åbnet" not in drawn(cast, "police_officer", table.items[0])


@pytest.mark.parametrize(("kind", "words"), [
    ("called", "Ringet"), ("not_reached", "Ikke truffet"), ("letter", "Brev sendt"), ("visited", "Mødt op"),
])  # fmt: skip
def test_an_attempt_to_reach_the_family_is_one_press(cast: Cast, kind: str, words: str) -> None:
    item = followed_up(cast).items[0]
    assert f'value="{kind}"' in drawn(cast, "social_worker", item)
    assert cast.client("social_worker").post(f"/moeder/punkt/{item.pk}/noter/", {"kind": kind}).status_code == 303
    shown = drawn(cast, "police_officer", item)
    assert "Forsøg på at få fat i familien" in shown
    assert f'{words} <span class="quiet">(Pia Møller' in shown


def test_the_minute_taker_notes_it_for_who_said_it(cast: Cast) -> None:
    item = followed_up(cast).items[0]
    sent = {"kind": "interviewed", "said_by": cast.police_officer.staff.pk}
    assert cast.client("consultant").post(f"/moeder/punkt/{item.pk}/noter/", sent).status_code == 303
    cast.police_officer.sign()
    told = Statement.objects.get()
    assert (told.giver_unit_id, told.spoken, told.kind) == (cast.units["local_police"].pk, True, "interviewed")
    assert cast.client("police_officer").post(f"/moeder/punkt/{item.pk}/noter/", {"kind": "guilty"}).status_code == 409


def test_the_latest_word_on_a_fact_stands_and_one_taken_back_does_not(cast: Cast) -> None:
    item = followed_up(cast).items[0]
    assert "det har ingen sagt noget om" in drawn(cast, "consultant", item)
    waits = following.note(cast.police_officer.sign(), item=item, kind=StatementKind.NOT_INTERVIEWED)
    shown = drawn(cast, "consultant", item)
    assert "Afhøringen er ikke gennemført endnu" in shown.split("<form")[0]
    assert "Aftal det med politiet" in shown
    following.note(cast.police_officer.sign(), item=item, kind=StatementKind.INTERVIEWED)
    assert "Aftal det med politiet" not in drawn(cast, "consultant", item)
    following.note(cast.social_worker.sign(), item=item, kind=StatementKind.BOARD)
    assert "Der er en sag i Ungdomskriminalitetsnævnet" in drawn(cast, "police_officer", item).split("<form")[0]
    sitting.take_back(
        cast.police_officer.sign(), statement=Statement.objects.select_related("item__meeting").get(pk=waits.pk)
    )
    assert "Afhøringen er gennemført" in drawn(cast, "consultant", item).split("<form")[0]


def test_the_board_is_not_asked_about_an_adult(cast: Cast) -> None:
    grown = timezone.localdate() - timedelta(days=22 * 365)
    table = opened(placed(cast, "Jonas Holm", born=grown, meeting=planned(cast, days=0, blocks=("18_plus",))))
    assert "Ungdomskriminalitetsnævnet" not in drawn(cast, "consultant", table.items[0])


def adviser(cast: Cast) -> Staff:
    """The outreach worker is the adviser of the school's district."""
    cast.administrator.sign()
    role = Role.objects.create(body=cast.body, key="adviser", name="Distriktsrådgiver", type="district_adviser")
    Post.objects.create(
        role=role, unit=cast.units["family"], staff=cast.outreach_worker.staff, valid_from=SINCE,
        district=cast.units["school"].district,
    )  # fmt: skip
    return cast.outreach_worker.staff


def test_the_school_its_ssp_teacher_and_the_districts_adviser_stand_on_the_item(cast: Cast) -> None:
    adviser(cast)
    item = followed_up(cast).items[0]
    assert "Anders Friis" not in drawn(cast, "police_officer", item)
    school = cast.units["school"].pk
    assert cast.client("consultant").post(f"/moeder/punkt/{item.pk}/skole/", {"school": school}).status_code == 303
    shown = drawn(cast, "police_officer", item)
    for words in ("Skolen ved Mosen", "ssp_teacher: Anders Friis", "Distriktsrådgiver: Omar Said"):
        assert words in shown
    assert (
        cast.client("consultant").post(f"/moeder/punkt/{item.pk}/skole/", {"school": cast.units["it"].pk}).status_code
        == 409
    )


def test_the_school_comes_back_by_itself_at_the_next_follow_up(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    following.tell_school(cast.consultant.sign(), item=table.items[0], school=cast.units["school"])
    decided(table, table.items[0], "support", cast.consultant)
    approved(table)
    placement = Placement(label="Jonas Holm", source="follow_up", subject=table.items[0].subject)
    meeting = planned(cast, days=9)
    (again,) = preparing.place(cast.consultant.sign(), meeting=meeting, necessity="x", placements=[placement])
    found = what_to_follow_up(Item.objects.select_related("meeting__forum").get(pk=again.pk))
    assert found.school
    assert found.school.name == "Skolen ved Mosen"


def test_only_who_keeps_the_minutes_writes_the_school(cast: Cast) -> None:
    item = followed_up(cast).items[0]
    with pytest.raises(Refused, match="referatet"):
        following.tell_school(cast.police_officer.sign(), item=item, school=cast.units["school"])
    assert "Gem skolen" not in drawn(cast, "police_officer", item)


def test_nothing_is_noted_when_the_minutes_are_approved(cast: Cast) -> None:
    table = followed_up(cast)
    item = table.items[0]
    decided(table, item, "continue")
    closing.approve(cast.consultant.sign(), meeting=closing.end_meeting(cast.consultant.sign(), meeting=table.meeting))
    assert cast.client("social_worker").post(f"/moeder/punkt/{item.pk}/noter/", {"kind": "called"}).status_code == 404


def test_what_becomes_of_an_earlier_task_that_is_open_is_told_where_the_follow_up_is_decided(cast: Cast) -> None:
    """Else two tasks about one thing stand on somebody's day, and nobody has been asked."""
    item, told = followed_up(cast).items[0], "En ny beslutning afslutter ikke det, der blev aftalt"
    for who in ("consultant", "police_officer"):  # who does not read the task does not know whether it is done
        assert told in drawn(cast, who, item), who
    actor = cast.consultant.sign()
    task = Task.objects.get()
    cases.complete_task(actor, task=task, version=task.version, outcome="Begyndt til fodbold")
    assert told not in drawn(cast, "consultant", item)
