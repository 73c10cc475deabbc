"""Forms of the pages: they validate and never write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samspil.cases.models import Answer, ConversationKind
from samspil.concerns.chosen.states import Chooser
from samspil.organisations.models import Staff, Unit
from samspil.organisations.queries import OfferedUnit
from samspil.responsibility.forms import SuspicionField
from samspil.responsibility.notes import called
from samspil.web.forms import DateField, IdempotencyKey, LongText, ShortText, Version, in_groups


class StaffForm(forms.Form):
    """A form in which a colleague is chosen. `colleagues` are those who may be; with several units, the unit
    stands too.
    """

    staff_field = "responsible"
    nobody = _(
        "Nobody who works with children has a post in the unit today. Ask your administrator to give somebody one."
    )

    def __init__(self, *args: Any, colleagues: Iterable[tuple[Staff, Unit]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = list(colleagues)
        several = len({unit.pk for _staff, unit in self.colleagues}) > 1
        self.fields[self.staff_field].choices = in_groups(
            (unit.name, f"{staff.pk}-{unit.pk}", f"{called(staff)}, {unit.name}" if several else called(staff))
            for staff, unit in self.colleagues
        )

    @property
    def has_nobody(self) -> bool:
        """There is nobody to choose: the page says what to do instead."""
        return not self.colleagues

    def chosen(self) -> tuple[Staff, Unit]:
        """The colleague and the unit that was chosen."""
        wanted = self.cleaned_data[self.staff_field]
        return next(pair for pair in self.colleagues if f"{pair[0].pk}-{pair[1].pk}" == wanted)


class UnitForm(forms.Form):
    """A form in which a unit is chosen."""

    unit_field = "unit"
    nobody = _("There is no other unit here that can be chosen.")

    def __init__(self, *args: Any, units: Iterable[OfferedUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = list(units)
        self.units = [one.unit for one in units]
        self.unit_lines = [(one.group, str(one.unit.pk), one.unit.name) for one in units]
        self.fields[self.unit_field].choices = in_groups(self.unit_lines)

    @property
    def has_nobody(self) -> bool:
        """There is no unit to choose: the page says what to do instead."""
        return not self.units

    def chosen_unit(self) -> Unit:
        """The unit that was chosen."""
        return next(unit for unit in self.units if str(unit.pk) == self.cleaned_data[self.unit_field])


# --- cases ------------------------------------------------------------------------------------------------------------
class OpenForm(StaffForm):
    """Open a case about a child, without a meeting."""

    staff_field = "coordinator"
    opening_reason = LongText(
        label=_("Why is a crime-preventive effort of its own needed?"),
        help_text=_("Say what the ordinary services cannot do here."),
    )
    coordinator = forms.ChoiceField(label=_("Coordinator"))
    chosen_by = forms.ChoiceField(
        label=_("Has somebody chosen this adult?"),
        choices=[("", _("No, nobody has chosen")), *Chooser.choices],
        required=False,
        help_text=_(
            "Then they hear it from that adult, and agree, before the case goes to somebody else. Has the adult stopped, then whoever "
            "gets the case asks them."
        ),
    )
    idempotency_key = IdempotencyKey()


class BackgroundForm(forms.Form):
    background = LongText(
        label=_("Background"),
        rows=10,
        help_text=_("The young person's problem, background and history: what the effort builds on. Resources too."),
    )
    version = Version()


class CoordinatorForm(StaffForm):
    staff_field = "to"
    to = forms.ChoiceField(label=_("New coordinator"))
    reason = LongText(label=_("Why does it pass to somebody else?"), rows=2)
    with_work = forms.BooleanField(required=False)
    version = Version()  # the period that was seen as the present one

    def __init__(self, *args: Any, now: str, work: int, **kwargs: Any) -> None:
        """`now` coordinates until now and has so many open tasks and conversations in the case."""
        super().__init__(*args, **kwargs)
        if not work:
            del self.fields["with_work"]
            return
        field, told = self.fields["with_work"], {"name": now, "count": work}
        field.label = (
            ngettext(
                "The open task or conversation of %(name)s in the case goes along",
                "The %(count)s open tasks and conversations of %(name)s in the case go along",
                work,
            )
            % told
        )
        field.help_text = gettext("Otherwise they stay with %(name)s.") % told


class CloseForm(forms.Form):
    reason = LongText(label=_("Why does the case end?"), rows=3)
    version = Version()


class ReopenForm(forms.Form):
    """Nothing to fill in: sending it is the answer."""

    version = Version()


class NoteForm(forms.Form):
    text = LongText(label=_("The note"), rows=8)
    event_on = DateField(label=_("When did it happen?"), required=False, help_text=_("Leave it empty for today."))
    idempotency_key = IdempotencyKey()


class CorrectNoteForm(forms.Form):
    text = LongText(label=_("The note"), rows=8)
    version = Version()


# --- tasks ------------------------------------------------------------------------------------------------------------
class TaskForm(StaffForm):
    text = LongText(label=_("What is to be done?"), rows=2)
    responsible = forms.ChoiceField(label=_("Responsible"))
    due_on = DateField(label=_("Deadline"), required=False)
    idempotency_key = IdempotencyKey()


class CompleteForm(forms.Form):
    outcome = LongText(label=_("What came of it?"), rows=3, required=False)
    version = Version()


class PostponeForm(forms.Form):
    due_on = DateField(label=_("New deadline"))
    reason = LongText(label=_("Why is it postponed?"), rows=2)
    version = Version()


class PassForm(StaffForm):
    """To whom a task or a conversation goes on."""

    to = forms.ChoiceField(label=_("To whom?"))
    version = Version()
    staff_field = "to"
    field_order = ("to", "version")


# --- conversations ----------------------------------------------------------------------------------------------------
class PlanForm(StaffForm):
    kind = forms.ChoiceField(label=_("Which conversation?"), choices=ConversationKind.choices, widget=forms.RadioSelect)
    with_police = forms.BooleanField(label=_("The police take part"), required=False)
    responsible = forms.ChoiceField(label=_("Who holds it?"))
    due_on = DateField(label=_("To be held by"), required=False)
    idempotency_key = IdempotencyKey()


class HoldForm(forms.Form):
    """What was said, offered and answered. Of somebody who is 18, the parents' answer is not asked for (VAL-22)."""

    held_on = DateField(label=_("When was it held?"))
    place = ShortText(label=_("Where?"), max_length=200, required=False)
    participants = LongText(
        label=_("Who took part?"), rows=2, help_text=_("Young person, parents, colleagues, police.")
    )
    summary = LongText(label=_("What was said and agreed?"), rows=6)
    offer = LongText(
        label=_("What was offered?"),
        rows=2,
        required=False,
        help_text=_("Advice, support, an activity. Empty if nothing."),
    )
    answer_child = forms.ChoiceField(
        label=_("The young person's own answer to the offer"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Support is voluntary. A no has no consequence."),
    )
    answer_parents = forms.ChoiceField(
        label=_("The parents' answer to the offer"), choices=Answer.choices, widget=forms.RadioSelect, required=False
    )
    follow_up_on = DateField(label=_("Follow-up"), required=False, help_text=_("A follow-up conversation is planned."))
    version = Version()

    def __init__(self, *args: Any, adult: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if adult:
            # Not hidden but gone: who is 18 answers alone, and nobody is tempted to ask the parents.
            del self.fields["answer_parents"]


class SkipForm(forms.Form):
    reason = LongText(label=_("Why is it not held?"), rows=3)
    version = Version()


class AnswerForm(forms.Form):
    answer_child = forms.ChoiceField(
        label=_("The young person's own answer to the offer"),
        choices=Answer.choices,
        widget=forms.RadioSelect,
        help_text=_("Support is voluntary. A no has no consequence."),
    )
    answer_parents = forms.ChoiceField(
        label=_("The parents' answer to the offer"), choices=Answer.choices, widget=forms.RadioSelect
    )
    answered_on = DateField(label=_("When did they answer?"))
    version = Version()

    def __init__(self, *args: Any, adult: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if adult:
            del self.fields["answer_parents"]


# --- handovers --------------------------------------------------------------------------------------------------------
class HandoverForm(UnitForm):
    """To another unit, or to a colleague of one's own; to oneself: ask the holder for it."""

    unit_field = "to_unit"
    nobody = _(
        "There is nobody else here to whom the case can be handed over: no colleague in your unit, and no unit that works with "
        "children and may be told. It stays where it is. Ask your administrator who should be here."
    )
    to_unit = forms.ChoiceField(label=_("Who shall take the case over?"))
    text = LongText(label=_("What is handed over?"), rows=4, help_text=_("Enough for the unit to say yes or no."))
    necessity = ShortText(label=_("Why is it necessary?"), max_length=300)
    with_notes = forms.BooleanField(
        label=_("The notes and what is finished go along"),
        required=False,
        help_text=_("Otherwise they stay with your unit, which goes on reading the case's front page."),
    )
    suspicion = SuspicionField()
    idempotency_key = IdempotencyKey()

    def __init__(self, *args: Any, staff: Iterable[Staff] = (), judges: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not judges:  # no parents would be asked
            del self.fields["suspicion"]
        self.staff = {f"staff-{one.pk}": one for one in staff}
        near = [(gettext("Colleagues in your unit"), key, called(one)) for key, one in self.staff.items()]
        self.fields["to_unit"].choices = in_groups([*near, *self.unit_lines])

    @property
    def has_nobody(self) -> bool:
        """There is neither a unit nor a colleague to whom the case could be offered."""
        return not (self.units or self.staff)

    def chosen_staff(self) -> Staff | None:
        """The colleague of the own unit that was chosen; None: a unit."""
        return self.staff.get(self.cleaned_data["to_unit"])


class AcceptForm(StaffForm):
    responsible = forms.ChoiceField(label=_("Who takes it on?"))
    due_on = DateField(label=_("Deadline"), required=False)
    answer = LongText(label=_("A word to the giver"), rows=2, required=False)


class DeclineForm(forms.Form):
    answer = LongText(label=_("Why not?"), rows=3, help_text=_("The giver goes on holding it and needs to know why."))


# --- actors -----------------------------------------------------------------------------------------------------------
class AddActorForm(UnitForm):
    unit = forms.ChoiceField(label=_("Another unit"))


class InvolveForm(forms.Form):
    reason = LongText(
        label=_("Why is it necessary that they take part?"),
        rows=2,
        help_text=_("Think of the child's age and need: no more and no less than that."),
    )
    until = DateField(label=_("Until"), required=False, help_text=_("Leave it empty when the end is not known."))
    version = Version()


class ReasonForm(forms.Form):
    """Why a unit does not take part, or no longer does."""

    reason = LongText(label=_("Why?"), rows=2)
    version = Version()
