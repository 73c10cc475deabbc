"""The acts of the worlds: each is drawn as three numbers and done by `Play` in PostgreSQL and in the plain rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.lock.rule import FOREVER

if TYPE_CHECKING:
    from tests.lock.worlds import Play

DAY = timedelta(days=1)
TABLES = ("concerns_incident", "cases_case", "cases_note")
PARENT = {"cases_note": "cases_case"}
RULES = ("wait", "go")  # the ground of the second is confirmed
TEXT = {"concerns_incident": "text", "cases_case": "opening_reason", "cases_note": "text"}


def _sql(at: datetime) -> str:
    return "NULL" if at == FOREVER else f"'{at.isoformat()}'"


def found(play: Play, actor: int, a: int, b: int, c: int) -> None:
    kind = ("minutes", "item", "team", "meeting", "unit")[a % 5]
    steward = play.pick(
        b, *{"item": ("minutes",), "team": ("unit",), "unit": ("administration",)}.get(kind, ("door", "person"))
    )
    if c % 7 == 0:
        steward = play.pick(b)

    def rule(answer: Any) -> None:
        made = play.world.found(actor, play.at, kind, steward)
        play.world.audiences[answer] = made

    play.both(actor, f"SELECT to_jsonb(f) FROM access.found('{kind}', {steward}, ARRAY['x']) AS f", rule)


def admit(play: Play, actor: int, a: int, b: int, c: int) -> None:
    to = play.pick(a) if a % 7 == 0 else play.pick(a, "unit", "forum", "door", "team")
    actor = play.steward_of(actor, to, b)
    who = play.place.principals[b % len(play.place.principals)]
    since, until = play.at + DAY * (c % 4 - 1), play.moment(c)
    play.both(
        actor, f"SELECT to_jsonb(1) FROM access.admit(ARRAY[{to}::bigint], ARRAY[{who}::bigint], {_sql(since)}, {_sql(until)})",
        lambda _: play.world.admit(actor, play.at, to, who, since, until),
    )  # fmt: skip


def dismiss(play: Play, actor: int, a: int, b: int, c: int) -> None:
    to, who = play.pick(a, "unit", "forum", "door", "team"), play.place.principals[b % len(play.place.principals)]
    actor = play.steward_of(actor, to, c)
    play.both(
        actor, f"SELECT to_jsonb(1) FROM access.dismiss(ARRAY[{to}::bigint], ARRAY[{who}::bigint])",
        lambda _: play.world.dismiss(actor, play.at, to, who),
    )  # fmt: skip


def open_(play: Play, actor: int, a: int, b: int, c: int) -> None:
    what = play.pick(a, "minutes", "item", "meeting") if a % 6 else play.pick(a)
    to = play.pick(b, "person", "door", "forum") if b % 6 else play.pick(b)
    actor = play.steward_of(actor, what, a)
    since, until, pen = play.at + DAY * (c % 3 - 1), play.moment(c), c % 2 == 0
    play.both(
        actor, f"SELECT to_jsonb(1) FROM access.open(ARRAY[{what}::bigint], ARRAY[{to}::bigint], {_sql(since)}, {_sql(until)}, {pen})",
        lambda _: play.world.open(actor, play.at, what, to, since, until, pen),
    )  # fmt: skip


def close(play: Play, actor: int, a: int, b: int, c: int) -> None:
    what, to = play.pick(a, "minutes", "item", "meeting"), play.pick(b, "person", "door", "forum")
    actor = play.steward_of(actor, what, c)
    play.both(
        actor, f"SELECT to_jsonb(1) FROM access.close(ARRAY[{what}::bigint], ARRAY[{to}::bigint])",
        lambda _: play.world.close(actor, play.at, what, to),
    )  # fmt: skip


def shut(play: Play, actor: int, a: int, b: int, c: int) -> None:
    what = play.pick(a, "minutes", "item", "meeting", "team")
    actor = play.steward_of(actor, what, b)
    play.both(
        actor,
        f"SELECT to_jsonb(1) FROM access.shut(ARRAY[{what}::bigint])",
        lambda _: play.world.shut(actor, play.at, what),
    )


def retire(play: Play, actor: int, a: int, b: int, c: int) -> None:
    who = play.place.principals[a % len(play.place.principals)]
    actor = play.steward_of(actor, play.place.person_of[who], b)
    play.both(actor, f"SELECT to_jsonb(1) FROM access.retire({who})", lambda _: play.world.retire(actor, play.at, who))


def write(play: Play, actor: int, a: int, b: int, c: int, table: str = "") -> int | None:
    table = table or TABLES[a % len(TABLES)]
    parent = play.row(c, PARENT[table]) if table in PARENT else None
    if table in PARENT and parent is None:
        return None
    own = sorted(play.world.own_keys(actor, play.at))
    owner = own[b % len(own)] if own and b % 5 else play.pick(b)
    values = {"concerns_incident": "'', ''", "cases_case": "'', 'open', ''", "cases_note": "''"}[table]
    columns = {
        "concerns_incident": "place, reference",
        "cases_case": "background, state, closing_reason",
        "cases_note": "text",
    }[table]
    more = {"concerns_incident": (", text", ", 'x'"), "cases_case": (", opening_reason, opened_at", ", 'x', now()"),
            "cases_note": (", case_id", f", {parent[1] if parent else 0}")}[table]  # fmt: skip
    made: list[int] = []
    kind = RULES[c % 2]

    def rule(answer: Any) -> None:
        play.world.rows[table, answer] = play.world.write(actor, play.at, owner, parent, kind)
        made.append(answer)

    play.both(
        actor,
        f"INSERT INTO {table} (owner_audience, audiences, origin, retention_kind, hold, version, {columns}{more[0]}) "
        f"VALUES ({owner}, ARRAY[{owner}::bigint], 'own', '{kind}', false, 1, {values}{more[1]}) RETURNING to_jsonb(id)",
        rule,
    )
    return made[0] if made else None


def change(play: Play, actor: int, a: int, b: int, c: int) -> None:
    row = play.mine(actor, a)
    if row is None:
        return
    play.both(
        actor,
        f"WITH c AS (UPDATE {row[0]} SET {TEXT[row[0]]} = 'y{len(play.told)}' WHERE id = {row[1]} RETURNING 1) "
        "SELECT to_jsonb(count(*)) FROM c",
        lambda answer: _same(answer, int(play.world.change(actor, play.at, row)), play),
    )


def _same(answer: Any, wanted: int, play: Play) -> None:
    assert answer == wanted, "\n".join(play.told)


def disclose(play: Play, actor: int, a: int, b: int, c: int) -> None:
    row = play.mine(actor, a)
    if row is None:
        return
    to, until = play.receiver(b), play.moment(c)

    def rule(answer: Any) -> None:
        own = None
        if answer != "refused":
            own = play.place.cursor.execute(
                "SELECT own_audience_id FROM sharing_disclosure WHERE id = %s", [answer]
            ).fetchone()[0]  # type: ignore[index]
            assert (own is None) == (until == FOREVER), "\n".join(play.told)
        play.world.disclosures[answer] = play.world.disclose(actor, play.at, row, to, until, own)

    play.both(
        actor,
        f"SELECT to_jsonb(d) FROM sharing.disclose('{row[0]}', ARRAY[{row[1]}::bigint], ARRAY[{to}::bigint], "
        f"{play.place.basis}, 'x', {_sql(until)}) AS d",
        rule,
    )


def withdraw(play: Play, actor: int, a: int, b: int, c: int) -> None:
    own = play.world.own_keys(actor, play.at)
    some = sorted(play.world.disclosures)
    given = [each for each in some if play.world.disclosures[each].giver in own]
    if not some:
        return
    number = given[a % len(given)] if given and a % 5 else some[a % len(some)]
    play.both(
        actor,
        f"SELECT to_jsonb(1) FROM sharing.withdraw({number})",
        lambda _: play.world.withdraw(actor, play.at, number),
    )


def hand_over(play: Play, actor: int, a: int, b: int, c: int) -> None:
    row = play.mine(actor, a)
    if row is None:
        return
    to = play.receiver(b)
    readers = sorted(play.world.rows[row].readers)
    keep = [[], readers, readers[:1], [play.pick(c)]][c % 4]
    kept = ", ".join(map(str, keep))

    def rule(answer: Any) -> None:
        play.world.disclosures[answer] = play.world.hand_over(actor, play.at, row, to, keep)
        play.world.rows[row].handed_over_by = answer

    play.both(
        actor,
        f"SELECT to_jsonb(h) FROM sharing.hand_over('{row[0]}', ARRAY[{row[1]}::bigint], {to}, ARRAY[{kept}]::bigint[], "
        f"{play.place.basis}, 'x') AS h",
        rule,
    )


def delete(play: Play, actor: int, a: int, b: int, c: int) -> None:
    row = play.mine(actor, a)
    if row is None:
        return
    kind = play.world.rows[row].kind if b % 4 else RULES[c % 2]
    play.both(
        actor,
        f"SELECT retention.delete('{row[0]}', ARRAY[{row[1]}::bigint], '{kind}')",
        lambda _: play.world.delete(actor, play.at, row, kind, destroy=kind == "go"),
    )


def extract(play: Play, actor: int, a: int, b: int, c: int) -> None:
    source = play.mine(actor, a)
    if source is None:
        return
    part = (
        write(play, actor, a, b, c, "concerns_incident") if c % 3 else (play.row(c, "concerns_incident") or source)[1]
    )
    if part is None or ("concerns_incident", part) not in play.world.rows:
        return
    row = ("concerns_incident", part)
    play.both(
        actor, f"SELECT to_jsonb(1) FROM sharing.mark_extract('{row[0]}', {row[1]}, '{source[0]}', {source[1]})",
        lambda _: play.world.extract(actor, play.at, row, source),
    )  # fmt: skip


# As often as they stand here.
ACTS: tuple[Callable[..., Any], ...] = (
    found, found, admit, admit, dismiss, open_, open_, close, shut, retire, write, write, write, write, change, change,
    disclose, disclose, disclose, disclose, withdraw, withdraw, hand_over, hand_over, delete, extract,
)  # fmt: skip
