"""The tool that plants mistakes: what it draws, what it changes, and that the changed code is what runs."""

from __future__ import annotations

import ast
import gc
import itertools
from collections import Counter

import pytest

from samspil.lib import cpr
from tools.mutation import drawing, functions, operators, places, trying
from tools.mutation.__main__ import verdict

PYTHON = '''
import functools

def kept(function):
    @functools.wraps(function)
    def inner(*arguments):
        return function(*arguments)
    return inner

@kept
def confirmed(leads, closed, tries):
    """Whether it holds."""
    if closed:
        raise ValueError(_("It is closed"))
    record("confirmed")
    return leads and len(set(tries)) >= 2
'''
SQL = """
CREATE FUNCTION a.b(p bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- p = 1 is nothing
  IF p = 1 AND p IS NULL THEN PERFORM access.refuse('no = no'); END IF;
  PERFORM audit.record('b.done', 'a_b', p, NULL, p, '{}');
END $$;
"""


def test_each_operator_makes_its_mistake_in_a_decorated_function_too() -> None:
    made = {
        (one.operator, one.after) for one in operators.mutants("f.py", "actions", PYTHON) if one.function == "confirmed"
    }
    assert made >= {
        ("always", "if True:"),
        ("never", "if False:"),
        ("refusal left out", "(left out)"),
        ("call left out", "(left out)"),
        ("and or", "return leads or len(set(tries)) >= 2"),
        ("part of a condition", "return len(set(tries)) >= 2"),
        ("part of a condition", "return leads"),
        ("comparison", "return leads and len(set(tries)) > 2"),
        ("constant", "return leads and len(set(tries)) >= 3"),
        ("function", "return leads and len(list(tries)) >= 2"),
        ("answer", "return None"),
        ("text", "record('confirmedx')"),
    }
    assert not any(
        "closedx" in after or "Whether" in after for _operator, after in made
    )  # sentences are not ours to break


@pytest.mark.parametrize("operator", ["refusal left out", "call left out", "function", "answer", "never"])
def test_the_mistake_is_what_runs(operator: str) -> None:
    (mutant,) = [
        one
        for one in operators.mutants("f.py", "actions", PYTHON)
        if (one.function, one.operator) == ("confirmed", operator)
    ]
    seen: list[str] = []
    space = {"record": seen.append, "_": str}
    exec(compile(operators.planted(PYTHON, mutant), "f.py", "exec"), space)
    confirmed = space["confirmed"]
    if operator in {"refusal left out", "never"}:
        assert confirmed(True, True, [1, 2])
    else:
        with pytest.raises(ValueError, match="closed"):
            confirmed(True, True, [1, 2])
    assert bool(confirmed(True, False, [1, 1])) is (operator == "function")
    assert (confirmed(True, False, [1, 2]) is None) is (operator == "answer")
    assert seen == [] if operator == "call left out" else seen


def test_a_mistake_is_planted_in_what_was_imported_long_ago() -> None:
    """What was imported is out of the collector's sight (conftest.py), and was once out of the tool's: no mistake was tried any more."""
    file = places.SOURCE / "samspil/lib/cpr.py"
    made = operators.mutants(str(file.relative_to(places.CHECKOUT)), "lib", file.read_text(encoding="utf-8"))
    mutant = next(one for one in made if hasattr(cpr, one.function))
    function = getattr(cpr, mutant.function)
    code = function.__code__
    try:
        trying.plant(mutant)
        assert function.__code__ is not code
    finally:
        function.__code__ = code
        gc.freeze()


@pytest.mark.parametrize(("caught", "tried", "due"), [(34, 40, 0), (33, 40, 1), (34, 34, 0), (33, 33, 1), (0, 0, 1)])
def test_too_few_noticed_and_too_few_tried_are_both_a_failure(caught: int, tried: int, due: int) -> None:
    assert verdict({"caught": caught, "tried": tried}, number=40, share=0.85) == due


def test_names_that_a_function_closes_over_stay() -> None:
    """Else its code could not take the place of the function's."""
    text = "def outer(a):\n    def inner():\n        print(a)\n        return a and 1\n    return inner\n"

    def free(module: ast.Module) -> list[tuple[str, ...]]:
        code = compile(module, "f.py", "exec")
        (outer,) = [one for one in code.co_consts if hasattr(one, "co_consts")]
        return [one.co_freevars for one in outer.co_consts if hasattr(one, "co_freevars")]

    kept = [
        operators.planted(text, one)
        for one in operators.mutants("f.py", "lib", text)
        if one.operator in {"call left out", "answer"}
    ]
    assert kept
    assert all(free(one) == [("a",)] for one in kept)


def test_functions_of_the_database() -> None:
    made = {one.operator: one for one in functions.mutants("f.sql", SQL)}
    assert Counter(one.operator for one in functions.mutants("f.sql", SQL)) == {
        "comparison": 1, "and or": 1, "not": 1, "refusal left out": 1, "record left out": 1,
    }  # fmt: skip
    planted = functions.planted(SQL, made["record left out"])
    assert planted.startswith("CREATE OR REPLACE FUNCTION a.b(")
    assert "NULL;" in planted
    assert "audit.record" not in planted
    assert "IF p <> 1 AND" in functions.planted(SQL, made["comparison"])


def test_one_state_of_the_product_gives_one_sample() -> None:
    mutants = drawing.every()
    assert len({one.place for one in mutants}) == len(mutants)
    first, again, other = (
        [one.place for one in itertools.islice(drawing.drawn(mutants, seed), 300)] for seed in ("a", "a", "b")
    )
    assert first == again
    assert first != other
    kinds = Counter(one.kind for one in itertools.islice(drawing.drawn(mutants, drawing.seed()), 300))
    assert kinds["actions"] >= 100
    assert kinds["sql"] >= 60
    assert set(kinds) == {"actions", "sql", "queries", "views", "forms", "lib", "policies"}
