"""Forms of the chosen adult and of the door that takes over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.concerns.chosen.states import Ground
from samspil.responsibility.forms import choose
from samspil.web.forms import IdempotencyKey, LongText


class AskForm(forms.Form):
    """The adult asks the door to take over."""

    words = LongText(
        label=_("Why is it better that the door takes over?"), rows=2, max_length=2000,
        help_text=_("You still have it until somebody has taken it."),
    )  # fmt: skip
    idempotency_key = IdempotencyKey()


ME, NOBODY = "me", "nobody"


class HeardForm(forms.Form):
    """Whom they talk with now, whose adult has stopped, and what they say."""

    whom = forms.ChoiceField(
        label=_("Whom will they talk with now?"), widget=forms.RadioSelect,
        choices=[(ME, _("With me")), (NOBODY, _("They choose nobody now"))],
    )  # fmt: skip
    words = LongText(
        label=_("What do they say?"), rows=3, max_length=2000,
        help_text=_("Write it in their own words. It stands with the concern."),
    )  # fmt: skip


class TakeOverForm(forms.Form):
    """Why the door takes over."""

    ground = forms.ChoiceField(label=_("Why do you take over?"), widget=forms.RadioSelect)
    words = LongText(
        label=_("In words"), rows=2, required=False, max_length=2000,
        help_text=_("The adult reads it. Write nothing here that would harm the child if the adult knew it."),
    )  # fmt: skip
    mark_optional = False

    def __init__(self, *args: Any, grounds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = choose(self, "ground")
        field.choices = list(grounds)
        if Ground.ASKED not in dict(grounds):  # it stood there when the page was opened
            said = self.data.get(self.add_prefix("ground")) if self.is_bound else ""
            if said == Ground.ASKED:
                field.error_messages["invalid_choice"] = _(
                    "The adult has taken the question back, and goes on having it. Do you take over for another reason?"
                )
