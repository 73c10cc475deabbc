"""Rules about writers: each is a verb, or is called by verbs alone; each event that may be recorded belongs to one."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

from samspil.access.verbs import Verb, verb
from tests.verbs.modules import SOURCE, action_modules, all_verbs

# What the lock notes of its own accord, whichever verb calls it: keys given and taken, rows that change hands, accounts.
LOCK = ("access", "audit", "sharing", "organisations")
WRITES = {"save", "create", "bulk_create", "update", "update_or_create", "get_or_create", "bulk_update", "delete",
          "create_user"}  # fmt: skip
SIGN_IN = "transaction.atomic(using='door')"
# Reads of the lock, called as its writers are.
READS = re.compile(
    r"SELECT (access|concerns|cases|onthespot|notices|people|audit)\.(keys|own_keys|is_steward|standing)\b"
)


def place_of(function: FunctionType) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@cache
def trees() -> dict[str, tuple[ModuleType, dict[str, ast.FunctionDef]]]:
    """The functions at the top of each module of actions, by module."""
    known = {}
    for module in action_modules():
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        known[module.__name__] = (module, {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)})
    return known


def calls_of(tree: ast.AST, names: dict[str, Any]) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a function of `actions`, resolved as the module itself resolves it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            thing: Any = None
            parts = ast.unparse(node.func).split(".")
            if all(part.isidentifier() for part in parts):
                thing = names.get(parts[0])
                for part in parts[1:]:
                    thing = getattr(thing, part, None) if isinstance(thing, ModuleType) else None
            yield node, place_of(thing) if isinstance(thing, FunctionType) else ""


def writes_by_itself(tree: ast.FunctionDef, module: ModuleType) -> bool:
    """Whether the function records, saves rows or calls a function of the database that writes."""
    for call, place in calls_of(tree, vars(module)):
        if place in {"samspil.audit.record.record", "samspil.audit.record.record_each"}:
            return True
        if place.startswith("samspil.access.cabinet.") and not place.endswith(
            ("keys", "answers_for", "call", "refusals")
        ):
            return True
        if place == "samspil.access.cabinet.call":
            text = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
            if not READS.match(str(text)):
                return True
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
            return True
    return False


@cache
def graph() -> dict[str, set[str]]:
    """Which functions of `actions` each of them calls, by place."""
    edges: dict[str, set[str]] = {}
    for name, (module, functions) in trees().items():
        for function, tree in functions.items():
            edges[f"{name}.{function}"] = {place for _call, place in calls_of(tree, vars(module)) if place}
    return edges


@cache
def writers() -> set[str]:
    """Functions of `actions` that write: by themselves, or through one of `actions` that is no verb."""
    verbs = {each.place for each in all_verbs()}
    found = {
        f"{name}.{function}" for name, (module, functions) in trees().items() for function, tree in functions.items()
        if writes_by_itself(tree, module)
    }  # fmt: skip
    while True:
        more = {place for place, called in graph().items() if called & (found - verbs)} - found
        if not more:
            return found
        found |= more


def callers_elsewhere() -> Iterator[tuple[str, str]]:
    """Calls of a function of `actions` from the rest of the product: file, place."""
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE).with_suffix("").parts
        if {"tests", "demo", "bench", "migrations", "actions"} & set(parts):
            continue
        text = file.read_text(encoding="utf-8")
        if "actions" not in text:
            continue
        name = ".".join(("samspil", *(part for part in parts if part != "__init__")))
        names = vars(__import__(name, fromlist=["_"]))
        for _call, place in calls_of(ast.parse(text), names):
            yield name, place


def test_every_writer_is_a_verb_or_called_by_verbs_alone() -> None:
    """A page, a task or a command calls verbs. What verbs share is called by nobody else."""
    verbs = {each.place for each in all_verbs()}
    shared = writers() - verbs
    assert len(verbs) > 190
    assert [(caller, place) for caller, place in callers_elsewhere() if place in shared] == []
    called = set().union(*graph().values())
    unused = sorted(place for place in shared if place not in called and not place.rpartition(".")[2].startswith("_"))
    assert unused == [], "declare it as a verb, or take it out"


def test_no_verb_opens_its_transaction_itself() -> None:
    """`@verb` does. Only a sign-in has a transaction of its own, on a connection of its own."""
    by_hand = [
        f"{name}.{function}: {ast.unparse(decorator)}"
        for name, (_module, functions) in trees().items() for function, tree in functions.items()
        for decorator in tree.decorator_list
        if "atomic" in ast.unparse(decorator) and ast.unparse(decorator) != SIGN_IN
    ]  # fmt: skip
    assert by_hand == []


def recorded_in_python() -> set[str]:
    events = set()
    for file in SOURCE.rglob("*.py"):
        if {"tests", "demo", "bench"} & set(file.relative_to(SOURCE).parts):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            told = node.args[:1] if name in {"record", "record_each"} else []
            told += [keyword.value for keyword in node.keywords if keyword.arg == "act"]
            events |= {one.value for one in told if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {event for event in events if re.fullmatch(r"[a-z_]+\.[a-z_]+", event)}


def recorded_in_sql(*, by_the_lock: bool = False) -> set[str]:
    events: set[str] = set()
    for file in SOURCE.rglob("*.sql"):
        if by_the_lock or file.relative_to(SOURCE).parts[0] not in LOCK:
            text = file.read_text(encoding="utf-8")
            for first in re.findall(r"\b(?:audit|front)\.record(?:_each)?\(([^,]*),", text):
                events |= set(re.findall(r"'([a-z_]+\.[a-z_]+)'", first))
    return events - {"audience.founded", "principal.enrolled"}  # the lock's own, written where the lock is added to


def test_every_event_belongs_to_a_verb() -> None:
    belongs = set().union(*(each.events for each in all_verbs()))
    assert len(belongs) > 190
    assert sorted((recorded_in_python() | recorded_in_sql()) - belongs) == []


def test_every_event_of_a_verb_is_recorded_somewhere() -> None:
    """A name that nothing records is a misspelt one. The registers' events are made of the register's name."""
    belongs = set().union(*(each.events for each in all_verbs()))
    made = {event for event in belongs if event.endswith((".kept", ".found"))}
    assert sorted(belongs - made - recorded_in_python() - recorded_in_sql(by_the_lock=True)) == []


def test_no_two_verbs_of_a_module_record_the_same_event() -> None:
    """But for a verb that records nothing by itself and carries out others: its event is theirs."""
    own = [each for each in all_verbs() if not each.silent and _tells_itself(each)]
    counted = Counter((each.function.__module__, each.name) for each in own)
    assert [twice for twice, count in counted.items() if count > 1] == []


def _tells_itself(each: Verb) -> bool:
    _module, functions = trees()[each.function.__module__]
    text = ast.unparse(functions[each.function.__name__])
    return f"record('{each.name}'" in text


def test_a_silent_verb_says_why() -> None:
    silent = [each for each in all_verbs() if each.silent]
    assert {each.name for each in silent} == {"answer.read", "draft.saved", "draft.discarded", "wall.turned"}
    assert all(each.silent.endswith(".") and not each.events for each in silent)


@pytest.mark.parametrize("name", ["handover", "Handover.proposed", "handover.proposed.twice", ""])
def test_a_verb_has_the_name_of_an_event(name: str) -> None:
    with pytest.raises(TypeError, match="no name of an event"):
        verb(name)(lambda actor: None)


def test_a_verb_is_somebodys() -> None:
    with pytest.raises(TypeError, match="first argument"):
        verb("case.closed")(lambda case: None)
