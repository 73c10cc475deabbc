"""What leaves the meeting: the summary names nobody; names leave one child at a time, to who has the child, marked."""

from __future__ import annotations

import sys
from typing import Any
from unittest.mock import patch

import pytest

from samspil.audit.models import Event
from samspil.meetings import paper
from samspil.meetings.actions import sitting
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    """Approved: Jonas with the consultant, Aya with the social worker, Bo without follow-up."""
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", "Bo Lind"))
    sitting.share(
        cast.social_worker.sign(), item=table.fresh(table.items[0]), text="Fravær", necessity="valg af indsats"
    )
    for _time in range(3):
        told = "Vi har talt med ham på gaden, og han var glad for det. " * 30
        sitting.share(cast.consultant.sign(), item=table.fresh(table.items[0]), text=told, necessity="valg af indsats")
    decided(table, table.items[0], "support", cast.consultant)
    decided(table, table.items[1], "support", cast.social_worker)
    decided(table, table.items[2], "none")
    return approved(table)


def laid_out(cast: Cast, who: str, url: str) -> tuple[list[str], bytes, Any]:
    """The text of each page, the file without compression, and the answer."""
    seen: list[Any] = []
    real = paper.lay_out

    def lay_out(*args: Any, **kwargs: Any) -> Any:
        seen.append(real(*args, **kwargs))
        return seen[-1]

    with patch("samspil.meetings.paper.lay_out", lay_out):
        answer = cast.client(who).get(url)
    document = seen[0]
    pages = ["".join(getattr(box, "text", "") for box in page._page_box.descendants()) for page in document.pages]
    return pages, document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, uncompressed_pdf=True), answer


def test_the_summary_names_no_child_and_counts_what_was_deleted(cast: Cast, table: Table) -> None:
    pages, file, answer = laid_out(cast, "consultant", f"/moeder/{table.meeting.pk}/referat.pdf")
    assert answer.content.startswith(b"%PDF")
    text = " ".join(pages)
    assert "Tilbyd støtte: 2" in text
    assert "Uden opfølgning, slettet: 1" in text
    for name in ("Jonas", "Aya", "Bo Lind"):
        assert name not in text
        assert name.encode() not in file


def test_the_paper_of_one_child_is_tagged_and_marked_on_each_page(cast: Cast, table: Table) -> None:
    url = f"/moeder/barn/{table.items[0].subject}/udskrift.pdf"
    pages, file, answer = laid_out(cast, "consultant", url)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Jonas" not in answer.headers["Content-Disposition"]
    cast.protection_officer.sign()
    event = Event.objects.get(act="decisions.downloaded")
    assert event.principal == cast.consultant.principal_id
    number = event.detail["number"]
    assert len(pages) > 1
    for page in pages:
        assert "Hentet af Mette Kjær, SSP-enheden" in page
        assert f"nr. {number}" in page
    for part in (b"/StructTreeRoot", b"/MarkInfo", b"/Marked true", b"/Lang (da)", b"/DisplayDocTitle true"):
        assert part in file
    for tag in (b"/S /H1", b"/S /H2", b"/S /Table", b"/S /TH", b"/S /P"):
        assert tag in file
    assert f"Udskrift nr. {number}".encode() in file
    text = " ".join(pages)
    assert "Tilbyd støtte" in text
    assert "talt med ham" in text
    assert "Fravær" not in text  # another unit's words
    assert "Aya" not in text


def test_a_paper_about_one_child_names_no_other(cast: Cast) -> None:
    """Children of the same list and the same meeting, by whole name or part of it; colleagues and places stay."""
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", text="Set ved Ulvemosen"))
    told = "Set med Aya Ali. Alis mor ringede til Mette. AYA var der igen, og Jonas gik hjem fra Ulvemosen."
    sitting.share(cast.consultant.sign(), item=table.fresh(table.items[0]), text=told, necessity="valg af indsats")
    for item in table.items:
        decided(table, item, "support", cast.consultant)
    approved(table)
    pages, file, _answer = laid_out(cast, "consultant", f"/moeder/barn/{table.items[0].subject}/udskrift.pdf")
    text = " ".join(" ".join(pages).split())
    assert "et andet barn" in text
    assert not [name for name in ("Aya", "AYA", "Ali") if name in text]
    assert "mor ringede til Mette" in text
    assert "Jonas gik hjem fra Ulvemosen" in text
    assert b"Aya" not in file


def test_each_paper_has_a_number_of_its_own(cast: Cast, table: Table) -> None:
    client = cast.client("consultant")
    for _time in range(2):
        client.get(f"/moeder/barn/{table.items[0].subject}/udskrift.pdf")
    cast.protection_officer.sign()
    numbers = [event.detail["number"] for event in Event.objects.filter(act="decisions.downloaded")]
    assert len(set(numbers)) == 2


def test_only_who_has_the_child_downloads_it(cast: Cast, table: Table) -> None:
    first, second = table.items[0].subject, table.items[1].subject
    assert cast.client("police_officer").get(f"/moeder/barn/{first}/udskrift.pdf").status_code == 409
    assert cast.client("consultant").get(f"/moeder/barn/{second}/udskrift.pdf").status_code == 409
    assert cast.client("social_worker").get(f"/moeder/barn/{second}/udskrift.pdf").status_code == 200
    assert cast.client("outsider").get(f"/moeder/barn/{first}/udskrift.pdf").status_code == 404
    assert "udskrift.pdf" in cast.client("consultant").get(f"/barnet/{first}/").content.decode()
    assert "udskrift.pdf" not in cast.client("police_officer").get(f"/barnet/{first}/").content.decode()


def test_the_lines_of_the_minutes_name_child_and_responsible_for_the_seats_alone(cast: Cast, table: Table) -> None:
    url = f"/moeder/{table.meeting.pk}/referat/"
    for who in ("consultant", "police_officer"):
        page = cast.client(who).get(url).content.decode()
        assert "Jonas Holm" in page
        assert "Pia Møller" in page
        assert "Bo Lind" not in page
    for who in ("outsider", "youth_job_centre", "politician"):
        answer = cast.client(who).get(url)
        assert answer.status_code == 404
        assert "Jonas" not in answer.content.decode()


def test_without_pango_no_pdf_is_made_and_the_page_says_why(cast: Cast, table: Table) -> None:
    """The library that loads it cannot be imported then; all the rest of the product works."""

    class NoPango:
        def find_spec(self, name: str, *args: Any) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    loaded = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "weasyprint"}
    with patch.dict(sys.modules), patch.object(sys, "meta_path", [NoPango(), *sys.meta_path]):
        for name in loaded:
            del sys.modules[name]
        answer = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/referat.pdf")
    assert answer.status_code == 409
    assert "Pango mangler på serveren" in answer.content.decode()
