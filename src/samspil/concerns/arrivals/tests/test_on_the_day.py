"""What one has, must send, must confirm or answer stands on one's day; and who leads sees what is late, and who has it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import assessing, handing
from samspil.concerns.arrivals.queries import seen_from_above
from samspil.concerns.arrivals.templatetags.arrivals import by_when
from samspil.concerns.arrivals.tests.steps import TUESDAY, my_day, told
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Concern
from samspil.concerns.notifying.tests.scenes import send_it
from samspil.concerns.tests.doors import FORM, at, found, leader, raised
from samspil.concerns.tests.test_assess import first
from samspil.organisations.models import Post, Role, Staff, Unit
from tests import clock
from tests.cast import Cast, Member

HAVE = "Bekymringer, du har"


def mine(cast: Cast, member: str) -> str:
    page = my_day(cast, member)
    return page.split(HAVE)[1].split("</section>")[0] if HAVE in page else ""


def test_what_one_is_to_send_stays_on_the_day_with_its_clock_until_it_is_sent(cast: Cast) -> None:
    with clock.at(TUESDAY):
        found(cast)
        form = FORM | {"idempotency_key": str(uuid4()), "in_danger": "on"}
        cast.client("ssp_teacher").post(reverse("concerns:raise"), form)
        cast.consultant.sign()
        concern = Concern.objects.get()
        assert mine(cast, "consultant") == ""  # nobody has taken it
        first(cast.consultant.sign(), concern, "yes", "", cast.colleague.staff)
        line = mine(cast, "colleague")
        assert "Vera Ottosen" in line
        assert "Du skal sende underretningen." in line
        assert "24 timer udløber 25.11.2026 kl. 10.20" in line
        assert "Fare" in line
        assert "Bekymringer: 1" in my_day(cast, "consultant")  # the queue counts it too
    with clock.at(TUESDAY + timedelta(hours=25)):
        assert "24 timer udløb 25.11.2026 kl. 10.20" in mine(cast, "colleague")
        assert "1 for sent" in my_day(cast, "consultant")
        send_it(cast, concern, "colleague")
        assert mine(cast, "colleague") == ""


def test_what_one_has_taken_or_was_handed_stays_until_it_is_closed(cast: Cast) -> None:
    concern = raised(cast, found(cast), about="trend", who="Lattergas")
    assessing.take(cast.consultant.sign(), concern=concern)
    assert "Lattergas" in mine(cast, "consultant")
    assert mine(cast, "colleague") == ""
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender dem", key=uuid4()
    )
    asked = my_day(cast, "colleague")
    assert "Overdragelser af bekymringer, der venter på dig" in asked
    assert "Du er bedt om at overtage den." in asked
    assert reverse("concerns:handover", args=[offer.pk]) in asked
    handing.reply(cast.colleague.sign(), handover=offer, party="receiver", answer="agrees")
    assert "Lattergas" in mine(cast, "colleague")
    assert mine(cast, "consultant") == ""
    assert "venter på dig" not in my_day(cast, "colleague")


def test_the_adult_who_was_chosen_and_has_it_sees_it(cast: Cast) -> None:
    confided(cast)
    assert "Du er valgt: Den er din, indtil en anden har sagt ja." in mine(cast, "ssp_teacher")


def test_a_leader_is_told_of_what_they_must_confirm_and_sees_it_on_their_day(cast: Cast) -> None:
    door = found(cast)
    boss = leader(cast)
    concern = raised(cast, door)
    first(cast.consultant.sign(), concern)
    offer = handing.propose(
        cast.consultant.sign(), concern=concern, to_staff=cast.colleague.staff, reason="Kender hende", key=uuid4(),
        suspicion="home",
    )  # fmt: skip
    assert "Skriv, hvad barnet siger til overdragelsen." in my_day(cast, "consultant")
    assert "venter på dig" not in my_day(cast, "leader")
    handing.reply(cast.consultant.sign(), handover=offer, party="child", answer="not_asked", because="danger")
    assert set(told("confirm_asked")) == {boss.staff.pk}
    assert "Du skal bekræfte, at nogen ikke bliver spurgt." in my_day(cast, "leader")
    assert "Du skal bekræfte" not in my_day(cast, "colleague")
    handing.reply(cast.members["leader"].sign(), handover=offer, party="child", answer="confirmed")
    assert "Du skal bekræfte" not in my_day(cast, "leader")


def test_24_hours_that_ran_out_are_late_everywhere(cast: Cast) -> None:
    """Somebody had reacted, so nothing was late: the filter said none, the day said nothing."""
    with clock.at(TUESDAY):
        door = found(cast)
        leader(cast)
        concern = raised(cast, door, about="group", who="En gruppe drenge")
        first(cast.consultant.sign(), concern, "unsure", "Ringer til modtagelsen")
    with clock.at(TUESDAY + timedelta(hours=25)):
        late = cast.client("consultant").get(reverse("concerns:queue"), {"vis": "late"}).content.decode()
        assert "En gruppe drenge" in late
        assert "1 for sent" in my_day(cast, "consultant")
        led = my_day(cast, "leader")
        assert "For sent, hvor du er leder" in led
        assert "ikke besvaret, om det kan være en underretning, de 24 timer udløb 25.11.2026 kl. 10.20" in led
        assert f"{cast.consultant.staff.name} har den" in led
        assert reverse("concerns:at_door", args=[concern.pk]) in led
        assert "En gruppe drenge" not in led.split("For sent, hvor du er leder")[1].split("</section>")[0]
        assert "de, der svarer ved døren, ser det hele" not in led


def above(cast: Cast, *, key: str = "above") -> Member:
    """Somebody who leads the unit above the door's, in which nobody leads; without a key to the door."""
    actor = Actor(cast.body.installer_id, now())
    sign(actor)
    (audience,) = cabinet.found("unit", cast.body.administration_id, ["Forvaltningen"])
    unit = Unit.objects.create(
        body=cast.body, key=key, name="Forvaltningen", sector="administration", type="authority", audience_id=audience
    )
    Unit.objects.filter(pk=cast.units["ssp"].pk).update(parent=unit)
    role, _ = Role.objects.get_or_create(body=cast.body, key="chef", defaults={"name": "Chef", "type": "leader"})
    principal, person = cabinet.enrol("staff", cast.body.administration_id)
    staff = Staff.objects.create(principal_id=principal, person_audience_id=person, body=cast.body, name="Asta Rønne")
    Post.objects.create(role=role, unit=unit, staff=staff, leads=True, valid_from=date(2020, 1, 1))
    cabinet.admit([audience], [principal])
    cast.members[key] = Member(key, staff, unit)
    return cast.members[key]


def test_who_leads_above_a_unit_that_nobody_leads_sees_what_is_late_and_who_has_it_and_no_more(cast: Cast) -> None:
    with clock.at(TUESDAY):
        door = found(cast)
        above(cast)
        concern = raised(cast, door)
        assert "For sent" not in my_day(cast, "above")
    with clock.at(TUESDAY + timedelta(hours=25)):
        page = my_day(cast, "above")
        assert "For sent, hvor du er leder" in page
        assert f"{cast.consultant.staff.name} har den" in page
        assert "Vera" not in page
        address = reverse("concerns:at_door", args=[concern.pk])
        assert address not in page
        assert cast.client("above").get(address).status_code == 404
        for member in ("consultant", "social_worker", "other_consultant", "outsider"):
            assert "For sent, hvor du er leder" not in my_day(cast, member), member
        leader(cast)  # somebody leads the unit itself: they see it, and those above do not
        cast.members["above"].sign()
        assert seen_from_above().late == ()
        cast.members["leader"].sign()
        assert len(seen_from_above().late) == 1


def test_the_queue_marks_danger_and_puts_it_first(cast: Cast) -> None:
    with clock.at(TUESDAY):
        door = found(cast)
        raised(cast, door, who="Ældre uden fare")
    with clock.at(TUESDAY + timedelta(minutes=5)):
        form = FORM | {"idempotency_key": str(uuid4()), "in_danger": "on"}
        cast.client("ssp_teacher").post(reverse("concerns:raise"), form)
        queue = cast.client("consultant").get(reverse("concerns:queue")).content.decode()
        assert queue.index("Vera Ottosen") < queue.index("Ældre uden fare")
        assert "Fare nu" in queue.split("Vera Ottosen")[0].split("plain-list")[1]
        assert queue.count("Fare nu") == 1


def test_what_ends_with_a_day_is_due_on_that_day(cast: Cast) -> None:
    assert by_when(at("2026-12-06T00:00")) == "senest 05.12.2026"
    assert by_when(at("2026-12-06T10:30")) == "inden 06.12.2026 kl. 10.30"


def test_who_leads_where_nothing_is_late_reads_who_sees_what_is(cast: Cast) -> None:
    """An empty page said neither whether leaders are meant to see what is late nor whom to ask."""
    concern = raised(cast, found(cast))
    leader(cast)
    said = "Den, der leder enheden, som modtager dem, ser her, hvad der er for sent"
    assert said in my_day(cast, "leader")
    assert said not in my_day(cast, "consultant")
    with clock.later(hours=25):
        assert "ikke besvaret, om det kan være en underretning" in my_day(cast, "leader"), concern.who
        assert said not in my_day(cast, "leader")
