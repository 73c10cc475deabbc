"""What forums without named persons write: a CPR number is refused, what looks like a name is asked about once.

The database cannot tell a name from a word; a person answers, and the answer stands with what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.lib.names import words_of_names_in
from samspil.lib.naming import traces
from samspil.lib.refusals import Refused
from samspil.organisations.models import Body, Forum, Unit


def check_nameless(body: Body, *, sure: bool, **texts: str) -> None:
    """No CPR number in any of the texts (by field name), and nothing like a name or an address unless somebody is `sure`
    that it is neither a child nor a citizen. Names of the body, its units and its forums are nobody's. Raises Refused at
    the field.
    """
    found = {field: traces(text) for field, text in texts.items() if text}
    for field, trace in found.items():
        if trace.numbers:
            raise Refused(_("There is a CPR number in the text. Take it out: no person is named here."), field=field)
    if sure or not any(trace.doubtful for trace in found.values()):
        return
    places = _places(body)
    for field, text in texts.items():
        doubtful = traces(text, places).doubtful
        if doubtful:
            raise Refused(
                _(
                    "This looks like a name or an address: %(words)s. Take it out, or tick that it is no child and no citizen."
                )
                % {"words": ", ".join(doubtful)},
                field=field,
            )


def check_names_none_of(names: Iterable[str], **texts: str) -> None:
    """None of these children is named in any of the texts (by field name), not even by a first name: here there is no "I am
    sure", for it is known who is meant. Raises Refused at the field.
    """
    for field, text in texts.items():
        said = words_of_names_in(text, names) if text else []
        if said:
            raise Refused(
                _(
                    "Somebody from the agenda is named here: %(words)s. Take the name out; write for example “one of the boys”."
                )
                % {"words": ", ".join(said)},
                field=field,
            )


def _places(body: Body) -> list[str]:
    """Names of bodies, and of the units and forums of this one. Three statements, and only where something is in doubt."""
    bodies = [word for name in Body.objects.values_list("name", flat=True) for word in (name, name.split()[0])]
    units = Unit.objects.filter(body=body).values_list("name", flat=True)
    return [*bodies, *units, *Forum.objects.values_list("name", flat=True)]


class NamelessForm(forms.Form):
    """A form whose texts name nobody. `sure` is shown once it has been asked for."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, it is no child and no citizen – save it all the same"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "sure"), "sure"])
        if self.data.get("sure") != "on":
            self.fields["sure"].widget = forms.HiddenInput()

    def add_error(self, field: str | None, error: Any) -> None:
        """The form comes back: where something in it looks like a name, with the tick."""
        if any(traces(str(text)).doubtful for text in self.data.values()):
            self.ask()
        super().add_error(field, error)

    def ask(self) -> None:
        """Show the tick."""
        self.fields["sure"].widget = forms.CheckboxInput()
