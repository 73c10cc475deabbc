"""The pages of a meeting that names nobody, from the calendar's link to the minutes on paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from samspil.meetings.matters.actions import sitting
from samspil.meetings.matters.models import Invitation, Matter, Resolution
from samspil.meetings.matters.queries import Names
from samspil.meetings.matters.tests import network
from samspil.sharing.drafts import actions as drafts
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(cast: Cast, member: str, name: str, *args: Any) -> Any:
    return cast.client(member).get(reverse(name, args=args))


def test_the_whole_way(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    client = cast.client("consultant")
    first = client.get(reverse("meetings:meeting", args=[at.pk]), follow=True)
    assert "Nyt fra skolerne" in first.content.decode()
    assert not Matter.objects.exists()  # reading writes nothing
    police = cast.client("police_officer")
    answer = police.post(
        reverse("matters:propose", args=[at.pk]),
        {"title": "Uro ved stationen", "kind": "discussion", "minutes_planned": "10", "collected_from": "Klubberne",
         "idempotency_key": "00000000-0000-0000-0000-000000000001"},
    )  # fmt: skip
    assert answer.status_code == 303, answer.content.decode()
    for name in ("agenda", "propose", "settle", "send", "begin", "agenda_pdf"):
        assert page(cast, "consultant", f"matters:{name}", at.pk).status_code == 200, name
    assert client.post(reverse("matters:send", args=[at.pk])).status_code == 303
    people = {f"staff_{cast.members[key].staff.pk}": "present" for key in network.SEATS}
    begin = reverse("matters:begin", args=[at.pk])
    asked = client.post(begin, people)  # planned for tomorrow
    assert asked.status_code == 422
    assert "Sæt kryds" in asked.content.decode()
    assert client.post(begin, people | {"early": "on"}).status_code == 303
    cast.consultant.sign()
    matter = Matter.objects.get(title="Uro ved stationen")
    write = reverse("matters:write", args=[at.pk])
    form = client.get(write).context["sheets"]
    typed: dict[str, Any] = {}
    for sheet in form:
        prefix = sheet.form.prefix
        typed |= {
            f"{prefix}-{name}": sheet.form[name].value() or "" for name in ("key", "version", "minutes_text", "kind")
        }
    typed[f"p{matter.pk}-minutes_text"] = "Alle har set det samme."
    typed[f"p{matter.pk}-text"] = "Går forbi fredag aften"
    answer = client.post(write, typed)
    assert answer.status_code == 422  # an agreement needs somebody who does it; what was said waits with it
    assert "Alle har set det samme." in answer.content.decode()
    typed[f"p{matter.pk}-who"] = f"staff-{cast.police_officer.staff.pk}"
    assert client.post(write, typed).status_code == 303
    assert client.post(write, typed).status_code in {303, 422}
    cast.consultant.sign()
    resolution = Resolution.objects.get()
    assert client.post(reverse("matters:end", args=[at.pk])).status_code == 303
    assert client.post(reverse("matters:approve", args=[at.pk])).status_code == 303
    text = client.get(reverse("matters:minutes", args=[at.pk])).content.decode()
    assert "Alle har set det samme." in text
    assert "Går forbi fredag aften" in text
    assert client.get(reverse("matters:minutes_pdf", args=[at.pk])).content.startswith(b"%PDF")
    police.post(
        reverse("matters:follow_up", args=[resolution.pk]),
        {"outcome": "Gjort", "done": "on", "version": resolution.version},
    )
    cast.consultant.sign()
    resolution.refresh_from_db()
    assert resolution.state == "done"
    assert page(cast, "outsider", "matters:agenda", at.pk).status_code == 404


def test_the_agenda_says_how_long_the_meeting_is_and_what_is_planned(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    lasts = (at.ends_at - at.starts_at).total_seconds() / 60
    shown = page(cast, "consultant", "matters:agenda", at.pk).content.decode()
    assert f"Der er planlagt 35 minutter; mødet varer {lasts:.0f}." in shown


def test_an_open_agreement_is_not_ticked_as_done_on_the_page_that_follows_it_up(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    matter = network.proposed(cast, at)
    matter.meeting = network.begun(cast, at)
    made = network.agreed(cast, matter)
    client, address = cast.client("ssp_teacher"), reverse("matters:follow_up", args=[made.pk])
    assert client.get(address).context["form"]["done"].value() is False
    sent = {"outcome": "Klubben kommer", "done": "on", "version": str(made.version)}
    assert client.post(address, sent).status_code == 303
    assert client.get(address).context["form"]["done"].value() is True


def test_the_agenda_names_who_leads_the_meeting_and_who_writes(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    shown = page(cast, "police_officer", "matters:agenda", at.pk).content.decode()
    lines = shown.split("<dt>")
    for said in ("Leder mødet", "Skriver referat"):
        (line,) = [line for line in lines if line.startswith(said)]
        assert cast.consultant.staff.name in line, said


def test_who_comes_and_who_does_it_are_named_by_what_was_chosen_and_nobody_else() -> None:
    names = Names({1: "Pia Møller"}, {1: "Familieafdelingen"})
    for given, said in (
        ({"staff_id": 1}, "Pia Møller"),
        ({"unit_id": 1}, "Familieafdelingen"),
        ({"staff_id": 1, "unit_id": 1}, "Pia Møller"),
        ({"name": "Bodil Grøn"}, "Bodil Grøn"),
        ({"staff_id": 2, "unit_id": 2, "name": ""}, "En borger"),
    ):
        assert names.guest(Invitation(**given)) == said
    for given, said in (
        ({}, ""),
        ({"responsible_id": 1}, "Pia Møller"),
        ({"unit_id": 1}, "Familieafdelingen"),
        ({"responsible_id": 1, "unit_id": 1}, "Pia Møller, Familieafdelingen"),
    ):
        assert names.who(Resolution(**given)) == said


def test_what_was_agreed_is_not_there_for_who_has_no_seat(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast))
    matter = network.proposed(cast, at)
    matter.meeting = network.begun(cast, at)
    made = network.agreed(cast, matter)
    assert page(cast, "ssp_teacher", "matters:follow_up", made.pk).status_code == 200
    for member in ("outsider", "colleague", "administrator"):
        assert page(cast, member, "matters:follow_up", made.pk).status_code == 404, member


def typed_at(cast: Cast, at: Any, matter: Matter, **fields: str) -> str:
    """Something typed at an item by the consultant and not saved, as the page's script keeps it. The page where it stands again."""
    data = {"values": {f"p{matter.pk}-{name}": [text] for name, text in fields.items()}}
    drafts.save(cast.consultant.sign(), key=f"minutes-{at.pk}", data=data)
    return f"{reverse('matters:write', args=[at.pk])}#punkt-{matter.pk}"


def test_what_is_typed_and_not_saved_is_asked_of_before_ending_and_approving(cast: Cast) -> None:
    """Else the one who approves is not told, and the minutes say that nothing is written."""
    at = network.meeting(cast, network.forum(cast), days=0)
    matter = network.proposed(cast, at)
    network.begun(cast, at)
    there = typed_at(cast, at, matter, text="Hodan samler åbningstider")
    client = cast.client("consultant")
    for name, state, button in (
        ("end", "held", "Afslut mødet alligevel"),
        ("approve", "approved", "Godkend alligevel"),
    ):
        address = reverse(f"matters:{name}", args=[at.pk])
        asked = client.post(address)
        assert asked.status_code == 200
        assert f'href="{there}"' in asked.content.decode()
        assert button in asked.content.decode()
        assert network.fresh(at).state != state
        assert client.post(address, {"unsaved": "on"}).status_code == 303
        assert network.fresh(at).state == state


def test_what_is_saved_and_what_another_has_typed_is_not_asked_of(cast: Cast) -> None:
    at = network.meeting(cast, network.forum(cast), days=0)
    matter = network.proposed(cast, at)
    network.begun(cast, at)
    matter = Matter.objects.select_related("meeting__forum__body").get(pk=matter.pk)
    matter = sitting.write(cast.consultant.sign(), matter=matter, text="Alle\nvar der.", version=matter.version)
    typed_at(cast, at, matter, minutes_text="Alle\r\nvar der. ", text=" ")
    other = {"values": {f"p{matter.pk}-text": ["Noget andet"]}}
    drafts.save(cast.police_officer.sign(), key=f"minutes-{at.pk}", data=other)
    client = cast.client("consultant")
    for name in ("end", "approve"):
        assert client.post(reverse(f"matters:{name}", args=[at.pk])).status_code == 303, name
