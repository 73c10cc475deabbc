"""A child is talked of without the name: the reason, who must be there, then the name to them alone, or an end that leaves a count."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from samspil.audit.models import Event
from samspil.concerns.models import ListEntry
from samspil.lib.refusals import Refused
from samspil.meetings.actions import closing, discussing, sitting
from samspil.meetings.models import FollowUpCount, Item, Meeting, Presence, Slot
from samspil.meetings.queries import minutes_page
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.meetings.tests.test_forgetting import confirm
from samspil.people.models import Person
from tests.cast import Cast

WHY = "Vi er i tvivl om, hvem der skal tale med familien"


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", named=False, meeting=planned(cast, days=0)))


def step(cast: Cast, item: Item, **sent: object) -> int:
    return int(cast.client("consultant").post(f"/moeder/punkt/{item.pk}/uden-navn/", sent).status_code)


def asked(cast: Cast, item: Item, *needed: str) -> int:
    return step(cast, item, act="ask", because=WHY, needed=[cast.members[one].staff.pk for one in needed])


def reads(cast: Cast, who: str, item: Item) -> bool:
    cast.members[who].sign()
    return Item.objects.filter(pk=item.pk).exists()


def test_the_reason_and_who_must_be_there_come_before_the_name(cast: Cast, table: Table) -> None:
    (item,) = table.items
    page = cast.client("consultant").get(f"/moeder/punkt/{item.pk}/uden-navn/").content.decode()
    assert "Hvorfor uden navn?" in page
    assert "Sig navnet" not in page
    assert "checked" not in page  # nobody is chosen in advance
    assert step(cast, item, act="name", name="Jonas Holm") == 409
    assert not table.fresh(item).named
    assert asked(cast, item, "police_officer") == 303
    page = cast.client("consultant").get(f"/moeder/punkt/{item.pk}/uden-navn/").content.decode()
    assert WHY in page
    assert "Sig navnet" in page
    assert 'value="Jonas Holm"' in page


def test_the_name_is_said_to_those_who_must_be_there_alone(cast: Cast, table: Table) -> None:
    (item,) = table.items
    asked(cast, item, "police_officer")
    assert not reads(cast, "police_officer", item)
    assert step(cast, item, act="name", name="Jonas Holm") == 303
    assert reads(cast, "police_officer", item)
    cast.police_officer.sign()
    assert Person.objects.filter(name="Jonas Holm").exists()
    assert ListEntry.objects.filter(pk=item.entry_id).exists()


def test_who_is_not_needed_reads_nothing_of_it(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm", named=False)
    opened(table, cast.consultant, cast.police_officer)
    guest = sitting.Seated(cast.ssp_teacher.staff.pk, "guest")
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=guest)
    (item,) = table.items
    asked(cast, item, "police_officer")
    late = sitting.Seated(cast.youth_job_centre.staff.pk, "guest")
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=late)
    step(cast, item, act="name", name="Jonas Holm")
    assert {who: reads(cast, who, item) for who in ("police_officer", "ssp_teacher", "youth_job_centre")} == {
        "police_officer": True, "ssp_teacher": False, "youth_job_centre": False,
    }  # fmt: skip
    decided(table, item, "continue")
    there = set(Presence.objects.filter(item=item).values_list("staff_id", flat=True))
    assert there == {cast.consultant.staff.pk, cast.police_officer.staff.pk}
    assert "gik ud" not in str(minutes_page(table.meeting).stepped_out)


def test_chosen_anew_it_counts_anew(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", named=False), cast.consultant, cast.police_officer, cast.social_worker)
    guest = sitting.Seated(cast.ssp_teacher.staff.pk, "guest")
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=guest)
    (item,) = table.items
    asked(cast, item, "police_officer")
    asked(cast, item, "ssp_teacher")
    step(cast, item, act="name", name="Jonas Holm")
    assert (reads(cast, "police_officer", item), reads(cast, "ssp_teacher", item)) == (False, True)


def test_a_reason_that_names_somebody_comes_back_with_what_was_typed(cast: Cast, table: Table) -> None:
    (item,) = table.items
    sent = {"act": "ask", "because": "Det er Jonas Holm igen", "needed": [cast.police_officer.staff.pk]}
    answer = cast.client("consultant").post(f"/moeder/punkt/{item.pk}/uden-navn/", sent)
    assert answer.status_code == 422
    assert "Det er Jonas Holm igen" in answer.content.decode()
    assert "Jonas Holm" in answer.content.decode()
    assert table.fresh(item).nameless_because == ""
    nobody = cast.client("consultant").post(f"/moeder/punkt/{item.pk}/uden-navn/", {"act": "ask", "because": WHY})
    assert nobody.status_code == 422
    assert WHY in nobody.content.decode()


def test_ended_there_only_a_count_is_kept(cast: Cast, table: Table) -> None:
    (item,) = table.items
    asked(cast, item, "police_officer")
    assert step(cast, item, act="end") == 303
    cast.consultant.sign()
    assert not Item.objects.filter(pk=item.pk).exists()
    assert not ListEntry.objects.filter(name="Jonas Holm").exists()
    assert not Person.objects.filter(name="Jonas Holm").exists()
    assert FollowUpCount.objects.get(forum=cast.forum).count == 1
    assert Slot.objects.get(pk=item.slot_id).state == "decided"
    assert Event.objects.filter(act="item.ended_without_name").count() == 1
    page = minutes_page(Meeting.objects.select_related("forum").get(pk=table.meeting.pk))
    assert (page.items, page.decided, page.no_follow_up, page.gone, page.lines) == (1, 1, 0, 1, [])
    closing.approve(cast.consultant.sign(), meeting=closing.end_meeting(cast.consultant.sign(), meeting=table.meeting))


def test_once_the_name_is_said_it_is_decided_and_not_ended(cast: Cast, table: Table) -> None:
    (item,) = table.items
    asked(cast, item, "police_officer")
    step(cast, item, act="name", name="Jonas Holm")
    assert step(cast, item, act="end") == 409
    assert "Navnet er sagt" in cast.client("consultant").get(f"/moeder/punkt/{item.pk}/uden-navn/").content.decode()
    assert table.fresh(item).named


def test_somebody_at_the_table_brings_up_a_child_and_a_record_comes_with_the_name(cast: Cast) -> None:
    table = opened(Table(cast, planned(cast, days=0)))
    client = cast.client("consultant")
    assert (
        f'href="/moeder/{table.meeting.pk}/uden-navn/"' in client.get(f"/moeder/{table.meeting.pk}/").content.decode()
    )
    sent = {"because": WHY, "needed": [cast.police_officer.staff.pk], "necessity": "valg af indsats"}
    answer = client.post(f"/moeder/{table.meeting.pk}/uden-navn/", sent)
    assert answer.status_code == 303
    cast.consultant.sign()
    item = Item.objects.get(meeting=table.meeting)
    assert (item.label, item.named, item.subject) == ("Uden navn", False, None)
    assert step(cast, item, act="name", name="Aya Ali", birth_date="03.05.2011") == 303
    cast.police_officer.sign()
    assert Person.objects.get(pk=Item.objects.get(pk=item.pk).subject).name == "Aya Ali"
    decided(table, item, "support", cast.consultant)
    closing.approve(cast.consultant.sign(), meeting=closing.end_meeting(cast.consultant.sign(), meeting=table.meeting))
    for who, lines in (("police_officer", ["Aya Ali"]), ("social_worker", []), ("colleague", [])):
        cast.members[who].sign()
        assert [line.name for line in minutes_page(table.meeting).lines] == lines, who


def brought_up(cast: Cast) -> tuple[Table, Item]:
    """A child whom somebody at the table brought up without the name."""
    table = opened(Table(cast, planned(cast, days=0)))
    sent = {"because": WHY, "needed": [cast.police_officer.staff.pk], "necessity": "valg af indsats"}
    assert cast.client("consultant").post(f"/moeder/{table.meeting.pk}/uden-navn/", sent).status_code == 303
    cast.consultant.sign()
    return table, Item.objects.get(meeting=table.meeting)


@pytest.mark.parametrize("word", ["support", "preventive", "case", "handover"])
def test_whatever_somebody_must_do_about_a_child_without_name_asks_first(cast: Cast, word: str) -> None:
    """Who gets the work would find nobody's name on it, and must have heard it."""
    table, item = brought_up(cast)
    assert (
        "Er navnet sagt til den, der skal gøre det?"
        in cast.client("consultant").get(f"/moeder/punkt/{item.pk}/").content.decode()
    )
    for answer, told in (("", "skal gøre det"), ("said", "Sig det først")):
        with pytest.raises(Refused, match=told):
            decided(table, item, word, cast.police_officer, reason="Flere ting", answer=answer)
    decided(table, item, word, cast.police_officer, reason="Flere ting", answer="unsaid")
    assert table.fresh(item).state == "decided"


def test_what_gives_nobody_work_asks_nothing_about_the_name(cast: Cast) -> None:
    table, item = brought_up(cast)
    decided(table, item, "none")
    assert table.fresh(item).state == "decided"


def test_the_way_there_stands_on_an_item_without_a_name_for_who_keeps_the_minutes(cast: Cast, table: Table) -> None:
    (item,) = table.items

    def drawn(who: str) -> str:
        cast.members[who].sign()
        with translation.override("da"):
            return Template("{% load meetings %}{% without_name item %}").render(Context({"item": table.fresh(item)}))

    assert f'href="/moeder/punkt/{item.pk}/uden-navn/"' in drawn("consultant")
    asked(cast, item, "police_officer")
    assert WHY in drawn("consultant")
    step(cast, item, act="name", name="Jonas Holm")
    assert "uden-navn" not in drawn("consultant") + drawn("police_officer")


@pytest.mark.parametrize("who", ["police_officer", "outsider"])
def test_it_is_for_those_who_keep_the_minutes(cast: Cast, table: Table, who: str) -> None:
    client = cast.client(who)
    assert client.get(f"/moeder/punkt/{table.items[0].pk}/uden-navn/").status_code == 404
    assert client.get(f"/moeder/{table.meeting.pk}/uden-navn/").status_code in {404, 409}


def test_before_the_meeting_nothing_is_asked(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm", named=False)
    with pytest.raises(Refused, match="ikke i gang"):
        discussing.ask(
            cast.consultant.sign(), item=table.fresh(table.items[0]), because=WHY, needed=[cast.police_officer.staff.pk]
        )


@pytest.mark.parametrize(
    ("who", "told"), [("social_worker", "Ét af dem blev drøftet uden navn."), ("police_officer", "")]
)
def test_ended_without_the_name_is_counted_as_what_it_is(cast: Cast, table: Table, who: str, told: str) -> None:
    (item,) = table.items
    asked(cast, item, "police_officer")
    step(cast, item, act="end")
    address = f"/moeder/{table.meeting.pk}/referat/"
    shown = {
        key: " ".join(cast.client(key).get(address).content.decode().split()) for key in ("consultant", who)
    }  # fmt: skip
    for page in shown.values():
        assert "Børn, der blev drøftet uden navn i dette forum i kvartalet: 1" in page
        for words in ("Du var ude", "Uden opfølgning, allerede", "Sager uden opfølgning i dette forum"):
            assert words not in page
    assert "Drøftet uden navn, afsluttet og slettet: 1" in shown["consultant"]
    assert told in shown[who]


def test_what_is_not_deleted_yet_is_not_called_deleted_and_both_numbers_say_what_they_count(
    cast: Cast, table: Table
) -> None:
    """As long as nobody has confirmed the ground of the rule it is closed to everybody, not gone."""
    confirm(cast, "")
    (item,) = table.items
    asked(cast, item, "police_officer")
    step(cast, item, act="end")
    address, client = f"/moeder/{table.meeting.pk}/referat/", cast.client("consultant")
    page = " ".join(client.get(address).content.decode().split())
    assert "afsluttet og slettet" not in page
    assert "Drøftet uden navn, afsluttet og lukket for alle; slettes, når kassationsreglen er bekræftet: 1" in page
    approved(table)
    page = " ".join(client.get(address).content.decode().split())
    assert (
        "Uden opfølgning eller afsluttet uden navn, lukket for alle; slettes, når kassationsreglen er bekræftet: 1"
        in page
    )


def test_that_an_officer_gets_the_name_is_said_where_it_was_not_said_to_the_officer(cast: Cast, table: Table) -> None:
    """Met by a stranger: the name was said to two alone, and with the decision the officer who had been left out got it, without a word."""
    (item,) = table.items
    client = cast.client("consultant")
    said = "En betjent med en plads i forummet får det også, med navnet"
    assert asked(cast, item, "social_worker") == 303
    assert step(cast, item, act="name", name="Jonas Holm") == 303
    assert not reads(cast, "police_officer", item)
    assert said in client.get(f"/moeder/punkt/{item.pk}/").content.decode()


def test_an_officer_who_went_out_of_the_item_gets_nothing_of_it(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", meeting=planned(cast, days=0)))
    (item,) = table.items
    assert "En betjent med en plads" not in cast.client("consultant").get(f"/moeder/punkt/{item.pk}/").content.decode()
    sitting.step_out(cast.consultant.sign(), item=item, staff_id=cast.police_officer.staff.pk)
    with pytest.raises(Refused, match="Ingen fra politiet"):
        decided(table, table.fresh(item), "concern", cast.consultant)
