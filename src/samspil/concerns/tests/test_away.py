"""Who is ill signs in nowhere: somebody else writes that they are away, and they are told who did."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.access import cabinet
from samspil.audit.models import Event
from samspil.cases.leaving.tests.places import cooperation_leader, higher
from samspil.cases.tests import stage
from samspil.concerns.actions import handing
from samspil.concerns.queries.absences import absence_page
from samspil.concerns.tests.doors import found, leader
from samspil.lib.refusals import Refused
from samspil.organisations.models import Post
from samspil.responsibility.models import Absence
from samspil.sharing.notices.queries import mine
from samspil.web import dates
from tests import clock
from tests.cast import Cast, Member, as_role

PAGE = "/bekymringer/fravaer/"
ACTS = "Du handler for en kollega, mens kollegaen er væk."
ACTS_NO_MORE = "Du handler ikke længere for en kollega."


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def told(member: Member) -> dict[str, str]:
    member.sign()
    return {line.sentence: line.whence for line in mine()}


def waiting(member: Member) -> list[str]:
    """What somebody has not seen yet, as it stands from the top."""
    member.sign()
    return [line.sentence for line in mine() if line.seen_at is None]


def acting_for(member: Member) -> int:
    """Who would act for somebody in the SSP unit."""
    unit = Post.objects.get(staff=member.staff).unit_id
    ((who,),) = cabinet.call("SELECT leaving.would_act(%s, %s)", [member.staff.pk, unit])
    return int(who)


def night(when: datetime) -> None:
    with as_role("samspil_keeper") as cursor:
        cursor.execute("SELECT leaving.remind(%s)", [when])


def writes(cast: Cast, who: str, of: str) -> Absence:
    """Somebody writes on the page that a colleague is away from now."""
    client, staff = cast.client(who), cast.members[of].staff
    assert f'<option value="{staff.pk}"' in text(client.get(PAGE)).split('name="deputy"')[0]
    assert client.post(PAGE, {"staff": staff.pk}).status_code == 303
    return Absence.objects.get(staff=staff)


def offered(cast: Cast, who: str, of: str) -> bool:
    shown = text(cast.client(who).get(PAGE)).split('name="deputy"')[0]
    return f'<option value="{cast.members[of].staff.pk}"' in shown


def test_where_nobody_leads_a_colleague_of_the_unit_writes_it_and_the_absent_one_is_told_by_whom(cast: Cast) -> None:
    absence = writes(cast, "colleague", "consultant")
    assert told(cast.consultant) == {"Der står, at du er væk.": cast.colleague.staff.name}
    cast.consultant.sign()  # the record of it is read by whom it is about
    assert Event.objects.get(act="absence.registered").principal == cast.colleague.staff.principal_id
    assert not offered(cast, "outsider", "consultant")
    client = cast.client("colleague")
    assert client.post(reverse("concerns:end_absence", args=[absence.pk])).status_code == 303
    assert told(cast.consultant)["Der står, at du er tilbage på arbejde."] == cast.colleague.staff.name


def test_where_somebody_leads_who_is_here_a_colleague_does_not_and_for_the_leader_they_do(cast: Cast) -> None:
    leader(cast)
    assert not offered(cast, "colleague", "consultant")
    actor = cast.colleague.sign()
    with pytest.raises(Refused, match="den, der leder"):
        handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None)
    assert offered(cast, "leader", "consultant")
    writes(cast, "colleague", "leader")  # nobody else leads
    assert offered(cast, "colleague", "consultant")  # and now nobody leads who is here


def test_whoever_leads_above_writes_it_and_whoever_leads_the_cooperation_where_nobody_is_above(cast: Cast) -> None:
    higher(cast)
    writes(cast, "boss", "social_worker")
    assert not offered(cast, "boss", "consultant")
    cooperation_leader(cast, "family")  # works in another unit, and acts from above for the SSP
    writes(cast, "ssp_leader", "consultant")


def test_whoever_leads_the_cooperation_writes_it_of_no_other_authority_and_not_past_who_leads(cast: Cast) -> None:
    """Met by a stranger: who led one unit wrote that an officer of the police was away."""
    chief = cooperation_leader(cast)
    assert offered(cast, "ssp_leader", "social_worker")  # nobody leads the family department
    assert not offered(cast, "ssp_leader", "police_officer")
    actor = chief.sign()
    with pytest.raises(Refused, match="den, der leder"):
        handing.register_absence(actor, staff=cast.police_officer.staff, since=actor.at, until=None)
    higher(cast, "local_police", key="superintendent", name="Bo Storm")
    assert offered(cast, "superintendent", "police_officer")
    leader(cast, "family")
    assert not offered(cast, "ssp_leader", "social_worker")
    actor = chief.sign()
    with pytest.raises(Refused, match="den, der leder"):
        handing.register_absence(actor, staff=cast.social_worker.staff, since=actor.at, until=None)


def test_what_somebody_wrote_of_another_stays_theirs_to_take_back_while_it_is_in_force(cast: Cast) -> None:
    """Met by a stranger: who went away themselves did not see any more what they had written of a colleague."""
    boss, staff, actor = higher(cast), cast.social_worker.staff, cast.social_worker.sign()
    since = actor.at + timedelta(days=9)
    own = handing.register_absence(actor, staff=staff, since=since, until=since + timedelta(days=1))
    actor = boss.sign()
    absence = handing.register_absence(actor, staff=staff, since=actor.at, until=actor.at + timedelta(days=2))
    client = cast.client("boss")
    assert client.post(PAGE, {"staff": boss.staff.pk}).status_code == 303
    assert not offered(cast, "boss", "social_worker")
    shown = text(client.get(PAGE))
    ending, others = (reverse("concerns:end_absence", args=[one.pk]) for one in (absence, own))
    assert ending in shown
    assert others not in shown
    with pytest.raises(Refused):
        handing.end_absence(boss.sign(), absence=own)
    assert ending not in text(cast.client("outsider").get(PAGE))
    assert client.post(ending).status_code == 303
    assert ending not in text(client.get(PAGE))
    assert told(cast.social_worker)["Der står, at du er tilbage på arbejde."] == boss.staff.name


def test_an_administrator_writes_it_from_the_page_of_the_colleague(cast: Cast) -> None:
    client, staff = cast.client("administrator"), cast.consultant.staff
    page = f"{PAGE}?hvem={staff.pk}"
    assert page in text(client.get(reverse("administration:colleague", args=[staff.pk])))
    assert f'<option value="{staff.pk}" selected' in text(client.get(page))
    assert client.post(page, {"staff": staff.pk, "deputy": cast.outreach_worker.staff.pk}).status_code == 303
    assert Absence.objects.get(staff=staff).deputy_id == cast.outreach_worker.staff.pk
    assert cast.consultant.staff.name in text(client.get(page))  # where it is ended again
    other = cast.client("colleague").get(f"{PAGE}?hvem={cast.social_worker.staff.pk}")
    assert f'<option value="{cast.social_worker.staff.pk}"' not in text(other)


def test_the_deputy_is_told_and_told_again_when_it_is_over(cast: Cast) -> None:
    actor = cast.consultant.sign()
    absence = handing.register_absence(
        actor, staff=cast.consultant.staff, since=actor.at, until=None, deputy=cast.outreach_worker.staff
    )
    assert told(cast.outreach_worker) == {"Du handler for en kollega, mens kollegaen er væk.": "Mette Kjær"}
    handing.end_absence(cast.consultant.sign(), absence=absence)
    assert "Du handler ikke længere for en kollega." in told(cast.outreach_worker)
    assert told(cast.consultant) == {}


def test_whoever_acts_without_having_been_chosen_is_told_and_told_again_when_it_is_over(cast: Cast) -> None:
    """Met by a stranger: with no deputy chosen nobody was told that a concern, whose 24 hours ran, waited for them."""
    stage.task(cast)
    actor = cast.administrator.sign()
    absence = handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None)
    acting = next(one for one in cast.members.values() if ACTS in told(one))
    assert told(acting)[ACTS] == "Mette Kjær"
    assert acting.staff.pk == acting_for(cast.consultant)
    handing.end_absence(cast.administrator.sign(), absence=absence)
    assert waiting(acting)[:1] == [ACTS_NO_MORE]
    assert ACTS not in waiting(acting)
    actor = cast.administrator.sign()
    handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None)
    assert waiting(acting)[:1] == [ACTS]
    assert ACTS_NO_MORE not in waiting(acting)  # the list does not say the opposite of what is so


def test_whoever_writes_it_and_acts_themselves_is_not_told(cast: Cast) -> None:
    stage.task(cast)
    acting = next(one for one in cast.members.values() if one.staff.pk == acting_for(cast.consultant))
    actor = acting.sign()
    handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None)
    assert ACTS not in told(acting)


def test_the_night_tells_who_acts_when_an_absence_begins_and_when_it_has_ended(cast: Cast) -> None:
    stage.task(cast)
    actor = cast.consultant.sign()
    since, until = actor.at + timedelta(days=2), actor.at + timedelta(days=5)
    handing.register_absence(actor, staff=cast.consultant.staff, since=since, until=until)
    acting = next(one for one in cast.members.values() if one.staff.pk == acting_for(cast.consultant))
    assert told(acting) == {}
    night(since + timedelta(hours=1))
    night(since + timedelta(hours=2))
    assert waiting(acting) == [ACTS]
    night(until + timedelta(hours=1))
    night(until + timedelta(hours=2))
    assert waiting(acting) == [ACTS_NO_MORE]


def test_an_absence_that_begins_later_says_from_which_day(cast: Cast) -> None:
    """Met by a stranger: three weeks early stood that they act now."""
    actor = cast.consultant.sign()
    since = actor.at + timedelta(days=20)
    absence = handing.register_absence(
        actor, staff=cast.consultant.staff, since=since, until=None, deputy=cast.outreach_worker.staff
    )
    day = dates.short(timezone.localdate(since))
    sentence = "Du handler for en kollega fra den dag, kollegaen er væk."
    assert told(cast.outreach_worker) == {sentence: f"Mette Kjær, væk fra {day}"}
    shown = text(cast.client("consultant").get(PAGE))
    assert " ." not in shown.split('class="plain-list"')[1].split("</p>")[0]
    handing.end_absence(cast.consultant.sign(), absence=absence)
    assert waiting(cast.outreach_worker) == ["Du skal alligevel ikke handle for en kollega: fraværet er taget tilbage."]


def test_a_deputy_works_in_a_unit_of_who_is_away(cast: Cast) -> None:
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="ikke i nogen enhed"):
        handing.register_absence(
            actor, staff=cast.consultant.staff, since=actor.at, until=None, deputy=cast.social_worker.staff
        )


def test_two_absences_do_not_overlap_and_the_same_again_is_one(cast: Cast) -> None:
    actor = cast.consultant.sign()
    until = actor.at + timedelta(days=7)
    first = handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=until)
    again = handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=until)
    assert again == first
    with pytest.raises(Refused, match="allerede som væk") as refused:
        handing.register_absence(
            actor, staff=cast.consultant.staff, since=actor.at + timedelta(days=3), until=None,
            deputy=cast.outreach_worker.staff,
        )  # fmt: skip
    assert refused.value.field == "since"


def test_the_own_day_says_that_one_is_away_and_back_again_is_confirmed(cast: Cast) -> None:
    client = cast.client("consultant")
    assert "Du står som væk" not in text(client.get("/"))
    assert client.post(PAGE, {"staff": cast.consultant.staff.pk}).status_code == 303
    shown = text(client.get("/"))
    assert "Du står som væk" in shown
    absence = Absence.objects.get(staff=cast.consultant.staff)
    sent = client.post(reverse("concerns:end_absence", args=[absence.pk]))
    assert "Skrevet: tilbage på arbejde." in text(client.get(sent["Location"]))
    assert "Du står som væk" not in text(client.get("/"))


def test_an_absence_to_come_is_taken_back_and_not_called_back_at_work(cast: Cast) -> None:
    client = cast.client("consultant")
    day = f"{clock.today() + timedelta(days=3):%d.%m.%Y}"
    client.post(PAGE, {"staff": cast.consultant.staff.pk, "since": day})
    shown = text(client.get(PAGE))
    assert "Tag fraværet tilbage" in shown
    assert "Tilbage på arbejde" not in shown
    absence = Absence.objects.get(staff=cast.consultant.staff)
    sent = client.post(reverse("concerns:end_absence", args=[absence.pk]))
    assert "Fraværet er taget tilbage." in text(client.get(sent["Location"]))


def test_absences_that_last_are_listed_whether_or_not_their_end_is_known(cast: Cast) -> None:
    found(cast)
    actor = cast.consultant.sign()
    hour = timedelta(hours=1)
    over, dated, open_ended = (
        handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at + since, until=until)
        for since, until in ((hour, actor.at + 2 * hour), (3 * hour, actor.at + 5 * hour), (6 * hour, None))
    )
    listed = {line.absence.pk for line in absence_page(replace(actor, at=actor.at + 4 * hour)).lines}
    assert listed == {dated.pk, open_ended.pk}
    assert over.pk not in listed


def test_only_oneself_a_leader_or_an_administrator_says_that_somebody_is_away(cast: Cast) -> None:
    found(cast)
    with pytest.raises(Refused):
        handing.register_absence(
            cast.outsider.sign(), staff=cast.consultant.staff, since=cast.outsider.actor.at, until=None
        )
    actor = cast.administrator.sign()
    absence = handing.register_absence(actor, staff=cast.consultant.staff, since=actor.at, until=None)
    handing.end_absence(actor, absence=absence)


def test_an_absence_that_was_called_off_before_it_began_ends_once(cast: Cast) -> None:
    found(cast)
    actor = cast.consultant.sign()
    later = actor.at + timedelta(days=2)
    absence = handing.register_absence(actor, staff=cast.consultant.staff, since=later, until=None)
    handing.end_absence(actor, absence=absence)
    absence.refresh_from_db()
    with pytest.raises(Refused, match="allerede slut"):
        handing.end_absence(cast.consultant.sign(), absence=absence)


def test_who_is_alone_in_the_unit_reads_who_acts_instead_of_an_empty_list(cast: Cast) -> None:
    name = next(name for name, member in cast.members.items() if not absence_page(member.sign()).deputies)
    client, member = cast.client(name), cast.members[name]
    page = text(client.get(PAGE))
    assert 'name="deputy"' not in page
    assert "Ingen anden i enheden kan træde til" in page
    assert client.post(PAGE, {"staff": member.staff.pk}).status_code == 303
    member.sign()
    assert Absence.objects.get().deputy_id is None
