"""Forms of enquiries. They validate; the actions write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.concerns.arrivals.fields import DangerField
from samspil.concerns.door_forms import NONE_CHOSEN
from samspil.concerns.enquiries.actions import BY_HAND
from samspil.concerns.enquiries.models import Outcome, What
from samspil.concerns.public.forms import LONGEST, ReachedForm
from samspil.concerns.states import About
from samspil.organisations.models import ConcernDoor, Staff
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version


class _AtDoor(forms.Form):
    """A form for one of the doors that somebody answers; where there is one, it is not asked for."""

    door = forms.TypedChoiceField(label=_("At which door?"), coerce=int)

    def __init__(self, *args: Any, doors: tuple[ConcernDoor, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doors = {door.pk: door for door in doors}
        self.fields["door"].choices = [NONE_CHOSEN, *((door.pk, door.name) for door in doors)]
        if len(doors) == 1:
            del self.fields["door"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["door"] = self.doors.get(data.get("door") or (next(iter(self.doors)) if len(self.doors) == 1 else 0))
        return data


class RegisterForm(_AtDoor):
    """What a citizen asked."""

    channel = forms.ChoiceField(label=_("How did it come?"), choices=BY_HAND, widget=forms.RadioSelect)
    matter = LongText(label=_("What does the citizen ask or tell?"), rows=5, max_length=LONGEST)
    place = ShortText(label=_("Where?"), required=False, max_length=200)
    name = ShortText(label=_("The citizen's name"), required=False, max_length=120)
    contact = ShortText(
        label=_("Telephone or mail"),
        required=False,
        max_length=200,
        help_text=_("For the answer. It goes sooner than the enquiry."),
    )
    due_on = DateField(label=_("Answered before"))
    idempotency_key = IdempotencyKey()
    field_order = ("channel", "matter", "place", "name", "contact", "door", "due_on")


class EnquireForm(ReachedForm):
    """An enquiry from the public page."""

    matter = LongText(
        numbers=True,
        label=_("What would you like to ask or tell?"),
        rows=6,
        max_length=LONGEST,
        help_text=_("Do not write other people's names. Are you worried about a child, use the page for that."),
    )
    place = forms.CharField(label=_("Where is it? You may skip this."), required=False, max_length=200)
    name = forms.CharField(
        label=_("Your name. You may skip this."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),  # one's own (WCAG 1.3.5)
    )
    contact = forms.CharField(label=_("Telephone or mail, if you want an answer"), required=False, max_length=200)
    in_danger = DangerField()
    field_order = ("token", "matter", "place", "name", "contact", "reaches", "in_danger")


class AssignForm(forms.Form):
    """Who answers, before when."""

    staff = forms.TypedChoiceField(label=_("Who answers it?"), coerce=int)
    due_on = DateField(label=_("Answered before"))
    version = Version()

    def __init__(self, *args: Any, colleagues: tuple[Staff, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {staff.pk: staff for staff in colleagues}
        self.fields["staff"].choices = [NONE_CHOSEN, *((staff.pk, staff.name) for staff in colleagues)]

    def clean_staff(self) -> Staff:
        return self.colleagues[self.cleaned_data["staff"]]


class AnswerForm(forms.Form):
    """What was answered."""

    text = LongText(label=_("What have you answered?"), rows=4, max_length=LONGEST)
    follow_up_on = DateField(
        label=_("Follow up on"), required=False, help_text=_("Then it stays open until that day. Left empty, it ends.")
    )
    version = Version()


class PassOnForm(forms.Form):
    """Where it goes, and who was told."""

    to = forms.ChoiceField(
        label=_("Where does it go?"),
        choices=[
            (Outcome.PLACE, _("The register of places")),
            (Outcome.TECHNICAL, _("The technical department")),
        ],
        widget=forms.RadioSelect,
    )
    addressee = ShortText(label=_("Whom have you told it to?"), max_length=200)
    text = LongText(
        label=_("What have you told?"), rows=3, required=False, max_length=LONGEST,
        help_text=_("Left empty: what the citizen said. The citizen's name and number are never told on."),
    )  # fmt: skip
    follow_up_on = DateField(label=_("Follow up on"), required=False)
    version = Version()


class ConcernForm(forms.Form):
    """It is a concern."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=[NONE_CHOSEN, *About.choices])
    who = ShortText(label=_("Who, or where?"), max_length=300)
    version = Version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].widget.attrs["data-replace"] = (
            ""  # the citizen's own words stand there, and typing replaces them
        )


class CloseForm(forms.Form):
    """Why it ends."""

    reason = LongText(label=_("Why does it end here?"), rows=3, max_length=LONGEST)
    version = Version()


class ReopenForm(forms.Form):
    """Why it is opened again."""

    reason = LongText(label=_("Why is it opened again?"), rows=3, max_length=LONGEST)
    version = Version()


class OnTheSpotForm(_AtDoor):
    """A count without names."""

    what = forms.ChoiceField(label=_("What was it?"), choices=[NONE_CHOSEN, *What.choices])
    day = DateField(label=_("Which day?"))
    times = forms.IntegerField(label=_("How many times?"), min_value=1, max_value=99, initial=1)
    idempotency_key = IdempotencyKey()
    field_order = ("what", "day", "times", "door")
