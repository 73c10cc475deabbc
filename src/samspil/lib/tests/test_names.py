"""Which names are the same, and which never are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.lib.names import fold, words_of_names_in

NAMES = st.text(st.sampled_from("abcåæøéöß AaÅÆØ-'."), max_size=24)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åse Holm-Lund", "AASE HOLM LUND"),
        ("Holm, Jonas", "Jonas Holm"),
        ("Jonas  Holm ", "jonas holm"),
        ("Siobhan O'Neil", "Siobhan O’Neil"),
        ("Ole Jr. Hansen", "Ole Jr Hansen"),
        (unicodedata.normalize("NFD", "Åge Ærø"), "Aage Ærø"),
    ],
)
def test_the_same_name(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Søren", "Soren"), ("André", "Andre"), ("Jonas Holm", "Jonas Holm Lund"), ("Åse", "Ase"), ("Bjørn", "Björn")],
)
def test_another_name(one, other):
    assert fold(one) != fold(other)


@given(NAMES)
def test_folding_twice_is_folding_once_and_order_does_not_count(name):
    assert fold(fold(name)) == fold(name)
    assert fold(" ".join(reversed(name.split()))) == fold(name)
    assert fold(name.upper()) == fold(name.upper().lower())


def test_no_letters_no_name():
    assert fold(" 12 .-") == ""


def test_a_text_that_mentions_somebody():
    text = "Vera og en anden dreng tog Jonas' cykel ved Holmegården."
    assert words_of_names_in(text, ["Vera Ottosen", "Jonas Holm", "Bo Al"]) == ["Vera", "Jonas"]
    assert words_of_names_in("Veras taske", ["Vera Ottosen"]) == ["Vera"]
    assert words_of_names_in("To drenge tog en cykel.", ["Vera Ottosen", ""]) == []
