"""What an administrator types about the municipality. Every form only validates; `profiles.actions` applies."""

from samspil.profiles.forms.calendar import ClosingDaysForm, SchoolYearForm
from samspil.profiles.forms.errors import tell_errors
from samspil.profiles.forms.seats import EndSeatForm, SeatForm
from samspil.profiles.forms.terms import AgendaForm, DecisionsForm, RhythmForm
from samspil.profiles.forms.words import ReasonForm, SectionForm, TextsForm, WordForm

__all__ = [
    "AgendaForm",
    "ClosingDaysForm",
    "DecisionsForm",
    "EndSeatForm",
    "ReasonForm",
    "RhythmForm",
    "SchoolYearForm",
    "SeatForm",
    "SectionForm",
    "TextsForm",
    "WordForm",
    "tell_errors",
]
