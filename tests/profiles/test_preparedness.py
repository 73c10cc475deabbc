"""The preparedness plan against abuse: what the law demands of it reminds whoever is responsible, until it is renewed (VAL-04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from samspil.concerns.tests.doors import leader
from samspil.evaluation import actions, queries
from samspil.evaluation.actions import keep_registers
from samspil.evaluation.models import Document, DocumentRenewal, DocumentVersion
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.models import Post, Unit
from samspil.organisations.profile import Document as Part
from samspil.organisations.profile import Profile
from samspil.sharing.notices.models import Notice
from samspil.web.dates import short
from tests import clock
from tests.cast import Cast, as_role
from tests.profiles.settling import settle, text

LAW = {"law": "Barnets lov § 15, stk. 2", "written": True, "adopted": True, "published": True, "revised_every_years": 4}
DUE = "Dokumenter, du skal forny"


@pytest.fixture
def plan(cast: Cast) -> Document:
    """The plan of Vallensbæk's profile, looked after by the unit of the cast that a leader leads."""
    profile = settle(cast, "vallensbaek")
    content = profile.model_dump(mode="json", exclude_defaults=True)
    entry = next(one for one in content["documents"] if one["key"] == "beredskab")
    entry["unit"] = "ssp"
    content["units"].append({"key": "ssp", "name": "SSP-enheden", "type": "authority", "sector": "leisure"})
    keep_registers(cast.administrator.sign(), cast.body, Profile.model_validate(content))
    leader(cast)
    return Document.objects.get(body=cast.body, key="beredskab")


def my_day(cast: Cast, member: str = "leader") -> str:
    return text(cast.client(member).get(reverse("desk:my_day")))


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def sent(cast: Cast, plan: Document, member: str = "leader", **said: str) -> Any:
    return cast.client(member).post(reverse("evaluation:renew", args=[plan.pk]), said)


def night() -> int:
    """The keeper's round tells of what time has made due."""
    with as_role("samspil_keeper") as cursor:
        cursor.execute("SELECT evaluation.remind(now())")
        return int(cursor.fetchone()[0])


def told(cast: Cast, member: str = "leader") -> int:
    with as_role("samspil_lock") as cursor:
        cursor.execute(
            "SELECT count(*) FROM notices_notice WHERE kind = 'document_due' AND staff_id = %s",
            [cast.members[member].staff.pk],
        )
        return int(cursor.fetchone()[0])


@pytest.mark.covers("VAL-04", verb="document.renewed", page="desk:my_day")
def test_a_plan_without_its_steps_reminds_its_leader_and_renewing_it_clears_the_reminder(
    cast: Cast, plan: Document
) -> None:
    shown = my_day(cast)
    for words in (DUE, "Beredskab mod overgreb", "kræver, at det er skrevet", "er vedtaget", "er offentliggjort"):
        assert words in shown, words
    for member in ("consultant", "social_worker", "administrator", "other_consultant"):
        assert DUE not in my_day(cast, member), member
    # Written: the next two steps still wait.
    assert sent(cast, plan, written_on=short(days_ago(9))).status_code == 303
    shown = my_day(cast)
    assert "at det er skrevet" not in shown
    assert "er vedtaget" in shown
    # The form goes on where it stood.
    form = cast.client("leader").get(reverse("evaluation:renew", args=[plan.pk])).content.decode()
    assert short(days_ago(9)) in form
    steps = {"written_on": short(days_ago(9)), "adopted_on": short(days_ago(5)), "adopted_by": "Kommunalbestyrelsen"}
    assert sent(cast, plan, **steps).status_code == 303
    assert "er offentliggjort" in my_day(cast)
    steps |= {"published_on": short(days_ago(2)), "link": "https://example.org/beredskab"}
    assert sent(cast, plan, **steps).status_code == 303
    assert DUE not in my_day(cast)
    page = text(cast.client("consultant").get(reverse("evaluation:document", args=[plan.pk])))
    for words in (
        short(days_ago(9)),
        short(days_ago(5)),
        short(days_ago(2)),
        "https://example.org/beredskab",
        "Rikke Vinther",
    ):
        assert words in page, words
    assert "kræver, at" not in page


@pytest.mark.covers("VAL-04", verb="document.renewed", page="desk:my_day")
def test_four_years_after_the_last_revision_the_leader_is_reminded_again(cast: Cast, plan: Document) -> None:
    written = clock.today()
    steps = {"written_on": short(written), "adopted_on": short(written), "published_on": short(written)}
    assert sent(cast, plan, **steps).status_code == 303
    four = (written + relativedelta(years=4) - written).days
    with clock.later(days=four):
        assert DUE not in my_day(cast)
    with clock.later(days=four + 1):
        assert DUE in my_day(cast)
        assert f"det skete sidst {short(written)}" in my_day(cast)
        today = short(clock.today())
        assert sent(cast, plan, written_on=today, adopted_on=today, published_on=today).status_code == 303
        assert DUE not in my_day(cast)


def test_the_keeper_tells_the_leader_once_a_month_until_it_is_renewed(cast: Cast, plan: Document) -> None:
    assert night() == 1
    assert night() == 0
    assert told(cast) == 1
    with as_role("samspil_lock") as cursor:
        cursor.execute("UPDATE notices_notice SET made_at = made_at - interval '31 days', seen_at = made_at")
    assert night() == 1
    today = short(clock.today())
    sent(cast, plan, written_on=today, adopted_on=today, published_on=today)
    with as_role("samspil_lock") as cursor:
        cursor.execute("UPDATE notices_notice SET made_at = made_at - interval '31 days', seen_at = made_at")
    assert night() == 0
    assert told(cast, "consultant") == 0


def test_where_nobody_leads_the_unit_the_administrators_are_reminded(cast: Cast, plan: Document) -> None:
    with as_role("samspil_owner"):
        Post.objects.filter(staff=cast.members["leader"].staff).update(valid_to=days_ago(1))
    assert DUE in my_day(cast, "administrator")
    assert DUE not in my_day(cast)
    with pytest.raises(Refused):
        actions.renew(cast.members["leader"].sign(), document_id=plan.pk, written_on=clock.today())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"written_on": ""}, "written_on"),
        ({"written_on": "31.2.2025"}, "written_on"),
        ({"written_on": short(date(2099, 1, 1))}, "written_on"),
        ({"adopted_on": short(date(2019, 1, 1))}, "adopted_on"),
        ({"adopted_on": short(date(2021, 1, 1)), "published_on": short(date(2020, 6, 1))}, "published_on"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "example.org"}, "link"),
    ],
)
def test_steps_that_make_no_sense_are_refused_and_stay_typed(
    cast: Cast, plan: Document, said: dict[str, str], field: str
) -> None:
    answer = sent(cast, plan, **{"written_on": short(date(2020, 1, 1)), "adopted_by": "Kommunalbestyrelsen", **said})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Kommunalbestyrelsen" in answer.content.decode()
    assert not DocumentRenewal.objects.exists()


def test_a_renewal_comes_after_the_one_before_and_the_same_form_twice_is_one(cast: Cast, plan: Document) -> None:
    actor = cast.members["leader"].sign()
    first = actions.renew(actor, document_id=plan.pk, written_on=days_ago(10))
    assert actions.renew(actor, document_id=plan.pk, written_on=days_ago(10)).pk == first.pk
    with pytest.raises(Refused) as refusal:
        actions.renew(actor, document_id=plan.pk, written_on=days_ago(11))
    assert refusal.value.field == "written_on"


def test_only_the_responsible_write_it_down_also_past_the_product(cast: Cast, plan: Document) -> None:
    assert sent(cast, plan, "consultant", written_on=short(clock.today())).status_code == 409
    assert sent(cast, plan, "other_consultant", written_on=short(clock.today())).status_code == 404
    actor = cast.consultant.sign()
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentRenewal.objects.create(
            entry=plan, written_on=clock.today(), staff_id=cast.consultant.staff.pk, told_at=actor.at
        )
    with pytest.raises(NotVisible):
        actions.renew(cast.other_consultant.sign(), document_id=plan.pk, written_on=clock.today())
    actions.renew(cast.administrator.sign(), document_id=plan.pk, written_on=clock.today())
    with pytest.raises(DatabaseError), transaction.atomic():
        DocumentRenewal.objects.update(written_on=days_ago(3))


def cases() -> Iterator[tuple[dict[str, Any], tuple[int, int | None, int | None] | None]]:
    """Parts of a document, and the days since its renewal was written, adopted and published."""
    for required in (None, LAW, {"law": "L", "adopted": True}, {"law": "L", "revised_every_years": 1}):
        for more in (
            {},
            {"written": "2026-01-01"},
            {"adoption": {"by": "Byrådet", "on": "2026-02-01"}},
            {"adoption": {"by": "Byrådet"}, "publication": {"link": "https://example.org/x"}},
            {"adoption": {"by": "Byrådet", "on": "2020-02-01"}, "publication": {"on": "2020-03-01"}},
            {"revision": {"every_years": 2, "last": "2026-02-01"}, "publication": {"link": "https://example.org/x"}},
            {"adoption": {"by": "Byrådet", "on": "2020-02-01"}, "revision": {"last": "2026-02-01"}},
        ):
            for renewal in (None, (0, None, None), (20, 10, None), (20, 10, 5), (5000, 4000, 3000)):
                yield {**({"required": required} if required else {}), **more}, renewal


def test_the_database_and_the_page_say_the_same(cast: Cast, plan: Document) -> None:
    cast.administrator.sign()
    day = clock.today()
    for content, days in cases():
        part = Part.model_validate({"key": "plan", "name": "Planen", "kind": "preparedness", **content})
        with transaction.atomic():
            renewal = None
            if days:
                on = [None if one is None else days_ago(one) for one in days]
                renewal = DocumentRenewal.objects.create(
                    entry=plan, written_on=on[0], adopted_on=on[1], published_on=on[2],
                    staff_id=cast.administrator.staff.pk, told_at=cast.administrator.sign().at,
                )  # fmt: skip
            stated = part.model_dump(mode="json", exclude_defaults=True)
            from psycopg.types.json import Jsonb  # noqa: PLC0415

            with as_role("samspil_lock") as cursor:
                cursor.execute("SELECT evaluation.lacks(%s, %s, %s)", [Jsonb(stated), plan.pk, day])
                (lacks,) = cursor.fetchone()
            shown = queries.state_of(queries.renewed(part, renewal), day)
            if part.required:
                assert lacks is bool(shown.warnings), (content, days, shown.warnings)
            else:
                assert lacks is False
            transaction.set_rollback(True)


def test_the_profile_of_vallensbaek_says_who_looks_after_the_plan(cast: Cast) -> None:
    profile = settle(cast, "vallensbaek", keep_registers)
    (found,) = [one for one in profile.documents if one.key == "beredskab"]
    assert found.kind == "preparedness"
    assert found.required is not None
    assert (found.required.written, found.required.adopted, found.required.published) == (True, True, True)
    assert found.required.revised_every_years == 4
    assert found.unit in {unit.key for unit in profile.units}
    assert DocumentVersion.objects.filter(entry__key="beredskab").exists()
    assert Unit.objects.exists()
    assert connection.in_atomic_block
    assert Notice._meta.db_table == "notices_notice"
