"""The rule of the lock in plain Python: what a principal may read and write at an instant. The worlds test compares.

Written from the design, not from the SQL. It knows no tables, only rows with an owner and readers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

FOREVER = datetime.max.replace(tzinfo=UTC)
CLOSED = {"sealed", "disclosure", "body", "person", "minutes", "meeting", "item"}  # nobody is let into these
OPENED = {"minutes", "meeting", "item"}
UNDER = {
    ("minutes", "door"), ("minutes", "person"), ("meeting", "door"), ("meeting", "person"), ("item", "minutes"),
    ("team", "unit"), ("team", "door"), ("team", "minutes"), ("unit", "administration"),
}  # fmt: skip
Key = int
Row = tuple[str, int]


class No(Exception):
    """The act is refused."""


@dataclass
class Audience:
    kind: str
    body: int
    steward: Key | None = None
    private: bool = False  # of an association or company, or of a person who works for nobody else
    named: bool = False  # of a forum where named persons are discussed


@dataclass
class Period:
    start: datetime
    end: datetime

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def finish(self, at: datetime) -> None:
        """Ends at this instant; what has not begun never does."""
        if self.holds(at):
            self.end = at
        elif self.start >= at:
            self.end = self.start


@dataclass
class Membership:
    principal: int
    audience: Key
    period: Period


@dataclass
class Grant:
    audience: Key
    to: Key
    period: Period
    pen: bool


@dataclass
class Thing:
    owner: Key
    readers: set[Key]
    parent: Row | None = None
    kind: str = ""  # by which rule it is deleted
    changes: int = 0
    handed_over_by: int = 0  # the last disclosure that was a hand-over


@dataclass
class Disclosure:
    kind: str
    giver: Key
    to: Key
    own: Key | None
    period: Period
    rows: list[Row]
    protection: Key


@dataclass
class World:
    audiences: dict[Key, Audience]
    person_of: dict[int, Key]  # principal -> audience of the person
    body_of: dict[int, int]  # principal -> body
    protection: dict[int, Key]
    sealed: dict[int, Key]
    administration: dict[int, Key]
    memberships: list[Membership] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    rows: dict[Row, Thing] = field(default_factory=dict)
    disclosures: dict[int, Disclosure] = field(default_factory=dict)
    extracts: list[tuple[Row, Row, Key]] = field(default_factory=list)
    ended: dict[int, datetime] = field(default_factory=dict)

    # --- the rule -----------------------------------------------------------------------------------------------------
    def acts(self, principal: int, at: datetime) -> bool:
        return at < self.ended.get(principal, FOREVER)

    def _held(self, principal: int, at: datetime) -> set[Key]:
        if not self.acts(principal, at):
            return set()
        held = {m.audience for m in self.memberships if m.principal == principal and m.period.holds(at)}
        return (
            set() if held == {self.person_of[principal]} else held
        )  # who works nowhere has no key (`access.works_nowhere`)

    def keys(self, principal: int, at: datetime) -> set[Key]:
        """May read: memberships, and what is opened to them."""
        held = self._held(principal, at)
        return held | {g.audience for g in self.grants if g.to in held and g.period.holds(at)}

    def own_keys(self, principal: int, at: datetime) -> set[Key]:
        """May write: memberships, and what lends the pen to them."""
        held = self._held(principal, at)
        return held | {g.audience for g in self.grants if g.pen and g.to in held and g.period.holds(at)}

    def visible(self, principal: int, at: datetime, table: str) -> list[int]:
        keys = self.keys(principal, at)
        return sorted(number for (name, number), row in self.rows.items() if name == table and row.readers & keys)

    def earlier_texts(self, principal: int, at: datetime) -> int:
        """Rows of history: as many as there were changes, for whoever reads the row."""
        keys = self.keys(principal, at)
        return sum(row.changes for row in self.rows.values() if row.readers & keys)

    def known_disclosures(self, principal: int, at: datetime) -> list[int]:
        keys = self.keys(principal, at)
        return sorted(number for number, one in self.disclosures.items() if keys & {one.giver, one.to, one.protection})

    def known_extracts(self, principal: int, at: datetime) -> int:
        keys = self.keys(principal, at)
        return sum(owner in keys for _, _, owner in self.extracts)

    def steward(self, principal: int, audience: Key, at: datetime) -> bool:
        return self.audiences[audience].steward in self.own_keys(principal, at)

    def check_receiver(self, to: Key) -> None:
        one = self.audiences[to]
        if one.kind in {"sealed", "disclosure", "administration", "protection"} or one.private:
            raise No

    # --- the acts -----------------------------------------------------------------------------------------------------
    def found(self, actor: int, at: datetime, kind: str, steward: Key) -> Audience:
        if steward not in self.own_keys(actor, at) or (kind, self.audiences[steward].kind) not in UNDER:
            raise No
        return Audience(kind, self.audiences[steward].body, steward)

    def admit(self, actor: int, at: datetime, to: Key, who: int, since: datetime, until: datetime) -> None:
        audience = self.audiences[to]
        if not self.steward(actor, to, at) or audience.kind in CLOSED:
            raise No
        if actor == who and self.audiences[audience.steward or 0].kind == "administration":
            raise No
        if not self.acts(who, at):
            raise No
        parts = [Period(max(since, at), until)]
        for known in (m.period for m in self.memberships if m.principal == who and m.audience == to):
            parts = (
                [
                    rest
                    for part in parts
                    for rest in (
                        Period(part.start, min(part.end, known.start)),
                        Period(max(part.start, known.end), part.end),
                    )
                    if rest.start < rest.end
                ]
                if known.start < known.end
                else parts
            )
        parts = [part for part in parts if part.start < part.end]
        if parts and (audience.kind == "team" or audience.named):
            self.check_receiver(self.person_of[who])
        self.memberships += [Membership(who, to, part) for part in parts]

    def dismiss(self, actor: int, at: datetime, to: Key, who: int) -> None:
        if not self.steward(actor, to, at):
            raise No
        for membership in self.memberships:
            if membership.principal == who and membership.audience == to:
                membership.period.finish(at)

    def open(self, actor: int, at: datetime, what: Key, to: Key, since: datetime, until: datetime, pen: bool) -> None:
        audience, receiver = self.audiences[what], self.audiences[to]
        if audience.kind not in OPENED or not self.steward(actor, what, at) or until == FOREVER:
            raise No
        if receiver.kind not in {"person", "door", "forum"}:
            raise No
        if receiver.kind != "person" and receiver.body != audience.body:
            raise No
        own_person = receiver.kind == "person" and to in self.own_keys(actor, at)
        if pen and (audience.kind == "item" or not (to == audience.steward or own_person)):
            raise No
        period = Period(max(since, at), until)
        if period.start < period.end:
            self.check_receiver(to)
            self.grants.append(Grant(what, to, period, pen))

    def close(self, actor: int, at: datetime, what: Key, to: Key) -> None:
        steps_out = self.audiences[to].kind == "person" and to in self.own_keys(actor, at)
        if self.audiences[what].kind not in OPENED or not (steps_out or self.steward(actor, what, at)):
            raise No
        for grant in self.grants:
            if grant.audience == what and grant.to == to:
                grant.period.finish(at)

    def shut(self, actor: int, at: datetime, what: Key) -> None:
        if self.audiences[what].kind not in OPENED | {"team"} or not self.steward(actor, what, at):
            raise No
        for one in [*self.memberships, *self.grants]:
            if one.audience == what:
                one.period.finish(at)

    def retire(self, actor: int, at: datetime, who: int) -> None:
        if self.administration[self.body_of[who]] not in self.own_keys(actor, at):
            raise No
        self.ended.setdefault(who, at)

    def write(self, actor: int, at: datetime, owner: Key, parent: Row | None, kind: str) -> Thing:
        if owner not in self.own_keys(actor, at):
            raise No
        if parent and not self.rows[parent].readers & self.keys(actor, at):
            raise No
        return Thing(owner, {owner}, parent, kind)

    def change(self, actor: int, at: datetime, row: Row) -> bool:
        """Whether anything was changed; a row of others is not there for the pen."""
        if self.rows[row].owner not in self.own_keys(actor, at):
            return False
        self.rows[row].changes += 1
        return True

    def disclose(self, actor: int, at: datetime, row: Row, to: Key, until: datetime, own: Key | None) -> Disclosure:
        thing = self.rows[row]
        if until <= at or thing.owner not in self.own_keys(actor, at):
            raise No
        self.check_receiver(to)
        period = Period(at, until)
        if own is not None:
            self.audiences[own] = Audience("disclosure", self.audiences[to].body)
            self.grants.append(Grant(own, to, Period(at, until), pen=False))
        thing.readers.add(own or to)
        return Disclosure(
            "disclosure", thing.owner, to, own, period, [row], self.protection[self.audiences[thing.owner].body]
        )

    def may_withdraw(self, actor: int, at: datetime, number: int) -> None:
        one = self.disclosures[number]
        if one.kind != "disclosure" or one.giver not in self.own_keys(actor, at):
            raise No

    def withdraw(self, actor: int, at: datetime, number: int) -> None:
        self.may_withdraw(actor, at, number)
        one = self.disclosures[number]
        if not one.period.holds(at):
            return
        one.period.end = at
        if one.own is not None:
            for grant in self.grants:
                if grant.audience == one.own and grant.period.holds(at):
                    grant.period.end = at
            return
        for row in one.rows:
            thing = self.rows.get(row)
            if thing is None or thing.owner != one.giver or thing.owner == one.to:
                continue
            if not any(
                row in other.rows and other.kind == "disclosure" and other.own is None and other.to == one.to
                and other.period.holds(at) and key > thing.handed_over_by
                for key, other in self.disclosures.items()
            ):  # fmt: skip
                thing.readers.discard(one.to)

    def hand_over(self, actor: int, at: datetime, row: Row, to: Key, keep: list[Key]) -> Disclosure:
        thing = self.rows[row]
        own = self.own_keys(actor, at)
        self.check_receiver(to)
        for audience in keep:
            if audience not in thing.readers:
                if self.audiences[audience].steward not in own:
                    raise No
                self.check_receiver(audience)
        if thing.owner not in own:
            raise No
        giver = thing.owner
        thing.owner, thing.readers = to, {to, *keep}
        return Disclosure(
            "handover", giver, to, None, Period(at, FOREVER), [row], self.protection[self.audiences[giver].body]
        )

    def delete(self, actor: int, at: datetime, row: Row, rule: str, destroy: bool) -> None:
        if self.rows[row].owner not in self.own_keys(actor, at) or self.rows[row].kind != rule:
            raise No
        body = self.audiences[self.rows[row].owner].body
        below = [key for key, thing in self.rows.items() if thing.parent == row]
        for gone in [*below, row]:
            if not destroy:
                self.rows[gone].owner, self.rows[gone].readers = self.sealed[body], {self.sealed[body]}
                continue
            del self.rows[gone]
            self.extracts = [one for one in self.extracts if gone not in one[:2]]
            for number, one in list(self.disclosures.items()):
                if gone in one.rows:
                    one.rows.remove(gone)
                    if not one.rows:
                        del self.disclosures[number]

    def extract(self, actor: int, at: datetime, row: Row, source: Row) -> None:
        if self.rows[row].owner != self.rows[source].owner or self.rows[row].owner not in self.own_keys(actor, at):
            raise No
        self.extracts.append((row, source, self.rows[row].owner))
