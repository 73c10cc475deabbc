"""Sentences of the door that say what is so: who can be told, what is kept of the time, who had it then, and what waits now."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.actions import assessing, handing
from samspil.concerns.models import Assessment, Concern, Step, StepKind
from samspil.concerns.notifying.tests.scenes import said_yes, send_it
from samspil.concerns.public.tests.places import opened
from samspil.concerns.public.tests.test_raise_outside import sent
from samspil.concerns.queries.hours import Number, each_once
from samspil.concerns.tests.doors import at, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.lib.refusals import Refused
from samspil.organisations.models import ConcernDoor
from tests import clock
from tests.cast import Cast

UNCHECKED = "Afsenderen er ikke kontrolleret. Sig aldrig, om barnet er kendt"


def page(cast: Cast, member: str, name: str, *args: int, **query: str) -> str:
    shown = cast.client(member).get(reverse(name, args=args), query).content.decode()
    return str(shown.split("<main")[1].split("</main")[0])


def from_outside(cast: Cast, **said: str) -> Concern:
    opened(cast)
    assert sent(cast, **said).status_code == 200
    cast.consultant.sign()
    concern = Concern.objects.get()
    first(cast.consultant.sign(), concern)
    return concern


def closes(cast: Cast, concern: Concern, **said: str) -> str:
    cast.consultant.sign()
    form = {
        "outcome": "nothing",
        "reason": "Talt med skolen",
        "version": str(Assessment.objects.get(concern=concern).version),
    }
    data = {f"close-{name}": value for name, value in (form | said).items()}
    client = cast.client("consultant")
    answer = client.post(reverse("concerns:close", args=[concern.pk]), data)
    assert answer.status_code == 303, answer.content.decode()
    return str(client.get(answer.headers["Location"]).content.decode())


def test_who_wrote_from_outside_is_not_said_to_have_been_told(cast: Cast) -> None:
    concern = from_outside(cast, contact="40 11 22 33")
    shown = page(cast, "consultant", "concerns:at_door", concern.pk)
    assert "De har skrevet: »40 11 22 33«" in shown
    assert "Afslut, og giv afsenderen besked" not in shown
    done = closes(cast, concern, untold="on")
    assert "afsenderen har fået besked" not in done
    assert "vil kontaktes sådan: »40 11 22 33«" in done
    cast.consultant.sign()
    assert not Step.objects.filter(concern=concern, kind=StepKind.TOLD).exists()


def test_what_the_door_has_told_somebody_outside_itself_is_written_down(cast: Cast) -> None:
    concern = from_outside(cast, contact="40 11 22 33")
    assert "Hvad har du selv fortalt afsenderen?" in page(cast, "consultant", "concerns:at_door", concern.pk)
    done = closes(cast, concern, told="Ringet op: tak for det")
    assert "vil kontaktes sådan: »40 11 22 33«" in done
    cast.consultant.sign()
    assert Step.objects.get(concern=concern, kind=StepKind.TOLD).text == "Ringet op: tak for det"


def test_nobody_is_said_to_have_told_somebody_who_cannot_be_reached(cast: Cast) -> None:
    """That somebody had told the sender stood below "the sender cannot be told from here, and has not written where"."""
    concern = from_outside(cast)
    assert "fortalt afsenderen" not in page(cast, "consultant", "concerns:at_door", concern.pk)
    cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    with pytest.raises(Refused, match="har ikke skrevet, hvor de kan nås"):
        assessing.close(
            cast.consultant.sign(), concern=concern, version=version, outcome="nothing", reason="Set", told="Ringet op"
        )
    assert "har ikke skrevet, hvor de kan nås" in closes(cast, concern)
    cast.consultant.sign()
    assert not Step.objects.filter(concern=concern, kind=StepKind.TOLD).exists()


def test_what_the_police_have_ends_as_that(cast: Cast) -> None:
    """A knife at the playground had to end with "nothing further is needed"."""
    concern = from_outside(cast)
    assert '<option value="police">Overladt til politiet</option>' in page(
        cast, "consultant", "concerns:at_door", concern.pk
    )
    closes(cast, concern, outcome="police")
    shown = page(cast, "consultant", "concerns:at_door", concern.pk)
    assert "Afsluttet (Overladt til politiet): Talt med skolen" in shown


def test_whoever_handles_danger_reads_whom_to_ring(cast: Cast) -> None:
    opened(cast)
    assert sent(cast, in_danger="on").status_code == 200
    cast.consultant.sign()
    shown = page(cast, "consultant", "concerns:at_door", Concern.objects.get().pk)
    danger = shown.split("at nogen er i fare nu")[1].split("</form>")[0]
    assert 'href="tel:112"' in danger
    assert 'href="tel:114"' in danger


def test_a_colleague_who_wrote_is_told(cast: Cast) -> None:
    concern = raised(cast, found(cast))
    first(cast.consultant.sign(), concern)
    assert "afsenderen har fået besked" in closes(cast, concern)
    cast.consultant.sign()
    assert Step.objects.filter(concern=concern, kind=StepKind.TOLD).exists()


def test_where_one_reads_what_somebody_unknown_wrote_it_says_that_nobody_has_checked_them(cast: Cast) -> None:
    concern = from_outside(cast)
    assert UNCHECKED in page(cast, "consultant", "concerns:at_door", concern.pk)
    own = raised(cast, ConcernDoor.objects.get(key="nord"))
    assert UNCHECKED not in page(cast, "consultant", "concerns:at_door", own.pk)


def test_of_what_came_without_sign_in_the_page_says_that_the_hour_alone_is_kept(cast: Cast) -> None:
    with clock.at(at("2026-11-24T22:48")):
        opened(cast)
        assert sent(cast).status_code == 200
        cast.consultant.sign()
        concern = Concern.objects.get()
        shown = page(cast, "consultant", "concerns:at_door", concern.pk)
        assert "24.11.2026 mellem kl. 22 og 23" in shown
        assert "De 24 timer regnes fra timens begyndelse" in shown
        line = page(cast, "consultant", "concerns:queue")
        assert "Modtaget 24.11.2026 mellem kl. 22 og 23 fra" in line
        assert "gammel" not in line
    with clock.at(at("2026-11-24T23:10")):
        own = raised(cast, ConcernDoor.objects.get(key="nord"), who="Drengene", about="group")
        shown = page(cast, "consultant", "concerns:at_door", own.pk)
        assert "24.11.2026 kl. 23.10" in shown
        assert "timens begyndelse" not in shown


def moves(cast: Cast, concern: Concern, giver: str, receiver: str, door: str) -> None:
    offer = handing.propose(
        cast.members[giver].sign(), concern=Concern.objects.get(pk=concern.pk), to_door=ConcernDoor.objects.get(key=door),
        reason="Kender dem", key=uuid4(),
    )  # fmt: skip
    handing.reply(cast.members[receiver].sign(), handover=offer, party="receiver", answer="agrees")


def test_what_happened_is_told_with_the_names_of_then(cast: Cast) -> None:
    """Met after a handover: the line of the sending named the door that has it now."""
    concern = raised(cast, found(cast), about="group", who="Drengene ved kiosken")
    first(cast.consultant.sign(), concern)
    moves(cast, concern, "consultant", "social_worker", "alle")
    for reader in ("social_worker", "ssp_teacher"):
        history = page(cast, reader, "concerns:at_door", concern.pk).split("Hvad der er sket")[1]
        assert "sendte den til SSP Nord." in history, reader
        assert "sendte den til Familiens dør." not in history, reader


def test_after_taking_the_search_stays_and_what_waits_is_counted_now(cast: Cast) -> None:
    door = found(cast)
    one, other = (raised(cast, door, about="group", who=f"Drengene ved {place}") for place in ("kiosken", "broen"))
    for concern in (one, other):
        first(cast.consultant.sign(), concern)
    shown = page(cast, "consultant", "concerns:queue", q="kiosken", vis="nobodys")
    assert "2 bekymringer venter på, at nogen tager dem." in shown
    address = shown.split('method="post" action="')[1].split('"')[0].replace("&amp;", "&")
    assert address.endswith("?q=kiosken&vis=nobodys")
    client = cast.client("consultant")
    for chosen in ([], [str(one.pk)]):
        answer = client.post(address, {"tag": chosen})
        assert answer.headers["Location"].endswith("?q=kiosken&vis=nobodys")
    shown = page(cast, "consultant", "concerns:queue")
    assert "1 bekymring venter på, at nogen tager den." in shown
    assert "2 er åbne her." in shown


def test_the_list_of_what_one_has_sent_names_who_has_each_and_what_one_has_sent_on(cast: Cast) -> None:
    concern = said_yes(cast, "ssp_teacher")
    assessing.take(cast.colleague.sign(), concern=concern)
    listed = page(cast, "ssp_teacher", "concerns:waiting").split("Sendt af dig")[1]
    assert "Line Østergaard har den nu" in listed
    assert "du sendte en underretning" not in listed
    send_it(cast, concern, "ssp_teacher")
    assert "du sendte en underretning" in page(cast, "ssp_teacher", "concerns:waiting").split("Sendt af dig")[1]


def test_that_the_door_has_sent_a_notification_is_not_told_in_the_list(cast: Cast) -> None:
    concern = said_yes(cast)
    send_it(cast, concern)
    assert "du sendte en underretning" not in page(cast, "ssp_teacher", "concerns:waiting")


def test_a_telephone_stands_once_in_a_list() -> None:
    numbers = [Number("Modtagelsen", "40 00 00 02"), Number("Døgnvagten", "40000002"), Number("Alarm", "112")]
    assert [one.name for one in each_once(numbers)] == ["Modtagelsen", "Alarm"]
