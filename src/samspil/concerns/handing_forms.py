"""Forms of handing a concern over, and of being away. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.door_forms import NONE_CHOSEN
from samspil.concerns.queries.absences import OfferedDeputies
from samspil.concerns.queries.handing import OfferedAdult, Receivers
from samspil.organisations.models import Staff
from samspil.organisations.queries import OfferedUnit
from samspil.responsibility.forms import SuspicionField, choose
from samspil.responsibility.notes import called
from samspil.responsibility.states import Suspicion
from samspil.web.forms import FEW, DateField, IdempotencyKey, LongText, in_groups


class HandOverForm(forms.Form):
    """To whom, and why it is best for the child."""

    to = forms.ChoiceField(label=_("To whom?"))
    reason = LongText(
        label=_("Why is it best for the child?"), rows=3, max_length=4000, help_text=_("The receiver reads it.")
    )
    suspicion = SuspicionField()
    nobody_at_home = forms.BooleanField(
        label=_("I have judged it: nobody in the home or the family is suspected, and the parents can be asked"),
        required=False,
    )
    idempotency_key = IdempotencyKey()
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        to: Receivers,
        judges: bool,
        is_to_be_judged: bool = False,
        **kwargs: Any,
    ) -> None:
        """`is_to_be_judged`: that nobody at home is suspected; a no is asked about once."""
        super().__init__(*args, **kwargs)
        said_no = self.is_bound and self.data.get(self.add_prefix("suspicion")) == Suspicion.NONE
        if not (judges and is_to_be_judged and said_no):
            del self.fields["nobody_at_home"]
        if not judges:  # no parents would be asked
            del self.fields["suspicion"]
        near = {f"staff-{one.pk}": one for one in to.staff}
        adults = {f"staff-{one.post.staff_id}": one for one in to.adults}
        self.staff = near | {key: one.post.staff for key, one in adults.items()}
        self.doors = {f"door-{one.pk}": one for one in to.doors}
        self.units = {f"unit-{one.unit.pk}": one.unit for one in to.units}
        groups: dict[str, list[tuple[str, str]]] = {}
        many = len(to.units) > FEW
        lines: list[tuple[Any, str, str]] = [
            *((_("At this door"), key, called(one)) for key, one in near.items()),
            *((_adults(one), key, f"{called(one.post.staff)}, {one.post.unit.name}") for key, one in adults.items()),
            *((_("Other doors"), key, one.name) for key, one in self.doors.items()),
            *((_units(one, many=many), f"unit-{one.unit.pk}", one.unit.name) for one in to.units),
        ]
        for group, key, name in lines:
            groups.setdefault(str(group), []).append((key, name))
        choose(self, "to").choices = [NONE_CHOSEN, *groups.items()]

    @property
    def has_nobody(self) -> bool:
        """There is nobody to whom it could be offered."""
        return not (self.staff or self.doors or self.units)


def _adults(one: OfferedAdult) -> str:
    """Under which name an adult stands whom the child can choose now."""
    return gettext("An adult whom the child chooses now: %(group)s") % {"group": one.group}


def _units(one: OfferedUnit, *, many: bool) -> str:
    """Under which name a unit without a door stands."""
    return gettext("Other units: %(group)s") % {"group": one.group} if many else gettext("Other units")


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who acts."""

    staff = forms.TypedChoiceField(label=_("Who is away?"), coerce=int)
    since = DateField(label=_("From"), required=False, help_text=_("Left empty: from now."))
    until = DateField(label=_("Until and with"), required=False, help_text=_("Left empty: until you say otherwise."))
    deputy = forms.TypedChoiceField(
        label=_("Who acts?"), coerce=int, required=False, empty_value=None,
        help_text=_("Left empty: the next in the unit or at the door."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        whom: tuple[Staff, ...],
        deputies: tuple[OfferedDeputies, ...],
        where: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        """`where` names the unit of those who work elsewhere than the reader. Deputies of several units stand under for whom they act;
        where there is nobody to choose, it is said who acts.
        """
        super().__init__(*args, **kwargs)

        def named(one: Staff) -> str:
            return f"{one.name}, {where[one.pk]}" if one.pk in where else one.name

        def deputy(one: Staff) -> str:
            return f"{named(one)} ({one.note})" if getattr(one, "note", "") else named(one)  # type: ignore[attr-defined]

        own = gettext("Your own unit")
        grouped = sorted(((where.get(one.pk, ""), one) for one in whom), key=lambda line: line[0])
        many = len(whom) > FEW
        choose(self, "staff").choices = in_groups(
            ((unit or own, one.pk, one.name if many else named(one)) for unit, one in grouped), first=()
        )
        if not deputies:
            del self.fields["deputy"]
            self.fields["staff"].help_text = gettext(
                "Nobody else in the unit can act: whoever leads the unit above does, or an administrator puts somebody in."
            )
            return
        offered = [
            (gettext("For those in %(units)s") % {"units": each.units}, [(one.pk, deputy(one)) for one in each.staff])
            for each in deputies
        ]
        several = len(offered) > 1
        choose(self, "deputy").choices = [
            ("", "–"),
            *(offered if several else (one for _units, of in offered for one in of)),
        ]
