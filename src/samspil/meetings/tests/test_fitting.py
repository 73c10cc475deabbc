"""A word is decided where it makes sense for the item; else it asks one question, or is not offered and is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samspil.cases.models import Case, Handover, Task
from samspil.lib.refusals import Refused
from samspil.meetings.actions import capturing, deciding, gathering, preparing
from samspil.meetings.actions.deciding import Choice
from samspil.meetings.actions.preparing import Placement
from samspil.meetings.models import Decision, Item
from samspil.meetings.queries.sentences import decision_sentence, with_names
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.organisations.models import Post
from samspil.organisations.profile import Terms, WordFit, WordQuestion
from samspil.organisations.queries import terms_of
from tests import clock
from tests.cast import Cast

GROWN_UP = date(clock.today().year - 21, 1, 2)
NINE = date(clock.today().year - 9, 1, 2)
BOTH_BLOCKS = ("under_18", "18_plus")
PLAN = WordQuestion(
    text="Hvilken plan fortsætter?",
    answers=(
        {"code": "family", "text": "Familieafdelingens plan"},
        {"code": "none", "text": "Der er ingen plan", "refuses": "Så er der ingen plan at fortsætte."},
    ),
)


def about(cast: Cast, kind: str) -> Table:
    """One item about a place, a group or something that spreads, at a meeting in progress."""
    meeting = planned(cast)
    actor = cast.consultant.sign()
    items = preparing.place(
        actor,
        meeting=meeting,
        placements=[Placement(label="Stationen", source="concern", about=kind)],
        necessity="valg af indsats",
    )
    meeting.refresh_from_db()
    return opened(Table(cast, meeting, items))


def of_age(cast: Cast, born: date | None, **entry: object) -> Table:
    """One child of a list, of any age, at a meeting in progress in which both blocks sit."""
    return opened(placed(cast, "Ali Omar", born=born, meeting=planned(cast, blocks=BOTH_BLOCKS), **entry))


def sent(cast: Cast, item: Item, **typed: str) -> Any:
    """The form of the table, sent by the consultant."""
    due = f"{clock.today() + timedelta(days=7):%d.%m.%Y}"
    form = {
        "version": str(item.version), "idempotency_key": str(uuid4()), "due_on": due,
        "responsible": str(cast.consultant.staff.pk),
    }  # fmt: skip
    return cast.client("consultant").post(f"/moeder/punkt/{item.pk}/beslut/", {**form, **typed})


def shown(cast: Cast, item: Item) -> str:
    return cast.client("consultant").get(f"/moeder/punkt/{item.pk}/").content.decode()


def last(cast: Cast) -> Decision:
    cast.consultant.sign()
    return with_names(Decision.objects.all()).latest("pk")


# --- not offered ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["place", "trend"])
def test_a_word_about_somebody_is_absent_at_a_place_and_its_number_stays_its_own(cast: Cast, kind: str) -> None:
    table = about(cast, kind)
    page = shown(cast, table.items[0])
    for number in (3, 5, 7):
        assert f'id="word-{number}"' not in page, number
    for number in (1, 2, 4, 6, 8, 9):
        assert f'id="word-{number}" ' in page, number
    assert "»Tilbyd støtte« giver ikke mening her: Punktet handler om" in page


@pytest.mark.parametrize("word", ["support", "case", "notification"])
def test_a_forged_word_is_refused_with_the_sentence_of_the_page(cast: Cast, word: str) -> None:
    table = about(cast, "place")
    answer = sent(cast, table.items[0], word=word, reason="Uro")
    assert answer.status_code == 422
    assert "giver ikke mening her: Punktet handler om et sted." in answer.content.decode()
    cast.consultant.sign()
    assert not Decision.objects.exists()


def test_a_group_may_be_helped_and_notified_about(cast: Cast) -> None:
    table = about(cast, "group")
    assert decided(table, table.items[0], "support", cast.social_worker).label == "Tilbyd støtte"


def test_a_place_that_is_taken_up_again_is_still_a_place(cast: Cast) -> None:
    later = planned(cast, days=14)
    table = about(cast, "place")
    decided(table, table.items[0], "again")
    approved(table)
    cast.consultant.sign()
    assert Item.objects.get(meeting=later).about == "place"


def test_what_is_chosen_in_advance_is_never_a_word_that_is_not_offered(cast: Cast) -> None:
    table = about(cast, "place")
    Item.objects.filter(pk=table.items[0].pk).update(role="victim")
    page = shown(cast, table.items[0])
    assert "checked" not in page[page.index('id="decision-form"') :]


# --- a notification about somebody who is grown up -------------------------------------------------------------------


def test_a_notification_about_a_child_asks_nothing(cast: Cast) -> None:
    table = of_age(cast, date(clock.today().year - 15, 1, 2))
    assert "Er der et barn i hjemmet" not in shown(cast, table.items[0])
    decision = decided(table, table.items[0], "notification", cast.social_worker)
    assert (decision.label, decision.question, decision.answer) == ("Underretning", "", "")


@pytest.mark.parametrize("born", [None, GROWN_UP])
def test_an_age_that_nobody_knows_asks_nothing(cast: Cast, born: date | None) -> None:
    table = of_age(cast, born)
    asked = "Er der et barn i hjemmet" in shown(cast, table.items[0])
    assert asked == (born is not None)
    if born is None:
        assert decided(table, table.items[0], "notification", cast.social_worker).question == ""


@pytest.mark.covers("BRO-58", verb="decision.made")
@pytest.mark.parametrize(
    ("answer", "label", "told"),
    [
        ("child", "Underretning om et barn i hjemmet", "Ja, der er et barn i hjemmet"),
        ("unborn", "Underretning om et ufødt barn", "Ja, der ventes et barn"),
    ],
)
def test_about_a_grown_up_it_asks_and_leads_to_a_notification_about_the_child(
    cast: Cast, answer: str, label: str, told: str
) -> None:
    table = of_age(cast, GROWN_UP)
    page = shown(cast, table.items[0])
    assert f'value="notification.{answer}"' in page
    unanswered = sent(cast, table.items[0], word="notification")
    assert unanswered.status_code == 422
    assert "Svar først: Er der et barn i hjemmet, eller ventes der et barn?" in unanswered.content.decode()
    assert 'href="#id_answer"' in unanswered.content.decode()
    assert 'id="id_answer"' in unanswered.content.decode()
    done = sent(cast, table.items[0], word="notification", answer=f"notification.{answer}", text="Ring i dag")
    assert done.status_code == 303, done.content.decode()
    decision = last(cast)
    assert (decision.word, decision.label, decision.answer) == ("notification", label, told)
    assert decision.question == "Er der et barn i hjemmet, eller ventes der et barn?"
    sentence = decision_sentence(decision)
    assert sentence.startswith(f"{label}. Spørgsmål: »{decision.question}« Svar: »{told}«. ")
    task = Task.objects.get(decision_id=decision.pk)
    assert (task.kind, task.text) == ("notification", f"{label}: Ring i dag")
    assert told in shown(cast, table.items[0])
    approved(table)
    minutes = cast.client("consultant").get(f"/moeder/{table.meeting.pk}/referat/").content.decode()
    assert f"Svar: »{told}«" in minutes


def test_with_no_child_it_is_not_decided_and_says_what_to_do(cast: Cast) -> None:
    table = of_age(cast, GROWN_UP)
    answer = sent(cast, table.items[0], word="notification", answer="notification.none")
    assert answer.status_code == 422
    assert "En underretning handler om et barn. Vælg en anden beslutning." in answer.content.decode()
    cast.consultant.sign()
    assert not Decision.objects.exists()


def test_an_answer_to_another_words_question_is_no_answer(cast: Cast) -> None:
    table = of_age(cast, GROWN_UP)
    assert sent(cast, table.items[0], word="notification", answer="case.family").status_code == 422
    assert sent(cast, table.items[0], word="none", answer="notification.child").status_code == 303
    assert (last(cast).label, last(cast).answer) == ("Ingen opfølgning", "")


# --- a case for a child of nine --------------------------------------------------------------------------------------


def test_nine_years_lead_to_the_family_department_which_must_say_yes(cast: Cast) -> None:
    table = of_age(cast, NINE)
    with pytest.raises(Refused) as refusal:
        decided(table, table.items[0], "case", cast.consultant, reason="Uro")
    assert refusal.value.field == "answer"
    decision = decided(table, table.items[0], "case", cast.consultant, reason="Uro", answer="family")
    assert decision.label == "Overdrages til Familieafdelingen (afventer ja)"
    assert not Case.objects.exists()
    cast.social_worker.sign()
    offer = Handover.objects.get(decision_id=decision.pk)
    assert (offer.state, offer.to_unit_id) == ("proposed", cast.units["family"].pk)
    assert offer.from_unit_id == cast.units["ssp"].pk, "until the yes it stays where it is"
    day = cast.client("social_worker").get("/").content.decode()
    assert "Ali Omar" in day[day.index("venter på jeres svar") :] or "Ali Omar" in day


@pytest.mark.parametrize("gone", ["unit", "colleagues"])
def test_an_answer_that_leads_where_nobody_is_there_is_refused_with_a_sentence(cast: Cast, gone: str) -> None:
    """It says what can be done at the table, where no unit is chosen."""
    table = of_age(cast, NINE)
    cast.administrator.sign()
    if gone == "unit":
        type(cast.units["family"]).objects.filter(pk=cast.units["family"].pk).update(valid_to=date(2020, 1, 1))
    else:
        Post.objects.filter(unit=cast.units["family"]).update(valid_to=date(2020, 1, 1))
    with pytest.raises(Refused, match=r"arbejder ingen nu\. Vælg et andet ord") as refusal:
        decided(table, table.items[0], "case", cast.consultant, reason="Uro", answer="family")
    assert refusal.value.field == "answer"


# --- a plan ----------------------------------------------------------------------------------------------------------


def with_plan_rule(cast: Cast) -> Terms:
    """The forum's terms, with "the plan goes on" asking which plan where there is none."""
    terms = terms_of(cast.forum, clock.today())
    rule = {"fits": WordFit(needs_plan=True), "asks": PLAN}
    words = [word.model_copy(update=rule) if word.code == "continue" else word for word in terms.decisions]
    return terms.model_copy(update={"decisions": tuple(words)})


def goes_on(cast: Cast, table: Table, answer: str = "") -> Decision:
    actor = cast.consultant.sign()
    item = table.fresh(table.items[0])
    choice = Choice("continue", answer=answer)
    return deciding.decide(
        actor, item=item, version=item.version, choice=choice, key=uuid4(), terms=with_plan_rule(cast)
    )


def test_without_a_plan_it_asks_which_and_ends_where_there_is_none(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    for answer, sentence in (("", "Svar først"), ("none", "Så er der ingen plan at fortsætte.")):
        with pytest.raises(Refused, match=sentence):
            goes_on(cast, table, answer)
    assert goes_on(cast, table, "family").answer == "Familieafdelingens plan"


@pytest.mark.parametrize(("word", "is_plan"), [("support", True), ("preventive", True), ("notification", False)])
def test_what_the_forum_decided_before_is_a_plan_while_it_goes_on(cast: Cast, word: str, is_plan: bool) -> None:
    before = opened(placed(cast, "Jonas Holm"))
    decided(before, before.items[0], word, cast.consultant)
    subject = before.items[0].subject
    approved(before)
    meeting = planned(cast, days=9)
    actor = cast.consultant.sign()
    items = preparing.place(
        actor, meeting=meeting, necessity="valg af indsats",
        placements=[Placement(label="Jonas Holm", source="follow_up", subject=subject)],
    )  # fmt: skip
    meeting.refresh_from_db()
    table = opened(Table(cast, meeting, items))
    if is_plan:
        assert goes_on(cast, table).question == ""
    else:
        with pytest.raises(Refused, match="Svar først"):
            goes_on(cast, table)


# --- several of one event --------------------------------------------------------------------------------------------


def test_of_an_event_those_whom_a_word_asks_about_are_decided_alone(cast: Cast) -> None:
    table = opened(Table(cast, planned(cast, blocks=BOTH_BLOCKS)))
    actor = cast.consultant.sign()
    for line in ("Mia Dal 13 f", "Aya Ali 14 m", "Bo Bech 21 m"):
        item, _notes = capturing.write_line(actor, meeting=table.meeting, line=line, key=uuid4())
        table.items.append(table.fresh(item))
    gathering.gather(actor, meeting=table.meeting, items=table.items, text="Slagsmål", place="Stationen")
    young, _other, grown_up = (table.fresh(item) for item in table.items)
    page = reverse("meetings:decide_event", args=[young.pk])
    typed = {
        "word": "notification", "responsible": str(cast.consultant.staff.pk), "version": str(young.version),
        "due_on": f"{clock.today() + timedelta(days=1):%d.%m.%Y}", "idempotency_key": str(uuid4()),
    }  # fmt: skip
    asked = cast.client("consultant").post(page, typed).content.decode()
    assert "Besluttes for sig" in asked
    assert f'id="child-{young.pk}"' in asked
    assert f'id="child-{grown_up.pk}"' not in asked
    forged = {
        **typed, "confirmed": "1", "children": [str(young.pk), str(grown_up.pk)], "answer": "notification.child",
    }  # fmt: skip
    answer = cast.client("consultant").post(page, forged)
    assert answer.status_code == 422
    assert "Svar først" in answer.content.decode()
    cast.consultant.sign()
    assert not Decision.objects.exists(), "all or none"


def test_the_answer_stays_where_two_decide_at_once(cast: Cast) -> None:
    table = of_age(cast, GROWN_UP)
    earlier = decided(table, table.items[0], "support", cast.social_worker)
    actor = cast.consultant.sign()
    replaced = Decision.objects.select_related("item__meeting__forum__body", "meeting__forum").get(pk=earlier.pk)
    due = timezone.localdate(actor.at) + timedelta(days=1)
    mine = Choice("notification", responsible=cast.consultant.staff, due_on=due, answer="unborn")
    made = deciding.decide_instead(actor, replaced=replaced, version=replaced.item.version, choice=mine, key=uuid4())
    assert made.answer == "Ja, der ventes et barn"
