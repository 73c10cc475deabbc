"""Saying the name of an item that was placed without one, and taking an item off: by whom, and until when."""

from __future__ import annotations

import pytest

from samspil.access.cabinet import own_keys
from samspil.audit.models import Event
from samspil.lib.refusals import Refused
from samspil.meetings.actions import preparing, sitting
from samspil.meetings.models import Item
from samspil.meetings.states import ItemState
from samspil.meetings.tests.steps import Table, decided, opened, placed
from tests.cast import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    return opened(placed(cast, "Jonas Holm", named=False))


def test_the_same_name_again_is_the_same_act(cast: Cast, table: Table) -> None:
    for _time in range(2):
        preparing.name_item(cast.consultant.sign(), item=table.fresh(table.items[0]), label="Jonas Holm")
    assert Event.objects.filter(act="item.named", object_id=table.items[0].pk).count() == 1
    with pytest.raises(Refused) as refused:
        preparing.name_item(cast.consultant.sign(), item=table.fresh(table.items[0]), label="Jonas Holme")
    assert "allerede sagt" in str(refused.value.sentence)
    assert table.fresh(table.items[0]).label == "Jonas Holm"


def test_who_reads_an_item_says_no_other_name(cast: Cast, table: Table) -> None:
    preparing.name_item(cast.consultant.sign(), item=table.fresh(table.items[0]), label="Jonas Holm")
    actor = cast.police_officer.sign()
    item = table.fresh(table.items[0])
    assert item.owner_audience_id not in own_keys()
    with pytest.raises(Refused) as refused:
        preparing.name_item(actor, item=item, label="Bo Bech")
    assert "referenten" in str(refused.value.sentence)


def test_what_has_its_decision_is_neither_named_nor_taken_off(cast: Cast, table: Table) -> None:
    decided(table, table.items[0], "continue")
    for act in (
        lambda actor, item: preparing.name_item(actor, item=item, label="Jonas Holm"),
        lambda actor, item: preparing.take_off(actor, item=item),
    ):
        with pytest.raises(Refused) as refused:
            act(cast.consultant.sign(), table.fresh(table.items[0]))
        assert "Fortryd den først" in str(refused.value.sentence)
    assert Item.objects.get(pk=table.items[0].pk).state == ItemState.DECIDED


def test_who_reads_what_another_has_told_is_told_whose_it_is(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm"))
    said = {"text": "Kommer ikke i skole", "necessity": "valg af indsats"}
    statement = sitting.share(cast.social_worker.sign(), item=table.items[0], **said)
    actor = cast.police_officer.sign()
    read = type(statement).objects.select_related("item__meeting").get(pk=statement.pk)
    with pytest.raises(Refused) as refused:
        sitting.correct(actor, statement=read, version=read.version, text="Noget andet")
    assert "Kun den, der sagde det" in str(refused.value.sentence)
