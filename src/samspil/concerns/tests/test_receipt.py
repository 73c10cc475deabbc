"""What the sender meets: the form, the receipt, a question back, more words, and another municipality."""

from __future__ import annotations

from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspil.concerns.actions import assessing
from samspil.concerns.chosen.tests.scenes import confided
from samspil.concerns.models import Concern
from samspil.concerns.queries.own_door import place_of
from samspil.concerns.tests.doors import FORM, OFFICE, at, found, raised
from samspil.concerns.tests.test_assess import first
from samspil.organisations.models import ConcernDoor
from samspil.organisations.queries.concern_doors import doors_of
from samspil.sharing.drafts import actions as drafts
from samspil.sharing.drafts.queries import draft
from tests import clock
from tests.cast import Cast

PARENTS_LAST = "Tal ikke med forældrene først"
PERHAPS = "Kan det være en i hjemmet eller familien?"
CLOSED = at("2026-11-29T13:40")  # a Sunday


def send(cast: Cast, **said: object):
    form = FORM | {"idempotency_key": str(uuid4())} | said
    return cast.client("ssp_teacher").post(reverse("concerns:raise"), {k: v for k, v in form.items() if v is not None})


def receipt(cast: Cast, **said: object) -> str:
    answer = send(cast, **said)
    assert answer.status_code == 303, answer.content.decode()
    return main(cast.client("ssp_teacher").get(answer["Location"]))


def main(answer) -> str:
    return unescape(str(answer.content.decode().split("<main")[1].split("</main")[0]))


def test_a_question_back_stands_on_the_page_that_the_notice_opens(cast: Cast) -> None:
    found(cast)
    concern = raised(cast, ConcernDoor.objects.get(key="nord"))
    first(cast.consultant.sign(), concern)
    assessing.ask_back(cast.consultant.sign(), concern=concern, text="Hvor gammel er broren?", key=uuid4())
    client = cast.client("ssp_teacher")
    for page in ("concerns:raised", "concerns:add"):
        shown = main(client.get(reverse(page, args=[concern.pk])))
        assert "Du er blevet spurgt om noget" in shown
        assert shown.index("Hvor gammel er broren?") < shown.index("<textarea"), page
    answer = client.post(
        reverse("concerns:add", args=[concern.pk]), {"text": "Seks år", "idempotency_key": str(uuid4())}
    )
    shown = client.get(answer["Location"]).content.decode()
    assert "Det er sendt. De, der har bekymringen, har fået besked." in shown
    assert "Du er blevet spurgt om noget" not in main(client.get(reverse("concerns:raised", args=[concern.pk])))


@pytest.mark.parametrize("said", [{"in_danger": "on"}, {"arena": "home"}])
def test_where_it_may_be_the_home_every_page_says_not_to_talk_with_the_parents_first(cast: Cast, said: dict) -> None:
    found(cast)
    assert PARENTS_LAST in receipt(cast, **said)
    cast.consultant.sign()
    concern = Concern.objects.get()
    for member in ("ssp_teacher", "consultant", "colleague"):
        shown = main(cast.client(member).get(reverse("concerns:at_door", args=[concern.pk])))
        assert PARENTS_LAST in shown, member
        assert PERHAPS not in shown, member


def test_about_another_child_it_says_when(cast: Cast) -> None:
    found(cast)
    assert PERHAPS in receipt(cast)
    assert PERHAPS not in receipt(cast, about="place", who="Stationen")


def test_the_form_says_it_when_danger_is_ticked_and_asks_nothing_of_the_parents(cast: Cast) -> None:
    with clock.at(CLOSED):
        found(cast, hours=OFFICE)
        shown = main(cast.client("ssp_teacher").get(reverse("concerns:raise")))
    form = shown.split("<form")[1].split("</form")[0]
    box = form.split('class="if-danger-or-home"')[1]
    assert PARENTS_LAST in box.split("form-buttons")[0]
    asked = form.split('class="if-danger-or-home"')[0]
    assert "forældre" not in asked.lower()
    assert 'class="alert alert-warning unless-danger"' in shown
    at_once = shown.split('class="alert alert-warning if-danger"')[1]
    assert "får besked med det samme" in at_once.split("</div>")[0]


def test_danger_stands_above_what_was_promised(cast: Cast) -> None:
    with clock.at(CLOSED):
        found(cast, hours=OFFICE)
        shown = receipt(cast, in_danger="on")
    assert shown.index("Der er sendt besked") < shown.index("venter ikke på det, men du hører fra os")
    assert "40 00 00 02" in shown.split("venter ikke på det")[0]


def test_a_receipt_about_a_place_asks_nothing_of_a_child(cast: Cast) -> None:
    found(cast)
    shown = receipt(cast, about="place", who="Stationen")
    assert "Hvor gammelt er barnet?" not in shown
    assert "kendt før" not in shown
    assert "Hvornår sker det" in shown
    assert "Hvor gammelt er barnet?" in receipt(cast)


@pytest.mark.parametrize(
    ("chosen_by", "about", "words"),
    [("family", "group", "den, de taler med"), ("family", "child", "den, familien taler med"),
     ("child", "child", "den, barnet taler med"), ("young_person", "child", "den, den unge taler med")],
)  # fmt: skip
def test_who_chose_the_adult_is_named(cast: Cast, chosen_by: str, about: str, words: str) -> None:
    found(cast)
    assert f"Anders Friis er stadig {words}." in receipt(cast, chosen_by=chosen_by, about=about)


def test_the_adult_who_has_it_learns_what_that_means_and_who_acts_tonight(cast: Cast) -> None:
    with clock.at(CLOSED):
        concern = confided(cast, hours=OFFICE)
        shown = main(cast.client("ssp_teacher").get(reverse("concerns:raised", args=[concern.pk])))
    assert "Du skal ikke klare det alene" in shown
    assert "De her tager telefonen lige nu" in shown
    assert "40 00 00 02" in shown
    assert "Døren åbner 30.11.2026 kl. 8.00" in shown
    assert reverse("chosen:ask", args=[concern.pk]) in shown


def test_of_a_child_in_another_municipality_nothing_is_kept_not_even_as_a_draft(cast: Cast) -> None:
    found(cast)
    drafts.save(cast.ssp_teacher.sign(), key="concern-door", data={"values": {"who": ["Noah Lind, Ishøj"]}})
    answer = send(cast, door="elsewhere", who="Noah Lind, Ishøj")
    shown = main(answer)
    assert answer.status_code == 422
    assert "Noah Lind, Ishøj" in shown  # it stands there to be copied
    assert "data-draft-url" not in shown
    assert "data-draft-drop" in shown
    assert draft(cast.ssp_teacher.sign(), "concern-door") is None
    assert "Noah" not in main(cast.client("ssp_teacher").get(reverse("concerns:raise")))


def test_a_question_after_a_place_is_answered_with_places(cast: Cast) -> None:
    found(cast)
    cast.consultant.sign()
    doors = doors_of(cast.body, clock.today())
    assert {door.key: place_of(door, doors) for door in doors} == {"nord": "Nord", "alle": "Et andet sted i kommunen"}
    (everybody,) = [door for door in doors if door.key == "alle"]
    assert place_of(everybody, [everybody]) == cast.body.name
    shown = main(cast.client("ssp_teacher").get(reverse("concerns:raise")))
    assert "Familiens dør" not in shown.split('name="door"')[1].split("</select>")[0]


@pytest.mark.parametrize("number", ["310299-9999", "3102999999", "310299 9999"])
def test_a_number_with_a_slip_does_not_become_a_heading(cast: Cast, number: str) -> None:
    found(cast)
    answer = send(cast, who=f"Emil {number}")
    assert answer.status_code == 422
    assert "ligner et CPR-nummer" in main(answer)
    assert send(cast, who="Emil, 7.b, Skolegade 12").status_code == 303


def test_films_are_said_before_and_each_unfit_file_has_its_own_line(cast: Cast) -> None:
    found(cast)
    shown = main(cast.client("ssp_teacher").get(reverse("concerns:raise")))
    assert "Film og optagelser kan ikke sendes" in shown
    assert "data-film=" in shown
    files = [SimpleUploadedFile("lille.mov", b"kun paa skroemt"), SimpleUploadedFile("tom.pdf", b"")]
    shown = main(send(cast, attachments=files))
    assert "Der er 2 ting at rette" in shown
    assert "lille.mov: En film" in shown
    assert "PDF" not in shown.split("lille.mov:")[1].split("</li>")[0]
