"""Whoever begins to act for a colleague is told, and whoever ceases to, whatever has changed it; and the page of absences says who acts
for whom.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from samspil.access import cabinet
from samspil.cases.leaving.acting import acting_where
from samspil.cases.leaving.tests.places import higher, posted
from samspil.cases.leaving.tests.scenes import ended
from samspil.cases.leaving.tests.test_giving_back import told
from samspil.cases.tests import stage
from samspil.concerns.actions.handing import end_absence, register_absence
from samspil.concerns.queries.holders import who_has
from samspil.concerns.tests.doors import found, leader
from samspil.concerns.tests.test_handing import ready
from samspil.organisations.actions import create_colleague, end_post, give_post
from samspil.organisations.models import Post, Role, Staff
from samspil.responsibility.models import Absence
from samspil.sharing.notices.actions import see
from samspil.sharing.notices.queries import mine
from tests.cast import Cast, Member

ACTS = "Du handler for en kollega, der er stoppet."
NO_MORE = "Du handler ikke længere for en kollega."
STOPPED = "En kollega er stoppet i enheden."


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def away(member: Member, *, deputy: Staff | None = None) -> Absence:
    actor = member.sign()
    return register_absence(actor, staff=member.staff, since=actor.at, until=None, deputy=deputy)


def read_all(cast: Cast) -> None:
    """Everybody has seen what they were told, as on the page of messages."""
    for member in cast.members.values():
        see(member.sign())


def new(member: Member) -> list[str]:
    """What somebody has been told and not seen yet."""
    member.sign()
    return [line.sentence for line in mine() if line.seen_at is None]


def test_who_acts_when_the_one_who_acted_goes_away_is_told_whoever_was_named_for_them(cast: Cast) -> None:
    """Met by a stranger: the page named the deputy, and what the absent one had acted for went to somebody who was not told."""
    stage.task(cast)
    nina = posted(cast, "nina", "Nina Falk", cast.units["ssp"], "outreach_worker", leads=False)
    ended(cast)
    assert ACTS in told(cast.colleague)
    assert ACTS not in told(cast.outreach_worker)
    away(cast.colleague, deputy=nina.staff)
    assert ACTS in told(cast.outreach_worker)
    assert ACTS not in told(nina)
    shown = text(cast.client("colleague").get(reverse("concerns:absences")))
    assert "Nina Falk handler for Line Østergaard." in shown
    assert "Omar Said handler for Mette Kjær, som Line Østergaard handlede for." in shown
    assert "Nina Falk handler for dig så længe." in text(cast.client("colleague").get("/"))


def test_who_acted_for_a_part_is_told_when_the_rest_comes_to_them_too(cast: Cast) -> None:
    """Met by a stranger: who acted for one concern acted for twelve things more, and was told nothing."""
    ready(cast, found(cast))
    stage.task(cast)
    boss = leader(cast)
    ended(cast)
    assert ACTS in told(boss)  # for the task
    assert ACTS in told(cast.colleague)  # for the concern, at the door
    read_all(cast)
    absence = away(boss)
    assert ACTS in new(cast.colleague)
    read_all(cast)
    away(cast.social_worker)  # nothing comes to anybody
    assert ACTS not in new(cast.colleague)
    end_absence(boss.sign(), absence=absence)
    read_all(cast)
    ended(cast, "leader")
    assert ACTS in new(cast.colleague)


def test_an_older_message_that_stands_unread_is_told_anew(cast: Cast) -> None:
    ready(cast, found(cast))
    stage.task(cast)
    boss = leader(cast)
    ended(cast)
    cast.colleague.sign()
    (before,) = (line.made_at for line in mine() if line.sentence == ACTS)
    away(boss)
    cast.colleague.sign()
    (now,) = (line.made_at for line in mine() if line.sentence == ACTS)
    assert now > before


def test_the_answer_names_who_acts(cast: Cast) -> None:
    client = cast.client("colleague")
    sent = {"staff": cast.colleague.staff.pk, "since": "", "until": "", "deputy": ""}
    shown = text(client.get(client.post(reverse("concerns:absences"), sent)["Location"]))
    assert "Det er skrevet ned. Mette Kjær handler imens." in shown


def test_who_is_back_acts_again_and_is_told_and_who_acted_meanwhile_ceases(cast: Cast) -> None:
    stage.task(cast)
    ended(cast)
    absence = away(cast.colleague)
    read_all(cast)
    end_absence(cast.colleague.sign(), absence=absence)
    assert ACTS in new(cast.colleague)
    assert NO_MORE in new(cast.outreach_worker)
    assert ACTS not in new(cast.outreach_worker)


def test_nobody_is_told_twice_of_what_has_not_changed(cast: Cast) -> None:
    stage.task(cast)
    ended(cast)
    read_all(cast)
    away(cast.social_worker)
    assert ACTS not in new(cast.colleague)
    assert NO_MORE not in new(cast.colleague)


def test_who_acted_is_told_when_the_colleague_has_a_post_again(cast: Cast) -> None:
    stage.task(cast)
    post = Post.objects.select_related("staff__body", "unit__body", "role").get(staff=cast.consultant.staff)
    end_post(cast.administrator.sign(), post=post)
    assert ACTS in told(cast.colleague)
    give_post(cast.administrator.sign(), staff=post.staff, role=post.role, unit=post.unit)
    assert NO_MORE in told(cast.colleague)
    assert ACTS not in new(cast.colleague)


def test_who_is_created_anew_takes_nothing_from_who_acts(cast: Cast) -> None:
    """Met by a stranger: half of what a colleague acted for went to a new access, and nobody was told."""
    concern = ready(cast, found(cast))
    stage.task(cast)
    ended(cast)
    ended(cast, "colleague")
    assert ACTS in told(cast.outreach_worker)
    actor = cast.administrator.sign()
    role = Role.objects.get(body=cast.body, key="ssp_consultant")
    unit = cast.units["ssp"]
    again = create_colleague(actor, body=cast.body, name="Mette Kjær", email="m@example.org", role=role, unit=unit)
    cast.members["again"] = Member("again", again.staff, unit)
    assert ACTS not in told(cast.members["again"])
    assert not acting_where()
    actor = cast.outreach_worker.sign()
    assert acting_where()[0].things == 2
    assert who_has([concern], actor.at)[concern.pk].now == cast.outreach_worker.staff  # SQL and Python say the same
    away(cast.outreach_worker)
    assert ACTS in told(cast.members["again"])
    actor = cast.members["again"].sign()
    assert who_has([concern], actor.at)[concern.pk].now == again.staff


def test_who_loses_a_part_of_what_they_acted_for_is_told(cast: Cast) -> None:
    ready(cast, found(cast))
    boss = leader(cast)
    stage.task(cast)
    absence = away(boss)
    ended(cast, "colleague")
    ended(cast)
    read_all(cast)
    end_absence(boss.sign(), absence=absence)
    assert ACTS in new(boss)
    assert new(cast.outreach_worker) == [
        "En anden handler nu for noget af det, der ligger hos en kollega, som du handler for."
    ]
    cast.outreach_worker.sign()
    assert acting_where()[0].things == 1  # the concern: at the door the leader comes last


def test_a_new_leader_begins_to_act_and_who_acted_ceases(cast: Cast) -> None:
    stage.task(cast)
    ended(cast)
    boss = leader(cast)
    cast.administrator.sign()
    cabinet.call("SELECT leaving.came()", [])
    assert ACTS in told(boss)
    assert NO_MORE in told(cast.colleague)


def test_who_acted_from_above_is_told_when_somebody_is_here_again(cast: Cast) -> None:
    boss = higher(cast)
    stage.case(cast, cast.social_worker)
    absence = away(cast.social_worker)
    assert "Du handler for en enhed, hvor ingen er her." in told(boss)
    end_absence(cast.social_worker.sign(), absence=absence)
    assert "Du handler ikke længere for en enhed, hvor ingen var her." in new(boss)


def test_who_leads_is_told_that_a_colleague_has_stopped_also_when_the_whole_access_ends(cast: Cast) -> None:
    """Met by a stranger: a leader who is away heard of »Slut nu« and not of »Afslut adgangen«."""
    boss = leader(cast)
    away(boss)
    ended(cast)
    assert STOPPED in told(boss)
