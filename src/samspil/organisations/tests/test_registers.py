"""Registers: kept as the profile says, every version kept, nothing deleted, written by administrators alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import InternalError
from django.utils import timezone

from samspil.catalogue.models import Intervention, InterventionVersion
from samspil.lib.refusals import NotVisible, Refused
from samspil.organisations.profile import Intervention as Part
from samspil.organisations.registers import entries_on, get_entry, keep_register, versions_of
from samspil.organisations.tests.conftest import events
from tests.cast import Cast


def part(key: str = "motocross", **more: object) -> Part:
    return Part.model_validate({"key": key, "name": "Motocross", "kind": "offer", **more})


def keep(cast: Cast, *parts: Part, who: str = "administrator") -> dict[str, int]:
    actor = cast.members[who].sign()
    return dict(
        keep_register(actor, body=cast.body, entries=Intervention, versions=InterventionVersion, parts=parts)
    )  # fmt: skip


def on(cast: Cast, days: int = 0) -> list[str]:
    day = timezone.localdate() + timedelta(days=days)
    return [entry.key for entry in entries_on(InterventionVersion, Part, cast.body, day)]


def test_kept_once_and_a_second_time_nothing_happens(cast: Cast) -> None:
    assert keep(cast, part(), part("b")) == {"added": 2}
    assert keep(cast, part(), part("b")) == {}
    assert on(cast) == ["motocross", "b"]
    assert [event.detail for event in events("intervention.kept")] == [{"added": 2}]


def test_a_change_begins_today_and_what_was_before_is_kept_as_it_was(cast: Cast) -> None:
    keep(cast, part(described="Før"))
    assert keep(cast, part(described="Nu")) == {"changed": 1}
    row = Intervention.objects.get(body=cast.body)
    assert [version.content["described"] for version in row.versions.order_by("pk")] == ["Før", "Nu"]
    today = timezone.localdate()
    newest, oldest = versions_of(InterventionVersion, row.pk)
    assert (newest.first, newest.last, newest.changed) == (today, None, ("described",))
    assert (oldest.first, oldest.last) == (None, today - timedelta(days=1))
    assert get_entry(InterventionVersion, Part, cast.body, row.pk, today).part.described == "Nu"
    assert get_entry(InterventionVersion, Part, cast.body, row.pk, today - timedelta(days=1)).part.described == "Før"


def test_what_the_profile_no_longer_names_ended_yesterday_and_goes_on_when_it_comes_back(cast: Cast) -> None:
    keep(cast, part())
    assert keep(cast) == {"ended": 1}
    assert (on(cast), on(cast, -1)) == ([], ["motocross"])
    assert keep(cast) == {}
    row = Intervention.objects.get(body=cast.body)
    assert get_entry(InterventionVersion, Part, cast.body, row.pk, timezone.localdate()).part.name == "Motocross"
    keep(cast, part())
    assert on(cast) == ["motocross"]
    assert Intervention.objects.filter(body=cast.body).count() == 1


def test_only_administrators_and_only_those_of_the_municipality(cast: Cast) -> None:
    with pytest.raises(Refused):
        keep(cast, part(), who="consultant")
    keep(cast, part())
    with pytest.raises(NotVisible):
        get_entry(InterventionVersion, Part, cast.other, Intervention.objects.get().pk, timezone.localdate())


@pytest.mark.parametrize("who", ["consultant", "protection_officer", "other_consultant"])
def test_the_database_itself_lets_nobody_else_write(cast: Cast, who: str) -> None:
    keep(cast, part())
    cast.members[who].sign()
    row = Intervention.objects.get()
    assert Intervention.objects.filter(pk=row.pk).update(name="Andet") == 0
    assert InterventionVersion.objects.update(valid_to=timezone.localdate()) == 0
    with pytest.raises(ProgrammingError), transaction.atomic():
        Intervention.objects.create(body=cast.body, key="ny", name="Ny")


def test_not_even_an_administrator_rewrites_what_a_version_said(cast: Cast) -> None:
    keep(cast, part())
    cast.administrator.sign()
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("""UPDATE catalogue_interventionversion SET content = '{"name": "Andet"}'""")


def test_the_same_statements_for_many(cast: Cast, django_assert_num_queries) -> None:
    keep(cast, part())
    with django_assert_num_queries(1):
        on(cast)
    keep(cast, part(), *(part(f"n{number}") for number in range(30)))
    with django_assert_num_queries(1):
        assert len(on(cast)) == 31
