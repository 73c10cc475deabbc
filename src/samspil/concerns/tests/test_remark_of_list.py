"""The remark that was taken along with a list: corrected, removed, put back, and taken back with the list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from samspil.concerns import actions
from samspil.concerns.actions import Choices
from samspil.concerns.models import ListEntry, PoliceList
from samspil.concerns.reader.result import Part
from samspil.concerns.tests.made import JONAS, VERA, acts, row
from samspil.concerns.tests.test_left_out_page import kept, page_of, with_parts
from samspil.lib.refusals import Conflict
from samspil.meetings.actions.preparing import place
from samspil.meetings.queries import placements_of
from samspil.meetings.tests.steps import planned
from tests.cast import Cast

NB = Part("remark", "", (row(3, "NB: Jonas Holm er indlagt", JONAS),))


def with_remark(cast: Cast) -> PoliceList:
    """A list of one line with a remark."""
    key = UUID(kept(cast, with_parts(NB)).rstrip("/").rsplit("/", 1)[1])
    return actions.receive_list(cast.consultant.sign(), key=key, choices=Choices(taken=frozenset({"remark-0"})))


def shown(cast: Cast, name: str, received: PoliceList, by: str = "consultant") -> str:
    return page_of(cast.client(by).get(reverse(f"concerns:{name}", args=[received.pk])))


def sent(cast: Cast, name: str, received: PoliceList, **data: Any) -> Any:
    cast.consultant.sign()
    version = PoliceList.objects.get(pk=received.pk).version
    return cast.client("consultant").post(reverse(f"concerns:{name}", args=[received.pk]), {"version": version, **data})


def test_the_cpr_number_that_is_cut_from_a_remark_is_said(cast: Cast) -> None:
    said, client = "et CPR-nummer gemmes ikke i en bemærkning", cast.client("consultant")
    address = kept(cast, with_parts(NB))
    client.post(address, {"take": "remark-0"})
    assert said in page_of(client.get(address)).lower().replace("cpr", "CPR")
    plain = kept(cast, with_parts(replace(NB, rows=(row(3, "Listen er fortrolig."),))))
    client.post(plain, {"take": "remark-0"})
    assert said not in page_of(client.get(plain)).lower().replace("cpr", "CPR")


def test_a_remark_is_corrected_and_what_it_said_stays_as_its_history(cast: Cast) -> None:
    received = with_remark(cast)
    assert reverse("concerns:remark", args=[received.pk]) in shown(cast, "list", received)
    assert sent(cast, "remark", received, note="").status_code == 422
    assert sent(cast, "remark", received, note=f"Otto {VERA}").status_code == 422, "no CPR number in it"
    assert sent(cast, "remark", received, note="Jonas er hjemme").status_code == 303
    assert "»Jonas er hjemme«" in shown(cast, "list", received)
    assert "NB: Jonas Holm er indlagt" not in shown(cast, "list", received)
    history = shown(cast, "remark", received, by="colleague")
    assert "NB: Jonas Holm er indlagt" in history
    assert cast.consultant.staff.name in history
    assert acts("policelist.note_corrected") == ["policelist.note_corrected"]
    assert cast.client("police_officer").get(reverse("concerns:remark", args=[received.pk])).status_code == 404


def test_a_remark_is_removed_and_put_back(cast: Cast) -> None:
    received = with_remark(cast)
    assert sent(cast, "remark", received, remove="1").status_code == 303
    page = shown(cast, "list", received, by="colleague")
    assert "NB: Jonas Holm er indlagt" not in page
    assert f"af {cast.consultant.staff.name}" in page.split("Bemærkningen blev fjernet")[1]
    assert "Sæt bemærkningen tilbage" in shown(cast, "remark", received)
    assert sent(cast, "remark", received, note="NB: Jonas Holm er indlagt").status_code == 303
    assert "NB: Jonas Holm er indlagt" in shown(cast, "list", received)


def test_two_who_correct_a_remark_are_told_of_each_other(cast: Cast) -> None:
    received = with_remark(cast)
    actions.correct_remark(cast.colleague.sign(), received=received, version=1, note="Jonas er hjemme")
    mine = PoliceList.objects.get(pk=received.pk)
    with pytest.raises(Conflict):
        actions.correct_remark(cast.consultant.sign(), received=mine, version=1, note="Jonas er på ferie")


def test_a_list_of_one_line_or_of_a_remark_alone_is_taken_back_and_put_back(cast: Cast) -> None:
    received = with_remark(cast)
    back = reverse("concerns:remove_list", args=[received.pk])
    assert f'href="{back}"' in shown(cast, "list", received), "one line"
    actions.remove_lines(cast.consultant.sign(), entries=list(received.entries.all()), because="withdrawn")
    page = shown(cast, "list", received)
    assert "Intet på den her liste står længere" not in page, "the remark stands"
    assert f'href="{back}"' in page, "a remark alone"
    assert "NB: Jonas Holm er indlagt" in shown(cast, "remove_list", received)
    assert sent(cast, "remove_list", received, because="mistake").status_code == 303
    page = shown(cast, "list", received)
    assert "NB: Jonas Holm er indlagt" not in page
    assert "Intet på den her liste står længere" in page
    assert f'href="{back}"' not in page
    assert sent(cast, "restore_list", received).status_code == 303
    assert "NB: Jonas Holm er indlagt" in shown(cast, "list", received)
    cast.consultant.sign()
    assert ListEntry.objects.get(police_list=received).removed_at is None


def test_a_list_on_an_agenda_says_what_to_do_first(cast: Cast) -> None:
    received = with_remark(cast)
    sent(cast, "remark", received, remove="1")
    entry, meeting = ListEntry.objects.get(police_list=received), planned(cast)
    chosen = placements_of(meeting, [f"entry-{entry.pk}"])
    place(cast.consultant.sign(), meeting=meeting, necessity="valg af indsats", placements=chosen)
    page = shown(cast, "list", received)
    assert f'href="{reverse("concerns:remove_list", args=[received.pk])}"' not in page
    assert f'href="/moeder/{meeting.pk}/"' in page.split("Listen kan ikke tages tilbage")[1]
