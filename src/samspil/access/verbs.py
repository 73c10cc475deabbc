"""Verbs: the functions of `actions` that write. Each is one transaction, carried out by an actor, and leaves a trace.

    @verb("handover.proposed")
    def propose_handover(actor: Actor, *, case: Case, to_unit: Unit) -> Handover: ...

The name is the event that the record holds when the verb was carried out, as *noun.verb*. What else the verb may record
(by itself or through the database) stands behind it; what the verbs that it calls record stands there. A verb of which
nothing may be recorded says why, with `silent`. The registry is how tests walk every verb without a list by hand.
"""

from __future__ import annotations

import functools
import inspect
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from samspil.lib.refusals import Conflict, NotVisible, Refused

P = ParamSpec("P")
R = TypeVar("R")

# One line for each verb that ends, at level DEBUG: its name and `carried_out`, `refused` or `failed`. Never an id, never a word.
log = logging.getLogger("samspil.verbs")

# Who acts: somebody signed in, the public forms of a place, who is signing in, or who comes by a secret link.
_WHO = ("actor", "place", "user", "email", "secret")
_NAME = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")


@dataclass
class Verb:
    """One writer. `function` is what runs inside the transaction, called through here so that a test can replace it."""

    name: str
    events: frozenset[str]
    function: Callable[..., Any]
    silent: str = ""

    @property
    def place(self) -> str:
        """Module and function: `samspil.cases.actions.handovers.propose_handover`. Unique, where a name may be shared."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


_registry: list[Verb] = []


def verb(name: str, *also: str, silent: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a writer: atomic, registered, with the acting person as its first argument.

    `name` and `also` are names of events, and `silent` is why there is none. Raises TypeError, when the module is imported, for
    a name that is none and for a function whose first argument is not who acts.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        _check(function, name, *also)
        declared = Verb(name, frozenset() if silent else frozenset({name, *also}), function, silent)
        _registry.append(declared)

        @functools.wraps(function)
        def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with transaction.atomic():
                    result: R = declared.function(*args, **kwargs)
            except (Refused, NotVisible, Conflict):
                log.debug("refused", extra={"verb": declared})
                raise
            except Exception:
                log.debug("failed", extra={"verb": declared})
                raise
            log.debug("carried_out", extra={"verb": declared})
            return result

        return carried_out

    return declare


def every_verb() -> Iterator[Verb]:
    """All that have been imported so far, in the order of their place."""
    yield from sorted(_registry, key=lambda each: each.place)


def _check(function: Callable[..., Any], *names: str) -> None:
    for each in names:
        if not _NAME.fullmatch(each):
            raise TypeError(f"{each!r} is no name of an event: write noun.verb, such as 'handover.proposed'.")
    first = next(iter(inspect.signature(function).parameters), None)
    if first not in _WHO:
        raise TypeError(f"{function.__qualname__} is a verb, so its first argument is one of {_WHO}, not {first!r}.")
