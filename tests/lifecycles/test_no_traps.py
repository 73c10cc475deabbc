"""Nobody is stuck: from every state that the pages lead to there is a way on, for somebody who is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models

from samspil.lib.lifecycles import LifeCycle
from tests.cast import Cast
from tests.lifecycles import worlds
from tests.lifecycles.document import declared
from tests.lifecycles.walking import Walk, walk
from tests.lifecycles.worlds import World

# A field called `state` that is no life: how somebody was present, or what one side has said, a row for each time.
NO_LIFE = {"meetings_attendance": "present or not", "meetings_slot": "as its item", "passages_reply": "said once"}
# The walks of a second or two are in every run of the tests; the others take minutes together.
QUICK = {worlds.task, worlds.activity, worlds.question_to_a_colleague, worlds.anonymous_question}


def beginnings() -> list[object]:
    return [
        pytest.param(
            begin,
            id=begin.__name__,
            marks=[] if begin in QUICK else [pytest.mark.long],
        )
        for begin in worlds.BEGINNINGS
    ]


@pytest.mark.parametrize("begin", beginnings())
def test_every_state_that_pages_lead_to_has_a_way_out(cast: Cast, begin: Callable[[Cast], World]) -> None:
    done = walk(cast, begin(cast))
    assert len(done.steps) > 1, "nobody was offered anything"
    assert (done.traps(), done.faults, done.undeclared()) == ([], [], [])


TWO_STATES = LifeCycle("a_table", {"waits": {"done"}, "done": set()}, rests={"done"})


def test_a_state_without_a_way_out_is_a_trap() -> None:
    done = Walk(World(("/",), ((TWO_STATES, "true"),)), steps={(("waits",),): []})
    assert done.traps() == [(("waits",),)]


def test_a_life_cycle_names_every_state_that_may_follow() -> None:
    with pytest.raises(ValueError, match="gone"):
        LifeCycle("a_table", {"waits": {"gone"}}, rests=set())


def test_every_state_of_a_row_belongs_to_a_life_cycle_with_exactly_these_states() -> None:
    cycles = {cycle.table: cycle for cycle in declared().values() if cycle.column == "state"}
    told: dict[str, object] = {}
    for model in apps.get_models():
        table = model._meta.db_table
        field = next((one for one in model._meta.fields if one.name == "state"), None)
        if not isinstance(field, models.TextField) or not model.__module__.startswith("samspil.") or table in NO_LIFE:
            continue
        if table == "passages_passage":  # the giver's word; how far it has come is read together with the replies
            continue
        states = {str(value) for value, _label in field.choices or []}
        if table not in cycles or {str(state) for state in cycles[table].next} != states:
            told[table] = states
    assert told == {}
