"""Governing documents: their life, what is missing, what was adopted, and national lists with their gaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from samspil.evaluation import queries
from samspil.evaluation.actions import keep_registers
from samspil.evaluation.models import Document, DocumentVersion, NationalFrame
from samspil.lib.refusals import Refused
from samspil.organisations.profile import Document as Part
from samspil.organisations.profile import Profile
from samspil.organisations.registers import versions_of
from tests.cast import Cast
from tests.profiles.settling import settle, text

DAY = date(2026, 11, 24)


def page(cast: Cast, path: str, who: str = "consultant") -> str:
    return text(cast.client(who).get(path))


def of(cast: Cast, key: str) -> str:
    return f"/planer/{Document.objects.get(body=cast.body, key=key).pk}/"


def document(**more: Any) -> Part:
    return Part.model_validate({"key": "plan", "name": "Planen", "kind": "plan", **more})


def words(part: Part, day: date = DAY) -> tuple[str, list[str]]:
    state = queries.state_of(part, day)
    return state.word, list(state.warnings)


# --- the state ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("period", "said"),
    [
        (None, "Periode ikke fastlagt"),
        ({"first": "2027-01-01"}, "Gælder ikke endnu"),
        ({"first": "2026-11-24", "last": "2028-01-01"}, "Gælder"),
        ({"last": "2027-05-23"}, "Udløber snart"),
        ({"last": "2026-11-24"}, "Udløber snart"),
        ({"last": "2026-11-23"}, "Udløbet"),
    ],
)
def test_the_state_follows_the_period_to_the_day(period: Any, said: str) -> None:
    assert words(document(period=period))[0] == said


@pytest.mark.covers("HAL-02", page="evaluation:document")
def test_an_expired_policy_asks_for_a_new_one(cast: Cast) -> None:
    settle(cast, "halsnaes", keep_registers)
    shown = page(cast, of(cast, "boernenes-stemme"))
    assert "Udløbet" in shown
    assert "Det udløb 31.12.2020. Er der kommet et nyt?" in shown
    assert "SSP-samarbejdet i Halsnæs Kommune" in shown  # rests on it


def test_what_the_law_demands_and_nobody_has_written_is_told() -> None:
    required = {"law": "Barnets lov § 15, stk. 1", "adopted": True, "published": True}
    _, warnings = words(document(required=required))
    assert warnings == [
        "Barnets lov § 15, stk. 1 kræver, at det er vedtaget; datoen er ikke fastlagt.",
        "Barnets lov § 15, stk. 1 kræver, at det er offentliggjort; adressen er ikke fastlagt.",
    ]
    settled = {
        "adoption": {"by": "Byrådet", "on": "2024-01-01"}, "publication": {"link": "https://example.org/politik"},
    }  # fmt: skip
    assert words(document(required=required, **settled))[1] == []


def test_a_revision_is_due_after_four_years_from_the_last_or_from_the_adoption() -> None:
    revised = {"revision": {"every_years": 4, "last": "2022-11-24"}}
    assert words(document(**revised))[1] == []
    (told,) = words(document(**revised), date(2026, 11, 25))[1]
    assert told == "Det skal revideres mindst hvert 4. år; det skete sidst 24.11.2022."
    (from_adoption,) = words(document(revision={"every_years": 4}, adoption={"by": "Byrådet", "on": "2020-01-01"}))[1]
    assert "01.01.2020" in from_adoption
    (unknown,) = words(document(required={"law": "Barnets lov § 15, stk. 2", "revised_every_years": 4}))[1]
    assert "hvornår det sidst er sket, er ikke fastlagt" in unknown


# --- the register ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("age", "covered"),
    [
        (12, {"boerne-og-ungepolitik", "boerne-og-ungestrategi"}),
        (13, {"boerne-og-ungepolitik", "boerne-og-ungestrategi", "ungestrategi"}),
        (18, {"boerne-og-ungepolitik", "boerne-og-ungestrategi", "ungestrategi", "aktiveringsstrategi"}),
        (19, {"boerne-og-ungepolitik", "ungestrategi", "aktiveringsstrategi"}),
        (31, {"aktiveringsstrategi"}),
    ],
)
def test_which_strategies_cover_an_age_with_both_bounds_included(cast: Cast, age: int, covered: set[str]) -> None:
    settle(cast, "ballerup", keep_registers)
    found, silent = queries.find_documents(cast.body, DAY, age=age)
    assert {one.entry.key for one in found} == covered
    assert silent == 1  # the vision names no ages


def test_the_register_is_searched_and_says_what_is_to_be_done(cast: Cast) -> None:
    settle(cast, "vallensbaek", keep_registers)
    everything = page(cast, "/planer/")
    assert "Barnets lov § 15, stk. 2 kræver, at det er vedtaget" in everything
    found = page(cast, "/planer/?ord=overgreb")
    assert "1 dokument" in found
    assert "Beredskab mod overgreb" in found
    assert "Intet fundet" in page(cast, "/planer/?ord=findes+ikke")
    assert "Planer, politikker og aftaler" in page(cast, "/planer/?alder=abc")


@pytest.mark.covers("BRO-04", "BRO-05", "BRO-06", "BRO-08", "BRO-122", page="evaluation:document")
def test_a_plan_shows_its_parts_what_it_rests_on_what_came_before_and_its_sources(cast: Cast) -> None:
    settle(cast, "broendby", keep_registers)
    shown = page(cast, of(cast, "ssp-plan"))
    for said in (
        "Strategi Brøndby 2030", "Tidligere SSP-planer", "SSP-plan 2026-2030", "Mange års erfaring", "Nyt fokus:",
        'href="/maal/"', 'href="/undervisning/"', 'href="/indsatser/"', 'href="/fora/"', "Kommissorium",
        "https://danskelove.dk/retsplejeloven/115", "Ingen har set efter, om linket virker",
    ):  # fmt: skip
        assert said in shown, said
    assert "Akutgruppen" in page(cast, of(cast, "kommissorium-115"))


@pytest.mark.covers("VAL-15", page="evaluation:document")
def test_a_section_with_a_period_of_its_own_and_a_contradiction_shows_both(cast: Cast) -> None:
    settle(cast, "vallensbaek", keep_registers)
    shown = page(cast, of(cast, "ssp-strategi"))
    assert "01.01.2019–31.12.2021" in shown
    assert "perioden er slut" in shown
    assert "Kilden modsiger sig selv:" in shown


@pytest.mark.covers("VAL-116", page="evaluation:document")
def test_an_agreement_names_its_parties(cast: Cast) -> None:
    settle(cast, "vallensbaek", keep_registers)
    assert "Kriminalforsorgen, Kommunen" in page(cast, of(cast, "aftale-kriminalforsorgen"))


def test_an_administrator_sees_where_the_unknown_is_written(cast: Cast) -> None:
    settle(cast, "broendby", keep_registers)
    path = of(cast, "broendby-2030")
    assert "documents » broendby-2030 » adoption" in page(cast, path, "administrator")
    assert "documents »" not in page(cast, path)
    assert "Ikke fastlagt" in page(cast, path)


# --- what was adopted -------------------------------------------------------------------------------------------------
def changed(profile: Profile, change: Callable[[dict[str, Any]], None]) -> Profile:
    content = profile.model_dump(mode="json", exclude_defaults=True)
    change(next(each for each in content["documents"] if each["key"] == "ssp-plan"))
    return Profile.model_validate(content)


def rewrite(number: int, words: str) -> Callable[[dict[str, Any]], None]:
    return lambda plan: plan["sections"][number].update(text=words)


@pytest.mark.covers("BRO-16", verb="document.kept")
def test_part_two_is_adjusted_with_its_history_and_part_one_stands(cast: Cast) -> None:
    profile = settle(cast, "broendby", keep_registers)
    actor = cast.administrator.sign()
    assert keep_registers(actor, cast.body, changed(profile, rewrite(3, "Justeret"))) == {"changed": 1}
    row = Document.objects.get(body=cast.body, key="ssp-plan")
    newest, oldest = versions_of(DocumentVersion, row.pk)
    assert (newest.changed, oldest.changed) == (("sections",), ())
    assert [version.content["sections"][3]["text"][:8] for version in row.versions.order_by("pk")] == [
        "Tilgange", "Justeret",
    ]  # fmt: skip
    assert "afsnit" in page(cast, of(cast, "ssp-plan"))
    before = row.versions.count()
    with pytest.raises(Refused, match="ændres kun ved en ny vedtagelse"):
        keep_registers(actor, cast.body, changed(profile, rewrite(0, "Andre mål")))
    assert row.versions.count() == before


@pytest.mark.parametrize("gone", [True, False], ids=["removed", "no longer adopted"])
def test_an_adopted_part_neither_goes_nor_slips_out_of_the_adoption(cast: Cast, gone: bool) -> None:
    profile = settle(cast, "broendby", keep_registers)

    def slip(plan: dict[str, Any]) -> None:
        if gone:
            del plan["sections"][0]
        else:
            plan["sections"][0]["adopted"] = False

    with pytest.raises(Refused):
        keep_registers(cast.administrator.sign(), cast.body, changed(profile, slip))


def test_a_new_adoption_carries_a_new_part_one(cast: Cast) -> None:
    profile = settle(cast, "broendby", keep_registers)

    def adopt(day: str, words: str) -> Callable[[dict[str, Any]], None]:
        def change(plan: dict[str, Any]) -> None:
            rewrite(0, words)(plan)
            plan["adoption"] = {"by": "Kommunalbestyrelsen", "on": day, "reference": "Punkt 7"}

        return change

    actor = cast.administrator.sign()
    assert keep_registers(actor, cast.body, changed(profile, adopt("2026-02-01", "Nye mål"))) == {"changed": 1}
    with pytest.raises(Refused):  # the same adoption twice
        keep_registers(actor, cast.body, changed(profile, adopt("2026-02-01", "Endnu nyere mål")))
    assert keep_registers(actor, cast.body, changed(profile, adopt("2026-03-01", "Endnu nyere mål"))) == {"changed": 1}
    assert "01.03.2026" in page(cast, of(cast, "ssp-plan"))


def test_a_remark_or_a_source_is_not_the_adopted_text(cast: Cast) -> None:
    profile = settle(cast, "broendby", keep_registers)
    noted = changed(profile, lambda plan: plan["sections"][0].update(note="Bemærk"))
    assert keep_registers(cast.administrator.sign(), cast.body, noted) == {"changed": 1}


# --- national lists -----------------------------------------------------------------------------------------------------
@pytest.mark.covers("BRO-15", page="evaluation:frame")
def test_a_national_list_names_what_fulfils_each_item_and_its_gaps(cast: Cast) -> None:
    settle(cast, "broendby", keep_registers)
    frame = NationalFrame.objects.get(body=cast.body, key="faelles-ramme")
    shown = queries.frame_page(cast.body, frame.pk, DAY)
    assert shown.gaps == 1
    assert shown.items[-1].fulfilled_by == []
    assert shown.items[2].fulfilled_by[1:] == ["Akutgruppen", "SSP-udvalget"]
    said = page(cast, f"/planer/nationalt/{frame.pk}/")
    assert "Det kriminalitetsforebyggende niveau" in said
    assert "22.09.2020" in said
    assert "1 mangler" in page(cast, "/planer/")


# --- walls and statements -----------------------------------------------------------------------------------------------
def test_a_neighbour_finds_nothing_of_ours(cast: Cast) -> None:
    settle(cast, "broendby", keep_registers)
    client = cast.client("other_consultant")
    frame = NationalFrame.objects.filter(body=cast.body).first()
    assert frame is not None
    assert client.get(of(cast, "ssp-plan")).status_code == 404
    assert client.get(f"/planer/nationalt/{frame.pk}/").status_code == 404
    assert "Ingen dokumenter endnu" in text(client.get("/planer/"))


@pytest.mark.parametrize("name", ["ballerup", "halsnaes", "broendby", "vallensbaek"])
def test_applying_twice_changes_nothing(cast: Cast, name: str) -> None:
    profile = settle(cast, name, keep_registers)
    assert keep_registers(cast.administrator.sign(), cast.body, profile) == {}


def test_the_statements_do_not_grow(cast: Cast, django_assert_num_queries: Any) -> None:
    settle(cast, "vallensbaek", keep_registers)
    row = Document.objects.get(body=cast.body, key="ssp-strategi")
    with django_assert_num_queries(2):
        assert len(queries.find_documents(cast.body, DAY)[0]) > 5
    with django_assert_num_queries(5):
        queries.document_page(cast.body, row.pk, DAY)
