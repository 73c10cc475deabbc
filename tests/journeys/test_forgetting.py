"""*Ingen opfølgning*: after approval no word of the child is left anywhere, and the record of the acts still holds (BRO-56)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from samspil.audit import audit_command
from samspil.concerns import actions as concerns
from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.models import ListEntry
from samspil.concerns.reader import read_list
from samspil.config.tests import databases
from samspil.meetings.models import FollowUpCount, Item, Meeting
from samspil.meetings.tests.steps import planned
from samspil.people import cpr_at_rest
from samspil.sharing.models import RetentionRule
from tests import clock
from tests.cast import Cast
from tests.resilience.traces import Word, in_files, in_tables, in_text

# Everything about the child and her companion is one of a kind, so that whatever is found is theirs. Replacement numbers.
CHILD, BORN = "Thorvaldine Kvistgaardsen", date(clock.today().year - 15, 11, 17)
VAR = databases.CHECKOUT / "var"
WITH = date(BORN.year - 1, 12, 19)
CPR, OTHER = f"7711{BORN:%y}4207", f"7912{WITH:%y}4211"
LIST = f"""Ugens liste;;;;;;;
Navn;CPR-nr.;Adresse;Gerningssted;Dato;Rolle;Bemærkning;Journalnr.
Thorvaldine Kvistgaardsen;{CPR};Rørhønestien 9;Ulvemoseperronen;18-11-2026;mistænkt;Kastede rønnebær efter toget;0700-76543-00321-26
Gudmund Præstekjær;{OTHER};Rørhønestien 11;Ulvemoseperronen;18-11-2026;mistænkt;Kastede rønnebær efter toget;0700-76543-00321-26
Jonas Holm;6403104111;Mosevej 3;Stationen;17-11-2026;mistænkt;Tog en cykel;0700-76543-00400-26
"""
TOLD, REASON, TYPED = (
    "Fraværet begyndte ved sommersolhverv",
    "Familiens hejrekoloni hjælper",
    "Halvskrevet om muldvarpen",
)
WORDS: tuple[Word, ...] = (
    "thorvaldine", "kvistg", "gudmund", "præstekj", "rørhøne", "ulvemose", "rønnebær", "76543-00321",
    str(BORN), f"{BORN:%d.%m.%Y}", f"17. november {BORN.year}", str(WITH), CPR, f"{CPR[:6]}-{CPR[6:]}", OTHER,
    "sommersolhverv", "hejrekoloni", "muldvarp",
    cpr_at_rest.keyed_hash(CPR), cpr_at_rest.keyed_hash(OTHER),
)  # fmt: skip
KEPT: tuple[Word, ...] = (
    "jonas",
    "tog en cykel",
)  # with whom work goes on: the search does findVAR = databases.CHECKOUT / "var"


@dataclass
class Town:
    """The cast in a database of its own, signed in to the pages."""

    cast: Cast
    sql: psycopg.Connection
    clients: dict[str, Client]
    temporary: Path

    def post(self, who: str, path: str, **fields: object) -> str:
        """A form sent; answers where it led."""
        answer = self.clients[who].post(path, fields)
        assert answer.status_code == 303, answer.content.decode()
        return str(answer.headers["Location"])

    def get(self, who: str, path: str) -> str:
        answer = self.clients[who].get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.content.decode("utf-8", "replace"))

    def found(self, words: tuple[Word, ...]) -> dict[Word, set[str]]:
        """Where the words are: in tables, and in files that the product may have written."""
        made_up = [VAR / "bench", VAR / "demo"]  # of other people, by commands that were run here before
        return in_tables(self.sql, words) | in_files([self.temporary, VAR], words, but=made_up)


@pytest.fixture
def town(
    settlers: Cast, owner_sql: psycopg.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    clients = {key: settlers.client(key) for key in settlers.members}
    return Town(settlers, owner_sql, clients, tmp_path)


def received(town: Town) -> dict[str, ListEntry]:
    """The list read from its file, looked at, and received; both children of one event."""
    with transaction.atomic():
        actor = town.cast.consultant.sign()
        reading = read_list(LIST.encode("cp1252"), "ungeliste.csv")
        key = concerns.keep_reading(
            actor, forum=town.cast.forum, giver=town.cast.units["local_police"], meets_on=None, reading=reading
        )
        (event,) = concerns.look_at(actor, key=key).events
        told = EventChoice("Der blev kastet rønnebær på Ulvemoseperronen", names_are_words=True)
        kept = concerns.receive_list(actor, key=key, choices=Choices(events={event.key: told}))
        return {entry.name: entry for entry in kept.entries.all()}


def placed(town: Town, entries: dict[str, ListEntry]) -> Meeting:
    with transaction.atomic():
        meeting = planned(town.cast, days=0)
    chosen = [f"entry-{entry.pk}" for entry in entries.values()]
    town.post("consultant", f"/moeder/{meeting.pk}/placer/", chosen=chosen, named="with", necessity="valg af indsats")
    town.post("consultant", f"/moeder/{meeting.pk}/send/")
    return meeting


def begun(town: Town, meeting: Meeting) -> dict[str, Item]:
    keys = ("consultant", "colleague", "social_worker", "police_officer")
    here = {f"staff_{town.cast.members[key].staff.pk}": "present" for key in keys}
    town.post("consultant", f"/moeder/{meeting.pk}/begynd/", **here)
    with transaction.atomic():
        town.cast.consultant.sign()
        return {item.label: item for item in Item.objects.filter(meeting=meeting)}


def decided(town: Town, item: Item, word: str, **fields: object) -> str:
    """The decision as the table's own form sends it."""
    with transaction.atomic():
        town.cast.consultant.sign()
        version = Item.objects.get(pk=item.pk).version
    return town.post(
        "consultant", f"/moeder/punkt/{item.pk}/beslut/", word=word, idempotency_key=uuid4(), version=version, **fields
    )


def approved(town: Town, meeting: Meeting) -> None:
    # What is typed and not saved is asked about: it is of this test, and goes too.
    town.post("consultant", f"/moeder/{meeting.pk}/slut/", unsaved="on")
    town.post("consultant", f"/moeder/{meeting.pk}/godkend/", unsaved="on")


def gone_through(town: Town) -> Meeting:
    """List, agenda, what was told, typed and undone, and the decision that there is no follow-up."""
    meeting = placed(town, received(town))
    items = begun(town, meeting)
    child = items[CHILD]
    assert CHILD in town.get("police_officer", f"/moeder/punkt/{child.pk}/")
    town.post("social_worker", f"/moeder/punkt/{child.pk}/del/", text=TOLD, necessity="valg af indsats")
    town.post(
        "police_officer", f"/moeder/punkt/{child.pk}/del/", text=f"{CHILD}: {TOLD}", necessity="barnets sikkerhed"
    )
    for who in ("consultant", "social_worker"):
        typed = town.clients[who].post(f"/kladde/item-{child.pk}-share/", {"text": TYPED})
        assert typed.status_code == 204
    decided(town, child, "support", responsible=town.cast.social_worker.staff.pk, reason=REASON, text=REASON)
    with transaction.atomic():
        town.cast.consultant.sign()
        first = child.decisions.get()
    town.post("consultant", f"/moeder/beslutning/{first.pk}/fortryd/")
    decided(town, child, "none", reason=REASON)
    decided(town, items["Gudmund Præstekjær"], "none")
    decided(town, items["Jonas Holm"], "support")
    return meeting


@pytest.mark.covers("BRO-56", verb="minutes.approved")
def test_after_approval_no_word_of_the_child_is_left(town: Town) -> None:
    meeting = gone_through(town)
    before = town.found(WORDS)
    assert {"thorvaldine", "rønnebær", "sommersolhverv", "hejrekoloni", "muldvarp", str(BORN)} <= set(before)
    assert cpr_at_rest.keyed_hash(CPR) in before

    approved(town, meeting)

    assert town.found(WORDS) == {}
    assert set(town.found(KEPT)) == set(KEPT)
    with transaction.atomic():
        town.cast.consultant.sign()
        assert FollowUpCount.objects.get(forum=town.cast.forum).count == 2
    deleted = town.sql.execute(
        "SELECT sum((detail->>'meetings_item')::int) FROM audit_event WHERE act = 'row.destroyed'"
    )
    assert deleted.fetchone() == (2,)
    for who, client in town.clients.items():
        for path in (f"/moeder/{meeting.pk}/", f"/moeder/{meeting.pk}/referat/", f"/moeder/{meeting.pk}/referat.pdf"):
            page = client.get(path).content.decode("utf-8", "replace")
            assert in_text(page, WORDS) == set(), (who, path)


def test_the_record_of_the_acts_outlives_the_child(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """The chain holds over the deletion, and one event changed by the owner of the database is named."""
    meeting = gone_through(town)
    assert audit_command.main(["seal"]) == 0
    approved(town, meeting)
    assert audit_command.main(["seal"]) == 0

    assert audit_command.main(["verify"]) == 0
    acts = {act for (act,) in town.sql.execute("SELECT DISTINCT act FROM audit_event")}
    assert {"policelist.received", "item.read", "statement.shared", "decision.made", "row.destroyed"} <= acts

    # Whoever owns the tables can take guard and policies off.
    town.sql.execute("SET ROLE samspil_owner")
    town.sql.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only, NO FORCE ROW LEVEL SECURITY")
    changed = town.sql.execute(
        "UPDATE audit_event SET principal = principal + 1 WHERE id = (SELECT min(id) FROM audit_event "
        "WHERE act = 'decision.made') RETURNING id"
    ).fetchone()
    town.sql.execute("RESET ROLE")
    assert changed
    capsys.readouterr()
    assert audit_command.main(["verify"]) == 1
    assert f"Events that were changed: {changed[0]}\n" in capsys.readouterr().out


def test_without_a_confirmed_ground_it_is_blanked_and_goes_once_it_is_confirmed(town: Town) -> None:
    """Arkivloven: what may go is a ground of its own. Until somebody answers for it, nobody reads the rows either."""
    confirm(town, "")
    meeting = gone_through(town)
    assert "thorvaldine" in read_by(town, "consultant")

    approved(town, meeting)

    assert {who: read_by(town, who) for who in town.cast.members} == {who: set() for who in town.cast.members}
    assert {"thorvaldine", "rønnebær", "sommersolhverv", "hejrekoloni"} <= set(town.found(WORDS))
    assert "muldvarp" not in town.found(WORDS)  # never sent, so no record of anything
    call_command("delete_due", stdout=StringIO())
    assert "thorvaldine" in town.found(WORDS)

    confirm(town, "Niels Dahl")
    call_command("delete_due", stdout=StringIO())

    assert town.found(WORDS) == {}
    assert set(town.found(KEPT)) == set(KEPT)


def confirm(town: Town, by: str) -> None:
    """The data protection officer answers for the disposal ground of what has no follow-up, or takes it back."""
    with transaction.atomic():
        town.cast.protection_officer.sign()
        RetentionRule.objects.filter(body=town.cast.body.audience_id, kind="no_follow_up").update(may_confirmed_by=by)


def read_by(town: Town, who: str) -> set[Word]:
    """The child's words that this member gets by raw SQL, whatever the page."""
    with transaction.atomic():
        town.cast.members[who].sign()
        return set(in_tables(connection.connection, WORDS))


def test_what_the_database_refuses_leaves_no_words_in_its_log(fresh_database: Any) -> None:
    """Statements carry names, and a server writes those that fail to its log, with the row they failed on."""
    log = databases.running().folder.log
    before = log.stat().st_size
    with psycopg.connect(fresh_database.url("samspil_app"), autocommit=True) as app:
        for statement in (
            "INSERT INTO people_person (name) VALUES ('Thorvaldine Kvistgaardsen')",
            "INSERT INTO people_person (owner_audience, audiences, name) VALUES (1, '{1}', 'Thorvaldine Kvistgaardsen')",
            "SELECT * FROM people_tie WHERE 'Thorvaldine Kvistgaardsen' <> ''",
        ):
            with pytest.raises(psycopg.Error):
                app.execute(statement)
    written = log.read_bytes()[before:].decode("utf-8", "replace")
    assert "permission denied" in written
    assert in_text(written, WORDS) == set()
