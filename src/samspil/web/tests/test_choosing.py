"""Long lists of choices stand under the names of their groups, as options and as boxes."""

from __future__ import annotations

from django import forms

from samspil.web.forms import FEW, in_groups
from samspil.web.forms.rendering import BoundField, Renderer


def lines(number: int, groups: int = 2) -> list[tuple[str, int, str]]:
    return [(f"Gruppe {one % groups}", one, f"Enhed {one}") for one in range(number)]


def test_a_few_lines_stand_as_they_come() -> None:
    assert in_groups(lines(FEW)) == [("", "–"), *((one, f"Enhed {one}") for one in range(FEW))]


def test_many_lines_stand_in_their_groups_in_the_order_in_which_each_is_met() -> None:
    empty, first, second = in_groups(lines(FEW + 1))
    assert empty == ("", "–")
    assert first == ("Gruppe 0", [(one, f"Enhed {one}") for one in range(0, FEW + 1, 2)])
    assert second == ("Gruppe 1", [(one, f"Enhed {one}") for one in range(1, FEW + 1, 2)])


def test_one_group_has_no_name_for_there_is_no_other() -> None:
    assert len(in_groups(lines(20, groups=1), first=[])) == 20


class Boxes(forms.Form):
    default_renderer = Renderer
    who = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self, choices: list[object]) -> None:
        super().__init__()
        self.fields["who"].choices = choices  # type: ignore[attr-defined]


def test_boxes_stand_in_named_groups_too() -> None:
    bound = Boxes(in_groups(lines(FEW + 1), first=[]))["who"]
    assert isinstance(bound, BoundField)
    assert [(name, len(options)) for name, options in bound.option_groups] == [("Gruppe 0", 4), ("Gruppe 1", 4)]
    html = str(bound.as_field_group())
    assert html.count('role="group"') == 2
    assert html.index("Gruppe 0") < html.index("Enhed 6") < html.index("Gruppe 1") < html.index("Enhed 1")


def test_a_few_boxes_stand_without() -> None:
    html = str(Boxes(in_groups(lines(3), first=[]))["who"].as_field_group())
    assert 'role="group"' not in html
    assert html.count('type="checkbox"') == 3
