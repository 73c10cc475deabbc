"""A CPR number that somebody without sign-in writes: nothing is refused, no page shows it among words, and the door is asked to move
it to the child's field.
"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from samspil.access.actor import Actor, now, sign
from samspil.concerns.actions import assessing
from samspil.concerns.models import Assessment, Concern
from samspil.concerns.notifying.text import text_to_send
from samspil.concerns.public.tests.places import fields, link_to, opened, post
from samspil.concerns.public.tests.test_raise_outside import door_of, sent
from samspil.concerns.queries.at_door import at_door_page
from samspil.concerns.tests.test_assess import first
from samspil.lib import cpr
from samspil.organisations.models import Staff
from samspil.people import cpr_at_rest
from samspil.people.models import Person
from samspil.people.queries import Child
from tests.cast import Cast

NUMBER = "720511-4222"


@pytest.mark.parametrize(
    ("who", "bare"),
    [
        (f"Vera Ottosen {NUMBER}, 7.b", "Vera Ottosen [CPR-nummer: se feltet], 7.b"),
        ("Vera 72.05.11 4222", "Vera [CPR-nummer: se feltet]"),
        ("Vera 7205\u200b11-4222", "Vera [CPR-nummer: se feltet]"),
        ("Vera 721511-4222", "Vera [CPR-nummer: se feltet]"),  # with a slip
        (NUMBER, "[CPR-nummer: se feltet]"),
    ],
)
def test_a_number_from_outside_stands_among_no_words_and_is_not_lost(cast, who, bare):
    """At a public door no number is refused. Every page shows the words without it; the door has it behind one press."""
    opened(cast)
    answer = sent(cast, who=who, text=f"{NUMBER} går alene ude om natten")
    assert answer.status_code == 200, answer.content.decode()
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert concern.who == bare
    assert concern.text.startswith(f"{NUMBER} går alene")  # what the sender wrote is never changed
    assert who.replace("\u200b", "") in concern.text
    queue = cast.client("consultant").get(reverse("concerns:queue")).content.decode()
    assert bare in queue
    assert "[CPR-nummer udeladt] går alene" in queue
    for digits in (NUMBER, "721511-4222", "72.05.11 4222"):
        assert digits not in queue
    page = cast.client("consultant").get(reverse("concerns:at_door", args=[concern.pk])).content.decode()
    assert f"<h1>{bare}</h1>" in page
    assert "[CPR-nummer: se feltet] går alene ude" in page
    words, pressed = page.split('<details id="cpr-numre">')
    for digits in (NUMBER, "721511-4222", "72.05.11 4222"):
        assert digits not in words + pressed.split("</details>")[1]
    assert NUMBER in pressed.split("</details>")[0]


def numbered(cast: Cast, **said: str) -> tuple[Concern, str]:
    """A concern from outside with a number among its words, and the door's page of naming its child."""
    opened(cast)
    sent(cast, **{"text": f"Hun hedder Vera og har {NUMBER}, går alene ude om natten"} | said)
    cast.consultant.sign()
    concern = Concern.objects.get()
    return concern, reverse("concerns:name_child", args=[concern.pk])


def shown_at(cast: Cast, concern: Concern, member: str = "consultant") -> str:
    return cast.client(member).get(reverse("concerns:at_door", args=[concern.pk])).content.decode()


ASKED = "Afsenderen har skrevet et CPR-nummer"


def test_the_door_is_asked_to_move_the_number_and_does_in_one_press(cast: Cast) -> None:
    """The number stands in the child's field, on the record that the door makes: kept as every number is."""
    concern, address = numbered(cast)
    client = cast.client("consultant")
    page = shown_at(cast, concern)
    assert page.index(ASKED) < page.index("går alene")
    assert address not in page  # the first question comes first
    first(cast.consultant.sign(), concern)
    assert f'href="{address}"' in shown_at(cast, concern)
    form = client.get(address).context["form"]
    assert (form["name"].value(), form["cpr"].value()) == ("Vera Ottosen", NUMBER)
    typed = {"name": "Vera Ottosen", "birth_date": "", "cpr": NUMBER}
    asked = client.post(address, typed)
    assert f"Vera Ottosen, {NUMBER}" in asked.content.decode()  # shown before it is saved
    assert client.post(address, typed | {"sure": asked.context["form"].shown}).status_code == 303
    cast.consultant.sign()
    person = Person.objects.get(pk=Assessment.objects.get(concern=concern).subject)
    assert (person.name, person.birth_date) == ("Vera Ottosen", cpr.birth_date("7205114222"))
    assert cpr_at_rest.decrypt(person.cpr_cipher or b"", person.cpr_hash or b"") == "7205114222"
    page = shown_at(cast, concern)
    assert ASKED not in page
    assert "[CPR-nummer: se feltet], går alene" in page


def test_a_child_known_by_the_number_is_offered_and_one_named_before_gets_it(cast: Cast) -> None:
    concern, address = numbered(cast)
    first(cast.consultant.sign(), concern)
    client, actor = cast.client("consultant"), cast.consultant.sign()
    named = assessing.name_child(actor, concern=concern, child=Child("Vera Ottosen"))
    typed = {"name": "Vera Ottosen", "birth_date": "", "cpr": NUMBER}
    assert client.get(address).context["form"]["cpr"].value() == NUMBER
    assert [match.person.pk for match in client.post(address, typed).context["form"].offer] == [named.pk]
    assert client.post(address, typed | {"same": str(named.pk)}).status_code == 303
    cast.consultant.sign()
    assert Person.objects.get().cpr_hash == cpr_at_rest.keyed_hash("7205114222")
    assert client.get(address).context["form"]["cpr"].value() == ""  # it stands in its field
    other = client.post(address, typed | {"name": "Vera O."})
    assert [(match.person.pk, match.by) for match in other.context["form"].offer] == [(named.pk, "cpr")]


def test_what_is_no_number_or_of_another_birth_date_is_said(cast: Cast) -> None:
    concern, address = numbered(cast)
    first(cast.consultant.sign(), concern)
    client = cast.client("consultant")
    for typed, said in (
        ({"cpr": "12345"}, "ti cifre"),
        ({"cpr": NUMBER, "birth_date": "13.05.2011"}, "Fødselsdatoen passer ikke"),
    ):
        answer = client.post(address, {"name": "Vera", "birth_date": ""} | typed)
        assert (answer.status_code, said in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("more", ["", " og bror 730511-4221"])
def test_of_several_numbers_none_is_chosen_and_a_slip_is_not_moved(cast: Cast, more: str) -> None:
    concern, address = numbered(cast, text=f"Noget med {NUMBER if more else '721511-4222'}{more}")
    first(cast.consultant.sign(), concern)
    assert ASKED in shown_at(cast, concern)
    assert cast.client("consultant").get(address).context["form"]["cpr"].value() == ""


def test_nobody_but_the_door_reads_the_number(cast: Cast) -> None:
    """Not in the text that goes along with a notification, not in what a forum is told, not by somebody outside the door."""
    concern, _address = numbered(cast, contact=f"Skriv til {NUMBER}")
    first(cast.consultant.sign(), concern)
    page = shown_at(cast, concern)
    assert NUMBER not in page.split('<details id="cpr-numre">')[0]
    assert NUMBER not in text_to_send(at_door_page(cast.consultant.sign(), concern))
    client = cast.client("consultant")
    assert NUMBER not in client.get(reverse("concerns:to_meeting", args=[concern.pk])).content.decode()
    for member in ("social_worker", "outsider", "ssp_teacher", "administrator"):
        address = reverse("concerns:at_door", args=[concern.pk])
        assert cast.client(member).get(address).status_code in {403, 404}, member


def test_what_a_child_writes_and_what_a_colleague_sends_by_link_is_the_same(cast):
    opened(cast)
    form = {"about": "me", "who": f"Ida {NUMBER}", "text": "Det er svært", "contact": "", "door": door_of(cast, "nord")}
    page = reverse("public:concern", args=[cast.body.key]) + "?fra=barn"
    token = Client().get(page).context["form"]["token"].value()
    assert Client().post(page, form | {"token": token}).status_code == 200
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert concern.who == "Ida [CPR-nummer: se feltet] (skriver om sig selv)"
    assert f"Ida {NUMBER}" in concern.text


def test_what_a_colleague_sends_by_link_is_the_same_and_the_door_has_the_number(cast: Cast) -> None:
    """The colleague is known, and wrote without sign-in all the same: the form refuses no number."""
    opened(cast)
    sign(Actor(cast.body.installer_id, now()))
    Staff.objects.filter(pk=cast.ssp_teacher.staff.pk).update(email="laerer@lillevig.example")
    token = link_to(cast, "laerer@lillevig.example")
    said = {"about": "child", "who": "Vera Ottosen", "text": f"{NUMBER} går alene", "door": door_of(cast, "nord")}
    assert post("send", cast, fields("send", cast, token) | said, token).status_code == 200
    cast.consultant.sign()
    concern = Concern.objects.get()
    assert concern.sender_id == cast.ssp_teacher.staff.pk
    page = shown_at(cast, concern)
    assert ASKED in page
    assert NUMBER in page.split('<details id="cpr-numre">')[1].split("</details>")[0]
    own = shown_at(cast, concern, "ssp_teacher")
    assert "[CPR-nummer: se feltet] går alene" in own
    assert NUMBER not in own
