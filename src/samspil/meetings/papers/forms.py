"""What is written for a paper. No text names anybody (`meetings.nameless`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspil.meetings.nameless import NamelessForm
from samspil.web.forms import LongText, Version


class PreparationForm(NamelessForm):
    """What an item needs beside its presentation."""

    proposal = LongText(
        label=_("What is proposed"),
        rows=4,
        max_length=8000,
        required=False,
        help_text=_("What the forum is asked to recommend or decide."),
    )
    background = LongText(label=_("Background"), rows=6, max_length=16000, required=False)
    annex = LongText(label=_("Annexes, one a line"), rows=3, max_length=4000, required=False)
    version = Version(initial=0)


class MakeForm(NamelessForm):
    """Make the paper; asked first where something looks like a name."""

    def add_error(self, field: str | None, error: object) -> None:
        """The tick comes with the question: the texts stand in the items, not in this form."""
        self.ask()
        super().add_error(field, error)
