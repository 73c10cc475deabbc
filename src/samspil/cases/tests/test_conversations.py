"""Conversations: assigned, held or not and why, offered, answered. Support is voluntary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from samspil.cases import actions, forms, queries
from samspil.cases.models import Case, Conversation, ConversationState, Task
from samspil.cases.tests import stage
from samspil.lib.refusals import Conflict, Refused
from tests.cast import Cast
from tests.clock import today

LAST_YEAR = today().year - 1
ADULT = date(today().year - 19, 1, 1)
HELD = actions.Held(
    held_on=today(),
    place="Klubben",
    participants="Jonas, hans mor, Mette Kjær",
    summary="Jonas vil gerne begynde til fodbold igen",
    offer="Fritidspas",
    answer_child="yes",
    answer_parents="yes",
)


def hold(cast: Cast, talk: Conversation, held: actions.Held = HELD) -> Conversation:
    return actions.hold_conversation(cast.consultant.sign(), conversation=talk, version=talk.version, held=held)


@pytest.mark.covers("BAL-41", verb="conversation.held")
def test_a_concern_conversation_from_plan_to_follow_up(cast: Cast) -> None:
    """Planned, held, documented and followed up, tied to the paragraph in its wording of that day."""
    basis = stage.basis(cast)
    talk = stage.talk(cast, basis_version_id=basis, with_police=True)
    next_time = today() + timedelta(days=30)
    held = hold(cast, talk, replace(HELD, follow_up_on=next_time))
    assert (held.state, held.place, held.participants) == (ConversationState.HELD, HELD.place, HELD.participants)
    assert held.summary == HELD.summary
    shown = queries.basis_of(held)
    assert shown is not None
    assert shown.pk == basis
    follow_up = queries.follow_up_of(held)
    assert follow_up is not None
    assert (follow_up.state, follow_up.due_on, follow_up.basis_version_id) == ("planned", next_time, basis)
    assert follow_up.responsible_id == talk.responsible_id
    assert stage.acts().count("conversation.planned") == 2


def test_a_recommended_conversation_is_assigned_and_held_or_has_a_reason(cast: Cast) -> None:
    """Somebody has it, by a day; it stays on that colleague's list until it is held, or says why it is not."""
    talk = stage.talk(cast, due_on=today())
    other = stage.talk(cast, due_on=today())
    assert [row.pk for row in queries.my_conversations(cast.consultant.staff.pk)] == [talk.pk, other.pk]
    hold(cast, talk)
    with pytest.raises(Refused) as refused:
        actions.skip_conversation(cast.consultant.sign(), conversation=other, version=other.version, reason="  ")
    assert refused.value.field == "reason"
    assert [row.pk for row in queries.my_conversations(cast.consultant.staff.pk)] == [other.pk]
    skipped = actions.skip_conversation(
        cast.consultant.sign(), conversation=other, version=other.version, reason="Familien er flyttet"
    )
    assert (skipped.state, skipped.reason_not) == (ConversationState.NOT_HELD, "Familien er flyttet")
    assert queries.my_conversations(cast.consultant.staff.pk) == []


@pytest.mark.covers("VAL-87", verb="conversation.held")
def test_an_offer_is_made_in_dialogue_with_both(cast: Cast) -> None:
    """What was offered stands with what the young person and the parents each answered, and when."""
    held = hold(cast, stage.talk(cast), replace(HELD, answer_child="no", answer_parents="yes"))
    assert (held.offer, held.answer_child, held.answer_parents) == ("Fritidspas", "no", "yes")
    assert held.answered_on == today()


@pytest.mark.covers("VAL-88", verb="conversation.held")
@pytest.mark.parametrize("missing", ["answer_child", "answer_parents"])
def test_an_offer_without_both_answers_is_not_written_down(cast: Cast, missing: str) -> None:
    talk = stage.talk(cast)
    with pytest.raises(Refused) as refused:
        hold(cast, talk, replace(HELD, **{missing: ""}))
    assert refused.value.field == missing


@pytest.mark.covers("VAL-88", verb="conversation.held")
@pytest.mark.parametrize("in_a_case", [False, True], ids=["alone", "in a case"])
def test_a_no_has_no_consequence(cast: Cast, *, in_a_case: bool) -> None:
    """Whatever they answer, the same is done, recorded and shown: the answers themselves are all that differs."""
    told = []
    for child, parents in (("yes", "yes"), ("no", "yes"), ("yes", "no"), ("no", "no")):
        case = stage.case(cast) if in_a_case else None
        talk = stage.talk(cast, case=case)
        before = len(stage.acts())
        held = hold(cast, talk, replace(HELD, answer_child=child, answer_parents=parents))
        assert (held.answer_child, held.answer_parents) == (child, parents)
        told.append(
            {
                "acts": stage.acts()[before:],
                "state": held.state,
                "tasks": Task.objects.filter(subject=talk.subject).count(),
                "conversations": Conversation.objects.filter(subject=talk.subject).count(),
                "case": Case.objects.get(pk=case.pk).version if case else None,
                "waiting": [row.pk for row in queries.my_conversations(cast.consultant.staff.pk)],
                "day": held.answered_on,
            }
        )
    assert told[1:] == told[:1] * 3


def test_who_was_not_asked_may_answer_later_and_change_their_mind(cast: Cast) -> None:
    held = hold(cast, stage.talk(cast), replace(HELD, answer_parents="not_asked", answer_child="not_asked"))
    assert held.answered_on is None
    for child, parents in (("yes", "no"), ("no", "yes")):
        held = actions.answer_offer(
            cast.consultant.sign(),
            conversation=held,
            version=held.version,
            answer_child=child,
            answer_parents=parents,
            answered_on=today(),
        )
        assert (held.answer_child, held.answer_parents, held.answered_on) == (child, parents, today())
        assert held.state == ConversationState.HELD


@pytest.mark.covers("VAL-22", verb="conversation.held")
def test_an_adult_answers_alone(cast: Cast) -> None:
    """The parents of somebody who is 18 are not asked: there is no field for it, and no way round the form."""
    talk = stage.talk(cast, born=ADULT)
    assert "answer_parents" not in forms.HoldForm(adult=True).fields
    assert "answer_parents" not in forms.AnswerForm(adult=True).fields
    for answer in ("yes", "no"):
        with pytest.raises(Refused) as refused:
            hold(cast, talk, replace(HELD, answer_parents=answer))
        assert refused.value.field == "answer_parents"
    held = hold(cast, talk, replace(HELD, answer_parents=""))
    assert (held.answer_child, held.answer_parents) == ("yes", "")
    with pytest.raises(Refused):
        actions.answer_offer(
            cast.consultant.sign(),
            conversation=held,
            version=held.version,
            answer_child="yes",
            answer_parents="no",
            answered_on=today(),
        )


@pytest.mark.covers("VAL-22", verb="conversation.held")
@pytest.mark.parametrize(
    ("born", "adult"),
    [
        (date(LAST_YEAR - 18, 3, 10), True),
        (date(LAST_YEAR - 18, 3, 11), False),
        (None, False),
    ],
    ids=["18 that day", "18 the next day", "not known"],
)
def test_it_is_the_age_on_the_day_that_counts(cast: Cast, born: date | None, *, adult: bool) -> None:
    talk = stage.talk(cast, born=born)
    held = replace(HELD, held_on=date(LAST_YEAR, 3, 10), answer_parents="")
    if adult:
        assert hold(cast, talk, held).answer_child == "yes"
    else:
        with pytest.raises(Refused) as refused:
            hold(cast, talk, held)
        assert refused.value.field == "answer_parents"


@pytest.mark.covers("VAL-86", verb="case.described")
def test_in_a_case_the_offer_builds_on_the_background(cast: Cast) -> None:
    """Problem, background and history are written before something is offered; what was typed is not lost by that."""
    case = stage.case(cast, background="")
    talk = stage.talk(cast, case=case)
    with pytest.raises(Refused) as refused:
        hold(cast, talk)
    assert refused.value.field == "offer"
    actions.describe_case(
        cast.consultant.sign(), case=case, version=case.version, background="Skilt fra holdet i foråret; bror i klubben"
    )
    talk = queries.get_conversation(talk.pk)
    assert hold(cast, talk).offer == "Fritidspas"


def test_a_conversation_without_an_offer_asks_for_no_answer(cast: Cast) -> None:
    held = hold(cast, stage.talk(cast), replace(HELD, offer="", answer_child="", answer_parents=""))
    assert (held.answer_child, held.answer_parents, held.answered_on) == ("", "", None)
    with pytest.raises(Refused):
        actions.answer_offer(
            cast.consultant.sign(),
            conversation=held,
            version=held.version,
            answer_child="yes",
            answer_parents="yes",
            answered_on=today(),
        )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"held_on": today() + timedelta(days=9)}, "held_on"),
        ({"follow_up_on": today()}, "follow_up_on"),
        ({"summary": "  "}, "summary"),
        ({"offer": "", "answer_child": "yes"}, "offer"),
    ],
)
def test_what_is_written_down_makes_sense(cast: Cast, change: dict[str, Any], field: str) -> None:
    talk = stage.talk(cast)
    before = stage.world()
    with pytest.raises(Refused) as refused:
        hold(cast, talk, replace(HELD, **change))
    assert refused.value.field == field
    assert stage.world() == before


def test_it_is_written_down_once(cast: Cast) -> None:
    held = hold(cast, stage.talk(cast))
    with pytest.raises(Refused):
        hold(cast, held)
    with pytest.raises(Refused):
        actions.skip_conversation(cast.consultant.sign(), conversation=held, version=held.version, reason="Nej")


def test_two_who_write_it_down_meet(cast: Cast) -> None:
    talk = stage.talk(cast)
    mine = Conversation.objects.get(pk=talk.pk)
    theirs = replace(HELD, summary="Vi talte om skolen", offer="", answer_child="", answer_parents="")
    actions.hold_conversation(cast.colleague.sign(), conversation=talk, version=talk.version, held=theirs)
    with pytest.raises(Conflict) as conflict:
        hold(cast, mine)
    assert conflict.value.theirs["summary"] == "Vi talte om skolen"
    assert conflict.value.mine["summary"] == HELD.summary
    assert conflict.value.by == "Line Østergaard"


@pytest.mark.covers("VAL-85", verb="conversation.attempted")
def test_an_attempt_to_reach_the_family_is_one_press_and_the_conversation_waits_on(cast: Cast) -> None:
    talk, client = stage.talk(cast, due_on=today()), cast.client("consultant")
    address = f"/sager/samtaler/{talk.pk}/"
    assert "Ikke truffet</button>" in client.get(address).content.decode()
    press = {"version": talk.version, "attempt": "not_reached"}
    assert client.post(f"{address}forsoeg/", press).status_code == 303
    assert client.post(f"{address}forsoeg/", press).status_code == 409, "pressed twice is one attempt"
    page = client.get(address).content.decode()
    assert page.count(f"{cast.consultant.staff.name}: Ikke truffet") == 1
    cast.consultant.sign()
    now = queries.get_conversation(talk.pk)
    assert now.state == ConversationState.PLANNED
    skipped = actions.skip_conversation(cast.consultant.sign(), conversation=now, version=now.version, reason="Flyttet")
    assert "Ikke truffet" in skipped.reason_not, "what was tried stays"
    with pytest.raises(Refused):
        actions.note_attempt(cast.consultant.sign(), conversation=skipped, version=skipped.version, attempt="called")


def test_only_what_can_be_tried_is_noted(cast: Cast) -> None:
    talk = stage.talk(cast, due_on=today())
    with pytest.raises(Refused):
        actions.note_attempt(cast.consultant.sign(), conversation=talk, version=talk.version, attempt="shouted")
