"""A child tells a trainer, a friend tells a teacher: one matter with one owner, nobody types it again, and nobody reads more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.access import cabinet
from samspil.access.actor import Actor, now, sign
from samspil.audit.models import Event
from samspil.concerns.actions import assessing, handing
from samspil.concerns.arrivals.queries import promise_about
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Assessment, Concern, Holding, Step
from samspil.concerns.queries.clocks import my_clocks
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_assess import first
from samspil.concerns.together import actions
from samspil.concerns.together.models import Tie
from samspil.concerns.together.tests.scenes import joined, two
from samspil.concerns.together.tests.steps import BORN, holder, name, subject, take
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import ConcernDoor
from samspil.people.queries import Child
from samspil.sharing.models import Disclosure
from tests import clock
from tests.cast import Cast, as_role
from tests.verbs.scene import fresh

TOLD = "Vera har fortalt det til træneren"  # in the words of the trainer, whom only the door reads beside


def readers(*concerns: Concern) -> dict[str, list[Any]]:
    """Who reads what hangs on these concerns, past every policy."""
    found: dict[str, list[Any]] = {}
    with as_role("samspil_lock") as cursor:
        for table in ("concern", "holding", "assessment", "step"):
            column = "id" if table == "concern" else "concern_id"
            cursor.execute(
                f"SELECT {column}, array_agg(DISTINCT audiences) FROM public.concerns_{table} WHERE {column} = ANY (%s)"
                " GROUP BY 1 ORDER BY 1",
                [[one.pk for one in concerns]],
            )
            found[table] = list(cursor.fetchall())
    return found


@pytest.mark.covers("HAL-12", verb="concern.joined")
def test_two_doors_become_one_matter_with_one_owner_and_nobody_types_it_again(cast: Cast) -> None:
    trainer, teacher = two(cast)
    take(cast, trainer)
    before, client = readers(trainer, teacher), cast.client("consultant")
    cast.consultant.sign()
    disclosed = Disclosure.objects.count()
    shown = client.get(reverse("together:join", args=[teacher.pk, trainer.pk]))
    page = shown.content.decode()
    for words in (TOLD, teacher.text, "Mette Kjær har begge", "Line Østergaard", "Ingen andre læser mere"):
        assert words in page
    assert client.post(reverse("together:join", args=[teacher.pk, trainer.pk])).status_code == 303
    assert holder(cast, teacher) == holder(cast, trainer) == "Mette Kjær"
    # Each page shows the other.
    for one, other in ((trainer, teacher), (teacher, trainer)):
        page = client.get(reverse("concerns:at_door", args=[one.pk])).content.decode()
        assert reverse("concerns:at_door", args=[other.pk]) in page
        assert "Én sag med" in page
    # Nothing is copied or changed, and nobody reads more than before.
    cast.consultant.sign()
    assert Concern.objects.count() == 2
    assert not Step.objects.filter(kind="noted").exists()
    assert fresh(trainer).text == TOLD
    assert fresh(teacher).state == "taken"
    after = readers(trainer, teacher)
    assert {table: after[table] for table in before} == before
    assert Disclosure.objects.count() == disclosed


@pytest.mark.parametrize("member", ["youth_job_centre", "ssp_teacher"])
def test_the_sender_of_one_never_learns_of_the_other(cast: Cast, member: str) -> None:
    trainer, teacher = two(cast)
    own, other = (trainer, teacher) if member == "youth_job_centre" else (teacher, trainer)
    client = cast.client(member)
    address = reverse("concerns:at_door", args=[own.pk])
    before = client.get(address)
    assert before.status_code == 200
    tie = joined(cast, trainer, teacher)
    page = client.get(address).content.decode()
    for trace in (other.text, "samme-barn", "Én sag med", "Det samme barn", str(other.pk) + "/"):
        assert trace not in page, trace
    assert client.get(reverse("concerns:at_door", args=[other.pk])).status_code == 404
    for name_, args in (("choose", [own.pk]), ("join", [own.pk, other.pk]), ("join", [other.pk, own.pk])):
        assert client.get(reverse(f"together:{name_}", args=args)).status_code == 404
    assert client.post(reverse("together:part", args=[tie.pk])).status_code == 404
    cast.members[member].sign()
    assert not Tie.objects.exists()
    assert not Concern.objects.filter(pk=other.pk).exists()
    assert not Holding.objects.filter(concern=other).exists()
    assert not Assessment.objects.exists()
    assert not Event.objects.filter(act__in=["concern.joined", "concern.compared"]).exists()
    # What the page says and how many statements it takes is the same as for a concern that stands alone.
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    actions.part(cast.consultant.sign(), tie=fresh_tie(cast))
    with CaptureQueriesContext(connection) as alone:
        client.get(address)
    assert len(asked) == len(alone)


def fresh_tie(cast: Cast) -> Tie:
    cast.consultant.sign()
    return Tie.objects.get(parted_at__isnull=True)


def test_nobody_but_the_door_reads_the_tie(cast: Cast) -> None:
    joined(cast, *two(cast))
    for member in cast.members:
        cast.members[member].sign()
        assert Tie.objects.exists() is (member in {"consultant", "colleague", "outreach_worker"}), member


def test_both_clocks_run_on_and_each_sender_hears_of_their_own(cast: Cast) -> None:
    door = found(cast)
    trainer = raised(cast, door, "youth_job_centre", text=TOLD)
    with clock.later(hours=3):
        teacher = raised(cast, door, "ssp_teacher")
        for concern in (trainer, teacher):
            first(cast.consultant.sign(), concern, "unsure", "Vi ringer til modtagelsen")
        actor = cast.consultant.sign()
        clocks = my_clocks()
        promised = [promise_about(fresh(one)).answer_by for one in (trainer, teacher)]
        joined(cast, teacher, trainer)
        cast.consultant.sign()
        assert my_clocks() == clocks
        assert clocks[teacher.pk].since - clocks[trainer.pk].since >= timedelta(hours=3) - timedelta(minutes=1)
        assert [promise_about(fresh(one)).answer_by for one in (trainer, teacher)] == promised
        assert Tie.objects.get().kept_id == trainer.pk  # the earlier leads, whichever page it was said on
        for concern in (trainer, teacher):
            first(cast.consultant.sign(), concern, "no", "Der er voksne om hende")
        version = Assessment.objects.get(concern=trainer).version
        assessing.close(
            actor, concern=fresh(trainer), version=version, outcome="help", reason="Aftalt", told="Tak, vi er i gang."
        )
        cast.youth_job_centre.sign()
        assert Step.objects.filter(kind="told").count() == 1
        cast.ssp_teacher.sign()
        assert not Step.objects.filter(kind="told").exists()
        assert fresh(teacher).closed_at is None
        # It goes on by itself, and can follow another one.
        third = raised(cast, door, "outreach_worker")
        first(cast.consultant.sign(), third)
        assert joined(cast, teacher, third).kept_id == teacher.pk


def test_whoever_takes_one_has_both(cast: Cast) -> None:
    trainer, teacher = two(cast)
    joined(cast, trainer, teacher)
    take(cast, teacher, "colleague")
    assert holder(cast, trainer) == holder(cast, teacher) == "Line Østergaard"
    assert fresh(trainer).state == "taken"
    taken = Event.objects.filter(act="concern.taken").values_list("object_id", flat=True)
    assert sorted(taken) == sorted([trainer.pk, teacher.pk]), "of each it is recorded"
    with pytest.raises(Refused):
        take(cast, trainer, "outreach_worker")


def test_nobody_gives_a_colleague_a_second_one_without_their_yes(cast: Cast) -> None:
    trainer, teacher = two(cast)
    take(cast, trainer, "colleague")
    with pytest.raises(Refused, match="Line Østergaard"):
        joined(cast, teacher, trainer)
    client = cast.client("consultant")
    page = client.get(reverse("together:join", args=[teacher.pk, trainer.pk])).content.decode()
    assert "Line Østergaard har den ene" in page
    assert "Ja, det samme barn" not in page
    assert client.post(reverse("together:join", args=[teacher.pk, trainer.pk])).status_code == 409
    # The database says the same, whatever the page says.
    actor = cast.consultant.sign()
    tie = Tie.objects.create(
        owner_audience_id=trainer.owner_audience_id, kept=trainer, follows=teacher, said_by_id=cast.consultant.staff.pk
    )
    with pytest.raises(Refused), transaction.atomic():
        cabinet.call("SELECT together.follow(%s)", [tie.pk])
    Tie.objects.filter(pk=tie.pk).update(parted_at=actor.at)
    # The colleague says it: it is theirs as if they had taken it.
    joined(cast, teacher, trainer, "colleague")
    assert holder(cast, teacher) == "Line Østergaard"


def test_of_two_who_have_one_each_one_hands_theirs_over_first(cast: Cast) -> None:
    trainer, teacher = two(cast)
    take(cast, trainer, "consultant")
    take(cast, teacher, "colleague")
    with pytest.raises(Refused, match="Mette Kjær har den ene, og Line Østergaard"):
        joined(cast, trainer, teacher)
    actor = cast.colleague.sign()
    offer = handing.propose(
        actor,
        concern=fresh(teacher),
        to_staff=cast.consultant.staff,
        reason="Det samme barn",
        key=uuid4(),
        suspicion="none",
    )
    with pytest.raises(Refused, match="tilbudt"):
        joined(cast, trainer, teacher)
    for party in ("child", "parents"):
        if party in offer.needs:
            handing.reply(
                cast.colleague.sign(), handover=fresh(offer), party=party, answer="agrees", because="", note="Ja"
            )
    handing.reply(cast.consultant.sign(), handover=fresh(offer), party="receiver", answer="agrees")
    joined(cast, trainer, teacher)
    assert holder(cast, trainer) == holder(cast, teacher) == "Mette Kjær"


def test_an_adult_whom_a_child_chose_keeps_what_the_child_told(cast: Cast) -> None:
    teacher = confided(cast)
    trainer = raised(cast, ConcernDoor.objects.get(key="nord"), "youth_job_centre", text=TOLD)
    first(cast.consultant.sign(), trainer)
    with pytest.raises(Refused, match="valgt"):
        joined(cast, trainer, teacher)
    cast.consultant.sign()
    assert not Tie.objects.exists()
    tie = Tie.objects.create(
        owner_audience_id=trainer.owner_audience_id, kept=teacher, follows=trainer, said_by_id=cast.consultant.staff.pk
    )
    with pytest.raises(Refused), transaction.atomic():
        cabinet.call("SELECT together.follow(%s)", [tie.pk])
    take(cast, trainer)
    assert holder(cast, teacher) == "Anders Friis"


def at_both_doors(cast: Cast) -> tuple[Concern, Concern]:
    """The consultant answers the family's door too; the teacher's concern lies there."""
    north = found(cast)
    family = ConcernDoor.objects.get(key="alle")
    sign(Actor(cast.body.installer_id, now()))
    cabinet.admit([family.audience_id], [cast.consultant.principal_id])
    told = raised(cast, north, "youth_job_centre", text=TOLD), raised(cast, family, "ssp_teacher")
    for concern in told:
        first(cast.consultant.sign(), concern)
    return fresh(told[0]), fresh(told[1])


def test_at_two_doors_the_page_says_so_and_leads_to_handing_over(cast: Cast) -> None:
    trainer, teacher = at_both_doors(cast)
    for concern in (trainer, teacher):
        name(cast, concern, Child("Vera Ottosen", BORN))
    client = cast.client("consultant")
    page = client.get(reverse("concerns:at_door", args=[trainer.pk])).content.decode()
    assert "ligger ved Familiens dør" in page
    shown = client.get(reverse("together:join", args=[trainer.pk, teacher.pk])).content.decode()
    assert "De ligger ved to døre" in shown
    assert reverse("concerns:hand_over", args=[trainer.pk]) in shown
    assert client.post(reverse("together:join", args=[trainer.pk, teacher.pk])).status_code == 409
    # Who answers one of the doors alone is shown nothing of the other.
    for member, own, other in (("colleague", trainer, teacher), ("social_worker", teacher, trainer)):
        theirs = cast.client(member).get(reverse("concerns:at_door", args=[own.pk])).content.decode()
        assert "samme barn:" not in theirs
        assert f"/samme-barn/{other.pk}/" not in theirs
        assert cast.client(member).get(reverse("together:join", args=[own.pk, other.pk])).status_code == 404
        with pytest.raises((NotVisible, Refused, Concern.DoesNotExist)):
            actions.join(cast.members[member].sign(), concern=fresh(own), other=other)


def test_what_is_one_matter_is_offered_to_no_other_door_alone(cast: Cast) -> None:
    trainer, teacher = two(cast)
    tie = joined(cast, trainer, teacher)
    offer = {"to_door": ConcernDoor.objects.get(key="alle"), "reason": "Kender dem", "suspicion": "none"}
    with pytest.raises(Refused) as refused:
        handing.propose(cast.consultant.sign(), concern=fresh(teacher), key=uuid4(), **offer)
    assert refused.value.field == "to"
    actions.part(cast.consultant.sign(), tie=fresh(tie))
    assert handing.propose(cast.consultant.sign(), concern=fresh(teacher), key=uuid4(), **offer).pk


def test_they_were_two_after_all(cast: Cast) -> None:
    trainer, teacher = two(cast)
    take(cast, trainer)
    vera = name(cast, trainer, Child("Vera Ottosen", BORN))
    client = cast.client("consultant")
    client.post(reverse("together:join", args=[trainer.pk, teacher.pk]))
    assert subject(cast, teacher) == vera
    tie = fresh_tie(cast)
    assert client.post(reverse("together:part", args=[tie.pk])).status_code == 303
    assert (subject(cast, trainer), subject(cast, teacher)) == (vera, None)
    assert "Én sag med" not in client.get(reverse("concerns:at_door", args=[teacher.pk])).content.decode()
    assert holder(cast, teacher) == "Mette Kjær"
    with pytest.raises(Refused):
        actions.part(cast.consultant.sign(), tie=fresh(tie))
    # From here on each goes its own way; and it can be said again.
    aya = name(cast, teacher, Child("Aya Dam", date(2012, 9, 9)))
    with pytest.raises(Refused, match="to forskellige børn"):
        joined(cast, trainer, teacher)
    assert aya != vera


def test_what_somebody_has_said_since_stands_when_they_are_parted(cast: Cast) -> None:
    trainer, teacher = two(cast)
    name(cast, trainer, Child("Vera Ottosen", BORN))
    tie = joined(cast, trainer, teacher)
    other = name(cast, teacher, Child("Liv Rask", date(2010, 2, 3)))
    actions.part(cast.consultant.sign(), tie=fresh(tie))
    assert subject(cast, teacher) == other


def test_the_database_draws_nothing_to_a_concern_that_lies_elsewhere(cast: Cast) -> None:
    trainer, teacher = at_both_doors(cast)
    cast.consultant.sign()
    tie = Tie.objects.create(
        owner_audience_id=trainer.owner_audience_id, kept=trainer, follows=teacher, said_by_id=cast.consultant.staff.pk
    )
    with pytest.raises(Refused), transaction.atomic():
        cabinet.call("SELECT together.follow(%s)", [tie.pk])
    before = holder(cast, teacher)
    take(cast, trainer)  # the row stands there, and moves nothing at the other door
    assert holder(cast, teacher) == before
    # Who reads one alone cannot hang a tie on the other.
    cast.ssp_teacher.sign()
    with pytest.raises(DatabaseError), transaction.atomic():
        Tie.objects.create(
            owner_audience_id=cast.ssp_teacher.staff.person_audience_id, kept=teacher, follows_id=trainer.pk,
            said_by_id=cast.ssp_teacher.staff.pk,
        )  # fmt: skip


def test_that_two_are_one_and_parted_again_stands_in_what_has_happened_with_both(cast: Cast) -> None:
    """No line told it, and a child came along to the other without a word."""
    trainer, teacher = two(cast)
    name(cast, trainer, Child("Vera Ottosen", BORN))
    client = cast.client("consultant")
    asked = client.get(reverse("together:join", args=[teacher.pk, trainer.pk])).content.decode()
    assert "Begge handler fra nu af om Vera Ottosen, 12.05.2011" in asked

    def history(concern: Concern) -> str:
        return str(
            client.get(reverse("concerns:at_door", args=[concern.pk])).content.decode().split("Hvad der er sket")[1]
        )

    joined(cast, teacher, trainer, "colleague")
    for one, other in ((trainer, teacher), (teacher, trainer)):
        said = history(one)
        assert "Line Østergaard skrev, at den er én sag med en anden bekymring:" in said
        assert reverse("concerns:at_door", args=[other.pk]) in said
    assert "Derfor handler den om Vera Ottosen" in history(teacher)
    assert "Derfor handler den om" not in history(trainer)
    actions.part(cast.consultant.sign(), tie=fresh_tie(cast))
    for one in (trainer, teacher):
        assert "Mette Kjær skrev, at det alligevel er to sager." in history(one)


def test_that_one_colleague_has_both_is_said_where_somebody_has_taken_one(cast: Cast) -> None:
    """That one colleague has both stood above two that nobody had taken."""
    trainer, teacher = two(cast)
    client, address = cast.client("consultant"), reverse("together:join", args=[teacher.pk, trainer.pk])
    shown = client.get(address).content.decode()
    assert "har begge. Ingen" not in shown.replace("Den, der tager den ene, har begge. Ingen", "")
    assert "Ingen har taget nogen af dem. Den, der tager den ene, har begge." in shown
    joined(cast, teacher, trainer)
    take(cast, teacher, "colleague")
    assert holder(cast, trainer) == holder(cast, teacher) == "Line Østergaard"


@pytest.mark.parametrize("chosen", [1, 2])
def test_what_is_one_matter_is_counted_when_it_is_taken(cast: Cast, chosen: int) -> None:
    """One was chosen, both were taken, and the page said one; both chosen, it said that somebody had the other already."""
    pair = two(cast)
    joined(cast, *pair)
    client, queue = cast.client("consultant"), reverse("concerns:queue")
    assert client.get(queue).content.decode().count("Den er én sag med en anden bekymring her") == 2
    numbers = [str(one.pk) for one in pair[:chosen]]
    shown = client.get(client.post(reverse("concerns:take_several"), {"tag": numbers})["Location"]).content.decode()
    assert "Du har taget 2." in shown
    assert ("Den ene fulgte med: Den er én sag med en anden." in shown) is (chosen == 1)
    assert "har den allerede" not in shown
    assert [holder(cast, one) for one in pair] == [cast.consultant.staff.name] * 2
