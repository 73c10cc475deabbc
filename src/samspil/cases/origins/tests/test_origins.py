"""Who accepted the case reads what the child said; nobody rings the wrong one; nobody is asked to talk with the parents first."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from samspil.cases import actions as cases
from samspil.cases.models import Case, Handover
from samspil.cases.origins import actions
from samspil.cases.origins.models import Origin
from samspil.cases.origins.queries import goes_along, parents_of
from samspil.cases.origins.tests.scenes import WORDS, concern_of_child, opened
from samspil.cases.tests import stage
from samspil.concerns.actions import assessing
from samspil.concerns.actions.raising import add_to
from samspil.concerns.arrivals.tests.steps import told
from samspil.concerns.models import Concern
from samspil.concerns.tests.doors import found, raised
from samspil.concerns.tests.test_assess import first
from samspil.organisations.actions import end_post, give_post
from samspil.organisations.models import Post
from samspil.people.queries import Child
from samspil.sharing.files.actions import attach
from samspil.sharing.files.queries import files_of
from samspil.sharing.models import Disclosure
from tests.cast import Cast

PDF = b"%PDF-1.4\n%%EOF"
PARENTS_LAST = "Tal ikke med forældrene først"


def main(cast: Cast, member: str, name: str, *args: int) -> str:
    answer = cast.client(member).get(reverse(name, args=args))
    assert answer.status_code == 200, (member, name)
    return str(answer.content.decode().split("<main")[1].split("</main")[0])


def offered(cast: Cast, case: Case) -> Handover:
    return cases.propose_handover(
        cast.consultant.sign(), person_id=case.subject, text="Bliver slået", to_unit=cast.units["family"], case=case,
        owner_audience_id=case.owner_audience_id, basis_version_id=stage.basis(cast), necessity="barnets sikkerhed",
        from_unit=cast.units["ssp"], suspicion="home", key=uuid4(),
    )  # fmt: skip


def accepted(cast: Cast, case: Case) -> Handover:
    """The family department has said yes, and the child has been heard."""
    offer = offered(cast, case)
    cases.reply_handover(cast.consultant.sign(), handover=offer, party="child", answer="agrees")
    return cases.accept_handover(cast.social_worker.sign(), handover=offer, responsible=cast.social_worker.staff)


def test_the_case_carries_what_the_child_said_and_whom_it_chose(cast: Cast) -> None:
    concern = concern_of_child(cast)
    case = opened(cast, concern)
    shown = main(cast, "consultant", "cases:case", case.pk)
    assert "Bekymringen, som sagen kom af" in shown
    assert WORDS in shown
    assert "Anders Friis blev valgt" in shown
    assert reverse("concerns:at_door", args=[concern.pk]) in shown
    cast.consultant.sign()
    assert Origin.objects.get().parents_last  # it was noticed at home
    assert opened(cast, concern).pk == case.pk  # the concern comes to the case that there is
    assert Origin.objects.count() == 1


def test_who_says_yes_reads_the_concern_its_files_and_what_is_told_later(cast: Cast) -> None:
    concern = concern_of_child(cast)
    attach(cast.consultant.sign(), to=concern, name="foto.pdf", data=PDF)
    add_to(cast.ssp_teacher.sign(), concern=concern, text="Hun er 14 år", key=uuid4())
    case = opened(cast, concern)
    offer = offered(cast, case)
    page = main(cast, "social_worker", "cases:handover", offer.pk)
    assert "Bekymringen, som sagen kom af, følger med" in page
    assert PARENTS_LAST in page
    assert (
        cast.client("social_worker").get(reverse("concerns:at_door", args=[concern.pk])).status_code == 404
    )  # not yet
    cases.reply_handover(cast.consultant.sign(), handover=offer, party="child", answer="agrees")
    cases.accept_handover(cast.social_worker.sign(), handover=offer, responsible=cast.social_worker.staff)
    shown = main(cast, "social_worker", "cases:case", case.pk)
    for words in (WORDS, "Hun er 14 år", "Anders Friis blev valgt"):
        assert words in shown
    shown = main(cast, "social_worker", "concerns:at_door", concern.pk)
    assert WORDS in shown
    assert "Anders Friis" in shown
    cast.social_worker.sign()
    (file,) = files_of(Concern.objects.get(pk=concern.pk))
    assert cast.client("social_worker").get(reverse("files:read", args=[file.pk])).status_code == 200
    add_to(cast.ssp_teacher.sign(), concern=concern, text="Der er en bror på 6", key=uuid4())
    assert cast.social_worker.staff.pk in told("sender_wrote")
    assert "Der er en bror på 6" in main(cast, "social_worker", "cases:case", case.pk)
    cast.consultant.sign()
    given = Disclosure.objects.filter(to_audience_id=cast.units["family"].audience_id)
    assert given.count() >= 2  # to whom it went stands where the door looks


def test_what_the_door_assessed_and_strangers_stay_outside(cast: Cast) -> None:
    concern = concern_of_child(cast)
    case = opened(cast, concern)
    accepted(cast, case)
    shown = main(cast, "social_worker", "concerns:at_door", concern.pk)
    assert "Der er voksne om hende" not in shown  # the door's answer and its reason
    assert "Skriv et notat" not in shown
    for member in ("police_officer", "outsider", "other_consultant", "youth_job_centre"):
        assert cast.client(member).get(reverse("concerns:at_door", args=[concern.pk])).status_code == 404
        assert cast.client(member).get(reverse("cases:case", args=[case.pk])).status_code == 404


def test_the_sender_and_the_door_read_who_has_it_now(cast: Cast) -> None:
    """The teacher had the wrong one to ring, and the door was offered to open a case once more."""
    concern = concern_of_child(cast)
    assert "Åbn en sag" in main(cast, "consultant", "concerns:at_door", concern.pk)
    case = opened(cast, concern)
    for member in ("ssp_teacher", "consultant"):
        assert f"<strong>{cast.consultant.staff.name}</strong>" in main(cast, member, "concerns:at_door", concern.pk)
    accepted(cast, case)
    for member in ("ssp_teacher", "consultant", "colleague"):
        shown = main(cast, member, "concerns:at_door", concern.pk)
        holder = shown.split("Hvem har det nu?")[1].split("</section>")[0]
        assert f"<strong>{cast.social_worker.staff.name}</strong>, {cast.units['family'].name}" in holder, member
        assert "Åbn en sag" not in shown
    assert reverse("cases:case", args=[case.pk]) not in main(cast, "ssp_teacher", "concerns:at_door", concern.pk)
    assert f"<strong>{cast.social_worker.staff.name}</strong>" in main(
        cast, "ssp_teacher", "concerns:raised", concern.pk
    )


def test_the_sender_reads_the_same_holder_in_the_list_and_on_the_page(cast: Cast) -> None:
    """Met by a stranger: the list named whom the door has, the page who has the case, and who has it had left."""
    concern = concern_of_child(cast)
    accepted(cast, opened(cast, concern))
    ends = Post.objects.select_related("unit", "role").get(staff=cast.social_worker.staff)

    def both() -> tuple[str, str]:
        listed = main(cast, "ssp_teacher", "concerns:waiting")
        shown = main(cast, "ssp_teacher", "concerns:at_door", concern.pk).split("Hvem har det nu?")[1]
        return listed, shown.split("</section>")[0]

    listed, shown = both()
    assert f"{cast.social_worker.staff.name} har den nu" in listed
    assert f"<strong>{cast.social_worker.staff.name}</strong>" in shown
    end_post(cast.administrator.sign(), post=ends)
    listed, shown = both()  # nobody else works there, and nobody leads above
    assert f"{ends.unit.name} har den nu" in listed
    assert f"<strong>{ends.unit.name}</strong>" in shown
    assert f"{cast.social_worker.staff.name} er stoppet." in shown
    give_post(cast.administrator.sign(), staff=cast.colleague.staff, role=ends.role, unit=ends.unit)
    listed, shown = both()
    assert f"{cast.colleague.staff.name} har den nu" in listed
    assert f"<strong>{cast.colleague.staff.name}</strong>, {ends.unit.name}" in shown
    assert f"{cast.social_worker.staff.name} er stoppet. {cast.colleague.staff.name} tager" in " ".join(shown.split())


def test_nothing_on_the_case_asks_for_the_parents_while_it_may_be_the_home(cast: Cast) -> None:
    case = opened(cast, concern_of_child(cast))
    accepted(cast, case)
    for member in ("social_worker",):
        shown = main(cast, member, "cases:case", case.pk)
        assert PARENTS_LAST in shown
        asked = shown.split('id="medvirken"')[1].split("</section>")[0]
        assert "familie" not in asked.lower()
        assert "Tre sætninger til barnet" in asked


def test_somebody_in_the_case_says_when_the_parents_can_be_talked_with_and_can_take_it_back(cast: Cast) -> None:
    case = opened(cast, concern_of_child(cast))
    client, address = cast.client("consultant"), reverse("origins:parents", args=[case.pk])
    form = {"may": "yes", "because": "Barnet er i sikkerhed", "idempotency_key": str(uuid4())}
    assert client.post(address, form | {"because": " "}).status_code == 422
    assert client.post(address, form).status_code == 303
    shown = main(cast, "colleague", "cases:case", case.pk)
    assert PARENTS_LAST not in shown
    assert "Barnet er i sikkerhed" in shown
    assert "familie og netværk" in shown.split('id="medvirken"')[1].lower()
    cast.consultant.sign()
    actions.say_of_parents(cast.consultant.actor, case=case, may_be_told=False, because="Far har ringet", key=uuid4())
    shown = main(cast, "colleague", "cases:case", case.pk)
    assert PARENTS_LAST in shown
    assert "Far har ringet" in shown


def test_a_handover_that_left_the_parents_out_is_enough(cast: Cast) -> None:
    case = opened(cast, concern_of_child(cast, arena="school"))
    cast.consultant.sign()
    assert not parents_of(case).last
    offered(cast, case)
    cast.consultant.sign()
    assert parents_of(case).last


def test_a_case_without_a_concern_is_as_it_was(cast: Cast) -> None:
    case = stage.case(cast)
    shown = main(cast, "consultant", "cases:case", case.pk)
    assert "Bekymringen, som sagen kom af" not in shown
    assert PARENTS_LAST not in shown
    offer = stage.handover(cast, case)
    cast.consultant.sign()
    assert not goes_along(offer).comes
    assert "Bekymringen, som sagen kom af" not in main(cast, "social_worker", "cases:handover", offer.pk)


def test_the_page_of_opening_asks_why_and_leads_back_to_the_concern(cast: Cast) -> None:
    concern = concern_of_child(cast)
    client = cast.client("consultant")
    to = client.post(reverse("concerns:to_case", args=[concern.pk]))["Location"]
    shown = client.get(to).content.decode()
    assert "Hvorfor åbner I en sag?" in shown
    assert "kriminalitetsforebyggende" not in shown.split("<main")[1]
    assert shown.count(f'href="{reverse("concerns:at_door", args=[concern.pk])}"') == 2
    answer = client.post(
        to,
        {"opening_reason": "Hun skal være i sikkerhed", "idempotency_key": str(uuid4()),
         "coordinator": f"{cast.consultant.staff.pk}-{cast.consultant.unit.pk}"},
    )  # fmt: skip
    assert answer.status_code == 303, answer.content.decode()
    assert WORDS in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("member", ["ssp_teacher", "social_worker", "outsider"])
def test_only_the_door_opens_a_case_from_its_concern(cast: Cast, member: str) -> None:
    concern = concern_of_child(cast)
    cast.consultant.sign()
    address = f"{reverse('cases:open')}?barn={concern.subject or 1}&bekymring={concern.pk}"
    assert cast.client(member).post(address, {"opening_reason": "x"}).status_code in {404, 409, 422}
    cast.consultant.sign()
    assert not Origin.objects.exists()


@pytest.mark.parametrize(("answer", "warns"), [("yes", True), ("unsure", True), ("no", False)])
def test_the_case_warns_as_the_concern_did_wherever_it_was_noticed(cast: Cast, answer: str, warns: bool) -> None:
    """Met by a stranger: a teacher saw the blows at school, the concern said not to talk with the parents first, and the case did not."""
    because = "" if answer == "yes" else "Vi ringer til skolen"
    notifier = cast.consultant.staff if answer == "yes" else None
    concern = raised(cast, found(cast), arena="school", text="Hans far slår ham med et bælte")
    first(cast.consultant.sign(), concern, answer, because, notifier)
    assessing.name_child(cast.consultant.sign(), concern=concern, child=Child("Vera Ottosen"))
    before = main(cast, "consultant", "concerns:at_door", concern.pk)
    case = opened(cast, Concern.objects.get(pk=concern.pk))
    assert (PARENTS_LAST in before) is warns
    assert (PARENTS_LAST in main(cast, "consultant", "cases:case", case.pk)) is warns
