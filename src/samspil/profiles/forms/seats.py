"""A seat: whose it is, what it does, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.organisations.profile import SeatDuty, SeatKind
from samspil.organisations.queries import kind_names, kind_of_sector
from samspil.profiles.editing import Content, Part
from samspil.sharing.models import Giver, LegalBasis
from samspil.web.forms import DateField, LongText, in_groups

KINDS = [
    (SeatKind.STANDING, _("Always")),
    (SeatKind.CONDITIONAL, _("When it concerns them")),
    (SeatKind.BLOCK, _("For one block")),
]
DUTIES = [
    (SeatDuty.CHAIR, _("Chair")),
    (SeatDuty.DEPUTY, _("Deputy")),
    (SeatDuty.MINUTE_TAKER, _("Keeps the minutes")),
    (SeatDuty.COORDINATOR, _("Coordinator")),
    (SeatDuty.ORGANISER, _("Organiser")),
]
VOTES = [("", _("Not settled")), ("yes", _("Votes")), ("no", _("Without a vote"))]


class SeatForm(forms.Form):
    """A place at the table. Everything that is not asked about stays as the profile says it."""

    name = forms.CharField(label=_("Name of the seat"), max_length=200)
    unit = forms.ChoiceField(label=_("Unit"), help_text=_("Whoever sits there works in this unit."))
    role = forms.ChoiceField(label=_("Role"), required=False, help_text=_("Left empty: anybody from the unit."))
    kind = forms.ChoiceField(label=_("Takes part"), choices=KINDS)
    condition = LongText(label=_("When does it concern them?"), rows=2, max_length=2000, required=False)
    block = forms.ChoiceField(label=_("Block"), required=False)
    duties = forms.MultipleChoiceField(
        label=_("What it does for the forum"), choices=DUTIES, required=False, widget=forms.CheckboxSelectMultiple
    )
    follows = forms.ChoiceField(
        label=_("Filled by the chair or deputy of another forum"),
        required=False,
        help_text=_("Whoever that is, sits here. It follows when it changes."),
    )
    basis = forms.ChoiceField(
        label=_("Legal basis for what they give here"),
        required=False,
        help_text=_(
            "Only where the forum has none yet for units of that kind. It is unconfirmed until a lawyer confirms it."
        ),
    )
    votes = forms.ChoiceField(label=_("Vote"), choices=VOTES, required=False)
    anonymous_only = forms.BooleanField(label=_("Takes part in matters without names only"), required=False)
    valid_from = DateField(label=_("First day"), required=False, help_text=_("Left empty: always."))
    valid_to = DateField(label=_("Last day"), required=False, help_text=_("Left empty: until it is changed."))

    def __init__(
        self,
        *args: Any,
        content: Content,
        forum: Part,
        seat: Part | None = None,
        bases: Sequence[LegalBasis] = (),
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _initial(seat) if seat else None
        super().__init__(*args, **kwargs)
        none = [("", _("None"))]
        self._choose("unit", _units(content.get("units", [])))
        self._choose("role", [*none, *_named(content.get("roles", []))])
        blocks = [(b["code"], b["name"]) for terms in forum["terms"] for b in terms.get("blocks", [])]
        self._choose("block", [*none, *dict.fromkeys(blocks)])
        # One that is stated once for all districts is several, of which none has this key.
        others = [one for one in content.get("forums", []) if one["key"] != forum["key"] and "each_district" not in one]
        follows = [(f"chair_of:{one['key']}", _("Chair of %(forum)s") % {"forum": one["name"]}) for one in others]
        follows += [(f"deputy_of:{one['key']}", _("Deputy of %(forum)s") % {"forum": one["name"]}) for one in others]
        self._choose("follows", [*none, *follows])
        self.bases = {one.key: one for one in bases}
        self._choose("basis", _on_what(bases))
        if not bases:
            del self.fields["basis"]
        if not blocks:
            del self.fields["block"]
            self._choose("kind", KINDS[:2])
        if seat is not None and "each" in seat:
            del self.fields["unit"]  # the formula says whose they are
        self.seat = seat

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        lines = [line for value, told in choices for line in (told if isinstance(told, list) else [(value, told)])]
        known = {str(value) for value, _label in lines}
        now = self.initial.get(name)
        # What stands there already can stay, also where it is another body's forum.
        field.choices = choices if not now or now in known else [*choices, (now, now.partition(":")[2] or now)]

    def clean(self) -> dict[str, Any]:
        """A day that lies before the other is told at once."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day lies before the first. Put one of them right."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The seat as the profile writes it."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("basis", None)  # of the forum, not of the seat
        how, _colon, forum = cleaned.pop("follows").partition(":")
        appointment = {
            name: value
            for name, value in ((self.seat or {}).get("appointment") or {}).items()
            if name not in {"chair_of", "deputy_of"}
        }
        if forum:
            appointment[how] = forum
        if cleaned["kind"] == SeatKind.STANDING:
            cleaned["kind"] = ""  # what the profile says by saying nothing
        for name in ("valid_from", "valid_to"):
            cleaned[name] = cleaned[name].isoformat() if cleaned[name] else ""
        votes = {"yes": True, "no": False}.get(cleaned.pop("votes"))
        only = cleaned["anonymous_only"] or None
        return cleaned | {"appointment": appointment or None, "votes": votes, "anonymous_only": only}

    def chosen_basis(self) -> LegalBasis | None:
        """On what units of that kind give from now on; None where nothing was chosen."""
        return self.bases.get(self.cleaned_data.get("basis", ""))


class EndSeatForm(forms.Form):
    """When a seat ends."""

    valid_to = DateField(label=_("Last day"), help_text=_("The last day on which the seat is there."))


def _initial(seat: Part) -> dict[str, Any]:
    appointment = seat.get("appointment") or {}
    follows = next((f"{how}:{appointment[how]}" for how in ("chair_of", "deputy_of") if appointment.get(how)), "")
    votes = {"True": "yes", "False": "no"}.get(str(seat.get("votes")), "")
    return {"kind": SeatKind.STANDING, **seat, "follows": follows, "votes": votes}


def _units(parts: list[Part]) -> list[Any]:
    """The units by what they work with, then by name."""
    names = kind_names()
    placed = sorted(
        ((kind_of_sector(one.get("sector", "")), one["name"].casefold(), one) for one in parts),
        key=lambda line: line[:2],
    )
    lines = [(names[kind], one["key"], one["name"]) for kind, _name, one in placed]
    return in_groups(lines, first=[("", _("Choose …"))])


def _on_what(bases: Sequence[LegalBasis]) -> list[Any]:
    """The legal bases under who gives on them."""
    lines = [(Giver(one.giver).label, one.key, f"{one.act} {one.section}: {one.label}") for one in bases]
    return in_groups(lines, first=[("", _("The forum has one"))])


def _named(parts: list[Part]) -> list[tuple[str, str]]:
    return sorted(((part["key"], part["name"]) for part in parts), key=lambda one: one[1].casefold())
