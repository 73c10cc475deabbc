"""A CPR number in a list stands in its own field after reading, or nowhere: wherever it was written, as a file or pasted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from samspil.concerns.queries import upload_page
from samspil.concerns.reader import read_list
from samspil.concerns.reader.parsing import parse
from samspil.lib import cpr
from samspil.sharing.models import Draft
from tests import clock
from tests.cast import Cast

OWN, OTHER = "7205114222", "6703094321"
WRITTEN = ("670309-4321", "6703094321", "670309 4321", "670309–4321")
HEADERS = ("Navn", "Fødselsdato", "Adresse", "Sted", "Dato", "Rolle", "Beskrivelse", "Journalnr", "Skole", "Bemærk")


def words_in(told: Any) -> Iterator[str]:
    """Every text of a reading but what stands in the field of the number, and the table that is kept in cipher alone."""
    if isinstance(told, str):
        yield told
    elif dataclasses.is_dataclass(told):
        for field in dataclasses.fields(told):
            if field.name not in {"cpr", "table"}:
                yield from words_in(getattr(told, field.name))
    elif isinstance(told, dict):
        yield from words_in(tuple(told.values()))
    elif isinstance(told, tuple | list):
        for inner in told:
            yield from words_in(inner)


def left_in(text: str) -> list[str]:
    return [words for words in words_in(parse(text.encode(), today=clock.today())) if cpr.found_in(words)]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("header", HEADERS)
def test_in_whichever_column_it_stands_it_stays_in_no_words(header: str, written: str):
    for cell in (written, f"slog {written} i hovedet", f"{written}, {OWN}"):
        line = ["Jonas Holm" if one == "Navn" else "" for one in HEADERS]
        line[HEADERS.index(header)] = f"Jonas Holm {cell}" if header == "Navn" else cell
        text = f"{';'.join(HEADERS)};CPR\n{';'.join(line)};{OWN}\n"
        assert left_in(text) == [], (header, cell)


@pytest.mark.parametrize("written", WRITTEN)
def test_nor_does_one_above_below_or_beside_the_list_or_in_its_headings(written: str):
    for text in (
        f"Liste om {written}\nNavn;CPR\nJonas Holm;{OWN}\n",
        f"Navn;CPR\nJonas Holm;{OWN}\nI alt 1, også {written}\n",
        f"Navn;CPR;Note om {written}\nJonas Holm;{OWN};\n",
        f"Navn;CPR\nJonas Holm;{OWN};{written}\n",
    ):
        assert left_in(text) == [], text


@pytest.mark.parametrize("header", ["Adresse", "Journalnr", "Beskrivelse", "Sted"])
def test_that_it_was_taken_out_is_told(header: str):
    reading = read_list(f"Navn;{header}\nJonas Holm;ved {WRITTEN[0]}\n".encode(), "indsat.txt")
    assert [problem.message for problem in reading.problems if "taget ud" in problem.message]
    assert "[CPR-nummer udeladt]" in next(words for words in words_in(reading.rows) if "udeladt" in words)


def test_the_number_of_the_row_is_moved_to_its_field():
    (row,) = read_list(f"Navn\nJonas Holm {WRITTEN[0]}\n".encode(), "indsat.txt").rows
    assert (row.name, row.cpr) == ("Jonas Holm", OTHER)


def test_what_is_pasted_is_kept_without_the_number_of_another_child(cast: Cast):
    """What was read is kept as a draft until it is received; there the numbers of rows stand enciphered."""
    actor = cast.consultant.sign()
    page = upload_page(actor)
    pasted = f"Navn;CPR;Beskrivelse\nJonas Holm;{OWN};slog {WRITTEN[0]}\n"
    said = {"target": page.targets[0].code, "giver": page.givers[0].pk, "pasted": pasted}
    client = cast.client("consultant")
    sent = client.post(reverse("concerns:upload"), said)
    assert sent.status_code == 303, sent.content.decode()
    shown = client.get(sent.headers["Location"]).content.decode()
    assert not cpr.found_in(shown.replace(f"{OWN[:6]}-{OWN[6:]}", ""))
    cast.consultant.sign()
    for kept in Draft.objects.all():
        assert not cpr.found_in(str(kept.data))
