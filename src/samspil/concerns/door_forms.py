"""Forms of concerns at a door. They validate; the actions write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.concerns.arrivals.fields import DangerField
from samspil.concerns.chosen.states import Chooser
from samspil.concerns.known_words import tells_of_known
from samspil.concerns.models import Outcome
from samspil.concerns.queries.own_door import place_of
from samspil.concerns.queries.sparring import MatterChoice
from samspil.concerns.states import About, Arena, LocationType, SparringAbout
from samspil.lib import cpr
from samspil.lib.encodings import without_invisible
from samspil.organisations.models import ConcernDoor
from samspil.organisations.profile.reception import AssessmentQuestion
from samspil.responsibility.forms import choose
from samspil.sharing.files.fields import FilesField
from samspil.web.forms import IdempotencyKey, LongText, ShortText, Version
from samspil.web.forms.fields import refuse_cpr_numbers

NONE_CHOSEN = ("", _("Choose"))  # nothing that routes or accuses is chosen beforehand
NOT_KNOWN, ELSEWHERE = "unknown", "elsewhere"


class LocationField(forms.ChoiceField):
    """Where it happens: nothing is chosen beforehand, and who does not know leaves it open (VAL-10)."""

    def __init__(self, **kwargs: Any) -> None:
        said: dict[str, Any] = {
            "label": _("Where does it happen? You may skip this."),
            "choices": LocationType.choices,
            "required": False,
            "widget": forms.RadioSelect,
        }
        super().__init__(**said | kwargs)


def refuse_like_a_cpr_number(text: str) -> None:
    """A number with a slip is a number all the same: it would stand in headings, lists and searches."""
    if cpr.looks_like_one(without_invisible(text)):
        raise forms.ValidationError(
            _("Here stands something like a CPR number. Take it out: name, class and school are enough."), code="cpr"
        )


class WhoField(ShortText):
    """Whom something is about, in the sender's words; what stands here is read in every list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        others = [validator for validator in self.validators if validator is not refuse_cpr_numbers]
        self.validators = [*others, refuse_like_a_cpr_number]


class RaiseForm(forms.Form):
    """A concern: at most five questions that must be answered, one of them free text. None asks for a number, an address, a
    paragraph or a level, and none asks whether the parents have been told.

    It goes where the child lives, or where the group or the place is; not where the sender sits.
    """

    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    who = WhoField(
        label=_("Who, or where?"),
        max_length=300,
        help_text=_("For a child: name, class and school. For a group or a place: what people call it."),
    )
    text = LongText(
        label=_("What have you seen or heard?"),
        rows=6,
        help_text=_("Write it as you would say it. What happened, and when?"),
    )
    arena = forms.ChoiceField(label=_("Where did you notice it?"), choices=[NONE_CHOSEN, *Arena.choices])
    location_type = LocationField()
    door = forms.ChoiceField(
        label=_("Where is it?"),
        help_text=_("A child: where the child lives or stays. A group or a place: where it is. Not where you work."),
    )
    chosen_by = forms.ChoiceField(
        label=_("Has somebody chosen to tell you?"),
        choices=[("", _("No, I have noticed it myself")), *Chooser.choices],
        required=False,
        help_text=_("Then you are the adult whom the child talks with, whoever has the matter."),
    )
    attachments = FilesField(
        label=_("A picture or a document (you may skip this)"),
        required=False,
        help_text=_(
            "Up to five pictures or documents, each at most 25 MB. Films and recordings cannot be sent. Never send intimate or "
            "abusive pictures of children: having them is a crime, for you too. Write what you have seen, and ring 114."
        ),
    )
    in_danger = DangerField()
    idempotency_key = IdempotencyKey()
    mark_optional = False

    field_order = ("about", "who", "door", "text", "arena", "location_type", "chosen_by", "attachments")

    def __init__(
        self, *args: Any, doors: Sequence[ConcernDoor], own: ConcernDoor, stays: bool = False, **kwargs: Any
    ) -> None:
        """`stays`: the adult whom somebody chose has the concern here, by the profile."""
        super().__init__(*args, **kwargs)
        self.doors = {str(door.pk): door for door in doors} | {NOT_KNOWN: own}
        if stays:
            self.fields["chosen_by"].help_text = _(
                "Then you have the concern yourself, until everybody has agreed on somebody else. You get a time before which you "
                "write what you have done, and those who receive it help you."
            )
        self.is_elsewhere = False  # it lies in another municipality: the page says where to send it
        choose(self, "door").choices = [
            NONE_CHOSEN,
            *((str(door.pk), place_of(door, doors)) for door in doors),
            (ELSEWHERE, _("In another municipality")),
            (NOT_KNOWN, _("I do not know")),
        ]

    def clean_door(self) -> ConcernDoor:
        """The door that it goes to. What lies in another municipality is never held here."""
        chosen = self.cleaned_data["door"]
        self.is_elsewhere = chosen == ELSEWHERE
        if self.is_elsewhere:
            raise forms.ValidationError(
                _(
                    "Then it must not stay here. Send it to that municipality: whom to ring stands above. Copy your text "
                    "first: it is kept nowhere when you leave the page."
                )
            )
        return self.doors[str(chosen)]


class AddForm(forms.Form):
    """More from the sender, or an answer."""

    text = LongText(label=_("Tell more"), rows=4)
    idempotency_key = IdempotencyKey()


class ToldForm(forms.Form):
    """Words that the sender reads. What may tell that a child is known is asked about once, before it is sent: it cannot be taken
    back. A person decides.
    """

    sure = forms.BooleanField(label=_("Send it: it does not tell whether the child is known"), required=False)
    sent = ""  # the field that the sender reads; empty: nothing is read from here
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tells = (
            tells_of_known(self.data.get(self.add_prefix(self.sent), "")) if self.is_bound and self.sent else ""
        )
        if not self.tells:
            del self.fields["sure"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.pop("sure", True):
            self.add_error(
                self.sent,
                _(
                    "“%(words)s” may tell the sender that the child is known, or not. Write it without, or say that it does not."
                )
                % {"words": self.tells},
            )
        return data


class AskForm(ToldForm):
    """A question to the sender."""

    text = LongText(label=_("What do you need to know?"), rows=3)
    idempotency_key = IdempotencyKey()
    sent = "text"
    field_order = ("text", "sure")


class NoteForm(forms.Form):
    """A note of the door. Whoever wrote outside and was promised to hear is told by the door itself, which writes it here."""

    text = LongText(label=_("Note"), rows=3)
    told = forms.BooleanField(label=_("This is what I have told the sender"), required=False)
    idempotency_key = IdempotencyKey()

    def __init__(self, *args: Any, is_promised: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_promised:
            del self.fields["told"]


class ShutFileForm(ToldForm):
    """Why a file that came along is shut away; the sender reads it."""

    reason = ShortText(
        label=_("Why is it shut away?"),
        max_length=300,
        help_text=_("For example: it is about another child. Whoever sent it reads what you write."),
    )
    sent = "reason"
    field_order = ("reason", "sure")


class CloseForm(ToldForm):
    """The end of a concern, with what the sender may be told."""

    outcome = forms.ChoiceField(label=_("What came of it?"), choices=[NONE_CHOSEN, *Outcome.choices])
    reason = LongText(
        label=_("Why does it end here?"), rows=3, help_text=_("For the door alone. The sender does not read it.")
    )
    told = LongText(
        label=_("What is the sender told?"),
        rows=2,
        required=False,
        max_length=1000,
        help_text=_("Never whether the child is known. Left empty: that it was received and has been acted on."),
    )
    version = Version()
    mark_optional = True
    field_order = ("outcome", "reason", "told", "sure", "untold")

    untold = forms.BooleanField(label=_("Nobody tells them: it is closed all the same"), required=False)

    def __init__(
        self, *args: Any, reads: bool = True, is_promised: bool = False, is_reached: bool = True, **kwargs: Any
    ) -> None:
        """`is_reached`: else the sender left no way to be reached, and nobody can have told them anything."""
        self.sent = "told" if reads else ""
        super().__init__(*args, **kwargs)
        self.is_promised = is_promised and not reads
        self.mark_optional = not self.is_promised  # then it is this, or that nobody tells them
        if not self.is_promised:
            del self.fields["untold"]
        if not reads:  # nothing reaches the sender from here
            self.fields["told"].label = _("What have you told the sender yourself?")
            self.fields["told"].help_text = _("Never whether the child is known. Left empty: nothing was told.")
        if not is_reached:
            del self.fields["told"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.pop("untold", True) and not (data.get("told") or "").strip() and "told" not in self.errors:
            self.add_error(
                "told",
                _(
                    "They were promised to hear from you. Tell them first and write it here, or say that nobody tells them."
                ),
            )
        return data


class ReopenForm(forms.Form):
    """Why it is opened again."""

    reason = LongText(
        label=_("Why is it opened again?"), rows=2, help_text=_("For the door alone. The sender does not read it.")
    )
    version = Version()


class MeetingForm(forms.Form):
    """To a forum's meeting: a new concern with what the forum needs to know."""

    forum = forms.TypedChoiceField(label=_("To which forum?"), coerce=int)
    who = ShortText(label=_("Who, or where?"), max_length=300)
    text = LongText(label=_("What does the forum need to know?"), rows=5)
    crime_focus = LongText(
        label=_("Why is a separate crime-preventive focus needed?"), rows=3, required=False, max_length=4000
    )
    necessity = forms.ChoiceField(label=_("It is necessary that they know, for"))
    idempotency_key = IdempotencyKey()
    mark_optional = False


ASKED = "question-"


class JudgeForm(forms.Form):
    """What the door judges: by people, in words. `questions` are the municipality's own."""

    def __init__(self, *args: Any, questions: Sequence[AssessmentQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in questions:
            self.fields[ASKED + each.key] = forms.ChoiceField(
                label=each.name,
                help_text=each.help,
                choices=[("", _("Not answered")), *((answer.key, answer.text) for answer in each.answers)],
                widget=forms.RadioSelect,
                required=False,
            )

    def judged(self) -> dict[str, Any]:
        """What was judged, with the answers by the keys of their questions; those left open are not among them."""
        said = dict(self.cleaned_data)
        asked = {name.removeprefix(ASKED): said.pop(name) for name in list(said) if name.startswith(ASKED)}
        return said | {"answers": {key: answer for key, answer in asked.items() if answer}}

    level = ShortText(label=_("Level of the effort"), required=False, max_length=100)
    opening_reason = LongText(
        label=_("Why is a separate crime-preventive focus needed?"), rows=3, required=False, max_length=4000
    )
    proportionality = LongText(label=_("Why is nothing milder enough?"), rows=3, required=False, max_length=4000)
    version = Version()


OWN_DOOR = "own"


class SparringForm(forms.Form):
    """A question to one's door; who works in a case whose sort of matter has a door of its own says which of them is asked."""

    to = forms.ChoiceField(label=_("Whom do you ask?"), widget=forms.RadioSelect)

    about = forms.ChoiceField(
        label=_("Whom is it about?"),
        choices=SparringAbout.choices,
        widget=forms.RadioSelect,
        initial=SparringAbout.NOBODY,
    )
    who = ShortText(
        label=_("The child"), max_length=300, required=False, help_text=_("Only if you have chosen a named child.")
    )
    question = LongText(label=_("What do you want to talk about?"), rows=5, max_length=8000)
    sure = forms.BooleanField(label=_("There is no name or address of a child in it"), required=False)
    idempotency_key = IdempotencyKey()
    mark_optional = False

    def __init__(self, *args: Any, own: ConcernDoor, matters: Sequence[MatterChoice] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matters = {one.of_case.code: one.of_case for one in matters}
        if not matters:
            del self.fields["to"]
            return
        choose(self, "to").choices = [
            (OWN_DOOR, own.name),
            *(
                (
                    one.of_case.code,
                    _("%(door)s, about the case of %(name)s (%(matter)s)")
                    % {"door": one.door.name, "name": one.name, "matter": one.door.get_matter_display()},
                )
                for one in matters
            ),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["of_case"] = self.matters.get(data.pop("to", ""))
        return data


class AdviceForm(forms.Form):
    """The door's advice."""

    answer = LongText(label=_("Your advice"), rows=4)
    version = Version()


class DecidedForm(forms.Form):
    """What was decided."""

    decided = LongText(label=_("What was decided?"), rows=3)
    version = Version()
