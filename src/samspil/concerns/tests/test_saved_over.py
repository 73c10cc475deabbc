"""A received line is saved over what happened meanwhile: only a colleague's other words for the same field stop it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.concerns import actions
from samspil.concerns.actions import DeedTold
from samspil.concerns.models import ListEntry
from samspil.concerns.tests.made import VERA, keep, receive, row
from samspil.lib.refusals import Conflict
from samspil.meetings.actions import identifying, preparing
from samspil.meetings.actions.preparing import place
from samspil.meetings.models import Item
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import planned
from tests.cast import Cast, Member


@pytest.fixture
def line(cast: Cast) -> ListEntry:
    received = receive(cast, cast.consultant.sign(), row(5, "Vera Ottosen", VERA, text="tyveri", place="Stationen"))
    return ListEntry.objects.get(police_list=received)


def put_on_agenda(cast: Cast, line: ListEntry) -> Item:
    meeting = planned(cast)
    chosen = placements_of(meeting, [f"entry-{line.pk}"])
    (item,) = place(cast.colleague.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    return item


def correct(by: Member, line: ListEntry, *, place: str = "Stationen", text: str = "tyveri") -> ListEntry:
    return actions.correct(
        by.sign(), entry=ListEntry.objects.select_related("police_list").get(pk=line.pk), version=line.version,
        name=line.name, birth_date=line.birth_date, role=line.role, text=text,
        deed=DeedTold(place=place, happened_on=None, happened_at=None, reference=""),
    )  # fmt: skip


def test_a_line_that_was_put_on_an_agenda_meanwhile_has_been_changed_by_nobody(cast: Cast, line: ListEntry) -> None:
    put_on_agenda(cast, line)
    cast.consultant.sign()
    assert ListEntry.objects.get(pk=line.pk).version > line.version
    assert correct(cast.consultant, line, text="tyveri af cykel").text == "tyveri af cykel"
    line.refresh_from_db()
    actions.rematch(cast.consultant.sign(), entry=line, version=1, person_id=line.subject)


def test_what_one_has_saved_oneself_is_no_colleagues(cast: Cast, line: ListEntry) -> None:
    correct(cast.consultant, line, text="tyveri af cykel")
    assert correct(cast.consultant, line, text="tyveri af en knallert").text == "tyveri af en knallert"


def test_two_who_correct_other_fields_of_one_line_both_keep_theirs(cast: Cast, line: ListEntry) -> None:
    correct(cast.colleague, line, text="tyveri af cykel")
    now = correct(cast.consultant, line, place="Hallen")
    assert (now.text, now.place) == ("tyveri af cykel", "Hallen")


def test_the_conflict_names_who_changed_it_and_leaves_what_one_did_not_touch(cast: Cast, line: ListEntry) -> None:
    correct(cast.colleague, line, text="tyveri af cykel", place="Torvet")
    put_on_agenda(cast, line)
    with pytest.raises(Conflict) as met:
        correct(cast.consultant, line, place="Hallen")
    assert met.value.by == cast.colleague.staff.name
    assert "text" in met.value.untouched
    said = {
        "name": line.name, "birth_date": f"{line.birth_date:%d.%m.%Y}", "role": "", "cpr": "", "text": "tyveri",
        "happened_on": "", "happened_at": "", "place": "Hallen", "reference": "", "version": line.version,
    }  # fmt: skip
    page = cast.client("consultant").post(f"/bekymringer/liste/linje/{line.pk}/ret/", said)
    assert page.status_code == 409
    words = page.content.decode()
    assert f"{cast.colleague.staff.name} har gemt her imens" in words
    assert 'name="text" value="tyveri af cykel"' in words
    assert "Beskrivelse" not in words, "only what both changed is asked about"


def test_who_an_item_is_about_is_said_over_what_touched_only_its_readers(cast: Cast, line: ListEntry) -> None:
    item = put_on_agenda(cast, line)
    cast.consultant.sign()
    seen = Item.objects.select_related("meeting__forum", "entry").get(pk=item.pk)
    Item.objects.filter(pk=item.pk).update(subject=seen.subject)
    assert Item.objects.get(pk=item.pk).version > seen.version
    identifying.match(cast.consultant.sign(), item=seen, version=seen.version, person_id=seen.subject)
    identifying.tell(
        cast.colleague.sign(), item=Item.objects.select_related("meeting__forum", "entry").get(pk=item.pk),
        version=Item.objects.get(pk=item.pk).version, name="Vera O. Ottosen", birth_date=None, age_told=None,
    )  # fmt: skip
    with pytest.raises(Conflict) as met:
        identifying.match(cast.consultant.sign(), item=seen, version=seen.version, person_id=seen.subject)
    assert met.value.by == cast.colleague.staff.name
    with pytest.raises(Conflict) as told:
        identifying.tell(
            cast.consultant.sign(), item=Item.objects.select_related("meeting__forum", "entry").get(pk=item.pk),
            version=seen.version, name="Vera Otto", birth_date=seen.birth_date, age_told=None,
        )  # fmt: skip
    assert told.value.by == cast.colleague.staff.name
    assert isinstance(told.value.mine, dict)
    assert told.value.mine["name"] == "Vera Otto"


def test_another_spelling_of_the_name_is_announced_as_no_change(cast: Cast, line: ListEntry) -> None:
    key = keep(cast, cast.consultant.sign(), row(5, "OTTOSEN, Vera", VERA, text="tyveri af cykel", place="Stationen"))
    page = cast.client("consultant").get(f"/bekymringer/liste/ny/{key}/").content.decode()
    assert "Vera Ottosen → OTTOSEN, Vera" not in page
    assert "Listen skriver »OTTOSEN, Vera«. Barnet hedder stadig Vera Ottosen." in page


@pytest.mark.parametrize("name", ["liste.pdf", "tom.csv"])
def test_a_file_that_cannot_be_read_is_not_asked_for_again(cast: Cast, name: str) -> None:
    contents = b"%PDF-1.7 x" if name.endswith("pdf") else b""
    sent = {"target": "", "giver": cast.units["local_police"].pk, "file": SimpleUploadedFile(name, contents)}
    answer = cast.client("consultant").post("/bekymringer/liste/ny/", sent)
    assert answer.status_code == 422
    assert "Ikke sendt endnu" not in answer.content.decode()


def test_a_list_on_which_nothing_is_new_says_so(cast: Cast, line: ListEntry) -> None:
    key = keep(cast, cast.consultant.sign(), row(5, "Vera Ottosen", VERA, text="tyveri", place="Stationen"))
    page = cast.client("consultant").get(f"/bekymringer/liste/ny/{key}/").content.decode()
    assert "Intet er nyt: alt på denne liste er modtaget før" in page
    assert "Modtag listen" not in page


def test_when_those_seated_may_read_it_is_told_alike_before_and_after_something_is_placed(
    cast: Cast, line: ListEntry
) -> None:
    meeting = planned(cast, days=9)
    cast.consultant.sign()
    before = preparing.opens_at(meeting)
    chosen = placements_of(meeting, [f"entry-{line.pk}"])
    place(cast.colleague.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    meeting.refresh_from_db()
    assert meeting.agenda_opens_at is not None
    assert preparing.opens_at(meeting) == before < meeting.starts_at
