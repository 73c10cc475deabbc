"""A small municipality and a neighbour in a database of their own, in which random acts are done and then undone.

`Play` does each act in PostgreSQL, through the functions of the product as the app role, and in the plain rule; both must
say the same. Nothing is committed but the beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from django.conf import settings

from samspil.access.actor import Actor, pads, token
from samspil.config.tests import databases
from tests.lock.rule import FOREVER, Audience, Membership, No, Period, Row, Thing, World
from tests.lock.stage import Stage

DAY = timedelta(days=1)
TABLES = ("concerns_incident", "cases_case", "cases_note")
PARENT = {"cases_note": "cases_case"}
TEXT = {"concerns_incident": "text", "cases_case": "opening_reason", "cases_note": "text"}

# One statement as the app role at an instant of the test clock; and what principals see at instants.
FUNCTIONS = """
CREATE SCHEMA worlds;
CREATE FUNCTION worlds.step(p_token text, p_at timestamptz, p_sql text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE answer jsonb;
BEGIN
  UPDATE public.access_clock SET ahead = p_at - statement_timestamp();
  PERFORM set_config('samspil.actor', p_token, true);
  SET LOCAL ROLE samspil_app;
  BEGIN EXECUTE p_sql INTO answer;
  EXCEPTION WHEN insufficient_privilege THEN answer := '"refused"'; END;
  SET LOCAL ROLE NONE;
  RETURN answer;
END $$;
CREATE FUNCTION worlds.look(p_tokens text[], p_ats timestamptz[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE seen jsonb; everything jsonb := '[]';
BEGIN
  FOR i IN 1 .. cardinality(p_tokens) LOOP
    UPDATE public.access_clock SET ahead = p_ats[i] - statement_timestamp();
    PERFORM set_config('samspil.actor', p_tokens[i], true);
    SET LOCAL ROLE samspil_app;
    SELECT jsonb_build_array(access.keys(), access.own_keys(),
      (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM public.concerns_incident),
      (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM public.cases_case),
      (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM public.cases_note),
      (SELECT count(*) FROM public.access_history),
      (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM public.sharing_disclosure),
      (SELECT count(*) FROM public.sharing_extract)) INTO seen;
    SET LOCAL ROLE NONE;
    everything := everything || jsonb_build_array(seen);
  END LOOP;
  RETURN everything;
END $$;
"""


class Place:
    """The beginning of every world, committed once."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.played = 0
        self.cursor = connection.cursor()
        self.began = datetime.now(UTC).replace(microsecond=0)
        self.pid = connection.info.backend_pid
        self.audiences: dict[int, Audience] = {}
        self.memberships: list[tuple[int, int]] = []
        self.person_of: dict[int, int] = {}
        self.body_of: dict[int, int] = {}
        self.administration: dict[int, int] = {}
        self.protection: dict[int, int] = {}
        self.sealed: dict[int, int] = {}
        self.rows: dict[Row, tuple[int, Row | None]] = {}
        self._build()
        connection.commit()

    def _build(self) -> None:
        stage = Stage(None, self.cursor)  # type: ignore[arg-type]
        # Its own tests prove that a case has a holder; these cases have none.
        self.cursor.execute("ALTER TABLE cases_case DISABLE TRIGGER case_cover")
        execute = self.cursor.execute
        execute(FUNCTIONS)  # type: ignore[arg-type]
        inner, outer = pads(settings.ACTOR_KEY)
        execute("DELETE FROM access_signingkey")
        execute("INSERT INTO access_signingkey (inner_pad, outer_pad, valid_from) VALUES (%s, %s, now())", [inner, outer])
        execute("INSERT INTO access_clock (ahead) VALUES ('0')")
        execute("SELECT min(id) FROM sharing_basisversion WHERE status = 'confirmed' AND valid_from IS NULL")
        (self.basis,) = self.cursor.fetchone() or (0,)
        for units in (("authority", "authority", "private"), ("authority",)):
            execute("SELECT body, administration, installer FROM access.found_body('x')")
            body, administration, installer = self.cursor.fetchone() or (0, 0, 0)
            execute("SELECT kind, id FROM access_audience WHERE body_id = %s AND kind IN ('protection', 'sealed')", [body])
            rooms = dict(self.cursor.fetchall())
            self.audiences[body] = Audience("body", body, administration)
            self.audiences[administration] = Audience("administration", body, administration)
            self.audiences[rooms["protection"]] = Audience("protection", body, administration)
            self.audiences[rooms["sealed"]] = Audience("sealed", body)
            self.administration[body], self.protection[body], self.sealed[body] = administration, rooms["protection"], rooms["sealed"]
            place = stage.row(
                "organisations_body", 0, audience_id=body, administration_id=administration,
                protection_id=rooms["protection"], installer_id=installer,
            )  # fmt: skip
            forum, door = self._audience(stage, "forum", body), self._audience(stage, "door", body)
            self.audiences[forum].named = self.audiences[door].named = True
            stage.row("organisations_forum", 0, body_id=place, audience_id=forum, door_id=door, named_persons=True)
            for kind, days in (("go", "confirmed"), ("wait", "")):
                stage.row("sharing_retentionrule", 0, body=body, kind=kind, may_confirmed_by=days)
            for number, type_ in enumerate(units):
                audience = self._audience(stage, "unit", body)
                self.audiences[audience].private = type_ == "private"
                case = stage.row("cases_case", audience)
                for row, above in (
                    (("concerns_incident", stage.row("concerns_incident", audience)), None),
                    (("cases_case", case), None),
                    (("cases_note", stage.row("cases_note", audience, case_id=case)), ("cases_case", case)),
                ):
                    self.rows[row] = (audience, above)
                unit = stage.row("organisations_unit", 0, body_id=place, audience_id=audience, type=type_)
                for admin in (False, True) if number == 0 else (False,):
                    principal = stage.row("access_principal", 0, kind="staff", body_id=body)
                    person = self._audience(stage, "person", body)
                    self.audiences[person].private = type_ == "private"
                    staff = stage.row(
                        "organisations_staff", 0, principal_id=principal, person_audience_id=person, body_id=place
                    )
                    stage.row("organisations_post", 0, staff_id=staff, unit_id=unit)
                    self.person_of[principal], self.body_of[principal] = person, body
                    held = [person, audience] + [administration] * admin
                    held += [] if admin or type_ == "private" else [forum, door] if number == 0 else [forum]
                    self.memberships += [(principal, each) for each in held]
        self.cursor.executemany(
            "INSERT INTO access_membership (principal_id, audience_id, period) VALUES (%s, %s, tstzrange(%s, NULL))",
            [(principal, audience, self.began) for principal, audience in self.memberships],
        )
        self.principals = list(self.person_of)

    def undo(self) -> None:
        """The world has not been; now and then what it left behind is swept away, or each would be slower than the last."""
        self.connection.rollback()
        self.played += 1
        if self.played % 25 == 0:
            self.connection.autocommit = True
            self.cursor.execute("VACUUM access_clock, access_membership, access_grant, access_audience")
            if self.played % 500 == 0:
                self.cursor.execute("VACUUM")
            self.connection.autocommit = False

    def _audience(self, stage: Stage, kind: str, body: int) -> int:
        made = stage.row("access_audience", 0, kind=kind, body_id=body, steward_id=self.administration[body])
        self.audiences[made] = Audience(kind, body, self.administration[body])
        return made

    def world(self) -> World:
        return World(
            {key: Audience(**vars(one)) for key, one in self.audiences.items()},
            self.person_of, self.body_of, self.protection, self.sealed, self.administration,
            [Membership(principal, audience, Period(self.began, FOREVER)) for principal, audience in self.memberships],
            rows={row: Thing(owner, {owner}, above) for row, (owner, above) in self.rows.items()},
        )  # fmt: skip


@contextmanager
def founded() -> Iterator[Place]:
    with databases.copy("worlds") as name, databases.administering(name) as connection:
        connection.autocommit = False
        yield Place(connection)


Draw = tuple[int, int, int, int, int, int]


class Play:
    """One world: acts drawn as numbers, taken modulo whatever is there."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.world = place.world()
        self.at = place.began + timedelta(seconds=1)
        self.told: list[str] = []
        self.tokens: dict[tuple[int, datetime], str] = {}

    # --- PostgreSQL ---------------------------------------------------------------------------------------------------
    def token(self, principal: int, at: datetime) -> str:
        return token(Actor(principal, at), self.place.pid)

    def step(self, principal: int, statement: str) -> Any:
        self.place.cursor.execute(
            "SELECT worlds.step(%s, %s, %s)", [self.token(principal, self.at), self.at, statement], prepare=True
        )
        (answer,) = self.place.cursor.fetchone() or (None,)
        return answer

    def look(self, whom: list[tuple[int, datetime]]) -> None:
        """What PostgreSQL shows equals the rule, for these principals at these instants."""
        tokens = [self.token(principal, at) for principal, at in whom]
        self.place.cursor.execute("SELECT worlds.look(%s, %s)", [tokens, [at for _, at in whom]], prepare=True)
        (seen,) = self.place.cursor.fetchone() or ([],)
        for (principal, at), (keys, own, *rest) in zip(whom, seen, strict=True):
            rule = self.world
            wanted = [
                *(rule.visible(principal, at, table) for table in TABLES),
                rule.earlier_texts(principal, at),
                rule.known_disclosures(principal, at),
                rule.known_extracts(principal, at),
            ]
            story = "\n".join([*self.told, f"{principal} looks at {at}"])
            assert set(keys) == rule.keys(principal, at), story
            assert set(own) == rule.own_keys(principal, at), story
            assert rest == wanted, story

    # --- acts ---------------------------------------------------------------------------------------------------------
    def act(self, draw: Draw) -> None:
        op, who, a, b, c, later = draw
        self.at += DAY * later + timedelta(microseconds=1)
        actor = self.place.principals[who % len(self.place.principals)]
        ACTS[op % len(ACTS)](self, actor, a, b, c)

    def both(self, actor: int, statement: str, rule: Callable[[Any], None]) -> None:
        """The statement in PostgreSQL, then the rule with its answer: refused by both or by neither."""
        answer = self.step(actor, statement)
        self.told.append(f"{self.at} {actor}: {statement} -> {answer}")
        try:
            rule(answer)
        except No:
            refused = True
        else:
            refused = False
        assert (answer == "refused") == refused, "\n".join(self.told)

    def pick(self, number: int, *kinds: str) -> int:
        some = [key for key, one in self.world.audiences.items() if not kinds or one.kind in kinds]
        return some[number % len(some)] if some else self.place.principals[0]

    def row(self, number: int, table: str | None = None) -> tuple[str, int] | None:
        some = [row for row in self.world.rows if table in {None, row[0]}]
        return some[number % len(some)] if some else None

    # Most acts are tried by somebody who may; else worlds would be full of refusals.
    def mine(self, actor: int, number: int) -> tuple[str, int] | None:
        own = self.world.own_keys(actor, self.at)
        some = [row for row, thing in self.world.rows.items() if thing.owner in own]
        return some[number % len(some)] if some and number % 6 else self.row(number)

    def steward_of(self, actor: int, audience: int, number: int) -> int:
        able = [each for each in self.place.principals if self.world.steward(each, audience, self.at)]
        return able[number % len(able)] if able and number % 3 else actor

    def receiver(self, number: int) -> int:
        return self.pick(number, "unit", "person", "item", "minutes", "team") if number % 5 else self.pick(number)

    def moment(self, number: int) -> datetime:
        """A day before, now, or some days after; or never."""
        return FOREVER if number % 5 == 0 else self.at + DAY * (number % 7 - 1)


def _sql(at: datetime) -> str:
    return "NULL" if at == FOREVER else f"'{at.isoformat()}'"


def found(play: Play, actor: int, a: int, b: int, c: int) -> None:
    kind = ("minutes", "item", "team", "meeting", "unit")[a % 5]
    steward = play.pick(b, *{"item": ("minutes",), "team": ("unit",), "unit": ("administration",)}.get(kind, ("door", "forum")))
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
        actor, f"SELECT to_jsonb(1) FROM access.shut(ARRAY[{what}::bigint])", lambda _: play.world.shut(actor, play.at, what)
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
    columns = {"concerns_incident": "place, reference", "cases_case": "background, state, closing_reason", "cases_note": "text"}[table]
    more = {"concerns_incident": (", text", ", 'x'"), "cases_case": (", opening_reason, opened_at", ", 'x', now()"),
            "cases_note": (", case_id", f", {parent[1] if parent else 0}")}[table]  # fmt: skip
    made: list[int] = []

    def rule(answer: Any) -> None:
        play.world.rows[table, answer] = play.world.write(actor, play.at, owner, parent)
        made.append(answer)

    play.both(
        actor,
        f"INSERT INTO {table} (owner_audience, audiences, origin, retention_kind, hold, version, {columns}{more[0]}) "
        f"VALUES ({owner}, ARRAY[{owner}::bigint], 'own', '', false, 1, {values}{more[1]}) RETURNING to_jsonb(id)",
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
        actor, f"SELECT to_jsonb(1) FROM sharing.withdraw({number})", lambda _: play.world.withdraw(actor, play.at, number)
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
    play.both(
        actor,
        f"SELECT retention.delete('{row[0]}', ARRAY[{row[1]}::bigint], '{'go' if c % 2 else 'wait'}')",
        lambda _: play.world.delete(actor, play.at, row, destroy=bool(c % 2)),
    )


def extract(play: Play, actor: int, a: int, b: int, c: int) -> None:
    source = play.mine(actor, a)
    if source is None:
        return
    part = write(play, actor, a, b, c, "concerns_incident") if c % 3 else (play.row(c, "concerns_incident") or source)[1]
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
