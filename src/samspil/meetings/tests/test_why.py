"""The reason of a decision is shown where its reader may read it, and on no paper that leaves the meeting."""

from __future__ import annotations

from samspil.cases.models import Conversation, Task
from samspil.meetings.tests.steps import Table, approved, decided, opened, placed, planned
from samspil.meetings.tests.test_papers import laid_out
from tests.cast import Cast

WHY, MORE = "Hans mor beder om hjælp", "Ring efter kl. 16"


def made(cast: Cast) -> Table:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker, reason=WHY, text=MORE)
    decided(table, table.items[1], "preventive", cast.social_worker, reason=WHY, text=MORE)
    return approved(table)


def shown(cast: Cast, who: str, address: str) -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200, (who, address)
    return answer.content.decode()


def test_in_the_minutes_on_the_childs_page_and_at_the_work_that_came_of_it(cast: Cast) -> None:
    table = made(cast)
    cast.social_worker.sign()
    task, talk = Task.objects.get(), Conversation.objects.get()
    for address in (
        f"/moeder/{table.meeting.pk}/referat/",
        f"/barnet/{table.items[0].subject}/",
        f"/sager/opgaver/{task.pk}/",
        f"/sager/samtaler/{talk.pk}/",
    ):
        content = shown(cast, "social_worker", address)
        assert WHY in content, address
        assert MORE in content, address
    assert WHY in shown(cast, "police_officer", f"/moeder/{table.meeting.pk}/referat/")


def test_on_the_childs_own_paper_without_another_child_and_not_on_the_summary(cast: Cast) -> None:
    table = opened(placed(cast, "Jonas Holm", "Aya Ali", meeting=planned(cast, days=0)))
    decided(table, table.items[0], "support", cast.social_worker, reason="Aya bor der også, og hans mor beder om hjælp")
    decided(table, table.items[1], "support", cast.social_worker)
    approved(table)
    pages, _file, _answer = laid_out(cast, "social_worker", f"/moeder/barn/{table.items[0].subject}/udskrift.pdf")
    text = " ".join(" ".join(pages).split())
    assert "et andet barn bor der også" in text
    assert "Aya" not in text
    summary, _file, _answer = laid_out(cast, "social_worker", f"/moeder/{table.meeting.pk}/referat.pdf")
    assert "hans mor" not in " ".join(summary)


def test_who_does_not_read_the_decision_does_not_read_why(cast: Cast) -> None:
    table = made(cast)
    assert cast.client("outsider").get(f"/moeder/{table.meeting.pk}/referat/").status_code == 404
