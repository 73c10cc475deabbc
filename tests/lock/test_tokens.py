"""Who acts is a signature for one instant on one connection. Everything else is nobody, and nobody reads nothing."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import override_settings

from samspil.access.actor import Actor, now, token
from tests.lock import catalogue
from tests.lock.stage import Stage, answer

pytestmark = pytest.mark.wheel


def _of(stage: Stage, member: str = "consultant", ahead: timedelta = timedelta(0), pid: int = 0) -> str:
    backend = stage.cursor.connection.info.backend_pid
    return token(Actor(stage.cast.members[member].principal_id, now() + ahead), pid or backend)


def _other_key(stage: Stage) -> str:
    with override_settings(ACTOR_KEY="somebody else's key"):
        return _of(stage)


def _other_claim(stage: Stage) -> str:
    """The signature of the outsider under the claim of the consultant."""
    return _of(stage).rsplit(".", 1)[0] + "." + _of(stage, "outsider").rsplit(".", 1)[1]


def _bare_hash(stage: Stage) -> str:
    claim = _of(stage).rsplit(".", 1)[0]
    return f"{claim}.{hashlib.sha256(claim.encode()).hexdigest()}"


def _empty_key(stage: Stage) -> str:
    claim = _of(stage).rsplit(".", 1)[0]
    return f"{claim}.{hmac.new(b'', claim.encode(), hashlib.sha256).hexdigest()}"


# A token holds for a minute. The ten seconds to either side are for a machine whose two clocks, Python's and PostgreSQL's, are
# both set to another day.
FORGED: dict[str, Callable[[Stage], str]] = {
    "nothing": lambda stage: "",
    "words": lambda stage: "consultant",
    "a principal alone": lambda stage: str(stage.cast.consultant.principal_id),
    "no signature": lambda stage: _of(stage).rsplit(".", 1)[0],
    "an empty signature": lambda stage: _of(stage).rsplit(".", 1)[0] + ".",
    "zeros": lambda stage: _of(stage).rsplit(".", 1)[0] + "." + "0" * 64,
    "a bare hash": _bare_hash,
    "an empty key": _empty_key,
    "another server's key": _other_key,
    "another claim": _other_claim,
    "capital letters": lambda stage: _of(stage).upper(),
    "a line more": lambda stage: _of(stage) + "\n",
    "long ago for a token": lambda stage: _of(stage, ahead=timedelta(seconds=-70)),
    "ahead of the clock": lambda stage: _of(stage, ahead=timedelta(seconds=70)),
    "yesterday": lambda stage: _of(stage, ahead=timedelta(days=-1)),
    "another connection": lambda stage: _of(stage, pid=stage.cursor.connection.info.backend_pid + 1),
    "numbers without end": lambda stage: "9" * 18 + "." + "9" * 17 + "." + "9" * 9 + "." + "a" * 64,
}


def _readable(stage: Stage, made: Callable[[Stage], str]) -> list[str]:
    """The confidential tables of which somebody sees a row with a token that is made just before each look."""
    with stage.undone() as cursor:
        cursor.execute("UPDATE access_membership SET period = tstzrange('-infinity', upper(period))")
        for table in (tables := catalogue.confidential(cursor)):
            stage.row(table, stage.unit_of("consultant"))
        cursor.execute("SELECT set_config('role', 'samspil_app', true)")
        seen = []
        for table in tables:
            cursor.execute("SELECT set_config('samspil.actor', %s, true)", [made(stage)])
            if answer(cursor, f"SELECT FROM {table} LIMIT 1", {}) != "nothing":
                seen.append(table)
        return seen


def test_a_true_token_opens_every_table(stage: Stage) -> None:
    assert _readable(stage, _of) == catalogue.confidential(stage.cursor)
    assert _readable(stage, lambda stage: _of(stage, ahead=timedelta(seconds=-50))) == catalogue.confidential(
        stage.cursor
    )


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_opens_none(stage: Stage, name: str) -> None:
    assert _readable(stage, FORGED[name]) == []
    with stage.undone() as cursor:
        cursor.execute("SELECT set_config('samspil.actor', %s, true)", [FORGED[name](stage)])
        assert cursor.execute("SELECT access.actor(), access.at(), access.keys(), access.own_keys()").fetchone() == (
            None, None, [], [],
        )  # fmt: skip


def test_ended_principals_and_exchanged_keys_open_nothing(stage: Stage) -> None:
    signature = _of(stage)
    with stage.undone() as cursor:
        # A minute ago: the clock of the database and that of the token are two.
        cursor.execute(
            "UPDATE access_principal SET ended_at = now() - interval '1 minute' WHERE id = %s",
            [stage.cast.consultant.principal_id],
        )
        assert _readable(stage, lambda stage: signature) == []
    with stage.undone() as cursor:
        cursor.execute("UPDATE access_signingkey SET inner_pad = outer_pad")
        assert _readable(stage, lambda stage: signature) == []
    assert _readable(stage, lambda stage: signature) != []


def test_the_test_clock_moves_the_minute(stage: Stage) -> None:
    with stage.undone() as cursor:
        cursor.execute("INSERT INTO access_clock (ahead) VALUES ('7 days')")
        assert _readable(stage, _of) == []
        assert _readable(stage, lambda stage: _of(stage, ahead=timedelta(days=7))) != []


@pytest.mark.parametrize(
    "broken",
    [
        "IF NOT EXISTS (SELECT FROM public.access_signingkey k",
        "IF abs(extract(epoch FROM",
        "IF split_part(token, '.', 3)::integer <> pg_backend_pid()",
        "IF NOT EXISTS (SELECT FROM public.access_principal",
    ],
)
def test_without_each_check_a_forged_token_opens_something(stage: Stage, broken: str) -> None:
    """The tests above notice when a check of `access.act` is gone."""
    with stage.undone() as cursor:
        text = catalogue.source(cursor, "access.act")
        assert broken in text
        cursor.execute(text.replace(broken, broken.replace("IF ", "IF false AND ", 1)))
        cursor.execute("UPDATE access_principal SET ended_at = now() - interval '1 day' WHERE id = %s",
                       [stage.cast.colleague.principal_id])  # fmt: skip
        tried = {name: _readable(stage, forge) for name, forge in FORGED.items()}
        tried["ended"] = _readable(stage, lambda stage: _of(stage, "colleague"))
        assert [name for name, opened in tried.items() if opened]
