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
from tests.lock.acts import ACTS, DAY, RULES, TABLES
from tests.lock.rule import FOREVER, Audience, Membership, No, Period, Row, Thing, World
from tests.lock.stage import Stage

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
        self.rows: dict[Row, tuple[int, Row | None, str]] = {}
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
        execute(
            "INSERT INTO access_signingkey (inner_pad, outer_pad, valid_from) VALUES (%s, %s, now())", [inner, outer]
        )
        execute("INSERT INTO access_clock (ahead) VALUES ('0')")
        execute("SELECT min(id) FROM sharing_basisversion WHERE status = 'confirmed' AND valid_from IS NULL")
        (self.basis,) = self.cursor.fetchone() or (0,)
        for units in (("authority", "authority", "private"), ("authority",)):
            execute("SELECT body, administration, installer FROM access.found_body('x')")
            body, administration, installer = self.cursor.fetchone() or (0, 0, 0)
            execute(
                "SELECT kind, id FROM access_audience WHERE body_id = %s AND kind IN ('protection', 'sealed')", [body]
            )
            rooms = dict(self.cursor.fetchall())
            self.audiences[body] = Audience("body", body, administration)
            self.audiences[administration] = Audience("administration", body, administration)
            self.audiences[rooms["protection"]] = Audience("protection", body, administration)
            self.audiences[rooms["sealed"]] = Audience("sealed", body)
            self.administration[body], self.protection[body], self.sealed[body] = (
                administration,
                rooms["protection"],
                rooms["sealed"],
            )
            place = stage.row(
                "organisations_body", 0, audience_id=body, administration_id=administration,
                protection_id=rooms["protection"], installer_id=installer,
            )  # fmt: skip
            forum, door = self._audience(stage, "forum", body), self._audience(stage, "door", body)
            self.audiences[forum].named = self.audiences[door].named = True
            stage.row("organisations_forum", 0, body_id=place, audience_id=forum, door_id=door, named_persons=True)
            for rule, days in zip(RULES, ("", "confirmed"), strict=True):
                stage.row("sharing_retentionrule", 0, body=body, kind=rule, may_confirmed_by=days)
            for number, type_ in enumerate(units):
                audience = self._audience(stage, "unit", body)
                self.audiences[audience].private = type_ == "private"
                kind = RULES[number % 2]
                case = stage.row("cases_case", audience, retention_kind=kind)
                for row, above in (
                    (("concerns_incident", stage.row("concerns_incident", audience, retention_kind=kind)), None),
                    (("cases_case", case), None),
                    (
                        ("cases_note", stage.row("cases_note", audience, case_id=case, retention_kind=kind)),
                        ("cases_case", case),
                    ),
                ):
                    self.rows[row] = (audience, above, kind)
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
            rows={row: Thing(owner, {owner}, above, kind) for row, (owner, above, kind) in self.rows.items()},
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
        self.done = False

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
    def act(self, draw: Draw) -> bool:
        """Whether the act, if there was one, was let through."""
        op, who, a, b, c, later = draw
        self.at += DAY * later + timedelta(microseconds=1)
        actor = self.place.principals[who % len(self.place.principals)]
        self.done = False
        ACTS[op % len(ACTS)](self, actor, a, b, c)
        return self.done

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
        self.done |= not refused

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
