"""Something travels: down to a unit and told above, up to a council outside, and nobody changes what another wrote."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from samspil.audit.models import Event
from samspil.cases.actions import complete_task
from samspil.cases.models import Task
from samspil.lib.refusals import Conflict, NotVisible, Refused
from samspil.meetings.matters.actions import agenda
from samspil.meetings.matters.models import Resolution
from samspil.meetings.models import Meeting
from samspil.meetings.passages import actions, queries
from samspil.meetings.passages.models import Passage, Reply, Tie
from samspil.meetings.passages.states import State
from samspil.meetings.passages.tests.forums import Forums, found
from samspil.organisations.models import Forum
from tests import clock
from tests.cast import Cast, as_role


@pytest.fixture
def forums(cast: Cast) -> Forums:
    return found(cast)


def to(forum: object, actor: object, name: str) -> queries.Addressee:
    return next(one for one in queries.addressees(forum, timezone.localdate()) if one.name.startswith(name))  # type: ignore[arg-type]


def sent_down(cast: Cast, forums: Forums, **more: object) -> Passage:
    """The council above decides, and sends it to the local council."""
    actor = cast.other_consultant.sign()
    given = {"kind": "decision", "title": "Tryghed ved stationen", "text": "Der skal lys på stien inden nytår."} | more
    (passage,) = actions.send(actor, forum=forums.above, to=[to(forums.above, actor, "Lokalrådet")], **given)  # type: ignore[arg-type]
    return passage


def to_unit(cast: Cast, forums: Forums, **more: object) -> Passage:
    """The local council sends something to the family department."""
    family = cast.units["family"]
    addressee = queries.Addressee("down", family.name, unit_id=family.pk)
    (passage,) = actions.send(
        cast.consultant.sign(), forum=forums.here, to=[addressee], kind="recommendation", title="Lys på stien",
        text="Sørg for lys på stien.", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return passage


@pytest.mark.covers("VAL-73", verb="passage.carried_out")
def test_a_decision_goes_down_to_a_task_and_is_told_above(cast: Cast, forums: Forums) -> None:
    passage = sent_down(cast, forums)
    actor = cast.consultant.sign()
    assert [line.passage.pk for line in queries.waiting_for(actor).to_answer] == [passage.pk]
    actions.acknowledge(actor, passage=queries.get_passage(passage.pk))
    onward = to_unit(cast, forums, passes_on=queries.get_passage(passage.pk))

    actor = cast.social_worker.sign()
    here = queries.get_passage(onward.pk)
    task = actions.make_task(
        actor, passage=here, responsible=cast.social_worker.staff, text="Bestil lamper", due_on=None, key=uuid4()
    )
    assert queries.waiting_for(actor).tasks_done == frozenset()
    complete_task(actor, task=Task.objects.get(pk=task.pk), version=1, outcome="Seks lamper er sat op")
    assert queries.waiting_for(actor).tasks_done == {onward.pk}
    page = actions.open_passage(actor, passage_id=onward.pk)
    assert (page.tasks_done, page.proposed_outcome) == (True, "Seks lamper er sat op")
    assert page.came_from is None  # where the council has it from is the council's own
    actions.carry_out(actor, passage=here, text=page.proposed_outcome)

    actor = cast.consultant.sign()
    page = actions.open_passage(actor, passage_id=passage.pk)
    assert page.all_done_below
    assert "Seks lamper" in page.proposed_outcome
    assert [line.state for line in page.passed_on] == [State.CARRIED_OUT]
    actions.carry_out(actor, passage=page.passage, text="Der er lys på stien")

    actor = cast.other_consultant.sign()
    (line,) = queries.forum_passages(actor, forums.above).sent
    assert (line.state, line.said) == (State.CARRIED_OUT, "Der er lys på stien")
    assert Passage.objects.filter(pk=onward.pk).count() == 0  # what went on below is not opened above
    assert Task.objects.filter(pk=task.pk).count() == 0
    acts = set(Event.objects.filter(object_table__startswith="passages_").values_list("act", flat=True))
    assert acts >= {"passage.sent", "passage.read", "passage.carried_out"}


@pytest.mark.covers("BRO-48", verb="passage.sent")
def test_a_recommendation_to_somebody_outside_is_followed_until_answered(cast: Cast, forums: Forums) -> None:
    actor = cast.consultant.sign()
    (passage,) = actions.send(
        actor, forum=forums.here, to=[to(forums.here, actor, "Kommunalbestyrelsen")], kind="recommendation",
        title="Flere fritidspas", text="Ordningen virker.", answer_by=timezone.localdate(),
    )  # fmt: skip
    assert passage.direction == "up"
    assert queries.addressees(forums.here, date(2026, 11, 21))[0].answer_expected is True
    with pytest.raises(Refused, match="afgør ikke"):
        actions.send(
            actor, forum=forums.here, to=[to(forums.here, actor, "Rådet")], kind="decision", title="x", text="x"
        )
    line = queries.forum_passages(actor, forums.here).sent[0]
    late = queries.Line(line.passage, None, timezone.localdate() + timedelta(days=1))
    assert (line.is_overdue, late.is_overdue, late.to) == (False, True, "Kommunalbestyrelsen")
    actions.answer(actor, passage=passage, text="Udvalget har sagt ja.")
    actions.answer(actor, passage=passage, text="Udvalget har sagt ja.")
    line = queries.forum_passages(cast.politician.sign(), forums.here).sent[0]  # a seat reads it
    assert (line.state, line.said, late.is_settled) == (State.ANSWERED, "Udvalget har sagt ja.", False)
    assert Reply.objects.count() == 1


def test_names_are_asked_about_and_numbers_refused(cast: Cast, forums: Forums) -> None:
    with pytest.raises(Refused, match="Alma Krogh") as doubtful:
        sent_down(cast, forums, text="Det handler om Alma Krogh.")
    assert doubtful.value.field == "text"
    assert sent_down(cast, forums, text="Det handler om Alma Krogh.", sure=True)
    with pytest.raises(Refused, match="CPR"):
        sent_down(cast, forums, background="nummeret er 710110-1234", sure=True)
    passage = sent_down(cast, forums, text="Lokalrådet og Familieafdelingen ser på det, siger Familieafdelingen.")
    with pytest.raises(Refused, match="Bo Lind"):
        actions.answer(cast.consultant.sign(), passage=queries.get_passage(passage.pk), text="Vi taler med Bo Lind.")


def test_nobody_changes_what_the_other_side_wrote(cast: Cast, forums: Forums) -> None:
    passage = sent_down(cast, forums)
    cast.consultant.sign()
    assert Passage.objects.filter(pk=passage.pk).update(text="noget andet") == 0
    actions.answer(cast.consultant.sign(), passage=queries.get_passage(passage.pk), text="Ja.")
    cast.other_consultant.sign()
    assert Reply.objects.update(answer="Nej.") == 0
    for outsider in ("colleague", "police_officer", "administrator", "outsider"):
        cast.members[outsider].sign()
        assert (Passage.objects.count(), Reply.objects.count(), Tie.objects.count()) == (0, 0, 0)
        with pytest.raises(NotVisible):
            queries.get_passage(passage.pk)
    # A reply is written only where it was founded for this passage.
    actor = cast.other_consultant.sign()
    Passage.objects.filter(pk=passage.pk).update(reply_audience=passage.owner_audience_id)
    with pytest.raises(Refused, match="kan ikke besvares"):
        actions.carry_out(actor, passage=queries.get_passage(passage.pk), text="Gjort")


def test_who_may_send_answer_and_take_back(cast: Cast, forums: Forums) -> None:
    with pytest.raises(Refused, match="Rådet"):
        actions.send(cast.other_police.sign(), forum=forums.above, to=[], kind="decision", title="x", text="x")
    with pytest.raises(Refused) as nobody:
        sent_down_to_nobody(cast, forums)
    assert nobody.value.field == "to"
    with pytest.raises(Refused) as past:
        sent_down(cast, forums, answer_by=date(2020, 1, 1))
    assert past.value.field == "answer_by"
    passage = sent_down(cast, forums)
    here = queries.get_passage(passage.pk)
    with pytest.raises(Refused, match="svarer for modtageren"):
        actions.acknowledge(cast.social_worker.sign(), passage=here)  # a seat reads; the door answers
    with pytest.raises(Refused, match="tage det tilbage"):
        actions.withdraw(cast.consultant.sign(), passage=here)
    with pytest.raises(Refused):
        actions.make_task(
            cast.consultant.sign(), passage=here, responsible=cast.consultant.staff, text="x", due_on=None, key=uuid4()
        )
    actor = cast.other_consultant.sign()
    actions.withdraw(actor, passage=passage)
    actions.withdraw(actor, passage=passage)
    with pytest.raises(Refused, match="taget det tilbage"):
        actions.answer(cast.consultant.sign(), passage=queries.get_passage(passage.pk), text="Ja.")
    with pytest.raises(Refused, match="tage det tilbage"):  # nor is it theirs to take back because somebody did
        actions.withdraw(cast.consultant.sign(), passage=queries.get_passage(passage.pk))
    answered = sent_down(cast, forums)
    actor = cast.consultant.sign()
    for act, empty in ((actions.answer, ""), (actions.carry_out, " ")):
        with pytest.raises(Refused):
            act(actor, passage=queries.get_passage(answered.pk), text=empty)
    actions.answer(actor, passage=queries.get_passage(answered.pk), text="Ja.")
    actions.carry_out(actor, passage=queries.get_passage(answered.pk), text="Gjort.")
    actions.carry_out(actor, passage=queries.get_passage(answered.pk), text="Gjort.")
    with pytest.raises(Refused, match="Udført"):
        actions.answer(actor, passage=queries.get_passage(answered.pk), text="Alligevel ikke.")
    with pytest.raises(Refused, match="besvaret"):
        actions.withdraw(cast.other_consultant.sign(), passage=answered)


def test_what_is_taken_back_after_it_was_seen_is_taken_back_on_both_sides(cast: Cast, forums: Forums) -> None:
    passage = sent_down(cast, forums, answer_by=timezone.localdate())
    actions.acknowledge(cast.consultant.sign(), passage=queries.get_passage(passage.pk))
    actions.withdraw(cast.other_consultant.sign(), passage=passage)
    late = timezone.localdate() + timedelta(days=1)
    for member in ("other_consultant", "consultant"):
        page = queries.passage_page(cast.members[member].sign(), queries.get_passage(passage.pk))
        assert (page.line.state, page.line.is_settled, page.may_reply) == (State.WITHDRAWN, True, False)
        assert page.line.reply is not None
        assert page.line.reply.state == State.RECEIVED
        assert not queries.Line(page.passage, page.line.reply, late).is_overdue  # nobody owes an answer to it


def test_what_was_said_last_stands_and_other_words_are_not_lost_in_silence(cast: Cast, forums: Forums) -> None:
    """The same words again are the same act; other words are refused, so that nobody believes that they were saved."""
    passage = sent_down(cast, forums)
    actor = cast.consultant.sign()
    here = queries.get_passage(passage.pk)
    actions.answer(actor, passage=here, text="Ja.")
    with pytest.raises(Refused, match="Besvaret"):
        actions.answer(actor, passage=here, text="Nej.")
    actions.carry_out(actor, passage=here, text="Der er lys på stien")
    with pytest.raises(Refused, match="Udført"):
        actions.carry_out(actor, passage=here, text="Der er lys på vejen")
    with pytest.raises(Refused, match="Udført"):
        actions.answer(actor, passage=here, text="Ja.")
    reply = Reply.objects.get()
    assert (reply.answer, reply.outcome) == ("Ja.", "Der er lys på stien")


def sent_down_to_nobody(cast: Cast, forums: Forums) -> None:
    actions.send(cast.other_consultant.sign(), forum=forums.above, to=[], kind="decision", title="x", text="x")


def test_what_is_said_twice_or_at_once(cast: Cast, forums: Forums, monkeypatch: pytest.MonkeyPatch) -> None:
    onward, key = to_unit(cast, forums), uuid4()
    actor = cast.social_worker.sign()
    passage = queries.get_passage(onward.pk)
    given = {"responsible": cast.social_worker.staff, "text": "Bestil lamper", "due_on": None, "key": key}
    first = actions.make_task(actor, passage=passage, **given)  # type: ignore[arg-type]
    assert actions.make_task(actor, passage=passage, **given).pk == first.pk  # type: ignore[arg-type]
    seen = actions.acknowledge(actor, passage=passage)  # it is under way, and stays so
    assert (seen.state, Tie.objects.count()) == (State.UNDER_WAY, 1)
    monkeypatch.setattr(queries, "reply_to", lambda passage: seen)
    Reply.objects.update(outcome="en anden var hurtigere")
    with pytest.raises(Conflict) as met:
        actions.carry_out(actor, passage=passage, text="Seks lamper")
    assert (met.value.theirs, met.value.mine) == ("en anden var hurtigere", "Seks lamper")
    withdrawn = to_unit(cast, forums)
    monkeypatch.undo()
    actor = cast.consultant.sign()
    actions.withdraw(actor, passage=withdrawn)
    assert "taget tilbage" in actions.open_passage(actor, passage_id=withdrawn.pk).why_not_withdraw


def test_who_wrote_nothing_is_shown_no_words_of_ones_own(
    cast: Cast, forums: Forums, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague answered while it was being put on an agenda: the answer is shown, and nothing beside it."""
    passage = queries.get_passage(sent_down(cast, forums).pk)
    actor, starts = cast.consultant.sign(), timezone.now()
    meeting = Meeting.objects.create(forum=forums.here, starts_at=starts, ends_at=starts)
    seen = actions.acknowledge(actor, passage=passage)
    monkeypatch.setattr(queries, "reply_to", lambda passage: seen)
    Reply.objects.update(answer="Vi har svaret allerede.")
    with pytest.raises(Conflict) as met:
        actions.place(actor, passage=passage, meeting=meeting)
    assert (met.value.theirs, met.value.mine) == ("Vi har svaret allerede.", "")


def test_a_form_sent_twice_is_sent_once(cast: Cast, forums: Forums) -> None:
    key = uuid4()
    first, second = sent_down(cast, forums, key=key), sent_down(cast, forums, key=key)
    assert first.pk == second.pk


def test_to_whom_and_what_is_owed(cast: Cast, forums: Forums) -> None:
    cast.consultant.sign()
    today = timezone.localdate()
    assert [(one.direction, one.name) for one in queries.addressees(forums.above, today)] == [
        ("down", "Lokalrådet (Lillevig)")
    ]
    assert [one.name for one in queries.addressees(forums.here, today)] == ["Kommunalbestyrelsen", "Rådet (Storevig)"]
    (owed,) = queries.reports_owed(forums.above, date(2026, 11, 21))
    assert (owed.what, owed.to, owed.due_on) == ("Planen", "Offentligheden", date(2027, 3, 31))
    row = forums.above.terms.get()
    often = [{"what": due, "due": due, "to": "Enhver"} for due in ("monthly", "quarterly", "ongoing", "yearly")]
    gone = [{"direction": "across", "what": "Viden", "forum": "andetsteds/kredsen"}]
    row.terms = {**row.terms, "reports": often, "outputs": gone}
    with as_role("samspil_owner"):
        row.save()
    assert [one.due_on for one in queries.reports_owed(forums.above, date(2026, 11, 21))] == [
        date(2026, 11, 30), date(2026, 12, 31), None, None,
    ]  # fmt: skip
    assert [one.text for one in queries.addressees(forums.above, today) if one.direction == "across"] == ["kredsen"]
    assert queries.reports_owed(forums.above, date(2019, 1, 1)) == []


def test_a_forum_that_is_not_the_one_above_is_an_addressee_too(cast: Cast, forums: Forums) -> None:
    """The profile sends knowledge across to another forum here: it is reached in the product, not by a letter."""
    beside = Forum.objects.get(pk=cast.forum.pk)
    row = forums.here.terms.get()
    across = {"direction": "across", "what": "Viden", "forum": f"{beside.body.key}/{beside.key}"}
    row.terms = {**row.terms, "outputs": [across]}
    with as_role("samspil_owner"):
        row.save()
    cast.consultant.sign()
    found_ = queries.addressees(forums.here, timezone.localdate())
    assert {one.direction: one.forum_id for one in found_} == {"across": beside.pk, "up": forums.above.pk}


def test_pages_of_both_sides(cast: Cast, forums: Forums) -> None:
    client = cast.client("other_consultant")
    url = reverse("passages:send", args=[forums.above.pk])
    page = client.get(url)
    assert "Ned: Lokalrådet (Lillevig)" in page.content.decode()
    data = {
        "to": [f"forum-{forums.here.pk}"], "unit": "", "outside": "", "kind": "decision", "title": "Lys", "text": "Alma Krogh sagde det",
        "idempotency_key": str(uuid4()),
    }  # fmt: skip
    refused = client.post(url, data)
    assert refused.status_code == 422
    assert "Alma Krogh sagde det" in refused.content.decode()
    assert "gem alligevel" in refused.content.decode()
    assert client.post(url, data | {"sure": "on", "answer_by": clock.late()}).status_code == 303
    passage_id = Passage.objects.order_by("-pk").values_list("pk", flat=True).first()

    ours = cast.client("consultant")
    listing = ours.get(reverse("passages:forum", args=[forums.here.pk])).content.decode()
    assert "Lys" in listing
    assert clock.late() in listing
    assert "Lys" in ours.get(reverse("passages:mine")).content.decode()
    page = reverse("passages:passage", args=[passage_id])
    assert ours.post(reverse("passages:acknowledge", args=[passage_id])).status_code == 303
    assert ours.get(reverse("passages:answer", args=[passage_id])).status_code == 200
    assert ours.post(reverse("passages:answer", args=[passage_id]), {"text": ""}).status_code == 422
    assert ours.post(reverse("passages:answer", args=[passage_id]), {"text": "Vi gør det."}).status_code == 303
    assert "Vi gør det." in client.get(page).content.decode()
    pdf = ours.get(reverse("passages:forum_pdf", args=[forums.here.pk]))
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    passed = ours.get(reverse("passages:send", args=[forums.here.pk]) + f"?fra={passage_id}").content.decode()
    assert "Alma Krogh sagde det" in passed  # beside the form, to be written anew
    assert ours.get(reverse("passages:send", args=[forums.here.pk]) + "?fra=999999").status_code == 404
    assert ours.get(reverse("passages:make_task", args=[passage_id])).status_code == 404
    assert client.post(reverse("passages:withdraw", args=[passage_id])).status_code == 409


def test_what_a_meeting_agreed_is_sent_from_its_minutes(cast: Cast, forums: Forums) -> None:
    actor, starts = cast.consultant.sign(), timezone.now()
    meeting = Meeting.objects.create(forum=forums.here, starts_at=starts, ends_at=starts, state="open")
    matter = agenda.propose(actor, meeting=meeting, proposal=agenda.Proposal(title="Lys på stien"))
    agreed = Resolution.objects.create(
        owner_audience_id=forums.here.audience_id, matter=matter, meeting=meeting, kind="recommendation",
        text="Vi anbefaler lys.", decided_on=timezone.localdate(),
    )  # fmt: skip
    client = cast.client("consultant")
    url = f"{reverse('passages:send', args=[forums.here.pk])}?beslutning={agreed.pk}"
    page = client.get(url).content.decode()
    assert "Vi anbefaler lys." in page
    data = {"to": [f"forum-{forums.above.pk}"], "unit": "", "outside": "", "kind": "recommendation", "title": "Lys", "text": "Lys, tak.",
            "idempotency_key": str(uuid4())}  # fmt: skip
    assert client.post(url, data).status_code == 303
    cast.consultant.sign()
    assert list(Tie.objects.values_list("what", "number")) == [("resolution", agreed.pk)]
    cast.other_consultant.sign()  # the receiver is not told of what it came
    assert (Passage.objects.count(), Tie.objects.count(), Resolution.objects.count()) == (1, 0, 0)
    assert cast.client("social_worker").get(url).status_code == 409
    assert client.get(url.replace(str(agreed.pk), "999999")).status_code == 404


def test_lists_take_the_same_statements_however_long(
    cast: Cast, forums: Forums, django_assert_max_num_queries: object
) -> None:
    sent_down(cast, forums)
    page = reverse("passages:forum", args=[forums.here.pk])
    client = cast.client("consultant")
    client.get(page)
    few = count(client, page), count(client, reverse("passages:mine"))
    for _ in range(3):
        sent_down(cast, forums)
        to_unit(cast, forums)
    assert (count(client, page), count(client, reverse("passages:mine"))) == few


def count(client: object, url: str) -> int:
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200  # type: ignore[attr-defined]
    return len(captured)


def test_the_database_refuses_what_the_door_does_not_hold(cast: Cast, forums: Forums) -> None:
    cast.social_worker.sign()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT meetings.send_on(%s, NULL, NULL)", [forums.here.pk])
