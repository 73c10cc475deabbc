"""What somebody looks for in a queue of a door, and the rows that they choose there. They validate; the actions write."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.concerns.queries.narrowing import ENDED, LATE, MINE, NOBODYS, OTHERS, SHOWN, Wanted
from samspil.concerns.states import LocationType
from samspil.lib.refusals import NotVisible

MOST_DIGITS = 12


class QueueForm(forms.Form):
    """What somebody looks for in the queue of a door."""

    q = forms.CharField(
        label=_("Search words"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    vis = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("Everything")),
            (MINE, _("What I have")),
            (NOBODYS, _("What nobody has taken")),
            (OTHERS, _("What others have")),
            (LATE, _("What is late")),
        ],
    )
    mark_optional = False

    def wanted(self) -> Wanted:
        """As far as it can be understood: a page that is none is the first. The page is no field: a new search begins anew."""
        self.is_valid()
        said, page = self.cleaned_data, self.data.get("side", "")
        return Wanted(
            said.get("q", ""), said.get("vis", ""), said.get("hvor", ""), page=int(page) if is_number(page) else 1
        )


class ReopeningQueueForm(QueueForm):
    """What somebody looks for in a queue whose rows are opened again where they were closed by mistake: also what has ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: Any = self.fields["vis"]
        shown.choices = [*shown.choices, (ENDED, _("What was closed in the last 30 days"))]


class ConcernQueueForm(ReopeningQueueForm):
    """What somebody looks for among concerns: also what happens online, or at a place (VAL-10)."""

    hvor = forms.ChoiceField(
        label=_("Where does it happen?"),
        required=False,
        choices=[
            ("", _("Everywhere")),
            (LocationType.ONLINE, _("Online, or there too")),
            (LocationType.PLACE, _("At a place, or there too")),
        ],
    )


def is_number(text: str) -> bool:
    """A number as an address or a tick tells one."""
    return text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS


def chosen(request: Any) -> list[int]:
    """The numbers that are ticked, each once, at most a page of them. Raises NotVisible for what is no number."""
    told = dict.fromkeys(request.POST.getlist("tag")[:SHOWN])
    if not all(map(is_number, told)):
        raise NotVisible
    return [int(number) for number in told]


def narrowed(request: Any) -> str:
    """The end of the queue's address with what was looked for: it stays when something was taken. Empty where nothing was."""
    told = {name: request.GET[name] for name in ("q", "vis", "hvor", "side") if request.GET.get(name)}
    return f"?{urlencode(told)}" if told else ""
