"""A concern from a citizen, a parent or a child, and from a colleague with a link in the work mail."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspil.audit.models import Event
from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern, Holding, Step
from samspil.concerns.public import queries
from samspil.concerns.public.tests.places import LINKS, fields, opened, post
from samspil.concerns.tests.doors import OFFICE, at
from samspil.lib.refusals import Refused
from samspil.organisations.queries import DoorLine
from samspil.people.actions import find_or_create
from samspil.people.queries import Child
from tests import clock
from tests.cast import Cast

SAID = {
    "source": "citizen",
    "about": "child",
    "who": "Vera Ottosen, 7.b",
    "text": "Går alene ude om natten",
    "contact": "",
}


def door_of(cast: Cast, key: str) -> int:
    from samspil.organisations.models import ConcernDoor  # noqa: PLC0415

    return ConcernDoor.objects.get(body=cast.body, key=key).pk


def sent(cast: Cast, **said):
    data = fields("concern", cast) | SAID | {"door": door_of(cast, "nord")} | said
    return post("concern", cast, data)


def test_a_citizen_without_a_name_reaches_the_districts_door(cast):
    opened(cast)
    answer = sent(cast)
    body = answer.content.decode()
    assert answer.status_code == 200, body
    for words in (
        "SSP Nord",
        "40001000",
        "Kommunen vurderer selv, om det er en underretning.",
        "https://example.org/underret",
        "112",
    ):
        assert words in body
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert (concern.sender_id, concern.sender_unit_id, concern.source) == (None, None, "citizen")
    assert concern.received_at == concern.received_at.replace(minute=0, second=0, microsecond=0)
    assert Holding.objects.get(concern=concern).staff_id == cast.consultant.staff.pk
    assert Assessment.objects.get(concern=concern).asks_notification
    assert not Step.objects.exists()
    assert {event.at for event in Event.objects.filter(act="concern.raised")} == {concern.received_at}
    pages = [reverse("concerns:queue"), reverse("concerns:at_door", args=[concern.pk])]
    for page in pages:
        assert "En borger" in cast.client("consultant").get(page).content.decode()
    for member in ("social_worker", "outsider", "other_consultant", "administrator"):
        cast.members[member].sign()
        assert not Concern.objects.exists(), member


def test_who_wants_to_be_reached_is_and_the_door_works_with_it_as_with_any(cast):
    opened(cast)
    assert "Du hører fra os før" in sent(cast, contact="12 34 56 78", source="parent").content.decode()
    actor = cast.consultant.sign()
    concern, assessment = Concern.objects.get(), Assessment.objects.get()
    page = cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert "12 34 56 78" in page
    assessing.answer_first(actor, concern=concern, version=assessment.version, answer="no", because="Der er voksne om")
    with pytest.raises(Refused, match="udefra"):
        assessing.ask_back(actor, concern=concern, text="Siden hvornår?", key=uuid4())
    assessing.take(actor, concern=concern)
    assessment.refresh_from_db()
    assessing.close(actor, concern=concern, version=assessment.version, outcome="help", reason="Klubben hjælper")
    assert cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk])).status_code == 200


def test_known_or_unknown_is_the_same_and_twice_is_one(cast):
    opened(cast)
    door = cast.consultant.sign()
    data = fields("concern", cast) | SAID | {"door": door_of(cast, "nord")}
    first, again = (post("concern", cast, data).content for _time in range(2))
    assert first == again
    actor = cast.consultant.sign()
    assert Concern.objects.count() == 1
    find_or_create(actor, owner_audience=Concern.objects.get().owner_audience_id, child=Child("Vera Ottosen"))
    assert sent(cast).content == first
    assert door


def test_another_text_under_the_same_token_is_kept_too(cast):
    opened(cast)
    data = fields("concern", cast) | SAID | {"door": door_of(cast, "nord")}
    for text in (SAID["text"], "Der er sket noget nyt i dag"):
        assert post("concern", cast, data | {"text": text}).status_code == 200
    cast.consultant.sign()
    assert sorted(Concern.objects.values_list("text", flat=True)) == sorted(
        [SAID["text"], "Der er sket noget nyt i dag"]
    )


def test_a_closed_door_says_first_that_nobody_reads_it_now(cast):
    opened(cast, hours=[{"days": ["monday"], "opens": "00:00:00", "closes": "00:01:00"}])
    for page in ("concern", "link"):
        body = Client().get(reverse(f"public:{page}", args=[cast.body.key])).content.decode().split("<main")[1]
        assert body.index("tel:112") < body.index("Ingen læser den nu.") < body.index("<form")
        assert body.index("40 00 00 02") < body.index("<form")


def test_at_most_five_questions(cast):
    opened(cast)
    form = Client().get(reverse("public:concern", args=[cast.body.key])).context["form"]
    offered = {"contact", "in_danger", "location_type"}  # not asked: who has nothing of it passes by
    asked = [field for field in form.visible_fields() if field.name not in offered]
    assert len(asked) <= 5
    assert sum(field.widget_type == "textarea" for field in asked) == 1


# --- a link to the work mail ------------------------------------------------------------------------------------------------


DUTIES = ("§ 133", "§ 135", "egen pligt", "Vi må ikke fortælle dig", "Spørger du om dit eget barn?")


def test_a_child_who_writes_about_herself_reads_nothing_of_duties_and_whom_to_ring(cast: Cast) -> None:
    """Met at the public door: a child of 12 got the receipt of an adult with a duty to notify."""
    opened(cast)
    shown = sent(cast, source="child", contact="Skriv på min mobil, når jeg er i skole").content.decode()
    assert "Tak, fordi du skrev" in shown
    assert "116 111" in shown
    assert "Skriv på min mobil, når jeg er i skole" in shown
    for words in DUTIES:
        assert words not in shown, words
    adult = sent(cast).content.decode()
    assert all(words in adult for words in ("§ 133", "Vi må ikke fortælle dig"))


def test_a_child_has_a_form_of_its_own(cast: Cast) -> None:
    opened(cast)
    children = Client().get(reverse("public:children", args=[cast.body.key])).content.decode()
    address = reverse("public:concern", args=[cast.body.key]) + "?fra=barn"
    assert f'href="{address}"' in children
    assert "dit eget liv" in children
    for_all = Client().get(reverse("public:concern", args=[cast.body.key])).content.decode()
    assert f'href="{address}"' in for_all
    assert "116 111" in for_all
    page = Client().get(address)
    form = page.content.decode()
    for words in ("116 111", "bornetelefonen.dk", "Hvordan må vi skrive eller ringe til dig, uden at andre ser det?"):
        assert words in form
    for words in DUTIES:
        assert words not in form, words
    data = {
        "token": page.context["form"]["token"].value(),
        "about": "me",
        "text": "Far slår",
        "door": door_of(cast, "nord"),
    }
    answer = Client().post(address, data)
    assert answer.status_code == 200, answer.content.decode()
    assert "så du hører ikke fra os" in answer.content.decode()
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert (concern.source, concern.about) == ("child", "child")
    assert concern.who == "Et barn, der skriver om sig selv"


def test_a_childs_helpline_keeps_its_number_when_it_is_closed_and_says_when_it_opens(cast: Cast) -> None:
    hours = [{"days": ["monday"], "opens": "11.00", "closes": "23.00"}]
    line = {"key": "children", "name": "BørneTelefonen", "phone": "116 111", "hours": hours, "when_closed": "vagten"}
    told = {**LINKS, "telephones": [*LINKS["telephones"], line]}
    opened(cast, content=told)
    with clock.at(at("2026-11-25T09:00")):
        shown = Client().get(reverse("public:children", args=[cast.body.key])).content.decode()
    panel = shown.split("Tal med nogen i dag")[1].split("</section>")[0]
    assert "116 111" in panel
    assert "åbner 30.11.2026 kl. 11" in panel


def test_a_door_of_which_a_child_reads_only_a_name_is_left_out() -> None:
    line = DoorLine(SimpleNamespace(text="", link="", address="", anonymous=False), "", "", "", "", ())  # type: ignore[arg-type]
    assert not queries._says_something(line)
    assert queries._says_something(replace(line, phone="40 00 00 01"))


NIGHT = at("2026-11-25T22:00")
CLOSED = "lukket nu, åbner"
TICKED = {"in_danger": "on"}


def at_night(cast: Cast, **said: str) -> str:
    with clock.at(NIGHT):
        opened(cast, hours=OFFICE)
        return " ".join(sent(cast, **said).content.decode().split())


def at_night_again(cast: Cast) -> str:
    with clock.at(NIGHT):
        return " ".join(sent(cast).content.decode().split())


def test_a_number_in_a_receipt_says_when_it_is_answered(cast: Cast) -> None:
    """Met by a stranger at night: "You can ring them", and nobody answered."""
    for shown in (at_night(cast, source="child"), at_night_again(cast)):
        number = shown.split('href="tel:40001000"')[1]
        assert CLOSED in number[:200]
    with clock.at(at("2026-11-25T10:00")):
        assert "Du kan ringe til dem" in sent(cast, source="child").content.decode()


@pytest.mark.parametrize("danger", [{}, TICKED])
def test_a_childs_receipt_has_112_on_top_and_says_one_thing_of_danger(cast: Cast, danger: dict[str, str]) -> None:
    """Met by a stranger: without the tick no 112, with it "nobody reads it now" beside "told at once"."""
    shown = at_night(cast, source="child", **danger)
    assert shown.index("tel:112") < shown.index("alert-success")
    assert "tel:40000002" in shown
    assert ("Ingen læser den nu" in shown) is not bool(danger)
    assert ("Men her er lukket, og vi ved ikke, om nogen ser det før" in shown) is bool(danger)
    assert "har fået besked med det samme" not in shown


def test_an_open_door_has_been_told_at_once(cast: Cast) -> None:
    opened(cast)
    assert "har fået besked med det samme" in sent(cast, source="child", **TICKED).content.decode()


@pytest.mark.parametrize("contact", ["", "40 00 00 09 efter skole"])
def test_the_door_reads_what_its_sender_was_promised(cast: Cast, contact: str) -> None:
    """Met by a stranger: the child read that it hears nothing, and the door that it was promised an answer."""
    opened(cast)
    sent(cast, source="child", contact=contact)
    client = cast.client("consultant")
    cast.consultant.sign()
    shown = client.get(reverse("concerns:at_door", args=[Concern.objects.get().pk])).content.decode()
    assert ("Afsenderen er lovet at høre fra jer" in shown) is bool(contact)
    assert ("har fået at vide, at de ikke hører fra jer" in shown) is not bool(contact)
    assert "Et andet sted" not in shown, "nobody asked where it was noticed"


@pytest.mark.parametrize("query", ["", "?fra=barn"])
def test_the_form_says_what_to_do_with_pictures(cast: Cast, query: str) -> None:
    opened(cast)
    shown = Client().get(reverse("public:concern", args=[cast.body.key]) + query).content.decode()
    assert "De kan ikke sendes her" in shown
    assert 'type="file"' not in shown


@pytest.mark.parametrize(("page", "more"), [("concern", "?fra=barn"), ("ask", "")])
def test_a_child_reads_above_the_text_that_it_is_not_kept(cast, page, more):
    """On purpose: somebody else may use the telephone. A reload took everything, and no word had said so."""
    opened(cast)
    body = Client().get(reverse(f"public:{page}", args=[cast.body.key]) + more).content.decode()
    assert body.index("er det, du har skrevet, væk") < body.index("<textarea")
    assert "data-stays-in-tab" not in body


@pytest.mark.parametrize(
    ("source", "contact", "is_asked"),
    [
        ("citizen", "2212 33", True), ("parent", "ring helst", True), ("citizen", "22 12 33 44", False),
        ("citizen", "+45 2212-3344", False), ("parent", "mor@example.org", False), ("parent", "", False), ("child", "2212 33", True),
        ("child", "Spørg min lærer i 7.b, efter kl 15", False),
    ],
)  # fmt: skip
def test_what_reaches_nobody_is_asked_about_before_an_answer_is_promised(
    cast: Cast, source: str, contact: str, is_asked: bool
) -> None:
    """ "2212 33" and "ring helst" were promised an answer, and the door read how they were to be reached."""
    opened(cast)
    asked = "Skriv et telefonnummer med 8 cifre"
    answer = sent(cast, source=source, contact=contact)
    body = answer.content.decode()
    assert (asked in body) is is_asked
    cast.consultant.sign()
    assert Concern.objects.exists() is not is_asked
    if is_asked:
        assert answer.status_code == 422
        assert f'value="{contact}"' in body
        assert SAID["text"] in body, "what was typed stays"
        told = sent(cast, source=source, contact=contact, reaches="on")
        assert told.status_code == 200
        assert "Du hører fra os før" in told.content.decode()
    else:
        assert ("Du hører fra os før" in body) is bool(contact)


@pytest.mark.parametrize(("contact", "is_asked"), [("2212 33", True), ("min egen tlf, når jeg er i skole", False)])
def test_a_child_is_asked_only_about_a_number_that_breaks_off(cast: Cast, contact: str, is_asked: bool) -> None:
    opened(cast)
    address = reverse("public:concern", args=[cast.body.key]) + "?fra=barn"
    token = Client().get(address).context["form"]["token"].value()
    form = {"token": token, "about": "me", "text": "Far slår", "door": str(door_of(cast, "nord")), "contact": contact}
    assert (Client().post(address, form).status_code == 422) is is_asked


def test_an_enquiry_asks_it_too(cast: Cast) -> None:
    opened(cast)
    form = {"matter": "Uro ved kiosken", "place": "", "name": "", "contact": "ring helst"}
    for more, status in (({}, 422), ({"reaches": "on"}, 200), ({"contact": "22 12 33 44"}, 200)):
        answer = post("citizens:enquire", cast, fields("citizens:enquire", cast) | form | more)
        assert answer.status_code == status, more


@pytest.mark.parametrize("source", ["citizen", "child"])
def test_a_receipt_says_that_it_is_shown_once_and_the_form_to_wait_for_it(cast: Cast, source: str) -> None:
    opened(cast)
    address = reverse("public:concern", args=[cast.body.key]) + ("?fra=barn" if source == "child" else "")
    assert "Tryk én gang, og vent" in Client().get(address).content.decode()
    receipt = sent(cast, source=source, contact="22 12 33 44").content.decode()
    assert "Du ser kun siden her nu." in receipt
    assert "Skriv telefonnummeret ned" in receipt
    assert ("data-says-so" in receipt) is (source == "citizen"), "of what a child sent no trace is kept in the tab"


def test_the_same_form_sent_again_is_one_concern_and_another_text_is_another(cast: Cast) -> None:
    opened(cast)
    form = fields("concern", cast) | SAID | {"door": door_of(cast, "nord")}
    for said in (form, form, form | {"text": "Nu er hun også på stationen"}):
        assert post("concern", cast, said).status_code == 200
    cast.consultant.sign()
    assert sorted(Concern.objects.values_list("text", flat=True)) == [
        "Går alene ude om natten",
        "Nu er hun også på stationen",
    ]
