"""The urgent meeting: its way in from where its callers look, its form, and whom it is told to."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.meetings.actions import closing, deciding, sitting, urgent
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Decision, Item, Meeting
from samspil.meetings.tests.steps import BORN, Table, approved, listed, opened, planned
from samspil.organisations.models import Forum, ForumTerms
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from samspil.web import dates
from tests import clock
from tests.cast import FORUM, SINCE, Cast

WORDS = "Indkald til hastemøde"


def page(cast: Cast, who: str, address: str) -> str:
    answer = cast.client(who).get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


def called(cast: Cast, **given: object) -> Item:
    fields = {
        "forum": cast.forum, "name": "Jonas Holm", "birth_date": None, "present": [cast.social_worker.staff],
        "necessity": "barnets sikkerhed",
    }  # fmt: skip
    return urgent.call_now(cast.police_officer.sign(), **(fields | given))  # type: ignore[arg-type]


def test_who_holds_a_standing_seat_finds_it_wherever_they_look(cast: Cast) -> None:
    child = listed(cast, "Jonas Holm").subject
    meeting = planned(cast, days=3)
    form = f"/moeder/hastemoede/{cast.forum.pk}/"
    looked = {
        "/": "/moeder/hastemoede/",
        "/kalender/": "/moeder/hastemoede/",
        f"/kalender/?forum={cast.forum.pk}": form,
        f"/moeder/{meeting.pk}/": form,
        f"/barnet/{child}/": f"/moeder/hastemoede/?barn={child}",
    }
    for address, leads in looked.items():
        shown = page(cast, "consultant", address)
        assert WORDS in shown, address
        assert f'href="{form}' in shown or f'href="{leads}' in shown, address
    for who in ("ssp_teacher", "youth_job_centre", "outsider"):
        assert WORDS not in page(cast, who, "/"), who


def test_with_one_forum_the_way_leads_straight_to_its_form(cast: Cast) -> None:
    answer = cast.client("police_officer").get("/moeder/hastemoede/")
    assert answer.headers["Location"] == f"/moeder/hastemoede/{cast.forum.pk}/"


def test_who_sits_in_several_chooses_and_the_child_comes_along(cast: Cast) -> None:
    cast.consultant.sign()
    child = listed(cast, "Jonas Holm").subject
    other = Forum(
        body=cast.body, key="ungegruppen", name="Ungegruppen", type="named_case_forum", named_persons=True,
        audience_id=cast.units["ssp"].audience_id, door_id=cast.units["ssp"].audience_id,
    )  # fmt: skip
    with_administrator(cast, other)
    shown = page(cast, "consultant", f"/moeder/hastemoede/?barn={child}")
    for forum in (cast.forum, other):
        assert f'href="/moeder/hastemoede/{forum.pk}/?barn={child}"' in shown


def with_administrator(cast: Cast, forum: Forum) -> None:
    cast.administrator.sign()
    forum.save()
    ForumTerms.objects.create(forum=forum, valid_from=SINCE, terms=FORUM)


def test_who_holds_no_seat_is_told_so_and_where_to_go(cast: Cast) -> None:
    shown = page(cast, "outsider", "/moeder/hastemoede/")
    assert "fast plads" in shown
    assert 'href="/bekymringer/vejviser/' in shown or "Jeg er bekymret" in shown


def test_from_a_childs_page_the_name_is_filled_in_and_nobody_is_ticked(cast: Cast) -> None:
    entry = listed(cast, "Jonas Holm")
    shown = page(cast, "consultant", f"/moeder/hastemoede/{cast.forum.pk}/?barn={entry.subject}")
    assert 'value="Jonas Holm"' in shown
    assert not [
        part for part in shown.split("<input")[1:] if 'name="present"' in part and " checked" in part.split(">")[0]
    ]
    assert f'value="{cast.consultant.staff.pk}"' not in shown  # who calls is there anyway
    answer = cast.client("outsider").get(f"/moeder/hastemoede/?barn={entry.subject}")
    assert answer.status_code == 404


def test_it_is_called_in_one_form_and_the_chosen_are_told_without_the_name(cast: Cast) -> None:
    client = cast.client("police_officer")
    sent = {
        "name": "Jonas Holm", "necessity": "barnets sikkerhed", "present": [cast.social_worker.staff.pk],
        "idempotency_key": uuid4(),
    }  # fmt: skip
    address = f"/moeder/hastemoede/{cast.forum.pk}/"
    answer = client.post(address, {**sent, "present": []})
    assert answer.status_code == 422
    assert 'value="Jonas Holm"' in answer.content.decode()
    first, second = client.post(address, sent), client.post(address, sent)
    assert first.status_code == 303
    assert second.headers["Location"] == first.headers["Location"]  # pressed twice it is one meeting
    assert Meeting.objects.filter(kind="urgent").count() == 1
    told = page(cast, "social_worker", "/beskeder/")
    assert "Du er indkaldt til et møde nu" in told
    assert "Jonas" not in told
    assert "Du er indkaldt" not in page(cast, "consultant", "/beskeder/")
    assert "Jonas Holm" in page(cast, "social_worker", first.headers["Location"])


def test_those_left_out_see_nothing_of_it_on_their_day(cast: Cast) -> None:
    called(cast)
    assert "I gang" in page(cast, "social_worker", "/")
    assert "I gang" not in page(cast, "consultant", "/")


def test_the_next_ordinary_meeting_is_told_that_it_was_held(cast: Cast) -> None:
    following = planned(cast, days=3)
    held(cast)
    shown = page(cast, "consultant", f"/moeder/{following.pk}/")
    assert "Siden sidst er der holdt et hastemøde" in shown
    assert "Karen Holt ledte det til slut." in shown
    assert "Jonas" not in shown


def held(cast: Cast, **given: object) -> Meeting:
    """An urgent meeting that is over and approved."""
    item = Item.objects.select_related("meeting__forum").get(pk=called(cast, **given).pk)
    actor = cast.police_officer.sign()
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())
    return closing.approve(actor, meeting=closing.end_meeting(actor, meeting=item.meeting))


REPORTED = "Siden sidst er der holdt et hastemøde"


def test_the_meeting_that_is_begun_next_is_told_however_early_another_was_held(cast: Cast) -> None:
    """The first in the calendar was held before its day, and is over: who meets next has heard nothing of it."""
    early, later = planned(cast, days=9), planned(cast, days=37)
    approved(opened(Table(cast, early)))
    held(cast)
    assert [REPORTED in page(cast, "consultant", f"/moeder/{one.pk}/") for one in (early, later)] == [False, True]
    last = planned(cast, days=60)
    begun = opened(Table(cast, last))
    for address in (f"/moeder/{last.pk}/", f"/moeder/{last.pk}/referat/"):
        shown = page(cast, "colleague", address)
        assert REPORTED in shown, address
        assert "Jonas" not in shown, address
    approved(begun)
    opened(Table(cast, later))
    for one in (early, later):
        assert REPORTED not in page(cast, "consultant", f"/moeder/{one.pk}/referat/")
    assert REPORTED in page(cast, "consultant", f"/moeder/{last.pk}/referat/")


def test_a_meeting_is_told_of_an_urgent_one_whose_minutes_nobody_has_approved(cast: Cast) -> None:
    following = planned(cast, days=3)
    item = Item.objects.select_related("meeting__forum").get(pk=called(cast).pk)
    assert REPORTED not in page(cast, "consultant", f"/moeder/{following.pk}/")
    actor = cast.police_officer.sign()
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())
    closing.end_meeting(actor, meeting=item.meeting)
    assert REPORTED in page(cast, "consultant", f"/moeder/{following.pk}/")


@pytest.mark.parametrize("name", ["Jonas Holme", "Aya Ali"])
def test_another_name_is_another_meeting(cast: Cast, name: str) -> None:
    assert called(cast).meeting_id != called(cast, name=name).meeting_id


def test_who_called_it_leads_it_and_writes(cast: Cast) -> None:
    meeting = called(cast).meeting
    assert meeting.opened_by_id == meeting.minute_taker_id == cast.police_officer.staff.pk
    assert meeting.began_at
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=1)


def test_the_only_one_who_keeps_its_minutes_and_went_out_comes_in_again_with_a_press(cast: Cast) -> None:
    """Nobody else there could let them in, or decide: the press that was a mistake is taken back where it leads to."""
    item = called(cast)
    client, attendance = cast.client("police_officer"), f"/moeder/{item.meeting_id}/fremmoede/"
    went = client.post(f"/moeder/punkt/{item.pk}/ude/")
    assert went["Location"] == attendance
    shown = client.get(attendance).content.decode()
    assert "Ingen anden fører dette referat" in shown
    assert f'name="again" value="{item.slot_id}"' in shown
    assert f'href="{attendance}"' in client.get(f"/moeder/{item.meeting_id}/bord/").content.decode()
    assert client.post(attendance, {"again": item.slot_id}).status_code == 303
    assert client.get(f"/moeder/punkt/{item.pk}/").status_code == 200
    for sent in ({"again": "9" * 30}, {"leave": "x"}):
        assert client.post(attendance, sent).status_code == 404
    assert client.post(f"/moeder/punkt/{item.pk}/ude/", {"staff": "9" * 30}).status_code == 404
    assert client.post(f"/moeder/{item.meeting_id}/afbud/", {"staff": "9" * 30}).status_code == 404


def test_who_keeps_the_minutes_is_told_what_leaving_means_and_only_they_are_offered_the_end(cast: Cast) -> None:
    item = called(cast)
    address = f"/moeder/{item.meeting_id}/fremmoede/"
    keeper, other = (page(cast, who, address) for who in ("police_officer", "social_worker"))
    for words in ("Det gælder også den, der skriver referatet", "Afslut mødet"):
        assert words in keeper
        assert words not in other


def test_another_age_is_another_child(cast: Cast) -> None:
    assert called(cast, age_told=12).meeting_id != called(cast, age_told=15).meeting_id


def test_called_again_with_somebody_who_is_not_there_it_says_where_to_let_them_in(cast: Cast) -> None:
    """Nothing that was chosen is lost in silence: the meeting in progress has not called that colleague."""
    called(cast)
    sent = {
        "name": "Jonas Holm", "necessity": "barnets sikkerhed", "idempotency_key": uuid4(),
        "present": [cast.social_worker.staff.pk, cast.consultant.staff.pk],
    }  # fmt: skip
    answer = cast.client("police_officer").post(f"/moeder/hastemoede/{cast.forum.pk}/", sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert f"Luk {cast.consultant.staff.name} ind der, under Fremmøde" in shown
    assert Meeting.objects.filter(kind="urgent").count() == 1


def test_after_approval_only_those_who_were_there_and_the_responsible_unit_read_the_name(cast: Cast) -> None:
    item = called(cast, present=[cast.social_worker.staff, cast.colleague.staff])
    actor = cast.police_officer.sign()
    sitting.leave(actor, meeting=item.meeting, staff_id=cast.colleague.staff.pk)
    item = Item.objects.select_related("meeting__forum").get(pk=item.pk)
    choice = Choice("support", responsible=cast.social_worker.staff, due_on=clock.today())
    decision = deciding.decide(actor, item=item, version=item.version, choice=choice, key=uuid4())
    meeting = closing.approve(actor, meeting=closing.end_meeting(actor, meeting=item.meeting))
    for who in ("police_officer", "social_worker"):
        assert "Jonas Holm" in page(cast, who, f"/barnet/{item.subject}/"), who
    for who in ("consultant", "colleague", "ssp_teacher"):
        cast.members[who].sign()
        assert not Decision.objects.filter(pk=decision.pk).exists(), who
        assert cast.client(who).get(f"/barnet/{item.subject}/").status_code == 404, who
        for address in (f"/moeder/{meeting.pk}/referat/", "/", "/kalender/"):
            assert "Jonas Holm" not in cast.client(who).get(address).content.decode(), (who, address)


def test_nobody_is_proposed_as_responsible_who_was_not_called(cast: Cast) -> None:
    item = called(cast)
    shown = page(cast, "police_officer", f"/moeder/punkt/{item.pk}/")
    proposed = {part.split('"')[0] for part in shown.split('data-responsible="')[1:]} - {""}
    assert proposed
    assert proposed <= {str(cast.police_officer.staff.pk), str(cast.social_worker.staff.pk)}


def test_it_is_about_one_child(cast: Cast) -> None:
    item = called(cast)
    table = page(cast, "police_officer", f"/moeder/punkt/{item.pk}/")
    assert "Skriv navn, mens listen læses op" not in table
    assert "Mødet er indkaldt om ét barn." in table
    assert f'href="/moeder/hastemoede/{cast.forum.pk}/"' in table
    typed = {"line": "Aya Ali 14", "idempotency_key": uuid4()}
    answer = cast.client("police_officer").post(f"/moeder/{item.meeting_id}/skriv/", typed)
    assert answer.status_code in {409, 422}
    assert "Indkald et andet møde om det andet barn" in answer.content.decode()
    cast.police_officer.sign()
    assert Item.objects.filter(meeting_id=item.meeting_id).count() == 1
    assert "Hastemøde ·" in page(cast, "police_officer", "/")


def test_its_minutes_say_what_kind_of_meeting_it_was(cast: Cast) -> None:
    meeting = called(cast).meeting
    heading = page(cast, "police_officer", f"/moeder/{meeting.pk}/referat/").split("<h1>")[1].split("</h1>")[0]
    assert "Hastemøde" in heading


def test_two_windows_of_an_urgent_meeting_approve_send_and_go_on_without_a_fault(cast: Cast) -> None:
    """Met by a stranger: once its minutes are approved, an older page of the same meeting reads what has been done."""
    item = urgent.call_now(
        cast.consultant.sign(), forum=cast.forum, name="Jonas Holm", birth_date=None,
        present=[cast.police_officer.staff], necessity="sikkerhed",
    )  # fmt: skip
    client, page = cast.client("consultant"), f"/moeder/{item.meeting_id}/"
    off = f'action="/moeder/punkt/{item.pk}/tag-af/"'
    for address in (
        f"/moeder/punkt/{item.pk}/",
        page,
        f"{page}slut/",
        f"{page}referat/",
    ):  # its one child is not taken off, so nothing offers it
        shown = client.get(address).content.decode()
        assert off not in shown, address
        assert "tag det af" not in shown, address
    actor = cast.consultant.sign()
    deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())
    closing.end_meeting(cast.consultant.sign(), meeting=item.meeting)
    assert client.post(f"{page}godkend/").status_code == 303
    late = client.post(f"{page}godkend/")
    assert late.status_code == 303
    assert "godkendte referatet" in client.get(late["Location"]).content.decode()
    for address in ("fortsaet", "send", "slut"):
        assert client.post(f"{page}{address}/").status_code in {404, 409, 410}, address


def test_who_is_known_is_asked_about_and_the_meeting_is_about_that_child(cast: Cast) -> None:
    """Met by a stranger: the child of an open case became a second record, and nothing of what was known stood at the meeting."""
    known = find_or_create(
        cast.consultant.sign(), owner_audience=cast.units["ssp"].audience_id, child=Child("Jonas Holm", BORN)
    )
    client, address = cast.client("consultant"), f"/moeder/hastemoede/{cast.forum.pk}/"
    typed = {
        "name": "Jonas Holm", "present": [cast.police_officer.staff.pk], "necessity": "valg af indsats",
        "idempotency_key": uuid4(),
    }  # fmt: skip
    asked = client.post(address, typed)
    assert asked.status_code == 422
    shown = asked.content.decode()
    assert "Er det et barn, du kender?" in shown
    assert "Navn og fødselsdag er dem, der står her, ikke det, du har skrevet ovenfor." in shown
    assert f"født {dates.short(BORN)}" in shown
    assert "Jonas Holm" in shown  # what was typed stands
    assert client.post(address, typed | {"known": str(known.pk)}).status_code == 303
    cast.police_officer.sign()
    item = Item.objects.get(source="urgent")
    assert item.subject == known.pk
    assert Person.objects.get(pk=known.pk).name == "Jonas Holm"  # those who were called read who it is


def test_another_child_of_that_name_is_one_of_its_own(cast: Cast) -> None:
    known = find_or_create(
        cast.consultant.sign(), owner_audience=cast.units["ssp"].audience_id, child=Child("Jonas Holm", BORN)
    )
    typed = {
        "name": "Jonas Holm", "present": [cast.police_officer.staff.pk], "necessity": "valg af indsats", "known": "new",
        "idempotency_key": uuid4(),
    }  # fmt: skip
    assert cast.client("consultant").post(f"/moeder/hastemoede/{cast.forum.pk}/", typed).status_code == 303
    cast.consultant.sign()
    assert Item.objects.get(source="urgent").subject != known.pk


def test_from_the_page_of_a_child_it_is_about_that_child(cast: Cast) -> None:
    known = find_or_create(
        cast.consultant.sign(), owner_audience=cast.units["ssp"].audience_id, child=Child("Jonas Holm")
    )
    typed = {
        "name": "Jonas Holm", "present": [cast.police_officer.staff.pk], "necessity": "valg af indsats",
        "idempotency_key": uuid4(),
    }  # fmt: skip
    address = f"/moeder/hastemoede/{cast.forum.pk}/?barn={known.pk}"
    assert cast.client("consultant").post(address, typed).status_code == 303
    cast.consultant.sign()
    assert Item.objects.get(source="urgent").subject == known.pk


def test_once_it_was_held_it_stands_on_the_page_of_the_forum_for_who_was_there(cast: Cast) -> None:
    item = called(cast)
    actor = cast.police_officer.sign()
    choice = Choice(word="none", responsible=None, due_on=None)
    deciding.decide(actor, item=item, version=item.version, key=uuid4(), choice=choice)
    held = closing.end_meeting(cast.police_officer.sign(), meeting=Meeting.objects.get(pk=item.meeting_id))
    closing.approve(cast.police_officer.sign(), meeting=held)
    address = reverse("organisations:forum", args=[cast.forum.pk])
    for who, is_there in (
        ("police_officer", True),
        ("social_worker", True),
        ("consultant", False),
        ("outsider", False),
    ):
        shown = page(cast, who, address)
        assert (f'href="/kalender/moede/{held.pk}/"' in shown, "Hastemøde" in shown) == (is_there, is_there), who
