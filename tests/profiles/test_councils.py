"""Forums of the profiles at work: a council of one district, the local council, the committee, and a council that is new."""

from __future__ import annotations

import textwrap
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspil.access.actor import Actor, now, sign
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.calendar.actions import call_extra
from samspil.meetings.calendar.tests.scenes import hours, working_day
from samspil.meetings.matters.actions import agenda, closing, sitting
from samspil.meetings.matters.actions.agenda import Proposal
from samspil.meetings.matters.actions.sitting import Agreed
from samspil.meetings.matters.models import Matter, Resolution
from samspil.meetings.models import Meeting
from samspil.organisations import actions
from samspil.organisations.models import Body, District, Forum, Post, Role, Seat, SeatHolder, Staff, Unit
from samspil.organisations.signin.models import User
from samspil.profiles import queries
from tests.cast import Cast
from tests.profiles.reading import read
from tests.profiles.test_changing import confirmed
from tests.profiles.test_pages_of_the_four import settle

pytestmark = pytest.mark.django_db


def seated(body: Body, forum: str, key: str, name: str, role: str = "") -> Staff:
    """A new colleague in that seat."""
    seat = Seat.objects.select_related("forum", "unit").get(forum__body=body, forum__key=forum, key=key)
    held = Role.objects.get(body=body, key=role) if role else Role.objects.filter(body=body, type="leader").first()
    actor = Actor(body.installer_id, now())
    sign(actor)
    assert held is not None
    email = f"{name.split(maxsplit=1)[0].lower()}.{forum}@{body.key}.example.org"
    staff = actions.create_colleague(actor, body=body, name=name, email=email, role=held, unit=seat.unit).staff
    actions.give_seat(actor, staff=staff, seat=seat)
    return staff


def acts(staff: Staff) -> Actor:
    actor = Actor(staff.principal_id, now())
    sign(actor)
    return actor


def client_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(User.objects.get(principal_id=staff.principal_id))
    return client


def sector(staff: Staff) -> str:
    return str(Post.objects.get(staff=staff).unit.sector)


def called(body: Body, forum: str, by: Staff, *, days: int = 3) -> Meeting:
    """A meeting of that forum, called by who organises it."""
    actor = acts(by)
    meets = Forum.objects.select_related("body").get(body=body, key=forum)
    return call_extra(actor, forum=meets, reason="Aftalt", sure=True, **hours(working_day(meets, after=days)))


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("forum__body").get(pk=meeting.pk)


def minuted(meeting: Meeting, by: Staff, present: list[Staff], **said: str) -> None:
    """Held from beginning to approved minutes, with what was said to each matter."""
    actor = acts(by)
    sitting.begin(actor, meeting=fresh(meeting), attendance=[Seated(staff.pk, "present") for staff in present])
    for title, text in said.items():
        matter = Matter.objects.select_related("meeting__forum__body").get(
            meeting=meeting, title=title.replace("_", " ")
        )
        sitting.write(acts(by), matter=matter, text=text, version=matter.version)
    closing.approve(acts(by), meeting=closing.end(acts(by), meeting=fresh(meeting)))


@pytest.mark.covers("BAL-44", verb="minutes.approved")
def test_the_council_of_a_district_is_read_by_its_own_and_not_by_the_next_districts(cast: Cast) -> None:
    body, _client = settle(read("ballerup"))
    own = seated(body, "ssp-lokalraad-baltorp", "ssp", "Mette Lind", "ssp-konsulent")
    teacher = seated(body, "ssp-lokalraad-baltorp", "skoler-baltorpskolen", "Bo Dam", "ssp-kontaktlaerer")
    other = seated(body, "ssp-lokalraad-maaloev", "ssp", "Eva Krag", "ssp-konsulent")
    meeting = called(body, "ssp-lokalraad-baltorp", own)
    agenda.propose(acts(teacher), meeting=fresh(meeting), proposal=Proposal("Uro ved søen"), key=uuid4())
    minuted(meeting, own, [own, teacher], Uro_ved_søen="Klubben holder åbent fredag.")
    for address in ("matters:agenda", "matters:minutes"):
        path = reverse(address, args=[meeting.pk])
        for member in (own, teacher):
            assert "Uro ved søen" in client_of(member).get(path).content.decode(), (address, member.name)
        assert client_of(other).get(path).status_code == 404
    assert (
        "Klubben holder åbent fredag."
        in client_of(teacher).get(reverse("matters:minutes", args=[meeting.pk])).content.decode()
    )


@pytest.mark.covers("BRO-45", verb="matter.proposed")
def test_what_lies_between_police_and_municipality_is_treated_and_a_new_member_reads_it(cast: Cast) -> None:
    body, _client = settle(read("broendby"))
    seats = {
        seat.key: seat for seat in Seat.objects.filter(forum__body=body, forum__key="lokalraadet", kind="standing")
    }
    leads = next(key for key, seat in seats.items() if seat.chairs or seat.keeps_minutes)
    chair = seated(body, "lokalraadet", leads, "Mette Lind")
    members = [
        seated(body, "lokalraadet", key, f"Medlem{number} Dam") for number, key in enumerate(seats) if key != leads
    ]
    police = next(staff for staff in (chair, *members) if sector(staff) == "police")
    meeting = called(body, "lokalraadet", chair)
    agenda.propose(acts(police), meeting=fresh(meeting), proposal=Proposal("Nattelivet ved stationen"), key=uuid4())
    minuted(meeting, chair, [chair, *members], Nattelivet_ved_stationen="Politi og kommune går tur sammen.")
    late = next(staff for staff in members if sector(staff) != "police")
    seat = SeatHolder.objects.get(staff=late).seat
    new = seated(body, "lokalraadet", seat.key, "Ny Skov")
    path = reverse("matters:minutes", args=[meeting.pk])
    assert "går tur sammen" in client_of(new).get(path).content.decode()


@pytest.mark.covers("BRO-126", verb="minutes.approved")
def test_the_committee_treats_a_crime_topic_and_the_coordination_and_the_minutes_hold_both(cast: Cast) -> None:
    body, _client = settle(read("broendby"))
    seats = {
        seat.key: seat for seat in Seat.objects.filter(forum__body=body, forum__key="ssp-udvalget", kind="standing")
    }
    leads = next(key for key, seat in seats.items() if seat.keeps_minutes or seat.chairs)
    secretary = seated(body, "ssp-udvalget", leads, "Mette Lind")
    member = seated(body, "ssp-udvalget", next(key for key in seats if key != leads), "Bo Dam")
    meeting = called(body, "ssp-udvalget", secretary)
    for title in ("Hærværk ved skolerne", "Samordning af indsatser"):
        agenda.propose(acts(secretary), meeting=fresh(meeting), proposal=Proposal(title), key=uuid4())
    minuted(
        meeting, secretary, [secretary, member],
        Hærværk_ved_skolerne="Færre ruder i år.", Samordning_af_indsatser="Gruppen lægger en plan.",
    )  # fmt: skip
    shown = client_of(member).get(reverse("matters:minutes", args=[meeting.pk])).content.decode()
    for words in ("Hærværk ved skolerne", "Færre ruder i år.", "Samordning af indsatser", "Gruppen lægger en plan."):
        assert words in shown


@pytest.mark.covers("BAL-45", "VAL-52", verb="profile.changed")
def test_a_forum_begins_during_the_year_and_a_role_changes_from_a_day(cast: Cast) -> None:
    body, client = settle(read("ballerup"))
    address, today = reverse("setup:section", args=["forums"]), timezone.localdate()
    text = queries.section_text(queries.content_of(body), "forums")
    new = (
        "- key: ssp-lokalraad-egebjerg\n  name: SSP-lokalråd Egebjerg\n  type: local_council\n  level: operational\n"
        f"  valid_from: {today.isoformat()}\n"
        "  seats:\n  - {key: ssp, name: SSP-konsulenten, unit: ssp, role: ssp-konsulent, duties: [organiser, minute_taker]}\n"
        "  terms:\n  - {note: Hvor tit rådet mødes er ikke fastlagt.}\n"
    )
    confirmed(client, address, {"text": text.rstrip("\n") + "\n" + textwrap.indent(new, "  ")})
    forum = Forum.objects.get(body=body, key="ssp-lokalraad-egebjerg")
    assert forum.valid_from == today
    assert "SSP-lokalråd Egebjerg" in client.get(reverse("organisations:forums")).content.decode()
    own = seated(body, forum.key, "ssp", "Mette Lind", "ssp-konsulent")
    meeting = called(body, forum.key, own)
    agenda.propose(acts(own), meeting=fresh(meeting), proposal=Proposal("Det første punkt"), key=uuid4())
    minuted(meeting, own, [own], Det_første_punkt="Rådet er begyndt.")
    roles = queries.section_text(queries.content_of(body), "roles")
    confirmed(
        client,
        reverse("setup:section", args=["roles"]),
        {"text": roles.replace("name: Tovholder\n", "name: Koordinator for den unge\n")},
    )
    assert "Koordinator for den unge" in client.get(reverse("organisations:roles")).content.decode()


@pytest.mark.covers("BAL-10", verb="colleague.ended", page="organisations:roles")
def test_a_district_and_an_area_without_its_outreach_worker_is_named(cast: Cast) -> None:
    """The source says both, district and area: here the role is asked for in each division of the municipality."""
    content: dict[str, Any] = read("ballerup").model_dump(mode="json", exclude_defaults=True)
    role = next(one for one in content["roles"] if one["key"] == "opsoegende-medarbejder")
    role["required"] = {"each": "district"}
    body, client = settle(type(read("ballerup")).model_validate(content))
    sign(Actor(body.installer_id, now()))
    held = Role.objects.get(body=body, key="opsoegende-medarbejder")
    unit = Unit.objects.get(body=body, key="dot")
    posted = {
        key: actions.create_colleague(
            Actor(body.installer_id, now()), body=body, name=f"Ali {name}", email=f"{key}@ballerup.example.org",
            role=held, unit=unit, district=District.objects.get(body=body, key=key),
        ).staff
        for key, name in {"baltorp": "Baltorp", "grantofteparken": "Grantofte"}.items()
    }  # fmt: skip

    def told() -> str:
        page = client.get(reverse("organisations:roles")).content.decode()
        line = page[page.index("Opsøgende medarbejder</a>:") :]
        return line[: line.index("</li>")]

    assert "Måløv" in told()
    assert "Baltorp" not in told()
    for key, place in (("baltorp", "Baltorp"), ("grantofteparken", "Grantofteparken")):
        sign(Actor(body.installer_id, now()))
        actions.end_colleague(Actor(body.installer_id, now()), staff=posted[key])
        assert place in told()


TEAM = """forums:
  - key: lokalt-team-arresoe
    name: Lokalt team om Arresø Skole
    type: other
    level: operational
    district: arresoe
    seats:
      - {key: skole, name: Skolen, unit: skole-arresoe, role: skoleleder, duties: [chair, minute_taker]}
      - {key: fritid, name: SFO og klubber, unit: sfo-klubber, role: paedagog}
    terms:
      - {note: Hvor tit teamet mødes er ikke fastlagt.}
"""


@pytest.mark.covers("HAL-70", verb="resolution.followed_up")
def test_the_local_team_around_a_school_agrees_a_measure_and_follows_it_up(cast: Cast) -> None:
    """Where nothing is settled about forums, an administrator sets one up around a school, and its people work together."""
    body, client = settle(read("halsnaes"))
    confirmed(client, reverse("setup:section", args=["forums"]), {"text": TEAM})
    head = seated(body, "lokalt-team-arresoe", "skole", "Mette Lind", "skoleleder")
    club = seated(body, "lokalt-team-arresoe", "fritid", "Bo Dam", "paedagog")
    shown = client_of(club).get(reverse("organisations:forum", args=[Forum.objects.get(body=body).pk])).content.decode()
    assert "Mette Lind" in shown
    meeting, following = (called(body, "lokalt-team-arresoe", head, days=days) for days in (3, 24))
    matter = agenda.propose(acts(club), meeting=fresh(meeting), proposal=Proposal("Eftermiddagene"), key=uuid4())
    sitting.begin(acts(head), meeting=fresh(meeting), attendance=[Seated(one.pk, "present") for one in (head, club)])
    promise = Agreed(text="Klubben åbner gymnastiksalen", kind="agreement", responsible_id=club.pk)
    made = sitting.resolve(
        acts(head),
        matter=Matter.objects.select_related("meeting__forum__body").get(pk=matter.pk),
        agreed=promise,
        key=uuid4(),
    )
    closing.approve(acts(head), meeting=closing.end(acts(head), meeting=fresh(meeting)))
    agreed = reverse("matters:agenda", args=[following.pk])
    assert "Klubben åbner gymnastiksalen" in client_of(club).get(agreed).content.decode()
    made = Resolution.objects.select_related("meeting__forum__body").get(pk=made.pk)
    sitting.follow_up(acts(club), resolution=made, version=made.version, outcome="Tyve børn kommer", done=True)
    assert Resolution.objects.get(pk=made.pk).state == "done"
    assert Resolution.objects.get(pk=made.pk).outcome == "Tyve børn kommer"
