"""The matrix can fail: each check of each function is taken out alone, and some call must notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.lock import catalogue, functions, matrix, scene
from tests.lock.stage import Stage, set_up

pytestmark = pytest.mark.wheel

FEW = (
    "consultant", "colleague", "social_worker", "police_officer", "administrator", "protection_officer", "outsider", "other_consultant",
    "nobody",
)  # fmt: skip

# Functions and triggers that answer instead of refusing: what to replace by what.
ANSWERS = {
    "access.keys": [
        ("m.principal_id = act.principal AND", ""),
        ("AND m.period @> act.instant", ""),
        ("g.period @> act.instant AND coalesce(upper(g.period), 'infinity') > act.instant", "true"),
        ("g.to_audience_id = ANY (mine)", "true"),
    ],
    "access.own_keys": [
        ("m.principal_id = act.principal AND", ""),
        ("AND m.period @> act.instant", ""),
        ("g.pen AND", ""),
        ("AND g.period @> act.instant AND coalesce(upper(g.period), 'infinity') > act.instant", ""),
        ("g.to_audience_id = ANY (mine)", "true"),
    ],
    "access.is_steward": [("a.steward_id = ANY (access.own_keys())", "true")],
    "access.admit": [("'body','person',", "'body',"), ("'minutes','meeting','item'", "'meeting'")],
    "audit.of_subject": [("AND p.audiences && readable", ""), ("AND e.audiences && readable", "")],
    "audit.holds_codes_only": [("'^([a-z][a-z0-9_.-]{0,59})?$'", "''")],
    "people.search": [("AND p.audiences && readable", "")],
    "cases.made_for": [("= ANY ($4)", "IS NOT NULL")],
    "cases.search_notes": [("AND n.audiences && readable", "")],
}
# Refusals that no call can bring about, because another check stands before them; each with the reason.
SHADOWED = {
    ("sharing.check_basis", "this is not a purpose of the cooperation"): "no such purpose can be written down",
    ("cases.ask_to_confirm", "there is no such question"): "who confirms it asks for the question again",
    ("concerns.ask_to_confirm", "there is no such question"): "who confirms it asks for the question again",
    ("doorsurvey.close", "you have been asked this year already"): "asked before, and again where two answer at once",
    (
        "together.follow",
        "only those who answer the door can do this",
    ): "what is no tie of the door names no two concerns",
    (
        "concerns.reopen",
        "only those who answer the door can do this",
    ): "what is not read at the door is not closed there",
    (
        "matters.hand_on",
        "an agreement is given on by who has it",
    ): "without a part in it nobody is found who could take it on",
}


@pytest.fixture(scope="module")
def stage(empty_place: Callable[[], None], django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    empty_place()
    with django_db_blocker.unblock(), set_up() as stage:
        scene.arrange(stage)
        yield stage


def _mutants(stage: Stage, name: str) -> Iterator[tuple[str, str]]:
    """The function once for each of its checks, without that one."""
    text = catalogue.source(stage.cursor, name)
    for found in re.finditer(r"access\.refuse\('((?:[^']|'')*)", text):
        yield (
            found[1],
            text[: found.start()] + found[0].replace("access.refuse", "pg_catalog.length") + text[found.end() :],
        )
    for old, new in ANSWERS.get(name, ()):
        assert old in text, f"{name} has no {old}"
        yield old, text.replace(old, new)


@pytest.mark.long  # a minute; each refusal alone is tried by the matrix, with every commit
def test_every_function_without_any_of_its_checks_is_noticed(stage: Stage) -> None:
    unnoticed = []
    named = 0
    for name in catalogue.functions(stage.cursor):
        # A closed function is seen through those that call it.
        through = [name] if name in functions.CALLS else sorted(functions.CALLS)
        for check, mutant in _mutants(stage, name):
            if any(name == one and check.startswith(start) for one, start in SHADOWED):
                continue
            with stage.undone() as cursor:
                cursor.execute(mutant)
                first = next(matrix.functions(stage, through, FEW), None)
            named += 1
            if first is None:
                unnoticed.append(f"{name}: {check}")
    assert not unnoticed, "\n".join(unnoticed)
    assert named > 40
