"""What is done with something that travels: sent, taken back, received, answered, made a task, carried out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.access.verbs import verb
from samspil.audit.record import record
from samspil.cases.actions import give_task
from samspil.cases.models import Task
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings.matters.actions import agenda
from samspil.meetings.matters.models import Matter
from samspil.meetings.models import Meeting
from samspil.meetings.nameless import check_nameless
from samspil.meetings.papers import actions as papers
from samspil.meetings.passages import policies, queries
from samspil.meetings.passages.models import Passage, Reply, Tie
from samspil.meetings.passages.states import AS_MATTER, Kind, State, Tied
from samspil.organisations.models import Forum, Staff
from samspil.organisations.queries import profile_of
from samspil.sharing.queries import delete_after

PASSAGE_KIND = "passage"


@verb("passage.sent")
def send(
    actor: Actor,
    *,
    forum: Forum,
    to: Sequence[queries.Addressee],
    kind: str,
    title: str,
    text: str,
    proposal: str = "",
    background: str = "",
    annex: str = "",
    answer_by: date | None = None,
    resolution_id: int | None = None,
    passes_on: Passage | None = None,
    sure: bool = False,
    key: UUID | None = None,
) -> list[Passage]:
    """Send something on, written anew for whoever receives it (BRO-48, BRO-50, VAL-73). One for each addressee.

    Raises Refused: without the door, beyond the forum's mandate, without an addressee, with a CPR number, or with what
    looks like a name unless somebody is `sure`.
    """
    if key is not None:
        # Two requests of one form wait for each other, and the second finds what the first has sent.
        cabinet.call("SELECT pg_advisory_xact_lock(%s)", [key.int % 2**62])
        if again := list(Passage.objects.filter(written_by=actor.principal_id, key=key).order_by("pk")):
            return again
    today = timezone.localdate(actor.at)
    policies.check_may_send(actor, forum)
    policies.check_kind(forum, kind, profile_of(forum, today).mandate)
    policies.check_answer_by(answer_by, today)
    texts = {"title": title, "text": text, "proposal": proposal, "background": background, "annex": annex}
    texts = {field: words.strip() for field, words in texts.items()}
    check_nameless(forum.body, sure=sure, **texts)
    if not to:
        raise Refused(_("Choose who receives it."), field="to")
    offered = {one.unit.pk for one in queries.units_below(forum, today)}
    if {one.unit_id for one in to if one.unit_id} - offered:
        raise Refused(_("Nobody is in this unit who could carry it out. Choose another one."), field="unit")
    sent = [_send_one(actor, forum, one, kind, today, answer_by, key, texts) for one in to]
    for passage in sent:
        if resolution_id is not None:
            _tie(passage, forum.door_id, Tied.RESOLUTION, resolution_id)
        if passes_on is not None:
            _tie(passage, forum.door_id, Tied.PASSAGE, passes_on.pk)
    return sent


def _send_one(
    actor: Actor, forum: Forum, to: queries.Addressee, kind: str, today: date, answer_by: date | None,
    key: UUID | None, texts: dict[str, str],
) -> Passage:  # fmt: skip
    owner, reply = cabinet.call("SELECT * FROM meetings.send_on(%s, %s, %s)", [forum.pk, to.forum_id, to.unit_id])[0]
    passage = Passage.objects.create(
        owner_audience_id=owner, reply_audience_id=reply, from_forum=forum, to_forum_id=to.forum_id,
        to_unit_id=to.unit_id, to_text=to.text, direction=to.direction, kind=Kind(kind), sent_on=today,
        answer_by=answer_by, key=key, retention_kind=PASSAGE_KIND,
        delete_after=delete_after(forum.body.audience_id, PASSAGE_KIND, today), **texts,
    )  # fmt: skip
    record("passage.sent", passage, kind=kind, direction=to.direction)
    return passage


def _tie(passage: Passage, owner: int, what: Tied, number: int) -> None:
    if not Tie.objects.filter(owner_audience=owner, passage=passage, what=what, number=number).exists():
        Tie.objects.create(
            owner_audience_id=owner, passage=passage, what=what, number=number, retention_kind=PASSAGE_KIND,
            delete_after=passage.delete_after,
        )  # fmt: skip


@verb("passage.read")
def open_passage(actor: Actor, *, passage_id: int) -> queries.PassagePage:
    """Open one. Raises NotVisible."""
    page = queries.passage_page(actor, queries.get_passage(passage_id))
    record("passage.read", page.passage)
    return page


@verb("passage.printed")
def print_sent(actor: Actor, *, forum: Forum) -> None:
    """Somebody takes home on paper what a forum has sent and received."""
    record("passage.printed", owner=forum.door_id, forum=forum.pk)


@verb("passage.withdrawn")
def withdraw(actor: Actor, *, passage: Passage) -> Passage:
    """Take it back; it stays where it was, marked. The same again is the same act. Raises Refused."""
    if passage.state == State.WITHDRAWN and passage.owner_audience_id in cabinet.own_keys():
        return passage
    policies.check_may_withdraw(actor, passage, queries.reply_to(passage))
    Passage.objects.filter(pk=passage.pk).update(state=State.WITHDRAWN)
    passage.refresh_from_db()
    record("passage.withdrawn", passage)
    return passage


@verb("passage.received")
def acknowledge(actor: Actor, *, passage: Passage) -> Reply:
    """The receiver has seen it. Seen twice is seen once. Raises Refused."""
    reply = queries.reply_to(passage)
    if reply is not None:
        return reply
    return _say(actor, passage, State.RECEIVED, act="passage.received")


@verb("passage.answered")
def answer(actor: Actor, *, passage: Passage, text: str, sure: bool = False) -> Reply:
    """The receiver's answer, read by the sender. Outside the cooperation, the sender writes down what came (BRO-48).

    Raises Refused, Conflict.
    """
    text = text.strip()
    if not text:
        raise Refused(_("Write the answer."), field="text")
    reply = queries.reply_to(passage)
    if reply is not None and reply.state == State.ANSWERED and reply.answer == text:
        return reply
    _check_words(passage, sure, text)
    fields = {"answer": text, "answered_on": timezone.localdate(actor.at)}
    return _say(actor, passage, State.ANSWERED, act="passage.answered", **fields)


@verb("passage.carried_out")
def carry_out(actor: Actor, *, passage: Passage, text: str, sure: bool = False) -> Reply:
    """It is done: what came of it, read by the sender (VAL-73). Raises Refused, Conflict."""
    text = text.strip()
    if not text:
        raise Refused(_("Write in a few words what was done."), field="text")
    reply = queries.reply_to(passage)
    if reply is not None and reply.state == State.CARRIED_OUT and reply.outcome == text:
        return reply
    _check_words(passage, sure, text)
    fields = {"outcome": text, "carried_out_on": timezone.localdate(actor.at)}
    return _say(actor, passage, State.CARRIED_OUT, act="passage.carried_out", **fields)


@verb("passage.placed")
def place(actor: Actor, *, passage: Passage, meeting: Meeting) -> Matter:
    """The receiving forum takes it up at a meeting (BRO-50): an item with the sender's words, and what was written for
    its paper. Placed twice on one meeting it is one item. Raises Refused.
    """
    if meeting.forum_id != passage.to_forum_id:
        raise Refused(_("Choose a meeting of the forum that received it."), field="meeting")
    key = uuid5(NAMESPACE_OID, f"passage {passage.pk} meeting {meeting.pk}")
    there = Matter.objects.filter(owner_audience_id=meeting.forum.audience_id, key=key).first()
    if there is not None:
        return there
    _say(actor, passage, State.PLACED, act="passage.placed")
    proposal = agenda.Proposal(
        title=passage.title, kind=AS_MATTER[Kind(passage.kind)], text=passage.text,
        collected_from=passage.from_forum.name,
    )  # fmt: skip
    # The sender has answered for the words; they were looked through when they were sent.
    matter = agenda.propose(
        actor, meeting=meeting, proposal=proposal, key=key, sure=True, from_passage_id=passage.pk
    )  # fmt: skip
    if passage.proposal or passage.background or passage.annex:
        papers.write(
            actor, matter=matter, proposal=passage.proposal, background=passage.background, annex=passage.annex,
            sure=True,
        )  # fmt: skip
    _tie(passage, meeting.forum.door_id, Tied.MATTER, matter.pk)
    return matter


@verb("passage.under_way")
def make_task(
    actor: Actor, *, passage: Passage, responsible: Staff, text: str, due_on: date | None, key: UUID, sure: bool = False
) -> Task:
    """The unit that received it gives it to one of its colleagues, once per `key`. Raises Refused."""
    unit = passage.to_unit
    if unit is None:
        raise Refused(_("A forum passes it on to a unit; the unit makes it a task."))
    if there := Task.objects.filter(owner_audience=unit.audience_id, key=key).first():
        return there
    policies.check_may_reply(actor, passage, queries.reply_to(passage), State.UNDER_WAY)
    policies.check_answer_by(due_on, timezone.localdate(actor.at))
    _check_words(passage, sure, text)
    task = give_task(
        actor, person_id=None, text=text, responsible=responsible, unit=unit, owner_audience_id=unit.audience_id,
        due_on=due_on, key=key,
    )  # fmt: skip
    _tie(passage, unit.audience_id, Tied.TASK, task.pk)
    _say(actor, passage, State.UNDER_WAY, act="passage.under_way")
    return task


def _check_words(passage: Passage, sure: bool, text: str) -> None:
    """The answer is read by the other side: no name goes that way either."""
    receiver = passage.to_forum or passage.to_unit or passage.from_forum
    check_nameless(receiver.body, sure=sure, text=text)


def _say(actor: Actor, passage: Passage, state: State, *, act: str, **fields: Any) -> Reply:
    """Write the receiver's line, or change it as it was seen. Raises Refused, Conflict."""
    reply = queries.reply_to(passage)
    answers_in = policies.check_may_reply(actor, passage, reply, state)
    if reply is None:
        reply = Reply.objects.create(
            owner_audience_id=answers_in, passage=passage, state=state, retention_kind=PASSAGE_KIND,
            delete_after=passage.delete_after, **fields,
        )  # fmt: skip
    elif not Reply.objects.filter(pk=reply.pk, version=reply.version).update(state=state, **fields):
        now = Reply.objects.get(pk=reply.pk)
        raise Conflict(theirs=now.answer or now.outcome, mine=str(fields.get("answer") or fields.get("outcome") or ""))
    else:
        reply.refresh_from_db()
    record(act, reply)
    return reply
