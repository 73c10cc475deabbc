"""The door's work: the first answer, the clock, and each act after it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspil.access.actor import Actor, now
from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern, Holding, Reception, Step
from samspil.concerns.queries.at_door import at_door_page
from samspil.concerns.queries.figures import FEWEST, figures
from samspil.concerns.queries.holders import who_has
from samspil.concerns.queries.queue import queue_page
from samspil.concerns.tests.doors import at, found, raised
from samspil.lib.refusals import Conflict, Refused
from samspil.organisations.models import Staff
from samspil.organisations.profile import load
from samspil.people.queries import Child
from tests.cast import Cast, as_role

PROFILES = Path(__file__).resolve().parents[4] / "profiles"


def first(
    actor: Actor,
    concern: Concern,
    answer: str = "no",
    because: str = "Der er voksne om hende",
    notifier: Staff | None = None,
) -> Assessment:
    version = Assessment.objects.get(concern=concern).version
    return assessing.answer_first(
        actor, concern=concern, version=version, answer=answer, because=because, notifier=notifier
    )


@pytest.fixture
def door(cast):
    return found(cast)


@pytest.fixture
def concern(cast, door):
    return raised(cast, door)


ACTS = {
    "take": lambda actor, concern: assessing.take(actor, concern=concern),
    "ask": lambda actor, concern: assessing.ask_back(actor, concern=concern, text="Hvornår?", key=uuid4()),
    "judge": lambda actor, concern: assessing.judge(
        actor, concern=concern, version=Assessment.objects.get(concern=concern).version, level="Specifik",
        opening_reason="Ældre unge", proportionality="Samtaler er prøvet",
    ),
    "name": lambda actor, concern: assessing.name_child(actor, concern=concern, child=Child("Vera Ottosen")),
    "close": lambda actor, concern: assessing.close(
        actor, concern=concern, version=Assessment.objects.get(concern=concern).version, outcome="help", reason="Aftalt"
    ),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_the_first_act_is_whether_it_can_be_a_notification(cast, concern, act):
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="underretning"):
        ACTS[act](actor, concern)
    first(actor, concern)
    ACTS[act](actor, concern)


def test_a_place_needs_no_such_answer(cast, door):
    concern = raised(cast, door, about="place", who="Kiosken")
    assessing.take(cast.consultant.sign(), concern=concern)
    assert Concern.objects.get(pk=concern.pk).state == "taken"


def test_a_no_has_its_reason(cast, concern):
    actor = cast.consultant.sign()
    with pytest.raises(Refused) as refusal:
        first(actor, concern, because="  ")
    assert refusal.value.field == "because"
    first(actor, concern)


def test_unsure_is_answered_again_and_nothing_closes_meanwhile(cast, concern):
    actor = cast.consultant.sign()
    first(actor, concern, "unsure", "Ringer til modtagelsen")
    with pytest.raises(Refused, match="i tvivl"):
        ACTS["close"](actor, concern)
    assert first(actor, concern, "yes", "", cast.consultant.staff).first_answer == "yes"


@pytest.mark.parametrize("act", ACTS)
def test_only_the_door_works_with_it(cast, concern, act):
    with pytest.raises((Refused, Assessment.DoesNotExist)):  # the sender cannot even read what is assessed
        ACTS[act](cast.ssp_teacher.sign(), concern)


def test_two_at_once_are_told(cast, concern):
    actor = cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    first(actor, concern)
    with pytest.raises(Conflict):
        assessing.judge(
            actor, concern=concern, version=version, level="x", opening_reason="", proportionality=""
        )  # fmt: skip


def test_taken_judged_closed_and_the_sender_is_told(cast, concern):
    actor = cast.colleague.sign()
    first(actor, concern)
    assessing.take(actor, concern=concern)
    held = list(Holding.objects.filter(concern=concern).order_by("period"))
    assert [(each.staff_id, each.footing) for each in held] == [
        (cast.consultant.staff.pk, "received"), (cast.colleague.staff.pk, "taken"),
    ]  # fmt: skip
    assert held[0].period.upper == held[1].period.lower
    with pytest.raises(Refused, match="har taget den"):
        assessing.take(cast.consultant.sign(), concern=concern)
    actor = cast.colleague.sign()
    ACTS["judge"](actor, concern)
    version = Assessment.objects.get(concern=concern).version
    closed = assessing.close(actor, concern=concern, version=version, outcome="help", reason="Kun for os")
    assert closed.state == "closed"
    assert Holding.objects.filter(concern=concern).order_by("-period").first().period.upper == closed.closed_at
    cast.ssp_teacher.sign()
    (told,) = Step.objects.all()
    assert told.kind == "told"
    assert "modtaget" in told.text
    with pytest.raises(Refused, match="afsluttet"):
        ACTS["ask"](cast.colleague.sign(), Concern.objects.get(pk=concern.pk))


def test_it_does_not_close_as_a_notification_that_was_never_sent(cast, concern):
    actor = cast.consultant.sign()
    first(actor, concern)
    version = Assessment.objects.get(concern=concern).version
    with pytest.raises(Refused) as refusal:
        assessing.close(actor, concern=concern, version=version, outcome="notification", reason="Sendt")
    assert refusal.value.field == "outcome"


def test_nothing_ends_without_why(cast: Cast, concern: Concern) -> None:
    actor = cast.consultant.sign()
    version = first(actor, concern).version
    with pytest.raises(Refused) as refusal:
        assessing.close(actor, concern=concern, version=version, outcome="help", reason="  ")
    assert refusal.value.field == "reason"
    assert Concern.objects.get(pk=concern.pk).closed_at is None


def test_to_a_meeting_the_forum_gets_a_concern_of_its_own(cast, concern):
    actor = cast.consultant.sign()
    first(actor, concern)
    sent = assessing.to_meeting(
        actor, concern=concern, forum=cast.forum, who="Vera Ottosen", text="Kort", crime_focus="Ældre unge",
        necessity="valg af indsats", key=uuid4(),
    )  # fmt: skip
    assert (sent.forum_id, sent.text, sent.owner_audience_id) == (cast.forum.pk, "Kort", cast.forum.door_id)
    assert Concern.objects.get(pk=concern.pk).closed_at is None
    assert who_has([concern], actor.at)[concern.pk].staff == cast.consultant.staff


def test_to_a_case_with_its_child(cast, concern):
    actor = cast.consultant.sign()
    first(actor, concern)
    with pytest.raises(Refused, match="hvilket barn"):
        assessing.to_case(actor, concern=concern)
    person = assessing.name_child(actor, concern=concern, child=Child("Vera Ottosen"))
    assert assessing.to_case(actor, concern=concern) == person.pk
    answer = cast.client("consultant").post(reverse("concerns:to_case", args=[concern.pk]))
    assert answer["Location"] == f"{reverse('cases:open')}?barn={person.pk}&bekymring={concern.pk}"


# --- the queue ------------------------------------------------------------------------------------------------------
def many(cast, door, count: int) -> None:
    """Concerns past the actions, as fast as possible."""
    with as_role("none") as cursor:
        cursor.execute(
            """
            WITH c AS (INSERT INTO concerns_concern (owner_audience, audiences, origin, retention_kind, hold, version, about, who,
              text, source, arena, sender_id, sender_unit_id, crime_focus, state, door_id, received_at)
              SELECT %(a)s, ARRAY[%(a)s::bigint], 'own', 'concern', false, 1, 'child', 'Barn ' || n, 'x', 'school', 'school', %(s)s,
                %(u)s, '', 'new', %(d)s, now() - n * interval '1 minute' FROM generate_series(1, %(n)s) AS n RETURNING id, received_at),
            h AS (INSERT INTO concerns_holding (owner_audience, audiences, origin, retention_kind, hold, version, concern_id,
              staff_id, unit_id, footing, period) SELECT %(a)s, ARRAY[%(a)s::bigint], 'own', '', false, 1, id, %(h)s, %(hu)s, 'received',
              tstzrange(received_at, NULL) FROM c)
            INSERT INTO concerns_assessment (owner_audience, audiences, origin, retention_kind, hold, version, concern_id,
              asks_notification, first_answer, first_because, reference, level, opening_reason, proportionality, outcome, received_at)
              SELECT %(a)s, ARRAY[%(a)s::bigint], 'own', '', false, 1, id, true, '', '', '', '', '', '', '', received_at FROM c""",
            {"a": door.audience_id, "n": count, "d": door.pk, "s": cast.ssp_teacher.staff.pk, "u": cast.units["school"].pk,
             "h": cast.consultant.staff.pk, "hu": cast.units["ssp"].pk},
        )  # fmt: skip


def test_a_queue_of_five_hundred_asks_as_much_as_one_of_five(cast, door):
    client = cast.client("consultant")

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("concerns:queue")).status_code == 200
        return len(asked)

    many(cast, door, 5)
    client.get(reverse("concerns:queue"))
    few = statements()
    many(cast, door, 495)
    assert statements() == few
    cast.consultant.sign()
    page = queue_page(cast.consultant.actor)
    assert (page.count, page.unanswered, len(page.lines), page.turned.pages) == (500, 500, 20, 25)


def test_unanswered_stands_on_top_then_the_longest_waiting(cast, door):
    actor = cast.consultant.sign()
    old, answered, place = raised(cast, door), raised(cast, door, who="B"), raised(cast, door, about="place", who="C")
    actor = cast.consultant.sign()
    first(actor, answered)
    new = raised(cast, door, who="D")
    actor = cast.consultant.sign()
    assert [line.concern.pk for line in queue_page(actor).lines] == [old.pk, new.pk, answered.pk, place.pk]


def test_the_clock_counts_weekends_and_the_duty_is_rung_in_time(cast, door, monkeypatch):
    concern = raised(cast, door)
    actor = cast.consultant.sign()
    received = at("2026-12-24T15:52")  # a Thursday: Christmas Eve, then two holidays and a weekend
    with as_role("none") as cursor:
        cursor.execute("UPDATE concerns_assessment SET received_at = %s WHERE concern_id = %s", [received, concern.pk])
    page = queue_page(Actor(actor.principal_id, received + timedelta(hours=11)))
    assert page.lines[0].clock.due == received + timedelta(hours=24)
    assert not page.lines[0].is_rung_about
    page = queue_page(Actor(actor.principal_id, received + timedelta(hours=13)))
    assert page.lines[0].is_rung_about
    assert not page.lines[0].is_late
    assert queue_page(Actor(actor.principal_id, received + timedelta(hours=25))).lines[0].is_late


@pytest.mark.covers("HAL-24", "HAL-34", verb="concern.first_answered", page="concerns:figures")
def test_response_times_without_names_and_not_of_few(cast, door):
    many(cast, door, FEWEST - 1)
    actor = cast.consultant.sign()
    (few,) = figures(actor)
    assert few.received is None
    many(cast, door, 1)
    (open_still,) = figures(cast.consultant.sign())
    assert open_still.received is None  # what is not ended yet has no time to be counted
    for concern in Concern.objects.order_by("pk"):
        first(cast.consultant.sign(), concern)
        version = Assessment.objects.get(concern=concern).version
        assessing.close(cast.consultant.actor, concern=concern, version=version, outcome="help", reason="Aftalt")
    (told,) = figures(cast.consultant.actor)
    assert (told.received, told.reacted_share, told.answered_in_time) == (FEWEST, 100, 100)
    body = cast.client("consultant").get(reverse("concerns:figures")).content.decode()
    assert "Barn" not in body.split("<main")[1].split("</main>")[0].replace("Barnet", "")


# --- the pages ------------------------------------------------------------------------------------------------------
def test_from_the_queue_to_the_end(cast, concern):
    client = cast.client("consultant")
    address = reverse("concerns:at_door", args=[concern.pk])
    assert concern.who in client.get(reverse("concerns:queue")).content.decode()
    body = client.get(address).content.decode()
    assert "Kan det her være en underretning?" in body
    assert "40 00 00 0" in body
    assert "Afslut den" not in body  # the first act comes first

    def version() -> int:
        cast.consultant.sign()
        return Assessment.objects.get(concern=concern).version

    refused = client.post(
        reverse("concerns:answer_first", args=[concern.pk]), {"first-answer": "no", "first-version": version()}
    )
    assert refused.status_code == 422
    done = client.post(
        reverse("concerns:answer_first", args=[concern.pk]),
        {"first-answer": "no", "first-because": "Trives", "first-version": version()},
    )
    assert done.status_code == 303
    assert client.post(reverse("concerns:take", args=[concern.pk])).status_code == 303
    key = {"ask-idempotency_key": str(uuid4()), "note-idempotency_key": str(uuid4())}
    assert client.post(reverse("concerns:ask", args=[concern.pk]), {"ask-text": "Hvornår?", **key}).status_code == 303
    assert client.post(reverse("concerns:note", args=[concern.pk]), {"note-text": "Husk", **key}).status_code == 303
    named = client.post(
        reverse("concerns:name_child", args=[concern.pk]),
        {"name": "Vera Ottosen", "birth_date": "12.5.2011", "sure": "Vera Ottosen, 12.05.2011"},
    )
    assert named.status_code == 303
    stale = client.post(
        reverse("concerns:close", args=[concern.pk]),
        {"close-outcome": "help", "close-reason": "Aftalt", "close-version": "1"},
    )
    assert stale.status_code == 422
    assert "Aftalt" in stale.content.decode()
    closed = client.post(
        reverse("concerns:close", args=[concern.pk]),
        {"close-outcome": "help", "close-reason": "Aftalt", "close-told": "Tak", "close-version": version()},
    )
    assert closed.status_code == 303
    history = client.get(address).content.decode()
    for sentence in ("har den som den første ved døren", "har taget den", "spurgte afsenderen", "noterede", "»Tak«"):
        assert sentence in history, sentence
    mine = cast.client("ssp_teacher").get(address).content.decode()
    assert "»Tak«" in mine
    assert "Husk" not in mine
    assert "Aftalt" not in mine


def test_a_child_found_among_known_ones_is_chosen_not_guessed(cast, concern):
    actor = cast.consultant.sign()
    first(actor, concern)
    child = Child("Vera Ottosen", at("2011-05-12T00:00").date())
    known = assessing.name_child(actor, concern=concern, child=child)
    other = raised(cast, found_door(concern))
    first(cast.consultant.sign(), other)
    client, address = cast.client("consultant"), reverse("concerns:name_child", args=[other.pk])
    said = {"name": "Vera Ottosen", "birth_date": "12.05.2011"}
    asked = client.post(address, said)
    assert asked.status_code == 422 or "Er det en af dem her" in asked.content.decode()
    assert client.post(address, {**said, "same": str(known.pk)}).status_code == 303
    cast.consultant.sign()
    assert at_door_page(cast.consultant.actor, other).person == known


def found_door(concern):
    from samspil.organisations.queries.concern_doors import get_door  # noqa: PLC0415

    return get_door(concern.door_id)


@pytest.mark.parametrize(
    ("place", "key", "answer", "said"),
    [
        ("broendby", "indsats", "broad", "En bred forebyggende indsats i skoleregi"),
        ("ballerup", "ungeindsats", "more", "Ja, i nogen grad"),
    ],
)
def test_what_a_municipality_also_judges_is_asked_in_its_words(cast, door, concern, place, key, answer, said):
    stated = load(PROFILES / f"{place}.yaml").reception.model_dump(mode="json", include={"questions"})
    cast.administrator.sign()
    Reception.objects.create(body_id=cast.body.pk, stated_at=now(), content=stated)
    first(cast.consultant.sign(), concern)
    client, page = cast.client("consultant"), f"/bekymringer/doer/{concern.pk}/"
    assert said in client.get(page).content.decode()
    cast.consultant.sign()
    version = Assessment.objects.get(concern=concern).version
    typed = {"judge-version": version, f"judge-question-{key}": "nonsense", "judge-level": "Specifik"}
    refused = client.post(page + "vurdering/", typed)
    assert refused.status_code == 422
    assert "Specifik" in refused.content.decode()
    assert client.post(page + "vurdering/", typed | {f"judge-question-{key}": answer}).status_code == 303
    cast.consultant.sign()
    assert Assessment.objects.get(concern=concern).answers == {key: answer}
    assert re.search(rf'value="{answer}"[^>]*checked', client.get(page).content.decode())


def test_what_a_colleague_judged_stands_in_what_has_happened_when_another_writes_it_anew(cast, concern):
    """Met by a stranger: the next to write replaced the assessment, and the page told of neither."""
    first(cast.consultant.sign(), concern)
    page, kept = f"/bekymringer/doer/{concern.pk}/", {"judge-level": "", "judge-proportionality": ""}
    for who, words in (
        ("consultant", "Kun naboerne er berørt"),
        ("colleague", "Hele klassen er berørt"),
        ("consultant", ""),
    ):
        cast.members[who].sign()
        version = Assessment.objects.get(concern=concern).version
        typed = kept | {"judge-version": version, "judge-opening_reason": words}
        assert cast.client(who).post(f"{page}vurdering/", typed).status_code == 303
    shown = " ".join(cast.client("colleague").get(page).content.decode().split())
    happened = shown[shown.index("Hvad der er sket") :]
    mine, other = cast.consultant.staff.name, cast.colleague.staff.name
    told = [f"{mine} skrev vurderingen:", "Kun naboerne er berørt", f"{other} skrev vurderingen:", "Hele klassen er berørt",
            f"{mine} tømte vurderingen."]  # fmt: skip
    places = [happened.index(words) for words in told]
    assert places == sorted(places)
    sender = cast.client("ssp_teacher").get(page)
    assert "skrev vurderingen" not in sender.content.decode()
