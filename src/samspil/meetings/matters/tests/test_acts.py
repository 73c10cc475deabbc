"""Proposing, inviting, writing, approving and putting off: who may, what the database holds to, and what nobody overwrites."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samspil.access.models import History
from samspil.audit.models import Event
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.calendar import actions as calendar
from samspil.meetings.matters.actions import agenda, closing, convening, inviting, sitting
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.actions.sitting import Agreed
from samspil.meetings.matters.models import Invitation, InvitedKind, Matter, Resolution, Sheet
from samspil.meetings.matters.queries import get_matter, invited_to
from samspil.meetings.matters.tests import network
from samspil.meetings.models import Meeting
from samspil.organisations.models import Forum
from samspil.organisations.queries import register_of_forums
from samspil.sharing.notices import queries as notices
from tests import clock
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def reads(cast: Cast, member: str, model: Any = Matter) -> set[str]:
    cast.members[member].sign()
    return {str(getattr(row, "title", row.pk)) for row in model.objects.order_by("pk")}


@pytest.mark.covers("VAL-74", verb="matter.changed")
def test_every_seat_proposes_and_nobody_else(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    network.proposed(cast, at, "Fra politiet", by="police_officer")
    network.proposed(cast, at, "Fra naboen", by="other_consultant")
    laid_out = {"Nyt fra skolerne", "Nyt fra politiet"}
    for member in network.SEATS:
        assert reads(cast, member) == laid_out | {"Fra politiet", "Fra naboen"}
    for member in ("outsider", "colleague", "administrator", "other_police"):
        assert reads(cast, member) == set()
    with pytest.raises(Refused):
        network.proposed(cast, at, "Udefra", by="outsider")
    key = uuid4()
    for _twice in range(2):
        actor = cast.ssp_teacher.sign()
        agenda.propose(actor, meeting=network.fresh(at), proposal=Proposal("Én gang"), key=key)
    assert Matter.objects.filter(title="Én gang").count() == 1
    first = Matter.objects.select_related("meeting__forum__body").get(title="Fra politiet")
    with pytest.raises(Refused):  # somebody else's item
        agenda.change(cast.ssp_teacher.sign(), matter=first, proposal=Proposal("Noget andet"), version=first.version)
    cast.consultant.sign()
    named = Meeting.objects.create(forum=cast.forum, starts_at=at.starts_at, ends_at=at.ends_at)
    with pytest.raises(Refused):
        agenda.propose(cast.consultant.sign(), meeting=named, proposal=Proposal("Uden navne"))


def test_a_number_is_refused_and_a_name_asked_about(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    with pytest.raises(Refused) as number:
        agenda.propose(
            cast.police_officer.sign(), meeting=at, proposal=Proposal("Uro", text="Det er 711111-4207"), sure=True
        )
    assert number.value.field == "text"
    with pytest.raises(Refused) as name:
        agenda.propose(cast.police_officer.sign(), meeting=at, proposal=Proposal("Uro omkring Jonas Brandt"))
    assert name.value.field == "title"
    agenda.propose(cast.police_officer.sign(), meeting=at, proposal=Proposal("Uro omkring Jonas Brandt"), sure=True)


@pytest.mark.covers("BRO-47", verb="colleague.invited")
@pytest.mark.covers("VAL-71", verb="citizen.invited")
def test_guests_of_one_item_read_that_item_until_the_day_is_over(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    mine, other = network.proposed(cast, at, "Lys på stien"), network.proposed(cast, at, "Noget andet")
    matter = Matter.objects.select_related("meeting__forum__body").get(pk=mine.pk)
    with pytest.raises(Refused):
        inviting.invite_colleague(cast.police_officer.sign(), matter=matter, staff=cast.social_worker.staff)
    actor = cast.consultant.sign()
    inviting.invite_colleague(actor, matter=matter, staff=cast.social_worker.staff)
    unit = inviting.invite_unit(
        actor, matter=matter, unit=cast.units["sports"]
    )  # an association may, for nobody is named
    _citizen, secret = inviting.invite_citizen(actor, matter=matter, name="Bodil Grøn")
    cast.social_worker.sign()
    (told,) = notices.mine()
    assert told.address == reverse("matters:matter", args=[mine.pk])
    for guest in ("social_worker", "outsider"):
        assert reads(cast, guest) == {"Lys på stien"}
        assert reads(cast, guest, Sheet) == reads(cast, guest, Invitation) == reads(cast, guest, Resolution) == set()
        assert invited_to(cast.members[guest].staff, timezone.localdate(at.starts_at)) == [matter]
        page = cast.client(guest).get(reverse("matters:matter", args=[mine.pk]))
        assert "Lys på stien" in page.content.decode()
        assert cast.client(guest).get(reverse("matters:matter", args=[other.pk])).status_code == 404
        assert cast.client(guest).get(reverse("matters:agenda", args=[at.pk])).status_code == 404
    link = reverse("guests:matter", args=[secret])
    shown = cast.client("politician").get(link).content.decode()
    assert "Lys på stien" in shown
    assert "Noget andet" not in shown
    cast.social_worker.sign()
    assert not Matter.objects.filter(pk=mine.pk).update(title="Omskrevet")  # who is invited reads, and never writes
    inviting.call_off(
        cast.consultant.sign(), invitation=Invitation.objects.select_related("matter__meeting__forum").get(pk=unit.pk)
    )
    assert reads(cast, "outsider") == set()
    cast.consultant.sign()
    Meeting.objects.filter(pk=at.pk).update(starts_at=at.starts_at + timedelta(days=2))
    with clock.later(days=2):
        assert reads(cast, "social_worker") == {"Lys på stien"}  # the key went with the meeting's day
    with clock.later(days=4):
        assert reads(cast, "social_worker") == set()
        assert cast.client("politician").get(link).status_code == 404


def test_only_the_invitation_that_is_called_off_ends(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    matter = Matter.objects.select_related("meeting__forum__body").get(pk=network.proposed(cast, at).pk)
    actor = cast.consultant.sign()
    kept = inviting.invite_colleague(actor, matter=matter, staff=cast.social_worker.staff)
    made = inviting.invite_unit(actor, matter=matter, unit=cast.units["sports"])
    inviting.call_off(actor, invitation=Invitation.objects.select_related("matter__meeting__forum").get(pk=made.pk))
    assert [one.pk for one in Invitation.objects.filter(ended_at__isnull=True)] == [kept.pk]
    shown = cast.client("police_officer").get(reverse("matters:agenda", args=[at.pk])).content.decode()
    assert cast.social_worker.staff.name in shown


def test_two_who_write_the_same_lose_nothing(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    row = network.proposed(cast, at)
    network.begun(cast, at)
    seen = get_matter(row.pk)
    sitting.write(cast.consultant.sign(), matter=get_matter(row.pk), text="Den første tekst", version=seen.version)
    with pytest.raises(Conflict) as conflict:
        sitting.write(cast.consultant.sign(), matter=seen, text="Den anden tekst", version=seen.version)
    assert conflict.value.theirs == {"minutes_text": "Den første tekst"}
    assert conflict.value.mine == {"minutes_text": "Den anden tekst"}
    later = get_matter(row.pk)
    old = later.version
    # That somebody was invited in between is no other text.
    inviting_to = Matter.objects.select_related("meeting__forum__body").get(pk=row.pk)
    Matter.objects.filter(pk=row.pk).update(state="waiting")
    inviting.invite_colleague(cast.consultant.sign(), matter=inviting_to, staff=cast.social_worker.staff)
    sitting.write(cast.consultant.sign(), matter=later, text="Den tredje tekst", version=old)
    # At the table the other text comes back beside one's own, and the chosen one is saved.
    client, prefix = cast.client("consultant"), f"p{row.pk}"
    typed = {f"{prefix}-minutes_text": "Min tekst", f"{prefix}-version": str(old), f"{prefix}-key": str(uuid4()),
             f"{prefix}-kind": "agreement"}  # fmt: skip
    answer = client.post(reverse("matters:write", args=[at.pk]), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Den tredje tekst" in text
    assert "Min tekst" in text
    cast.consultant.sign()
    typed |= {f"{prefix}-version": str(get_matter(row.pk).version), f"choice-{prefix}-minutes_text": "theirs"}
    assert client.post(reverse("matters:write", args=[at.pk]), typed).status_code == 303
    cast.consultant.sign()
    assert get_matter(row.pk).minutes_text == "Den tredje tekst"


def test_approved_minutes_are_recorded(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    network.proposed(cast, at)
    network.begun(cast, at)
    network.approved(cast, at)
    cast.consultant.sign()
    events = Event.objects.filter(act__in=["meeting.ended", "minutes.approved"]).order_by("pk")
    assert list(events.values_list("act", "detail", "owner_audience")) == [
        ("meeting.ended", {"meeting": at.pk}, at.forum.door_id),
        ("minutes.approved", {"meeting": at.pk}, at.forum.door_id),
    ]


def test_approved_minutes_are_closed_and_what_was_agreed_goes_on(cast: Cast) -> None:
    forum = network.forum(cast)
    at, following = network.meeting(cast, forum), network.meeting(cast, forum, days=30)
    row = network.proposed(cast, at)
    inviting.invite_citizen(
        cast.consultant.sign(), matter=Matter.objects.select_related("meeting__forum").get(pk=row.pk), name="Bodil Grøn"
    )
    network.begun(cast, at)
    made = network.agreed(cast, get_matter(row.pk))
    with pytest.raises(Refused):
        closing.approve(cast.consultant.sign(), meeting=network.fresh(at))
    network.approved(cast, at)
    cast.consultant.sign()
    with pytest.raises(DatabaseError, match="minutes are approved"), transaction.atomic():
        Matter.objects.filter(pk=row.pk).update(minutes_text="Bagefter")
    with pytest.raises(DatabaseError, match="minutes are approved"), transaction.atomic():
        Resolution.objects.filter(pk=made.pk).update(text="Noget andet")
    assert Invitation.objects.get().kind == InvitedKind.CITIZEN
    assert Invitation.objects.get().name == ""
    assert not History.objects.filter(parent_table="matters_invitation").exists()
    page = cast.client("ssp_teacher").get(reverse("matters:agenda", args=[following.pk])).content.decode()
    assert "Ringer til klubben" in page
    cast.ssp_teacher.sign()
    made = Resolution.objects.select_related("meeting__forum__body").get(pk=made.pk)
    sitting.follow_up(cast.ssp_teacher.sign(), resolution=made, version=made.version, outcome="Ringet", done=True)
    page = cast.client("ssp_teacher").get(reverse("matters:agenda", args=[following.pk])).content.decode()
    assert "Ringer til klubben" not in page
    closing.reopen(cast.consultant.sign(), meeting=network.fresh(at))
    sitting.write(cast.consultant.sign(), matter=get_matter(row.pk), text="Rettet", version=get_matter(row.pk).version)
    text = "Rettet igen"
    sitting.write(cast.consultant.sign(), matter=get_matter(row.pk), text=text, version=get_matter(row.pk).version)
    shown = cast.client("police_officer").get(reverse("matters:minutes", args=[at.pk])).content.decode()
    assert "Rettet igen" in shown
    assert "Mette Kjær rettede det" in shown  # and what it said before stands below
    with pytest.raises(Refused):
        sitting.write(cast.police_officer.sign(), matter=get_matter(row.pk), text="Ikke min", version=1)


def test_what_is_put_off_takes_text_and_guests_along(cast: Cast) -> None:
    forum = network.forum(cast)
    at, following = network.meeting(cast, forum), network.meeting(cast, forum, days=30)
    row = network.proposed(cast, at, "Lys på stien", text="To lamper")
    matter = Matter.objects.select_related("meeting__forum__body").get(pk=row.pk)
    _citizen, secret = inviting.invite_citizen(cast.consultant.sign(), matter=matter, name="Bodil Grøn")
    inviting.invite_colleague(cast.consultant.sign(), matter=matter, staff=cast.social_worker.staff)
    moved = sitting.put_off(cast.consultant.sign(), matter=matter, to=network.fresh(following))
    assert (moved.text, moved.from_matter, moved.meeting_id) == ("To lamper", row.pk, following.pk)
    cast.social_worker.sign()
    assert list(Matter.objects.values_list("pk", flat=True)) == [moved.pk]
    with clock.later(days=20):
        assert cast.client("politician").get(reverse("guests:matter", args=[secret])).status_code == 200


@pytest.mark.covers("VAL-79", "BAL-43", verb="meeting.called")
def test_a_meeting_without_a_forum(cast: Cast) -> None:
    actor = cast.police_officer.sign()
    start = actor.at + timedelta(days=3)
    call = convening.Call(
        theme="Fælles opslag", starts_at=start, ends_at=start + timedelta(hours=1), staff=[cast.other_consultant.staff],
        units=[cast.units["sports"]],
    )  # fmt: skip
    meeting = convening.convene(actor, call=call)
    (convened,) = Event.objects.filter(act="meeting.convened")
    assert (convened.principal, convened.owner_audience) == (actor.principal_id, meeting.forum.door_id)
    # Of a whole unit nobody leads, all who work there are called.
    for member in ("police_officer", "other_consultant", "outsider"):
        page = cast.client(member).get(reverse("matters:agenda", args=[meeting.pk]))
        assert "Fælles opslag" in page.content.decode()
        assert cast.client(member).get(reverse("calendar:meeting", args=[meeting.pk])).status_code == 200
    for member in ("consultant", "administrator"):
        assert cast.client(member).get(reverse("matters:agenda", args=[meeting.pk])).status_code == 404
    cast.consultant.sign()
    assert "Fælles opslag" not in meeting.forum.name
    assert meeting.forum not in Forum.objects.all()
    lines = register_of_forums(cast.body, timezone.localdate(start), own=set())
    assert meeting.forum_id not in {line.forum.pk for line in lines}
    with pytest.raises(Refused):
        convening.convene(cast.police_officer.sign(), call=convening.Call("Alene", start, start + timedelta(hours=1)))

    both = (cast.police_officer.staff.pk, cast.other_consultant.staff.pk)
    made = agenda.propose(
        cast.police_officer.sign(), meeting=network.fresh(meeting), proposal=Proposal("Hvem skriver"), key=uuid4()
    )
    lines = [Seated(pk, "present") for pk in both]
    sitting.begin(cast.police_officer.sign(), meeting=network.fresh(meeting), attendance=lines)
    matter = get_matter(made.pk)
    sitting.write(cast.police_officer.sign(), matter=matter, text="Vi skriver sammen.", version=matter.version)
    promise = Agreed(text="Sender et udkast", kind="agreement", responsible_id=both[1])
    sitting.resolve(cast.police_officer.sign(), matter=get_matter(made.pk), agreed=promise, key=uuid4())
    ended = closing.end(cast.police_officer.sign(), meeting=network.fresh(meeting))
    closing.approve(cast.police_officer.sign(), meeting=ended)
    minutes = reverse("matters:minutes", args=[meeting.pk])
    for member in ("police_officer", "other_consultant"):
        shown = cast.client(member).get(minutes).content.decode()
        assert "Vi skriver sammen." in shown
        assert "Sender et udkast" in shown
    for member in ("consultant", "administrator"):
        assert cast.client(member).get(minutes).status_code == 404


def test_the_pages_ask_the_same_however_much_there_is(cast: Cast) -> None:
    forum = network.forum(cast)
    counts = []
    for many in (1, 4):
        at = network.meeting(cast, forum, days=many)
        for number in range(many):
            row = network.proposed(cast, at, f"Punkt {number}")
            matter = Matter.objects.select_related("meeting__forum__body").get(pk=row.pk)
            inviting.invite_citizen(cast.consultant.sign(), matter=matter, name="Bodil Grøn")
        client = cast.client("consultant")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("matters:agenda", args=[at.pk]))
        network.begun(cast, at)
        for number in range(many):
            network.agreed(
                cast, Matter.objects.select_related("meeting__forum__body").get(meeting=at, title=f"Punkt {number}")
            )
        with CaptureQueriesContext(connection) as asked_of_minutes:
            client.get(reverse("matters:minutes", args=[at.pk]))
        with CaptureQueriesContext(connection) as asked_at_table:
            client.get(reverse("matters:write", args=[at.pk]))
        counts.append((len(asked), len(asked_of_minutes), len(asked_at_table)))
    assert counts[0] == counts[1]


def test_a_cancelled_meeting_takes_its_items_along(cast: Cast) -> None:
    """They go to the next one; a meeting that stands alone takes them with it, and says so before."""
    forum = network.forum(cast)
    meeting, following = network.meeting(cast, forum), network.meeting(cast, forum, days=20)
    matter = network.proposed(cast, meeting)
    client = cast.client("consultant")
    page = client.get(reverse("matters:agenda", args=[meeting.pk])).content.decode()
    for name in ("calendar:move_meeting", "calendar:cancel_meeting"):
        assert reverse(name, args=[meeting.pk]) in page
    assert "går videre til mødet" in client.get(reverse("calendar:cancel_meeting", args=[meeting.pk])).content.decode()
    assert "en blok" not in client.get(reverse("calendar:move_meeting", args=[meeting.pk])).content.decode()
    calendar.cancel_meeting(cast.consultant.sign(), meeting=network.fresh(meeting))
    cast.consultant.sign()
    assert Matter.objects.get(from_matter=matter.pk).meeting_id == following.pk
    with pytest.raises(Refused, match="senere møde"):
        calendar.cancel_meeting(cast.consultant.sign(), meeting=network.fresh(following))
    actor = cast.police_officer.sign()
    start = actor.at + timedelta(days=3)
    call = convening.Call("Fælles opslag", start, start + timedelta(hours=1), staff=[cast.other_consultant.staff])
    alone = convening.convene(actor, call=call)
    agenda.propose(actor, meeting=network.fresh(alone), proposal=Proposal("Hvem skriver"), key=uuid4())
    asked = cast.client("police_officer").get(reverse("calendar:cancel_meeting", args=[alone.pk])).content.decode()
    assert "falder bort med det" in asked
    calendar.cancel_meeting(cast.police_officer.sign(), meeting=network.fresh(alone))
    assert network.fresh(alone).state == "cancelled"
