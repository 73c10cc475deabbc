"""Deciding, its consequences, doing it twice, doing it at once, and undoing it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samspil.audit.models import Event
from samspil.cases.models import Case, Handover, Task
from samspil.lib.refusals import Conflict, Refused
from samspil.meetings.actions import deciding, sitting
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.models import Decision, Item, Presence, Statement
from samspil.meetings.queries import words_for
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed
from samspil.organisations.profile import DecisionWord
from samspil.organisations.queries import terms_of
from samspil.sharing.models import Draft
from samspil.web import dates
from tests import clock
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", "Aya Ali"))


@pytest.mark.covers("BRO-58", verb="decision.made")
def test_a_decision_is_read_by_those_present_and_recorded(cast: Cast, table: Table) -> None:
    decision = decided(table, table.items[0], "support", cast.social_worker)
    assert (decision.responsible_id, decision.due_on) == (
        cast.social_worker.staff.pk,
        decision.decided_on + timedelta(days=6),
    )
    assert Event.objects.filter(act="decision.made", object_id=decision.pk).exists()
    assert Item.objects.get(pk=table.items[0].pk).state == "decided"
    cast.police_officer.sign()
    assert Decision.objects.get(pk=decision.pk).label == "Tilbyd støtte"
    cast.outsider.sign()
    assert not Decision.objects.exists()


def test_the_same_request_twice_is_one_decision(cast: Cast, table: Table) -> None:
    actor, item, key = cast.consultant.sign(), table.items[0], uuid4()
    first = deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=key)
    again = deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=key)
    assert first.pk == again.pk
    assert Decision.objects.filter(item=item).count() == 1


def test_the_later_of_two_meets_the_earlier_text(cast: Cast, table: Table) -> None:
    item = table.items[0]
    seen = item.version
    decided(table, item, "continue")
    actor = cast.colleague.sign()
    with pytest.raises(Conflict) as conflict:
        deciding.decide(actor, item=item, version=seen, choice=Choice("none"), key=uuid4())
    assert conflict.value.theirs == "Planen fortsætter"
    assert Decision.objects.filter(item=item).count() == 1


@pytest.mark.parametrize(
    ("choice", "field"),
    [(Choice("support"), "responsible"), (Choice("unknown"), "word"), (Choice("case"), "responsible")],
)
def test_a_word_says_what_it_needs(cast: Cast, table: Table, choice: Choice, field: str) -> None:
    actor, item = cast.consultant.sign(), table.items[0]
    with pytest.raises(Refused) as refusal:
        deciding.decide(actor, item=item, version=item.version, choice=choice, key=uuid4())
    assert refusal.value.field == field
    assert not Decision.objects.filter(item=item).exists()


def test_undo_lets_the_item_wait_again(cast: Cast, table: Table) -> None:
    decision = decided(table, table.items[0], "support", cast.social_worker)
    actor = cast.consultant.sign()
    waiting = deciding.undo(actor, decision=Decision.objects.select_related("meeting").get(pk=decision.pk))
    assert waiting.state == "waiting"
    assert not Presence.objects.filter(item=waiting).exists()
    assert decided(table, waiting, "continue").label == "Planen fortsætter"


def test_after_approval_nothing_is_undone(cast: Cast, table: Table) -> None:
    decision = decided(table, table.items[0], "continue")
    decided(table, table.items[1], "continue")
    approved(table)
    actor = cast.consultant.sign()
    with pytest.raises(Refused):
        deciding.undo(actor, decision=Decision.objects.select_related("meeting").get(pk=decision.pk))


def test_nobody_decides_before_the_meeting(cast: Cast) -> None:
    table = placed(cast, "Jonas Holm")
    actor, item = cast.consultant.sign(), table.fresh(table.items[0])
    with pytest.raises(Refused):
        deciding.decide(actor, item=item, version=item.version, choice=Choice("continue"), key=uuid4())


@pytest.mark.parametrize("role", ["convicted", "charged", "other", "witness", None])
def test_the_words_are_the_same_whatever_the_role(cast: Cast, role: str | None) -> None:
    """One procedure for those who have committed an offence and those at the edge; only the proposal differs."""
    table = opened(placed(cast, "Jonas Holm", role=role))
    actor, item = cast.consultant.sign(), table.items[0]
    terms = terms_of(cast.forum, timezone.localdate(actor.at))
    assert {word.word.code for word in words_for(terms, item, [], actor, timezone.localdate(actor.at))} == {
        w.code for w in terms.decisions
    }


def test_twelve_of_one_event_are_decided_at_once(cast: Cast) -> None:
    table = opened(placed(cast, *[f"Barn Nummer{n}" for n in range(12)]))
    actor = cast.consultant.sign()
    items = [(table.fresh(item), table.fresh(item).version, None) for item in table.items]
    made = deciding.decide_event(
        actor,
        items=items,
        key=uuid4(),
        choice=Choice(
            "support", responsible=cast.social_worker.staff, due_on=timezone.localdate(actor.at) + timedelta(days=7)
        ),
    )
    assert len(made) == 12
    assert Decision.objects.filter(meeting=table.meeting, state="standing").count() == 12


def test_a_whole_event_leaves_what_was_decided_as_it_is(cast: Cast) -> None:
    """Exceptions are decided first, one by one; then the rest of the event at once, also by a page that is a little old."""
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", "Vera Otto"))
    exception = decided(table, table.items[0], "none")
    actor = cast.consultant.sign()
    items = [(table.fresh(item), table.fresh(item).version, None) for item in table.items]
    made = deciding.decide_event(actor, items=items, key=uuid4(), choice=Choice("continue"))
    assert [decision.item_id for decision in made] == [item.pk for item in table.items[1:]]
    words = Decision.objects.filter(state="standing").order_by("item_id").values_list("item_id", "word")
    assert dict(words) == {table.items[0].pk: "none", table.items[1].pk: "continue", table.items[2].pk: "continue"}
    assert Decision.objects.get(pk=exception.pk).state == "standing"
    items = [(table.fresh(item), table.fresh(item).version, None) for item in table.items]
    assert deciding.decide_event(actor, items=items, key=uuid4(), choice=Choice("none")) == []


def test_knowing_nothing_not_sharing_and_being_absent_look_alike(cast: Cast) -> None:
    """RPL § 115, stk. 4: nobody must give anything. The police see the same page whichever it was."""
    pages = {}
    for case in ("knows nothing", "keeps silent", "is absent"):
        present = [cast.consultant, cast.police_officer] + ([] if case == "is absent" else [cast.social_worker])
        table = opened(placed(cast, "Jonas Holm"), *present)
        if case == "keeps silent":
            cast.social_worker.sign()
            Draft.objects.create(
                owner_audience_id=cast.units["family"].audience_id, key=case, data={"text": "ved noget"}
            )
        cast.police_officer.sign()
        item = Item.objects.get(pk=table.items[0].pk)
        pages[case] = (
            item.label,
            list(Statement.objects.filter(item=item).values_list("text")),
            Decision.objects.filter(item=item).count(),
        )
    assert len({str(page) for page in pages.values()}) == 1


def test_what_was_said_aloud_belongs_to_the_speaker(cast: Cast, table: Table) -> None:
    actor = cast.consultant.sign()
    statement = sitting.write_down(
        actor,
        item=table.items[0],
        said_by=cast.police_officer.staff,
        text="Hentet af sin mor",
        necessity="valg af indsats",
    )
    owner = cast.police_officer.sign()
    mine = Statement.objects.select_related("item__meeting").get(pk=statement.pk)
    assert mine.owner_audience_id == cast.units["local_police"].audience_id
    assert (mine.spoken, mine.origin, mine.said_by_id) == (True, "police", cast.police_officer.staff.pk)
    sitting.correct(owner, statement=mine, version=mine.version, text="Hentet af sin far")
    cast.consultant.sign()
    assert Statement.objects.get(pk=statement.pk).text == "Hentet af sin far"
    assert not Statement.objects.filter(pk=statement.pk).update(text="Noget andet")


def test_only_those_present_can_be_quoted(cast: Cast, table: Table) -> None:
    actor = cast.consultant.sign()
    with pytest.raises(Refused) as refusal:
        sitting.write_down(actor, item=table.items[0], said_by=cast.ssp_teacher.staff, text="x", necessity="y")
    assert refusal.value.field == "said_by"


def test_a_handover_needs_somebody_it_is_handed_over_to_and_what_they_are_to_do(cast: Cast) -> None:
    word, to = DecisionWord(code="hand", label="Overdrag", consequences=("handover",)), cast.units["family"]
    for choice, field in ((Choice("hand", text="Ring"), "responsible"), (Choice("hand", to_unit=to), "text")):
        with pytest.raises(Refused) as refused:
            deciding.check_complete(word, choice)
        assert refused.value.field == field
    deciding.check_complete(word, Choice("hand", to_unit=to, text="Ring til far"))
    deciding.check_complete(word, Choice("hand", responsible=cast.consultant.staff, reason="Far har bedt om det"))


def test_a_handover_takes_along_what_it_is_and_by_when(cast: Cast, table: Table) -> None:
    """To the question, to where one says yes, and to the task; the forum's word and why the item was placed do not go along."""
    item, text = table.items[0], "Tal med Jonas om at begynde til boksning"
    client, day = cast.client("consultant"), clock.today() + timedelta(days=16)
    sent = {
        "word": "handover", "version": item.version, "idempotency_key": uuid4(), "responsible": cast.social_worker.staff.pk,
        "due_on": f"{day:%d.%m.%Y}", "text": "",
    }  # fmt: skip
    asked = client.post(f"/moeder/punkt/{item.pk}/beslut/", sent)
    assert asked.status_code == 422
    assert "Skriv, hvad der overdrages." in asked.content.decode()
    assert client.post(f"/moeder/punkt/{item.pk}/beslut/", sent | {"text": text}).status_code == 303
    cast.social_worker.sign()
    offer = Handover.objects.get()
    asks = cast.client("social_worker")
    home, page, yes = (
        asks.get(address).content.decode()
        for address in ("/", f"/sager/overdragelser/{offer.pk}/", f"/sager/overdragelser/{offer.pk}/ja/")
    )
    assert all(text in shown for shown in (page, yes))  # on the day what was written does not stand
    assert f"frist {dates.short(day)}" in home
    assert dates.long(day) in page
    assert f'value="{day:%d.%m.%Y}"' in yes
    assert "valg af indsats" not in page  # for this the item was placed
    assert "Besluttet i " in page
    said = {"responsible": f"{cast.social_worker.staff.pk}-{cast.units['family'].pk}", "due_on": "", "answer": ""}
    assert asks.post(f"/sager/overdragelser/{offer.pk}/ja/", said).status_code == 303
    cast.social_worker.sign()
    task = Task.objects.get()
    assert (task.text, task.due_on) == (text, day)


@pytest.mark.parametrize("who", ["consultant", "colleague"])
def test_what_was_typed_stands_in_the_form_again_after_undo(cast: Cast, table: Table, who: str) -> None:
    why, text = "Vennerne er gået videre", "Ring til far tirsdag"
    made = decided(table, table.items[0], "support", cast.social_worker, reason=why, text=text)
    client = cast.client(who)
    assert client.post(f"/moeder/beslutning/{made.pk}/fortryd/").status_code == 303
    page = client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode()
    form = page.split('id="decision-form"')[1].split("</form>")[0]
    assert why in form
    assert text in form
    cast.members[who].sign()
    item = table.fresh(table.items[0])
    again = {"word": "support", "version": item.version, "idempotency_key": uuid4(), "responsible": made.responsible_id}
    sent = {**again, "due_on": f"{made.due_on:%d.%m.%Y}", "reason": f"{why} nu", "text": text}
    assert client.post(f"/moeder/punkt/{item.pk}/beslut/", sent).status_code == 303
    assert not Draft.objects.filter(key=f"item-{item.pk}-decision").exists()


def test_who_was_responsible_stands_there_again_after_undo(cast: Cast, table: Table) -> None:
    made = decided(table, table.items[0], "support", cast.police_officer)
    client = cast.client("consultant")
    client.post(f"/moeder/beslutning/{made.pk}/fortryd/")
    form = client.get(f"/moeder/punkt/{table.items[0].pk}/").content.decode().split('id="decision-form"')[1]
    assert f'<option value="{made.responsible_id}" selected>' in form.split("</form>")[0]


def test_what_was_decided_with_a_day_is_the_first_task_of_the_case(cast: Cast) -> None:
    """Met by a stranger: the deadline stood in the minutes alone, and the coordinator's day said that nothing was planned."""
    table = opened(placed(cast, "Jonas Holm"))
    made = decided(table, table.items[0], "case", cast.social_worker, reason="Flere ting", text="Mød ham på klubben")
    cast.social_worker.sign()
    case = Case.objects.get(decision_id=made.pk)
    task = Task.objects.get(decision_id=made.pk)
    assert (task.case, task.text, task.due_on) == (case, "Mød ham på klubben", made.due_on)
    assert task.responsible == cast.social_worker.staff
    assert "Mød ham på klubben" in cast.client("social_worker").get("/").content.decode()
    deciding.undo(cast.consultant.sign(), decision=Decision.objects.get(pk=made.pk))
    cast.social_worker.sign()
    task.refresh_from_db()
    assert task.state == "withdrawn"
