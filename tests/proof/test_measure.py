"""The measure itself: it counts what happens, and nothing else."""

from __future__ import annotations

import logging
import re
from collections import Counter
from types import SimpleNamespace

import pytest

from samspil.access.verbs import Verb
from tests.proof import document, watching
from tests.proof.marks import Mark, marks, stated, within
from tests.proof.rows import CHECKOUT, KINDS, Seen, lacking, requirements, seen

MARK = Mark("BRO-58", "tests/test_x.py::test_it", "item.decided", "")
SEEN = Seen("BRO-58", "tests/test_x.py::test_it", "item.decided", "carried_out", "")


def item(*rows: str, **said: str) -> SimpleNamespace:
    mark = SimpleNamespace(args=rows, kwargs=said)
    return SimpleNamespace(nodeid="tests/test_x.py::test_it[here]", iter_markers=lambda _name: [mark])


def test_every_row_says_what_it_asks_for() -> None:
    rows = requirements()
    assert len(rows) == 440
    assert Counter(row.must for row in rows.values()) == {"act": 212, "register": 99, "rule": 78, "figure": 51}
    for row in rows.values():
        assert re.fullmatch(r"(BAL|BRO|HAL|UNG|VAL)-\d\d\d?", row.row)
        assert row.must in KINDS
        assert row.areas, row.row
        assert all(1 <= area <= 61 for area in row.areas)
        assert all((row.quote, row.sentence, row.who, row.what_the_test_must_do)), row.row


def test_each_kind_asks_for_what_shows_it() -> None:
    assert lacking("act", "item.decided", "carried_out", "") == ""
    assert lacking("act", "", "", "desk:child")
    assert lacking("act", "item.decided", "refused", ""), "nobody did it"
    assert lacking("rule", "item.decided", "refused", "") == ""
    assert lacking("rule", "", "", "desk:child") == ""
    assert lacking("rule", "", "", "")
    assert lacking("figure", "item.decided", "carried_out", ""), "nobody saw it"
    assert lacking("figure", "", "", "desk:child"), "nobody entered it"
    assert lacking("figure", "item.decided", "carried_out", "desk:child") == ""
    assert lacking("register", "", "", "desk:child") == ""
    assert lacking("register", "item.decided", "carried_out", ""), "nobody read it"


def test_what_happened_is_kept_and_what_did_not_fails() -> None:
    now = watching._now  # the plugin watches this test as any other
    verb = Verb("item.decided", frozenset(["item.decided"]), print)
    with pytest.raises(pytest.fail.Exception, match="did not happen"):
        list(watching._proved(item("BRO-58", verb="item.decided")))
    watching.Ends().emit(logging.makeLogRecord({"msg": "carried_out", "verb": verb}))
    assert list(watching._proved(item("BRO-58", verb="item.decided"))) == [SEEN]
    with pytest.raises(pytest.fail.Exception, match="was not read"):
        list(watching._proved(item("BRO-58", verb="item.decided", page="desk:child")))
    now.pages["desk:child"] += 1
    (both,) = watching._proved(item("BRO-58", verb="item.decided", page="desk:child"))
    assert (both.verb, both.page) == ("item.decided", "desk:child")
    with pytest.raises(pytest.fail.Exception, match="name the verb"):
        list(watching._proved(item("BRO-58", page="desk:child")))
    with pytest.raises(pytest.fail.Exception, match="no row"):
        list(watching._proved(item("BRO-999", verb="item.decided")))


def test_a_page_counts_where_it_was_answered() -> None:
    now = watching._now  # the plugin watches this test as any other
    for method, status in (("POST", 200), ("GET", 404), ("GET", 302)):
        asked = SimpleNamespace(method=method, resolver_match=SimpleNamespace(view_name="desk:child"))
        watching.Watcher(lambda _request, status=status: SimpleNamespace(status_code=status))(asked)
    assert not now.pages
    asked = SimpleNamespace(method="GET", resolver_match=SimpleNamespace(view_name="desk:child"))
    watching.Watcher(lambda _request: SimpleNamespace(status_code=200))(asked)
    assert now.pages == {"desk:child": 1}


def test_without_a_verb_it_does_nothing_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    verb = Verb("item.decided", frozenset(["item.decided"]), lambda: "done")
    monkeypatch.setattr("samspil.access.verbs.every_verb", lambda: iter([verb]))
    with watching._without("verb", "item.decided"):
        assert verb.function() is None
    assert verb.function() == "done"
    with watching._without("verb", "item.parked"):
        assert verb.function() == "done"


def test_what_is_no_longer_seen_is_named() -> None:
    assert list(document.lost([MARK], {SEEN})) == []
    assert "is no longer" in next(document.lost([], {SEEN}))
    assert list(document.unseen([MARK], {SEEN})) == []
    assert "has not been seen" in next(document.unseen([MARK], set()))
    assert "name the verb" in next(document.too_little([Mark("BRO-58", "tests/test_x.py::test_it", "", "")]))


def test_the_marks_in_the_files_are_those_of_the_tests() -> None:
    own = CHECKOUT / "tests" / "proof" / "test_measure.py"
    assert list(within(own)) == [], "what is written in a string is no mark"
    assert len(marks()) > 90
    assert all(where.startswith("profiles/") for _row, where in stated())
    assert {row for row, _where in stated()} <= set(requirements())
    assert {each.row for each in seen()} <= set(requirements())
