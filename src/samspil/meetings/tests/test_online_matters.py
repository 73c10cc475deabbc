"""What happens online: the sender says so at each door, and the queue, the figures of the year and the agenda show it (VAL-10)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.models import Concern
from samspil.concerns.public.tests.places import fields, opened, post
from samspil.concerns.tests.doors import FORM, found, raised
from samspil.concerns.tests.test_send import SAID, send
from samspil.meetings.actions.preparing import place
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import planned
from samspil.organisations.models import ConcernDoor
from tests.cast import Cast, as_role

WHERE = ("place", "online", "both")


def shown(cast: Cast, page: str, *numbers: Any, member: str = "consultant", **asked: str) -> str:
    answer = cast.client(member).get(reverse(page, args=numbers), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def raised_on_page(cast: Cast, **said: str) -> Any:
    return cast.client("ssp_teacher").post(reverse("concerns:raise"), {**FORM, "idempotency_key": str(uuid4()), **said})


@pytest.mark.covers("VAL-10", verb="concern.raised", page="concerns:queue")
def test_a_colleague_marks_it_and_the_door_finds_what_happens_online(cast: Cast) -> None:
    found(cast)
    form = cast.client("ssp_teacher").get(reverse("concerns:raise")).content.decode()
    assert form.count('name="location_type"') == 3
    assert not [tag for tag in form.split("<input") if "location_type" in tag and "checked" in tag.split(">")[0]]
    for where in (*WHERE, ""):
        assert raised_on_page(cast, location_type=where, who=f"Sag {where or 'uden'}").status_code == 303
    refused = raised_on_page(cast, location_type="månen", who="Sag galt")
    assert refused.status_code == 422
    assert "Sag galt" in refused.content.decode()
    cast.consultant.sign()
    told = dict(Concern.objects.values_list("who", "location_type"))
    assert told == {"Sag place": "place", "Sag online": "online", "Sag both": "both", "Sag uden": ""}
    for asked, stands in (("online", {"online", "both"}), ("place", {"place", "both"}), ("", {*WHERE, "uden"})):
        queue = shown(cast, "concerns:queue", hvor=asked)
        assert {name for name in (*WHERE, "uden") if f"Sag {name}" in queue} == stands, asked
    assert "4 passer." not in shown(cast, "concerns:queue", hvor="mars")  # no word of ours: nothing is narrowed
    both = Concern.objects.get(location_type="both")
    assert "Både et sted og på nettet" in shown(cast, "concerns:at_door", both.pk)
    assert "Både et sted og på nettet" in shown(cast, "concerns:at_door", both.pk, member="ssp_teacher")


def test_the_filter_stays_when_something_was_taken(cast: Cast) -> None:
    door = found(cast)
    concern = raised(cast, door, about="trend", who="Lattergas", location_type="online")
    answer = cast.client("consultant").post(reverse("concerns:take_several") + "?hvor=online", {"tag": [concern.pk]})
    assert answer["Location"].endswith("?hvor=online")


def test_what_was_noticed_online_happens_online_until_the_sender_says_more(cast: Cast) -> None:
    door = found(cast)
    assert raised(cast, door, arena="online").location_type == "online"
    assert raised(cast, door, arena="online", location_type="place").location_type == "place"  # a film of a fight
    assert raised(cast, door, arena="school").location_type == ""


@pytest.mark.covers("VAL-10", verb="concern.raised", page="concerns:at_door")
@pytest.mark.parametrize("page", ["concern", "child"])
def test_the_public_doors_ask_too(cast: Cast, page: str) -> None:
    opened(cast)
    door = ConcernDoor.objects.get(body=cast.body, key="nord").pk
    said = {
        "source": "citizen",
        "about": "place",
        "who": "En chat",
        "text": "Der deles billeder",
        "contact": "",
        "door": door,
    }
    address = reverse("public:concern", args=[cast.body.key]) + ("?fra=barn" if page == "child" else "")
    if page == "child":
        said |= {"about": "several"}
    from django.test import Client  # noqa: PLC0415

    form = Client().get(address)
    assert form.content.decode().count('name="location_type"') == 3
    token = form.context["form"]["token"].value()
    answer = Client().post(address, {**said, "token": token, "location_type": "online"})
    assert answer.status_code == 200, answer.content.decode()
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert concern.location_type == "online"
    assert "På nettet" in shown(cast, "concerns:at_door", concern.pk)
    wrong = post("concern", cast, {**fields("concern", cast), **said, "about": "place", "location_type": "x"})
    assert wrong.status_code == 422


def test_nobody_changes_afterwards_what_the_sender_told(cast: Cast) -> None:
    concern = raised(cast, found(cast), location_type="online")
    cast.consultant.sign()
    from django.db import transaction  # noqa: PLC0415

    with pytest.raises(Exception, match="settled"), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(location_type="place")


@pytest.mark.covers("VAL-10", verb="concern.sent", page="sources:figures")
def test_a_year_shows_online_beside_physical_and_hides_what_is_small(cast: Cast) -> None:
    for where in ("place",) * 6 + ("online",) * 5:
        send(cast, location_type=where)
    page = cast.client("consultant").get(reverse("sources:figures"))
    (group,) = [one for one in page.context["places"] if one.name == "Fagrunden"]
    assert [(one.label, one.number) for one in group.years[0].locations] == [("Et sted", 6), ("På nettet", 5)]
    send(cast, location_type="both")
    page = cast.client("consultant").get(reverse("sources:figures"))
    (group,) = [one for one in page.context["places"] if one.name == "Fagrunden"]
    # One is small: the next smallest goes too, or the total of the sources would tell it.
    assert [one.number for one in group.years[0].locations] == [6, None, None]
    assert "skjult" in page.content.decode()
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT location_type, sum(count) FROM public.sources_locationtally GROUP BY 1 ORDER BY 1")
        assert dict(cursor.fetchall()) == {"both": 1, "online": 5, "place": 6}
    for member in ("outsider", "ssp_teacher", "politician"):
        assert cast.client(member).get(reverse("sources:figures")).context["places"] == []


@pytest.mark.covers("VAL-10", verb="agenda.placed", page="meetings:item")
def test_the_agenda_shows_that_an_item_happens_online(cast: Cast) -> None:
    client = cast.client("ssp_teacher")
    form = client.get(reverse("concerns:new")).content.decode()
    assert form.count('name="location_type"') == 3
    sent = {**SAID, "forum": cast.forum.pk, "location_type": "online", "idempotency_key": str(uuid4())}
    assert client.post(reverse("concerns:new"), sent).status_code == 303
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert "På nettet" in shown(cast, "concerns:concern", concern.pk)
    meeting = planned(cast)
    actor = cast.consultant.sign()
    (item,) = place(
        actor,
        meeting=meeting,
        placements=placements_of(meeting, [f"concern-{concern.pk}"]),
        necessity="valg af indsats",
    )
    page = shown(cast, "meetings:item", item.pk)
    assert "På nettet" in page.split('id="agenda-lines"')[1].split("</ol>")[0]
    assert page.count("På nettet") >= 2  # on its line of the agenda, and beside the concern's words


def test_a_concern_that_goes_on_to_a_meeting_takes_it_along(cast: Cast) -> None:
    from samspil.concerns.actions import assessing  # noqa: PLC0415
    from samspil.concerns.tests.test_assess import first  # noqa: PLC0415

    concern = raised(cast, found(cast), location_type="both")
    first(cast.consultant.sign(), concern)
    said = {name: SAID[name] for name in ("who", "text", "crime_focus", "necessity")}
    sent = assessing.to_meeting(
        cast.consultant.sign(), concern=Concern.objects.get(pk=concern.pk), forum=cast.forum, key=uuid4(), **said
    )
    assert sent.location_type == "both"
