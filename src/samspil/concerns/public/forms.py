"""Forms of the public pages: no session and no cookie, so each carries a signed token instead. They validate; actions write."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspil.concerns.arrivals.fields import DangerField
from samspil.concerns.door_forms import NONE_CHOSEN, LocationField
from samspil.concerns.public import tokens
from samspil.concerns.public.models import AgeBand, Theme
from samspil.concerns.states import A_CHILD_ITSELF, ABOUT_ITSELF, SOMEBODY_OF_A_CHILD, About, Source
from samspil.lib import cpr
from samspil.lib.encodings import without_invisible
from samspil.organisations.models import ConcernDoor
from samspil.web.forms import LongText, Version
from samspil.web.forms.sending import digest_of

LONGEST = 8000
# A child's telephone is often somebody else's too: nothing of a child is kept before it is sent, and the page says so.
NOT_KEPT = _(
    "If you close or reload this page before you send it, what you have written is gone. So nobody else who uses the telephone can "
    "read it."
)


class PublicForm(forms.Form):
    """A form with a token. A stale one gets a fresh token and keeps what was typed."""

    token = forms.CharField(label="", widget=forms.HiddenInput, required=False)
    use_required_attribute = False
    mark_optional = False

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose
        self.nonce = ""
        self.fields["token"].initial = tokens.new(purpose)

    def clean_token(self) -> str:
        """Raises a sentence where the page is too old; the page then comes again with a fresh token."""
        token = str(self.cleaned_data["token"])
        try:
            nonce = tokens.nonce_of(token, self.purpose)
        except tokens.Stale:
            fresh: Any = self.data.copy()
            fresh[self.add_prefix("token")] = tokens.new(self.purpose)
            self.data = fresh
            raise forms.ValidationError(
                gettext("The page was too old. Your text is still here. Press the button once more.")
            ) from None
        # another text under a token that was sent before is another message, and is kept beside the first
        self.nonce = f"{nonce}.{digest_of(self.data, self.files, without=self.add_prefix('token'))}"
        return token


SHORTEST_NUMBER = 8  # digits of a Danish telephone number


def longest_number(contact: str) -> int:
    """How many digits the longest number in it has, with spaces within it or without."""
    return max((len(re.sub(r"\D", "", found)) for found in re.findall(r"\d[\d\s.\-]*", contact)), default=0)


def reaches_nobody(contact: str) -> bool:
    """No mail address and no whole telephone number: nobody can be answered there, as far as a rule can see."""
    return bool(contact) and "@" not in contact and longest_number(contact) < SHORTEST_NUMBER


def breaks_off(contact: str) -> bool:
    """A telephone number that ends too early; a class or an hour is none."""
    return reaches_nobody(contact) and longest_number(contact) > SHORTEST_NUMBER // 2


class ReachedForm(PublicForm):
    """A form that asks how its sender may be reached, in `contact`. Whoever says it is promised an answer: what reaches nobody, as far as a
    rule can see, is asked about once before anything is promised. A person decides.
    """

    reaches = forms.BooleanField(label=_("You can reach me like this"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = str(self.data.get(self.add_prefix("contact"), "")).strip()
        if not self.is_bound or not self.is_in_doubt(contact):
            del self.fields["reaches"]

    def is_in_doubt(self, contact: str) -> bool:
        """Whether it is asked about."""
        return reaches_nobody(contact)

    def clean_contact(self) -> str:
        """An address that breaks off reaches nobody."""
        contact = str(self.cleaned_data["contact"]).strip()
        if any(word.endswith("@") for word in contact.split()):
            raise forms.ValidationError(
                gettext("The mail address ends too early. Write all of it, or a telephone number.")
            )
        return contact

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.pop("reaches", True) and "contact" not in self.errors:
            self.add_error(
                "contact",
                gettext(
                    "We promise an answer to whoever we can reach. Write a telephone number with 8 digits or a mail address, leave it "
                    "empty, or say that this is how we reach you."
                ),
            )
        return data


class AskForm(PublicForm):
    """An anonymous question."""

    question = LongText(
        numbers=True,
        label=_("What would you like to ask?"),
        rows=7,
        max_length=LONGEST,
        help_text=format_lazy(
            "{} {}", NOT_KEPT, _("Do not write your name, your school or where you live. We do not need them.")
        ),
    )
    theme = forms.ChoiceField(
        label=_("What is it about? You choose whether to say it."),
        choices=[NONE_CHOSEN, *Theme.choices],
        required=False,
    )
    age_band = forms.ChoiceField(
        label=_("How old are you? You choose whether to say it."), choices=AgeBand.choices, initial=AgeBand.UNTOLD
    )
    in_danger = DangerField(
        label=_("I am in danger now, or somebody I know is"),
        help_text=_(
            "Ring 112 first. If you tick here, grown-ups are told at once that somebody is in danger, and again every quarter "
            "of an hour until one of them looks. They cannot find you: write where you are if you want help. They can see "
            "when you wrote."
        ),
    )

    def clean_theme(self) -> str:
        """Whoever says nothing is asked nothing: a child who writes at night is held up by no list."""
        return self.cleaned_data["theme"] or Theme.OTHER


class CodeForm(PublicForm):
    """The word code."""

    code = forms.CharField(
        label=_("Your four words"),
        max_length=120,
        help_text=_("You were shown them when you asked. Capital letters do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


# Who tells, as somebody at the door reads it.
WHO_TELLS = (
    (Source.CITIZEN, _("Somebody who lives here")),
    (Source.PARENT, _("A parent")),
    (Source.CHILD, _("A child or young person")),
)


class _ConcernForm(PublicForm):
    """What a concern asks for: at most five questions, one of them free text."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=About.choices, widget=forms.RadioSelect)
    who = forms.CharField(
        label=_("Who, or where?"),
        max_length=300,
        help_text=_("Write what you know: a name, a class and a school, or a place."),
    )
    text = LongText(
        numbers=True,
        label=_("What have you seen or heard?"),
        rows=6,
        max_length=LONGEST,
        help_text=_("Write it as you would say it. What happened, and when?"),
    )
    location_type = LocationField()
    door = forms.TypedChoiceField(label=_("Which part of the municipality?"), coerce=int)
    in_danger = DangerField()

    def __init__(self, *args: Any, doors: tuple[ConcernDoor, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doors = {door.pk: door for door in doors}
        if len(doors) == 1:
            del self.fields["door"]
        else:
            places = sorted(doors, key=lambda door: door.district is None)
            self.fields["door"].choices = [
                NONE_CHOSEN,
                *((door.pk, door.district.name if door.district else gettext("I do not know")) for door in places),
            ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["door"] = self.doors.get(data.get("door") or (next(iter(self.doors)) if len(self.doors) == 1 else 0))
        return _number_to_text(data)


def _number_to_text(data: dict[str, Any]) -> dict[str, Any]:
    """Whom it is about stands in headings and lists. A CPR number there, or what looks like one, moves into the text, with the words
    that stood around it: nothing is refused, and nothing is lost. The door's page shows the number beside the text.
    """
    who = without_invisible(data.get("who") or "")
    bare = cpr.cut_likes_from(who, gettext("[CPR number: see the field]"))
    if bare != who:
        written = gettext("In “Who, or where?” stood: %(who)s") % {"who": who}
        data["text"] = "\n\n".join(part for part in (data.get("text") or "", written) if part)
        data["who"] = bare
    return data


class OutsideForm(ReachedForm, _ConcernForm):
    """A concern from a citizen, a parent or a child."""

    source = forms.ChoiceField(label=_("Who are you?"), choices=WHO_TELLS, widget=forms.RadioSelect)
    contact = forms.CharField(
        label=_("How can we reach you? You may skip this."),
        required=False,
        max_length=200,
        help_text=_(
            "A telephone number or a mail address. Without it we do not know who you are, and cannot answer you. Are you a child "
            "or young person, then write how we may reach you so that nobody else sees it."
        ),
    )
    field_order = (
        "token",
        "source",
        "about",
        "who",
        "text",
        "location_type",
        "door",
        "contact",
        "reaches",
        "in_danger",
    )

    def is_in_doubt(self, contact: str) -> bool:
        """A child may name a grown-up whom we may ask."""
        return (
            breaks_off(contact) if self.data.get(self.add_prefix("source")) == Source.CHILD else reaches_nobody(contact)
        )


class Whom(models.TextChoices):
    """Whom a child writes about."""

    ME = "me", _("Myself")
    FRIEND = "friend", _("A friend, or somebody else I know")
    SEVERAL = "several", _("Several, or a place")


class FromChildForm(ReachedForm, _ConcernForm):
    """What a child or young person tells, of themselves or of somebody else: nothing has to be said of who it is."""

    about = forms.ChoiceField(label=_("Whom is it about?"), choices=Whom.choices, widget=forms.RadioSelect)
    who = forms.CharField(
        label=_("Name, class and school. You may skip this."),
        required=False,
        max_length=200,
        help_text=_("Without it we can read what you write, but we may not be able to find whoever needs help."),
    )
    text = LongText(
        numbers=True,
        label=_("What is hard?"),
        rows=6,
        max_length=LONGEST,
        help_text=format_lazy(
            "{} {}", NOT_KEPT, _("Write it just as you would say it. It need not be long, and nothing is wrong.")
        ),
    )
    contact = forms.CharField(
        label=_("How may we write or ring to you, so that nobody else sees it?"),
        required=False,
        max_length=200,
        help_text=_(
            "For example your own telephone and a good time, or a grown-up at school whom we may ask. You may skip this: "
            "then we read it, and cannot answer you."
        ),
    )
    in_danger = DangerField(
        label=_("I am in danger now, or somebody I know is"),
        help_text=_("Ring 112 first. If you tick here, grown-ups are told at once that somebody is in danger."),
    )
    field_order = ("token", "about", "text", "who", "location_type", "door", "contact", "reaches", "in_danger")

    def is_in_doubt(self, contact: str) -> bool:
        """A child may name a grown-up whom we may ask, or write when: only a number that breaks off is asked about."""
        return breaks_off(contact)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        whom, who = data.get("about"), (data.get("who") or "").strip()
        data["source"] = Source.CHILD
        data["about"] = About.GROUP if whom == Whom.SEVERAL else About.CHILD
        if whom == Whom.ME:
            told = gettext(ABOUT_ITSELF)
            data["who"] = f"{who} ({told})" if who else gettext(A_CHILD_ITSELF)
        else:
            data["who"] = who or gettext(SOMEBODY_OF_A_CHILD)
        return data


class LinkForm(_ConcernForm):
    """A concern from a colleague with a link."""

    field_order = ("token", "about", "who", "text", "location_type", "door", "in_danger")


class AddressForm(PublicForm):
    """A work address."""

    address = forms.EmailField(
        label=_("Your work address"), max_length=200, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class AnswerForm(forms.Form):
    """The counselling's answer."""

    answer = LongText(
        label=_("Your answer"),
        rows=8,
        max_length=LONGEST,
        help_text=_("Write to a child. Do not ask who it is: the child cannot write back here."),
    )
    version = Version()
