"""What may be done with what comes without sign-in. Who sees a question is the database's matter."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.public import limits
from samspil.concerns.public.models import Question, QuestionState
from samspil.concerns.public.queries import PublicPlace, who_answers
from samspil.concerns.queries.hours import door_now
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff
from samspil.responsibility.policies import check_is_free


class TooOften(Refused):
    """The limit is reached; what was typed stays."""


def check_limit(place: PublicPlace, form: str, marked: str = "", *, in_danger: bool | None = None) -> None:
    """So many forms an hour from one address. Nothing is kept about who it was. What somebody marks as danger always comes through;
    None: the form does not ask about it.
    """
    if limits.allows(form, marked or place.mark) or in_danger:
        return
    now = door_now(place.general, place.rules, place.at).ring[0]
    sentence = _(
        "Many have sent from where you are in the last hour. Your text is still here. Wait an hour, or ring %(name)s, who answers now: "
        "%(phone)s."
    ) % {"name": now.name, "phone": now.phone}
    if in_danger is not None:
        sentence += " " + _("Is somebody in danger, then ring 112, and mark it below: that comes through at once.")
    raise TooOften(sentence)


def check_may_answer(actor: Actor, question: Question) -> None:
    """A question is answered once, by those who answer the counselling's door."""
    if question.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who answer the counselling can answer."))
    if question.state != QuestionState.ASKED:
        raise Refused(_("It is answered already. Who asked may have read the answer."), field="answer")


def check_nobody_has_taken_it(question: Question, day: date) -> None:
    """What a colleague who answers the counselling has taken, that colleague answers."""
    taken_by = Staff.objects.filter(pk=question.taken_by_id or 0).first()
    check_is_free(taken_by if taken_by and taken_by.pk in who_answers([question.owner_audience_id], day) else None)


def check_may_have_link(place: PublicPlace, address: str) -> bool:
    """Whether this is a work address of the municipality. The page answers alike for yes and no."""
    return address.rpartition("@")[2].lower() in place.rules.stated.mail_domains


# What the database itself says (sql/front.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("this form is not open"),
    gettext_noop("this link has been used, or is older than half an hour"),
)
