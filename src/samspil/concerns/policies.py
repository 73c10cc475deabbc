"""What may be done with lists and concerns. Who sees a row is the database's matter; here are role, state and age."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.concerns.arrivals.queries import promise_about
from samspil.concerns.models import (
    Assessment,
    Concern,
    FirstAnswer,
    Handover,
    ListEntry,
    ListRole,
    Outcome,
    PoliceList,
    Sparring,
    Step,
    StepKind,
)
from samspil.concerns.queries.at_home import is_to_be_judged, may_be_at_home
from samspil.concerns.queries.clocks import AGAIN, UNSURE, Clock
from samspil.concerns.queries.holders import Holder
from samspil.concerns.states import LOWEST_CHARGED, About, SparringState
from samspil.lib.calendars import age_on
from samspil.lib.names import words_of_names_in
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import ConcernDoor, Forum, Staff
from samspil.organisations.profile import AgeScope, DoorTakes
from samspil.organisations.queries import staff_of, who_may_lead, who_receives
from samspil.organisations.queries.concern_doors import answering
from samspil.people.models import Person
from samspil.responsibility.states import GIVER, PARENTS, RECEIVER, Answer, Suspicion

MOST_ROWS = 2000
OF_AGE = 18


def check_may_receive(actor: Actor, forum: Forum, own: Collection[int] | None = None) -> None:
    """A list is received by those who answer the forum's door; others of the forum are told so, strangers nothing.

    Only a forum in which named persons may be discussed has such a list (retsplejeloven § 115).
    """
    if forum.door_id not in (cabinet.own_keys() if own is None else own):
        readable = cabinet.keys()
        if forum.audience_id not in readable:
            raise NotVisible
        leaders = who_may_lead(forum, timezone.localdate(actor.at))
        if not leaders:
            raise Refused(
                _(
                    "Nobody keeps the agenda of %(forum)s, so nobody can take in its list. An administrator gives a "
                    "colleague the seat as chair or minute-taker."
                )
                % {"forum": forum.name}
            )
        raise Refused(
            _("The list is taken in by those who keep the agenda of %(forum)s: %(names)s. Ask one of them.")
            % {"forum": forum.name, "names": ", ".join(leader.name for leader in leaders)}
        )
    if not forum.named_persons:
        raise Refused(_("%(forum)s does not discuss named persons, so it takes no list.") % {"forum": forum.name})


def check_size(rows: int) -> None:
    """A list of one week is short; a whole register sent by mistake is not taken in."""
    if rows > MOST_ROWS:
        raise Refused(
            _("The list has %(rows)s rows. Take in at most %(most)s at a time; is it the right file?")
            % {"rows": rows, "most": MOST_ROWS},
            field="file",
        )


def check_may_write_down(actor: Actor, audience_id: int) -> None:
    """Lines are written down by those who may write where they are to stand."""
    if audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who keep the minutes write down what is read aloud."))


def check_keeps(actor: Actor, entry: ListEntry) -> None:
    """A line is changed by those who keep the list."""
    if entry.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who keep the list can change this line."))


def check_keeps_list(actor: Actor, received: PoliceList) -> None:
    """What stands on a list beside its lines is changed by those who keep it."""
    if received.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who keep the list can change it."))


def check_may_change(actor: Actor, entry: ListEntry) -> None:
    """An entry is corrected and matched by those who keep it, until the meeting has decided and it moves on, and as long as
    nobody has removed it.
    """
    check_keeps(actor, entry)
    if entry.removed_at is not None:
        raise Refused(_("The line has been removed. Take it back first, then change it."))


def check_names_nobody(text: str, names: Iterable[str], *, names_are_words: bool, field: str = "text") -> None:
    """An event is told without names: each child is shown the event and its own role, never the others."""
    words = words_of_names_in(text, names)
    if words and not names_are_words:
        raise Refused(
            _("Take the names out of the text, or confirm that these words are no names here: %(words)s.")
            % {"words": ", ".join(words)},
            field=field,
        )


def age_of(birth_date: date | None, age_told: int | None, day: date) -> int | None:
    """Age on a day: from the birth date, else as it was told; None is not known, and never guessed."""
    return age_on(birth_date, day) if birth_date else age_told


def age_then(birth_date: date | None, happened_on: date | None, age: int | None) -> int | None:
    """The age on the day of the event, where that and the birth date are known; else `age`, which is another day's or was told."""
    return age_on(birth_date, happened_on) if birth_date and happened_on else age


def role_as_met(role: str | None, age_then: int | None) -> str | None:
    """The role as it may be written: under 15 nobody is charged or convicted, only suspected (RPL § 821 a).

    `age_then` is the age on the day of the event. Where it is not known the list's word stands.
    """
    if role in {ListRole.CHARGED, ListRole.CONVICTED} and age_then is not None and age_then < LOWEST_CHARGED:
        return str(ListRole.SUSPECTED)
    return role


def is_above(age: int | None, ages: AgeScope) -> bool:
    """Older than the forum is for; the upper bound itself is within ("op til 25 år", VAL-84)."""
    return age is not None and ages.at_most is not None and age > ages.at_most


def is_below(age: int | None, ages: AgeScope) -> bool:
    """Younger than the forum is for: the family department is the way."""
    return age is not None and ages.at_least is not None and age < ages.at_least


def check_age(age: int | None, ages: AgeScope) -> None:
    """The police tell of young people up to the upper bound and of nobody older (VAL-84)."""
    if is_above(age, ages):
        raise Refused(
            _("The forum is for young people up to %(age)s. Nothing is written down about those who are older.")
            % {"age": ages.at_most},
            field="line",
        )


def check_may_send(actor: Actor, forum: Forum, *, about: str, crime_focus: str) -> None:
    """A concern goes to a forum of the sender's own municipality; named persons only where they may be discussed.

    To such a forum the reason for a separate crime-preventive focus is stated, else the matter stays in the ordinary
    services (BRO-09).
    """
    if staff_of(actor).body_id != forum.body_id:
        raise NotVisible
    if about == About.CHILD and not forum.named_persons:
        raise Refused(
            _("%(forum)s does not discuss named persons. Choose another forum.") % {"forum": forum.name}, field="forum"
        )
    if forum.named_persons and not crime_focus.strip():
        raise Refused(
            _("Write why a separate crime-preventive focus is needed. Otherwise the ordinary services are the way."),
            field="crime_focus",
        )


def check_may_answer(actor: Actor, concern: Concern) -> None:
    """A concern is moved on by those who have it now."""
    if concern.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("Only those who have the concern now can move it on."))


def check_may_raise(actor: Actor, staff: Staff, door: ConcernDoor) -> None:
    """Every employee raises a concern, at a door of their own municipality that is open today."""
    if staff.body_id != door.body_id:
        raise NotVisible
    taking = ConcernDoor.objects.on(timezone.localdate(actor.at)).filter(takes__contains=[DoorTakes.CONCERN])
    if not taking.filter(pk=door.pk).exists():
        raise Refused(
            _("This door has closed. Copy your text, and write the concern anew: it then goes to another door."),
            field="text",
        )


def check_may_add(actor: Actor, staff: Staff, concern: Concern, holder: Holder | None) -> None:
    """Who sent a concern tells more as long as it is open, and so does the adult who has it because a child chose them."""
    has_it = holder is not None and holder.is_chosen and holder.staff.pk == staff.pk
    if concern.door_id is None or not (has_it or concern.sender_id == staff.pk):
        raise Refused(_("Only who sent the concern can add to it."))
    if concern.closed_at is not None:
        raise Refused(_("The concern is closed. Send a new one if there is something new."))


def check_answers_door(actor: Actor, concern: Concern) -> None:
    """Who answers the door works with its concerns, until they are closed."""
    check_may_answer(actor, concern)
    if concern.closed_at is not None:
        raise Refused(_("The concern is closed. Send a new one if there is something new."))


def may_be_under_age(person: Person, day: date) -> bool:
    """Under 18 that day, or of an age that nobody has said: a notification is about somebody under 18 (barnets lov § 133)."""
    return person.birth_date is None or age_on(person.birth_date, day) < OF_AGE


def check_first_is_answered(actor: Actor, assessment: Assessment) -> None:
    """About somebody under 18 the first act is a person's answer to "can this be a notification?" (barnets lov § 133)."""
    if assessment.asks_notification and not assessment.first_answer:
        raise Refused(_("Answer first: can this be a statutory notification?"))


def check_nobody_has_taken_it(holder: Holder | None) -> None:
    """What somebody has taken moves by a handover: they are named."""
    if holder is not None and not holder.is_first:
        raise Refused(_("%(name)s has taken it. Ask for it under “Ways on”.") % {"name": holder.now.name})


def check_may_answer_anew(assessment: Assessment, clock: Clock | None, answer: str) -> None:
    """The question is answered again when the sender has told more, and whenever the door knows better. What was sent stays sent:
    without new words there is nothing to ask.
    """
    if assessment.first_answer != FirstAnswer.YES or (clock is not None and clock.asks):
        return
    if clock is None:
        raise Refused(_("The notification is sent already. Write a note if you know something new."), field="answer")
    if answer == FirstAnswer.YES:
        raise Refused(_("It is answered with yes. Below you choose who sends it."), field="answer")


def check_nothing_is_open(clock: Clock | None) -> None:
    """Nothing ends while somebody rings, or after new words of the sender, before a person has answered again."""
    if clock is not None and clock.waits == UNSURE:
        raise Refused(_("You were not sure whether it can be a notification. Answer yes or no before it ends here."))
    if clock is not None and clock.waits == AGAIN:
        raise Refused(_("The sender has told more. Answer again: can this be a statutory notification?"))


def check_may_open_again(actor: Actor, concern: Concern) -> None:
    """What was closed by mistake is opened again by those who answer the door, for as long as it is kept."""
    if concern.owner_audience_id not in cabinet.own_keys():
        raise Refused(_("only those who answer the door can do this"))
    if concern.closed_at is None:
        raise Refused(_("the concern is open"))


def check_came_of_it(concern: Concern, outcome: str) -> None:
    """That it was taken to a meeting, or became a case, is said where it was."""
    kinds = {Outcome.MEETING: StepKind.MEETING, Outcome.CASE: StepKind.CASE}
    if outcome in kinds and not Step.objects.filter(concern=concern, kind=kinds[Outcome(outcome)]).exists():
        raise Refused(
            _("It has not been taken to a meeting from here. Do that first, or choose something else.")
            if outcome == Outcome.MEETING
            else _("No case has been opened from here. Do that first, or choose something else."),
            field="outcome",
        )


def check_sender_has_a_page(concern: Concern, day: date) -> None:
    """Who told it from outside has no page here on which a question could be read, nor has who has left."""
    if concern.sender_id is None:
        raise Refused(
            _("It came from outside, so nobody can be asked here. Ring, if they have said how."), field="text"
        )
    if audience_of_sender(concern, day) is None:
        raise Refused(_("Who sent it has left, and cannot be asked from here."), field="text")


def audience_of_sender(concern: Concern, day: date) -> int | None:
    """The audience of the colleague who sent it; None where they have left, or can be given nothing any more."""
    sender = Staff.objects.filter(pk__in=who_receives([concern.sender_id], day)).first()
    return sender.person_audience_id if sender is not None else None


def check_may_offer(
    actor: Actor, staff: Staff, concern: Concern, holder: Holder | None, to_door: ConcernDoor | None
) -> bool:
    """Those who answer the door offer a concern to others; the adult whom the child chose, and who has it, to a colleague at
    the door. Answers whether the actor answers the door.
    """
    if to_door is not None and to_door.matter:
        raise Refused(_("This door is for other matters. Choose another."), field="to")
    today = timezone.localdate(actor.at)
    if to_door is not None and to_door.pk != concern.door_id and not answering([to_door], today)[to_door.pk]:
        raise Refused(_("Nobody answers this door. Choose another."), field="to")
    at_door = concern.owner_audience_id in cabinet.own_keys()
    if at_door or holder is None or not holder.is_chosen or holder.staff.pk != staff.pk:
        check_answers_door(actor, concern)
        return True
    if concern.closed_at is not None:
        raise Refused(_("The concern is closed. Send a new one if there is something new."))
    if to_door is not None:
        raise Refused(_("Ask your own door to take it over; they hand it on."), field="to")
    return False


def check_nobody_at_home(concern: Concern, needs: Collection[str], suspicion: str, *, nobody_at_home: bool) -> None:
    """A no to violence at home, against what the concern says, is asked about once: the parents would be asked next."""
    if nobody_at_home or PARENTS not in needs or suspicion != Suspicion.NONE:
        return
    promise = promise_about(concern)
    answers = Assessment.objects.filter(concern=concern).values_list("first_answer", flat=True)
    if not is_to_be_judged(concern, promise, next(iter(answers), "")):
        return
    if may_be_at_home(concern, promise):
        raise Refused(
            _(
                "The concern says that it may be somebody in the home or the family, and with a no the parents are asked. Say below that "
                "you have judged it, or choose another answer."
            ),
            field="suspicion",
        )
    raise Refused(
        _(
            "You have answered that it can be a notification, and with a no the parents are asked. Say below that you have judged it, or "
            "choose another answer."
        ),
        field="suspicion",
    )


def check_no_has_a_reason(party: str, answer: str, note: str) -> None:
    """Who says no says why: whoever has it goes on with it, and the child waits."""
    if party in {GIVER, RECEIVER} and answer == Answer.DISAGREES and not note.strip():
        raise Refused(_("Write in a few words why not, so that whoever has it can go on."), field="note")


def check_may_withdraw_handover(actor: Actor, staff: Staff, handover: Handover) -> None:
    """Those who have the concern take the question back, and the adult whom the child chose."""
    if handover.owner_audience_id not in cabinet.own_keys() and handover.from_staff_id != staff.pk:
        raise Refused(_("Only those who have the concern now can take the question back."))


def check_may_withdraw_sparring(staff: Staff, sparring: Sparring) -> None:
    """Who asked takes the question back themselves, until it is answered."""
    if sparring.asker_id != staff.pk:
        raise Refused(_("Only who asked can take the question back."))
    if sparring.state == SparringState.WITHDRAWN:
        raise Refused(_("The question has been taken back already."))
    if sparring.state != SparringState.ASKED:
        raise Refused(_("It has been answered meanwhile. Read the advice."))


# What the database itself says (sql/holding.sql); here for the catalogue.
SENTENCES = (
    gettext_noop("only those who answer the door can do this"),
    gettext_noop("the concern is closed"),
    gettext_noop("the concern is open"),
    gettext_noop("somebody has taken this concern; ask them to hand it over"),
    gettext_noop("who takes a concern has a post in the unit behind"),
    gettext_noop("there is no such question"),
    gettext_noop("this unit cannot be asked to take over a concern"),
    gettext_noop("only what one has told oneself is passed on"),
    gettext_noop("only what a child asked of one adult goes to another adult"),
    gettext_noop("who writes that somebody is away tells of it"),
)
