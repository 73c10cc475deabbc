"""When two concerns may be said to be one, and what the database itself says (sql/together.sql)."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access.actor import Actor
from samspil.concerns.models import Assessment, Concern, Handover, HandoverState
from samspil.concerns.policies import check_answers_door
from samspil.concerns.queries.holders import Holder
from samspil.concerns.states import About
from samspil.lib.refusals import Refused
from samspil.organisations.models import Staff


def check_may_join(actor: Actor, one: Concern, other: Concern, assessments: Collection[Assessment]) -> None:
    """Who answers the door says that two open concerns about a child, both there, are one; each has its first answer."""
    for concern in (one, other):
        check_answers_door(actor, concern)
        if concern.about != About.CHILD:
            raise Refused(_("Only concerns about one child can be about the same child."))
    if one.pk == other.pk:
        raise Refused(_("Choose another concern."))
    if one.door_id != other.door_id:
        raise Refused(_("They lie at two doors. Hand one of them over first, so that one door has both."))
    unanswered = {one.concern_id for one in assessments if one.asks_notification and not one.first_answer}
    if unanswered:
        who = [concern.who for concern in (one, other) if concern.pk in unanswered]
        raise Refused(_("Answer first whether it can be a statutory notification: %(who)s.") % {"who": "; ".join(who)})
    if Handover.objects.filter(concern__in=[one.pk, other.pk], state=HandoverState.PROPOSED).exists():
        raise Refused(_("One of them is offered to somebody. Take that back first, or wait for the answer."))


def check_one_holder(staff: Staff, first: Holder, second: Holder) -> None:
    """Responsibility moves with a yes alone: who has one of them draws the other to themselves where nobody has taken it."""
    if first.is_chosen or second.is_chosen:
        raise Refused(_("An adult whom somebody chose has one of them. Press “Take over” on that one first."))
    taken = [one for one in (first, second) if not one.is_first]
    if len(taken) == 1 and staff.pk not in {taken[0].staff.pk, taken[0].now.pk}:
        raise Refused(
            _("%(name)s has one of them. They can say that the two are one, or you ask for it first.")
            % {"name": taken[0].now.name}
        )
    if len(taken) == 2 and first.staff.pk != second.staff.pk:
        raise Refused(
            _("%(first)s has one and %(second)s the other. One hands theirs over first.")
            % {"first": first.now.name, "second": second.now.name}
        )


def check_same_child(one: Assessment, other: Assessment, known: Collection[int]) -> None:
    """Where both name a child it is the same record, or one that may be the same (`known`)."""
    if one.subject and other.subject and one.subject != other.subject and other.subject not in known:
        raise Refused(_("They are about two different children. Look at whom each of them is about."))


def check_stands_alone(concern_is_joined: bool) -> None:
    """A joined concern is not offered to another door alone: the child would lie at two doors again."""
    if concern_is_joined:
        raise Refused(
            _(
                "It is one matter with another concern. Part the two first, and hand each of them over; who gets them can join them again."
            ),
            field="to",
        )


SENTENCES = (
    gettext_noop("only two concerns at one door become one"),
    gettext_noop("an adult whom somebody chose has one of them; take that over first"),
    gettext_noop("somebody has taken one of them; they say that the two are one, or hand it over"),
    gettext_noop("two colleagues have them; one hands theirs over first"),
)
