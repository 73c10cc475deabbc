"""Every verb: recorded; undone where it cannot be recorded; others, wrong roles and wrong states refused; one key once."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from psycopg.errors import InsufficientPrivilege

from samspil.access.models import Confidential
from samspil.access.verbs import Verb
from samspil.lib.refusals import NotVisible, Refused
from tests.cast import Cast
from tests.verbs import traces, world
from tests.verbs.modules import all_verbs
from tests.verbs.scene import Gone, Nothing, Play, Unseen, all_scenes

PLAYED = [each for each in all_verbs() if each.place in all_scenes()]


@dataclass(frozen=True)
class Trial:
    """A verb with its scene, in a world with the cast."""

    cast: Cast
    verb: Verb
    play: Play

    @property
    def takes_actor(self) -> bool:
        return next(iter(inspect.signature(self.verb.function).parameters)) == "actor"

    @property
    def principal(self) -> int | None:
        return self.play.principal if not self.play.by else self.cast.members[self.play.by].principal_id

    def args(self, by: str = "") -> dict[str, Any]:
        """The rows, loaded by whoever acts, or by somebody else."""
        by = by or self.play.by
        if by:
            self.cast.members[by].sign()
        return self.play.args()

    def carry_out(self, args: dict[str, Any] | None = None, *, by: str = "") -> None:
        """Do it, as a page does: through the module's own name. With `args`, with rows that somebody else has loaded."""
        by = by or self.play.by
        args = self.args(by) if args is None else args
        actor = (self.cast.members[by].sign(),) if by and self.takes_actor else ()
        function = self.verb.function
        getattr(sys.modules[function.__module__], function.__name__)(*actor, *self.play.more, **args)


# --- what holds for every verb ------------------------------------------------------------------------------------------
def is_recorded(trial: Trial) -> None:
    """The event of its name stands in the record, of this person, in the same transaction; and the world has changed.

    What is written and recorded, row by row, is what `traces/` says.
    """
    before, last, names = world.world(), world.last_event(), traces.Names.of(trial.cast)
    with world.tried():
        trial.carry_out()
        world.settle()
        events, touched = world.events_since(last), world.changed(before)
        left = traces.rows(touched)
    traces.compare(trial.verb.place, traces.trace(traces.rows(touched), left, names))
    if trial.verb.silent:
        assert events == []
        return
    assert (trial.verb.name, trial.principal) in events
    assert bool(touched - {world.RECORD}) != trial.play.reads, touched


def falls_with_its_record(trial: Trial) -> None:
    if not trial.verb.silent:
        before = world.world()
        with world.no_record():
            trial.carry_out()
        assert world.changed(before) == set()


def strangers_are_refused(trial: Trial) -> None:
    """Nobody from elsewhere finds it; who wants to change it is refused even with the rows in the hand."""
    if isinstance(trial.play.strangers, Nothing):
        in_hand = trial.args()
        for stranger in trial.play.elsewhere:
            comes_to_nothing(trial, by=stranger, args=in_hand)
    elif trial.play.strangers:
        assert trial.play.strangers.endswith(".")
    else:
        in_hand = None if trial.play.reads else trial.args()
        for stranger in trial.play.elsewhere:
            is_not_found(trial, by=stranger, in_hand=in_hand)


def is_not_found(trial: Trial, *, by: str, in_hand: dict[str, Any] | None) -> None:
    """They see nothing of it, and do nothing to it."""
    last, before = world.last_event(), world.world()
    principal = trial.cast.members[by].sign().principal_id
    shown = [row for row in (in_hand or {}).values() if isinstance(row, Confidential) and is_visible(row)]
    assert shown == [], f"{by} sees it"
    try:
        with transaction.atomic():
            trial.carry_out(in_hand, by=by)
    except (NotVisible, Refused, ObjectDoesNotExist):
        pass
    except DatabaseError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
    else:
        # A page of one's own, of a queue or a list, is empty for strangers, and nothing is recorded of what is not there.
        seen = trial.play.reads and (trial.verb.name, principal) not in world.events_since(last)
        assert seen, f"{by} may do this"
    assert world.changed(before) - {world.RECORD} == set()


def comes_to_nothing(trial: Trial, *, by: str, args: dict[str, Any] | None = None) -> None:
    """Nothing is said, and nothing is recorded or changed."""
    args, before = trial.args(by) if args is None else args, world.world()
    trial.carry_out(args, by=by)
    assert world.changed(before) == set()


def is_visible(row: Confidential) -> bool:
    return bool(type(row)._default_manager.filter(pk=row.pk).exists())


def a_wrong_role_is_refused(trial: Trial) -> None:
    """Somebody who sees it and may not do it is told why."""
    other = trial.play.wrong_role
    if isinstance(other, str):
        assert other.endswith(".")
        return
    if isinstance(other, Unseen):
        is_not_found(trial, by=other.by, in_hand=None if trial.play.reads else trial.args())
        return
    args = other.given() if other.given else None
    if isinstance(other, Nothing):
        comes_to_nothing(trial, by=other.by, args=args if isinstance(args, dict) else trial.args())
        return
    is_refused_with_a_sentence(trial, by=other.by)


def a_wrong_state_is_refused(trial: Trial) -> None:
    """Too late or too early: whoever may do it is told why not now."""
    become = trial.play.wrong_state
    if isinstance(become, str):
        assert become.endswith(".")
        return
    if isinstance(become, Nothing):
        args = become.given() if become.given else None
        comes_to_nothing(trial, by=trial.play.by, args=args if isinstance(args, dict) else None)
    elif isinstance(become, Gone):
        become.become()
        with pytest.raises(NotVisible):
            trial.carry_out()
    else:
        args = become()
        is_refused_with_a_sentence(trial, by=trial.play.by, args=args if isinstance(args, dict) else None)


def is_refused_with_a_sentence(trial: Trial, *, by: str, args: dict[str, Any] | None = None) -> None:
    args, before = trial.args() if args is None else args, world.world()
    with pytest.raises(Refused) as refused:
        trial.carry_out(args, by=by)
    assert str(refused.value.sentence).strip()
    assert world.changed(before) == set()


def one_key_is_done_once(trial: Trial) -> None:
    """The same form sent twice: one row, one event."""
    parameters = inspect.signature(trial.verb.function).parameters
    if trial.play.reads or (
        "nonce" not in parameters and not ("key" in parameters and "UUID" in str(parameters["key"].annotation))
    ):
        return
    args, last = trial.args(), world.last_event()
    assert args.get("key") or args.get("nonce"), "the scene gives no key"
    trial.carry_out(args)
    once, events = world.world(), world.events_since(last)
    trial.carry_out(args)
    assert world.changed(once) - {world.RECORD} == set()
    assert world.events_since(last).count((trial.verb.name, trial.principal)) == events.count(
        (trial.verb.name, trial.principal)
    )


CHECKS: tuple[Callable[[Trial], None], ...] = (
    is_recorded,
    falls_with_its_record,
    strangers_are_refused,
    a_wrong_role_is_refused,
    a_wrong_state_is_refused,
    one_key_is_done_once,
)


@pytest.mark.parametrize("verb", PLAYED, ids=lambda verb: verb.place.removeprefix("samspil."))
def test_a_verb(cast: Cast, verb: Verb) -> None:
    world.begins()
    trial = Trial(cast, verb, all_scenes()[verb.place](cast))
    for check in CHECKS:
        with world.tried():
            try:
                check(trial)
            except BaseException as error:
                error.add_note(f"in {check.__name__}")
                raise


def test_every_verb_has_a_scene() -> None:
    """Without exception: a verb that is declared is walked."""
    assert [each.place for each in all_verbs() if each.place not in all_scenes()] == []


def test_every_scene_is_of_a_verb() -> None:
    assert set(all_scenes()) - {each.place for each in all_verbs()} == set()


def test_every_trace_is_of_a_verb() -> None:
    assert traces.kept() - {each.place for each in all_verbs()} == set()
