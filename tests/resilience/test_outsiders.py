"""Who was never at the table, and who was there yesterday as a guest, meet nothing of it: pages, search, feed, raw SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samspil.access.actor import set_test_clock
from samspil.cases import actions as cases
from samspil.cases.models import Case, Conversation, Handover, Task
from samspil.concerns import actions as concerns
from samspil.concerns.actions import Choices, EventChoice
from samspil.concerns.models import ListEntry
from samspil.concerns.reader import ListReading, ListRow
from samspil.concerns.tests import doors
from samspil.meetings.actions import preparing, sitting
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.actions.sitting import Seated
from samspil.meetings.models import Item
from samspil.meetings.tests.steps import Table, approved, decided, opened, planned
from tests import clock
from tests.cast import Cast, as_role
from tests.resilience.traces import in_tables, in_text

OUTSIDERS = ("outsider", "politician", "other_consultant", "other_police", "administrator")
GUEST = "ssp_teacher"
# Of the guest: asked at a door about somebody who is not at the meeting; and the frame of the meeting, without content, which
# whoever sat there keeps as long as the seats do.
KEPT = {"joint_jointassessment": 1, "access_history": 5, "meetings_attendance": 4, "meetings_slot": 5}
NAMES = ("Thorvaldine Kvist", "Gudmund Præst", "Alfrida Lærke", "Sigismund Glente", "Ottomine Vibe")
BORN = date(clock.today().year - 15, 11, 17)
CPR = f"7711{BORN:%y}4207"  # a replacement number
WORDS = (
    *(word for name in NAMES for word in name.lower().split()),
    "rønnebær", "ulvemose", "sommersolhverv", "hejrekoloni", "muldvarp", CPR, f"{CPR[:6]}-{CPR[6:]}", str(BORN),
)  # fmt: skip
SEARCHES: tuple[dict[str, str], ...] = (
    {"name": NAMES[0]}, {"name": NAMES[0], "born": str(BORN.year)}, {"name": "Th", "born": f"{BORN:%d.%m.%Y}"}, {"cpr": CPR},
    {"text": "hejrekolonien flyttet", "everywhere": "on"},
)  # fmt: skip
PAGES = {"desk", "cases", "concerns", "calendar", "meetings", "organisations", "web"}
NEVER = 987_654_321  # an id that nothing has


@dataclass
class Held:
    """A meeting of everything, and the ids that addresses may ask for."""

    table: Table
    ids: dict[str, int] = field(default_factory=dict)


@pytest.fixture
def held(cast: Cast) -> Held:
    """List, event, concern; a guest at the table; told, decided in every way, worked on in a case."""
    actor = cast.consultant.sign()
    rows = [
        ListRow(
            row=number, name=name, cpr=CPR if number == 1 else None, birth_date=BORN if number == 1 else None,
            place="Ulvemoseperronen", date=date(2026, 11, 18), role="suspected", text="Kastede rønnebær",
        )
        for number, name in enumerate(NAMES, 1)
    ]  # fmt: skip
    reading = ListReading(encoding="utf-8", sheet=None, columns={"name": "Navn"}, rows=tuple(rows), problems=())
    key = concerns.keep_reading(
        actor, forum=cast.forum, giver=cast.units["local_police"], meets_on=None, reading=reading
    )
    events = {event.key: EventChoice("Der blev kastet rønnebær") for event in concerns.look_at(actor, key=key).events}
    police_list = concerns.receive_list(actor, key=key, choices=Choices(events=events))
    entries = list(police_list.entries.order_by("row"))
    colleague = cast.colleague.sign()
    concern = concerns.send(
        colleague, forum=cast.forum, about="child", who="Ottomine Vibe", text="Muldvarpen er væk", source="outreach",
        crime_focus="Muldvarp", necessity="valg af indsats", key=uuid4(),
    )  # fmt: skip

    actor, meeting = cast.consultant.sign(), planned(cast)
    placements = [
        Placement(
            label=entry.name, source="list", subject=entry.subject, birth_date=entry.birth_date, role=entry.role,
            entry_id=entry.pk, incident_id=entry.incident_id,
        )
        for entry in entries
    ]  # fmt: skip
    placements[-1] = Placement(label="Ottomine Vibe", source="concern", concern_id=concern.pk)
    items = preparing.place(actor, meeting=meeting, placements=placements, necessity="valg af indsats")
    meeting.refresh_from_db()
    table = opened(Table(cast, meeting, items))
    sitting.arrive(cast.consultant.sign(), meeting=table.meeting, line=Seated(cast.ssp_teacher.staff.pk, "guest"))
    told = sitting.share(
        cast.social_worker.sign(), item=table.fresh(items[0]), text="Siden sommersolhverv", necessity="valg af indsats"
    )
    made = {
        word: decided(table, item, word, cast.social_worker, reason="Familiens hejrekoloni")
        for word, item in zip(("support", "preventive", "case", "handover", "continue"), items, strict=True)
    }
    social_worker = cast.social_worker.sign()
    case = Case.objects.get(decision_id=made["case"].pk)
    note = cases.write_note(social_worker, case=case, text="Hejrekolonien er flyttet", key=uuid4())
    ids = {
        "item_id": items[0].pk, "incident_id": entries[0].incident_id, "slot_id": items[0].slot_id, "statement_id": told.pk,
        "decision_id": made["support"].pk, "list_id": police_list.pk, "entry_id": entries[0].pk,
        "person_id": entries[0].subject, "concern_id": concern.pk, "case_id": case.pk, "note_id": note.pk,
        "task_id": Task.objects.get(decision_id=made["support"].pk).pk,
        "conversation_id": Conversation.objects.get(decision_id=made["preventive"].pk).pk,
        "handover_id": Handover.objects.get(decision_id=made["handover"].pk).pk,
    }  # fmt: skip
    at_a_door = {name: pk for name, pk in doors.numbers(cast).items() if name.endswith("_id") and name not in OPEN}
    return Held(table, {name: int(pk) for name, pk in (ids | at_a_door).items()})


@pytest.fixture
def tomorrow() -> Iterator[Callable[[], None]]:
    """Call it, and it is a day later for database and pages alike."""

    def call() -> None:
        clock.turn(timedelta(days=1))

    yield call
    set_test_clock(timedelta(0))


# --- raw SQL --------------------------------------------------------------------------------------------------------------
COUNTED = """
SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'samspil_read'
 WHERE c.relnamespace = 'public'::regnamespace AND EXISTS (SELECT FROM pg_attribute a
   WHERE a.attrelid = c.oid AND a.attname = 'owner_audience') AND c.relname NOT LIKE 'audit%' ORDER BY 1
"""


def counts(cast: Cast, who: str) -> dict[str, int]:
    """How many rows of each confidential table this member gets; tables without any are left out."""
    cast.members[who].sign()
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}


def words_read(cast: Cast, who: str) -> set[object]:
    """Words of the children in whatever this member reads by raw SQL, open tables and the audit too."""
    cast.members[who].sign()
    return set(in_tables(connection.connection, WORDS))


def test_raw_sql_gives_outsiders_nothing(cast: Cast, held: Held) -> None:
    everything = counts(cast, "consultant") | counts(cast, "social_worker")
    assert {"meetings_item", "concerns_listentry", "people_person", "cases_case", "cases_note"} <= set(everything)
    for who in OUTSIDERS:
        assert counts(cast, who) == {}, who
        assert words_read(cast, who) == set(), who


def test_raw_sql_gives_yesterdays_guest_nothing(cast: Cast, held: Held, tomorrow: Callable[[], None]) -> None:
    assert {"meetings_item", "meetings_decision", "meetings_statement", "people_person"} <= set(counts(cast, GUEST))
    approved(held.table)
    assert counts(cast, GUEST) == KEPT
    tomorrow()
    assert counts(cast, GUEST) == KEPT
    assert words_read(cast, GUEST) == set()


# --- pages ------------------------------------------------------------------------------------------------------------
# What is open inside the installation, and what is the asker's own: an address with one of these may answer.
OPEN = {
    "meeting_id", "forum_id", "unit_id", "staff_id", "post_id", "holder_id", "change_id", "duty", "key", "secret",
    "uidb36", "user_id", "token", "principal_id", "member", "sheet", "name", "step", "party", "body_key",
    "intervention_id", "document_id", "frame_id", "absence_id",  # the municipality's own register
    "file_id",  # asked of every member of the cast in tests/lock/pages.py
    # the same: meetings that name nobody and who is invited to them, and what else stands in the matrix of addresses
    "passage_id", "gathering_id", "matter_id", "resolution_id", "invitation_id", "guest_secret", "notice_id",
    "reference_id", "activity_id", "count_id", "arena", "effort_id", "youth_id", "state_id", "sign_id", "shared_id",
    "joint_id",  # the teacher is one of the three who are asked: tests/lock/pages.py asks every member of the cast
    "sort",  # one of four words
    "index",  # a row of what the asker has read from a file; whose reading it is, its key says
    "forum_key", "seat_key", "starts", "version_id", "term",  # the municipality's own setup
}  # fmt: skip


def addresses(
    resolver: URLResolver | None = None, before: str = "", spaces: str = ""
) -> Iterator[tuple[str, set[str]]]:
    """Every named address of the product with the parameters that it takes."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from addresses(pattern, before + str(pattern.pattern), space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found = set(re.findall(r"<(?:\w+:)?(\w+)>", before + str(pattern.pattern)))
            yield spaces + pattern.name, found


def filled(held: Held, params: set[str], *, unknown: bool = False) -> dict[str, object]:
    """The parameters of an address: of the meeting, or of something that is not there."""
    others = {
        "unit_id": held.table.cast.units["school"].pk,
        "meeting_id": held.table.meeting.pk,
        "duty": "coordinator",
        "party": "receiver",
    }
    return {name: NEVER if unknown and name in held.ids else (held.ids | others)[name] for name in params}


def alike(client: Client, method: str, one: str, other: str) -> tuple[HttpResponse, bool]:
    """What one address answers, and whether the other answers the same but for its own number."""
    first, second = (getattr(client, method)(address) for address in (one, other))
    plain = [re.sub(rb"[0-9A-Za-z]{32,}|\d+", b"", answer.content) for answer in (first, second)]
    return first, (first.status_code, plain[0]) == (second.status_code, plain[1])


def test_every_address_is_judged(held: Held) -> None:
    known = OPEN | set(held.ids)
    assert {(name, param) for name, params in addresses() for param in params - known} == set()


@pytest.mark.parametrize("who", [*OUTSIDERS, GUEST])
def test_a_page_of_the_meeting_is_like_a_page_that_is_not_there(
    cast: Cast, held: Held, who: str, tomorrow: Callable[[], None]
) -> None:
    if who == GUEST:
        approved(held.table)
        tomorrow()
    client, judged = cast.client(who), 0
    for name, params in addresses():
        if not params & set(held.ids) or not params <= set(held.ids) | {"unit_id", "meeting_id", "duty", "party"}:
            continue
        address = reverse(name, kwargs=filled(held, params))
        nowhere = reverse(name, kwargs=filled(held, params, unknown=True))
        for method in ("get", "post"):
            answer, same = alike(client, method, address, nowhere)
            assert same, (name, method, answer.status_code)
            assert answer.status_code in {404, 405} or "meeting_id" in params, (name, method, answer.status_code)
            judged += answer.status_code == 404
    assert judged > 30


@pytest.mark.parametrize("who", [*OUTSIDERS, GUEST])
def test_pages_search_and_feed_name_nobody(cast: Cast, held: Held, who: str, tomorrow: Callable[[], None]) -> None:
    if who == GUEST:
        approved(held.table)
        tomorrow()
    client, answers = cast.client(who), {}
    for name, params in addresses():
        if not params and name.partition(":")[0] in PAGES:
            answers[name] = client.get(reverse(name))
        elif params == {"meeting_id"}:
            answers[name] = client.get(reverse(name, kwargs={"meeting_id": held.table.meeting.pk}))
    for name in (name for name, params in addresses() if not params and "search" in name + reverse(name)):
        for asked in SEARCHES:
            answers[f"{name} {asked}"] = client.post(reverse(name), asked)
    assert len([name for name in answers if " " in name]) >= 3 * len(SEARCHES)
    subscribed = client.post(reverse("calendar:subscribe"))
    feeds = set(re.findall(r"/kalender/abonnement/[^\"'<\s]+\.ics", subscribed.content.decode()))
    assert feeds
    answers |= {feed: client.get(feed) for feed in feeds}
    assert {answers[feed].status_code for feed in feeds} == {200}
    for name, answer in answers.items():
        assert answer.status_code < 500, name
        # What was typed into a search form stands in it again, or is given back; four letters in the page's random token are no name.
        said = re.sub(
            r"""value="[^"]*"|hx-headers='[^']*'|<textarea.*?</textarea>""",
            "",
            answer.content.decode("utf-8", "replace"),
        )
        assert in_text(said, WORDS) == set(), name


@pytest.mark.parametrize("who", [*OUTSIDERS, GUEST, "police_officer"])
def test_only_those_who_keep_the_minutes_lead_the_meeting(cast: Cast, held: Held, who: str) -> None:
    """Refused with its reason: nothing is done, nothing breaks, and nothing is recorded as done."""
    client, before = cast.client(who), state(held)
    me = cast.members[who].staff.pk
    everything = {
        "arrive": "1", "staff": me, "state": "guest", f"staff_{me}": "present", "line": "Ingefred Skade 14",
        "idempotency_key": uuid4(), "key": uuid4(), "leave": me, "name": "Ingefred Skade", "necessity": "valg af indsats",
        "present": [cast.consultant.staff.pk, cast.police_officer.staff.pk],
    }  # fmt: skip
    keys = ("consultant", "colleague", "social_worker", "police_officer")
    everything |= {f"staff_{cast.members[key].staff.pk}": "present" for key in keys}
    for name, params in addresses():
        if params == {"meeting_id"} or (name == "meetings:call_now" and who != "police_officer"):
            ids = {"meeting_id": held.table.meeting.pk} if params == {"meeting_id"} else {"forum_id": cast.forum.pk}
            answer = client.post(reverse(name, kwargs=ids), everything)
            assert answer.status_code in {404, 405, 409, 422}, (name, answer.status_code)
    assert state(held) == before


def state(held: Held) -> list[object]:
    """The meeting, its items, and how many acts are recorded, whoever may read them; readings are no acts."""
    with as_role("samspil_lock") as cursor:
        cursor.execute("SELECT array_agg(to_jsonb(m)) FROM meetings_meeting m")
        meetings = cursor.fetchone()
        items = list(Item.objects.order_by("pk").values_list("pk", "state", "version"))
        cursor.execute("SELECT count(*) FROM audit_event WHERE act !~ '[.](read|downloaded|refused)$'")
        return [meetings, items, ListEntry.objects.count(), cursor.fetchone()]
