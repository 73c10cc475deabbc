"""Given-steps: each reaches its state through the actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from samspil.access import cabinet
from samspil.access.actor import Actor
from samspil.cases import actions, queries
from samspil.cases.models import Case, Conversation, Handover, Note, Responsibility, Task
from samspil.cases.voices import actions as voices
from samspil.people.actions import find_or_create
from samspil.people.models import Person
from samspil.people.queries import Child
from tests import clock
from tests.cast import Cast, Member, as_role

YOUNG = date(clock.today().year - 14, 5, 3)
TABLES = (
    "cases_case",
    "cases_responsibility",
    "cases_task",
    "cases_conversation",
    "cases_handover",
    "cases_agreement",
    "cases_involvement",
    "cases_note",
    "people_person",
    "sharing_disclosure",
    "sharing_disclosedrow",
    "access_history",
)


def child(member: Member, name: str = "Jonas Holm", born: date | None = YOUNG) -> Person:
    """A record that the member's unit keeps."""
    return find_or_create(
        member.sign(), owner_audience=member.unit.audience_id, child=Child(name=name, birth_date=born)
    )


def minutes(cast: Cast) -> int:
    """The audience of a meeting's minutes, whose pen the forum's door holds: the consultant and the social worker."""
    actor = cast.consultant.sign()
    (audience,) = cabinet.found("minutes", cast.forum.door_id, ["meeting"])
    cabinet.open_to([audience], [cast.forum.door_id], until=actor.at + timedelta(days=10), pen=True)
    return audience


def basis(cast: Cast, giver: str = "ssp", receiver: str = "family") -> int:
    return queries.basis_between(cast.units[giver], cast.units[receiver], timezone.localdate()).pk


def case(
    cast: Cast,
    member: Member | None = None,
    *,
    born: date | None = YOUNG,
    background: str = "Skolen",
    person_id: int | None = None,
    key: UUID | None = None,
) -> Case:
    """An open case of the member's unit (the consultant's), coordinated by the member; about a new child, or that one."""
    member = member or cast.consultant
    opened = actions.open_case(
        member.sign(),
        person_id=person_id or child(member, born=born).pk,
        opening_reason="Skolens egne tilbud er prøvet",
        coordinator=member.staff,
        unit=member.unit,
        owner_audience_id=member.unit.audience_id,
        key=key,
    )
    if background:
        actions.describe_case(member.sign(), case=opened, version=opened.version, background=background)
    return opened


def task(cast: Cast, member: Member | None = None, **more: Any) -> Task:
    member = member or cast.consultant
    return actions.give_task(
        member.sign(),
        person_id=None,
        text="Ring til skolen",
        responsible=member.staff,
        unit=member.unit,
        owner_audience_id=member.unit.audience_id,
        **more,
    )


def talk(cast: Cast, member: Member | None = None, *, born: date | None = YOUNG, **more: Any) -> Conversation:
    member = member or cast.consultant
    person = child(member, born=born)
    return actions.plan_conversation(
        member.sign(),
        person_id=person.pk,
        kind="preventive",
        responsible=member.staff,
        unit=member.unit,
        owner_audience_id=member.unit.audience_id,
        **more,
    )


def handover(
    cast: Cast, of: Case, *, to: str = "family", with_notes: bool = False, said: Sequence[str] = ("child", "parents")
) -> Handover:
    """The case is offered to another unit by its consultant, who has it; child and parents have said yes."""
    offer = actions.propose_handover(
        cast.consultant.sign(),
        person_id=of.subject,
        text="Forløbet i skolen skal følges",
        to_unit=cast.units[to],
        owner_audience_id=of.owner_audience_id,
        basis_version_id=basis(cast, receiver=to),
        necessity="familien bor i jeres område",
        suspicion="none",
        case=of,
        with_notes=with_notes,
    )
    for party in said:
        actions.reply_handover(cast.consultant.sign(), handover=offer, party=party, answer="agrees")
    return Handover.objects.get(pk=offer.pk)


def involved(cast: Cast, of: Case, unit: str = "family", **more: Any) -> None:
    """Another unit takes part in the case: it reads its front page."""
    actions.involve_unit(
        cast.consultant.sign(),
        case=of,
        unit=cast.units[unit],
        necessity="familien kender barnet",
        basis_version_id=basis(cast, receiver=unit),
        **more,
    )


def coordinator(of: Case) -> Responsibility:
    return Responsibility.objects.get(case=of, duty="coordinator", period__upper_inf=True)


def note(cast: Cast, of: Case, text: str = "Mor ringede") -> Note:
    return actions.write_note(cast.consultant.sign(), case=of, text=text)


def settle() -> None:
    """What is checked at commit is checked now: exactly one holder and one coordinator, without a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def world() -> dict[str, str]:
    """A fingerprint of every table that a verb may touch, read past the policies."""
    prints = {}
    with as_role("samspil_lock") as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY id), '')) FROM {table} t")
            prints[table] = cursor.fetchone()[0]
    return prints


def acts() -> list[str]:
    """The acts in the record so far, in order, read past the policies."""
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT act FROM audit_event ORDER BY id")
        return [act for (act,) in cursor.fetchall()]


@contextmanager
def no_record() -> Iterator[None]:
    """The record cannot be written: whatever is done in here must not have happened."""
    with pytest.raises(Exception, match="the record is full"), transaction.atomic():  # noqa: PT012
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE samspil_owner")
            cursor.execute(
                "CREATE FUNCTION access.full() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'the record is full'; END $$"
            )
            cursor.execute("GRANT EXECUTE ON FUNCTION access.full() TO PUBLIC")
            cursor.execute(
                "CREATE TRIGGER full_record BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION access.full()"
            )
            cursor.execute("SET LOCAL ROLE samspil_app")
        yield


def heard(actor: Actor, case: Case) -> None:
    """What a case needs before it can be closed: the child's part, and why the network has none (HAL-05)."""
    for whose, involved, text in (
        ("child", True, "Vil gerne tilbage til fodbold"),
        ("network", False, "Far svarer ikke"),
    ):
        voices.write_voice(actor, case=case, whose=whose, involved=involved, text=text)


def ripe_case(cast: Cast) -> Case:
    """A case that says how the child and the network took part, so that it can be closed."""
    ripe = case(cast)
    heard(cast.consultant.sign(), ripe)
    return ripe
