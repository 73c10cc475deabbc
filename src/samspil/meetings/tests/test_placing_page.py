"""The page on which the agenda is put together: what is chosen by, and where an adult went."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localtime

from samspil.concerns.tests.test_send import send
from samspil.meetings.actions.preparing import take_off
from samspil.meetings.models import Item
from samspil.meetings.queries.waiting import suggestions
from samspil.meetings.tests.steps import listed, planned
from tests.cast import Cast
from tests.clock import today


def test_what_waits_is_told_with_age_and_role(cast: Cast) -> None:
    meeting = planned(cast)
    listed(cast, "Jonas Holm", role="witness")
    page = cast.client("consultant").get(f"/moeder/{meeting.pk}/").content.decode()
    assert "Jonas Holm · 15 år · Vidne" in page
    assert "Modtag politiets liste" in page


def test_it_is_said_on_which_day_an_adult_is_taken(cast: Cast) -> None:
    this_week, next_week = planned(cast), planned(cast, days=8, blocks=("under_18", "18_plus"))
    entry = listed(cast, "Amir Toft", born=date(today().year - 19, 1, 15))
    client = cast.client("consultant")
    client.post(
        f"/moeder/{this_week.pk}/placer/",
        {"chosen": [f"entry-{entry.pk}"], "named": "with", "necessity": "valg af indsats"},
    )
    page = client.get(f"/moeder/{this_week.pk}/").content.decode()
    assert "1 er 18 eller derover og står i stedet på dagsordenen" in page
    assert f"{localtime(next_week.starts_at).day}. " in page.split("står i stedet på dagsordenen")[1][:40]


def test_what_was_taken_off_waits_again(cast: Cast) -> None:
    """A line of the list and a concern; the sender of the concern sees it as new again."""
    meeting, concern = planned(cast), send(cast)
    entry = listed(cast, "Jonas Holm")
    client = cast.client("consultant")
    chosen = [f"entry-{entry.pk}", f"concern-{concern.pk}"]
    for _ in range(2):
        client.post(
            f"/moeder/{meeting.pk}/placer/", {"chosen": chosen, "named": "with", "necessity": "valg af indsats"}
        )
        assert not suggestions(meeting)
        for item in Item.objects.filter(meeting=meeting, state="waiting"):
            take_off(cast.consultant.sign(), item=item)
        assert {f"{one.kind}-{one.id}" for one in suggestions(meeting)} == set(chosen)
        concern.refresh_from_db()
        assert concern.state == "new"
    assert Item.objects.filter(meeting=meeting, state="withdrawn").count() == 4
