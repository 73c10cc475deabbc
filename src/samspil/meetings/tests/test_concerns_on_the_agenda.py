"""What a school and a club are worried about becomes items of a meeting, is decided there, and its senders hear of it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.concerns.models import Concern
from samspil.meetings.actions.preparing import place
from samspil.meetings.models import Decision, Item
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import Table, approved, decided, opened, planned
from tests.cast import Cast, as_role


def sent(cast: Cast, member: str, who: str) -> Concern:
    """Written and sent on the page; the source stands as the page proposes it."""
    client, path = cast.client(member), reverse("concerns:new")
    proposed = client.get(path).context["form"]["source"].value()
    said = {
        "about": "child",
        "who": who,
        "text": "Er set med ældre drenge ved stationen",
        "source": proposed,
        "crime_focus": "Ældre unge giver opgaver",
        "necessity": "valg af indsats",
        "forum": cast.forum.pk,
        "idempotency_key": str(uuid4()),
    }
    answer = client.post(path, said)
    assert answer.status_code == 303, answer.content.decode()
    cast.members[member].sign()
    return Concern.objects.get(who=who)


def state_on_page(cast: Cast, member: str, concern: Concern) -> str:
    page = cast.client(member).get(reverse("concerns:concern", args=[concern.pk])).content.decode()
    return page[page.index("<h1") : page.index("item-facts")]


@pytest.mark.covers("BRO-57", verb="concern.sent", page="concerns:concern")
@pytest.mark.covers("BRO-57", verb="agenda.placed")
@pytest.mark.covers("BRO-57", verb="decision.made")
@pytest.mark.covers("BRO-57", verb="minutes.approved")
def test_a_schools_and_a_clubs_concern_are_placed_with_source_decided_each_and_told_back(cast: Cast) -> None:
    with as_role("samspil_owner") as cursor:  # the club is the municipality's own
        cursor.execute("UPDATE organisations_unit SET type = 'authority' WHERE id = %s", [cast.units["sports"].pk])
    of_school, of_club = sent(cast, "ssp_teacher", "Alma Krogh"), sent(cast, "outsider", "Bo Dam")
    assert (of_school.source, of_club.source) == ("school", "leisure")
    waiting = cast.client("consultant").get(reverse("concerns:waiting")).content.decode()
    for words in ("Alma Krogh", "Skole", "Anders Friis", "Bo Dam", "Fritidstilbud", "Tom Vester"):
        assert words in waiting, words
    assert "Ny" in state_on_page(cast, "ssp_teacher", of_school)

    meeting = planned(cast)
    actor = cast.consultant.sign()
    tokens = [f"concern-{one.pk}" for one in (of_school, of_club)]
    items = place(actor, meeting=meeting, placements=placements_of(meeting, tokens), necessity="valg af indsats")
    meeting.refresh_from_db()
    assert [(item.source, item.concern_id) for item in items] == [
        ("concern", of_school.pk),
        ("concern", of_club.pk),
    ]
    for member, concern in (("ssp_teacher", of_school), ("outsider", of_club)):
        assert "På dagsordenen" in state_on_page(cast, member, concern), "the sender sees that it was taken up"

    table = opened(Table(cast, meeting, items))
    shown = cast.client("consultant").get(reverse("meetings:item", args=[items[1].pk])).content.decode()
    assert "Fritidstilbud" in shown, "the source stands at the table"
    decided(table, table.items[0], "case", cast.social_worker, reason="Langt fravær")
    decided(table, table.items[1], "support", cast.social_worker)
    assert {(one.item_id, one.word) for one in Decision.objects.all()} == {
        (items[0].pk, "case"),
        (items[1].pk, "support"),
    }
    approved(table)
    assert not Item.objects.filter(meeting=meeting, state="waiting").exists()
    for member, concern in (("ssp_teacher", of_school), ("outsider", of_club)):
        told = state_on_page(cast, member, concern)
        assert "Lukket" in told or "Afsluttet" in told, told
    assert cast.client("ssp_teacher").get(reverse("concerns:concern", args=[of_club.pk])).status_code == 404
