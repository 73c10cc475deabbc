"""What people without sign-in do, each through one function of the database, and what the counselling answers.

An act from outside is signed as the principal of the municipality's public forms, which holds no key: it can write by its
functions and read nothing. Where somebody is anonymous, row and record tell the hour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from samspil.access import cabinet
from samspil.access.actor import Actor, sign, sign_off
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.concerns.arrivals.actions import promise
from samspil.concerns.public import codes, limits, links, policies, queries, tokens
from samspil.concerns.public.models import Question, QuestionState
from samspil.concerns.public.queries import CounsellingPage, PublicPlace, QuestionPage
from samspil.concerns.queries.basis import basis_to_door
from samspil.concerns.queries.narrowing import Wanted
from samspil.concerns.states import CONCERN_KIND
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import ConcernDoor
from samspil.organisations.queries import staff_of
from samspil.responsibility.queries import presence
from samspil.sharing.queries import delete_after

QUESTION_KIND = "anonymous_question"
FIGURE_KIND = "counselling_figure"
_FIGURES_STAY = timedelta(days=5 * 365)


@contextmanager
def outside(place: PublicPlace) -> Iterator[Actor]:
    """The transaction acts as the municipality's public forms, and afterwards as nobody."""
    with transaction.atomic():
        actor = Actor(place.principal_id, place.at)
        sign(actor)
        yield actor
        sign_off()  # after a refusal the rolled-back transaction has done so


# --- an anonymous question ----------------------------------------------------------------------------------------------
@verb("question.asked")
def ask(place: PublicPlace, *, question: str, theme: str, age_band: str, nonce: str, in_danger: bool = False) -> str:
    """Ask the counselling; answers the word code. The same form sent twice is one question with one code. Raises Refused."""
    policies.check_limit(place, "ask", in_danger=in_danger)
    code, today = codes.code_of(nonce), timezone.localdate(place.at)
    figures = delete_after(place.body.audience_id, FIGURE_KIND, today) or today + _FIGURES_STAY
    given = [place.counselling.pk, question, theme, age_band, codes.hashed(code), tokens.key_of(nonce), figures]
    with outside(place):
        cabinet.call("SELECT front.ask(%s, %s, %s, %s, %s, %s, %s)", given)
        promise("public_question", tokens.key_of(nonce), promised(place, place.counselling), in_danger=in_danger)
    return code


def promised(place: PublicPlace, door: ConcernDoor) -> datetime | None:
    """Before when somebody anonymous has an answer: counted from the hour, which is all that is kept of when they wrote."""
    return place.rules.promised(door, place.at.replace(minute=0, second=0, microsecond=0))


@dataclass(frozen=True)
class Answer:
    """What a code opens."""

    asked: datetime
    is_answered: bool
    text: str
    answer_by: datetime | None = None
    is_late: bool = False


@verb("answer.read", silent="What somebody anonymous reads leaves no trace of who asked.")
def read_answer(place: PublicPlace, *, code: str) -> Answer:
    """The answer to the question with this code. Raises Refused: wrong and dead codes are alike."""
    policies.check_limit(place, "read")
    with outside(place):
        rows = cabinet.call(
            "SELECT asked, state, answer, arrivals.promised_by_words(%s, %s) FROM front.answer_to(%s, %s)",
            [place.counselling.pk, codes.hashed(code)] * 2,
        )
    if not rows:
        raise Refused(
            _("No question has these words. Look at them once more. After 30 days a question and its answer are gone."),
            field="code",
        )
    asked, state, text, answer_by = rows[0]
    is_answered = state == QuestionState.ANSWERED
    is_late = not is_answered and answer_by is not None and place.at > answer_by
    return Answer(asked, is_answered, text, answer_by, is_late)


@verb("question.listed")
def look_at_questions(actor: Actor, *, wanted: Wanted = Wanted()) -> CounsellingPage:  # noqa: B008  frozen
    """The counselling's queue: that it was seen is noted."""
    page = queries.counselling_page(actor, wanted)
    seen = Counter(line.question.owner_audience_id for line in page.waiting)
    for audience, count in sorted(seen.items()):
        record("question.listed", owner=audience, count=count)
    return page


@verb("question.read")
def open_question(actor: Actor, *, question_id: int) -> QuestionPage:
    """Open one question. Raises NotVisible."""
    question = queries.get_question(actor, question_id)
    record("question.read", question)
    return queries.question_page(actor, question)


@verb("question.taken")
def take(actor: Actor, *, question: Question) -> Question:
    """Say that one answers it, so that not two do. Raises Refused."""
    policies.check_may_answer(actor, question)
    day = timezone.localdate(actor.at)
    policies.check_nobody_has_taken_it(question, day)
    here = queries.who_answers([question.owner_audience_id], day)
    free = Question.objects.filter(queries.nobodys(here), pk=question.pk, version=question.version)
    if not free.update(taken_by_id=staff_of(actor).pk):
        raise Refused(_("A colleague has done something with it meanwhile."))
    question.refresh_from_db()
    record("question.taken", question)
    return question


@verb("question.answered")
def answer(actor: Actor, *, question: Question, version: int, text: str) -> Question:
    """Answer a question, for whoever has its code. Raises Refused, Conflict."""
    policies.check_may_answer(actor, question)
    if not text.strip():
        raise Refused(_("Write the answer."), field="answer")
    found = Question.objects.filter(pk=question.pk, version=version)
    if not found.update(
        answer=text, state=QuestionState.ANSWERED, answered_by_id=staff_of(actor).pk, answered_at=actor.at
    ):
        now = Question.objects.get(pk=question.pk)
        raise Conflict(theirs=now.answer, mine=text, version=now.version)
    question.refresh_from_db()
    record("question.answered", question, theme=question.theme)
    return question


# --- a concern from outside -----------------------------------------------------------------------------------------------
@verb("concern.raised")
def raise_from_outside(
    place: PublicPlace, *, door: ConcernDoor, said: Mapping[str, str], nonce: str, in_danger: bool = False
) -> None:
    """A citizen, a parent or a child tells a door of a concern (HAL-06). It has a holder from this instant; nothing is
    answered but that it was received. `said`: about, who, text, source, contact, location_type. Raises Refused.
    """
    policies.check_limit(place, "raise", in_danger=in_danger)
    first = _first(door, place.at)
    until = delete_after(place.body.audience_id, CONCERN_KIND, timezone.localdate(place.at))
    with outside(place):
        cabinet.call(
            "SELECT front.raise(%s, %s, %s, %s, %s, %s)",
            [door.pk, Jsonb(dict(said)), until, *first, tokens.key_of(nonce)],
        )
        promise("concerns_concern", tokens.key_of(nonce), promised(place, door), in_danger=in_danger)


def _first(door: ConcernDoor, at: datetime) -> tuple[int, int]:
    """Who has what comes to this door, and the unit behind: as for concerns of colleagues."""
    post = presence([door], [], at).first_at(door.pk)
    if post is None:
        raise Refused(_("Nobody answers this door today. Ring %(phone)s.") % {"phone": door.phone}, field="text")
    return post.staff_id, post.unit_id


# --- a link to a work address ---------------------------------------------------------------------------------------------
@verb("link.asked")
def mail_link(place: PublicPlace, *, address: str, link_of: str) -> None:
    """Mail a link that is enough to send one concern to a work address of the municipality, by the table of outgoing mail. For
    any other address nothing happens, and nobody is told. `link_of` is the address of the page with TOKEN in it. Raises Refused.
    """
    policies.check_limit(place, "link")
    if not policies.check_may_have_link(place, address):
        return
    policies.check_limit(place, "mail", limits.mark(address.lower()))
    content = Jsonb({"body": place.body.key, "page": link_of})
    with outside(place):
        cabinet.call("SELECT front.ask_for_link(%s, %s, %s)", [place.general.pk, address, content])


def address_in(place: PublicPlace, token: str) -> str:
    """The work address that a link was mailed to. Raises Refused for a link that is old or not ours."""
    try:
        return links.address_in(place.body.key, token)
    except signing.BadSignature as bad:
        raise Refused(_("this link has been used, or is older than half an hour")) from bad


@verb("concern.raised_by_link")
def send_by_link(
    place: PublicPlace, *, token: str, door: ConcernDoor, said: Mapping[str, str], nonce: str, in_danger: bool = False
) -> None:
    """Send a concern from a work address. Where it is that of a colleague here, the concern is theirs to read again after
    sign-in; else the door sees the address. Raises Refused.
    """
    address, today = address_in(place, token), timezone.localdate(place.at)
    first, sender = _first(door, place.at), queries.colleague_of(place.body, address)
    basis = basis_to_door(door.unit, place.body.pk, today)
    until = delete_after(place.body.audience_id, CONCERN_KIND, today)
    told = dict(said) | {"contact": _("Sent from %(address)s") % {"address": address}}
    with outside(place):
        cabinet.call(
            "SELECT front.send_by_link(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                door.pk, links.hashed(token), Jsonb(told), until, *first, tokens.key_of(nonce), sender.pk if sender else 0,
                basis.pk, _("assessment of a concern"),
            ],
        )  # fmt: skip
        promise("concerns_concern", tokens.key_of(nonce), place.rules.promised(door, place.at), in_danger=in_danger)


__all__ = [
    "Answer",
    "address_in",
    "answer",
    "ask",
    "look_at_questions",
    "mail_link",
    "open_question",
    "outside",
    "raise_from_outside",
    "read_answer",
    "send_by_link",
    "take",
]
