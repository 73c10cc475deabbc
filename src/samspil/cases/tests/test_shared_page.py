"""What a page says to who reads a part of a case: never that there is nothing, never another's name for who has it."""

from __future__ import annotations

from typing import Any

from samspil.cases import actions
from samspil.cases.models import Case
from samspil.cases.queries import get_handover
from samspil.cases.tests import stage
from samspil.cases.tests.test_holder import offered
from tests.cast import Cast

EMPTY = (
    "Der er ikke planlagt noget", "Her er ikke skrevet noget endnu", "Der står ikke noget om, hvordan",
    "Der er ikke holdt nogen samtale endnu", "Ingen notater, som du kan læse", "Der er ikke henvist til noget",
    "Det er endnu ikke sagt, hvem der inddrages", "Ikke skrevet endnu",
)  # fmt: skip


def text(answer: Any) -> str:
    return str(answer.content.decode())


def moved(cast: Cast, *, with_notes: bool = False) -> Case:
    """The family's unit has said yes: the case is theirs."""
    case = stage.case(cast)
    stage.task(cast, case=case)
    stage.note(cast, case)
    offer = stage.handover(cast, case, with_notes=with_notes)
    cast.social_worker.sign()
    actions.accept_handover(
        cast.social_worker.sign(), handover=get_handover(offer.pk), responsible=cast.social_worker.staff
    )
    stage.settle()
    return case


def test_the_words_of_emptiness_are_those_of_the_page(cast: Cast) -> None:
    """Else the tests below would look for words that nobody writes."""
    case = stage.case(cast, background="")
    shown = text(cast.client("consultant").get(f"/sager/{case.pk}/"))
    assert [words for words in EMPTY if words not in shown] == []


def test_a_unit_that_takes_part_reads_no_untrue_emptiness(cast: Cast) -> None:
    case = stage.case(cast)
    stage.task(cast, case=case)
    stage.note(cast, case)
    stage.heard(cast.consultant.sign(), case)
    stage.involved(cast, case)
    shown = text(cast.client("social_worker").get(f"/sager/{case.pk}/"))
    assert [words for words in EMPTY if words in shown] == []
    assert shown.count("Det, der ikke står her, læser du ikke") == 1
    assert "Skolen" in shown  # the background is shared
    for secret in ("Ring til skolen", "Mor ringede", "fodbold"):
        assert secret not in shown
    assert "Det, der ikke står her" not in text(cast.client("colleague").get(f"/sager/{case.pk}/"))


def test_after_the_yes_the_giver_reads_that_the_case_lies_with_the_other_unit(cast: Cast) -> None:
    case = moved(cast)
    for member in ("consultant", "colleague"):
        client = cast.client(member)
        shown = text(client.get(f"/sager/{case.pk}/"))
        head = shown[shown.index("<h1>") : shown.index('id="who-title"')]
        assert "Ligger hos Familieafdelingen" in head
        assert "<strong>Afsluttet</strong>" not in head
        assert "<strong>Familieafdelingen</strong> har den. Hvem der har den hos dem, læser du ikke." in shown
        assert "Pia Møller" not in shown[shown.index('id="who-title"') : shown.index("Overdragelser")]
        child = text(client.get(f"/barnet/{case.subject}/"))
        assert "<strong>Familieafdelingen</strong> har sagen." in child
        assert "Mette Kjær</strong>, Familieafdelingen" not in child
        assert "Familieafdelingen, Mette Kjær" not in child


def test_after_the_yes_the_receiver_reads_who_has_it_and_nothing_else_of_the_giver(cast: Cast) -> None:
    case = moved(cast, with_notes=True)
    shown = text(cast.client("social_worker").get(f"/sager/{case.pk}/"))
    assert "Tovholder: Pia Møller" in shown
    assert "<strong>Pia Møller</strong>, Familieafdelingen." in shown
    assert "Det, der ikke står her" not in shown
    assert "er tovholder" in text(cast.client("social_worker").get(f"/barnet/{case.subject}/"))


def test_a_closed_case_keeps_its_last_coordinator_in_the_lists(cast: Cast) -> None:
    case = stage.ripe_case(cast)
    actions.close_case(cast.consultant.sign(), case=case, version=Case.objects.get(pk=case.pk).version, reason="Slut")
    assert "Mette Kjær" in text(cast.client("consultant").get("/sager/?vis=afsluttede"))
    shown = text(cast.client("consultant").get(f"/sager/{case.pk}/"))
    assert "Ingen: sagen er afsluttet." in shown


def test_both_sides_of_a_handover_read_whether_the_notes_go_along(cast: Cast) -> None:
    for with_notes, words in ((True, "Notaterne og det, der er færdigt, følger med."), (False, "bliver hos giveren")):
        offer = stage.handover(cast, stage.case(cast), with_notes=with_notes)
        for member in ("consultant", "social_worker"):
            assert words in text(cast.client(member).get(f"/sager/overdragelser/{offer.pk}/"))
    within = offered(cast, stage.case(cast), cast.colleague)
    assert "Notaterne" not in text(cast.client("colleague").get(f"/sager/overdragelser/{within.pk}/"))


def test_the_receiver_has_one_set_of_answers(cast: Cast) -> None:
    offer = stage.handover(cast, stage.case(cast))
    shown = text(cast.client("social_worker").get(f"/sager/overdragelser/{offer.pk}/"))
    assert f"/sager/overdragelser/{offer.pk}/ja/" in shown
    assert f"/sager/overdragelser/{offer.pk}/svar/" not in shown
    assert f"/sager/overdragelser/{offer.pk}/svar/child/" in text(
        cast.client("consultant").get(f"/sager/overdragelser/{offer.pk}/")
    )


def test_who_has_left_is_marked_wherever_they_stand(cast: Cast) -> None:
    from samspil.cases.leaving.tests.scenes import ended  # noqa: PLC0415  they stand on this floor

    case = stage.case(cast)
    task, talk = stage.task(cast, case=case), stage.talk(cast, case=case)
    offer = stage.handover(cast, case)
    client = cast.client("colleague")
    addresses = [f"/sager/{case.pk}/", f"/sager/opgaver/{task.pk}/", f"/sager/samtaler/{talk.pk}/", "/sager/",
                 f"/sager/overdragelser/{offer.pk}/", "/sager/opgaver/?vis=enheden"]  # fmt: skip
    assert [address for address in addresses if "er stoppet" in text(client.get(address))] == []
    ended(cast)
    assert [address for address in addresses if "er stoppet" not in text(client.get(address))] == []
    for address in addresses[1:3]:
        assert "/sager/efterladt/?enhed=" in text(client.get(address))
