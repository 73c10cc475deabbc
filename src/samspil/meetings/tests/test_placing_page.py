"""The page on which the agenda is put together: what is chosen by, and where an adult went."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.timezone import localtime

from samspil.concerns.models import ListEntry
from samspil.concerns.queries.received import list_page
from samspil.concerns.tests.test_send import send
from samspil.lib.refusals import Refused
from samspil.meetings.actions import joining
from samspil.meetings.actions.preparing import name_item, take_off
from samspil.meetings.actions.preparing.placing import Placement, _refuse_again
from samspil.meetings.models import Item, Meeting
from samspil.meetings.queries import agenda_of, lines_of, twice
from samspil.meetings.queries.waiting import suggestions
from samspil.meetings.tests.steps import Table, approved, decided, listed, opened, planned
from tests.cast import Cast, as_role
from tests.clock import today


def test_what_waits_is_told_with_age_and_role(cast: Cast) -> None:
    meeting = planned(cast)
    listed(cast, "Jonas Holm", role="witness")
    page = cast.client("consultant").get(f"/moeder/{meeting.pk}/").content.decode()
    assert "Jonas Holm · 15 år · Vidne" in page
    assert "Modtag en liste" in page


def test_it_is_said_on_which_day_an_adult_is_taken(cast: Cast) -> None:
    this_week, next_week = planned(cast), planned(cast, days=8, blocks=("under_18", "18_plus"))
    entry = listed(cast, "Amir Toft", born=date(today().year - 19, 1, 15))
    client = cast.client("consultant")
    client.post(
        f"/moeder/{this_week.pk}/placer/",
        {"chosen": [f"entry-{entry.pk}"], "named": "with", "necessity": "valg af indsats"},
    )
    page = client.get(f"/moeder/{this_week.pk}/").content.decode()
    assert "1 er 18 eller derover og står i stedet på dagsordenen" in page
    assert f"{localtime(next_week.starts_at).day}. " in page.split("står i stedet på dagsordenen")[1][:40]


def test_what_was_taken_off_waits_again(cast: Cast) -> None:
    """A line of the list and a concern; the sender of the concern sees it as new again."""
    meeting, concern = planned(cast), send(cast)
    entry = listed(cast, "Jonas Holm")
    client = cast.client("consultant")
    chosen = [f"entry-{entry.pk}", f"concern-{concern.pk}"]
    for _ in range(2):
        client.post(
            f"/moeder/{meeting.pk}/placer/", {"chosen": chosen, "named": "with", "necessity": "valg af indsats"}
        )
        assert not suggestions(meeting)
        for item in Item.objects.filter(meeting=meeting, state="waiting"):
            take_off(cast.consultant.sign(), item=item)
        assert {f"{one.kind}-{one.id}" for one in suggestions(meeting)} == set(chosen)
        concern.refresh_from_db()
        assert concern.state == "new"
    assert Item.objects.filter(meeting=meeting, state="withdrawn").count() == 4


def three_lines(cast: Cast) -> list[ListEntry]:
    """Vera with three deeds on the list, and Jonas with one."""
    first, jonas = listed(cast, "Vera Holm", text="Tog en cykel"), listed(cast, "Jonas Lund")
    further = []
    for text in ("Malede på hallen", "Slog ved toget"):
        first.pk, first.row, first.text, first._state.adding = None, 2 + len(further), text, True
        first.save(force_insert=True)
        further.append(first.pk)
    return [*ListEntry.objects.filter(subject=first.subject).order_by("pk"), jonas]


def place_all(cast: Cast, meeting: Meeting, named: str = "with") -> str:
    client = cast.client("consultant")
    client.post(f"/moeder/{meeting.pk}/placer/", {"all": "entry", "named": named, "necessity": "valg af indsats"})
    return client.get(f"/moeder/{meeting.pk}/").content.decode()


def test_a_child_with_several_lines_is_one_item_that_tells_them_all(cast: Cast) -> None:
    meeting = planned(cast, days=0)
    *veras, _jonas = three_lines(cast)
    page = place_all(cast, meeting)
    assert "2 punkter er sat på dagsordenen" in page
    assert "Står måske to gange" not in page
    cast.consultant.sign()
    vera, jonas = Item.objects.filter(meeting=meeting, state="waiting").order_by("slot__position")
    assert (vera.entry_id, vera.also) == (veras[0].pk, [veras[1].pk, veras[2].pk])
    assert not suggestions(meeting)
    assert not twice(agenda_of(meeting).rows)
    assert all(line.place for one in veras for line in list_page(one.police_list_id).entries)
    table = opened(Table(cast, meeting, [vera, jonas]))
    for reader in ("consultant", "social_worker", "police_officer"):
        shown = cast.client(reader).get(f"/moeder/punkt/{vera.pk}/").content.decode()
        assert [words in shown for words in ("Tog en cykel", "Malede på hallen", "Slog ved toget")] == [True] * 3
    cast.consultant.sign()
    decided(table, table.items[0], "none")
    decided(table, table.items[1], "none")
    approved(table)
    with as_role("samspil_lock"):
        assert not ListEntry.objects.filter(pk__in=[one.pk for one in veras]).exists(), "decided without follow-up"


def test_further_lines_wait_again_with_their_item_and_are_parted_from_it(cast: Cast) -> None:
    meeting = planned(cast)
    *veras, _jonas = three_lines(cast)
    for _again in range(2):
        place_all(cast, meeting)
        cast.consultant.sign()
        vera = Item.objects.get(meeting=meeting, state="waiting", subject=veras[0].subject)
        take_off(cast.consultant.sign(), item=vera)
        assert [len(one.deeds) for one in suggestions(meeting)] == [3]
    place_all(cast, meeting)
    actor = cast.consultant.sign()
    other = Item.objects.get(joined_to__state="waiting", entry=veras[1])
    joining.part(actor, item=other)
    vera = Item.objects.get(meeting=meeting, state="waiting", entry=veras[0])
    assert vera.also == [veras[2].pk]
    assert Item.objects.get(pk=other.pk).state == "waiting"


def test_a_name_said_at_the_meeting_gives_all_lines_to_those_at_it(cast: Cast) -> None:
    meeting = planned(cast, days=0)
    *veras, _jonas = three_lines(cast)

    def given(item: Item) -> int:
        with as_role("samspil_lock"):
            lines = ListEntry.objects.filter(pk__in=[one.pk for one in veras])
            return lines.filter(audiences__contains=[item.audience_id]).count()

    place_all(cast, meeting, named="without")
    cast.consultant.sign()
    vera = Item.objects.get(meeting=meeting, state="waiting", subject=veras[0].subject)
    opened(Table(cast, meeting, [vera]))
    assert given(vera) == 0
    item = Item.objects.select_related("meeting__forum").get(pk=vera.pk)
    cast.consultant.sign()
    name_item(cast.consultant.sign(), item=item, label="Vera Holm")
    assert given(vera) == 3
    cast.consultant.sign()
    assert len(lines_of(Item.objects.select_related("entry").get(pk=vera.pk))) == 3


def test_who_comes_second_reads_who_is_placed_also_where_nobody_knows_the_name(cast: Cast) -> None:
    meeting = planned(cast)
    entry = listed(cast, "Jonas Holm")
    chosen = {"chosen": [f"entry-{entry.pk}"], "named": "with", "necessity": "valg af indsats"}
    cast.client("consultant").post(f"/moeder/{meeting.pk}/placer/", chosen)
    cast.consultant.sign()
    Item.objects.filter(entry=entry).update(label="")
    with pytest.raises(Refused) as refused:
        _refuse_again(meeting, [Placement("", "list", entry_id=entry.pk)])
    assert "imens: ikke identificeret. Hent" in refused.value.sentence


def test_what_is_wrong_stands_at_the_top_of_the_page_too(cast: Cast) -> None:
    meeting = planned(cast)
    listed(cast, "Jonas Holm")
    answer = cast.client("consultant").post(f"/moeder/{meeting.pk}/placer/", {"named": "with"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("data-error-summary") == 1
    assert page.index("data-error-summary") < page.index('id="waiting-title"') < page.index("form-error-message")
