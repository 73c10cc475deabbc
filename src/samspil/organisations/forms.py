"""What an administrator types. Every form only validates; `actions` write."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.organisations.models import Body, Staff, Unit
from samspil.organisations.queries import OfferedColleague, by_kind, choices, seats_to_give
from samspil.web.forms import DateField, LongText, ShortText, in_groups


class FromList(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among rows of the actor's own municipality, with a line for each."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(queryset=None, label=label, empty_label=_("Choose …"), **kwargs)

    def offer(self, rows: list[Any], line: Any = str, group: Any = lambda row: "") -> None:
        """Offer these rows, each with its line; many of them under the names of their groups."""
        self.queryset = type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]) if rows else Unit.objects.none()
        self.choices = in_groups(((group(row), row.pk, line(row)) for row in rows), first=[("", self.empty_label)])


class ContactForm(forms.Form):
    """What others see of a colleague."""

    name = ShortText(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("Work e-mail"), help_text=_("The colleague signs in with it."), max_length=254)
    phone = forms.CharField(label=_("Work telephone"), max_length=40, required=False)


class PostFields(forms.Form):
    """A role in a unit."""

    role = FromList(_("Role"))
    unit = FromList(_("Unit"))
    district = FromList(_("District"), required=False)
    leads = forms.BooleanField(
        label=_("Leads the unit"), required=False, help_text=_("Gives the leaders' view of the unit's work.")
    )
    since = DateField(label=_("First day"), required=False, help_text=_("Left empty: today."))

    def __init__(self, *args: Any, body: Body, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = choices(body, day)
        self.fields["role"].offer(offered.roles, lambda role: role.name)
        kinds = {one.unit.pk: one.group for one in by_kind(offered.units)}
        units = [one.unit for one in by_kind(offered.units)]
        self.fields["unit"].offer(units, lambda unit: unit.name, lambda unit: kinds[unit.pk])
        self.fields["district"].offer(offered.districts, lambda district: district.name)
        if not offered.districts:
            del self.fields["district"]


class CreateColleagueForm(ContactForm, PostFields):
    """A new colleague with a first post, or one more place for somebody who signs in already."""

    signs_in_already = forms.BooleanField(
        label=_("Signs in already: give one more place"),
        required=False,
        help_text=_(
            "For a second role, or somebody from elsewhere. They choose at the top of the page where they are."
        ),
    )
    field_order = ("name", "email", "phone", "signs_in_already", "role", "unit", "district", "leads", "since")

    def place(self) -> dict[str, Any]:
        """What one more place needs: the name and telephone are those of the first."""
        return {name: self.cleaned_data.get(name) for name in ("email", "role", "unit", "district", "since")}


class GivePostForm(PostFields):
    """One more post."""

    until = DateField(label=_("Last day"), required=False, help_text=_("Left empty: until you end it."))


class GiveSeatForm(forms.Form):
    """A seat in a forum."""

    seat = FromList(
        _("Seat"),
        help_text=_(
            "Seats of the units in which the colleague works. For a seat of another unit, give the colleague a post there first."
        ),
    )
    since = DateField(label=_("First day"), required=False, help_text=_("Left empty: today."))
    until = DateField(label=_("Last day"), required=False, help_text=_("Left empty: until you end it."))

    def __init__(self, *args: Any, staff: Staff, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = seats_to_give(staff, day)
        self.has_nobody, self.not_told = not offered.seats, offered.not_told
        self.fields["seat"].offer(
            offered.seats,
            lambda seat: f"{seat.forum.name}: {seat.name} ({seat.unit.name})",
            lambda seat: seat.forum.name,
        )


class EndForm(forms.Form):
    """When something ends: after a day, never, or now. Which, the button says; an empty day is none of them."""

    last_day = DateField(label=_("Last day"), required=False)
    mark_optional = False

    def __init__(self, *args: Any, how: str = "day", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.how = how if how in {"open", "now"} else "day"
        self.fields["last_day"].required = self.how == "day"

    def last(self) -> date | None:
        """The day that was written; None: now."""
        return self.cleaned_data["last_day"] if self.how == "day" else None


class ConfirmForm(forms.Form):
    """Nothing to fill in: sending it is the answer."""

    sure = forms.CharField(widget=forms.HiddenInput, initial="1")


class EndColleagueForm(ConfirmForm):
    """Ending an access; where nobody would act for a unit any more, who follows, or that nobody does."""

    NOBODY = "nobody"
    follower = forms.ChoiceField(
        label=_("Who follows?"),
        help_text=_(
            "They get the same post in the unit, from today. If nobody does, it stands on your list until somebody is put in."
        ),
    )
    mark_optional = False

    def __init__(self, *args: Any, without: list[Unit], colleagues: list[OfferedColleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.staff.pk): one.staff for one in colleagues}
        if not without:
            del self.fields["follower"]
            return
        lines = [(one.group, str(one.staff.pk), one.staff.name) for one in colleagues]
        choices = in_groups(lines, first=[("", _("Choose …"))])
        self.fields["follower"].choices = [*choices, (self.NOBODY, _("Nobody: I know that nobody acts there"))]

    def said(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        chosen = self.cleaned_data.get("follower", "")
        return {"follower": self.colleagues.get(chosen), "nobody": chosen == self.NOBODY}


class SearchForm(forms.Form):
    """Search among colleagues."""

    ord = forms.CharField(label=_("Name, role or unit"), max_length=100, required=False)
    mark_optional = False


class SettleForm(forms.Form):
    """The data protection officer's answer."""

    may = forms.TypedChoiceField(
        label=_("May this unit be given information about named persons?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = LongText(
        label=_("Reason"), help_text=_("Which task of the public it carries out, and where that is written.")
    )
