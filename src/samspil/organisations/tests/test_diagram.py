"""The picture of the organisation: below and to the right, and no line through a box."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.organisations.queries.diagram import HEIGHT, WIDTH, Node, drawn


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-3, 11)), max_size=12))
def test_every_node_has_a_box_and_no_line_runs_through_another(drawn_by_chance: list[tuple[int, int]]) -> None:
    nodes = [
        Node(f"n{number}", f"Enhed {number}", rank, f"n{above}" if 0 <= above < number else None)
        for number, (rank, above) in enumerate(drawn_by_chance)
    ]
    picture = drawn(nodes)
    assert len(picture.boxes) == len(nodes)
    assert len(picture.lines) == sum(node.above is not None for node in nodes)
    for line, box in product(picture.lines, picture.boxes):
        x, top, bottom, right = map(int, re.fullmatch(r"M(\d+) (\d+)V(\d+)H(\d+)", line).groups())  # type: ignore[union-attr]
        assert not (box.x < x < box.x + WIDTH and top < box.y + HEIGHT and box.y < bottom), "down"
        assert not (box.y < bottom < box.y + HEIGHT and x < box.x + WIDTH and box.x < right), "across"


def test_what_belongs_to_something_stands_right_below_it() -> None:
    picture = drawn([Node("a", "A", 0, None), Node("b", "B", 0, None), Node("c", "C", 1, "a", "above")])
    assert [box.lines[0][1] for box in picture.boxes] == ["A", "C", "B"]
    assert [box.outside for box in picture.boxes] == [False, True, False]
    assert picture.rows == (("A", "", ""), ("B", "", ""), ("C", "A", "above"))


@pytest.mark.parametrize("name", ["Familieafdelingen", "Fagrunden for unge mellem 10 og 25 år i hele kommunen"])
def test_a_name_on_one_line_or_two_stands_in_the_middle_of_its_box(name: str) -> None:
    (box,) = drawn([Node("a", name, 0, None)]).boxes
    above = box.lines[0][0] - 12 - box.y  # the letters reach about 12 over the line they stand on
    below = box.y + HEIGHT - box.lines[-1][0]
    assert abs(above - below) <= 4
