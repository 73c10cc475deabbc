"""What is typed and not sent yet: kept for its writer alone, and gone when it is sent."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from samspil.access.models import History
from samspil.audit.models import Event
from samspil.lib.refusals import Refused
from samspil.sharing.drafts import actions, queries
from samspil.sharing.models import Draft
from tests.cast import Cast, as_role

TYPED = {"text": ["Jeg er bekymret"], "who": [""]}


def test_the_page_keeps_what_is_typed(cast):
    client = cast.client("ssp_teacher")
    answer = client.post(reverse("drafts:save", args=["concern"]), {"text": "Jeg er bekymret", "who": ""})
    assert (answer.status_code, answer.content) == (204, b"")
    actor = cast.ssp_teacher.sign()
    assert queries.values(queries.draft(actor, "concern")) == TYPED


def test_the_same_twice_is_one_draft_and_the_later_text_stands(cast):
    actor = cast.ssp_teacher.sign()
    for text in ("Jeg", "Jeg", "Jeg er"):
        actions.save(actor, key="concern", data={"values": {"text": [text]}})
    assert [draft.data for draft in queries.drafts_under(actor, "conc")] == [{"values": {"text": ["Jeg er"]}}]


def test_nobody_else_reads_a_draft(cast):
    actions.save(cast.ssp_teacher.sign(), key="concern", data={"values": TYPED})
    for other in ("colleague", "administrator", "protection_officer", "outsider", "other_consultant"):
        actor = cast.members[other].sign()
        assert queries.draft(actor, "concern") is None
        assert not Draft.objects.exists()


def test_a_draft_leaves_no_word_behind(cast):
    actor = cast.ssp_teacher.sign()
    actions.save(actor, key="concern", data={"values": {"text": ["Om Vera Ottosen"]}})
    actions.save(actor, key="concern", data={"values": {"text": ["Om et barn"]}})
    actions.discard(actor, "concern", "another")
    assert queries.draft(actor, "concern") is None
    with as_role("samspil_lock"):
        assert not History.objects.filter(parent_table="sharing_draft").exists()
        assert not Event.objects.filter(object_table="sharing_draft").exists()


def test_the_form_key_and_the_token_are_not_kept(cast):
    cast.client("ssp_teacher").post(
        reverse("drafts:save", args=["concern"]), {"text": "a", "idempotency_key": "k", "csrfmiddlewaretoken": "t"}
    )
    assert queries.values(queries.draft(cast.ssp_teacher.sign(), "concern")) == {"text": ["a"]}


def test_who_is_not_signed_in_keeps_nothing(client, cast):
    answer = client.post(reverse("drafts:save", args=["concern"]), {"text": "a"})
    assert answer.status_code == 302
    assert client.get(reverse("drafts:save", args=["concern"])).status_code == 302


def test_a_page_is_not_read_by_get(cast):
    assert cast.client("ssp_teacher").get(reverse("drafts:save", args=["concern"])).status_code == 405


def test_a_service_keeps_no_draft_and_a_key_has_bounds(cast):
    with pytest.raises(Refused), transaction.atomic():
        actions.save(cast.ssp_teacher.sign(), key="k" * 121, data={})
    with pytest.raises(Refused):
        queries.own_audience(type(cast.ssp_teacher.actor)(cast.body.installer_id, cast.ssp_teacher.actor.at))


def test_no_values_where_nothing_was_kept():
    assert queries.values(None) == {}
    assert queries.values({"values": "x"}) == {}


def fields(text: str) -> dict[str, list[str]]:
    return {"text": [text], "version": ["1"]}


def kept_of(cast: Cast, key: str = "note:1") -> tuple[list[str], list[list[str]]]:
    found = queries.draft(cast.consultant.sign(), key)
    return queries.values(found).get("text", []), [other.get("text", []) for other in queries.others(found)]


def save_from(cast: Cast, tab: str, text: str, base: str) -> None:
    actions.save(cast.consultant.sign(), key="note:1", data={"values": fields(text)}, tab=tab, base=fields(base))


def test_two_pages_of_one_person_keep_both_texts(cast: Cast) -> None:
    save_from(cast, "1", "Note A", "")
    save_from(cast, "1", "Note A og mere", "Note A")
    assert kept_of(cast) == (["Note A og mere"], [])
    save_from(cast, "2", "Note B", "")
    assert kept_of(cast) == (["Note B"], [["Note A og mere"]])
    save_from(cast, "1", "Note A til ende", "Note A og mere")
    assert kept_of(cast) == (["Note A til ende"], [["Note B"]])
    actions.discard(cast.consultant.sign(), "note:1", tab="1")
    assert kept_of(cast) == (["Note B"], [])
    actions.discard(cast.consultant.sign(), "note:1", tab="2")
    assert kept_of(cast) == ([], [])


def test_what_was_sent_from_one_page_leaves_what_another_has_kept_last(cast: Cast) -> None:
    save_from(cast, "1", "Note A", "")
    save_from(cast, "2", "Note B", "")
    actions.discard(cast.consultant.sign(), "note:1", tab="1")
    assert kept_of(cast) == (["Note B"], [])


def test_a_page_that_was_loaded_with_the_draft_goes_on_in_it(cast: Cast) -> None:
    save_from(cast, "1", "Note A", "")
    save_from(cast, "2", "Note A og mere", "Note A")
    assert kept_of(cast) == (["Note A og mere"], [])


def test_a_page_that_sends_the_draft_it_was_loaded_with_leaves_none(cast: Cast) -> None:
    save_from(cast, "1", "Note A", "")
    actions.discard(cast.consultant.sign(), "note:1", tab="2", base=fields("Note A"))
    assert kept_of(cast) == ([], [])


ANSWERED = {"first-answer", "first-notifier"}


def choose_from(cast: Cast, tab: str, answer: str, because: str = "", **more: object) -> None:
    typed = {"first-answer": [answer], "first-notifier": ["23"], "first-because": [because]}
    actions.save(cast.consultant.sign(), key="f-1", data={"values": typed}, tab=tab, chosen=ANSWERED, **more)


def test_what_was_only_chosen_in_another_window_is_no_other_text(cast: Cast) -> None:
    """Met at a door: a radio was changed, the page loaded again, and it said that another text was "no" and "23"."""
    choose_from(cast, "1", "no")
    choose_from(cast, "2", "yes")
    found = queries.draft(cast.consultant.sign(), "f-1")
    assert queries.others(found) == []
    assert queries.values(found)["first-answer"] == ["yes"]


def test_a_window_that_is_loaded_again_goes_on_in_its_own_draft(cast: Cast) -> None:
    """What the page sent while it was left arrives after the new one was drawn: it is the same window."""
    choose_from(cast, "1", "no", "Aftalt med skolen")
    choose_from(cast, "2", "no", "Aftalt med skolen og mor", was=["1"])
    assert queries.others(queries.draft(cast.consultant.sign(), "f-1")) == []
    choose_from(cast, "5", "no", "Aftalt med skolen, mor og ham", was=["4", "3", "2"])  # it was kept some pages ago
    assert queries.others(queries.draft(cast.consultant.sign(), "f-1")) == []
    choose_from(cast, "6", "yes", "Noget helt andet")
    (other,) = queries.others(queries.draft(cast.consultant.sign(), "f-1"))
    assert other["first-because"] == ["Aftalt med skolen, mor og ham"], "a real other window still loses nothing"


def test_a_form_that_was_saved_keeps_no_choice_of_an_earlier_window(cast: Cast) -> None:
    choose_from(cast, "1", "no")
    actions.discard(cast.consultant.sign(), "f-1", tab="2", base={"first-answer": ["yes"]}, chosen=ANSWERED)
    assert queries.draft(cast.consultant.sign(), "f-1") is None
    choose_from(cast, "1", "no", "Aftalt med skolen")
    actions.discard(cast.consultant.sign(), "f-1", tab="2", base={"first-answer": ["yes"]}, chosen=ANSWERED)
    left = queries.values(queries.draft(cast.consultant.sign(), "f-1"))
    assert left == {"first-because": ["Aftalt med skolen"]}


def test_what_stood_there_before_anything_was_typed_is_remembered(cast: Cast) -> None:
    choose_from(cast, "1", "no", began={"first-because": ["Fra før"]})
    choose_from(cast, "2", "no", was=["1"])  # a page that was loaded with the draft cannot know
    found = queries.draft(cast.consultant.sign(), "f-1") or {}
    assert found["began"] == {"first-because": ["Fra før"]}


@pytest.mark.parametrize(
    "name", ["alt-muligt", "item-x-share", "item-1-andet", "f-", "f-1", "policelist:1", "concern2"]
)
def test_no_form_keeps_a_draft_under_a_made_up_name(cast, name):
    answer = cast.client("ssp_teacher").post(reverse("drafts:save", args=[name]), {"text": "x" * 100_000})
    assert answer.status_code == 404
    cast.ssp_teacher.sign()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "name", ["concern", "concern-door", "item-12-share", "case-3-note", "minutes-4", f"f-{'0a' * 16}"]
)
def test_every_form_that_is_there_keeps_its_draft(cast, name):
    answer = cast.client("ssp_teacher").post(reverse("drafts:save", args=[name]), {"text": "Fodbold"})
    assert answer.status_code == 204
