"""What the walk reads of a page: the options of selects and of boxes, each under the name of its group."""

from __future__ import annotations

from django import forms

from samspil.web.forms import Renderer, in_groups
from tests.pickers.reading import choosers_of

LINES = [(f"Gruppe {number % 2}", number, f"Enhed {number}") for number in range(8)]


class Both(forms.Form):
    default_renderer = Renderer
    one = forms.ChoiceField()
    several = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)

    def __init__(self) -> None:
        super().__init__()
        for name in ("one", "several"):
            self.fields[name].choices = in_groups(LINES, first=[])  # type: ignore[attr-defined]


def test_options_and_boxes_stand_under_the_names_of_their_groups() -> None:
    select, boxes = choosers_of(f'<form method="post">{Both()}</form>')
    told = [("Gruppe 0", "Enhed 0"), ("Gruppe 0", "Enhed 2"), ("Gruppe 1", "Enhed 1")]
    for chooser in (select, boxes):
        found = [(option.group, option.words) for option in chooser.offered]
        assert len(found) == len(LINES)
        assert set(told) <= set(found)
