"""A citizen's enquiry: registered, assigned, answered by its day, followed up, passed on, made a concern, closed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns.arrivals.queries import waiting_at_my_doors
from samspil.concerns.enquiries import actions
from samspil.concerns.enquiries.models import Caller, Enquiry, EnquiryStep, OnTheSpot, Outcome, State
from samspil.concerns.enquiries.tests.callers import SAID, registered
from samspil.concerns.models import Assessment, Concern, Step
from samspil.concerns.public.tests.places import fields, opened, place, post
from samspil.concerns.tests.doors import at, leader
from samspil.lib.refusals import Conflict, NotVisible, Refused
from tests import clock
from tests.cast import as_role
from tests.clock import today


def page(cast, enquiry, member="consultant"):
    return cast.client(member).get(reverse("enquiries:enquiry", args=[enquiry.pk])).content.decode()


@pytest.mark.covers("BAL-47", verb="enquiry.answered")
def test_registered_assigned_answered_and_closed(cast):
    door = opened(cast)
    client = cast.client("consultant")
    said = SAID | {
        "channel": "phone",
        "due_on": (today() + timedelta(days=7)).strftime("%d.%m.%Y"),
        "idempotency_key": str(uuid4()),
    }
    for _twice in range(2):
        made = client.post(reverse("enquiries:register"), said)
        assert made.status_code == 303, made.content.decode()
    cast.consultant.sign()
    enquiry = Enquiry.objects.get()
    assert (enquiry.owner_audience_id, enquiry.assigned_to_id) == (door.audience_id, cast.consultant.staff.pk)
    assigned = client.post(
        reverse("enquiries:assign", args=[enquiry.pk]),
        {"staff": cast.colleague.staff.pk, "due_on": said["due_on"], "version": enquiry.version},
    )
    assert assigned.status_code == 303, assigned.content.decode()
    day = cast.client("colleague").get(reverse("desk:my_day")).content.decode()
    assert "Der er uro ved legepladsen" in day.split("Henvendelser til mig")[1]
    assert "Gerda Kvist" in page(cast, enquiry, "colleague")
    empty = cast.client("colleague").post(reverse("enquiries:answer", args=[enquiry.pk]), {"text": "  ", "version": 2})
    assert empty.status_code == 422
    answered = cast.client("colleague").post(
        reverse("enquiries:answer", args=[enquiry.pk]), {"text": "Vi kommer forbi i aften", "version": 2}
    )
    assert answered.status_code == 303, answered.content.decode()
    actor = cast.colleague.sign()
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.outcome) == (State.CLOSED, Outcome.ANSWERED)
    assert enquiry.closed_at is not None
    with pytest.raises(Refused, match="lukket"):
        actions.close(actor, enquiry=enquiry, version=enquiry.version, reason="Igen")
    assert {event.act for event in Event.objects.filter(object_table="enquiries_enquiry")} >= {
        "enquiry.registered", "enquiry.assigned", "enquiry.answered", "enquiry.read"
    }  # fmt: skip
    assert "Vi kommer forbi i aften" in page(cast, enquiry)


def test_overdue_stands_on_top_and_only_the_door_reads_it(cast):
    door = opened(cast)
    late = registered(cast, door, matter="Gammel sag")
    registered(cast, door, matter="Ny sag")
    cast.consultant.sign()
    Enquiry.objects.filter(pk=late.pk).update(due_on=today() - timedelta(days=1))
    queue = cast.client("consultant").get(reverse("enquiries:queue")).content.decode()
    assert queue.index("Gammel sag") < queue.index("Ny sag")
    assert "Fristen er overskredet" in queue
    for member in ("social_worker", "outsider", "administrator", "other_consultant", "politician"):
        cast.members[member].sign()
        assert not Enquiry.objects.exists(), member
        assert not Caller.objects.exists(), member
    assert (
        "Borgernes henvendelser bliver besvaret her"
        in cast.client("outsider").get(reverse("enquiries:queue")).content.decode()
    )
    with pytest.raises(NotVisible):
        registered(cast, door, member="social_worker")


def test_followed_up_then_passed_on(cast):
    door = opened(cast)
    enquiry = registered(cast, door)
    actor = cast.consultant.sign()
    later = today() + timedelta(days=10)
    actions.answer(actor, enquiry=enquiry, version=enquiry.version, text="Vi ser på det", follow_up_on=later)
    assert (enquiry.state, enquiry.due_on) == (State.OPEN, later)
    with pytest.raises(Conflict):
        actions.answer(actor, enquiry=enquiry, version=1, text="Igen", follow_up_on=None)
    for wrong in ({"to": "concern"}, {"addressee": " "}, {"follow_up_on": today() - timedelta(days=1)}):
        told = {"to": "technical", "addressee": "Vej og Park, vagten", "text": "", "follow_up_on": None} | wrong
        with pytest.raises(Refused):
            actions.pass_on(actor, enquiry=enquiry, version=enquiry.version, **told)
    actions.pass_on(
        actor, enquiry=enquiry, version=enquiry.version, to="technical", addressee="Vej og Park, vagten",
        text="Lygten ved legepladsen er slukket", follow_up_on=None,
    )  # fmt: skip
    assert (enquiry.state, enquiry.outcome) == (State.CLOSED, Outcome.TECHNICAL)
    told = EnquiryStep.objects.get(kind="passed_on").text
    assert "Vej og Park, vagten" in told
    assert "Gerda" not in told


def test_it_becomes_a_concern_at_the_same_door(cast):
    door = opened(cast)
    enquiry = registered(cast, door)
    client = cast.client("consultant")
    answer = client.post(
        reverse("enquiries:to_concern", args=[enquiry.pk]), {"about": "place", "who": "Legepladsen", "version": 1}
    )
    assert answer.status_code == 303, answer.content.decode()
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert (concern.door_id, concern.text, concern.about) == (door.pk, SAID["matter"], "place")
    assert "Gerda" not in concern.text
    enquiry.refresh_from_db()
    assert enquiry.outcome == Outcome.CONCERN


@pytest.mark.parametrize("contact", ["gerda@example.dk", ""])
def test_a_promise_goes_along_when_it_becomes_a_concern(cast, contact):
    """It was closed, and the citizen waited for an answer that nobody owed any more."""
    door = opened(cast)
    enquiry = registered(cast, door, contact=contact)
    client = cast.client("consultant")
    promised = "Borgeren er lovet svar senest"
    assert (promised in page(cast, enquiry)) == bool(contact)
    said = {"about": "place", "who": "Legepladsen", "version": 1}
    assert client.post(reverse("enquiries:to_concern", args=[enquiry.pk]), said).status_code == 303
    cast.consultant.sign()
    concern = Concern.objects.get()
    enquiry.refresh_from_db()
    assert enquiry.state == (State.OPEN if contact else State.CLOSED)
    there, back = (reverse("concerns:at_door", args=[concern.pk]), reverse("enquiries:enquiry", args=[enquiry.pk]))
    shown = client.get(there).content.decode()
    assert there in page(cast, enquiry)
    assert back in shown
    assert "En borger, gjort til en bekymring af Mette Kjær" in shown
    assert "Afslut, og giv afsenderen besked" not in shown
    if contact:
        assert contact in shown
        assert "Gør det til en bekymring" not in page(cast, enquiry)
        again = client.post(reverse("enquiries:to_concern", args=[enquiry.pk]), said | {"version": enquiry.version})
        assert again.status_code == 422
    version = Assessment.objects.get(concern=concern).version
    ended = {"close-outcome": "help", "close-reason": "Aftalt", "close-told": "", "close-version": version}
    closed = client.post(reverse("concerns:close", args=[concern.pk]), ended)
    assert closed.status_code == 303, closed.content.decode()
    assert "afsenderen har fået besked" not in client.get(there).content.decode()
    cast.consultant.sign()
    assert not Step.objects.filter(concern=concern, kind="told").exists()
    if contact:
        answered = {"text": "Vi har set på det", "version": enquiry.version}
        assert client.post(reverse("enquiries:answer", args=[enquiry.pk]), answered).status_code == 303
        cast.consultant.sign()
        enquiry.refresh_from_db()
        assert (enquiry.state, enquiry.outcome) == (State.CLOSED, Outcome.CONCERN)


def test_danger_stands_first_and_is_marked(cast):
    door = opened(cast)
    registered(cast, door, matter="Kan vente", due_on=today())
    in_danger = {"matter": "Nogen er i fare", "in_danger": "on", "place": "", "name": "", "contact": ""}
    for matter in ("Senere", "Nogen er i fare"):
        actions.enquire(place(cast), door=door, said=SAID | {"matter": matter}, nonce=matter,
                        in_danger=matter == in_danger["matter"])  # fmt: skip
    queue = cast.client("consultant").get(reverse("enquiries:queue")).content.decode()
    assert queue.index("Nogen er i fare") < queue.index("Kan vente") < queue.index("Senere")
    assert "Fare nu" in queue


def test_what_was_said_of_a_danger_goes_along_to_the_concern(cast):
    """When it came, who acts and since when are those of the enquiry, also where another colleague makes the concern of it."""
    with clock.at(at("2026-11-24T10:15")):
        door = opened(cast)
        actions.enquire(place(cast), door=door, said=SAID | {"contact": ""}, nonce="one", in_danger=True)
    with clock.at(at("2026-11-24T10:26")):
        cast.consultant.sign()
        enquiry = Enquiry.objects.get()
        cast.client("consultant").post(reverse("arrivals:take", args=["enquiry", enquiry.pk]))
        acts = f"24.11.2026 kl. 10.26: Nogen handler på faren ({cast.consultant.staff.name})"
        assert acts in page(cast, enquiry)
        assert "Ingen har den endnu" not in page(cast, enquiry)
        assert "Ingen har den endnu" not in cast.client("consultant").get(reverse("enquiries:queue")).content.decode()
    with clock.at(at("2026-11-24T10:40")):
        to_concern, said = reverse("enquiries:to_concern", args=[enquiry.pk]), {"about": "place", "who": "Legepladsen"}
        assert cast.client("colleague").post(to_concern, said | {"version": 1}).status_code == 303
        assert acts in page(cast, enquiry)
        cast.consultant.sign()
        concern = Concern.objects.get()
        shown = cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
        assert f"{cast.consultant.staff.name} har handlet på det siden 24.11.2026 kl. 10.26" in shown
        cast.consultant.sign()
        waiting = {one.table: one.received_at for one in waiting_at_my_doors()}
        assert waiting["concerns_concern"] == enquiry.received_at
        assert "24.11.2026 mellem kl. 10 og 11: Afsenderen sagde, at nogen er i fare." in " ".join(shown.split())
        assert "mellem kl. 10 og 11: Borgeren skrev til kommunen." in " ".join(shown.split())
        queue = cast.client("colleague").get(reverse("concerns:queue")).content.decode()
        assert "Modtaget 24.11.2026 mellem kl. 10 og 11 fra" in " ".join(queue.split())
        assert "gammel" not in queue
        with as_role("samspil_lock") as cursor:
            cursor.execute("SELECT count(*) FROM notices_notice WHERE kind = 'danger_concern' AND seen_at IS NULL")
            assert cursor.fetchone() == (0,), "nobody is called to it again"


def test_what_is_refused_says_why_and_changes_nothing(cast):
    door = opened(cast)
    enquiry = registered(cast, door)
    actor = cast.consultant.sign()
    with pytest.raises(Refused, match="Skriv"):
        actions.close(actor, enquiry=enquiry, version=1, reason=" ")
    with pytest.raises(Refused):
        actions.assign(actor, enquiry=enquiry, version=1, staff=cast.outsider.staff, due_on=today())
    with pytest.raises(Refused):
        registered(cast, door, due_on=today() - timedelta(days=1))
    stale = cast.client("consultant").post(
        reverse("enquiries:close", args=[enquiry.pk]), {"reason": "Løst af naboerne", "version": 0}
    )
    assert stale.status_code == 409
    assert "Gem min tekst i stedet" in stale.content.decode()
    assert "Løst af naboerne" in stale.content.decode()
    actions.close(cast.consultant.sign(), enquiry=enquiry, version=1, reason="Løst af naboerne")
    assert enquiry.outcome == Outcome.NOTHING
    handed = registered(cast, door)
    cast.social_worker.sign()
    with pytest.raises(Refused):
        actions.close(cast.social_worker.actor, enquiry=handed, version=1, reason="Ikke min")


def test_on_the_spot_is_a_count_without_names(cast):
    door = opened(cast)
    client = cast.client("outreach_worker")
    data = {"what": "conflict", "day": today().strftime("%d.%m.%Y"), "times": 3, "idempotency_key": str(uuid4())}
    for _twice in range(2):
        assert client.post(reverse("enquiries:on_the_spot"), data).status_code == 303
    wrong = client.post(reverse("enquiries:on_the_spot"), data | {"day": "01.01.2020", "idempotency_key": str(uuid4())})
    assert wrong.status_code == 422
    cast.outreach_worker.sign()
    assert OnTheSpot.objects.get().times == 3
    assert "En konflikt: 3" in client.get(reverse("enquiries:queue")).content.decode()
    assert {field.name for field in OnTheSpot._meta.get_fields()} >= {"day", "what", "times"}
    assert not {"name", "text", "who"} & {field.name for field in OnTheSpot._meta.get_fields()}
    assert door


def test_a_citizen_asks_from_the_public_page(cast):
    opened(cast)
    data = fields("citizens:enquire", cast) | {
        "matter": "Må man låne klubbens lokale?",
        "place": "",
        "name": "",
        "contact": "",
    }
    for _twice in range(2):
        answer = post("citizens:enquire", cast, data)
        assert answer.status_code == 200, answer.content.decode()
    assert "hører du ikke fra os" in answer.content.decode()
    more = fields("citizens:enquire", cast) | {
        "matter": "Ring til mig",
        "name": "Gerda Kvist",
        "contact": "12 34 56 78",
    }
    assert "Du hører fra os senest" in post("citizens:enquire", cast, more).content.decode()
    cast.social_worker.sign()  # the door for everybody
    assert Enquiry.objects.count() == 2
    caller = Caller.objects.get()
    assert caller.contact == "12 34 56 78"
    assert caller.delete_after == today() + timedelta(days=90)
    assert all(one.received_at.minute == 0 for one in Enquiry.objects.all())
    assert "Må man låne" in cast.client("social_worker").get(reverse("enquiries:queue")).content.decode()


def test_a_leader_who_answers_the_door_may_be_given_it(cast):
    door = opened(cast)
    head = leader(cast)
    enquiry = registered(cast, door)
    actions.assign(cast.consultant.sign(), enquiry=enquiry, version=1, staff=head.staff, due_on=today())
    assert enquiry.assigned_to_id == head.staff.pk


def test_two_clicks_in_one_moment_and_nobody_named(cast, monkeypatch):
    from samspil.concerns.enquiries import policies  # noqa: PLC0415

    door, key = opened(cast), uuid4()
    check = policies.check_answers

    def other_click_first(actor, door):
        check(actor, door)
        monkeypatch.setattr(policies, "check_answers", check)
        registered(cast, door, key=key)

    monkeypatch.setattr(policies, "check_answers", other_click_first)
    first = registered(cast, door, key=key, name="", contact="")
    cast.consultant.sign()
    assert Enquiry.objects.get().pk == first.pk
    assert Caller.objects.count() == 1  # the first click's
    nameless = registered(cast, door, name="", contact="")
    assert not Caller.objects.filter(enquiry=nameless).exists()
    with pytest.raises(Refused, match="Skriv, hvad"):
        actions.answer(cast.consultant.sign(), enquiry=nameless, version=1, text=" ", follow_up_on=None)
    assert cast.client("consultant").get(reverse("enquiries:enquiry", args=[987_654_321])).status_code == 404


def test_what_a_colleague_has_is_not_taken_in_passing(cast):
    enquiry = registered(cast, opened(cast))
    with pytest.raises(Refused, match="Mette Kjær har den allerede"):
        actions.take(cast.colleague.sign(), enquiry=enquiry)
    assert Enquiry.objects.get().assigned_to_id == cast.consultant.staff.pk


def test_a_number_in_an_enquiry_is_shown_on_no_page(cast):
    opened(cast)
    said = {"matter": "720511-4222 sover på trappen", "place": "Hos 720511-4222", "name": "", "contact": ""}
    answer = post("citizens:enquire", cast, fields("citizens:enquire", cast) | said)
    assert answer.status_code == 200, answer.content.decode()
    cast.social_worker.sign()
    enquiry = Enquiry.objects.get()
    queue = cast.client("social_worker").get(reverse("enquiries:queue")).content.decode()
    assert "[CPR-nummer udeladt] sover på trappen" in queue
    assert "720511-4222" not in queue
    shown = page(cast, enquiry, "social_worker")
    assert "[CPR-nummer udeladt] sover på trappen" in shown
    assert "720511-4222" not in shown
    actor = cast.social_worker.sign()
    actions.take(actor, enquiry=enquiry)
    day = cast.client("social_worker").get(reverse("desk:my_day")).content.decode()
    assert "[CPR-nummer udeladt] sover på trappen" in day
    assert "720511-4222" not in day


@pytest.mark.parametrize(
    ("name", "field", "why"),
    [
        ("answer", "text", "lukket"),
        ("pass_on", "note", "har ikke længere en plads på siden"),
        ("close", "reason", "lukket"),
    ],
)
def test_who_writes_while_somebody_else_closes_it_gets_the_text_back_with_the_reason(cast, name, field, why):
    enquiry = registered(cast, opened(cast))
    actions.close(cast.consultant.sign(), enquiry=enquiry, version=enquiry.version, reason="Der er ikke brug for mere")
    said = {field: "Vi kommer forbi & taler med dem", "version": enquiry.version}
    answer = cast.client("colleague").post(reverse(f"enquiries:{name}", args=[enquiry.pk]), said)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Vi kommer forbi &amp; taler med dem" in body
    assert why in body
